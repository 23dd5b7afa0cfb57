package approval

import (
	"context"
	"strconv"

	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
	"veche/internal/signing"
	"veche/internal/tasks"
)

// Notifier tells a person that something has happened; platform/notify meets it.
type Notifier interface {
	Notify(ctx context.Context, tx *db.Tx, employeeID int64, code, link string, params map[string]any) error
}

// Service holds the use cases of approval.
type Service struct {
	db        *db.DB
	documents *documents.Service
	org       *org.Service
	signing   *signing.Service
	files     *files.Store
	notifier  Notifier
	calendar  calendar.Calendar
}

// New takes everything approval needs.
func New(d *db.DB, docs *documents.Service, o *org.Service, s *signing.Service, f *files.Store, n Notifier, c calendar.Calendar) *Service {
	return &Service{db: d, documents: docs, org: o, signing: s, files: f, notifier: n, calendar: c}
}

func subject(approvalID int64) string { return tasks.Subject("approval", approvalID) }

func visaSubject(visaID int64) string { return tasks.Subject("visa", visaID) }

// tell sends a notice about the approval of a card; it names nothing of the text.
func (s *Service) tell(ctx context.Context, tx *db.Tx, r *run, employeeID int64, code string) error {
	return s.notifier.Notify(ctx, tx, employeeID, code, "/documents/"+strconv.FormatInt(r.DocumentID, 10), nil)
}

// ground is why a participant sees the card, during the approval and after it: he may see what he voted on.
func ground(approvalID int64) string { return subject(approvalID) }

// run is an approval at work: the locked card, the cycle that runs and its visas.
type run struct {
	Approval
	card  documents.Document
	cycle Cycle
	visas []Visa
}

// load locks the card, if the actor sees it, and then reads the approval: two votes at once come one after another.
func (s *Service) load(ctx context.Context, tx *db.Tx, by auth.Actor, approvalID int64) (*run, error) {
	a, err := byID(ctx, tx, approvalID)
	if err != nil {
		return nil, err
	}
	d, err := s.documents.OpenLocked(ctx, tx, by, a.DocumentID)
	if fail.KindOf(err) == fail.NotFound {
		err = fail.New(fail.NotFound, "approval.not_found", "approval %d is not visible", approvalID)
	}
	if err != nil {
		return nil, err
	}
	if a, err = byID(ctx, tx, approvalID); err != nil {
		return nil, err
	}
	return s.running(ctx, tx, a, d)
}

func (s *Service) running(ctx context.Context, r db.Reader, a Approval, d documents.Document) (*run, error) {
	cycle, err := db.One[Cycle](ctx, r, "SELECT "+cycleColumns+" FROM approval_cycles WHERE approval_id = $1 AND no = $2", a.ID, a.Cycle)
	if err != nil {
		return nil, err
	}
	visas, err := db.All[Visa](ctx, r, "SELECT "+visaColumns+" FROM visas WHERE approval_id = $1 AND cycle = $2 ORDER BY stage, position, id", a.ID, a.Cycle)
	return &run{Approval: a, card: d, cycle: cycle, visas: visas}, err
}

// ofStage are the visas of one stage of the cycle.
func (r *run) ofStage(stage int) []Visa {
	var list []Visa
	for _, v := range r.visas {
		if v.Stage == stage {
			list = append(list, v)
		}
	}
	return list
}

// put writes a visa and keeps the copy in hand equal to it.
func (r *run) put(ctx context.Context, tx *db.Tx, v Visa) error {
	for i := range r.visas {
		if r.visas[i].ID == v.ID {
			r.visas[i] = v
		}
	}
	return saveVisa(ctx, tx, v)
}

// write puts an act on the approval into the audit of its card.
func (r *run) write(ctx context.Context, tx *db.Tx, action string, onBehalfOf *auth.Person, detail map[string]any) error {
	detail["approval"], detail["cycle"] = r.ID, r.Cycle
	return audit.Write(ctx, tx, audit.Entry{Action: action, Object: r.card.Ref(), OnBehalfOf: onBehalfOf, Detail: detail})
}

// keepDenial writes the refused attempt of somebody who was not asked into the audit.
func (s *Service) keepDenial(ctx context.Context, by auth.Actor, act Action, approvalID int64, err error) error {
	if fail.KindOf(err) != fail.Denied {
		return err
	}
	object := audit.Ref{Kind: "approval", ID: approvalID}
	return audit.Denied(ctx, s.db, by, audit.Entry{Action: "approval." + string(act), Object: object}, err)
}
