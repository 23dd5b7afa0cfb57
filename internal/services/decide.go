package services

import (
	"context"
	"slices"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
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
	err = s.act(ctx, by, id, Decide, func(tx *db.Tx, m *matter) (line, error) {
		d, err := s.drafted(ctx, tx, by, m, in)
		if err != nil {
			return line{}, err
		}
		card, err := s.writePaper(ctx, tx, m, d)
		documentID = card.ID
		return line{inner: true, detail: map[string]any{"paper": card.ID, "outcome": in.Outcome, "ground": in.Ground}}, err
	})
	if err != nil {
		return 0, err
	}
	return documentID, s.Signing.SendToSignature(ctx, by, documentID)
}

// drafted checks a decision: a refusal stands on a ground of the pinned version, a grant gives one of its results.
func (s *Service) drafted(ctx context.Context, tx *db.Tx, by auth.Actor, m *matter, in DecideInput) (d draft, err error) {
	signatory, err := s.Org.Person(ctx, tx, in.SignatoryID)
	if err != nil || signatory.BodyID != m.BodyID || signatory.Dismissed() {
		return d, fail.Field("application.wrong", "signatory_id", "unknown")
	}
	d = draft{text: in.Text, author: by.PersonID, signatory: in.SignatoryID}
	d.Paper = Paper{Kind: in.Outcome, Reason: in.Reason}
	if in.Outcome == PaperRefusal {
		if d.ground, err = ground(m.procedure.Passport.RefusalsOf(m.Variant), in.Ground); err != nil {
			return d, err
		}
		if in.Reason == "" {
			return d, fail.Field("application.wrong", "reason", "required")
		}
		d.Ground, d.Missing.V = d.ground.Code, in.Missing
		return d, s.nothingNew(ctx, tx, m, in.Missing, in.Except)
	}
	result, ok := m.procedure.result(in.Result)
	if !ok {
		return d, fail.Field("application.wrong", "result", "unknown")
	}
	d.Result, d.result = result.Code, result.Name
	return d, nil
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

// paperMoved hears of every saved card: a decision that went to its signatory, was signed, or came back.
func (s *Service) paperMoved(ctx context.Context, tx *db.Tx, from documents.State, d documents.Document) error {
	if d.Flow != documents.Outgoing || from == d.State || from == "" {
		return nil
	}
	p, err := paperOf(ctx, tx, d.ID)
	if err != nil || p == nil {
		return err
	}
	if d.State == documents.Signed {
		return jobs.Add(ctx, tx, PaperSigned{d.ID})
	}
	if p.Kind == PaperCorrection {
		return s.correctionMoved(ctx, tx, *p, d)
	}
	m, err := s.open(ctx, tx, auth.System("signing"), p.ApplicationID)
	if err != nil {
		return err
	}
	switch {
	case gone[d.State] && m.State == Decision:
		return s.keep(ctx, tx, &m, TakeBack, m.State, line{inner: true, words: d.Summary})
	case d.State == documents.OnSignature && m.State == InReview: // the same text again
		return s.keep(ctx, tx, &m, Decide, m.State, line{inner: true})
	}
	return nil
}

// onPaperSigned lets a signed decision take effect: it gets its number, and the application its end.
func (s *Service) onPaperSigned(ctx context.Context, job PaperSigned) error {
	d, err := s.Documents.Get(ctx, s.db, job.DocumentID)
	if err != nil {
		return err
	}
	if d.State == documents.Signed {
		if err := s.registerPaper(ctx, d); err != nil {
			return err
		}
	}
	return s.db.Tx(ctx, auth.System("services"), func(tx *db.Tx) error {
		p, err := paperOf(ctx, tx, job.DocumentID)
		if err != nil || p == nil || p.SettledAt != nil { // the job came twice
			return err
		}
		m, err := s.open(ctx, tx, tx.By, p.ApplicationID)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "UPDATE application_papers SET settled_at = $1 WHERE document_id = $2", tx.Now, p.DocumentID); err != nil {
			return err
		}
		switch p.Kind {
		case PaperGrant:
			return s.granted(ctx, tx, &m, *p)
		case PaperRefusal:
			return s.refused(ctx, tx, &m, *p)
		}
		return s.corrected(ctx, tx, &m, *p)
	})
}

// granted is the signature of a decision: the paper is the result; what follows is its issue.
func (s *Service) granted(ctx context.Context, tx *db.Tx, m *matter, p Paper) error {
	if m.State.Final() || m.State == Granted {
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
	if m.State.Final() {
		return nil
	}
	g, err := ground(m.procedure.Passport.RefusalsOf(m.Variant), p.Ground)
	if err != nil {
		return err
	}
	was := m.State
	m.Ground, m.GroundWords, m.Reason, m.Missing = g.Code, g.Text, p.Reason, p.Missing
	m.ResultID, m.DecidedAt = &p.DocumentID, &tx.Now
	if err := s.end(ctx, tx, m, catalogue.Refused); err != nil {
		return err
	}
	if err := s.keep(ctx, tx, m, Refuse, was, line{words: g.Text}); err != nil {
		return err
	}
	return s.handOut(ctx, tx, m.Way, p.DocumentID)
}
