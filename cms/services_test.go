package cms_test

import (
	"bytes"
	"context"
	"encoding/asn1"
	"net/http"
	"net/http/httptest"
	"testing"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"veche/cms"
	"veche/cms/fetch"
	"veche/cms/pki"
	"veche/cms/reason"
	"veche/gost"
)

// withoutAttributes takes the signed attributes out of a signature and returns them as
// the content that it would then be of.
func withoutAttributes(file []byte) (forged, content []byte) {
	start := bytes.Index(file, must(asn1.Marshal(asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}))) - 2
	for ; file[start] != 0xa0; start-- {
	}
	s := cryptobyte.String(file[start:])
	var element cryptobyte.String
	var tag tags.Tag
	if !s.ReadAnyASN1Element(&element, &tag) {
		panic("no attributes")
	}
	content = append([]byte{0x31}, element[1:]...)
	rest := append(bytes.Clone(file[:start]), file[start+len(element):]...)
	return shortened(rest, start, len(element)), content
}

// shortened mends the lengths of all elements that a part was cut out of.
func shortened(file []byte, at, cut int) []byte {
	for i := 0; i < at; {
		header, length := 2, int(file[i+1])
		if length >= 0x80 {
			n := length & 0x7f
			length = 0
			for _, b := range file[i+2 : i+2+n] {
				length = length<<8 | int(b)
			}
			header += n
		}
		if end := i + header + length; at < end {
			length -= cut
			for j := i + header - 1; j > i+1 || header == 2 && j == i+1; j-- {
				file[j] = byte(length)
				length >>= 8
			}
			if file[i]&0x20 == 0 {
				break
			}
			i += header
			continue
		}
		i += header + length
	}
	return file
}

// TestServicesOverHTTP: a signature is brought to the highest level by services that
// are asked over HTTP, all addresses coming from certificates but allowed by the list.
func TestServicesOverHTTP(t *testing.T) {
	s := newStand(gostKey(gost.Curve256A()))
	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	defer server.Close()
	mux.Handle("/ocsp", s.ocsp)
	mux.Handle("/tsp", s.tsa)
	mux.HandleFunc("/root.crl", func(w http.ResponseWriter, r *http.Request) {
		w.Write(must(s.root.CRL(1e12)).Raw)
	})
	s.root.CRLAddress = server.URL + "/root.crl"
	ca := must(s.root.Subordinate(name("УЦ"), s.ca.Key, day("2026-01-01"), day("2030-01-01")))
	s.ca.Certificate, s.ca.OCSPAddress = ca.Certificate, server.URL+"/ocsp"
	s.person = s.newPerson(day("2027-01-01"))
	stampCertificate := must(s.ca.StampService(name("Служба времени"), s.tsa.Key.Private.Public(), day("2026-01-01"), day("2030-01-01")))
	s.tsa.Key.Certificate = stampCertificate
	fetcher := &fetch.AllowList{Allow: []string{server.URL + "/"}}
	o := cms.UpgradeOptions{
		Options: cms.Options{Trust: &pki.Trust{Roots: pki.NewPool(s.root.Certificate), Fetcher: fetcher}, At: s.now},
		Stamper: &cms.Service{Address: server.URL + "/tsp", Fetcher: fetcher, Policy: stampPolicy},
		Level:   cms.LevelLTA,
	}
	file, r, err := cms.Upgrade(t.Context(), s.sign(letter), cms.Stream(bytes.NewReader(letter)), o)
	if err != nil || r.Verdict != reason.Valid || r.Signers[0].Level != cms.LevelLTA {
		t.Fatalf("%v %s", err, r.Russian())
	}
	// What the message carries is enough: nothing is fetched any more.
	alone := cms.Options{Trust: &pki.Trust{Roots: pki.NewPool(s.root.Certificate)}, At: day("2026-12-01")}
	if r = must(cms.Verify(t.Context(), file, cms.Octets(letter), alone)); r.Verdict != reason.Valid || r.Signers[0].Level != cms.LevelLTA {
		t.Errorf("%s\n%s", reasons(r), r.Russian())
	}
	o.Trust.Fetcher = &fetch.AllowList{}
	if r = must(cms.Verify(t.Context(), s.sign(letter), cms.Octets(letter), o.Options)); reasons(r) != "indeterminate revocation_unknown revocation_unknown" {
		t.Errorf("nothing allowed: %s", reasons(r))
	}
}

func TestServicesRefuse(t *testing.T) {
	s := newStand(gostKey(gost.Curve256A()))
	good := cms.StampRequest{Hash: pki.SHA256, Imprint: make([]byte, 32)}
	other := good
	other.Policy = asn1.ObjectIdentifier{1, 2, 3}
	weak := cms.StampRequest{Hash: pki.SHA1, Imprint: make([]byte, 20)}
	for name, request := range map[string][]byte{
		"garbage": []byte("?"), "another policy": must(other.Marshal()), "a weak digest": must(weak.Marshal()),
	} {
		if _, err := cms.CheckStampResponse(s.tsa.Answer(t.Context(), request), good); err == nil {
			t.Errorf("%s is stamped", name)
		}
	}
	for name, request := range map[string][]byte{"garbage": []byte("?"), "nothing asked": must(pki.OCSPRequest{}.Marshal())} {
		if _, err := pki.ParseOCSP(s.ocsp.Answer(request)); err == nil {
			t.Errorf("OCSP answers %s", name)
		}
	}
	server := httptest.NewServer(s.tsa)
	defer server.Close()
	if answer := must(http.Get(server.URL)); answer.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("GET: %s", answer.Status)
	}
	if answer := must(http.Post(server.URL, "", bytes.NewReader(make([]byte, 1<<20)))); answer.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("a long request: %s", answer.Status)
	}
}

// TestAStampAnswersItsQuestion: a token over another digest, or without the nonce, is
// refused by the client.
func TestAStampAnswersItsQuestion(t *testing.T) {
	s := newStand(ecdsaKey)
	asked := cms.StampRequest{Hash: pki.SHA256, Imprint: pki.SHA256.Sum(letter), Nonce: pki.RandomSerial(), Certificates: true}
	answer := func(change func(*cms.StampRequest)) error {
		other := asked
		change(&other)
		_, err := cms.CheckStampResponse(s.tsa.Answer(context.Background(), must(other.Marshal())), asked)
		return err
	}
	if err := answer(func(*cms.StampRequest) {}); err != nil {
		t.Error(err)
	}
	for name, change := range map[string]func(*cms.StampRequest){
		"another digest":  func(r *cms.StampRequest) { r.Imprint = pki.SHA256.Sum([]byte("другое")) },
		"another hash":    func(r *cms.StampRequest) { r.Hash, r.Imprint = pki.SHA512, pki.SHA512.Sum(letter) },
		"another nonce":   func(r *cms.StampRequest) { r.Nonce = pki.RandomSerial() },
		"without a nonce": func(r *cms.StampRequest) { r.Nonce = nil },
	} {
		if answer(change) == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestATokenAlone(t *testing.T) {
	s := newStand(gostKey(gost.Curve512A()))
	token := must(s.tsa.Stamp(t.Context(), pki.Streebog256, pki.Streebog256.Sum(letter)))
	trust := s.trust()
	trust.Intermediates = pki.NewPool(s.ca.Certificate)
	o := cms.Options{Trust: trust, At: s.now}
	if r := must(cms.VerifyTimeStamp(t.Context(), token, cms.Octets(letter), o)); r.Verdict != reason.Valid {
		t.Errorf("%+v", r.Findings)
	}
	if r := must(cms.VerifyTimeStamp(t.Context(), token, cms.Octets([]byte("другое")), o)); r.Verdict == reason.Valid {
		t.Error("a token of another content is valid")
	}
}
