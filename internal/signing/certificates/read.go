package certificates

import (
	"context"
	"strconv"
	"time"

	"veche/cms/pki"
	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// View is a certificate as its owner and the administrator see it. Numbers of the person are compared, not shown.
type View struct {
	ID           int64      `json:"id" doc:"0: it is not kept yet"`
	EmployeeID   int64      `json:"employee_id"`
	Employee     string     `json:"employee" doc:"Surname and initials"`
	Serial       string     `json:"serial"`
	Owner        string     `json:"owner"`
	Post         string     `json:"post"`
	Organization string     `json:"organization"`
	Issuer       string     `json:"issuer"`
	NotBefore    time.Time  `json:"not_before"`
	NotAfter     time.Time  `json:"not_after"`
	SHA256       string     `json:"sha256"`
	Streebog256  string     `json:"streebog256"`
	State        State      `json:"state" enum:"waiting,bound,unbound"`
	Ground       Ground     `json:"ground" enum:",administrator,snils,inn,stand" doc:"Why it is bound"`
	FirstSeenAt  time.Time  `json:"first_seen_at"`
	DecidedAt    *time.Time `json:"decided_at" doc:"Bound or unbound"`
	DecidedBy    string     `json:"decided_by" doc:"Empty: by itself"`
	Reason       string     `json:"reason" doc:"Why it was unbound"`
	Likeness     Likeness   `json:"likeness" enum:"same,name,number,namesake,other_name" doc:"What it says of the person"`
	Office       Office     `json:"office" enum:"same,none,other,unknown" doc:"What it says of his organisation"`
	Powered      bool       `json:"powered" doc:"A МЧД of the body stands behind it"`
	Expired      bool       `json:"expired"`
	EndsSoon     bool       `json:"ends_soon"`
	Actions      []Action   `json:"actions"`
}

// Action is what the reader may do with a certificate.
type Action string

const (
	BindIt   Action = "bind"
	UnbindIt Action = "unbind"
)

func (s *Service) view(ctx context.Context, r db.Reader, by auth.Actor, e org.Employee, row Certificate) (View, error) {
	c, err := pki.ParseCertificate(row.DER)
	if err != nil {
		return View{}, err
	}
	m, err := s.match(ctx, r, e, c, row.Ground == ByStand)
	if err != nil {
		return View{}, err
	}
	v := View{
		ID: row.ID, EmployeeID: e.ID, Employee: e.ShortName, Serial: row.Serial, Owner: row.Owner, Post: c.Subject.Get(pki.Title),
		Organization: c.Subject.Get(pki.Organization), Issuer: row.Issuer, NotBefore: row.NotBefore, NotAfter: row.NotAfter,
		SHA256: row.SHA256, Streebog256: row.Streebog256, State: row.State, Ground: row.Ground, FirstSeenAt: row.FirstSeenAt,
		DecidedAt: row.DecidedAt, DecidedBy: row.DecidedBy, Reason: row.Reason, Likeness: m.likeness, Office: m.office, Powered: m.powered,
		Expired: row.NotAfter.Before(s.db.Now()), EndsSoon: row.State == Bound && row.ends(s.db.Now()) > 0, Actions: []Action{},
	}
	by.SteppedUp = true // the password is asked when the button is pressed
	switch {
	case mayBind(by, e) != nil:
	case row.State == Bound:
		v.Actions = append(v.Actions, UnbindIt)
	case !v.Expired && m.stranger() == nil:
		v.Actions = append(v.Actions, BindIt)
		if row.State == Waiting && row.ID != 0 {
			v.Actions = append(v.Actions, UnbindIt)
		}
	}
	return v, nil
}

func (s *Service) views(ctx context.Context, by auth.Actor, rows []Certificate) ([]View, error) {
	list := make([]View, 0, len(rows))
	for _, row := range rows {
		e, err := s.org.Person(ctx, s.db, row.EmployeeID)
		if err != nil {
			return nil, err
		}
		v, err := s.view(ctx, s.db, by, e, row)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

// Of are the certificates known of an employee, the one that lasts longest first.
func (s *Service) Of(ctx context.Context, by auth.Actor, employeeID int64) ([]View, error) {
	e, err := s.org.Person(ctx, s.db, employeeID)
	if err == nil {
		err = maySee(by, e)
	}
	if err != nil {
		return nil, err
	}
	rows, err := of(ctx, s.db, e.ID)
	if err != nil {
		return nil, err
	}
	return s.views(ctx, by, rows)
}

// NeedingCare are the certificates of the actor's body that wait for him or end soon.
func (s *Service) NeedingCare(ctx context.Context, by auth.Actor) ([]View, error) {
	if err := mayAdminister(by); err != nil {
		return nil, err
	}
	rows, err := needingCare(ctx, s.db, by.BodyID, s.db.Now())
	if err != nil {
		return nil, err
	}
	return s.views(ctx, by, rows)
}

// Open is a certificate for its owner or the administrator.
func (s *Service) Open(ctx context.Context, by auth.Actor, id int64) (Certificate, error) {
	c, err := byID(ctx, s.db, id)
	if err != nil {
		return c, err
	}
	e, err := s.org.Person(ctx, s.db, c.EmployeeID)
	if err == nil {
		err = maySee(by, e)
	}
	if fail.KindOf(err) == fail.NotFound {
		err = fail.New(fail.NotFound, "certificate.absent", "certificate %d of another body", id)
	}
	return c, err
}

// Pages of the front end to which notices lead.
const ownPage = "/profile"

func personPage(employeeID int64) string {
	return "/admin/people?open=" + strconv.FormatInt(employeeID, 10)
}
