package kindergarten

import (
	"context"
	"slices"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Action is what is done with a record.
type Action string

const (
	Confirm  Action = "confirm"
	Refuse   Action = "refuse"
	Change   Action = "change"   // wishes: kindergartens, date; of an enrolled child it is a transfer
	Contract Action = "contract" // the parent has come and signed
	Withdraw Action = "withdraw"
)

var from = map[Action][]State{
	Confirm:  {Checks},
	Refuse:   {Checks},
	Change:   {Checks, Recorded, WishesChange, Enrolled},
	Contract: {Accepted},
	Withdraw: {Checks, Recorded, WishesChange, Directed, Accepted, Enrolled},
}

// Actions are open to an officer now.
func (r Record) Actions() []Action {
	list := []Action{}
	for _, a := range []Action{Confirm, Refuse, Change, Contract, Withdraw} {
		if slices.Contains(from[a], r.State) && (a != Contract || r.ContractOn.IsZero()) {
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
		return s.change(ctx, tx, &r, version, act, func(q Queue) error { return do(tx, q, &r) })
	})
	return r, err
}

// change makes one act with a record that was read in this transaction, by whomever.
func (s *Service) change(ctx context.Context, tx *db.Tx, r *Record, version int64, act Action, do func(q Queue) error) error {
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
	if err := do(q); err != nil {
		return err
	}
	return s.save(ctx, tx, r, string(act), was)
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
		if len(wishes) > 0 {
			r.OwnID = &wishes[0].KindergartenID
		}
		if err := s.ranks(ctx, tx, q, *r); err != nil {
			return err
		}
		if err := s.moved(ctx, tx, *r, true, "recorded"); err != nil {
			return err
		}
		return s.applications.Noted(ctx, tx, r.place(), "Ребёнок поставлен на учёт, право: "+q.title(r.Benefit)+".")
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
