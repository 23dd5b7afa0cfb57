package services

import (
	"context"
	"strings"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// CorrectionState is where the correction of a typo stands.
type CorrectionState string

const (
	CorrectionAsked    CorrectionState = "asked"
	CorrectionWriting  CorrectionState = "writing" // the corrected paper is with its signatory
	CorrectionDone     CorrectionState = "corrected"
	CorrectionDeclined CorrectionState = "declined" // there is no mistake
)

// Correction of a typo in the result: a short procedure beside the service, which stays issued.
type Correction struct {
	ID            int64             `db:"id" json:"id"`
	ApplicationID int64             `db:"application_id" json:"-"`
	AskedAt       time.Time         `db:"asked_at" json:"asked_at"`
	Text          string            `db:"text" json:"text"`
	Due           calendar.Deadline `db:"due" json:"-"`
	State         CorrectionState   `db:"state" json:"state" enum:"asked,writing,corrected,declined"`
	Reason        string            `db:"reason" json:"reason"`
	DocumentID    *int64            `db:"document_id" json:"document_id"`
	DecidedAt     *time.Time        `db:"decided_at" json:"decided_at"`
}

// Open tells whether it is still considered.
func (c Correction) Open() bool { return c.State == CorrectionAsked || c.State == CorrectionWriting }

var correctionColumns = db.Columns[Correction]("")

func corrections(ctx context.Context, r db.Reader, id int64) ([]Correction, error) {
	return db.All[Correction](ctx, r, "SELECT "+correctionColumns+" FROM application_corrections WHERE application_id = $1 ORDER BY id", id)
}

// CorrectionsOf are what the applicant has asked to correct, oldest first.
func (s *Service) CorrectionsOf(ctx context.Context, r db.Reader, id int64) ([]Correction, error) {
	return corrections(ctx, r, id)
}

// AskCorrection is the applicant's word that the result has a mistake; one is considered at a time.
func (s *Service) AskCorrection(ctx context.Context, tx *db.Tx, id int64, text string) error {
	m, err := s.open(ctx, tx, auth.System("applicant"), id)
	if err != nil {
		return err
	}
	text = strings.TrimSpace(text)
	switch {
	case m.State != GivenOut:
		return fail.New(fail.Conflict, "application.wrong_state", "application %d is %s", id, m.State).With("state", string(m.State))
	case text == "":
		return fail.Field("application.wrong", "text", "required")
	}
	waits, err := db.Exists(ctx, tx, "SELECT 1 FROM application_corrections WHERE application_id = $1 AND state IN ('asked', 'writing')", id)
	if err == nil && waits {
		err = fail.New(fail.Conflict, "application.correction_waits", "a correction of application %d is under way", id)
	}
	if err != nil {
		return err
	}
	due := s.Calendar.Due(s.today(ctx, tx, &m), termCorrection)
	if _, err := db.Insert(ctx, tx, "application_corrections", Correction{ApplicationID: id, AskedAt: tx.Now, Text: text, Due: due, State: CorrectionAsked}); err != nil {
		return err
	}
	if err := s.keep(ctx, tx, &m, Correct, m.State, line{words: text, detail: map[string]any{"due": due.Date}}); err != nil {
		return err
	}
	return s.tellOfficer(ctx, tx, m.Application, "application.correction_asked")
}

// CorrectInput is the decision on a mistake: the corrected text, or why there is none.
type CorrectInput struct {
	Text        string `json:"text,omitempty" maxLength:"8000" doc:"What is corrected"`
	Decline     bool   `json:"decline,omitempty" doc:"There is no mistake"`
	Reason      string `json:"reason,omitempty" maxLength:"2000"`
	SignatoryID int64  `json:"signatory_id,omitempty"`
}

// Correct writes the corrected result and gives it to its signatory, or tells that there is no mistake.
func (s *Service) Correct(ctx context.Context, by auth.Actor, id int64, in CorrectInput) error {
	if in.Decline {
		return s.declineCorrection(ctx, by, id, strings.TrimSpace(in.Reason))
	}
	paper := PaperInput{Kind: PaperCorrection, Text: in.Text, SignatoryID: in.SignatoryID}
	_, err := s.withPaper(ctx, by, id, Correct, paper, func(tx *db.Tx, m *matter, card documents.Document) (line, error) {
		c, err := askedCorrection(ctx, tx, id)
		if err != nil {
			return line{}, err
		}
		c.State, c.DocumentID = CorrectionWriting, &card.ID
		_, err = db.Update(ctx, tx, "application_corrections", c)
		return line{inner: true, words: card.Summary}, err
	})
	return err
}

func (s *Service) declineCorrection(ctx context.Context, by auth.Actor, id int64, reason string) error {
	return s.act(ctx, by, id, Correct, func(tx *db.Tx, _ *matter) (line, error) {
		c, err := askedCorrection(ctx, tx, id)
		if err != nil {
			return line{}, err
		}
		if reason == "" {
			return line{}, fail.Field("application.wrong", "reason", "required")
		}
		c.State, c.Reason, c.DecidedAt = CorrectionDeclined, reason, &tx.Now
		_, err = db.Update(ctx, tx, "application_corrections", c)
		return line{words: reason}, err
	})
}

// askedCorrection is the correction that waits for its officer.
func askedCorrection(ctx context.Context, tx *db.Tx, id int64) (Correction, error) {
	list, err := db.All[Correction](ctx, tx, "SELECT "+correctionColumns+" FROM application_corrections WHERE application_id = $1 AND state = $2", id, CorrectionAsked)
	if err == nil && len(list) == 0 {
		err = fail.New(fail.Conflict, "application.not_asked", "no correction of application %d is asked for", id)
	}
	if err != nil {
		return Correction{}, err
	}
	return list[0], nil
}

// correctionMoved takes a correction back to its officer when its paper was not signed.
func (s *Service) correctionMoved(ctx context.Context, tx *db.Tx, p Paper, d documents.Document) error {
	state := CorrectionWriting
	if gone[d.State] {
		state = CorrectionAsked
	}
	_, err := tx.Exec(ctx, "UPDATE application_corrections SET state = $1 WHERE document_id = $2 AND state <> 'corrected'", state, p.DocumentID)
	return err
}

// corrected puts the signed correction in the place of the result.
func (s *Service) corrected(ctx context.Context, tx *db.Tx, m *matter, p Paper) error {
	if _, err := tx.Exec(ctx, "UPDATE application_corrections SET state = $1, decided_at = $2 WHERE document_id = $3", CorrectionDone, tx.Now, p.DocumentID); err != nil {
		return err
	}
	m.ResultID = &p.DocumentID
	card, err := s.Documents.Get(ctx, tx, p.DocumentID)
	if err != nil {
		return err
	}
	if err := s.keep(ctx, tx, m, Correct, m.State, line{words: basisOf(card), detail: audit.Ref{Kind: "document", ID: card.ID, Title: card.Number}}); err != nil {
		return err
	}
	return s.handOut(ctx, tx, m.Way, p.DocumentID)
}
