package gost

import (
	"errors"
	"fmt"

	"golang.org/x/crypto/cryptobyte"
	der "golang.org/x/crypto/cryptobyte/asn1"
)

var errPKCS8 = errors.New("gost: malformed private key")

// WithParams is the same key with other names of its parameters.
func (k *PrivateKey) WithParams(p Params) (*PrivateKey, error) {
	public, err := k.public.WithParams(p)
	if err != nil {
		return nil, err
	}
	return &PrivateKey{public: public, d: k.d}, nil
}

// MarshalPKCS8PrivateKey writes a PrivateKeyInfo in DER, not encrypted: the number
// least significant octet first and not masked.
func MarshalPKCS8PrivateKey(k *PrivateKey) ([]byte, error) {
	var b cryptobyte.Builder
	b.AddASN1(der.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1Int64(0)
		addKeyAlgorithm(b, k.public)
		b.AddASN1OctetString(k.Bytes())
	})
	return b.Bytes()
}

// ParsePKCS8PrivateKey reads a PrivateKeyInfo in DER, not encrypted. The number is
// accepted in all the forms that programs write:
//   - octets, least significant first (RFC 9548, section 5), alone or followed by
//     masks to multiply with;
//   - the same in an octet string of its own;
//   - an INTEGER, as old versions of OpenSSL wrote it.
func ParsePKCS8PrivateKey(info []byte) (*PrivateKey, error) {
	in := cryptobyte.String(info)
	var sequence, octets cryptobyte.String
	var version int
	if !in.ReadASN1(&sequence, der.SEQUENCE) || !in.Empty() ||
		!sequence.ReadASN1Integer(&version) || version < 0 || version > 1 {
		return nil, errPKCS8
	}
	curve, params, err := parseKeyAlgorithm(&sequence)
	if err != nil {
		return nil, err
	}
	if !sequence.ReadASN1(&octets, der.OCTET_STRING) || !skipAttributes(&sequence) {
		return nil, errPKCS8
	}
	d, err := secretNumber(curve, octets)
	if err != nil {
		return nil, err
	}
	k, err := newPrivateKey(curve, d)
	if err != nil {
		return nil, err
	}
	return k.WithParams(params)
}

// skipAttributes passes over the attributes and the public key of RFC 5958, which
// add nothing to the private key.
func skipAttributes(in *cryptobyte.String) bool {
	attributes := der.Tag(0).ContextSpecific().Constructed()
	public := der.Tag(1).ContextSpecific()
	return in.SkipOptionalASN1(attributes) && in.SkipOptionalASN1(public) && in.Empty()
}

// secretNumber is the private key, most significant octet first.
func secretNumber(c *Curve, octets cryptobyte.String) ([]byte, error) {
	if len(octets)%c.size == 0 && len(octets) > 0 {
		return unmask(c, octets)
	}
	var inner cryptobyte.String
	if octets.PeekASN1Tag(der.OCTET_STRING) && octets.ReadASN1(&inner, der.OCTET_STRING) && octets.Empty() {
		if len(inner)%c.size != 0 || len(inner) == 0 {
			return nil, errPKCS8
		}
		return unmask(c, inner)
	}
	var number []byte
	if octets.ReadASN1Integer(&number) && octets.Empty() && len(number) <= c.size {
		return append(make([]byte, c.size-len(number)), number...), nil
	}
	return nil, errPKCS8
}

// maxMasks bounds the work that a hostile file can ask for.
const maxMasks = 8

// unmask multiplies the masked key by its masks modulo q.
func unmask(c *Curve, octets []byte) ([]byte, error) {
	masks := len(octets)/c.size - 1
	if masks > maxMasks {
		return nil, fmt.Errorf("gost: private key has %d masks", masks)
	}
	d := reversed(octets[:c.size])
	for i := 1; i <= masks; i++ {
		d = c.ec().Product(d, reversed(octets[i*c.size:(i+1)*c.size]))
	}
	return d, nil
}
