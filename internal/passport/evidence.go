package passport

import (
	"encoding/asn1"
	"fmt"
	"io"

	"veche/cms"
	"veche/cms/pki"
	"veche/internal/passport/container"
	"veche/internal/platform/fail"
	"veche/internal/signing"
)

// evidence is what checks rest on, each piece once, with what the README needs to know of it.
type evidence struct {
	list         []container.Evidence
	parts        []container.Part
	seen         map[string]bool
	certificates []known
	answers      []answer
	stamps       []stamp
	lists        []string
}

// known is a certificate with its file.
type known struct {
	path string
	*pki.Certificate
}

// answer is an OCSP answer with its file.
type answer struct {
	path string
	*pki.OCSPResponse
}

// stamp is a time-stamp token beside the octets that it covers.
type stamp struct {
	of          int // number of the signature
	token, over string
	*cms.TimeStamp
}

var evidencePlaces = map[string]string{"certificate": "evidence/certificates/%02d.cer", "crl": "evidence/crl/%02d.crl", "ocsp": "evidence/ocsp/%02d.ors"}

// addEvidence adds a kept piece once; time stamps are taken out of the signatures themselves.
func (g *gathering) addEvidence(e signing.Evidence) error {
	pattern, wanted := evidencePlaces[e.Kind]
	if !wanted || g.evidence.seen[e.SHA256] {
		return nil
	}
	raw, err := g.read(e.SHA256, maxEvidence)
	if err != nil {
		return err
	}
	if g.evidence.seen == nil {
		g.evidence.seen = map[string]bool{}
	}
	g.evidence.seen[e.SHA256] = true
	return g.evidence.add(e, pattern, raw)
}

// maxEvidence is the longest list of revoked certificates that is kept.
const maxEvidence = 64 << 20

func (e *evidence) add(from signing.Evidence, pattern string, raw []byte) error {
	var place string
	switch from.Kind {
	case "certificate":
		c, err := pki.ParseCertificate(raw)
		if err != nil {
			return fmt.Errorf("read a certificate: %w", err)
		}
		place = fmt.Sprintf(pattern, len(e.certificates)+1)
		e.certificates = append(e.certificates, known{place, c})
	case "crl":
		place = fmt.Sprintf(pattern, len(e.lists)+1)
		e.lists = append(e.lists, place)
	case "ocsp":
		o, err := pki.ParseOCSP(raw)
		if err != nil {
			return fmt.Errorf("read an answer of OCSP: %w", err)
		}
		place = fmt.Sprintf(pattern, len(e.answers)+1)
		e.answers = append(e.answers, answer{place, o})
	}
	e.parts = append(e.parts, container.Bytes(place, raw))
	e.list = append(e.list, container.Evidence{Path: place, Kind: from.Kind, Name: from.Name})
	return nil
}

// oidStamp is the attribute signature-time-stamp of CAdES (RFC 5126 §6.1.1).
var oidStamp = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 14}

// addStamps lays the time stamps of a signature beside the octets that they cover, so that openssl ts can check them.
func (g *gathering) addStamps(no int, sha256 string) error {
	raw, err := g.read(sha256, maxEvidence)
	if err != nil {
		return err
	}
	m, err := cms.Parse(raw)
	if err != nil {
		return nil // a damaged signature has no stamps; the check says so
	}
	for i, signer := range m.Signers {
		for _, a := range signer.Unsigned {
			if !a.Type.Equal(oidStamp) {
				continue
			}
			for k, token := range a.Values {
				g.evidence.addStamp(no, fmt.Sprintf("evidence/timestamps/%02d-%d-%d", no, i+1, k+1), token, signer.Signature)
			}
		}
	}
	return nil
}

func (e *evidence) addStamp(of int, place string, token, over []byte) {
	s := stamp{of: of, token: place + ".tst", over: place + ".signature"}
	var err error
	name := ""
	if s.TimeStamp, err = cms.ParseTimeStamp(token); err == nil {
		e.stamps = append(e.stamps, s)
		if list := s.Token.Certificates; len(list) > 0 {
			name = list[0].Subject.Short()
		}
	}
	e.parts = append(e.parts, container.Bytes(s.token, token), container.Bytes(s.over, over))
	e.list = append(e.list, container.Evidence{Path: s.token, Kind: "timestamp", Name: name},
		container.Evidence{Path: s.over, Kind: "signature_value", Name: "Значение подписи, на которое поставлен штамп времени"})
}

// read reads a stored file whole.
func (g *gathering) read(sha256 string, limit int64) ([]byte, error) {
	f, err := g.s.files.Open(g.ctx, sha256)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(raw)) > limit {
		err = fail.New(fail.TooLarge, "file.too_large", "%s has more than %d bytes", sha256, limit).With("limit_mb", limit>>20)
	}
	return raw, err
}
