package gost_test

import (
	"bytes"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"

	"veche/gost"
	"veche/gost/internal/vectors"
)

var (
	null   = asn1.RawValue{Tag: asn1.TagNull, FullBytes: []byte{5, 0}}
	tc26   = asn1.ObjectIdentifier{1, 2, 643, 7, 1}
	oid256 = slices.Concat(tc26, []int{1, 1, 1})
	oid512 = slices.Concat(tc26, []int{1, 1, 2})
)

func arc(arcs ...int) asn1.ObjectIdentifier { return slices.Concat(tc26, arcs) }

func TestAlgorithmsAsTheyOccurInTheField(t *testing.T) {
	odd := asn1.RawValue{Tag: asn1.TagInteger, FullBytes: []byte{2, 1, 1}, Bytes: []byte{1}}
	for _, v := range []struct {
		name      string
		algorithm asn1.ObjectIdentifier
		params    asn1.RawValue
		digest    gost.Hash // zero: refused as a digest algorithm
		signature gost.Hash
	}{
		{"digest 256", arc(1, 2, 2), asn1.RawValue{}, gost.Streebog256, 0},
		{"digest 256 with NULL", arc(1, 2, 2), null, gost.Streebog256, 0},
		{"digest 512", arc(1, 2, 3), asn1.RawValue{}, gost.Streebog512, 0},
		{"digest 512 with NULL", arc(1, 2, 3), null, gost.Streebog512, 0},
		{"signature 256", arc(1, 3, 2), asn1.RawValue{}, 0, gost.Streebog256},
		{"signature 256 with NULL", arc(1, 3, 2), null, 0, gost.Streebog256},
		{"signature 512", arc(1, 3, 3), asn1.RawValue{}, 0, gost.Streebog512},
		{"signature 512 with NULL", arc(1, 3, 3), null, 0, gost.Streebog512},
		{"key 256", oid256, asn1.RawValue{}, 0, gost.Streebog256},
		{"key 256 with NULL", oid256, null, 0, gost.Streebog256},
		{"key 512", oid512, asn1.RawValue{}, 0, gost.Streebog512},
		{"key 512 with NULL", oid512, null, 0, gost.Streebog512},
		{"digest with other parameters", arc(1, 2, 2), odd, 0, 0},
		{"signature with other parameters", arc(1, 3, 2), odd, 0, 0},
		{"GOST R 34.10-2001", asn1.ObjectIdentifier{1, 2, 643, 2, 2, 3}, null, 0, 0},
		{"nothing", nil, asn1.RawValue{}, 0, 0},
	} {
		id := pkix.AlgorithmIdentifier{Algorithm: v.algorithm, Parameters: v.params}
		// as it comes out of the parser, too
		if v.algorithm != nil {
			var parsed pkix.AlgorithmIdentifier
			if _, err := asn1.Unmarshal(must(asn1.Marshal(id))(t), &parsed); err != nil {
				t.Fatal(err)
			}
			id = parsed
		}
		if h, err := gost.ParseDigestAlgorithm(id); h != v.digest || (err == nil) != (v.digest != 0) {
			t.Errorf("%s as a digest: %d, %v", v.name, int(h), err)
		}
		if h, err := gost.ParseSignatureAlgorithm(id); h != v.signature || (err == nil) != (v.signature != 0) {
			t.Errorf("%s as a signature: %d, %v", v.name, int(h), err)
		}
	}
	for _, h := range []gost.Hash{gost.Streebog256, gost.Streebog512} {
		if got, err := gost.ParseDigestAlgorithm(h.DigestAlgorithm()); got != h || err != nil {
			t.Errorf("our own digest algorithm: %v", err)
		}
		if got, err := gost.ParseSignatureAlgorithm(h.SignatureAlgorithm()); got != h || err != nil {
			t.Errorf("our own signature algorithm: %v", err)
		}
	}
}

// spki writes a SubjectPublicKeyInfo with any identifiers and content.
func spki(algorithm asn1.ObjectIdentifier, params []asn1.ObjectIdentifier, point []byte, inner bool) []byte {
	var b cryptobyte.Builder
	b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
		addAlgorithm(b, algorithm, params)
		b.AddASN1(der.BIT_STRING, func(b *cryptobyte.Builder) {
			b.AddUint8(0)
			if inner {
				b.AddASN1OctetString(point)
			} else {
				b.AddBytes(point)
			}
		})
	})
	return b.BytesOrPanic()
}

func addAlgorithm(b *cryptobyte.Builder, algorithm asn1.ObjectIdentifier, params []asn1.ObjectIdentifier) {
	b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(algorithm)
		b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
			for _, p := range params {
				b.AddASN1ObjectIdentifier(p)
			}
		})
	})
}

func TestNamesOfACurve(t *testing.T) {
	type names = []asn1.ObjectIdentifier
	encryption := asn1.ObjectIdentifier{1, 2, 643, 2, 2, 31, 1}
	for _, c := range gost.Curves() {
		raw := must(gost.GenerateKey(c, nil))(t).Public().(*gost.PublicKey).Bytes()
		algorithm, digest, other := oid256, arc(1, 2, 2), arc(1, 2, 3)
		if c.Size() == 64 {
			algorithm, digest, other = oid512, other, digest
		}
		for _, name := range c.OIDs() {
			for _, params := range []names{{name}, {name, digest}, {name, digest, encryption}} {
				in := spki(algorithm, params, raw, true)
				k := must(gost.ParsePKIXPublicKey(in))(t)
				if k.Curve() != c {
					t.Errorf("%v is read as %s", name, k.Curve())
				}
				if out := must(gost.MarshalPKIXPublicKey(k))(t); !bytes.Equal(in, out) {
					t.Errorf("%s: parameters %v are not written as they were read", c, params)
				}
			}
			for _, params := range []names{{}, {name, other}, {name, name}, {name, digest, encryption, encryption}, {digest}} {
				if _, err := gost.ParsePKIXPublicKey(spki(algorithm, params, raw, true)); err == nil {
					t.Errorf("%s: parameters %v are accepted", c, params)
				}
			}
			wrong := oid512
			if c.Size() == 64 {
				wrong = oid256
			}
			if _, err := gost.ParsePKIXPublicKey(spki(wrong, names{name, digest}, raw, true)); err == nil {
				t.Errorf("%s: a key algorithm of the other width is accepted", c)
			}
		}
		if _, err := c.ParamsFor(digest); err == nil {
			t.Errorf("%s: a digest is taken for a name", c)
		}
	}
}

func TestCryptoProNamesAskForADigest(t *testing.T) {
	for _, c := range gost.Curves() {
		for _, name := range c.OIDs() {
			p := must(c.ParamsFor(name))(t)
			if old := name[3] == 2; old != (p.Digest != nil) {
				t.Errorf("%v: digest %v", name, p.Digest)
			}
		}
	}
}

// TestPublicKeysOfStrangers feeds malformed and malicious keys to us and to the peer.
func TestPublicKeysOfStrangers(t *testing.T) {
	for _, c := range gost.Curves() {
		t.Run(c.Name(), func(t *testing.T) {
			t.Parallel()
			e := newEngine(t)
			n := c.Size()
			raw := must(gost.GenerateKey(c, nil))(t).Public().(*gost.PublicKey).Bytes()
			swapped := slices.Concat(raw[n:], raw[:n])
			backwards := bytes.Clone(raw)
			slices.Reverse(backwards[:n])
			slices.Reverse(backwards[n:])
			moved := bytes.Clone(raw)
			moved[0] ^= 1
			high := bytes.Repeat([]byte{0xff}, 2*n)
			algorithm := c.Hash().KeyOID()
			p := c.Params()
			params := []asn1.ObjectIdentifier{p.Curve}
			good := spki(algorithm, params, raw, true)
			if _, err := gost.ParsePKIXPublicKey(good); err != nil {
				t.Fatal(err)
			}
			for defect, in := range map[string][]byte{
				"a point off the curve":     spki(algorithm, params, moved, true),
				"swapped coordinates":       spki(algorithm, params, swapped, true),
				"big-endian coordinates":    spki(algorithm, params, backwards, true),
				"coordinates over modulus":  spki(algorithm, params, high, true),
				"a short point":             spki(algorithm, params, raw[:2*n-1], true),
				"a long point":              spki(algorithm, params, append(bytes.Clone(raw), 0), true),
				"no point":                  spki(algorithm, params, nil, true),
				"a point without its frame": spki(algorithm, params, raw, false),
				"the algorithm of another":  spki(arc(1, 2, 2), params, raw, true),
				"an unknown curve":          spki(algorithm, []asn1.ObjectIdentifier{arc(2, 1, 9)}, raw, true),
				"half of it":                good[:len(good)/2],
			} {
				if k, err := gost.ParsePKIXPublicKey(in); err == nil {
					t.Errorf("we accept a key with %s: %x", defect, k.Bytes())
				}
				if _, err := e.try("pkey", "-pubin", "-in", e.pem("key", "PUBLIC KEY", in), "-noout", "-text"); err == nil {
					t.Errorf("the peer accepts a key with %s", defect)
				}
			}
			if _, err := gost.ParsePKIXPublicKey(append(bytes.Clone(good), 0)); err == nil {
				t.Error("we accept a key with an octet behind it")
			}
			if _, err := gost.NewPublicKey(c, raw[1:]); err == nil {
				t.Error("we accept a key of another length")
			}
		})
	}
}

// pkcs8 writes a PrivateKeyInfo with any content of the private key.
func pkcs8(c *gost.Curve, private []byte, more ...byte) []byte {
	var b cryptobyte.Builder
	b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1Int64(0)
		addAlgorithm(b, c.Hash().KeyOID(), []asn1.ObjectIdentifier{c.Params().Curve})
		b.AddASN1OctetString(private)
		b.AddBytes(more)
	})
	return b.BytesOrPanic()
}

// TestPrivateKeysAsTheyOccurInTheField reads every form that programs write, and has
// the peer read them too.
func TestPrivateKeysAsTheyOccurInTheField(t *testing.T) {
	for _, c := range gost.Curves() {
		t.Run(c.Name(), func(t *testing.T) {
			t.Parallel()
			e := newEngine(t)
			key := must(gost.GenerateKey(c, random(t)))(t)
			raw := key.Bytes()
			d := slices.Clone(raw)
			slices.Reverse(d)
			number := new(big.Int).SetBytes(d)
			framed := func(b []byte) []byte { return must(asn1.Marshal(b))(t) }
			masked := mask(c, number, 3)
			attributes := []byte{0xa0, 0}
			for form, in := range map[string][]byte{
				"octets":                 pkcs8(c, raw),
				"octets in a frame":      pkcs8(c, framed(raw)),
				"an integer":             pkcs8(c, must(asn1.Marshal(number))(t)),
				"masked octets":          pkcs8(c, masked),
				"masked octets in frame": pkcs8(c, framed(masked)),
				"octets and attributes":  pkcs8(c, raw, attributes...),
			} {
				k, err := gost.ParsePKCS8PrivateKey(in)
				if err != nil || !k.Equal(key) {
					t.Errorf("%s: %v", form, err)
				}
				out, err := e.try("pkey", "-in", e.pem("key", "PRIVATE KEY", in), "-pubout")
				if form == "masked octets in frame" && err != nil {
					continue // the one form that the peer does not read
				}
				if err != nil {
					t.Errorf("%s: the peer refuses: %s", form, out)
					continue
				}
				if !must(gost.ParsePKIXPublicKey(decoded(t, out)))(t).Equal(key.Public()) {
					t.Errorf("%s: the peer reads another key", form)
				}
			}
			refusedPrivateKeys(t, c, raw)
		})
	}
}

// mask splits a number into a product of masks modulo q, all least significant octet first.
func mask(c *gost.Curve, number *big.Int, masks int) []byte {
	q := new(big.Int).SetBytes(orders[c.Name()])
	var octets []byte
	rest := new(big.Int).Set(number)
	for i := range masks {
		m := new(big.Int).Lsh(big.NewInt(int64(0x1234567+i)), uint(40*i))
		rest.Mul(rest, new(big.Int).ModInverse(m, q)).Mod(rest, q)
		octets = append(octets, littleEndian(c, m)...)
	}
	return append(littleEndian(c, rest), octets...)
}

func refusedPrivateKeys(t *testing.T, c *gost.Curve, raw []byte) {
	t.Helper()
	n := c.Size()
	order := slices.Clone(orders[c.Name()])
	slices.Reverse(order)
	good := pkcs8(c, raw)
	for defect, in := range map[string][]byte{
		"zero":                   pkcs8(c, make([]byte, n)),
		"the order":              pkcs8(c, order),
		"no number":              pkcs8(c, nil),
		"a short number":         pkcs8(c, raw[:n-1]),
		"too many masks":         pkcs8(c, bytes.Repeat(raw, 12)),
		"a negative integer":     pkcs8(c, []byte{2, 1, 0x80}),
		"an integer too long":    pkcs8(c, must(asn1.Marshal(new(big.Int).Lsh(big.NewInt(1), uint(8*n))))(t)),
		"an octet behind it":     append(slices.Clone(good), 0),
		"something behind it":    pkcs8(c, raw, 5, 0),
		"half of it":             good[:len(good)/2],
		"a public key in a file": must(gost.MarshalPKIXPublicKey(must(gost.NewPrivateKey(c, raw))(t).Public().(*gost.PublicKey)))(t),
	} {
		if _, err := gost.ParsePKCS8PrivateKey(in); err == nil {
			t.Errorf("we accept a private key with %s", defect)
		}
	}
	if _, err := gost.NewPrivateKey(c, raw[1:]); err == nil {
		t.Error("we accept a private key of another length")
	}
	if _, err := gost.NewPrivateKey(c, order); err == nil {
		t.Error("we accept a private key that is the order")
	}
}

// TestPointsOfSmallOrder tries points of order 2 and 4 of the curves of cofactor four:
// (t, 0) and (s+t, s), with s = (1-d)/4 and t = (1+d)/6 of RFC 7836.
func TestPointsOfSmallOrder(t *testing.T) {
	e := newEngine(t)
	curves := gost.Curves()
	for i, set := range vectors.Curves(t) {
		if set.D == "" {
			continue
		}
		c := curves[i]
		p, d := new(big.Int).SetBytes(set.Octets(t, set.P)), new(big.Int).SetBytes(set.Octets(t, set.D))
		one := big.NewInt(1)
		fraction := func(top *big.Int, bottom int64) *big.Int {
			top.Mul(top, new(big.Int).ModInverse(big.NewInt(bottom), p))
			return top.Mod(top, p)
		}
		s4, t6 := fraction(new(big.Int).Sub(one, d), 4), fraction(new(big.Int).Add(one, d), 6)
		sum := new(big.Int).Add(s4, t6)
		for order, point := range map[int][2]*big.Int{2: {t6, new(big.Int)}, 4: {sum.Mod(sum, p), s4}} {
			raw := slices.Concat(littleEndian(c, point[0]), littleEndian(c, point[1]))
			if _, err := gost.NewPublicKey(c, raw); err == nil || !strings.Contains(err.Error(), "order") {
				t.Errorf("%s: a point of order %d: %v", c, order, err)
			}
			if peerAdmits(t, e, c, raw) {
				t.Errorf("%s: the peer admits a point of order %d", c, order)
			}
		}
		if !peerAdmits(t, e, c, must(gost.GenerateKey(c, nil))(t).Public().(*gost.PublicKey).Bytes()) {
			t.Errorf("%s: the peer does not admit a good key", c)
		}
	}
}

func littleEndian(c *gost.Curve, x *big.Int) []byte {
	b := x.FillBytes(make([]byte, c.Size()))
	slices.Reverse(b)
	return b
}

// peerAdmits reports whether the peer takes the coordinates for a public key.
func peerAdmits(t *testing.T, e *engine, c *gost.Curve, raw []byte) bool {
	t.Helper()
	in := spki(c.Hash().KeyOID(), []asn1.ObjectIdentifier{c.Params().Curve}, raw, true)
	_, err := e.try("pkey", "-pubin", "-noout", "-pubcheck", "-in", e.pem("key", "PUBLIC KEY", in))
	return err == nil
}
