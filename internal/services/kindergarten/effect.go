package kindergarten

import (
	"context"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/services/directive"
)

// formations tells package directive what the order of a formation holds and what its signature brings.
func (s *Service) formations() directive.Register {
	return directive.Register{Table: "kindergarten_formations", Object: "kindergarten_formation", Release: s.release, Settle: s.direct}
}

// release gives the records of an order that will not be signed back to the queue.
func (s *Service) release(ctx context.Context, tx *db.Tx, formationID int64) error {
	_, err := tx.Exec(ctx, "UPDATE kindergarten_records SET state = $1, formation_id = NULL, group_id = NULL, version = version + 1, changed_at = $2 WHERE formation_id = $3 AND state = $4",
		Recorded, tx.Now, formationID, Selected)
	return err
}

const atOnce = 50

// direct lets the next of the signed directions take effect: each parent is called and has his term to answer.
func (s *Service) direct(ctx context.Context, tx *db.Tx, formationID int64) (int, error) {
	f, err := db.One[Formation](ctx, tx, "SELECT "+formationColumns+" FROM kindergarten_formations WHERE id = $1", formationID)
	if err != nil {
		return 0, err
	}
	q, err := s.queue(ctx, tx, f.QueueID)
	if err != nil {
		return 0, err
	}
	list, err := db.All[Record](ctx, tx, "SELECT "+recordColumns+" FROM kindergarten_records WHERE formation_id = $1 AND state = $2 ORDER BY id LIMIT $3", f.ID, Selected, atOnce)
	if err != nil {
		return 0, err
	}
	today := s.org.Today(ctx, tx, f.BodyID, tx.Now)
	for _, r := range list {
		where, err := s.where(ctx, tx, *r.GroupID)
		if err != nil {
			return 0, err
		}
		r.State, r.AnswerBy = Directed, s.calendar.Due(today, calendar.Term{Amount: q.AnswerDays, Unit: calendar.WorkingDay, Basis: "порядок очереди в детские сады"})
		if err := s.save(ctx, tx, &r, "directed", Selected); err != nil {
			return 0, err
		}
		if err := s.moved(ctx, tx, r, false, "directed"); err != nil {
			return 0, err
		}
		words := "Ребёнку выдано направление: " + where + " (приказ " + f.Title() + "). Примите его или откажитесь: при отказе ребёнок останется в очереди."
		if err := s.applications.Called(ctx, tx, r.place(), words, r.AnswerBy); err != nil {
			return 0, err
		}
	}
	return len(list), nil
}

// where names a group with its kindergarten.
func (s *Service) where(ctx context.Context, r db.Reader, groupID int64) (string, error) {
	return db.One[string](ctx, r, "SELECT k.name || ', ' || g.name FROM kindergarten_groups g JOIN kindergartens k ON k.id = g.kindergarten_id WHERE g.id = $1", groupID)
}

const lapseEvery = 10 * time.Minute

// Lapse frees the places of those who have not answered in their term. They stay on record.
func (s *Service) Lapse(ctx context.Context) error {
	list, err := db.All[Record](ctx, s.db, "SELECT "+recordColumns+" FROM kindergarten_records WHERE state = $1 ORDER BY id", Directed)
	if err != nil {
		return err
	}
	for _, r := range list {
		if !s.org.Today(ctx, s.db, r.BodyID, s.db.Now()).After(r.AnswerBy.Date) {
			continue
		}
		if err := s.db.Tx(ctx, auth.System("kindergarten"), func(tx *db.Tx) error {
			now, err := db.One[Record](ctx, tx, "SELECT "+recordColumns+" FROM kindergarten_records WHERE id = $1"+tx.Words().Lock, r.ID)
			if err != nil || now.State != Directed {
				return err
			}
			return s.declined(ctx, tx, &now, "Срок ответа на направление прошёл")
		}); err != nil {
			return err
		}
	}
	return nil
}
