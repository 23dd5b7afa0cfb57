package cms

import (
	"bytes"
	"encoding/asn1"
	"encoding/hex"
	"time"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"veche/cms/internal/der"
	"veche/cms/pki"
	"veche/cms/reason"
)

// examination is the check of one signature without regard to who the signer is: the
// content, the attributes, the key of the certificate.
type examination struct {
	signer      *Signer
	certificate *pki.Certificate
	algorithm   pki.Algorithm
	claimed     time.Time
	referenced  bool // the certificate is named under the signature
	findings    []*reason.Finding
	checks      []Check
}

func (e *examination) find(err error) bool {
	if err != nil {
		e.findings = append(e.findings, reason.From(err))
	}
	return err != nil
}

func (e *examination) step(what Step, err error, with string) {
	e.checks = append(e.checks, Check{What: what, Passed: !e.find(err), With: with})
}

// examine checks signer number i of a message over a content.
func (m *Message) examine(g *Signer, d *digested, candidates []*pki.Certificate) *examination {
	e := &examination{signer: g}
	digest, err := pki.ParseHash(g.digest)
	if e.find(err) {
		return e
	}
	if e.algorithm, err = pki.ParseAlgorithm(g.algorithm, digest); e.find(err) {
		return e
	}
	signed, err := m.examineContent(e, d, digest)
	e.step(StepContent, err, digest.String())
	if e.find(e.readAttributes()) {
		return e
	}
	if e.certificate = g.certificateAmong(candidates); e.certificate == nil {
		e.find(reason.New(reason.NoCertificate, "issuer and number or key %s", hex.EncodeToString(g.keyID)))
		return e
	}
	e.checkSignature(digest, signed)
	e.checkReferences()
	return e
}

// examineContent compares the digest of the content with the one signed, and returns
// what the signature is over: the digest of the content when there are no attributes.
func (m *Message) examineContent(e *examination, d *digested, h pki.Hash) ([]byte, error) {
	g := e.signer
	var content []byte
	missing := reason.New(reason.NoContent, "digest by %v", h)
	if d != nil {
		content = d.digests[h]
	}
	if g.rawSigned == nil {
		if content == nil {
			return nil, missing
		}
		if !m.ContentType.Equal(oidData) || d.forgedContent() {
			return nil, reason.New(reason.Malformed, "no signed attributes")
		}
		return content, nil
	}
	value, err := single(g.Signed, oidContentType)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(value, der.Must(func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(m.ContentType) })) {
		return nil, reason.New(reason.Malformed, "content type is not the one signed")
	}
	if value, err = single(g.Signed, oidMessageDigest); err != nil {
		return nil, err
	}
	signed, ok := der.Only(value, tags.OCTET_STRING)
	switch {
	case !ok:
		return nil, reason.New(reason.Malformed, "messageDigest")
	case content == nil:
		return nil, missing
	case !bytes.Equal(signed, content):
		return nil, reason.New(reason.ContentChanged, "%v of the content is %x, signed is %x", h, content, []byte(signed))
	}
	return nil, nil
}

// readAttributes reads the time the signer claims and compares the algorithms.
func (e *examination) readAttributes() error {
	value, err := single(e.signer.Signed, oidSigningTime)
	if err != nil {
		return err
	}
	if value != nil {
		s := cryptobyte.String(value)
		var ok bool
		if e.claimed, ok = der.Time(&s); !ok {
			return reason.New(reason.Malformed, "signingTime")
		}
	}
	if value, err = single(e.signer.Signed, oidAlgorithmProtection); err != nil || value == nil {
		return err
	}
	return checkProtection(value, e.signer.digest, e.signer.algorithm)
}

// checkSignature verifies the signature with the key of the certificate. The signed
// attributes are signed as a SET in DER; some programs sign them in the order in which
// they stand, and that is accepted too.
func (e *examination) checkSignature(h pki.Hash, content []byte) {
	with := e.algorithm.String()
	if e.signer.rawSigned == nil {
		if content != nil {
			e.step(StepSignature, e.certificate.Check(e.algorithm, content, e.signer.Signature), with)
		}
		return
	}
	standing := e.signer.signedSet()
	err := e.certificate.Check(e.algorithm, h.Sum(standing), e.signer.Signature)
	if err != nil {
		sorted := der.Must(func(b *cryptobyte.Builder) { der.AddSet(b, tags.SET, rawAttributes(e.signer.Signed)) })
		if !bytes.Equal(sorted, standing) && e.certificate.Check(e.algorithm, h.Sum(sorted), e.signer.Signature) == nil {
			err = nil
		}
	}
	e.step(StepSignature, err, with)
	if key, keyErr := e.certificate.Key(); err == nil && keyErr == nil && e.algorithm.Weak(key) {
		e.find(reason.New(reason.WeakAlgorithm, "%v", e.algorithm).Of(e.certificate.Subject.Short()))
	}
}

// checkReferences compares the certificate with the one named under the signature.
func (e *examination) checkReferences() {
	for _, version := range []struct {
		oid      asn1.ObjectIdentifier
		fallback pki.Hash
	}{{oidSigningCertV2, pki.SHA256}, {oidSigningCertificate, pki.SHA1}} {
		value, err := single(e.signer.Signed, version.oid)
		if err == nil && value == nil {
			continue
		}
		if err == nil {
			err = checkReference(value, e.certificate, version.fallback)
		}
		e.referenced = e.referenced || err == nil
		e.step(StepReference, err, e.certificate.Subject.Short())
	}
}

// certificateAmong finds the certificate of the signer; of several with one issuer and
// number the one that the signature names.
func (g *Signer) certificateAmong(candidates []*pki.Certificate) (found *pki.Certificate) {
	reference, _ := single(g.Signed, oidSigningCertV2)
	for _, c := range candidates {
		if g.keyID != nil && !bytes.Equal(c.X509.SubjectKeyId, g.keyID) || g.keyID == nil && !c.Named(g.issuer, g.serial) {
			continue
		}
		if reference == nil || checkReference(reference, c, pki.SHA256) == nil {
			return c
		}
		if found == nil {
			found = c
		}
	}
	return found
}
