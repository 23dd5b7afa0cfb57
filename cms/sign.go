package cms

import (
	"context"
	"crypto"
	"encoding/asn1"
	"io"
	"math/big"
	"time"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"veche/cms/internal/der"
	"veche/cms/pki"
	"veche/cms/reason"
)

// Key signs for the owner of a certificate. The key may live anywhere: in memory, in a
// token, in a remote service; only a digest is sent to it.
type Key struct {
	Private     crypto.Signer
	Certificate *pki.Certificate
	Chain       []*pki.Certificate // of the authorities, to be enclosed
	Hash        pki.Hash           // zero: what suits the key
	PSS         bool               // RSA keys sign by PSS
	Reference   pki.Hash           // names the certificate under the signature; zero: the hash of the signature
}

// SigningOptions of a message.
type SigningOptions struct {
	Attached    bool                  // the content goes into the message
	Time        time.Time             // what the signer says; zero is now
	ContentType asn1.ObjectIdentifier // nil is data
	Attributes  []Attribute           // more attributes to be signed
}

// Sign makes a message with signatures of a content at level CAdES-BES, in DER.
func Sign(ctx context.Context, content Content, o SigningOptions, keys ...Key) ([]byte, error) {
	m := &Message{ContentType: o.ContentType}
	if m.ContentType == nil {
		m.ContentType = oidData
	}
	if o.Attached {
		if err := m.attach(&content); err != nil {
			return nil, err
		}
	}
	if err := m.Sign(ctx, content, o, keys...); err != nil {
		return nil, err
	}
	return m.Marshal()
}

// attach takes the content into the message.
func (m *Message) attach(content *Content) error {
	switch {
	case content.digests != nil || !content.given():
		return reason.New(reason.NoContent, "an attached signature needs the content itself")
	case content.reader != nil:
		octets, err := io.ReadAll(content.reader)
		if err != nil {
			return err
		}
		*content = Octets(octets)
	}
	m.Content = content.octets
	if m.Content == nil {
		m.Content = []byte{}
	}
	return nil
}

// Sign adds signatures to a message beside those it has. The content need not be given
// when it is within the message.
func (m *Message) Sign(ctx context.Context, content Content, o SigningOptions, keys ...Key) error {
	if m.Content != nil {
		content = Octets(m.Content)
	}
	if !content.given() {
		return reason.New(reason.NoContent, "nothing to sign")
	}
	wanted := map[pki.Hash]bool{}
	algorithms := make([]pki.Algorithm, len(keys))
	for i, k := range keys {
		var err error
		if algorithms[i], err = pki.AlgorithmFor(k.Private.Public(), k.Hash, k.PSS); err != nil {
			return err
		}
		wanted[algorithms[i].Hash] = true
	}
	d, err := content.digest(ctx, wanted)
	if err != nil {
		return err
	}
	for i, k := range keys {
		digest, ok := d.digests[algorithms[i].Hash]
		if !ok {
			return reason.New(reason.NoContent, "no digest by %v", algorithms[i].Hash)
		}
		signer, err := newSigner(k, algorithms[i], m.ContentType, digest, o)
		if err != nil {
			return err
		}
		m.addDigest(signer.digest)
		m.AddCertificates(append([]*pki.Certificate{k.Certificate}, k.Chain...)...)
		m.Signers = append(m.Signers, signer)
	}
	return nil
}

// newSigner signs the attributes that stand for the content.
func newSigner(k Key, a pki.Algorithm, contentType asn1.ObjectIdentifier, digest []byte, o SigningOptions) (*Signer, error) {
	if err := k.fits(); err != nil {
		return nil, err
	}
	g := &Signer{version: 1, digest: a.Hash.Identifier(), algorithm: a.MessageIdentifier()}
	g.rawDigest = der.Must(func(b *cryptobyte.Builder) { der.AddAlgorithm(b, g.digest) })
	g.rawAlgorithm = der.Must(func(b *cryptobyte.Builder) { der.AddAlgorithm(b, g.algorithm) })
	g.setID(k.Certificate)
	at, reference := o.Time, k.Reference
	if at.IsZero() {
		at = time.Now()
	}
	if reference == 0 {
		reference = a.Hash
	}
	octets := func(v []byte) []byte {
		return der.Must(func(b *cryptobyte.Builder) { b.AddASN1OctetString(v) })
	}
	g.Signed = append([]Attribute{
		NewAttribute(oidContentType, der.Must(func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(contentType) })),
		NewAttribute(oidMessageDigest, octets(digest)),
		NewAttribute(oidSigningTime, signingTime(at.UTC().Truncate(time.Second))),
		NewAttribute(oidSigningCertV2, signingCertificateV2(reference, k.Certificate)),
		NewAttribute(oidAlgorithmProtection, algorithmProtection(g.digest, g.algorithm)),
	}, o.Attributes...)
	g.rawSigned = der.Must(func(b *cryptobyte.Builder) { der.AddSet(b, der.Context(0), rawAttributes(g.Signed)) })
	var err error
	g.Signature, err = a.Sign(k.Private, a.Hash.Sum(g.signedSet()))
	return g, err
}

// fits checks that the certificate is of this key: another would make a signature that
// nobody can confirm.
func (k Key) fits() error {
	public, err := k.Certificate.Key()
	if err != nil {
		return err
	}
	comparable, ok := public.(interface{ Equal(crypto.PublicKey) bool })
	if !ok || !comparable.Equal(k.Private.Public()) {
		return reason.New(reason.CertificateMismatch, "the key is not that of the certificate").Of(k.Certificate.Subject.Short())
	}
	return nil
}

// signedSet is what is signed: the attributes as a SET, not under their tag in the
// message (RFC 5652, section 5.4).
func (g *Signer) signedSet() []byte {
	return append([]byte{byte(tags.SET)}, g.rawSigned[1:]...)
}

// setID names the signer by the issuer and number of the certificate.
func (g *Signer) setID(c *pki.Certificate) {
	g.issuer, g.serial = c.X509.RawIssuer, new(big.Int).Set(c.X509.SerialNumber)
	g.id = der.Must(func(b *cryptobyte.Builder) {
		b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddBytes(g.issuer)
			b.AddASN1BigInt(g.serial)
		})
	})
}
