package cms_test

import (
	"bytes"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"slices"
	"testing"
	"time"

	"veche/cms"
	"veche/cms/authority"
	"veche/cms/pki"
	"veche/cms/reason"
	"veche/gost"
)

// defect is a signature of the letter that must not be accepted, with the lists of all
// authorities and the authorities themselves.
type defect struct {
	file  []byte
	trust *pki.Trust
	want  reason.Code
}

// TestDefectsAreRefusedByBoth: each defect is named by us, and refused by OpenSSL given
// the same files.
func TestDefectsAreRefusedByBoth(t *testing.T) {
	t.Parallel()
	var (
		signature = func(change func([]byte) []byte) func(*stand) defect {
			return func(s *stand) defect {
				file := altered(s.sign(letter), func(m *cms.Message) { m.Signers[0].Signature = change(m.Signers[0].Signature) })
				return defect{file, s.trust(), reason.SignatureWrong}
			}
		}
		by = func(key cms.Key, trust *pki.Trust, s *stand, want reason.Code) defect {
			return defect{s.sign(letter, key), trust, want}
		}
		year = func(s *stand) (time.Time, time.Time) { return s.now.AddDate(0, -1, 0), s.now.AddDate(1, 0, 0) }
	)
	for name, make := range map[string]func(*stand) defect{
		"nothing is wrong":        func(s *stand) defect { return defect{s.sign(letter), s.trust(), ""} },
		"zeros for a signature":   signature(func(v []byte) []byte { return bytes.Repeat([]byte{0}, len(v)) }),
		"ones for a signature":    signature(func(v []byte) []byte { return bytes.Repeat([]byte{0xff}, len(v)) }),
		"swapped halves":          signature(func(v []byte) []byte { return slices.Concat(v[32:], v[:32]) }),
		"backwards, as CryptoAPI": signature(func(v []byte) []byte { v = bytes.Clone(v); slices.Reverse(v); return v }),
		"a short signature":       signature(func(v []byte) []byte { return v[:63] }),
		"r is zero":               signature(func(v []byte) []byte { return append(bytes.Clone(v[:32]), make([]byte, 32)...) }),
		"a revoked signer": func(s *stand) defect {
			s.ca.Revoke(s.person.Certificate.X509.SerialNumber, s.now.Add(-time.Hour), 1)
			return defect{s.sign(letter), s.trust(), reason.RevokedBeforeSigning}
		},
		"a revoked authority": func(s *stand) defect {
			s.root.Revoke(s.ca.Certificate.X509.SerialNumber, s.now.Add(-time.Hour), 1)
			return defect{s.sign(letter), s.trust(), reason.RevokedBeforeSigning}
		},
		"an expired signer": func(s *stand) defect {
			return by(s.newPerson(s.now.Add(-time.Hour)), s.trust(), s, reason.ExpiredBeforeSigning)
		},
		"an issuer that is no authority": func(s *stand) defect {
			pretender := &authority.CA{Certificate: s.person.Certificate, Key: s.person.Private, Now: s.ca.Now}
			trust := s.lists(pretender)
			return by(s.under(pretender, s.ca.Certificate), trust, s, reason.NotCA)
		},
		"an authority too deep": func(s *stand) defect {
			from, to := year(s)
			shallow := &authority.CA{Key: s.newKey(), Now: s.ca.Now}
			shallow.Certificate = must(pki.Issue(pki.Template{
				Subject: name("Мелкий УЦ"), Key: shallow.Key.Public(), NotBefore: from, NotAfter: to,
				Extensions: []pkix.Extension{pki.Authority(0), pki.KeyUsage(x509.KeyUsageCertSign | x509.KeyUsageCRLSign)},
			}, s.root.Certificate, s.root.Key))
			deep := must(shallow.Subordinate(name("Глубокий УЦ"), s.newKey(), from, to))
			return by(s.under(deep, shallow.Certificate), s.lists(shallow, deep), s, reason.PathLength)
		},
		"a name that the authority may not certify": func(s *stand) defect {
			from, to := year(s)
			bound := must(pki.PermittedNames([]pki.Name{{{Field: pki.Organization, Value: "Другая организация"}}}, nil, nil))
			narrow := must(s.root.Subordinate(name("Узкий УЦ"), s.newKey(), from, to, bound))
			return by(s.under(narrow), s.lists(narrow), s, reason.NameConstraints)
		},
		"a condition not understood": func(s *stand) defect {
			strange := pkix.Extension{Id: asn1.ObjectIdentifier{1, 2, 3, 4, 5}, Critical: true, Value: []byte{5, 0}}
			return by(s.personWith(strange), s.trust(), s, reason.CriticalExtension)
		},
		"an authority that is missing": func(s *stand) defect {
			s.person.Chain = nil
			return defect{s.sign(letter), s.trust(), reason.ChainIncomplete}
		},
		"a root that nobody trusts": func(s *stand) defect {
			trust := s.trust()
			trust.Roots = pki.NewPool(newLiveStand(s.newKey).root.Certificate)
			s.person.Chain = append(s.person.Chain, s.root.Certificate)
			return defect{s.sign(letter), trust, reason.UntrustedRoot}
		},
		"no list of revoked certificates": func(s *stand) defect {
			trust := s.trust()
			trust.CRLs = trust.CRLs[1:]
			return defect{s.sign(letter), trust, reason.RevocationUnknown}
		},
		"a list of another authority": func(s *stand) defect {
			trust := s.trust()
			trust.CRLs[0] = newLiveStand(s.newKey).trust().CRLs[0]
			return defect{s.sign(letter), trust, reason.RevocationUnknown}
		},
		"a certificate that the signature does not name": func(s *stand) defect {
			from, to := year(s)
			twin := must(pki.Issue(pki.Template{
				Serial: s.person.Certificate.X509.SerialNumber, Subject: personName, Key: s.person.Private.Public(), NotBefore: from, NotAfter: to,
			}, s.ca.Certificate, s.ca.Key))
			file := altered(withoutCertificates(s.sign(letter)), func(m *cms.Message) { m.AddCertificates(twin, s.ca.Certificate) })
			return defect{file, s.trust(), reason.CertificateMismatch}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, e := newLiveStand(gostKey(gost.Curve256A())), newEngine(t)
			d := make(s)
			r := s.verifyWith(t, d.file, letter, d.trust)
			if !slices.ContainsFunc(r.Signers[0].Findings, func(f *reason.Finding) bool { return f.Code == d.want }) && d.want != "" || (d.want == "") != (r.Verdict == reason.Valid) {
				t.Errorf("got %s, want %s", reasons(r), d.want)
			}
			e.file("content", letter)
			e.file("sig.p7s", d.file)
			e.pem("root.pem", "CERTIFICATE", d.trust.Roots.Certificates()[0].Raw())
			var lists [][]byte
			for _, l := range d.trust.CRLs {
				lists = append(lists, l.Raw)
			}
			e.pem("lists.pem", "X509 CRL", lists...)
			e.file("trusted.pem", append(e.read("root.pem"), e.read("lists.pem")...))
			said, ok := e.accepts("cms -verify -binary -inform DER -in sig.p7s -content content -CAfile trusted.pem -crl_check_all -cades -out /dev/null")
			if ok != (d.want == "") {
				t.Errorf("OpenSSL: accepted %v\n%s", ok, said)
			}
		})
	}
}
