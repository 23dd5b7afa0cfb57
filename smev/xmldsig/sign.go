package xmldsig

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"hash"
	"io"
	"strings"

	"veche/cms"
	"veche/cms/pki"
	"veche/smev/transform"
	"veche/smev/xmltoken"
)

// Reasons why a document is not signed; errors.Is finds them.
var (
	ErrNoElement = errors.New("xmldsig: not exactly one element has the Id")
	ErrNoPlace   = errors.New("xmldsig: not exactly one element is there to hold the signature")
	ErrEncoding  = errors.New("xmldsig: a document to be signed must be UTF-8")
	ErrKey       = errors.New("xmldsig: the key cannot sign for SMEV")
)

// SignOptions of a signature.
type SignOptions struct {
	ID   string  // of the element to sign, in its attribute Id
	Into string  // path of the element that gets the Signature as its last child, as Expected.Signature
	Key  cms.Key // of GOST R 34.10-2012; its length decides the algorithms

	// Transforms in their order; nil are those of SMEV, with the enveloped signature before them if the Signature lies in
	// what it signs.
	Transforms []string
	Attachment transform.Attachment // what the xop:Include of the element stand for
}

// Sign signs an element of a document and puts the Signature into another, all other octets staying as they are.
func Sign(ctx context.Context, document []byte, o SignOptions) ([]byte, error) {
	var out bytes.Buffer
	out.Grow(len(document) + 4<<10)
	if err := SignStream(ctx, &out, bytes.NewReader(document), o); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// SignStream signs a document of any length, which it reads twice.
func SignStream(ctx context.Context, w io.Writer, document io.ReadSeeker, o SignOptions) error {
	h, err := o.hash()
	if err != nil {
		return err
	}
	p := &placing{into: o.Into}
	g := &target{id: o.ID, without: -1, hashes: []hash.Hash{h.New()}, limits: transform.Options{Attachment: o.Attachment}}
	if err := p.run(ctx, document, g); err != nil {
		return err
	}
	if o.Transforms == nil {
		o.Transforms = []string{ExclusiveC14N, TransformSMEV}
		if p.inside {
			o.Transforms = []string{Enveloped, ExclusiveC14N, TransformSMEV}
		}
	}
	if allowed, without := order(o.Transforms); !allowed || p.inside && !without {
		return fmt.Errorf("xmldsig: transforms %q are not allowed here", o.Transforms)
	}
	signature, err := o.signature(h, g.hashes[0].Sum(nil))
	if err != nil {
		return err
	}
	if _, err := document.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("xmldsig: %w", err)
	}
	return p.splice(w, document, signature)
}

// hash is the function that the key signs digests of.
func (o *SignOptions) hash() (pki.Hash, error) {
	if o.Key.Private == nil || o.Key.Certificate == nil {
		return 0, fmt.Errorf("%w: no key or no certificate", ErrKey)
	}
	a, err := pki.AlgorithmFor(o.Key.Private.Public(), 0, false)
	if err != nil || a.Scheme != pki.GOST {
		return 0, fmt.Errorf("%w: it is not of GOST R 34.10-2012", ErrKey)
	}
	return a.Hash, nil
}

// signature writes the Signature. SignedInfo is written in its canonical form, without line breaks, but for the
// declaration of its namespace, which stands at Signature.
func (o *SignOptions) signature(h pki.Hash, digest []byte) ([]byte, error) {
	method, digestMethod := SignatureGOST256, DigestGOST256
	if h == pki.Streebog512 {
		method, digestMethod = SignatureGOST512, DigestGOST512
	}
	var transforms strings.Builder
	for _, t := range o.Transforms {
		fmt.Fprintf(&transforms, `<ds:Transform Algorithm="%s"></ds:Transform>`, t)
	}
	const open, declaration = `<ds:SignedInfo`, ` xmlns:ds="` + Space + `"`
	body := `><ds:CanonicalizationMethod Algorithm="` + ExclusiveC14N + `"></ds:CanonicalizationMethod>` +
		`<ds:SignatureMethod Algorithm="` + method + `"></ds:SignatureMethod>` +
		`<ds:Reference URI="#` + escape.Replace(o.ID) + `"><ds:Transforms>` + transforms.String() + `</ds:Transforms>` +
		`<ds:DigestMethod Algorithm="` + digestMethod + `"></ds:DigestMethod>` +
		`<ds:DigestValue>` + base64.StdEncoding.EncodeToString(digest) + `</ds:DigestValue></ds:Reference></ds:SignedInfo>`
	value, err := o.value(h, []byte(open+declaration+body))
	if err != nil {
		return nil, err
	}
	return []byte(`<ds:Signature` + declaration + `>` + open + body +
		`<ds:SignatureValue>` + base64.StdEncoding.EncodeToString(value) + `</ds:SignatureValue>` +
		`<ds:KeyInfo><ds:X509Data><ds:X509Certificate>` + base64.StdEncoding.EncodeToString(o.Key.Certificate.Raw()) +
		`</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>`), nil
}

// escape writes an Id in an attribute in canonical form.
var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;", "\t", "&#x9;", "\n", "&#xA;", "\r", "&#xD;")

// value signs SignedInfo and makes sure that the certificate confirms it: a token may have signed with another key.
func (o *SignOptions) value(h pki.Hash, info []byte) ([]byte, error) {
	a := pki.Algorithm{Scheme: pki.GOST, Hash: h}
	digest := h.Sum(info)
	value, err := a.Sign(o.Key.Private, digest)
	if err != nil {
		return nil, fmt.Errorf("xmldsig: %w", err)
	}
	if err := o.Key.Certificate.Check(a, digest, value); err != nil {
		return nil, fmt.Errorf("%w: the certificate is not of this key: %w", ErrKey, err)
	}
	return value, nil
}

// placing finds where the Signature goes.
type placing struct {
	into   string
	reader *xmltoken.Reader
	path   path
	digest digester

	count  int
	depth  int // of the holder, while it is read
	inside bool
	name   string // of the holder, as it is written
	at     int64  // where the Signature goes
	empty  bool   // the holder is an empty-element tag, of which at is the end
}

// run reads the document: it digests the element and finds the holder.
func (p *placing) run(ctx context.Context, document io.Reader, g *target) error {
	p.reader = xmltoken.NewReader(document, xmltoken.Limits{})
	p.digest.targets = []*target{g}
	err := each(ctx, p.reader, func(t *xmltoken.Token) error {
		p.digest.token(t)
		p.look(t, g)
		return nil
	})
	if err != nil {
		return fmt.Errorf("xmldsig: %w", err)
	}
	switch f, bad := g.finding(); {
	case bad && (f.Code == TargetMissing || f.Code == IDDuplicate):
		return fmt.Errorf("%w %q: %w", ErrNoElement, g.id, f)
	case bad:
		return fmt.Errorf("xmldsig: %w", f)
	case p.count != 1:
		return fmt.Errorf("%w: %d at %s", ErrNoPlace, p.count, p.into)
	case !p.reader.UTF8():
		return ErrEncoding
	}
	return nil
}

func (p *placing) look(t *xmltoken.Token, g *target) {
	switch {
	case t.Kind == xmltoken.Start:
		p.path.enter(t.Name.Local)
		if !p.path.spot(p.into) {
			return
		}
		p.count++
		p.depth, p.empty, p.inside = t.Depth, t.Empty, g.depth > 0
		p.name = t.Name.Local
		if t.Name.Prefix != "" {
			p.name = t.Name.Prefix + ":" + p.name
		}
	case t.Kind == xmltoken.End:
		p.path.leave()
		if t.Depth == p.depth {
			p.depth = 0
			p.at = t.From
			if p.empty {
				p.at = t.To
			}
		}
	}
}

// splice copies the document with the Signature at its place.
func (p *placing) splice(w io.Writer, document io.Reader, signature []byte) error {
	head := p.at
	if p.empty {
		head -= int64(len("/>"))
		signature = fmt.Appendf(nil, ">%s</%s>", signature, p.name)
	}
	if _, err := io.CopyN(w, document, head); err != nil {
		return fmt.Errorf("xmldsig: %w", err)
	}
	if _, err := w.Write(signature); err != nil {
		return fmt.Errorf("xmldsig: %w", err)
	}
	if p.empty {
		if _, err := io.CopyN(io.Discard, document, int64(len("/>"))); err != nil {
			return fmt.Errorf("xmldsig: %w", err)
		}
	}
	if _, err := io.Copy(w, document); err != nil {
		return fmt.Errorf("xmldsig: %w", err)
	}
	return nil
}
