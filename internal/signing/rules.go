package signing

import (
	"slices"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
)

// Action is what a person may do with a card here.
type Action string

const (
	Send   Action = "send_to_signature"
	Sign   Action = "sign"
	Attach Action = "attach_signature"
	Refuse Action = "refuse_signature"
)

// from says in which states of the card an act is possible. Whether the text must be approved first is the question
// of Approvals.
var from = map[Action][]documents.State{
	Send:   {documents.Draft, documents.InRevision, documents.Approved, documents.SignatureRefused},
	Sign:   {documents.OnSignature},
	Attach: {documents.OnSignature},
	Refuse: {documents.OnSignature},
}

// can reports whether the actor may do this with the card now.
func can(by auth.Actor, d documents.Document, act Action) error {
	if err := power(by, d, act); err != nil {
		return err
	}
	if d.State == documents.Signed && (act == Sign || act == Attach) {
		return fail.New(fail.Conflict, "signing.already_signed", "card %d is signed", d.ID)
	}
	if !slices.Contains(from[act], d.State) {
		return fail.New(fail.Conflict, "signing.wrong_state", "%s is not possible in %s", act, d.State).With("state", string(d.State))
	}
	return nil
}

// power is who may: the author sends, the signatory or his acting officer signs and refuses, an assistant neither (§2.9).
func power(by auth.Actor, d documents.Document, act Action) error {
	whose := d.SignatoryID
	if act == Send {
		whose = d.AuthorID
	}
	switch {
	case whose != nil && by.ActsFor(*whose):
		return nil
	case whose != nil && by.Helps(*whose):
		return fail.New(fail.Denied, "signing.assistant", "an assistant does not %s", act)
	}
	return fail.New(fail.Denied, "signing.denied", "%s of card %d is not for person %d", act, d.ID, by.PersonID)
}

// signatories are those who sign a card, in order. The card names one; co-authors would follow him here.
func signatories(d documents.Document) []int64 {
	if d.SignatoryID == nil {
		return nil
	}
	return []int64{*d.SignatoryID}
}

// isSigned reports whether every place has its signature.
func isSigned(d documents.Document, places int) bool { return places >= len(signatories(d)) }
