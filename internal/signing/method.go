package signing

import (
	"bytes"
	"context"
	"encoding/asn1"
	"io"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
)

// Method is one kind of signature. The bytes it is given have passed the check of their hash.
type Method interface {
	Kind() Kind
	// Accept says whether what the signer brings makes a signature over the text, and what it is worth.
	Accept(ctx context.Context, by auth.Actor, text io.Reader, proof []byte) (Verification, error)
	// Check judges a stored signature again.
	Check(ctx context.Context, text io.Reader, proof []byte) (Verification, error)
}

// Verification is what a check found.
type Verification struct {
	Verdict     Verdict
	Certificate *Certificate
}

// simple is the signature by login and password: the person has just given the password again, and the hash of the
// text stands in the row, so that any change of the bytes shows.
type simple struct{}

func (simple) Kind() Kind { return Simple }

func (simple) Accept(_ context.Context, by auth.Actor, _ io.Reader, _ []byte) (Verification, error) {
	return Verification{Verdict: Valid}, api.NeedStepUp(by)
}

func (simple) Check(context.Context, io.Reader, []byte) (Verification, error) {
	return Verification{Verdict: Valid}, nil
}

// Verifier reads a detached CMS. Without one a signature is kept as unchecked and the card says so.
type Verifier interface {
	Verify(ctx context.Context, text io.Reader, signature []byte) (Verification, error)
}

// detached is a CMS made elsewhere: by the plug-in of a browser or a program of the signatory.
type detached struct{ verifier Verifier }

func (detached) Kind() Kind { return CMS }

func (m detached) Accept(ctx context.Context, by auth.Actor, text io.Reader, proof []byte) (Verification, error) {
	if !isSignedData(proof) {
		return Verification{}, fail.Field("signing.not_a_signature", "file", "not_a_signature")
	}
	if err := api.NeedStepUp(by); err != nil {
		return Verification{}, err
	}
	found, err := m.Check(ctx, text, proof)
	if err == nil && found.Verdict == Invalid {
		err = fail.Field("signing.invalid_signature", "file", "invalid_signature")
	}
	return found, err
}

func (m detached) Check(ctx context.Context, text io.Reader, proof []byte) (Verification, error) {
	if m.verifier == nil {
		return Verification{Verdict: Unchecked}, nil
	}
	return m.verifier.Verify(ctx, text, proof)
}

// signedData is the content type of RFC 5652 §5.
var signedData = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}

// isSignedData looks at the outermost header only: ContentInfo with the type signedData. Programs of some makers write
// BER of indefinite length, which encoding/asn1 does not read, so the object identifier is searched at its place.
func isSignedData(raw []byte) bool {
	id, err := asn1.Marshal(signedData)
	if err != nil || len(raw) < 2 || raw[0] != 0x30 {
		return false
	}
	header := 2
	if n := int(raw[1]); n > 0x80 {
		header += n - 0x80
	}
	return len(raw) > header && bytes.HasPrefix(raw[header:], id)
}
