package signing

import (
	"context"
	"io"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
)

// Method is one kind of signature. The bytes it is given have passed the check of their hash.
type Method interface {
	// Accept says whether what the signer brings makes a signature over the text, and what it is worth.
	Accept(ctx context.Context, by auth.Actor, text Text, p Proof) (Verification, error)
	// Check judges a stored signature again.
	Check(ctx context.Context, text Text, proof []byte) (Verification, error)
}

// Text is what was signed: its digests as the store of files computed them, or else the way to its bytes, which are
// read once and in constant memory.
type Text struct {
	Digests map[pki.Hash][]byte
	Open    func(ctx context.Context) (io.ReadCloser, error)
}

// Proof is what the signer brings.
type Proof struct {
	Means Means
	Name  string // of the file
	Bytes []byte // of a detached CMS; nil for the simple signature
}

// Verification is what a check found.
type Verification struct {
	Verdict     Verdict
	Reason      Reason
	Level       cms.Level
	Certificate *Certificate
	Signer      *pki.Certificate // the certificate itself; nil for the simple signature
	Qualified   bool             // the certificate says so of itself, and the ministry's list does not contradict
	Stand       bool             // of the demonstration's authority
	Signers     int
	Report      *cms.Report // nil for the simple signature
	Evidence    []Evidence

	Accreditation string // what the ministry's list says of the authority, in Russian; empty: nothing
}

// Verifier reads a detached CMS.
type Verifier interface {
	// Verify judges a signature with all evidence that can be had now.
	Verify(ctx context.Context, text Text, signature []byte) (Verification, error)
	// Improve brings a signature to the level that proves it later: a time stamp, then certificates, lists and answers.
	// It returns nil where there is nothing to add or no service to ask.
	Improve(ctx context.Context, text Text, signature []byte) ([]byte, Verification, error)
}

// simple is the signature by login and password: the person has just given the password again, and the hash of the
// text stands in the row, so that any change of the bytes shows.
type simple struct{}

func (simple) Accept(_ context.Context, by auth.Actor, _ Text, _ Proof) (Verification, error) {
	return Verification{Verdict: Valid}, api.NeedStepUp(by)
}

func (simple) Check(context.Context, Text, []byte) (Verification, error) {
	return Verification{Verdict: Valid}, nil
}

// detached is a CMS: by the plug-in of a browser, a remote service, or any program of the signatory.
type detached struct{ verifier Verifier }

func (m detached) Accept(ctx context.Context, by auth.Actor, text Text, p Proof) (Verification, error) {
	if _, err := cms.Parse(p.Bytes); err != nil {
		return Verification{}, fail.Field("signing.not_a_signature", "file", "not_a_signature")
	}
	if p.Means != Remote { // there the act was confirmed on the signatory's phone
		if err := api.NeedStepUp(by); err != nil {
			return Verification{}, err
		}
	}
	found, err := m.verifier.Verify(ctx, text, p.Bytes)
	if err == nil {
		err = found.acceptable()
	}
	return found, err
}

func (m detached) Check(ctx context.Context, text Text, proof []byte) (Verification, error) {
	return m.verifier.Verify(ctx, text, proof)
}

// improveTime is what a signatory waits for the time stamp; a job asks again later.
const improveTime = 8 * time.Second
