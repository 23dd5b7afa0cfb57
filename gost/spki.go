package gost

import (
	"encoding/asn1"
	"errors"
	"fmt"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"
)

// Params are the parameters of a key as its encoding names them (RFC 9215, section
// 4.2). Programs differ in what they write: a curve has several names, and the
// digest is named beside it or not.
type Params struct {
	Curve      asn1.ObjectIdentifier // publicKeyParamSet
	Digest     asn1.ObjectIdentifier // digestParamSet; nil where absent
	Encryption asn1.ObjectIdentifier // encryptionParamSet of old programs; nil where absent
}

// Params are those that RFC 9215 asks for: the preferred name of the curve, with the
// digest only for the sets known by a CryptoPro name alone.
func (c *Curve) Params() Params {
	p, _ := c.ParamsFor(c.set.oids[0])
	return p
}

// ParamsFor are the parameters with another name of the curve: with a CryptoPro name
// the digest must be named as well.
func (c *Curve) ParamsFor(name asn1.ObjectIdentifier) (Params, error) {
	if !c.called(name) {
		return Params{}, fmt.Errorf("gost: %v is not a name of %s", name, c)
	}
	p := Params{Curve: name}
	if name[:5].Equal(cryptoPro()) {
		p.Digest = c.Hash().OID()
	}
	return p, nil
}

// check refuses parameters that contradict the curve.
func (p Params) check(c *Curve) error {
	if !c.called(p.Curve) {
		return fmt.Errorf("gost: %v is not a name of %s", p.Curve, c)
	}
	if p.Digest != nil && !p.Digest.Equal(c.Hash().OID()) {
		return fmt.Errorf("gost: key on %s names the digest %v", c, p.Digest)
	}
	return nil
}

// Params are the names the key was read with, and is written with.
func (k *PublicKey) Params() Params { return k.params }

// WithParams is the same key with other names of its parameters.
func (k *PublicKey) WithParams(p Params) (*PublicKey, error) {
	if err := p.check(k.curve); err != nil {
		return nil, err
	}
	renamed := *k
	renamed.params = p
	return &renamed, nil
}

// ParsePKIXPublicKey reads a SubjectPublicKeyInfo in DER. The key comes from
// strangers: it must lie on the curve and have the order of the base point.
func ParsePKIXPublicKey(spki []byte) (*PublicKey, error) {
	in := cryptobyte.String(spki)
	var info, point cryptobyte.String
	var bits asn1.BitString
	if !in.ReadASN1(&info, der.SEQUENCE) || !in.Empty() {
		return nil, errors.New("gost: malformed public key")
	}
	curve, params, err := parseKeyAlgorithm(&info)
	if err != nil {
		return nil, err
	}
	if !info.ReadASN1BitString(&bits) || !info.Empty() || bits.BitLength%8 != 0 {
		return nil, errors.New("gost: malformed public key")
	}
	content := cryptobyte.String(bits.Bytes)
	if !content.ReadASN1(&point, der.OCTET_STRING) || !content.Empty() {
		return nil, errors.New("gost: public key is not an octet string")
	}
	k, err := NewPublicKey(curve, point)
	if err != nil {
		return nil, err
	}
	k.params = params
	return k, nil
}

// MarshalPKIXPublicKey writes a SubjectPublicKeyInfo in DER.
func MarshalPKIXPublicKey(k *PublicKey) ([]byte, error) {
	var b cryptobyte.Builder
	b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
		addKeyAlgorithm(b, k)
		b.AddASN1(der.BIT_STRING, func(b *cryptobyte.Builder) {
			b.AddUint8(0)
			b.AddASN1OctetString(k.raw)
		})
	})
	return b.Bytes()
}

// parseKeyAlgorithm reads the AlgorithmIdentifier of a key and finds the curve.
func parseKeyAlgorithm(in *cryptobyte.String) (*Curve, Params, error) {
	var algorithm, sequence cryptobyte.String
	var name asn1.ObjectIdentifier
	var p Params
	if !in.ReadASN1(&algorithm, der.SEQUENCE) || !algorithm.ReadASN1ObjectIdentifier(&name) {
		return nil, p, errors.New("gost: malformed algorithm of the key")
	}
	if !name.Equal(Streebog256.KeyOID()) && !name.Equal(Streebog512.KeyOID()) {
		return nil, p, fmt.Errorf("gost: algorithm %v of the key is not GOST R 34.10-2012", name)
	}
	ok := algorithm.ReadASN1(&sequence, der.SEQUENCE) && algorithm.Empty() &&
		sequence.ReadASN1ObjectIdentifier(&p.Curve) &&
		readOptionalOID(&sequence, &p.Digest) &&
		readOptionalOID(&sequence, &p.Encryption) && sequence.Empty()
	if !ok {
		return nil, p, errors.New("gost: malformed parameters of the key")
	}
	curve, ok := CurveByOID(p.Curve)
	if !ok {
		return nil, p, fmt.Errorf("gost: unknown curve %v", p.Curve)
	}
	if !name.Equal(curve.Hash().KeyOID()) {
		return nil, p, fmt.Errorf("gost: curve %s does not suit the algorithm %v", curve, name)
	}
	return curve, p, p.check(curve)
}

func readOptionalOID(in *cryptobyte.String, out *asn1.ObjectIdentifier) bool {
	if in.Empty() {
		return true
	}
	return in.ReadASN1ObjectIdentifier(out)
}

func addKeyAlgorithm(b *cryptobyte.Builder, k *PublicKey) {
	b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(k.curve.Hash().KeyOID())
		b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
			for _, name := range []asn1.ObjectIdentifier{k.params.Curve, k.params.Digest, k.params.Encryption} {
				if name != nil {
					b.AddASN1ObjectIdentifier(name)
				}
			}
		})
	})
}
