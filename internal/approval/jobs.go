package approval

import (
	"context"
	"errors"
	"fmt"
	"time"

	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
	"veche/internal/signing"
	"veche/internal/tasks"
)

// Ended announces the end of a cycle; its sheet is drawn up.
type Ended struct {
	ApprovalID int64 `json:"approval_id"`
	Cycle      int   `json:"cycle"`
}

func (Ended) Kind() string { return "approval.ended" }

// Jobs subscribes approval to what happens, and looks after terms.
func Jobs(w *jobs.Worker, s *Service) {
	jobs.Handle(w, "approval.sheet", s.onEnded)
	jobs.Handle(w, "approval.withdrawn", s.onWithdrawn)
	w.Every("approval.terms", 10*time.Minute, s.WatchTerms)
}

// onWithdrawn ends what ran over a draft that is withdrawn.
func (s *Service) onWithdrawn(ctx context.Context, job documents.WasWithdrawn) error {
	return s.db.Tx(ctx, auth.System("approval"), func(tx *db.Tx) error {
		d, err := s.documents.Lock(ctx, tx, job.DocumentID)
		if err != nil {
			return err
		}
		a, err := latest(ctx, tx, d.ID)
		if err != nil || a == nil {
			return err
		}
		r, err := s.running(ctx, tx, *a, d)
		if err != nil {
			return err
		}
		if err := signing.EndRework(ctx, tx, d.ID); err != nil || r.State != Running {
			return err
		}
		return s.end(ctx, tx, r, Withdrawn)
	})
}

// WatchTerms tells the voter and the author of every visa whose term has passed, once. A stage that is not required ends with its term.
func (s *Service) WatchTerms(ctx context.Context) error {
	late, err := db.All[Visa](ctx, s.db, "SELECT "+visaColumns+` FROM visas
		WHERE state = 'asked' AND reminded_at IS NULL AND due_at < $1 ORDER BY due_at LIMIT 1000`, s.db.Now())
	if err != nil {
		return err
	}
	var failed []error // one that cannot be told does not keep the others waiting
	for _, v := range late {
		if err := s.remind(ctx, v); err != nil {
			failed = append(failed, fmt.Errorf("remind of visa %d: %w", v.ID, err))
		}
	}
	return errors.Join(failed...)
}

func (s *Service) remind(ctx context.Context, late Visa) error {
	by := auth.System("approval")
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		r, err := s.load(ctx, tx, by, late.ApprovalID)
		if err != nil {
			return err
		}
		for _, v := range r.visas {
			if v.ID != late.ID || v.State != AskedNow || v.RemindedAt != nil {
				continue
			}
			v.RemindedAt = &tx.Now
			if err := r.put(ctx, tx, v); err != nil {
				return err
			}
			for _, person := range []int64{v.EmployeeID, r.InitiatorID} {
				if err := s.tell(ctx, tx, r, person, "approval.visa_overdue"); err != nil {
					return err
				}
			}
			return s.passOver(ctx, tx, r, v)
		}
		return nil
	})
}

// passOver ends a visa of a stage that is not required; others wait for their owner.
func (s *Service) passOver(ctx context.Context, tx *db.Tx, r *run, v Visa) error {
	if r.Stages.V[v.Stage].Required || v.DelegatedFrom != nil {
		return nil
	}
	if err := s.cancel(ctx, tx, r, []Visa{v}); err != nil {
		return err
	}
	if err := r.write(ctx, tx, "approval.visa_lapsed", nil, map[string]any{"visa": v.ID}); err != nil {
		return err
	}
	return s.advance(ctx, tx, r)
}

// MoveTask gives the visa, or the draft, of a leaving person to another (scenario 29).
func (s *Service) MoveTask(ctx context.Context, tx *db.Tx, t tasks.Task, to org.Employee) error {
	kind, id := tasks.ParseSubject(t.Subject)
	if kind == "visa" {
		return s.moveVisa(ctx, tx, t, id, to)
	}
	d, err := s.documents.Lock(ctx, tx, t.DocumentID)
	if err != nil {
		return err
	}
	a, err := byID(ctx, tx, id)
	if err != nil {
		return err
	}
	a.InitiatorID, d.AuthorID = to.ID, &to.ID
	if err := save(ctx, tx, &a); err != nil {
		return err
	}
	if err := s.documents.Save(ctx, tx, &d, "document.author_changed", map[string]any{"to": to.ID}); err != nil {
		return err
	}
	if err := s.documents.RevokeFrom(ctx, tx, d.ID, t.Principal, "author"); err != nil {
		return err
	}
	if err := s.documents.Grant(ctx, tx, d, s.documents.Principal(d, to.ID), "author"); err != nil {
		return err
	}
	return tasks.Pass(ctx, tx, t, to.ID)
}

func (s *Service) moveVisa(ctx context.Context, tx *db.Tx, t tasks.Task, id int64, to org.Employee) error {
	d, err := s.documents.Lock(ctx, tx, t.DocumentID)
	if err != nil {
		return err
	}
	v, err := db.One[Visa](ctx, tx, "SELECT "+visaColumns+" FROM visas WHERE id = $1", id)
	if err != nil {
		return db.Absent(err, "approval.not_found", id)
	}
	v.EmployeeID, v.Name, v.Post = to.ID, to.ShortName, to.Post
	if err := saveVisa(ctx, tx, v); err != nil {
		return err
	}
	if err := s.documents.Grant(ctx, tx, d, s.documents.Principal(d, to.ID), ground(v.ApprovalID)); err != nil {
		return err
	}
	return tasks.Pass(ctx, tx, t, to.ID)
}
