package gost_test

import (
	"bytes"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"veche/gost"
)

// paramsets are the names that the peer knows, with the identifiers they stand for.
var paramsets = []struct {
	algorithm, name string
	oid             asn1.ObjectIdentifier
	curve           *gost.Curve
}{
	{"gost2012_256", "A", asn1.ObjectIdentifier{1, 2, 643, 2, 2, 35, 1}, gost.Curve256B()},
	{"gost2012_256", "B", asn1.ObjectIdentifier{1, 2, 643, 2, 2, 35, 2}, gost.Curve256C()},
	{"gost2012_256", "C", asn1.ObjectIdentifier{1, 2, 643, 2, 2, 35, 3}, gost.Curve256D()},
	{"gost2012_256", "XA", asn1.ObjectIdentifier{1, 2, 643, 2, 2, 36, 0}, gost.Curve256B()},
	{"gost2012_256", "XB", asn1.ObjectIdentifier{1, 2, 643, 2, 2, 36, 1}, gost.Curve256D()},
	{"gost2012_256", "TCA", asn1.ObjectIdentifier{1, 2, 643, 7, 1, 2, 1, 1, 1}, gost.Curve256A()},
	{"gost2012_256", "TCB", asn1.ObjectIdentifier{1, 2, 643, 7, 1, 2, 1, 1, 2}, gost.Curve256B()},
	{"gost2012_256", "TCC", asn1.ObjectIdentifier{1, 2, 643, 7, 1, 2, 1, 1, 3}, gost.Curve256C()},
	{"gost2012_256", "TCD", asn1.ObjectIdentifier{1, 2, 643, 7, 1, 2, 1, 1, 4}, gost.Curve256D()},
	{"gost2012_512", "A", asn1.ObjectIdentifier{1, 2, 643, 7, 1, 2, 1, 2, 1}, gost.Curve512A()},
	{"gost2012_512", "B", asn1.ObjectIdentifier{1, 2, 643, 7, 1, 2, 1, 2, 2}, gost.Curve512B()},
	{"gost2012_512", "C", asn1.ObjectIdentifier{1, 2, 643, 7, 1, 2, 1, 2, 3}, gost.Curve512C()},
}

// random is a source that repeats from the seed which every failing test prints.
func random(t testing.TB) *rand.ChaCha8 {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	var key [32]byte
	copy(key[:], fmt.Sprint(seed))
	return rand.NewChaCha8(key)
}

func octets(source *rand.ChaCha8, most int) []byte {
	b := make([]byte, source.Uint64()%uint64(most+1))
	source.Read(b)
	return b
}

func must[T any](value T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func md(h gost.Hash) string { return fmt.Sprintf("md_gost12_%d", 8*h.Size()) }

func TestPeerAgreesOnDigests(t *testing.T) {
	e, source := newEngine(t), random(t)
	messages := map[string][]byte{}
	var files []string
	for length := range 200 {
		b := make([]byte, length)
		source.Read(b)
		path := e.file(fmt.Sprintf("message%d", length), b)
		messages[path], files = b, append(files, path)
	}
	big := octets(source, 3_000_000)
	path := e.file("big", big)
	messages[path], files = big, append(files, path)
	for _, h := range []gost.Hash{gost.Streebog256, gost.Streebog512} {
		out := e.run(append([]string{"dgst", "-r", "-" + md(h)}, files...)...)
		lines := strings.Split(strings.TrimSpace(string(out)), "\n")
		if len(lines) != len(files) {
			t.Fatalf("%v: %d digests of %d files", h, len(lines), len(files))
		}
		for _, line := range lines {
			digest, name, _ := strings.Cut(line, " *")
			if got := hex.EncodeToString(h.Sum(messages[name])); got != digest {
				t.Errorf("%v of %d octets: we %s, peer %s", h, len(messages[name]), got, digest)
			}
		}
	}
}

// TestPeerAcceptsOurs makes keys and signatures here and has the peer read them.
func TestPeerAcceptsOurs(t *testing.T) {
	for _, set := range paramsets {
		t.Run(set.algorithm+"-"+set.name, func(t *testing.T) {
			t.Parallel()
			e, source := newEngine(t), random(t)
			params := must(set.curve.ParamsFor(set.oid))(t)
			key := must(gost.GenerateKey(set.curve, source))(t)
			key = must(key.WithParams(params))(t)
			public := key.Public().(*gost.PublicKey)
			privateFile := e.pem("private", "PRIVATE KEY", must(gost.MarshalPKCS8PrivateKey(key))(t))
			spki := must(gost.MarshalPKIXPublicKey(public))(t)
			publicFile := e.pem("public", "PUBLIC KEY", spki)

			out := e.run("pkey", "-in", privateFile, "-pubout")
			again := must(gost.ParsePKIXPublicKey(decoded(t, out)))(t)
			if !again.Equal(public) {
				t.Error("the peer computes another public key")
			}
			e.run("pkey", "-pubin", "-in", publicFile, "-noout")

			message := octets(source, 500)
			data := e.file("data", message)
			signature := must(key.SignMessage(source, message, nil))(t)
			name := md(set.curve.Hash())
			if !e.verifies(name, publicFile, data, signature) {
				t.Error("the peer refuses our signature")
			}
			bothRefuse(t, e, public, publicFile, message, data, signature)
			ourRequest(t, e, key, spki)
		})
	}
}

// ourRequest signs a certificate request and has the peer check it, whole and spoilt.
func ourRequest(t *testing.T, e *engine, key *gost.PrivateKey, spki []byte) {
	t.Helper()
	info := must(asn1.Marshal(struct {
		Version int
		Subject pkix.RDNSequence
		Key     asn1.RawValue
		None    asn1.RawValue
	}{
		Subject: pkix.Name{CommonName: "Пример"}.ToRDNSequence(),
		Key:     asn1.RawValue{FullBytes: spki},
		None:    asn1.RawValue{FullBytes: []byte{0xa0, 0}},
	}))(t)
	signature := must(key.SignMessage(nil, info, nil))(t)
	request := must(asn1.Marshal(struct {
		Info      asn1.RawValue
		Algorithm pkix.AlgorithmIdentifier
		Signature asn1.BitString
	}{
		asn1.RawValue{FullBytes: info}, key.Curve().Hash().SignatureAlgorithm(),
		asn1.BitString{Bytes: signature, BitLength: 8 * len(signature)},
	}))(t)
	holds := func(request []byte) bool { // the exit status is zero in either case
		return strings.Contains(e.says("req", "-verify", "-noout", "-in", e.pem("request", "CERTIFICATE REQUEST", request)), "verify OK")
	}
	if !holds(request) {
		t.Error("the peer refuses our request")
	}
	request[len(request)-1] ^= 1
	if holds(request) {
		t.Error("the peer accepts a request with a spoilt signature")
	}
}

// bothRefuse spoils a valid signature in all the ways of the negative set.
func bothRefuse(t *testing.T, e *engine, public *gost.PublicKey, publicFile string, message []byte, data string, signature []byte) {
	t.Helper()
	name := md(public.Curve().Hash())
	for defect, spoilt := range spoiled(public.Curve(), signature) {
		if public.VerifyMessage(message, spoilt) {
			t.Errorf("we accept a signature with %s", defect)
		}
		if e.verifies(name, publicFile, data, spoilt) {
			t.Errorf("the peer accepts a signature with %s", defect)
		}
	}
	if public.VerifyMessage(message, append(bytes.Clone(signature), 0)) { // openssl dgst reads no further
		t.Error("we accept a signature with an octet too many")
	}
	changed := append(bytes.Clone(message), 'x')
	if public.VerifyMessage(changed, signature) || e.verifies(name, publicFile, e.file("changed", changed), signature) {
		t.Error("a signature of another message is accepted")
	}
}

// spoiled are the defects of signatures: halves out of range, swapped, flipped bits,
// a wrong length, the wrong order of octets.
func spoiled(c *gost.Curve, signature []byte) map[string][]byte {
	n := c.Size()
	s, r := signature[:n], signature[n:]
	q := orders[c.Name()]
	next := bytes.Clone(q)
	next[n-1]++ // q is odd and no order ends in ff
	zero := make([]byte, n)
	flipped := bytes.Clone(signature)
	flipped[n+3] ^= 4
	backwards := bytes.Clone(signature)
	slices.Reverse(backwards[:n])
	slices.Reverse(backwards[n:])
	return map[string][]byte{
		"s = 0":                 slices.Concat(zero, r),
		"r = 0":                 slices.Concat(s, zero),
		"s = q":                 slices.Concat(q, r),
		"r = q":                 slices.Concat(s, q),
		"s = q+1":               slices.Concat(next, r),
		"r = q+1":               slices.Concat(s, next),
		"swapped halves":        slices.Concat(r, s),
		"a flipped bit":         flipped,
		"little-endian halves":  backwards,
		"an octet missing":      signature[:2*n-1],
		"the halves of nothing": make([]byte, 2*n),
	}
}

// TestWeAcceptThePeers has the peer make keys, signatures, requests and certificates.
func TestWeAcceptThePeers(t *testing.T) {
	for _, set := range paramsets {
		t.Run(set.algorithm+"-"+set.name, func(t *testing.T) {
			t.Parallel()
			e, source := newEngine(t), random(t)
			name := md(set.curve.Hash())
			private := e.file("private", e.run("genpkey", "-algorithm", set.algorithm, "-pkeyopt", "paramset:"+set.name))
			publicPEM := e.run("pkey", "-in", private, "-pubout")
			publicFile := e.file("public", publicPEM)

			key := must(gost.ParsePKCS8PrivateKey(decoded(t, must(readFile(private))(t))))(t)
			public := must(gost.ParsePKIXPublicKey(decoded(t, publicPEM)))(t)
			if key.Curve() != set.curve || !public.Equal(key.Public()) {
				t.Error("we compute another public key")
			}
			if !public.Params().Curve.Equal(set.oid) {
				t.Errorf("the curve is named %v, not %v", public.Params().Curve, set.oid)
			}
			if again := must(gost.MarshalPKIXPublicKey(public))(t); !bytes.Equal(again, decoded(t, publicPEM)) {
				t.Error("the public key is not written as it was read")
			}
			if again := must(gost.MarshalPKCS8PrivateKey(key))(t); !bytes.Equal(again, decoded(t, must(readFile(private))(t))) {
				t.Error("the private key is not written as it was read")
			}

			message := octets(source, 500)
			data := e.file("data", message)
			signature := e.run("dgst", "-"+name, "-sign", private, data)
			if !public.VerifyMessage(message, signature) {
				t.Error("we refuse the peer's signature")
			}
			public.Precompute()
			if !public.VerifyMessage(message, signature) {
				t.Error("we refuse the peer's signature by the table")
			}
			bothRefuse(t, e, public, publicFile, message, data, signature)
			peerCertificate(t, e, private, name, public)
		})
	}
}

// peerCertificate checks a request and a certificate that the peer signs itself.
func peerCertificate(t *testing.T, e *engine, private, md string, public *gost.PublicKey) {
	t.Helper()
	out := e.run("req", "-x509", "-new", "-key", private, "-"+md, "-utf8", "-subj", "/CN=Пример")
	certificate := must(x509.ParseCertificate(decoded(t, out)))(t)
	verifyAs(t, "certificate", certificate.RawSubjectPublicKeyInfo, certificate.RawTBSCertificate, certificate.Signature, public)
	out = e.run("req", "-new", "-key", private, "-"+md, "-utf8", "-subj", "/CN=Пример")
	request := must(x509.ParseCertificateRequest(decoded(t, out)))(t)
	verifyAs(t, "request", request.RawSubjectPublicKeyInfo, request.RawTBSCertificateRequest, request.Signature, public)
}

func verifyAs(t *testing.T, what string, spki, signed, signature []byte, public *gost.PublicKey) {
	t.Helper()
	key := must(gost.ParsePKIXPublicKey(spki))(t)
	if public != nil && !key.Equal(public) {
		t.Errorf("the %s holds another key", what)
	}
	if !key.VerifyMessage(signed, signature) {
		t.Errorf("the signature of the %s is refused", what)
	}
	if key.VerifyMessage(signed[1:], signature) {
		t.Errorf("the signature of a changed %s is accepted", what)
	}
}

func decoded(t testing.TB, text []byte) []byte {
	t.Helper()
	block, _ := pem.Decode(text)
	if block == nil {
		t.Fatalf("no PEM in %q", text)
	}
	return block.Bytes
}
