package documents

import (
	"context"
	"strconv"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
	"veche/internal/registry"
)

// RegisterInput says where a card is registered. The description, when it comes along, is put on the card first, so that
// a clerk registers what he sees in one act.
type RegisterInput struct {
	JournalID  int64        `json:"journal_id"`
	Card       *Description `json:"card,omitempty"`
	ReservedID *int64       `json:"reserved_id,omitempty" doc:"A reserved number to be used instead of the next one"`
}

// WasRegistered announces that a card has its number.
type WasRegistered struct {
	DocumentID int64 `json:"document_id"`
}

func (WasRegistered) Kind() string { return "document.registered" }

// Register gives a card its number and date in one transaction: an incoming one on the day of receipt or the next
// working day, a created one after its signature (Rules of Росархив order 71/2019; rule 2 of the specification).
func (s *Service) Register(ctx context.Context, by auth.Actor, id int64, in RegisterInput) (Document, error) {
	return s.act(ctx, by, id, Register, func(tx *db.Tx, d *Document) (any, error) {
		if in.Card != nil && d.Flow.Arrives() {
			if err := s.describe(ctx, tx, d, *in.Card); err != nil {
				return nil, err
			}
		}
		if err := d.complete(); err != nil {
			return nil, err
		}
		n, err := s.number(ctx, tx, d, in)
		if err != nil {
			return nil, err
		}
		if err := s.register(ctx, tx, d, n); err != nil {
			return nil, err
		}
		return map[string]any{"number": d.Number, "day": d.RegisteredOn, "journal_id": in.JournalID}, jobs.Add(ctx, tx, WasRegistered{d.ID})
	})
}

// complete reports the required fields that are empty.
func (d Document) complete() error {
	empty := map[string]string{}
	if d.Summary == "" {
		empty["summary"] = "required"
	}
	if d.Flow.Arrives() && d.CorrespondentID == nil {
		empty["correspondent_id"] = "required"
	}
	if len(empty) > 0 {
		return fail.Fields("document.incomplete", empty)
	}
	return nil
}

// number takes the next number of the journal, or a reserved one.
func (s *Service) number(ctx context.Context, tx *db.Tx, d *Document, in RegisterInput) (registry.Number, error) {
	j, err := s.registry.Journal(ctx, tx, in.JournalID)
	if err != nil {
		return registry.Number{}, err
	}
	if j.BodyID != d.BodyID || j.Flow != string(d.Flow) || j.AccessMark != string(d.AccessMark) {
		return registry.Number{}, fail.Field("document.journal_wrong", "journal_id", "wrong_journal")
	}
	values, err := s.values(ctx, tx, *d)
	if err != nil {
		return registry.Number{}, err
	}
	if in.ReservedID != nil {
		return s.registry.Take(ctx, tx, *in.ReservedID, j.ID, d.ID, values)
	}
	return s.registry.Next(ctx, tx, j.ID, d.ID, s.org.Today(ctx, tx, d.BodyID, tx.Now), values)
}

// values are what number templates may ask of this card.
func (s *Service) values(ctx context.Context, tx *db.Tx, d Document) (registry.Values, error) {
	body, err := s.org.Body(ctx, tx, d.BodyID)
	if err != nil {
		return registry.Values{}, err
	}
	v := registry.Values{Index: body.IndexCode, Kind: strconv.FormatInt(d.KindID, 10), Unit: strconv.FormatInt(tx.By.UnitID, 10)}
	if d.CaseFileID != nil {
		c, err := s.registry.CaseFile(ctx, tx, *d.CaseFileID)
		if err != nil {
			return v, err
		}
		v.File = c.IndexCode
	}
	return v, nil
}

// register puts number, date and the statutory term of the kind on the card (§2.1).
func (s *Service) register(ctx context.Context, tx *db.Tx, d *Document, n registry.Number) error {
	d.State, d.JournalID, d.Number, d.NumberKey = Registered, &n.JournalID, n.Number, n.NumberKey
	d.RegisteredOn, d.RegisteredAt, d.Year = n.Day, &tx.Now, n.Day.Year()
	if tx.By.PersonID != 0 {
		registrar := tx.By.PersonID
		d.RegistrarID = &registrar
	}
	return s.clock(d.Flow).Registered(ctx, tx, d)
}
