package kindergarten

import (
	"context"
	"errors"
	"slices"
	"strings"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services"
)

// Action is what is done with a record.
type Action string

const (
	Confirm  Action = "confirm"
	Refuse   Action = "refuse"
	Change   Action = "change"   // wishes: kindergartens, date; of an enrolled child it is a transfer
	Contract Action = "contract" // the parent has come and signed
	Enrol    Action = "enrol"    // order of the kindergarten
	Withdraw Action = "withdraw"
)

var from = map[Action][]State{
	Confirm:  {Checks},
	Refuse:   {Checks},
	Change:   {Checks, Recorded, WishesChange, Enrolled},
	Contract: {Accepted},
	Enrol:    {Accepted},
	Withdraw: {Checks, Recorded, WishesChange, Directed, Accepted, Enrolled},
}

// Actions are open to an officer now.
func (r Record) Actions() []Action {
	list := []Action{}
	for _, a := range []Action{Confirm, Refuse, Change, Contract, Enrol, Withdraw} {
		if slices.Contains(from[a], r.State) && (a != Enrol || !r.ContractOn.IsZero()) && (a != Contract || r.ContractOn.IsZero()) {
			list = append(list, a)
		}
	}
	return list
}

func (r Record) can(act Action) error {
	if !slices.Contains(r.Actions(), act) {
		return fail.New(fail.Conflict, "kindergarten.wrong_state", "%s is %s", act, r.State)
	}
	return nil
}

func (s *Service) act(ctx context.Context, by auth.Actor, id, version int64, act Action, do func(tx *db.Tx, q Queue, r *Record) error) (r Record, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if r, err = s.recordOf(ctx, tx, by, id); err != nil {
			return err
		}
		if r.Version != version {
			return fail.New(fail.Conflict, "kindergarten.stale", "version %d, not %d", r.Version, version)
		}
		if err := r.can(act); err != nil {
			return err
		}
		q, err := s.queue(ctx, tx, r.QueueID)
		if err != nil {
			return err
		}
		was := r.State
		if err := do(tx, q, &r); err != nil {
			return err
		}
		return s.save(ctx, tx, &r, string(act), was)
	})
	return r, err
}

// Proven is the benefit that the officer has found true.
type Proven struct {
	Benefit string `json:"benefit" maxLength:"40" doc:"Code of the benefit; empty or unknown: the general queue"`
	Version int64  `json:"version"`
}

// Confirm ends the checks: the child stands in the queue, from the moment of the application on.
func (s *Service) Confirm(ctx context.Context, by auth.Actor, id int64, in Proven) (Record, error) {
	return s.act(ctx, by, id, in.Version, Confirm, func(tx *db.Tx, q Queue, r *Record) error {
		wishes, err := s.wishesOf(ctx, tx, r.ID)
		if err != nil {
			return err
		}
		if len(wishes) == 0 && !r.Anywhere {
			return fail.New(fail.Conflict, "kindergarten.no_wish", "record %d names no kindergarten of the list", id)
		}
		r.Benefit, r.State = in.Benefit, Recorded
		if err := s.ranks(ctx, tx, q, *r); err != nil {
			return err
		}
		return s.moved(ctx, tx, *r, true, "recorded")
	})
}

// Refusal ends a record on a ground of the regulation.
type Refusal struct {
	Ground  string `json:"ground" minLength:"1" maxLength:"40"`
	Reason  string `json:"reason" minLength:"1" maxLength:"1000"`
	Version int64  `json:"version"`
}

// Refuse does not put the child on record.
func (s *Service) Refuse(ctx context.Context, by auth.Actor, id int64, in Refusal) (Record, error) {
	return s.act(ctx, by, id, in.Version, Refuse, func(tx *db.Tx, _ Queue, r *Record) error {
		r.State, r.Reason = Refused, strings.TrimSpace(in.Reason)
		return s.applications.NotEnrolled(ctx, tx, r.place(), services.Declined{Ground: in.Ground, Reason: r.Reason})
	})
}

// Wished are the kindergartens in their order, and from when a place is wished.
type Wished struct {
	Kindergartens []int64       `json:"kindergartens" minItems:"1" maxItems:"10"`
	On            calendar.Date `json:"on"`
	Version       int64         `json:"version"`
}

// Change writes the wishes anew; the moment of the record stays. Whoever has let an offer go stands in the queue again, and of
// an enrolled child it is a transfer: the place is held until the new one is accepted.
func (s *Service) Change(ctx context.Context, by auth.Actor, id int64, in Wished) (Record, error) {
	return s.act(ctx, by, id, in.Version, Change, func(tx *db.Tx, q Queue, r *Record) error {
		ours, err := s.gardens(ctx, tx, r.BodyID)
		if err != nil {
			return err
		}
		for _, wish := range in.Kindergartens {
			if !slices.ContainsFunc(ours, func(k Kindergarten) bool { return k.ID == wish }) {
				return fail.Field("kindergarten.wrong", "kindergartens", "unknown")
			}
		}
		if r.State == Recorded {
			if err := s.moved(ctx, tx, *r, false, "wishes"); err != nil {
				return err
			}
		}
		if err := s.wish(ctx, tx, q, *r, in.Kindergartens); err != nil {
			return err
		}
		r.WishedOn = in.On
		if r.State == Checks {
			return nil
		}
		if r.State == Enrolled {
			r.OldGroupID, r.GroupID, r.ContractOn = r.GroupID, nil, calendar.Date{}
		}
		r.State = Recorded
		return s.moved(ctx, tx, *r, true, "wishes")
	})
}

// Signed is the contract with the parent.
type Signed struct {
	On      calendar.Date `json:"on"`
	Version int64         `json:"version"`
}

// Contract writes down the contract: the order of the kindergarten is due within the days that are set (п. 15: three working
// days).
func (s *Service) Contract(ctx context.Context, by auth.Actor, id int64, in Signed) (Record, error) {
	return s.act(ctx, by, id, in.Version, Contract, func(tx *db.Tx, q Queue, r *Record) error {
		if in.On.IsZero() || in.On.After(s.org.Today(ctx, tx, r.BodyID, tx.Now)) {
			return fail.Field("kindergarten.wrong", "on", "future")
		}
		r.ContractOn = in.On
		r.EnrolBy = s.calendar.Due(in.On, calendar.Term{Amount: q.EnrolDays, Unit: calendar.WorkingDay, Basis: "приказ Минпросвещения № 236 п. 15"})
		return nil
	})
}

// Order is the order of the kindergarten.
type Order struct {
	Basis   string `json:"basis" minLength:"1" maxLength:"200" doc:"приказ № 14 от 12.08.2026"`
	Version int64  `json:"version"`
}

// Enrol ends the service: the child is in the kindergarten. Of a transfer the old place is free now.
func (s *Service) Enrol(ctx context.Context, by auth.Actor, id int64, in Order) (Record, error) {
	return s.act(ctx, by, id, in.Version, Enrol, func(tx *db.Tx, _ Queue, r *Record) error {
		r.State, r.Basis, r.OldGroupID = Enrolled, strings.TrimSpace(in.Basis), nil
		where, err := s.where(ctx, tx, *r.GroupID)
		if err != nil {
			return err
		}
		f, err := db.One[Formation](ctx, tx, "SELECT "+formationColumns+" FROM kindergarten_formations WHERE id = $1", *r.FormationID)
		if err != nil {
			return err
		}
		return s.applications.Enrolled(ctx, tx, r.place(), services.Given{DocumentID: f.DocumentID, Fact: "Ребёнок зачислен: " + where, Basis: r.Basis, Officer: by.Name})
	})
}

// Why is a reason in words.
type Why struct {
	Reason  string `json:"reason" minLength:"1" maxLength:"1000"`
	Version int64  `json:"version"`
}

// Withdraw takes a record back on the request of the parent.
func (s *Service) Withdraw(ctx context.Context, by auth.Actor, id int64, in Why) (Record, error) {
	return s.act(ctx, by, id, in.Version, Withdraw, func(tx *db.Tx, _ Queue, r *Record) error {
		return s.takenBack(ctx, tx, r, in.Reason)
	})
}

func (s *Service) takenBack(ctx context.Context, tx *db.Tx, r *Record, reason string) error {
	if r.State == Recorded {
		if err := s.moved(ctx, tx, *r, false, "withdrawn"); err != nil {
			return err
		}
	}
	r.State, r.Reason, r.GroupID, r.OldGroupID = Withdrawn, strings.TrimSpace(reason), nil, nil
	return s.applications.TakenBack(ctx, tx, r.place(), r.Reason)
}

// Answer is what the parent does in his account.
type Answer string

const (
	Accept  Answer = "accept"  // takes the offered place
	Decline Answer = "decline" // lets it go and stays on record
	Return  Answer = "return"  // stands in the queue again with the same wishes
	Leave   Answer = "leave"   // takes the record back
)

// Answers are open to the parent now.
func (r Record) Answers() []Answer {
	switch r.State {
	case Directed:
		return []Answer{Accept, Decline, Leave}
	case WishesChange:
		return []Answer{Return, Leave}
	case Checks, Recorded, Accepted:
		return []Answer{Leave}
	}
	return nil
}

// Answered is the act of the parent on his own record; that it is his, the caller has asked.
func (s *Service) Answered(ctx context.Context, tx *db.Tx, place services.Ref, answer Answer) error {
	r, err := db.One[Record](ctx, tx, "SELECT "+recordColumns+" FROM kindergarten_records WHERE service_id = $1 AND year = $2 AND sequence = $3"+tx.Words().Lock, place.ServiceID, place.Year, place.Sequence)
	if errors.Is(err, db.ErrNone) {
		return fail.New(fail.NotFound, "kindergarten.not_found", "no record at %d", place.Sequence)
	}
	if err != nil {
		return err
	}
	if !slices.Contains(r.Answers(), answer) {
		return fail.New(fail.Conflict, "kindergarten.wrong_state", "%s is %s", answer, r.State)
	}
	was := r.State
	switch answer {
	case Accept:
		r.State = Accepted
		err = s.applications.Heard(ctx, tx, r.place())
	case Decline:
		return s.declined(ctx, tx, &r, "Родитель отказался от предложенного места")
	case Return:
		r.State, r.Reason = Recorded, ""
		if err = s.moved(ctx, tx, r, true, "returned"); err == nil {
			err = s.applications.Heard(ctx, tx, r.place())
		}
	case Leave:
		err = s.takenBack(ctx, tx, &r, "По просьбе родителя")
	}
	if err != nil {
		return err
	}
	return s.save(ctx, tx, &r, string(answer), was)
}

// declined frees the offered place and keeps the record: who refuses what was offered loses nothing but it.
func (s *Service) declined(ctx context.Context, tx *db.Tx, r *Record, why string) error {
	r.State, r.Reason, r.GroupID, r.FormationID, r.AnswerBy = WishesChange, why, nil, nil, calendar.Deadline{}
	if r.OldGroupID != nil { // the child stays where it is
		r.State, r.GroupID, r.OldGroupID = Enrolled, r.OldGroupID, nil
	}
	if err := s.applications.Heard(ctx, tx, r.place()); err != nil {
		return err
	}
	return s.save(ctx, tx, r, "declined", Directed)
}
