package cms_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/cms/reason"
)

// TestOpenSSLSigns: OpenSSL is the authority and the signer, we check; on all parameter
// sets, detached, attached, as a BER stream, with and without the reference to the
// certificate. A content changed in one octet is refused by both.
func TestOpenSSLSigns(t *testing.T) {
	source := random(t)
	for _, p := range paramsets {
		content := octets(source, 100_000)
		t.Run(p.algorithm+" "+p.name, func(t *testing.T) {
			t.Parallel()
			e := newEngine(t)
			e.authority(p)
			e.certify(p, "person", "person_ext", "/C=RU/CN=Воронова/SN=Воронова/GN=Анна")
			e.file("content", content)
			changed := append([]byte{content[0] ^ 1}, content[1:]...)
			e.file("changed", changed)
			trust := &pki.Trust{Roots: pki.NewPool(e.certificate("ca.crt")), CRLs: []*pki.CRL{e.list()}}
			sign := "cms -sign -in content -binary -signer person.crt -inkey person.key -outform DER -md " + p.md
			for _, way := range []struct {
				options  string
				attached bool
				level    cms.Level
			}{
				{"-cades", false, cms.LevelBES},
				{"-cades -nodetach", true, cms.LevelBES},
				{"-nodetach -stream", true, cms.LevelCMS},
				{"-keyid", false, cms.LevelCMS},
				{"-noattr", false, cms.LevelCMS},
			} {
				e.run(sign + " -out sig.p7s " + way.options)
				file := e.read("sig.p7s")
				if indefinite := file[1] == 0x80; indefinite != (way.options == "-nodetach -stream") {
					t.Errorf("%s: indefinite length %v", way.options, indefinite)
				}
				given := cms.Octets(content)
				if way.attached {
					given = cms.Content{}
				}
				r := must(cms.Verify(t.Context(), file, given, cms.Options{Trust: trust}))
				if r.Verdict != reason.Valid || r.Signers[0].Level != way.level || r.Attached != way.attached {
					t.Errorf("%s: %s %s\n%s", way.options, r.Signers[0].Level, codes(r), r.Russian())
				}
				if way.attached {
					continue
				}
				refusedByBoth(t, e, file, changed, trust)
			}
		})
	}
}

// refusedByBoth checks that a changed content is refused here and there.
func refusedByBoth(t *testing.T, e *engine, file, changed []byte, trust *pki.Trust) {
	t.Helper()
	r := must(cms.Verify(t.Context(), file, cms.Octets(changed), cms.Options{Trust: trust}))
	if r.Verdict != reason.Invalid {
		t.Errorf("changed content: %s", codes(r))
	}
	if out, ok := e.accepts("cms -verify -binary -inform DER -in sig.p7s -content changed -CAfile ca.crt -purpose any -out /dev/null"); ok {
		t.Errorf("OpenSSL accepts a changed content: %s", out)
	}
}

// TestOpenSSLHasTwoSigners of one content, one after the other.
func TestOpenSSLHasTwoSigners(t *testing.T) {
	e := newEngine(t)
	p := paramsets[5]
	e.authority(p)
	e.certify(p, "first", "person_ext", "/C=RU/CN=Первый")
	e.certify(p, "second", "person_ext", "/C=RU/CN=Второй")
	e.file("content", letter)
	e.run("cms -sign -binary -md " + p.md + " -cades -signer first.crt -inkey first.key -in content -outform DER -out one.p7s")
	e.run("cms -resign -binary -inform DER -in one.p7s -md " + p.md + " -cades -signer second.crt -inkey second.key -outform DER -out two.p7s")
	trust := &pki.Trust{Roots: pki.NewPool(e.certificate("ca.crt")), CRLs: []*pki.CRL{e.list()}}
	r := must(cms.Verify(t.Context(), e.read("two.p7s"), cms.Octets(letter), cms.Options{Trust: trust}))
	if r.Verdict != reason.Valid || len(r.Signers) != 2 {
		t.Errorf("%s\n%s", codes(r), r.Russian())
	}
}

// TestOpenSSLRevokes: its lists and its answers of OCSP are understood, before and
// after a revocation, on three kinds of keys.
func TestOpenSSLRevokes(t *testing.T) {
	for _, p := range []paramset{paramsets[0], paramsets[5], paramsets[11]} {
		t.Run(p.algorithm+" "+p.name, func(t *testing.T) {
			t.Parallel()
			e := newEngine(t)
			e.authority(p)
			e.certify(p, "person", "person_ext", "/C=RU/CN=Воронова")
			e.certify(p, "ocsp", "ocsp_ext", "/C=RU/CN=Служба OCSP")
			e.file("content", letter)
			e.run("cms -sign -binary -md " + p.md + " -cades -signer person.crt -inkey person.key -in content -outform DER -out sig.p7s")
			file := e.read("sig.p7s")
			root := pki.NewPool(e.certificate("ca.crt"))
			check := func(trust *pki.Trust) *cms.Report {
				trust.Roots = root
				// The clock of the revocation has seconds only.
				return must(cms.Verify(t.Context(), file, cms.Octets(letter), cms.Options{Trust: trust, At: time.Now().Add(2 * time.Second)}))
			}
			e.run("ca -valid person.crt -config openssl.cnf -md " + p.md)
			good := e.answer("person")
			for name, trust := range map[string]*pki.Trust{
				"list": {CRLs: []*pki.CRL{e.list()}}, "answer": {OCSP: []*pki.OCSPResponse{good}},
			} {
				if r := check(trust); r.Verdict != reason.Valid {
					t.Errorf("%s: %s\n%s", name, codes(r), r.Russian())
				}
			}
			e.run("ca -revoke person.crt -crl_reason keyCompromise -config openssl.cnf -md " + p.md)
			for name, trust := range map[string]*pki.Trust{
				"list": {CRLs: []*pki.CRL{e.list()}}, "answer": {OCSP: []*pki.OCSPResponse{e.answer("person")}},
			} {
				r := check(trust)
				if c := reason.Code(codes(r)); c != reason.RevokedWithoutTimestamp && c != reason.RevokedBeforeSigning {
					t.Errorf("%s after the revocation: %s\n%s", name, c, r.Russian())
				}
			}
			out, ok := e.accepts("cms -verify -binary -inform DER -in sig.p7s -content content -CAfile both.pem -crl_check -purpose any -out /dev/null")
			if ok {
				t.Errorf("OpenSSL accepts a revoked signer: %s", out)
			}
		})
	}
}

// answer is what the peer's OCSP service says of a certificate.
func (e *engine) answer(name string) *pki.OCSPResponse {
	e.t.Helper()
	e.file("both.pem", append(e.read("ca.crt"), e.readIf("ca.crl")...))
	e.run(fmt.Sprintf("ocsp -issuer ca.crt -cert %s.crt -reqout %s.req", name, name))
	e.run(fmt.Sprintf("ocsp -index index.txt -CA ca.crt -rsigner ocsp.crt -rkey ocsp.key -reqin %s.req -respout %s.rsp -rmd %s -ndays 7", name, name, e.md))
	return must(pki.ParseOCSP(e.read(name + ".rsp")))
}

func (e *engine) readIf(name string) []byte {
	if out, ok := e.accepts("crl -in " + name); ok {
		return []byte(out)
	}
	return nil
}

// TestOpenSSLStamps: its time-stamp service stamps our signatures and its own.
func TestOpenSSLStamps(t *testing.T) {
	for _, p := range []paramset{paramsets[0], paramsets[5], paramsets[9]} {
		t.Run(p.algorithm+" "+p.name, func(t *testing.T) {
			t.Parallel()
			e := newEngine(t)
			e.authority(p)
			e.certify(p, "person", "person_ext", "/C=RU/CN=Воронова")
			e.certify(p, "tsa", "tsa_ext", "/C=RU/CN=Служба времени")
			e.file("content", letter)
			e.run("cms -sign -binary -md " + p.md + " -cades -signer person.crt -inkey person.key -in content -outform DER -out sig.p7s")
			trust := &pki.Trust{Roots: pki.NewPool(e.certificate("ca.crt")), CRLs: []*pki.CRL{e.list()}}
			o := cms.Options{Trust: trust, At: time.Now().Add(time.Minute)}
			for _, level := range []cms.Level{cms.LevelT, cms.LevelLT, cms.LevelLTA} {
				up := cms.UpgradeOptions{Options: o, Level: level, Stamper: (*engineStamper)(e)}
				out, r, err := cms.Upgrade(t.Context(), e.read("sig.p7s"), cms.Octets(letter), up)
				if err != nil {
					t.Fatal(err)
				}
				if r.Verdict != reason.Valid || r.Signers[0].Level != level {
					t.Fatalf("%s: %s %s\n%s", level, r.Signers[0].Level, codes(r), r.Russian())
				}
				e.file("up.p7s", out)
				e.run("cms -verify -binary -inform DER -in up.p7s -content content -CAfile ca.crt -purpose any -cades -out /dev/null")
			}
		})
	}
}

// engineStamper asks the peer's time-stamp service by our own request.
type engineStamper engine

func (s *engineStamper) Stamp(_ context.Context, h pki.Hash, digest []byte) ([]byte, error) {
	e := (*engine)(s)
	request := cms.StampRequest{Hash: h, Imprint: digest, Nonce: pki.RandomSerial(), Certificates: true}
	e.file("q.tsq", must(request.Marshal()))
	e.run("ts -reply -queryfile q.tsq -config openssl.cnf -section tsa1 -out r.tsr")
	return cms.CheckStampResponse(e.read("r.tsr"), request)
}
