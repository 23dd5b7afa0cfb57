package assignments

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
)

// ahead are the working days before the term on which its people are reminded; 0 is the day itself (§2.5).
var ahead = []int{10, 5, 3, 1, 0}

// morning is the hour of the body's day at which reminders go out.
const morning = 8

// Reminder tells the people of one assignment how near its term is.
type Reminder struct {
	AssignmentID int64         `json:"assignment_id"`
	Day          calendar.Date `json:"day"`
}

func (Reminder) Kind() string { return "assignment.reminder" }

// OverdueSummary tells the head of a unit how much is overdue there.
type OverdueSummary struct {
	UnitID int64         `json:"unit_id"`
	Day    calendar.Date `json:"day"`
}

func (OverdueSummary) Kind() string { return "assignment.overdue_summary" }

// remind looks, in every body where the morning of a working day has come, for what is near its term or past it. A day
// is gone through once, on whichever node is first.
func (s *Service) remind(ctx context.Context) error {
	bodies, err := db.All[int64](ctx, s.db, "SELECT id FROM bodies WHERE active ORDER BY id")
	if err != nil {
		return err
	}
	var failed []error
	for _, body := range bodies {
		now := s.db.Now().In(s.org.Zone(ctx, s.db, body))
		day := calendar.DateOf(now, now.Location())
		if now.Hour() < morning || !s.calendar.IsWorking(day) {
			continue
		}
		if err := s.remindBody(ctx, body, day); err != nil {
			failed = append(failed, fmt.Errorf("remind body %d: %w", body, err))
		}
	}
	return errors.Join(failed...)
}

func (s *Service) remindBody(ctx context.Context, body int64, day calendar.Date) error {
	done, err := db.Exists(ctx, s.db, "SELECT 1 FROM reminder_days WHERE body_id = $1 AND day = $2", body, day)
	if err != nil || done {
		return err
	}
	if err := s.recount(ctx, body); err != nil {
		return err
	}
	return s.db.Tx(ctx, auth.System("assignments"), func(tx *db.Tx) error {
		n, err := tx.Exec(ctx, "INSERT INTO reminder_days (body_id, day) VALUES ($1, $2) ON CONFLICT (body_id, day) DO NOTHING", body, day)
		if err != nil || n == 0 {
			return err
		}
		return s.announce(ctx, tx, body, day)
	})
}

func (s *Service) announce(ctx context.Context, tx *db.Tx, body int64, day calendar.Date) error {
	near, err := db.All[struct {
		ID    int64         `db:"id"`
		DueOn calendar.Date `db:"due_on"`
	}](ctx, tx, `SELECT id, due_on FROM assignments
		WHERE body_id = $1 AND open = true AND reported_at IS NULL AND due_on >= $2 AND due_on <= $3 ORDER BY due_on, id`,
		body, day, s.calendar.AddWorkingDays(day, ahead[0]+1))
	if err != nil {
		return err
	}
	for _, a := range near {
		if !slices.Contains(ahead, s.calendar.WorkingDaysBetween(day, a.DueOn)) {
			continue
		}
		if err := jobs.Add(ctx, tx, Reminder{a.ID, day}); err != nil {
			return err
		}
	}
	late, err := db.All[int64](ctx, tx, `SELECT DISTINCT unit_id FROM assignments
		WHERE body_id = $1 AND open = true AND reported_at IS NULL AND due_on < $2`, body, day)
	if err != nil {
		return err
	}
	for _, unit := range late {
		if err := jobs.Add(ctx, tx, OverdueSummary{unit, day}); err != nil {
			return err
		}
	}
	return nil
}

// onReminder reminds the responsible executor and the co-executors who have not handed over their part. The document of
// a restricted assignment is not named (§2.11: no push text).
func (s *Service) onReminder(ctx context.Context, r Reminder) error {
	return s.db.Tx(ctx, auth.System("assignments"), func(tx *db.Tx) error {
		n, err := nodeByID(ctx, tx, r.AssignmentID)
		if err != nil || !n.State.open() || n.ReportedAt != nil {
			return err
		}
		d, err := s.documents.Get(ctx, tx, n.DocumentID)
		if err != nil {
			return err
		}
		params := map[string]any{"due_on": n.DueOn.String(), "working_days": s.calendar.WorkingDaysBetween(r.Day, n.DueOn)}
		code := "assignment.reminder_restricted"
		if d.AccessMark == "" {
			code, params["number"] = "assignment.reminder", d.Number
		}
		people := []int64{n.ResponsibleID}
		for _, m := range n.Members {
			if m.Role == CoExecutor && m.ContributedAt == nil {
				people = append(people, m.EmployeeID)
			}
		}
		for _, person := range people {
			if err := s.notifier.Notify(ctx, tx, person, code, fmt.Sprintf("/documents/%d", d.ID), params); err != nil {
				return err
			}
		}
		return nil
	})
}

// onOverdue tells the head of a unit what is late there, without what he may not know of.
func (s *Service) onOverdue(ctx context.Context, o OverdueSummary) error {
	return s.db.Tx(ctx, auth.System("assignments"), func(tx *db.Tx) error {
		head, err := s.org.HeadOf(ctx, tx, o.UnitID)
		if err != nil || head == nil {
			return err
		}
		count, err := db.One[int](ctx, tx, `SELECT count(*) FROM (
			SELECT 1 FROM assignments a
			 WHERE a.unit_id = $1 AND a.open = true AND a.reported_at IS NULL AND a.due_on < $2
			   AND EXISTS (SELECT 1 FROM access x WHERE x.document_id = a.document_id AND x.principal IN ($3, $4))
			 LIMIT 1000) AS late`, o.UnitID, o.Day, auth.Employee(head.ID), auth.Named(head.ID))
		if err != nil || count == 0 {
			return err
		}
		return s.notifier.Notify(ctx, tx, head.ID, "assignment.overdue_summary", "/control?scope=unit&overdue=true",
			map[string]any{"count": count, "day": o.Day.String()})
	})
}

// recount computes anew the terms that were counted before the production calendar of a year was published.
func (s *Service) recount(ctx context.Context, body int64) error {
	list, err := db.All[int64](ctx, s.db, `SELECT id FROM assignments
		WHERE body_id = $1 AND open = true AND due_why LIKE '%"unpublished"%' ORDER BY id`, body)
	if err != nil {
		return err
	}
	for _, id := range list {
		if err := s.recountOne(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) recountOne(ctx context.Context, id int64) error {
	return s.db.Tx(ctx, auth.System("assignments"), func(tx *db.Tx) error {
		if _, err := s.open(ctx, tx, tx.By, id); err != nil {
			return err
		}
		n, err := nodeByID(ctx, tx, id)
		if err != nil {
			return err
		}
		due := s.calendar.Again(n.DueWhy)
		if !n.State.open() || len(due.Unpublished) == len(n.DueWhy.Unpublished) {
			return nil
		}
		if n.FirstDueOn == n.DueOn {
			n.FirstDueOn = due.Date
		}
		was := n.DueOn
		n.DueOn, n.DueWhy = due.Date, due
		if err := s.keep(ctx, tx, &n, "recount", n.State, map[string]any{"from": was, "to": n.DueOn, "why": due.Explain()}); err != nil {
			return err
		}
		return s.rescheduled(ctx, tx, n)
	})
}

// Jobs subscribes to what this subject does later and by the clock.
func Jobs(w *jobs.Worker, s *Service) {
	w.Every("assignments.remind", 15*time.Minute, s.remind)
	jobs.Handle(w, "assignments", s.onReminder)
	jobs.Handle(w, "assignments", s.onOverdue)
	jobs.Handle(w, "assignments", s.onDocument)
}
