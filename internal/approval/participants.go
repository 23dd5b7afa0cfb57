package approval

import (
	"context"
	"slices"
	"strconv"

	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// people finds who stands behind the participants of a stage now, each once and without the author: nobody gives a
// visa on his own text.
func (s *Service) people(ctx context.Context, r db.Reader, d documents.Document, author org.Employee, st Stage, index int) ([]org.Employee, error) {
	var list []org.Employee
	for i, p := range st.Participants {
		found, err := s.find(ctx, r, author, p)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, nobody(index, i)
		}
		for _, e := range found {
			if e.BodyID != d.BodyID || e.Dismissed() {
				return nil, nobody(index, i)
			}
			known := slices.ContainsFunc(list, func(o org.Employee) bool { return o.ID == e.ID })
			if e.ID != author.ID && !known {
				list = append(list, e)
			}
		}
	}
	if len(list) == 0 || st.Rule == Quorum && st.Quorum > len(list) {
		return nil, fail.Field("approval.nobody", "stages."+strconv.Itoa(index)+".participants", "too_few")
	}
	return list, nil
}

// nobody refuses a participant behind whom there is no person of this body now.
func nobody(stage, participant int) error {
	field := "stages." + strconv.Itoa(stage) + ".participants." + strconv.Itoa(participant)
	return fail.Field("approval.nobody", field, "nobody")
}

func (s *Service) find(ctx context.Context, r db.Reader, author org.Employee, p Participant) ([]org.Employee, error) {
	switch p.Kind {
	case ByPerson:
		e, err := s.org.Person(ctx, r, p.ID)
		return found(&e, err)
	case ByPost:
		return found(s.org.Holder(ctx, r, p.ID))
	case ByUnitHead:
		return found(s.org.HeadOf(ctx, r, p.ID))
	case ByRole:
		return s.withRole(ctx, r, author.BodyID, p.Role)
	}
	return s.headAbove(ctx, r, author)
}

func found(e *org.Employee, err error) ([]org.Employee, error) {
	switch {
	case fail.KindOf(err) == fail.NotFound && err != nil:
		return nil, nil
	case err != nil, e == nil:
		return nil, err
	}
	return []org.Employee{*e}, nil
}

// withRole are those who have the role in a body.
func (s *Service) withRole(ctx context.Context, r db.Reader, bodyID int64, role org.Role) ([]org.Employee, error) {
	ids, err := db.All[int64](ctx, r, `
		SELECT e.id FROM employees e JOIN employee_roles er ON er.employee_id = e.id
		 WHERE e.body_id = $1 AND er.role = $2 AND e.dismissed_at IS NULL`, bodyID, role)
	if err != nil {
		return nil, err
	}
	return s.org.Persons(ctx, r, ids)
}

// headAbove is the head of the author's unit; for a head it is the head of the unit above.
func (s *Service) headAbove(ctx context.Context, r db.Reader, author org.Employee) ([]org.Employee, error) {
	above, err := s.unitsAbove(ctx, r, author.UnitID)
	if err != nil {
		return nil, err
	}
	for _, unit := range above {
		head, err := s.org.HeadOf(ctx, r, unit)
		if err != nil {
			return nil, err
		}
		if head != nil && head.ID != author.ID {
			return []org.Employee{*head}, nil
		}
	}
	return nil, nil
}

// unitsAbove is a unit and every unit above it, from below.
func (s *Service) unitsAbove(ctx context.Context, r db.Reader, unitID int64) ([]int64, error) {
	var list []int64
	for next := &unitID; next != nil && !slices.Contains(list, *next); {
		unit, err := s.org.Unit(ctx, r, *next)
		if err != nil {
			return nil, err
		}
		list = append(list, unit.ID)
		next = unit.ParentID
	}
	return list, nil
}

// isChief reports whether a person may give a visa to a subordinate to look at: an executive or the head of his unit.
func (s *Service) isChief(ctx context.Context, r db.Reader, e org.Employee) (bool, error) {
	if e.Executive {
		return true, nil
	}
	head, err := s.org.HeadOf(ctx, r, e.UnitID)
	return head != nil && head.ID == e.ID, err
}

// isSubordinate reports whether a person works in the chief's unit or under it.
func (s *Service) isSubordinate(ctx context.Context, r db.Reader, chief, e org.Employee) (bool, error) {
	if e.ID == chief.ID || e.BodyID != chief.BodyID || e.Dismissed() {
		return false, nil
	}
	above, err := s.unitsAbove(ctx, r, e.UnitID)
	return slices.Contains(above, chief.UnitID), err
}
