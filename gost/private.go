package gost

import (
	"crypto"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
)

// PrivateKey signs. It is a crypto.Signer and a crypto.MessageSigner. Everything it
// does with the secret takes the same steps whatever the secret is.
type PrivateKey struct {
	public *PublicKey
	d      []byte // most significant octet first
}

var (
	_ crypto.Signer        = (*PrivateKey)(nil)
	_ crypto.MessageSigner = (*PrivateKey)(nil)
)

// GenerateKey makes a new key. Pass crypto/rand.Reader, or nil for the same.
func GenerateKey(c *Curve, random io.Reader) (*PrivateKey, error) {
	d, err := randomScalar(c, random, nil, nil)
	if err != nil {
		return nil, err
	}
	return newPrivateKey(c, d)
}

// NewPrivateKey reads a private key, least significant octet first, as it stands in
// PKCS#8.
func NewPrivateKey(c *Curve, raw []byte) (*PrivateKey, error) {
	if len(raw) != c.size {
		return nil, fmt.Errorf("gost: private key has %d octets, not %d", len(raw), c.size)
	}
	return newPrivateKey(c, reversed(raw))
}

var errZero = errors.New("gost: private key is zero modulo the order of the curve")

// newPrivateKey takes the number modulo the order of the curve: such keys occur, the
// one of RFC 9215, appendix B.2, among them.
func newPrivateKey(c *Curve, d []byte) (*PrivateKey, error) {
	one := make([]byte, c.size)
	one[c.size-1] = 1
	d = c.ec().Product(d, one)
	if !c.ec().IsScalar(d) {
		return nil, errZero
	}
	x, y := c.ec().Public(d)
	public, err := NewPublicKey(c, append(reversed(x), reversed(y)...))
	if err != nil {
		return nil, err
	}
	return &PrivateKey{public: public, d: d}, nil
}

// Curve is the curve of the key.
func (k *PrivateKey) Curve() *Curve { return k.public.curve }

// Public is the *PublicKey.
func (k *PrivateKey) Public() crypto.PublicKey { return k.public }

// Bytes is the secret number, least significant octet first.
func (k *PrivateKey) Bytes() []byte { return reversed(k.d) }

// String tells the curve only, so that a secret does not get into a log by mistake.
func (k *PrivateKey) String() string { return "private key on " + k.Curve().Name() }

// GoString is String.
func (k *PrivateKey) GoString() string { return k.String() }

// Equal reports whether two private keys are the same, in constant time.
func (k *PrivateKey) Equal(other crypto.PrivateKey) bool {
	o, ok := other.(*PrivateKey)
	return ok && k.Curve() == o.Curve() && subtle.ConstantTimeCompare(k.d, o.d) == 1
}

// Sign signs a digest made by the hash function of the curve and returns s and r,
// most significant octet first. The options may be nil, a Hash, or anything whose
// HashFunc is zero. The randomness may be nil.
func (k *PrivateKey) Sign(random io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	c := k.Curve()
	if opts != nil && opts.HashFunc() != 0 {
		return nil, fmt.Errorf("gost: cannot sign a digest of %v", opts.HashFunc())
	}
	if h, ok := opts.(Hash); ok && h != c.Hash() {
		return nil, fmt.Errorf("gost: key on %s does not sign a digest of %v", c, h)
	}
	if len(digest) != c.size {
		return nil, fmt.Errorf("gost: digest has %d octets, not %d", len(digest), c.size)
	}
	e := reversed(digest)
	for {
		number, err := randomScalar(c, random, k.d, e)
		if err != nil {
			return nil, err
		}
		if r, s, ok := c.ec().Sign(k.d, e, number); ok {
			return append(s, r...), nil
		}
	}
}

// SignMessage hashes the message and signs the digest.
func (k *PrivateKey) SignMessage(random io.Reader, message []byte, opts crypto.SignerOpts) ([]byte, error) {
	return k.Sign(random, k.Curve().Hash().Sum(message), opts)
}

// reader is the source of randomness meant by the caller.
func reader(random io.Reader) io.Reader {
	if random == nil {
		return rand.Reader
	}
	return random
}
