package visits

import (
	"context"
	"strings"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Visitor is who comes and what about.
type Visitor struct {
	Name      string `json:"name" minLength:"1" maxLength:"300"`
	Address   string `json:"address,omitempty" maxLength:"500"`
	Phone     string `json:"phone,omitempty" maxLength:"50"`
	Email     string `json:"email,omitempty" maxLength:"200"`
	Status    string `json:"status,omitempty" maxLength:"100" doc:"Social status, a word of the office's dictionary"`
	Topic     string `json:"topic" minLength:"1" maxLength:"1000" doc:"What he wants to speak about"`
	OutOfTurn bool   `json:"out_of_turn,omitempty" doc:"He has the right to come out of turn (59-ФЗ ст. 13 ч. 7)"`
}

// BookInput is an appointment.
type BookInput struct {
	At      string `json:"at,omitempty" doc:"A free time of the day; empty for who came without an appointment"`
	AboutID *int64 `json:"about_id,omitempty" minimum:"1" doc:"The appeal about which its author is received"`
	Visitor
}

func (v *Visit) put(in Visitor) error {
	v.Name = strings.Join(strings.Fields(in.Name), " ")
	v.NameFold = documents.NameFold(v.Name)
	v.Address, v.Phone, v.Email = strings.TrimSpace(in.Address), strings.TrimSpace(in.Phone), strings.TrimSpace(in.Email)
	v.Status, v.Topic, v.OutOfTurn = strings.TrimSpace(in.Status), strings.TrimSpace(in.Topic), in.OutOfTurn
	empty := map[string]string{}
	if v.NameFold == "" {
		empty["name"] = "required"
	}
	if v.Topic == "" {
		empty["topic"] = "required"
	}
	if len(empty) > 0 {
		return fail.Fields("visit.fields_wrong", empty)
	}
	return nil
}

// Book writes a visitor down: by telephone, at the desk, or as he came without an appointment.
func (s *Service) Book(ctx context.Context, by auth.Actor, dayID int64, in BookInput) (v Visit, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		d, err := s.held(ctx, tx, dayID)
		if err != nil {
			return err
		}
		if err := d.seen(by); err != nil {
			return err
		}
		if err := s.about(ctx, tx, by, in.AboutID); err != nil {
			return err
		}
		v, err = s.book(ctx, tx, d, in, nil)
		return err
	})
	return v, err
}

// about refuses an appeal that the actor does not see.
func (s *Service) about(ctx context.Context, r db.Reader, by auth.Actor, id *int64) error {
	if id == nil {
		return nil
	}
	card, err := s.documents.Open(ctx, r, by, *id)
	if err == nil && card.Flow != documents.Appeal {
		err = fail.New(fail.NotFound, "document.not_found", "card %d is no appeal", *id)
	}
	return err
}

// book takes a time of a day that is held.
func (s *Service) book(ctx context.Context, tx *db.Tx, d Day, in BookInput, citizen *int64) (Visit, error) {
	v := Visit{BodyID: d.BodyID, DayID: d.ID, At: in.At, CitizenID: citizen, AboutID: in.AboutID, BookedAt: tx.Now, State: Expected, Version: 1}
	if err := d.bookable(in.At, tx.Now, s.org.Zone(ctx, tx, d.BodyID)); err != nil {
		return v, err
	}
	if err := v.put(in.Visitor); err != nil {
		return v, err
	}
	if in.At != "" {
		taken, err := db.Exists(ctx, tx, "SELECT 1 FROM visits WHERE day_id = $1 AND at = $2 AND state <> $3", d.ID, in.At, Cancelled)
		if err != nil {
			return v, err
		}
		if taken {
			return v, fail.New(fail.Conflict, "visit.time_taken", "%s at %s is taken", d.Ref().Title, in.At)
		}
	}
	var err error
	if v.ID, err = db.Insert(ctx, tx, "visits", v); err != nil {
		return v, err
	}
	return v, audit.Write(ctx, tx, audit.Entry{Action: "visit.booked", Object: v.Ref(), To: string(Expected), Detail: map[string]any{"day": d.ID, "at": v.At}})
}

// Cancel frees the time of a visitor who will not come.
func (s *Service) Cancel(ctx context.Context, by auth.Actor, id int64, reason string) error {
	return s.end(ctx, by, id, Cancelled, "visit.cancelled", strings.TrimSpace(reason))
}

// MarkAbsent notes that the visitor did not come.
func (s *Service) MarkAbsent(ctx context.Context, by auth.Actor, id int64) error {
	return s.end(ctx, by, id, Absent, "visit.absent", "")
}

func (s *Service) end(ctx context.Context, by auth.Actor, id int64, to State, action, why string) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		v, d, err := s.openVisit(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if err := v.open(0); err != nil {
			return err
		}
		if to == Absent && !d.over(v.At, tx.Now, s.org.Zone(ctx, tx, d.BodyID)) {
			return fail.New(fail.Conflict, "visit.too_early", "visit %d is expected", id)
		}
		v.State, v.Why = to, why
		return s.save(ctx, tx, &v, action, nil)
	})
}

// openVisit is a visit of a day that the actor attends.
func (s *Service) openVisit(ctx context.Context, r db.Reader, by auth.Actor, id int64) (v Visit, d Day, err error) {
	if v, err = s.visit(ctx, r, id); err != nil {
		return v, d, err
	}
	if d, err = s.day(ctx, r, v.DayID); err != nil {
		return v, d, err
	}
	if !d.attends(by) {
		return v, d, fail.New(fail.NotFound, "visit.not_found", "visit %d is not seen by person %d", id, by.PersonID)
	}
	return v, d, nil
}
