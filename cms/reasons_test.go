package cms_test

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"veche/cms"
	"veche/cms/authority"
	"veche/cms/pki"
	"veche/cms/reason"
	"veche/gost"
)

// reasons are all reasons of a report joined, with its verdict first.
func reasons(r *cms.Report) string {
	return strings.TrimSpace(string(r.Verdict) + " " + codes(r))
}

// altered parses a message, lets it be changed, and writes it again.
func altered(file []byte, change func(m *cms.Message)) []byte {
	m := must(cms.Parse(file))
	change(m)
	return must(m.Marshal())
}

// personWith has a certificate with other extensions.
func (s *stand) personWith(more ...pkix.Extension) cms.Key {
	key := s.newKey()
	c := must(s.ca.Person(personName, key.Public(), day("2026-01-01"), day("2027-01-01"), more...))
	return cms.Key{Private: key, Certificate: c, Chain: []*pki.Certificate{s.ca.Certificate}}
}

// under is a person of another authority, made by the root with extensions of its own.
func (s *stand) under(ca *authority.CA, more ...*pki.Certificate) cms.Key {
	key := s.newKey()
	c := must(ca.Person(personName, key.Public(), day("2026-01-01"), day("2027-01-01")))
	return cms.Key{Private: key, Certificate: c, Chain: append(more, ca.Certificate)}
}

func (s *stand) lists(authorities ...*authority.CA) *pki.Trust {
	t := s.trust()
	for _, ca := range authorities {
		t.CRLs = append(t.CRLs, must(ca.CRL(24*time.Hour)))
	}
	return t
}

// stamped is the signature brought to level T at the time of the stand.
func (s *stand) stamped(file []byte) []byte {
	o := cms.UpgradeOptions{Options: cms.Options{Trust: s.trust(), At: s.now}, Level: cms.LevelT, Stamper: s.tsa}
	out, _, err := cms.Upgrade(context.Background(), file, cms.Octets(letter), o)
	if err != nil || out == nil {
		panic(err)
	}
	return out
}

// TestReasons is the list of what can be wrong with a signature, each made and named.
func TestReasons(t *testing.T) {
	for _, c := range []struct {
		name string
		want string
		make func(t *testing.T, s *stand) *cms.Report
	}{
		{"a good signature", "valid", func(t *testing.T, s *stand) *cms.Report {
			return s.verify(t, s.sign(letter), letter)
		}},
		{"the content was changed", "invalid content_changed", func(t *testing.T, s *stand) *cms.Report {
			return s.verify(t, s.sign(letter), append([]byte("x"), letter...))
		}},
		{"a signature was changed", "invalid signature_wrong", func(t *testing.T, s *stand) *cms.Report {
			return s.verify(t, altered(s.sign(letter), func(m *cms.Message) { m.Signers[0].Signature[5] ^= 1 }), letter)
		}},
		{"the halves of a signature were swapped", "invalid signature_wrong", func(t *testing.T, s *stand) *cms.Report {
			return s.verify(t, altered(s.sign(letter), func(m *cms.Message) {
				v := m.Signers[0].Signature
				m.Signers[0].Signature = append(append([]byte{}, v[32:]...), v[:32]...)
			}), letter)
		}},
		// The GOST engine of OpenSSL passes over what follows the 64 octets; we do not.
		{"a signature with an octet too many", "invalid signature_wrong", func(t *testing.T, s *stand) *cms.Report {
			return s.verify(t, altered(s.sign(letter), func(m *cms.Message) {
				m.Signers[0].Signature = append(bytes.Clone(m.Signers[0].Signature), 0)
			}), letter)
		}},
		{"an empty signature", "invalid signature_wrong", func(t *testing.T, s *stand) *cms.Report {
			return s.verify(t, altered(s.sign(letter), func(m *cms.Message) { m.Signers[0].Signature = nil }), letter)
		}},
		{"a cut file", "invalid malformed", func(t *testing.T, s *stand) *cms.Report {
			file := s.sign(letter)
			return s.verify(t, file[:len(file)-10], letter)
		}},
		{"something else", "invalid malformed", func(t *testing.T, s *stand) *cms.Report {
			return s.verify(t, []byte("%PDF-1.7 это не подпись"), letter)
		}},
		{"no signatures", "invalid no_signers", func(t *testing.T, s *stand) *cms.Report {
			return s.verify(t, altered(s.sign(letter), func(m *cms.Message) { m.Signers = nil }), letter)
		}},
		{"the content is missing", "indeterminate no_content", func(t *testing.T, s *stand) *cms.Report {
			return s.verify(t, s.sign(letter), nil)
		}},
		{"the file holds another content than the one given", "invalid content_changed", func(t *testing.T, s *stand) *cms.Report {
			file := must(cms.Sign(t.Context(), cms.Octets(letter), cms.SigningOptions{Time: s.now, Attached: true}, s.person))
			return s.verify(t, file, []byte("другое"))
		}},
		{"the certificate is unknown", "indeterminate no_certificate", func(t *testing.T, s *stand) *cms.Report {
			return s.verify(t, withoutCertificates(s.sign(letter)), letter)
		}},
		{"another certificate with the same issuer and number", "invalid certificate_mismatch", func(t *testing.T, s *stand) *cms.Report {
			twin := must(pki.Issue(pki.Template{
				Serial: s.person.Certificate.X509.SerialNumber, Subject: name("Двойник"), Key: s.person.Private.Public(),
				NotBefore: day("2026-01-01"), NotAfter: day("2027-01-01"),
			}, s.ca.Certificate, s.ca.Key))
			file := altered(withoutCertificates(s.sign(letter)), func(m *cms.Message) { m.AddCertificates(twin, s.ca.Certificate) })
			return s.verify(t, file, letter)
		}},
		{"the certificate is forged", "invalid certificate_mismatch certificate_wrong", func(t *testing.T, s *stand) *cms.Report {
			raw := bytes.Clone(s.person.Certificate.Raw())
			raw[len(raw)-1] ^= 1
			forged := must(pki.ParseCertificate(raw))
			file := altered(withoutCertificates(s.sign(letter)), func(m *cms.Message) { m.AddCertificates(forged, s.ca.Certificate) })
			return s.verify(t, file, letter)
		}},
		{"revoked before signing", "invalid revoked_before_signing", func(t *testing.T, s *stand) *cms.Report {
			s.ca.Revoke(s.person.Certificate.X509.SerialNumber, day("2026-05-01"), 1)
			return s.verify(t, s.sign(letter), letter)
		}},
		{"revoked after signing, no stamp", "indeterminate revoked_without_timestamp", func(t *testing.T, s *stand) *cms.Report {
			file := s.sign(letter)
			s.ca.Revoke(s.person.Certificate.X509.SerialNumber, day("2026-06-10"), 5)
			s.now = day("2026-06-20")
			return s.verify(t, file, letter)
		}},
		{"revoked after signing, stamped", "valid revoked_after_signing", func(t *testing.T, s *stand) *cms.Report {
			file := s.stamped(s.sign(letter))
			s.ca.Revoke(s.person.Certificate.X509.SerialNumber, day("2026-06-10"), 5)
			s.now = day("2026-06-20")
			return s.verify(t, file, letter)
		}},
		{"the authority was revoked", "invalid revoked_before_signing", func(t *testing.T, s *stand) *cms.Report {
			s.root.Revoke(s.ca.Certificate.X509.SerialNumber, day("2026-05-01"), 2)
			return s.verify(t, s.sign(letter), letter)
		}},
		{"nothing is known of revocation", "indeterminate revocation_unknown revocation_unknown", func(t *testing.T, s *stand) *cms.Report {
			return s.verifyWith(t, s.sign(letter), letter, &pki.Trust{Roots: pki.NewPool(s.root.Certificate)})
		}},
		{"nothing is known of revocation and nobody insists", "valid revocation_not_checked revocation_not_checked", func(t *testing.T, s *stand) *cms.Report {
			return s.verifyWith(t, s.sign(letter), letter, &pki.Trust{Roots: pki.NewPool(s.root.Certificate), Revocation: pki.RevocationIfKnown})
		}},
		{"the lists are old", "indeterminate revocation_unknown revocation_unknown", func(t *testing.T, s *stand) *cms.Report {
			trust := s.trust()
			s.now = s.now.Add(48 * time.Hour)
			return s.verifyWith(t, s.sign(letter), letter, trust)
		}},
		{"not valid yet", "invalid not_yet_valid", func(t *testing.T, s *stand) *cms.Report {
			key := s.newKey()
			c := must(s.ca.Person(personName, key.Public(), day("2026-07-01"), day("2027-01-01")))
			return s.verify(t, s.sign(letter, cms.Key{Private: key, Certificate: c, Chain: s.person.Chain}), letter)
		}},
		{"expired before signing", "invalid expired_before_signing", func(t *testing.T, s *stand) *cms.Report {
			return s.verify(t, s.sign(letter, s.newPerson(day("2026-05-01"))), letter)
		}},
		{"expired since, no stamp", "indeterminate expired_without_timestamp", func(t *testing.T, s *stand) *cms.Report {
			file := s.sign(letter)
			s.now = day("2027-06-01")
			return s.verify(t, file, letter)
		}},
		{"expired since, stamped", "valid", func(t *testing.T, s *stand) *cms.Report {
			file := s.stamped(s.sign(letter))
			s.now = day("2027-06-01")
			return s.verify(t, file, letter)
		}},
		{"the key was used too late", "invalid key_period", func(t *testing.T, s *stand) *cms.Report {
			period := pki.Period{NotBefore: day("2026-01-01"), NotAfter: day("2026-03-01")}
			return s.verify(t, s.sign(letter, s.personWith(pki.KeyPeriod(period))), letter)
		}},
		{"the key may be used no more", "indeterminate key_expired_without_timestamp", func(t *testing.T, s *stand) *cms.Report {
			period := pki.Period{NotBefore: day("2026-01-01"), NotAfter: day("2026-07-01")}
			file := s.sign(letter, s.personWith(pki.KeyPeriod(period)))
			s.now = day("2026-08-01")
			return s.verify(t, file, letter)
		}},
		{"the key is not for signing", "invalid key_usage", func(t *testing.T, s *stand) *cms.Report {
			key := s.newKey()
			c := must(pki.Issue(pki.Template{
				Subject: personName, Key: key.Public(), NotBefore: day("2026-01-01"), NotAfter: day("2027-01-01"),
				Extensions: []pkix.Extension{pki.KeyUsage(x509.KeyUsageKeyAgreement)},
			}, s.ca.Certificate, s.ca.Key))
			return s.verify(t, s.sign(letter, cms.Key{Private: key, Certificate: c, Chain: s.person.Chain}), letter)
		}},
		{"issued by one who is no authority", "invalid not_ca key_usage", func(t *testing.T, s *stand) *cms.Report {
			pretender := &authority.CA{Certificate: s.person.Certificate, Key: s.person.Private, Now: s.ca.Now}
			signer := s.under(pretender, s.ca.Certificate)
			trust := s.trust()
			trust.Revocation = pki.RevocationIfKnown
			r := s.verifyWith(t, s.sign(letter, signer), letter, trust)
			r.Signers[0].Findings = without(r.Signers[0].Findings, reason.RevocationSkipped)
			return r
		}},
		{"an authority too deep", "invalid path_length", func(t *testing.T, s *stand) *cms.Report {
			shallow := must(s.root.Subordinate(name("Мелкий УЦ"), s.newKey(), day("2026-01-01"), day("2030-01-01")))
			shallow.Certificate = must(pki.Issue(pki.Template{
				Subject: name("Мелкий УЦ"), Key: shallow.Key.Public(), NotBefore: day("2026-01-01"), NotAfter: day("2030-01-01"),
				Extensions: []pkix.Extension{pki.Authority(0), pki.KeyUsage(x509.KeyUsageCertSign | x509.KeyUsageCRLSign)},
			}, s.root.Certificate, s.root.Key))
			deep := must(shallow.Subordinate(name("Глубокий УЦ"), s.newKey(), day("2026-01-01"), day("2030-01-01")))
			return s.verifyWith(t, s.sign(letter, s.under(deep, shallow.Certificate)), letter, s.lists(shallow, deep))
		}},
		{"a name that the authority may not certify", "invalid name_constraints", func(t *testing.T, s *stand) *cms.Report {
			bound := must(pki.PermittedNames([]pki.Name{{{Field: pki.Organization, Value: "Другая организация"}}}, nil, nil))
			narrow := must(s.root.Subordinate(name("Узкий УЦ"), s.newKey(), day("2026-01-01"), day("2030-01-01"), bound))
			return s.verifyWith(t, s.sign(letter, s.under(narrow)), letter, s.lists(narrow))
		}},
		{"a class of means that is not wanted", "invalid policy", func(t *testing.T, s *stand) *cms.Report {
			ks3, _ := pki.PolicyOf("КС3")
			s.ca.Certificate = withAnyPolicy(s)
			trust := s.trust()
			trust.Policies = []asn1.ObjectIdentifier{ks3}
			s.person = s.newPerson(day("2027-01-01"))
			return s.verifyWith(t, s.sign(letter), letter, trust)
		}},
		{"the class of means that is wanted", "valid", func(t *testing.T, s *stand) *cms.Report {
			ks1, _ := pki.PolicyOf("КС1")
			s.ca.Certificate = withAnyPolicy(s)
			trust := s.trust()
			trust.Policies = []asn1.ObjectIdentifier{ks1}
			s.person = s.newPerson(day("2027-01-01"))
			return s.verifyWith(t, s.sign(letter), letter, trust)
		}},
		{"a condition not understood", "indeterminate critical_extension", func(t *testing.T, s *stand) *cms.Report {
			strange := pkix.Extension{Id: asn1.ObjectIdentifier{1, 2, 3, 4, 5}, Critical: true, Value: []byte{5, 0}}
			return s.verify(t, s.sign(letter, s.personWith(strange)), letter)
		}},
		{"an authority is missing", "indeterminate chain_incomplete", func(t *testing.T, s *stand) *cms.Report {
			s.person.Chain = nil
			return s.verify(t, s.sign(letter), letter)
		}},
		{"a root that nobody trusts", "indeterminate untrusted_root", func(t *testing.T, s *stand) *cms.Report {
			s.person.Chain = append(s.person.Chain, s.root.Certificate)
			trust := s.trust()
			trust.Roots = pki.NewPool(newStand(gostKey(gost.Curve256A())).root.Certificate)
			return s.verifyWith(t, s.sign(letter), letter, trust)
		}},
		{"a short key of RSA", "indeterminate weak_algorithm", func(t *testing.T, s *stand) *cms.Report {
			s.newKey = func() crypto.Signer { return must(rsa.GenerateKey(rand.Reader, 1024)) }
			return s.verify(t, s.sign(letter, s.newPerson(day("2027-01-01"))), letter)
		}},
		{"an algorithm that is not known", "indeterminate unsupported_algorithm", func(t *testing.T, s *stand) *cms.Report {
			return s.verify(t, replaced(s.sign(letter), pki.Streebog256.OID(), asn1.ObjectIdentifier{1, 2, 643, 7, 1, 1, 2, 9}), letter)
		}},
		{"a stamp of another signature", "indeterminate timestamp_wrong", func(t *testing.T, s *stand) *cms.Report {
			foreign := must(cms.Parse(s.stamped(s.sign(letter)))).Signers[0].Unsigned
			return s.verify(t, altered(s.sign([]byte("другое")), func(m *cms.Message) { m.Signers[0].Unsigned = foreign }), []byte("другое"))
		}},
		{"a stamp of a service nobody knows", "valid timestamp_untrusted", func(t *testing.T, s *stand) *cms.Report {
			file := s.sign(letter)
			s.tsa = newStand(s.newKey).tsa
			return s.verify(t, s.stamped(file), letter)
		}},
		{"a service that is not for stamps", "valid timestamp_untrusted", func(t *testing.T, s *stand) *cms.Report {
			s.tsa.Key = s.person
			return s.verify(t, s.stamped(s.sign(letter)), letter)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStand(gostKey(gost.Curve256A()))
			r := c.make(t, s)
			if got := reasons(r); got != c.want {
				t.Errorf("got %q, want %q\n%s", got, c.want, r.Russian())
			}
			if text, err := json.Marshal(r); err != nil || !json.Valid(text) {
				t.Errorf("the report does not become JSON: %v", err)
			}
		})
	}
}

func without(list []*reason.Finding, code reason.Code) (rest []*reason.Finding) {
	for _, f := range list {
		if f.Code != code {
			rest = append(rest, f)
		}
	}
	return rest
}

// withAnyPolicy is the certificate of the authority with anyPolicy: without it no
// policy holds for the chain.
func withAnyPolicy(s *stand) *pki.Certificate {
	return must(pki.Issue(pki.Template{
		Subject: name("УЦ"), Key: s.ca.Key.Public(), NotBefore: day("2026-01-01"), NotAfter: day("2030-01-01"),
		Extensions: []pkix.Extension{
			pki.Authority(-1), pki.KeyUsage(x509.KeyUsageCertSign | x509.KeyUsageCRLSign), pki.Policies(asn1.ObjectIdentifier{2, 5, 29, 32, 0}),
		},
	}, s.root.Certificate, s.root.Key))
}

func oid(id asn1.ObjectIdentifier) []byte { return must(asn1.Marshal(id)) }

// replaced exchanges one identifier for another of the same length everywhere.
func replaced(file []byte, old, now asn1.ObjectIdentifier) []byte {
	return bytes.ReplaceAll(file, oid(old), oid(now))
}

// withoutCertificates takes the certificates out of a message.
func withoutCertificates(file []byte) []byte {
	m := must(cms.Parse(file))
	bare := &cms.Message{ContentType: m.ContentType, Content: m.Content, Signers: m.Signers}
	return must(bare.Marshal())
}

// TestARevokedServiceOfTime: its older tokens are as good as before when the key was
// never in other hands, and worth nothing otherwise.
func TestARevokedServiceOfTime(t *testing.T) {
	for _, c := range []struct {
		why  pki.RevocationReason
		at   time.Time
		want string
	}{
		{5, day("2026-06-10"), "valid revoked_after_signing"},
		{1, day("2026-06-10"), "indeterminate timestamp_untrusted revoked_without_timestamp"},
		{0, day("2026-06-10"), "indeterminate timestamp_untrusted revoked_without_timestamp"},
		{5, day("2026-05-10"), "indeterminate timestamp_untrusted revoked_without_timestamp"},
	} {
		s := newStand(gostKey(gost.Curve256A()))
		file := s.stamped(s.sign(letter))
		s.ca.Revoke(s.tsa.Key.Certificate.X509.SerialNumber, c.at, c.why)
		s.ca.Revoke(s.person.Certificate.X509.SerialNumber, day("2026-06-05"), 5)
		s.now = day("2026-06-20")
		if r := s.verify(t, file, letter); reasons(r) != c.want {
			t.Errorf("reason %d since %v: got %q, want %q", c.why, c.at, reasons(r), c.want)
		}
	}
}

// TestTheLastServiceOfTimeExpires: a stamp dies with the certificate of its service
// unless an archive stamp, made before, covers it.
func TestTheLastServiceOfTimeExpires(t *testing.T) {
	s := newStand(gostKey(gost.Curve256A()))
	o := cms.UpgradeOptions{Options: cms.Options{Trust: s.trust(), At: s.now}, Level: cms.LevelLT, Stamper: s.tsa}
	long, _, err := cms.Upgrade(t.Context(), s.sign(letter), cms.Octets(letter), o)
	if err != nil {
		t.Fatal(err)
	}
	// In 2030 another service, whose certificate lives longer, puts an archive stamp.
	s.now = day("2030-12-01")
	key := s.newKey()
	s.root.Now = func() time.Time { return s.now }
	later := must(s.root.StampService(name("Новая служба времени"), key.Public(), day("2030-01-01"), day("2031-01-01").AddDate(8, 0, 0)))
	s.tsa.Key = cms.Key{Private: key, Certificate: later}
	lasting := must(pki.Issue(pki.Template{
		Subject: name("Корень"), Key: s.root.Key.Public(), NotBefore: day("2026-01-01"), NotAfter: day("2046-01-01"),
		Extensions: []pkix.Extension{pki.Authority(-1), pki.KeyUsage(x509.KeyUsageCertSign | x509.KeyUsageCRLSign)},
	}, nil, s.root.Key))
	trust := s.trust()
	trust.Roots = pki.NewPool(lasting)
	o = cms.UpgradeOptions{Options: cms.Options{Trust: trust, At: s.now}, Level: cms.LevelLTA, Stamper: s.tsa}
	archived, r, err := cms.Upgrade(t.Context(), long, cms.Octets(letter), o)
	if err != nil || r.Verdict != reason.Valid {
		t.Fatalf("%v %s", err, r.Russian())
	}
	s.now = day("2035-01-01")
	at := cms.Options{Trust: &pki.Trust{Roots: pki.NewPool(lasting)}, At: s.now}
	if r := must(cms.Verify(t.Context(), long, cms.Octets(letter), at)); reasons(r) != "indeterminate timestamp_untrusted expired_without_timestamp expired_without_timestamp revocation_unknown revocation_unknown" {
		t.Errorf("without the archive stamp: %s", reasons(r))
	}
	if r := must(cms.Verify(t.Context(), archived, cms.Octets(letter), at)); r.Verdict != reason.Valid || r.Signers[0].Level != cms.LevelLTA {
		t.Errorf("with the archive stamp: %s\n%s", reasons(r), r.Russian())
	}
	// An archive stamp covers the evidence: taking some away is noticed.
	m := must(cms.Parse(archived))
	poorer := &cms.Message{ContentType: m.ContentType, Signers: m.Signers}
	poorer.AddCertificates(m.Certificates...)
	if r := must(cms.Verify(t.Context(), must(poorer.Marshal()), cms.Octets(letter), at)); !strings.Contains(reasons(r), "timestamp_wrong") {
		t.Errorf("without the lists: %s", reasons(r))
	}
}
