package signing

import (
	"crypto/x509"
	"encoding/asn1"
	"slices"

	"veche/cms"
	"veche/cms/pki"
	"veche/internal/platform/files"
)

// Evidence is something that a verdict rests on. Its bytes stand in the store of files, once.
type Evidence struct {
	Kind   string `json:"kind" enum:"certificate,crl,ocsp,timestamp"`
	Name   string `json:"name" doc:"Whose certificate, list, answer or stamp it is"`
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`

	bytes []byte
	blob  files.Blob
}

// oidStamp is the attribute signature-time-stamp of CAdES (RFC 5126, section 6.1.1).
var oidStamp = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 14}

// gather collects what a check relied on: what the signature itself holds, the certificates of its chain that it does
// not hold, and what was asked for.
func gather(r *cms.Report, file []byte, trust *pki.Trust, heard *recorder) []Evidence {
	list := slices.Clone(heard.got)
	if m, err := cms.Parse(file); err == nil { // a damaged one holds no evidence, and the report says that it is damaged
		list = append(list, enclosed(m)...)
	}
	for _, s := range r.Signers {
		for _, link := range s.Chain {
			list = append(list, known(link.SHA256, trust)...)
		}
	}
	return once(list)
}

func enclosed(m *cms.Message) (list []Evidence) {
	for _, c := range m.Certificates {
		list = append(list, certificateEvidence(c))
	}
	for _, l := range m.CRLs {
		list = append(list, Evidence{Kind: "crl", Name: l.Issuer.Short(), bytes: l.Raw})
	}
	for _, o := range m.OCSP {
		list = append(list, answerEvidence(o.Raw))
	}
	for _, s := range m.Signers {
		for _, a := range s.Unsigned {
			if !a.Type.Equal(oidStamp) {
				continue
			}
			for _, token := range a.Values {
				list = append(list, stampEvidence(token))
			}
		}
	}
	return list
}

// known finds a certificate of a chain among those that the installation knows.
func known(sha256 string, trust *pki.Trust) (list []Evidence) {
	for _, pool := range []*pki.Pool{trust.Roots, trust.Intermediates} {
		for _, c := range pool.Certificates() {
			if c.Fingerprint() == sha256 {
				list = append(list, certificateEvidence(c))
			}
		}
	}
	return list
}

func certificateEvidence(c *pki.Certificate) Evidence {
	return Evidence{Kind: "certificate", Name: c.Subject.Short(), bytes: c.Raw()}
}

func listEvidence(raw []byte) Evidence {
	e := Evidence{Kind: "crl", bytes: raw}
	if l, err := pki.ParseCRL(raw); err == nil {
		e.Name = l.Issuer.Short()
	}
	return e
}

func answerEvidence(raw []byte) Evidence {
	e := Evidence{Kind: "ocsp", bytes: raw}
	if o, err := pki.ParseOCSP(raw); err == nil && len(o.Certificates) > 0 {
		e.Name = o.Certificates[0].Subject.Short()
	}
	return e
}

func stampEvidence(token []byte) Evidence {
	e := Evidence{Kind: "timestamp", bytes: token}
	t, err := cms.ParseTimeStamp(token)
	if err != nil {
		return e
	}
	for _, c := range t.Token.Certificates {
		if slices.Contains(c.X509.ExtKeyUsage, x509.ExtKeyUsageTimeStamping) {
			e.Name = c.Subject.Short()
		}
	}
	return e
}

// once leaves one of equal pieces.
func once(list []Evidence) []Evidence {
	var out []Evidence
	for _, e := range list {
		same := func(o Evidence) bool { return o.Kind == e.Kind && slices.Equal(o.bytes, e.bytes) }
		if len(e.bytes) > 0 && !slices.ContainsFunc(out, same) {
			out = append(out, e)
		}
	}
	return out
}
