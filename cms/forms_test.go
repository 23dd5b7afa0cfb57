package cms_test

import (
	"bytes"
	"encoding/asn1"
	"encoding/base64"
	"encoding/pem"
	"strings"
	"testing"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/cms/reason"
	"veche/gost"
)

// TestFormsOfFiles: signatures come as binary, PEM and base64, with and without line
// ends, also with the mark that Windows puts before texts.
func TestFormsOfFiles(t *testing.T) {
	s := newStand(gostKey(gost.Curve256B()))
	file := s.sign(letter)
	plain := base64.StdEncoding.EncodeToString(file)
	lines := strings.Builder{}
	for rest := plain; rest != ""; {
		n := min(64, len(rest))
		lines.WriteString(rest[:n] + "\r\n")
		rest = rest[n:]
	}
	for form, in := range map[string][]byte{
		"DER":              file,
		"PEM":              pem.EncodeToMemory(&pem.Block{Type: "CMS", Bytes: file}),
		"PEM of PKCS #7":   pem.EncodeToMemory(&pem.Block{Type: "PKCS7", Bytes: file}),
		"base64":           []byte(plain),
		"base64 in lines":  []byte(lines.String()),
		"base64 with mark": append([]byte("\xef\xbb\xbf"), plain...),
	} {
		if r := s.verify(t, in, letter); r.Verdict != reason.Valid {
			t.Errorf("%s: %s", form, reasons(r))
		}
	}
	for form, in := range map[string][]byte{
		"nothing": nil, "half of PEM": []byte("-----BEGIN CMS-----\nMII"), "not base64": []byte("MIIB????"),
		"a certificate": s.person.Certificate.Raw(), "a zero": {0}, "spaces": []byte("   "),
	} {
		if r := s.verify(t, in, letter); reasons(r) != "invalid malformed" {
			t.Errorf("%s: %s", form, reasons(r))
		}
	}
}

// TestValuesOfCAdES: certificates and evidence in unsigned attributes, as older programs
// enclose them, serve as well as those beside the signers.
func TestValuesOfCAdES(t *testing.T) {
	s := newStand(gostKey(gost.Curve256A()))
	s.person.Chain = nil
	file := s.sign(letter)
	trust := &pki.Trust{Roots: pki.NewPool(s.root.Certificate)}
	if r := s.verifyWith(t, file, letter, trust); reasons(r) != "indeterminate chain_incomplete" {
		t.Fatal(reasons(r))
	}
	sequence := func(tag byte, parts ...[]byte) []byte {
		content := bytes.Join(parts, nil)
		return must(asn1.Marshal(asn1.RawValue{Class: int(tag >> 6), Tag: int(tag & 0x1f), IsCompound: true, Bytes: content}))
	}
	answer := s.answerAbout(s.person.Certificate).Raw
	basic := basicAnswer(answer)
	values := sequence(0x30,
		sequence(0xa0, sequence(0x30, must(s.root.CRL(time.Hour)).Raw)),
		sequence(0xa1, sequence(0x30, basic)))
	smime := asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2}
	with := altered(file, func(m *cms.Message) {
		m.Signers[0].Unsigned = append(m.Signers[0].Unsigned,
			cms.NewAttribute(append(smime, 23), sequence(0x30, s.ca.Certificate.Raw())),
			cms.NewAttribute(append(smime[:8:8], 24), values))
	})
	if r := s.verifyWith(t, with, letter, trust); r.Verdict != reason.Valid || len(r.Signers[0].Revocation) != 2 {
		t.Errorf("%s\n%s", reasons(r), r.Russian())
	}
}

// basicAnswer takes the BasicOCSPResponse out of an OCSPResponse.
func basicAnswer(response []byte) []byte {
	var outer struct {
		Status asn1.Enumerated
		Bytes  struct {
			Type  asn1.ObjectIdentifier
			Basic []byte
		} `asn1:"explicit,tag:0"`
	}
	must(asn1.Unmarshal(response, &outer))
	return outer.Bytes.Basic
}

func TestOneMoreSigns(t *testing.T) {
	s := newStand(gostKey(gost.Curve256A()))
	first := s.stamped(s.sign(letter))
	m := must(cms.Parse(first))
	second := s.newPerson(day("2027-01-01"))
	if err := m.Sign(t.Context(), cms.Octets(letter), cms.SigningOptions{Time: s.now}, second); err != nil {
		t.Fatal(err)
	}
	both := must(m.Marshal())
	r := s.verify(t, both, letter)
	if r.Verdict != reason.Valid || len(r.Signers) != 2 {
		t.Fatal(reasons(r))
	}
	if text := r.Russian(); !strings.Contains(text, "Все подписи действительны (2)") || !strings.Contains(text, "Подпись 2 из 2") {
		t.Error(text)
	}
	s.ca.Revoke(second.Certificate.X509.SerialNumber, day("2026-05-01"), 0)
	r = s.verify(t, both, letter)
	if text := r.Russian(); r.Verdict != reason.Invalid || !strings.Contains(text, "Действительны не все подписи: 1 из 2") {
		t.Error(text)
	}
	if text := r.Signers[0].Russian() + r.Signers[1].Russian(); !strings.Contains(text, "Подпись недействительна") {
		t.Error(text)
	}
}

func TestSigningRefuses(t *testing.T) {
	s := newStand(gostKey(gost.Curve256A()))
	other := s.newPerson(day("2027-01-01"))
	for name, c := range map[string]struct {
		content cms.Content
		key     cms.Key
		o       cms.SigningOptions
		want    reason.Code
	}{
		"a certificate of another key": {cms.Octets(letter), cms.Key{Private: s.person.Private, Certificate: other.Certificate}, cms.SigningOptions{}, reason.CertificateMismatch},
		"nothing to sign":              {cms.Content{}, s.person, cms.SigningOptions{}, reason.NoContent},
		"a foreign digest":             {cms.Digests(map[pki.Hash][]byte{pki.SHA256: pki.SHA256.Sum(letter)}), s.person, cms.SigningOptions{}, reason.NoContent},
		"digests attached":             {cms.Digests(map[pki.Hash][]byte{}), s.person, cms.SigningOptions{Attached: true}, reason.NoContent},
		"SHA-256 with a national key":  {cms.Octets(letter), cms.Key{Private: s.person.Private, Certificate: s.person.Certificate, Hash: pki.SHA256}, cms.SigningOptions{}, reason.AlgorithmMismatch},
	} {
		_, err := cms.Sign(t.Context(), c.content, c.o, c.key)
		if err == nil || reason.From(err).Code != c.want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestWaysToSign: PSS, other hashes, an attached stream, more attributes, a reference to
// the certificate by another hash.
func TestWaysToSign(t *testing.T) {
	s := newStand(rsaKey())
	key := s.person
	key.PSS, key.Hash, key.Reference = true, pki.SHA512, pki.SHA384
	mime := must(asn1.Marshal("application/pdf"))
	o := cms.SigningOptions{
		Time: s.now, Attached: true,
		Attributes: []cms.Attribute{cms.NewAttribute(asn1.ObjectIdentifier{0, 4, 0, 1733, 2, 1}, mime)},
	}
	file := must(cms.Sign(t.Context(), cms.Stream(bytes.NewReader(letter)), o, key))
	r := s.verify(t, file, nil)
	if r.Verdict != reason.Valid || r.Signers[0].Algorithm != "RSA-PSS, SHA-512" || r.Signers[0].Level != cms.LevelBES {
		t.Errorf("%s\n%s", reasons(r), r.Russian())
	}
	if m := must(cms.Parse(file)); len(m.Signers[0].Signed) != 6 || !bytes.Equal(m.Content, letter) {
		t.Errorf("%d attributes", len(m.Signers[0].Signed))
	}
}

// TestAnArchiveIsRenewed: a second archive stamp proves the first after its service has
// gone.
func TestAnArchiveIsRenewed(t *testing.T) {
	s := newStand(gostKey(gost.Curve512C()))
	file := must(s.upgraded(s.sign(letter), letter, cms.LevelLTA))
	s.now = day("2026-09-01")
	again := must(s.upgraded(file, letter, cms.LevelLTA))
	r := s.verify(t, again, letter)
	archives := 0
	for _, stamp := range r.Signers[0].TimeStamps {
		if stamp.Kind == cms.StampArchive && stamp.Verdict == reason.Valid {
			archives++
		}
	}
	if r.Verdict != reason.Valid || archives != 2 || !r.Signers[0].Proven.Equal(signed) {
		t.Errorf("%s, %d archive stamps\n%s", reasons(r), archives, r.Russian())
	}
	broken := altered(again, func(m *cms.Message) {
		for i, a := range m.Signers[0].Unsigned {
			if a.Type.Equal(asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 14}) {
				m.Signers[0].Unsigned = append(m.Signers[0].Unsigned[:i], m.Signers[0].Unsigned[i+1:]...)
				return
			}
		}
	})
	if r := s.verify(t, broken, letter); !strings.Contains(reasons(r), "timestamp_wrong") {
		t.Errorf("a stamped stamp was taken away: %s", reasons(r))
	}
}

func TestAnAuthorityRemembersWhatItRevoked(t *testing.T) {
	s := newStand(ecdsaKey)
	serial := s.person.Certificate.X509.SerialNumber
	s.ca.Revoke(serial, signed, 1)
	s.ca.Revoke(serial, signed.AddDate(0, 1, 0), 5)
	kept := s.ca.Revoked()
	s.ca.Restore(nil)
	if _, ok := must(s.ca.CRL(time.Hour)).Find(serial); ok {
		t.Error("what was forgotten is on the list")
	}
	s.ca.Restore(kept)
	list := must(s.ca.CRL(time.Hour))
	if r, ok := list.Find(serial); !ok || !r.At.Equal(signed) || r.Reason != 1 || list.Len() != 1 {
		t.Errorf("%+v %v", r, ok)
	}
	if next := must(s.ca.CRL(time.Hour)); next.Number.Cmp(list.Number) <= 0 {
		t.Error("the number of the list does not grow")
	}
}
