package approval

import (
	"context"

	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/tasks"
)

// DelegateInput names the subordinate who is to look.
type DelegateInput struct {
	EmployeeID int64 `json:"employee_id" minimum:"1"`
	VisaID     int64 `json:"visa_id,omitempty"`
}

// Delegate gives a visa to a subordinate to look at («на рассмотрение»). His vote is an opinion; the chief keeps his own.
func (s *Service) Delegate(ctx context.Context, by auth.Actor, approvalID int64, in DelegateInput) error {
	err := s.db.Tx(ctx, by, func(tx *db.Tx) error {
		r, err := s.load(ctx, tx, by, approvalID) // load
		if err != nil {
			return err
		}
		v, err := choose(by, r.visas, in.VisaID) // may
		if err != nil {
			return err
		}
		if v.State != AskedNow || v.DelegatedFrom != nil {
			return fail.New(fail.Conflict, "approval.delegated", "visa %d is with a subordinate", v.ID)
		}
		subordinate, err := s.subordinate(ctx, tx, r, v, in.EmployeeID)
		if err != nil {
			return err
		}
		return s.delegate(ctx, tx, r, v, subordinate)
	})
	return s.keepDenial(ctx, by, ActDelegate, approvalID, err)
}

// subordinate is whom the chief may ask: somebody of his unit or under it who has no visa of his own in this cycle.
func (s *Service) subordinate(ctx context.Context, tx *db.Tx, r *run, v Visa, employeeID int64) (org.Employee, error) {
	chief, err := s.org.Person(ctx, tx, v.EmployeeID)
	if err != nil {
		return org.Employee{}, err
	}
	if ok, err := s.isChief(ctx, tx, chief); err != nil || !ok {
		return org.Employee{}, firstOf(err, fail.New(fail.Denied, "approval.no_subordinates", "person %d has no subordinates", chief.ID))
	}
	wrong := fail.Field("approval.not_subordinate", "employee_id", "not_subordinate")
	e, err := s.org.Person(ctx, tx, employeeID)
	if fail.KindOf(err) == fail.NotFound || err == nil && e.ID == r.InitiatorID {
		return e, wrong
	}
	if err != nil {
		return e, err
	}
	if ok, err := s.isSubordinate(ctx, tx, chief, e); err != nil || !ok {
		return e, firstOf(err, wrong)
	}
	if r.asks(e.ID) {
		return e, fail.Field("approval.asked_already", "employee_id", "asked_already")
	}
	return e, nil
}

func firstOf(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

func (s *Service) delegate(ctx context.Context, tx *db.Tx, r *run, v Visa, to org.Employee) error {
	look := Visa{
		ApprovalID: r.ID, Cycle: r.Cycle, Stage: v.Stage, Position: v.Position, EmployeeID: to.ID, Name: to.ShortName, Post: to.Post,
		VersionID: v.VersionID, VersionNo: v.VersionNo, SHA256: v.SHA256, State: AskedNow, DelegatedFrom: &v.ID,
		AskedAt: &tx.Now, DueAt: v.DueAt,
	}
	var err error
	if look.ID, err = db.Insert(ctx, tx, "visas", look); err != nil {
		return err
	}
	r.visas = append(r.visas, look)
	v.State = Delegated
	if err := r.put(ctx, tx, v); err != nil {
		return err
	}
	if err := tasks.Done(ctx, tx, visaSubject(v.ID), tasks.Vote, "delegated"); err != nil {
		return err
	}
	if err := s.putTask(ctx, tx, r, look, r.Stages.V[v.Stage].Name); err != nil {
		return err
	}
	if err := save(ctx, tx, &r.Approval); err != nil {
		return err
	}
	return r.write(ctx, tx, "approval.delegated", tx.By.OnBehalfOf(v.EmployeeID), map[string]any{"visa": v.ID, "to": to.ID})
}
