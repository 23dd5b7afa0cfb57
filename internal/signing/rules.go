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
	Cosign Action = "set_cosigners"
)

// from says in which states of the card an act is possible. Whether the text must be approved first is the question
// of Approvals.
var from = map[Action][]documents.State{
	Send:   {documents.Draft, documents.InRevision, documents.Approved, documents.SignatureRefused},
	Sign:   {documents.OnSignature},
	Attach: {documents.OnSignature},
	Refuse: {documents.OnSignature},
	Cosign: {documents.Draft, documents.InRevision, documents.Approved, documents.SignatureRefused},
}

// can reports whether the actor may do this with the card now.
func can(by auth.Actor, d documents.Document, act Action, o order) error {
	if err := power(by, d, act, o); err != nil {
		return err
	}
	if act == Send || act == Cosign {
		return possible(d, act)
	}
	if _, place := o.place(by); act != Refuse && (d.State == documents.Signed || place < o.signed) {
		return fail.New(fail.Conflict, "signing.already_signed", "card %d is signed", d.ID)
	} else if place > o.signed {
		return fail.New(fail.Conflict, "signing.not_your_turn", "place %d, %d have signed", place, o.signed)
	}
	return possible(d, act)
}

func possible(d documents.Document, act Action) error {
	if !slices.Contains(from[act], d.State) {
		return fail.New(fail.Conflict, "signing.wrong_state", "%s is not possible in %s", act, d.State).With("state", string(d.State))
	}
	return nil
}

// power is who may: the author names co-signers and sends, the signatories or their acting officers sign and refuse, an
// assistant none of it (§2.9).
func power(by auth.Actor, d documents.Document, act Action, o order) error {
	whose := o.people
	if act == Send || act == Cosign {
		whose = nil
		if d.AuthorID != nil {
			whose = []int64{*d.AuthorID}
		}
	}
	switch {
	case slices.ContainsFunc(whose, by.ActsFor):
		return nil
	case slices.ContainsFunc(whose, by.Helps):
		return fail.New(fail.Denied, "signing.assistant", "an assistant does not %s", act)
	}
	return fail.New(fail.Denied, "signing.denied", "%s of card %d is not for person %d", act, d.ID, by.PersonID)
}
