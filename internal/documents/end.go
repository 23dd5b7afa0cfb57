package documents

import (
	"context"
	"strings"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
)

// WasTurnedAway announces that an incoming card was not registered; who sent it from another body is told why.
type WasTurnedAway struct {
	DocumentID int64 `json:"document_id"`
}

func (WasTurnedAway) Kind() string { return "document.turned_away" }

// ReturnToSender ends an incoming card that came by mistake or incomplete.
func (s *Service) ReturnToSender(ctx context.Context, by auth.Actor, id int64, reason string) (Document, error) {
	return s.end(ctx, by, id, ReturnToSender, ReturnedToSender, reason, WasTurnedAway{id})
}

// Decline ends an incoming card of a kind that is not registered (§2.3).
func (s *Service) Decline(ctx context.Context, by auth.Actor, id int64, reason string) (Document, error) {
	return s.end(ctx, by, id, Decline, NotRegistrable, reason, WasTurnedAway{id})
}

// Withdraw ends a draft before its signature.
func (s *Service) Withdraw(ctx context.Context, by auth.Actor, id int64, reason string) (Document, error) {
	return s.end(ctx, by, id, Withdraw, Withdrawn, reason, WasWithdrawn{id})
}

// WasWithdrawn announces the end of a draft: what runs on it is stopped.
type WasWithdrawn struct {
	DocumentID int64 `json:"document_id"`
}

func (WasWithdrawn) Kind() string { return "document.withdrawn" }

// WasAnnulled announces that a record no longer holds: what followed from it is taken back.
type WasAnnulled struct {
	DocumentID int64 `json:"document_id"`
}

func (WasAnnulled) Kind() string { return "document.annulled" }

// Annul ends a record by special right; its number stays in the journal with the reason (§2.3, scenario 3).
func (s *Service) Annul(ctx context.Context, by auth.Actor, id int64, reason string) (Document, error) {
	return s.act(ctx, by, id, Annul, func(tx *db.Tx, d *Document) (any, error) {
		if err := giveReason(d, reason); err != nil {
			return nil, err
		}
		if err := d.canMove(Annulled); err != nil {
			return nil, err
		}
		d.State = Annulled
		if err := s.registry.Annul(ctx, tx, d.ID, d.Reason); err != nil {
			return nil, err
		}
		return reasoned(reason), jobs.Add(ctx, tx, WasAnnulled{id})
	})
}

func (s *Service) end(ctx context.Context, by auth.Actor, id int64, act Action, to State, reason string, event jobs.Args) (Document, error) {
	return s.act(ctx, by, id, act, func(tx *db.Tx, d *Document) (any, error) {
		if err := giveReason(d, reason); err != nil {
			return nil, err
		}
		if err := d.canMove(to); err != nil {
			return nil, err
		}
		d.State = to
		return reasoned(reason), jobs.Add(ctx, tx, event)
	})
}

// FileAway puts an executed or sent document into a case (формирование дела). What is still to be carried out is not
// buried in it: nobody acts on a filed card.
func (s *Service) FileAway(ctx context.Context, by auth.Actor, id, caseFileID int64) (Document, error) {
	return s.act(ctx, by, id, FileAway, func(tx *db.Tx, d *Document) (any, error) {
		open, err := s.openWork(ctx, tx, d.ID)
		if err != nil {
			return nil, err
		}
		if open > 0 {
			return nil, fail.New(fail.Conflict, "document.assignments_open", "%d assignments are open", open).With("count", open)
		}
		c, err := s.registry.CaseFile(ctx, tx, caseFileID)
		if err != nil {
			return nil, err
		}
		if c.BodyID != d.BodyID || c.ClosedAt != nil {
			return nil, fail.Field("document.case_wrong", "case_file_id", "closed")
		}
		if err := d.canMove(Filed); err != nil {
			return nil, err
		}
		d.State, d.CaseFileID, d.FiledAt = Filed, &c.ID, &tx.Now
		return map[string]any{"case": c.IndexCode}, nil
	})
}

func giveReason(d *Document, reason string) error {
	if d.Reason = strings.TrimSpace(reason); d.Reason == "" {
		return fail.Field("document.reason_required", "reason", "required")
	}
	return nil
}

func reasoned(reason string) any { return map[string]string{"reason": strings.TrimSpace(reason)} }
