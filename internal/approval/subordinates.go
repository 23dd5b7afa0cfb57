package approval

import (
	"context"

	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Subordinate is somebody to whom a visa may be given to look at.
type Subordinate struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
	Post string `json:"post"`
	Unit string `json:"unit"`
}

// Subordinates lists to whom the actor may delegate the visa that is asked of him.
func (s *Service) Subordinates(ctx context.Context, by auth.Actor, approvalID, visaID int64) ([]Subordinate, error) {
	a, err := byID(ctx, s.db, approvalID)
	if err != nil {
		return nil, err
	}
	d, err := s.documents.Open(ctx, s.db, by, a.DocumentID)
	if fail.KindOf(err) == fail.NotFound {
		return nil, db.Absent(db.ErrNone, "approval.not_found", approvalID)
	}
	if err != nil {
		return nil, err
	}
	r, err := s.running(ctx, s.db, a, d)
	if err != nil {
		return nil, err
	}
	v, err := choose(by, r.visas, visaID)
	if err != nil {
		return nil, err
	}
	chief, err := s.org.Person(ctx, s.db, v.EmployeeID)
	if err != nil {
		return nil, err
	}
	list := []Subordinate{}
	if ok, err := s.isChief(ctx, s.db, chief); err != nil || !ok {
		return list, err
	}
	people, err := s.under(ctx, s.db, chief)
	for _, e := range people {
		if e.ID != chief.ID && e.ID != a.InitiatorID && !r.asks(e.ID) {
			list = append(list, Subordinate{e.ID, e.ShortName, e.Post, e.Unit})
		}
	}
	return list, err
}

// under are those who work in the chief's unit and in the units below it.
func (s *Service) under(ctx context.Context, r db.Reader, chief org.Employee) ([]org.Employee, error) {
	ids, err := db.All[int64](ctx, r, `WITH RECURSIVE down (id) AS (
			SELECT id FROM units WHERE id = $1
			UNION
			SELECT u.id FROM units u JOIN down ON u.parent_id = down.id
		) SELECT e.id FROM employees e JOIN down ON e.unit_id = down.id WHERE e.dismissed_at IS NULL`, chief.UnitID)
	if err != nil {
		return nil, err
	}
	return s.org.Persons(ctx, r, ids)
}

// asks reports whether a person has a visa of his own to give in this cycle.
func (r *run) asks(employeeID int64) bool {
	for _, v := range r.visas {
		if v.EmployeeID == employeeID && v.Pending() {
			return true
		}
	}
	return false
}
