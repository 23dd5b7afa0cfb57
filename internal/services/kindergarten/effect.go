package kindergarten

import (
	"context"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
)

// DirectionsSigned announces that the order of a formation has its signature.
type DirectionsSigned struct {
	DocumentID int64 `json:"document_id"`
}

func (DirectionsSigned) Kind() string { return "kindergarten.order_signed" }

// cardMoved hears of every saved card.
func (s *Service) cardMoved(ctx context.Context, tx *db.Tx, from documents.State, d documents.Document) error {
	if d.Flow != documents.Directive || from == d.State || d.State != documents.Signed && d.State != documents.Withdrawn {
		return nil
	}
	f, found, err := formationOn(ctx, tx, d.ID)
	if err != nil || !found || f.State != prepared {
		return err
	}
	if d.State == documents.Signed {
		return jobs.Add(ctx, tx, DirectionsSigned{d.ID})
	}
	return s.release(ctx, tx, f)
}

func formationOn(ctx context.Context, r db.Reader, documentID int64) (f Formation, found bool, err error) {
	list, err := db.All[Formation](ctx, r, "SELECT "+formationColumns+" FROM kindergarten_formations WHERE document_id = $1", documentID)
	if err != nil || len(list) == 0 {
		return f, false, err
	}
	return list[0], true, nil
}

// release gives the records of an order that will not be signed back to the queue.
func (s *Service) release(ctx context.Context, tx *db.Tx, f Formation) error {
	if _, err := tx.Exec(ctx, "UPDATE kindergarten_formations SET state = $1 WHERE id = $2", withdrawn, f.ID); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "UPDATE kindergarten_records SET state = $1, formation_id = NULL, group_id = NULL, version = version + 1, changed_at = $2 WHERE formation_id = $3 AND state = $4",
		Recorded, tx.Now, f.ID, Selected); err != nil {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{Action: "kindergarten_formation.withdrawn", Object: f.Ref()})
}

const atOnce = 50

// onSigned lets the signed directions take effect: each parent is called and has his term to answer.
func (s *Service) onSigned(ctx context.Context, job DirectionsSigned) error {
	card, err := s.directives.Number(ctx, job.DocumentID)
	if err != nil {
		return err
	}
	f, inForce, err := s.comesIntoForce(ctx, card)
	if err != nil || !inForce {
		return err
	}
	for n := atOnce; n == atOnce; {
		if n, err = s.direct(ctx, f); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) comesIntoForce(ctx context.Context, card documents.Document) (f Formation, inForce bool, err error) {
	err = s.db.Tx(ctx, auth.System("kindergarten"), func(tx *db.Tx) error {
		var found bool
		if f, found, err = formationOn(ctx, tx, card.ID); err != nil || !found || f.State == withdrawn {
			return err
		}
		if inForce = f.State == signed; inForce {
			return nil
		}
		sha, err := s.directives.SHA256(ctx, tx, card.ID)
		if err != nil {
			return err
		}
		if sha != f.SHA256 { // another text stands on the card: it directs nobody
			return s.release(ctx, tx, f)
		}
		if f.Signatory, err = s.directives.SignatoryOf(ctx, tx, card); err != nil {
			return err
		}
		f.State, f.Number, f.SignedOn, inForce = signed, card.Number, card.RegisteredOn, true
		if _, err := tx.Exec(ctx, "UPDATE kindergarten_formations SET state = $1, number = $2, signed_on = $3, signatory = $4 WHERE id = $5", f.State, f.Number, f.SignedOn, f.Signatory, f.ID); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "kindergarten_formation.signed", Object: f.Ref(), Detail: map[string]any{"number": f.Number}})
	})
	return f, inForce, err
}

func (s *Service) direct(ctx context.Context, f Formation) (n int, err error) {
	err = s.db.Tx(ctx, auth.System("kindergarten"), func(tx *db.Tx) error {
		q, err := s.queue(ctx, tx, f.QueueID)
		if err != nil {
			return err
		}
		list, err := db.All[Record](ctx, tx, "SELECT "+recordColumns+" FROM kindergarten_records WHERE formation_id = $1 AND state = $2 ORDER BY id LIMIT $3", f.ID, Selected, atOnce)
		if err != nil {
			return err
		}
		today := s.org.Today(ctx, tx, f.BodyID, tx.Now)
		for _, r := range list {
			where, err := s.where(ctx, tx, *r.GroupID)
			if err != nil {
				return err
			}
			r.State, r.AnswerBy = Directed, s.calendar.Due(today, calendar.Term{Amount: q.AnswerDays, Unit: calendar.WorkingDay, Basis: "порядок очереди в детские сады"})
			if err := s.save(ctx, tx, &r, "directed", Selected); err != nil {
				return err
			}
			if err := s.moved(ctx, tx, r, false, "directed"); err != nil {
				return err
			}
			words := "Ребёнку выдано направление: " + where + " (приказ " + f.Title() + "). Примите его или откажитесь: при отказе ребёнок останется в очереди."
			if err := s.applications.Called(ctx, tx, r.place(), words, r.AnswerBy); err != nil {
				return err
			}
		}
		n = len(list)
		return nil
	})
	return n, err
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
