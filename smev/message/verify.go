package message

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"veche/cms/reason"
	"veche/smev/xmldsig"
)

// Holder is the element around a signature: it says whose the signature is.
type Holder string

// The holders.
const (
	CallerSignature Holder = "CallerInformationSystemSignature" // of the system that calls a node
	SenderSignature Holder = "SenderInformationSystemSignature" // of the system that sent what a node delivers
	SMEVSignature   Holder = "SMEVSignature"
)

// signed is a signature that is there and what it must be over.
type signed struct {
	holder Holder
	at     xmldsig.Expected
	target *Element
	within *Element // the ds:Signature
}

// expect finds a signature held by an element; there may be none.
func expect(h Holder, around, target *Element) []signed {
	if around == nil || target == nil {
		return nil
	}
	holder := around.smev(string(h))
	if holder == nil {
		return nil
	}
	return []signed{{h, xmldsig.Expected{Signature: holder.path(), Element: target.path()}, target, holder.only()}}
}

func (e *Element) path() string {
	if e == nil {
		return ""
	}
	return e.parent.path() + "/" + e.Local
}

// Verify checks the signature of SMEV or of the sender within an answer, and that it is over what was read.
func (a *Answer) Verify(ctx context.Context, document []byte, h Holder, o xmldsig.VerifyOptions) (*xmldsig.Signature, error) {
	return verify(ctx, document, a.signed, h, o)
}

// Verify checks the signature of the caller, and that it is over what was read.
func (c *Call) Verify(ctx context.Context, document []byte, o xmldsig.VerifyOptions) (*xmldsig.Signature, error) {
	return verify(ctx, document, c.signed, CallerSignature, o)
}

// Signature of the caller as it stood, to be handed on; nil when there is none.
func (c *Call) Signature() []byte {
	if len(c.signed) == 0 || c.signed[0].within == nil {
		return nil
	}
	return c.signed[0].within.Fragment()
}

// SignatureError tells why a signature is not believed.
type SignatureError struct {
	Holder Holder
	Absent bool
	Why    error
	Report *xmldsig.Signature // nil when there is none
}

// Error names the holder and the reasons.
func (e *SignatureError) Error() string {
	if e.Absent {
		return fmt.Sprintf("smev: there is no %s", e.Holder)
	}
	return fmt.Sprintf("smev: %s: %v", e.Holder, e.Why)
}

func (e *SignatureError) Unwrap() error { return e.Why }

func verify(ctx context.Context, document []byte, all []signed, h Holder, o xmldsig.VerifyOptions) (*xmldsig.Signature, error) {
	at := slices.IndexFunc(all, func(s signed) bool { return s.holder == h })
	if at < 0 {
		return nil, &SignatureError{Holder: h, Absent: true}
	}
	o.Expected = []xmldsig.Expected{all[at].at}
	o.Keep = -1
	report, err := xmldsig.Verify(ctx, bytes.NewReader(document), o)
	if err != nil {
		return nil, err
	}
	signature := report.Expected[0]
	if err := report.Err(); err != nil {
		return signature, &SignatureError{Holder: h, Why: err, Report: signature}
	}
	// The same reader has read both, so the same octets are the same element; its path alone does not tell namespaces.
	if target := all[at].target; signature.From != int64(target.start) || signature.Verdict() != reason.Valid {
		return signature, &SignatureError{Holder: h, Why: fmt.Errorf("it is over another element"), Report: signature}
	}
	return signature, nil
}
