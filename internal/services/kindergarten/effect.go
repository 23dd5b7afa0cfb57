package kindergarten

import (
	"context"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/services/directive"
)

// formations tells package directive what the order of a formation holds and what its signature brings.
func (s *Service) formations() directive.Register {
	return directive.Register{Flow: documents.Directive, Table: "kindergarten_formations", Object: "kindergarten_formation", Release: s.release, Settle: s.direct}
}

// release gives the records of an order that will not be signed back to the queue.
func (s *Service) release(ctx context.Context, tx *db.Tx, formationID int64) error {
	_, err := tx.Exec(ctx, "UPDATE kindergarten_records SET state = $1, formation_id = NULL, group_id = NULL, version = version + 1, changed_at = $2 WHERE formation_id = $3 AND state = $4",
		Recorded, tx.Now, formationID, Selected)
	return err
}

// direct writes the directions of a signed order, each for one parent, and gives them to the same signatory: nobody is
// directed before his own direction is signed.
func (s *Service) direct(ctx context.Context, tx *db.Tx, formationID int64) (int, error) {
	f, err := db.One[Formation](ctx, tx, "SELECT "+formationColumns+" FROM kindergarten_formations WHERE id = $1", formationID)
	if err != nil {
		return 0, err
	}
	q, err := s.queue(ctx, tx, f.QueueID)
	if err != nil {
		return 0, err
	}
	return directive.Few(ctx, tx, func(r Record) error { return s.writeDirection(ctx, tx, q, f, &r) },
		"SELECT "+recordColumns+` FROM kindergarten_records r WHERE formation_id = $1 AND state = $2
		AND NOT EXISTS (SELECT 1 FROM kindergarten_papers p WHERE p.id = r.paper_id AND p.kind = $3 AND p.state = $4)`, f.ID, Selected, Direction, directive.Prepared)
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
			return s.declined(ctx, tx, &now, "Срок ответа на направление прошёл", "Срок ответа на направление прошёл, места больше нет: %s.")
		}); err != nil {
			return err
		}
	}
	return nil
}
