package assignments

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/tasks"
)

// Notifier tells a person something that is no task of its own.
type Notifier interface {
	Notify(ctx context.Context, tx *db.Tx, employeeID int64, code, link string, params map[string]any) error
}

// Settings are what a body may decide about terms; the zero value is the usual practice.
type Settings struct {
	Share     float64 // of the term in which co-executors hand over their part; 0: a half
	AskBefore int     // working days before the date; a later request is marked; 0: three
}

// Service holds the use cases of resolutions and assignments.
type Service struct {
	db        *db.DB
	org       *org.Service
	documents *documents.Service
	calendar  calendar.Calendar
	notifier  Notifier
	settings  Settings
	taken     []Taken
}

// New takes everything the assignments need.
func New(d *db.DB, o *org.Service, docs *documents.Service, c calendar.Calendar, n Notifier, set Settings) *Service {
	if set.Share == 0 {
		set.Share = 0.5
	}
	if set.AskBefore == 0 {
		set.AskBefore = 3
	}
	return &Service{db: d, org: o, documents: docs, calendar: c, notifier: n, settings: set}
}

// Subjects of tasks that this package puts and can give to another person.
const (
	aboutAssignment = "assignment"
	aboutConsider   = "consider" // a document before an executive
	aboutInform     = "inform"   // a document for information
	aboutPaper      = "paper"    // a resolution recorded from paper, to be looked at by its author
)

// Movers is what tasks needs to give the work of a dismissed person to another.
func (s *Service) Movers() map[string]tasks.Mover {
	return map[string]tasks.Mover{aboutAssignment: s, aboutConsider: s, aboutInform: s}
}

func subject(a Assignment) string { return tasks.Subject(aboutAssignment, a.ID) }

// ground is why people of an assignment see its document.
func ground(a Assignment) string { return "assignment:" + strconv.FormatInt(a.ID, 10) }

// act runs one verb on one assignment: load, may, decide – the verb's own part – save, journal. The row of the document
// is held, so that two acts on one tree stand one after another; the task that each ends or puts is the announcement.
func (s *Service) act(ctx context.Context, by auth.Actor, id int64, act Action, decide func(tx *db.Tx, d *documents.Document, n *Node) (detail any, err error)) (n Node, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		d, err := s.open(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if n, err = nodeByID(ctx, tx, id); err != nil {
			return err
		}
		if err := n.can(by, act); err != nil {
			return err
		}
		from := n.State
		if to := rules[act].to; to != "" {
			n.State = to
		}
		detail, err := decide(tx, &d, &n)
		if err != nil {
			return err
		}
		if err := s.keep(ctx, tx, &n, act, from, detail); err != nil {
			return err
		}
		return s.settle(ctx, tx, &d)
	})
	return n, err
}

// open loads and holds the document of an assignment; one whose document the actor may not see does not exist for him.
func (s *Service) open(ctx context.Context, tx *db.Tx, by auth.Actor, id int64) (documents.Document, error) {
	a, err := byID(ctx, tx, id)
	if err != nil {
		return documents.Document{}, err
	}
	d, err := s.documents.OpenLocked(ctx, tx, by, a.DocumentID)
	if fail.Is(err, "document.not_found") {
		return d, db.Absent(db.ErrNone, "assignment.not_found", id)
	}
	if err == nil && (d.State == documents.Annulled || d.State == documents.Filed) {
		err = fail.New(fail.Conflict, "document.wrong_state", "the card is %s", d.State).With("state", string(d.State))
	}
	return d, err
}

// keep is save + journal.
func (s *Service) keep(ctx context.Context, tx *db.Tx, n *Node, act Action, from State, detail any) error {
	if err := update(ctx, tx, &n.Assignment); err != nil {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{Action: "assignment." + string(act), Object: n.Ref(), From: string(from), To: string(n.State),
		OnBehalfOf: n.onBehalf(tx.By, act), Detail: detail})
}

// employee is a person of the body who works there now; field names the place of the form that named him.
func (s *Service) employee(ctx context.Context, r db.Reader, bodyID, id int64, field string) (org.Employee, error) {
	e, err := s.org.Person(ctx, r, id)
	if err != nil && fail.KindOf(err) != fail.NotFound {
		return e, err
	}
	if err != nil || e.BodyID != bodyID {
		return e, fail.Field("assignment.wrong_person", field, "unknown")
	}
	if e.Dismissed() {
		return e, fail.Field("assignment.wrong_person", field, "dismissed")
	}
	return e, nil
}

// executive is an employee who gives resolutions.
func (s *Service) executive(ctx context.Context, r db.Reader, bodyID, id int64, field string) (org.Employee, error) {
	e, err := s.employee(ctx, r, bodyID, id, field)
	if err != nil {
		return e, err
	}
	rights, err := s.org.Rights(ctx, r, e.ID)
	if err == nil && !slices.Contains(rights, RightIssue) {
		err = fail.Field("assignment.wrong_person", field, "not_executive")
	}
	return e, err
}

// reason is a text that must not be empty.
func reason(text, field string) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", fail.Field("assignment.incomplete", field, "required")
	}
	return text, nil
}
