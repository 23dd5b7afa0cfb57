package services

import (
	"context"
	"maps"
	"slices"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
)

// PaperSigned announces that the signatory has signed a paper.
type PaperSigned struct {
	DocumentID int64 `json:"document_id"`
}

func (PaperSigned) Kind() string { return "application.paper_signed" }

// gone are the states in which a paper is not with its signatory any more and not signed.
var gone = map[documents.State]bool{documents.SignatureRefused: true, documents.InRevision: true, documents.Withdrawn: true}

func goneStates() (list []documents.State) { return slices.Collect(maps.Keys(gone)) }

// paperMoved hears of every saved card: a paper that went to its signatory, was signed, or came back.
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
	switch p.Kind {
	case PaperCorrection:
		return s.correctionMoved(ctx, tx, *p, d)
	case PaperGrant, PaperRefusal, PaperIntake, PaperSuspension:
		return s.decisionMoved(ctx, tx, *p, d)
	}
	return nil // an invitation, a fact and an answer to a complaint change nothing before their signature
}

// decisionMoved brings an application back to its officer when its paper was not signed, and leaves it with the signatory
// when the same text goes there again.
func (s *Service) decisionMoved(ctx context.Context, tx *db.Tx, p Paper, d documents.Document) error {
	m, err := s.open(ctx, tx, auth.System("signing"), p.ApplicationID)
	if err != nil {
		return err
	}
	was := m.State
	switch {
	case gone[d.State] && m.PaperID != nil && *m.PaperID == d.ID:
		m.PaperID = nil
		if m.State == Decision {
			m.State = InReview
		}
		return s.keep(ctx, tx, &m, TakeBack, was, line{inner: true, words: d.Summary})
	case d.State == documents.OnSignature && m.PaperID == nil && m.can(m.by, actOfPaper[p.Kind]) == nil:
		m.PaperID = &p.DocumentID
		return s.keep(ctx, tx, &m, actOfPaper[p.Kind], was, line{inner: true, words: d.Summary})
	}
	return nil
}

// onPaperSigned lets a signed paper take effect: it gets its number, and the application what it says.
func (s *Service) onPaperSigned(ctx context.Context, job PaperSigned) error {
	d, err := s.Documents.Get(ctx, s.db, job.DocumentID)
	if err != nil {
		return err
	}
	if d.State == documents.Signed {
		err := s.registerPaper(ctx, d)
		if fail.Is(err, "application.no_journal") {
			return s.waitsForJournal(ctx, d)
		}
		if err != nil {
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
		return s.settle(ctx, tx, &m, *p)
	})
}

func (s *Service) settle(ctx context.Context, tx *db.Tx, m *matter, p Paper) error {
	if m.PaperID != nil && *m.PaperID == p.DocumentID {
		m.PaperID = nil
	}
	switch p.Kind {
	case PaperGrant:
		return s.granted(ctx, tx, m, p)
	case PaperRefusal:
		return s.refused(ctx, tx, m, p)
	case PaperIntake:
		return s.turnedAway(ctx, tx, m, p)
	case PaperSuspension:
		return s.stopped(ctx, tx, m, p)
	case PaperCorrection:
		return s.corrected(ctx, tx, m, p)
	case PaperComplaint:
		if err := s.complaintAnswered(ctx, tx, p); err != nil {
			return err
		}
	}
	if err := s.handOut(ctx, tx, m.Way, p.DocumentID); err != nil {
		return err
	}
	return s.tellFollowers(ctx, tx, m.ID)
}
