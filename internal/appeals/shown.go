package appeals

import (
	"context"
	"slices"

	"veche/internal/documents"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// Shown is what the author of an appeal may see of it.
type Shown struct {
	BodyID       int64
	Kind         Kind
	Status       PortalStatus
	Number       string
	RegisteredOn calendar.Date
	DueOn        calendar.Date
	ExtendedWhy  string

	RequalifiedWhy string // why a message became an appeal, or the other way round

	Ground  Ground
	Results []Result // of the questions of ours, in their order
}

// ShownOf reads what the author may see. An answer has reached him when its card has left.
func (s *Service) ShownOf(ctx context.Context, r db.Reader, documentID int64) (Shown, error) {
	card, err := s.documents.Get(ctx, r, documentID)
	if err != nil {
		return Shown{}, err
	}
	m, err := s.load(ctx, r, matter{card: card})
	if err != nil {
		return Shown{}, err
	}
	sent, err := s.answerLeft(ctx, r, documentID)
	if err != nil {
		return Shown{}, err
	}
	v := Shown{BodyID: m.BodyID, Kind: m.Kind, Status: m.shown(sent || card.State == documents.Executed || card.State == documents.Filed),
		Number: card.Number, RegisteredOn: card.RegisteredOn, DueOn: m.Due().Date, ExtendedWhy: m.ExtendedWhy, Ground: m.Ground, RequalifiedWhy: m.Requalified}
	for _, q := range ours(m.questions) {
		v.Results = append(v.Results, q.Result)
	}
	return v, nil
}

// shown is the status that everybody sees: the author in his account, the office on the card, the platform.
func (m matter) shown(sent bool) PortalStatus {
	status := ShownToAuthor(m.Appeal, m.questions, sent)
	if status == PortalRegistered && considered(m.card.State) {
		return PortalUnderReview
	}
	return status
}

// considered reports whether the card lies before an executive or is being carried out: to its author that is a
// consideration, whoever is named for the single questions.
func considered(state documents.State) bool {
	switch state {
	case documents.WithExecutive, documents.Resolved, documents.InExecution, documents.Executed:
		return true
	}
	return false
}

func (s *Service) answerLeft(ctx context.Context, r db.Reader, documentID int64) (bool, error) {
	return db.Exists(ctx, r, `
		SELECT 1 FROM documents WHERE in_reply_to_id = $1 AND flow = 'outgoing' AND state IN ('dispatched', 'delivered', 'filed')`, documentID)
}

// EndsWith reports whether a letter is the final word on an appeal: an answer that leaves no question of ours open, or the
// notice that there will be none. A letter that was not written by a form of ours is final when nothing is open beside it.
func (s *Service) EndsWith(ctx context.Context, r db.Reader, documentID, letterID int64) (bool, error) {
	kinds, err := db.All[LetterKind](ctx, r, "SELECT kind FROM appeal_letters WHERE document_id = $1", letterID)
	if err != nil {
		return false, err
	}
	if len(kinds) > 0 && kinds[0] != LetterAnswer {
		return kinds[0] == LetterGround, nil
	}
	list, err := questions(ctx, r, documentID)
	if err != nil {
		return false, err
	}
	answered, err := db.All[int](ctx, r, "SELECT no FROM appeal_letter_results WHERE document_id = $1", letterID)
	return !slices.ContainsFunc(ours(list), func(q Question) bool { return q.Open() && !slices.Contains(answered, q.No) }), err
}
