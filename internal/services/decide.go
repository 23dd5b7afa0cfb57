package services

import (
	"context"
	"slices"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/services/catalogue"
)

// DecideInput is a decision as its officer prepares it.
type DecideInput struct {
	Outcome     PaperKind `json:"outcome" enum:"grant,refusal"`
	Result      string    `json:"result,omitempty" maxLength:"40" doc:"Code of the result in the pinned version; the first that is no refusal"`
	Text        string    `json:"text,omitempty" maxLength:"8000" doc:"What the decision says besides its form"`
	Ground      string    `json:"ground,omitempty" maxLength:"40" doc:"Of a refusal, from the closed list of the pinned version"`
	Reason      string    `json:"reason,omitempty" maxLength:"2000"`
	Missing     []string  `json:"missing,omitempty" maxItems:"40"`
	Except      Except    `json:"except,omitempty" enum:",law_changed,applicant_error,expired,official_error"`
	SignatoryID int64     `json:"signatory_id" minimum:"1"`
}

// Decide writes the decision by its template and gives it to its signatory. Nothing is decided before the signature: a
// refused or withdrawn draft brings the application back to its officer.
func (s *Service) Decide(ctx context.Context, by auth.Actor, id int64, in DecideInput) (documentID int64, err error) {
	paper := PaperInput{Kind: in.Outcome, Result: in.Result, Text: in.Text, Ground: in.Ground, Reason: in.Reason, Missing: in.Missing, Except: in.Except,
		SignatoryID: in.SignatoryID}
	return s.withPaper(ctx, by, id, Decide, paper, lies)
}

// result is the result with this code, or the first that is no refusal.
func (p Procedure) result(code string) (catalogue.Result, bool) {
	list := p.Passport.ResultsOf(p.Variant.Code)
	i := slices.IndexFunc(list, func(r catalogue.Result) bool { return !r.Negative && (code == "" || r.Code == code) })
	if i < 0 {
		return catalogue.Result{}, false
	}
	return list[i], true
}

// granted is the signature of a decision: the paper is the result; what follows is its issue.
func (s *Service) granted(ctx context.Context, tx *db.Tx, m *matter, p Paper) error {
	if m.State != Decision { // withdrawn meanwhile
		return nil
	}
	was := m.State
	m.Result, m.ResultID, m.DecidedAt = p.Result, &p.DocumentID, &tx.Now
	on := catalogue.Granted
	for {
		next, err := m.procedure.Leads(m.Step, on)
		if endErr := s.end(ctx, tx, m, on); endErr != nil {
			return endErr
		}
		if err != nil { // the regulation ends here: the paper alone is the result
			break
		}
		if err := s.begin(ctx, tx, m, next); err != nil {
			return err
		}
		if next.Kind != catalogue.MakeResult {
			break
		}
		on = catalogue.Signed
	}
	if err := s.keep(ctx, tx, m, Grant, was, line{}); err != nil {
		return err
	}
	return s.issueByItself(ctx, tx, m)
}

// refused is the signature of a refusal: the third of the three.
func (s *Service) refused(ctx context.Context, tx *db.Tx, m *matter, p Paper) error {
	if m.State != Decision {
		return nil
	}
	return s.refusedOn(ctx, tx, m, p, m.procedure.Passport.RefusalsOf(m.Variant), Refuse)
}

// refusedOn ends an application by a signed refusal on one of the grounds of its pinned version.
func (s *Service) refusedOn(ctx context.Context, tx *db.Tx, m *matter, p Paper, grounds []catalogue.Ground, act Act) error {
	g, err := ground(grounds, p.Ground)
	if err != nil {
		return err
	}
	was := m.State
	m.Ground, m.GroundWords, m.Reason, m.Missing = g.Code, g.Text, p.Reason, p.Missing
	m.ResultID, m.DecidedAt = &p.DocumentID, &tx.Now
	if err := s.end(ctx, tx, m, catalogue.Refused); err != nil {
		return err
	}
	if err := s.keep(ctx, tx, m, act, was, line{words: g.Text}); err != nil {
		return err
	}
	return s.handOut(ctx, tx, m.Way, p.DocumentID)
}
