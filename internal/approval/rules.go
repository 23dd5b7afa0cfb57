package approval

import (
	"slices"
	"strings"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
	"veche/internal/signing"
)

// Action is what a person may do with the approval of a card.
type Action string

const (
	ActVote      Action = "vote"
	ActDelegate  Action = "delegate"
	ActRecall    Action = "recall"
	ActStart     Action = "start_approval"
	ActNextCycle Action = "next_cycle"
)

// writing are the states in which the text belongs to its author.
var writing = []documents.State{documents.Draft, documents.InRevision, documents.SignatureRefused}

// outcome is what the visas given so far make of a stage.
type outcome int

const (
	open outcome = iota
	passed
	failed
)

// settle counts the visas of one stage. Opinions of subordinates are not votes; who abstained is not counted, but
// somebody must have agreed.
func (st Stage) settle(visas []Visa) outcome {
	yes, no, pending := 0, 0, 0
	for _, v := range visas {
		switch {
		case v.DelegatedFrom != nil:
		case v.Pending():
			pending++
		case v.Vote.Positive():
			yes++
		case v.Vote == NotAgreed:
			no++
		}
	}
	need := max(1, yes+no+pending)
	switch st.Rule {
	case Any:
		need = 1
	case Quorum:
		need = st.Quorum
	}
	switch {
	case yes >= need, !st.Required && pending == 0:
		return passed
	case yes+pending >= need, !st.Required, pending > 0 && st.OnNotAgreed == WaitAll:
		return open
	}
	return failed
}

// toAsk are the visas of an open stage whose turn has come: all at once, or the next one when nobody is asked.
func (st Stage) toAsk(visas []Visa) []Visa {
	var list []Visa
	for _, v := range visas {
		if st.Mode == Sequential && v.DelegatedFrom == nil && v.Open() {
			return nil
		}
		if v.State == Waiting {
			list = append(list, v)
		}
	}
	if st.Mode == Sequential && len(list) > 1 {
		list = list[:1]
	}
	return list
}

// VoteInput is a vote with the hash of the text that was read.
type VoteInput struct {
	SHA256  string `json:"sha256" minLength:"64" maxLength:"64" doc:"Of the version that was shown"`
	Vote    Vote   `json:"vote" enum:"agreed,agreed_with_remarks,not_agreed,abstained_conflict"`
	Remarks string `json:"remarks,omitempty" maxLength:"10000" doc:"Needed for every vote but a plain agreement"`
	VisaID  int64  `json:"visa_id,omitempty" doc:"Which visa, when the person has several: his own and one of whom he replaces"`
}

// check asks for remarks where §3.2 does.
func (in *VoteInput) check() error {
	in.Remarks = strings.TrimSpace(in.Remarks)
	if !slices.Contains([]Vote{Agreed, AgreedWithRemarks, NotAgreed, Abstained}, in.Vote) {
		return fail.Field("approval.unknown_vote", "vote", "unknown")
	}
	if in.Vote != Agreed && in.Remarks == "" {
		return fail.Field("approval.remarks_required", "remarks", "required")
	}
	if in.Vote == Agreed && in.Remarks != "" {
		return fail.Field("approval.remarks_need_their_vote", "vote", "agreed_with_remarks")
	}
	return nil
}

// cast writes a vote into the visa in the voter's own name; an acting officer is named by the post of whom he replaces.
func (v *Visa) cast(by auth.Actor, in VoteInput, now time.Time) {
	v.State, v.Vote, v.Remarks, v.VotedAt = Voted, in.Vote, in.Remarks, &now
	v.VotedBy, v.VotedName, v.VotedPost = &by.PersonID, by.Name, by.Post
	if p := by.OnBehalfOf(v.EmployeeID); p != nil {
		v.OnBehalfID, v.Basis, v.VotedPost = &p.ID, p.Basis, signing.ActingPost(p.Post)
	}
}

// mine are the visas of the running cycle that the actor may give, his own first.
func mine(by auth.Actor, visas []Visa) []Visa {
	var list []Visa
	for _, v := range visas {
		if by.ActsFor(v.EmployeeID) {
			list = append(list, v)
		}
	}
	slices.SortStableFunc(list, func(a, b Visa) int {
		switch own := by.Is(a.EmployeeID); {
		case own == by.Is(b.EmployeeID):
			return 0
		case own:
			return -1
		}
		return 1
	})
	return list
}

// choose is the visa that the actor gives now, by its id or the first that is open.
func choose(by auth.Actor, visas []Visa, id int64) (Visa, error) {
	list := mine(by, visas)
	if len(list) == 0 {
		return Visa{}, noVisa(by, visas)
	}
	refusal := fail.New(fail.Conflict, "approval.not_your_turn", "no visa is asked of person %d yet", by.PersonID)
	for _, v := range list {
		switch {
		case id != 0 && v.ID != id:
		case v.Open():
			return v, nil
		case v.State == Voted:
			refusal = fail.New(fail.Conflict, "approval.already_voted", "visa %d is given", v.ID)
		case v.State == Cancelled:
			refusal = fail.New(fail.Conflict, "approval.cancelled", "visa %d is no longer asked", v.ID)
		}
	}
	return Visa{}, refusal
}

// noVisa refuses somebody who was not asked; an assistant is told why.
func noVisa(by auth.Actor, visas []Visa) error {
	if slices.ContainsFunc(visas, func(v Visa) bool { return by.Helps(v.EmployeeID) }) {
		return fail.New(fail.Denied, "approval.assistant", "an assistant does not vote")
	}
	return fail.New(fail.Denied, "approval.denied", "person %d is not asked", by.PersonID)
}

// asksAgain reports whether a participant is asked anew in a cycle of those who objected.
func asksAgain(last Visa, lawyer bool) bool {
	return lawyer || last.Vote == "" || last.Vote == NotAgreed || last.Vote == AgreedWithRemarks
}
