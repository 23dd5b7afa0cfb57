package approval

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
	"veche/internal/tasks"
)

// advance goes on from the stage that is open: asks whose turn has come, ends the stage, ends the approval.
func (s *Service) advance(ctx context.Context, tx *db.Tx, r *run) error {
	for {
		st, visas := r.Stages.V[r.Stage], r.ofStage(r.Stage)
		switch st.settle(visas) {
		case open:
			if err := s.ask(ctx, tx, r, st.toAsk(visas)); err != nil {
				return err
			}
			return save(ctx, tx, &r.Approval)
		case failed:
			return s.giveBack(ctx, tx, r)
		}
		if err := s.cancel(ctx, tx, r, visas); err != nil {
			return err
		}
		if r.Stage == len(r.Stages.V)-1 {
			return s.approve(ctx, tx, r)
		}
		r.Stage++
	}
}

// ask puts visas into the inboxes of their people and opens the card to them.
func (s *Service) ask(ctx context.Context, tx *db.Tx, r *run, visas []Visa) error {
	zone := s.org.Zone(ctx, tx, r.BodyID)
	for _, v := range visas {
		v.State, v.AskedAt = AskedNow, &tx.Now
		v.DueAt = r.Stages.V[v.Stage].Term.due(s.calendar, zone, tx.Now)
		if err := r.put(ctx, tx, v); err != nil {
			return err
		}
		if err := s.putTask(ctx, tx, r, v, r.Stages.V[v.Stage].Name); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) putTask(ctx context.Context, tx *db.Tx, r *run, v Visa, title string) error {
	p := s.documents.Principal(r.card, v.EmployeeID)
	if err := s.documents.Grant(ctx, tx, r.card, p, ground(r.ID)); err != nil {
		return err
	}
	t := tasks.Task{
		BodyID: r.BodyID, Principal: p, Kind: tasks.Vote, DocumentID: r.DocumentID, Subject: visaSubject(v.ID),
		Title: title, FromName: tx.By.Name, Urgent: r.card.Urgent,
	}
	if v.DueAt != nil {
		t.DueOn = calendar.DateOf(*v.DueAt, s.org.Zone(ctx, tx, r.BodyID))
	}
	return tasks.Put(ctx, tx, t)
}

// cancel ends the visas that are still to come and tells those who were asked already.
func (s *Service) cancel(ctx context.Context, tx *db.Tx, r *run, visas []Visa) error {
	for _, v := range visas {
		if !v.Pending() {
			continue
		}
		asked := v.Open()
		v.State = Cancelled
		if err := r.put(ctx, tx, v); err != nil {
			return err
		}
		if err := tasks.Cancel(ctx, tx, visaSubject(v.ID)); err != nil {
			return err
		}
		if !asked {
			continue
		}
		if err := s.tell(ctx, tx, r, v.EmployeeID, "approval.visa_cancelled"); err != nil {
			return err
		}
	}
	return nil
}

// end closes the cycle: visas still to come are cancelled, the sheet is drawn up.
func (s *Service) end(ctx context.Context, tx *db.Tx, r *run, state State) error {
	if err := s.cancel(ctx, tx, r, r.visas); err != nil {
		return err
	}
	r.State, r.EndedAt = state, &tx.Now
	r.cycle.Outcome, r.cycle.EndedAt = state, &tx.Now
	if _, err := db.Update(ctx, tx, "approval_cycles", r.cycle); err != nil {
		return err
	}
	if err := save(ctx, tx, &r.Approval); err != nil {
		return err
	}
	return jobs.Add(ctx, tx, Ended{ApprovalID: r.ID, Cycle: r.Cycle})
}

// giveBack returns the text to its author with the remarks of those who did not agree.
func (s *Service) giveBack(ctx context.Context, tx *db.Tx, r *run) error {
	if err := s.end(ctx, tx, r, Returned); err != nil {
		return err
	}
	if err := s.documents.Move(ctx, tx, &r.card, documents.InRevision, "document.returned_for_revision", r.detail()); err != nil {
		return err
	}
	return s.tellAuthor(ctx, tx, r, tasks.Rework)
}

// approve ends an approval whose last stage has passed.
func (s *Service) approve(ctx context.Context, tx *db.Tx, r *run) error {
	if err := s.end(ctx, tx, r, Approved); err != nil {
		return err
	}
	if err := s.documents.Move(ctx, tx, &r.card, documents.Approved, "document.approved", r.detail()); err != nil {
		return err
	}
	if !r.ThenSign {
		return s.tellAuthor(ctx, tx, r, tasks.SendToSign)
	}
	v, err := s.documents.CurrentVersion(ctx, tx, r.DocumentID)
	if err != nil {
		return err
	}
	return s.signing.Send(ctx, tx, &r.card, v)
}

func (s *Service) tellAuthor(ctx context.Context, tx *db.Tx, r *run, kind tasks.Kind) error {
	return tasks.Put(ctx, tx, tasks.Task{
		BodyID: r.BodyID, Principal: s.documents.Principal(r.card, r.InitiatorID), Kind: kind, DocumentID: r.DocumentID,
		Subject: subject(r.ID), FromName: tx.By.Name, DueOn: r.card.DueOn, Urgent: r.card.Urgent,
	})
}

func (r *run) detail() map[string]any {
	return map[string]any{"approval": r.ID, "cycle": r.Cycle, "version": r.cycle.VersionNo, "sha256": r.cycle.SHA256}
}
