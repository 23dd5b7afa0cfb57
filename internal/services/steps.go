package services

import (
	"context"
	"time"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/services/catalogue"
)

// StepRow is one procedure of the regulation as it went.
type StepRow struct {
	ID            int64              `db:"id"`
	ApplicationID int64              `db:"application_id"`
	Step          string             `db:"step"`
	Kind          catalogue.StepKind `db:"kind"`
	BegunAt       time.Time          `db:"begun_at"`
	Due           calendar.Deadline  `db:"due"`
	EndedAt       *time.Time         `db:"ended_at"`
	Outcome       catalogue.Outcome  `db:"outcome"`
	ByID          *int64             `db:"by_id"`
}

func stepRows(ctx context.Context, r db.Reader, id int64) ([]StepRow, error) {
	return db.All[StepRow](ctx, r, "SELECT "+db.Columns[StepRow]("")+" FROM application_steps WHERE application_id = $1 ORDER BY id", id)
}

// begin opens a step: its term runs from the event that the passport names.
func (s *Service) begin(ctx context.Context, tx *db.Tx, m *matter, step catalogue.Step) error {
	m.Step = step.Code
	row := StepRow{ApplicationID: m.ID, Step: step.Code, Kind: step.Kind, BegunAt: tx.Now}
	if term, ok := m.procedure.Passport.TermOf(step.Term, m.Variant); ok && step.Term != "" {
		row.Due = s.Calendar.Due(s.eventDay(ctx, tx, m, term.From), term.Calendar())
	}
	_, err := db.Insert(ctx, tx, "application_steps", row)
	return err
}

// end closes the step that runs.
func (s *Service) end(ctx context.Context, tx *db.Tx, m *matter, on catalogue.Outcome) error {
	var by *int64
	if tx.By.PersonID != 0 {
		by = &tx.By.PersonID
	}
	_, err := tx.Exec(ctx, "UPDATE application_steps SET ended_at = $1, outcome = $2, by_id = $3 WHERE application_id = $4 AND step = $5 AND ended_at IS NULL",
		tx.Now, on, by, m.ID, m.Step)
	return err
}

// advance ends the step that runs and begins the one to which its outcome leads. Where the graph has no way on this
// outcome the act is not possible: the regulation of the pinned version knows no such procedure.
func (s *Service) advance(ctx context.Context, tx *db.Tx, m *matter, on catalogue.Outcome) error {
	next, err := m.procedure.Leads(m.Step, on)
	if err != nil {
		return err
	}
	if err := s.end(ctx, tx, m, on); err != nil {
		return err
	}
	m.State = stateOf[next.Kind]
	return s.begin(ctx, tx, m, next)
}

// finish ends the step that runs where nothing follows, whatever the graph says of it.
func (s *Service) finish(ctx context.Context, tx *db.Tx, m *matter, on catalogue.Outcome) error {
	return s.end(ctx, tx, m, on)
}

// eventDay is the day of the event from which a term is counted.
func (s *Service) eventDay(ctx context.Context, tx *db.Tx, m *matter, e catalogue.Event) calendar.Date {
	switch {
	case e == catalogue.Received:
		return receivedOn(s.Calendar, m.AcceptedAt, s.Org.Zone(ctx, tx, m.BodyID))
	case e == catalogue.Registered && !m.RegisteredOn.IsZero():
		return m.RegisteredOn
	case e == catalogue.Decided && m.DecidedAt != nil:
		return calendar.DateOf(*m.DecidedAt, s.Org.Zone(ctx, tx, m.BodyID))
	}
	return s.today(ctx, tx, m)
}
