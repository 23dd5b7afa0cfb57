package app

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"

	gomail "github.com/wneessen/go-mail"

	"veche/internal/acknowledgement"
	"veche/internal/appeals"
	"veche/internal/appeals/visits"
	"veche/internal/approval"
	"veche/internal/assignments"
	"veche/internal/cards"
	"veche/internal/dispatch"
	"veche/internal/documents"
	"veche/internal/exchange/epgu"
	"veche/internal/exchange/mail"
	"veche/internal/exchange/pos"
	"veche/internal/exchange/remotesign"
	"veche/internal/interagency"
	"veche/internal/org"
	"veche/internal/passport"
	"veche/internal/platform/audit"
	"veche/internal/platform/calendar"
	"veche/internal/platform/convert"
	"veche/internal/platform/files"
	"veche/internal/platform/notify"
	"veche/internal/platform/session"
	"veche/internal/platform/transparency"
	"veche/internal/portal"
	"veche/internal/registry"
	"veche/internal/reports"
	"veche/internal/services"
	"veche/internal/services/catalogue"
	"veche/internal/services/directive"
	"veche/internal/services/drafts"
	"veche/internal/services/enrolment"
	"veche/internal/services/figures"
	"veche/internal/services/intake"
	"veche/internal/services/kindergarten"
	"veche/internal/services/queuelog"
	"veche/internal/signing"
	"veche/internal/signing/batch"
	"veche/internal/signing/certificates"
	"veche/internal/signing/poa"
	"veche/internal/signing/seal"
	"veche/internal/tasks"
	"veche/internal/trust"
)

// Services are the subjects of the house.
type Services struct {
	Calendar     calendar.Calendar
	Files        *files.Store
	Sealer       *audit.Sealer
	Sessions     *session.Service
	Org          *org.Service
	Notify       *notify.Service
	Trust        *trust.Service
	Registry     *registry.Service
	Documents    *documents.Service
	Tasks        *tasks.Service
	Assignments  *assignments.Service
	Certificates *certificates.Service
	Seals        *seal.Service
	Signing      *signing.Service
	Batches      *batch.Service
	Powers       *poa.Service
	Approval     *approval.Service
	Readers      *acknowledgement.Service
	Dispatch     *dispatch.Service
	Cards        *cards.Service
	Passport     *passport.Service
	Interagency  *interagency.Service
	Appeals      *appeals.Service
	Visits       *visits.Service
	Reports      *reports.Service
	Mail         *mail.Exchange
	Remote       *remotesign.Service
	POS          *pos.Service
	Tools        convert.Tools
	Portal       *portal.Service
	Catalogue    *catalogue.Service
	Drafts       *drafts.Service
	Intake       *intake.Service
	Order        *queuelog.Service
	Directives   *directive.Service
	Enrolment    *enrolment.Service
	Kindergarten *kindergarten.Service
	Applications *services.Service
	Figures      *figures.Service
	EPGU         *epgu.Service
}

// offices is how many LibreOffices may stay between files, each with some 200 MB for a minute after its last one.
const offices = 2

// services makes the subjects in the order in which they may know each other.
func (a *App) services(ctx context.Context, o options) (s Services, err error) {
	c, d := a.Config, a.DB
	var leave func() error
	s.Tools, leave = convert.Tools{}.WithResidents(offices)
	a.closers = append(a.closers, leave)
	if s.Calendar, err = workingDays(c.Calendar); err != nil {
		return s, err
	}
	if s.Files, err = files.Open(c.Files()); err != nil {
		return s, err
	}
	if s.Sealer, err = a.sealer(); err != nil {
		return s, err
	}
	s.Sessions = session.New(d, session.Options{Absolute: c.Session, Idle: c.Idle, Hashing: o.hashing, Secure: c.Secure(), Demo: c.Demo})
	s.Org = org.New(d, s.Sessions)
	s.Org.Waiting(tasks.Waiting)
	s.Org.Leaves(tasks.Drafts)
	s.Notify = notify.New(d, s.Org, a.letters(), c.PublicURL)
	s.Trust = trust.New(d, s.Org, s.Files)
	s.Registry = registry.New(d, s.Org)
	s.Documents = documents.New(d, s.Files, s.Org, s.Registry, s.Calendar)
	s.Assignments = assignments.New(d, s.Org, s.Documents, s.Calendar, s.Notify, assignments.Settings{})
	s.Documents.Unfinished(assignments.Unfinished)
	if err = a.signing(ctx, &s); err != nil {
		return s, err
	}
	keys, err := a.keyServer()
	if err != nil {
		return s, err
	}
	s.Seals = seal.New(d, s.Org, keys, a.checker)
	s.Remote = a.remoteSigning(s)
	s.Batches = batch.New(d, s.Signing, s.Documents, s.Org, s.Sessions, a.Log)
	s.Powers = poa.New(d, s.Org, s.Documents, s.Signing, s.Files, a.whom(s), s.Certificates)
	s.Approval = approval.New(d, s.Documents, s.Org, s.Signing, s.Files, s.Notify, s.Calendar)
	s.Readers = acknowledgement.New(d, s.Documents, s.Org, s.Assignments, s.Signing)
	s.Dispatch = dispatch.New(d, s.Org, s.Documents, s.Signing, s.Assignments)
	s.Cards = cards.New(d, cards.Subjects{Documents: s.Documents, Org: s.Org, Registry: s.Registry, Assignments: s.Assignments,
		Signing: s.Signing, Approval: s.Approval, Readers: s.Readers, Dispatch: s.Dispatch})
	s.Passport = passport.New(d, s.Documents, s.Cards, s.Signing, s.Files, s.Sealer, s.Seals)
	s.Interagency = interagency.New(d, interagency.Subjects{Documents: s.Documents, Dispatch: s.Dispatch, Org: s.Org, Notify: s.Notify,
		Files: s.Files, Calendar: s.Calendar}, a.Log)
	s.Appeals = appeals.New(d, s.Org, s.Documents, s.Files, s.Calendar)
	s.Appeals.Lead(s.Assignments)
	s.Catalogue = catalogue.New(d, s.Org)
	s.Visits = visits.New(d, s.Org, s.Documents, s.Appeals, s.Calendar)
	s.Drafts = drafts.New(d, s.Catalogue, s.Files)
	if s.Intake, err = a.intake(ctx, s); err != nil {
		return s, err
	}
	if s.Order, err = a.order(s.Intake); err != nil {
		return s, err
	}
	s.Applications = services.New(d, services.Subjects{Org: s.Org, Registry: s.Registry, Documents: s.Documents, Signing: s.Signing, Files: s.Files,
		Calendar: s.Calendar, Notify: s.Notify, Catalogue: s.Catalogue, Intake: s.Intake, Drafts: s.Drafts, Requests: s.Interagency, Press: s.Tools, Send: a.letters(), Site: c.PublicURL})
	s.Directives = directive.New(d, s.Org, s.Documents, s.Signing, s.Registry)
	s.Enrolment = enrolment.New(d, s.Intake, s.Org, s.Calendar, s.Applications, s.Directives)
	s.Kindergarten = kindergarten.New(d, s.Intake, s.Org, s.Calendar, s.Applications, s.Directives)
	s.Interagency.Listen(s.Applications)
	s.EPGU = epgu.New(d, epgu.Subjects{Documents: s.Documents, Org: s.Org, Desk: epgu.Applications{Service: s.Applications}}, a.Log)
	s.Applications.Follow(s.EPGU)
	s.Figures = figures.New(d, s.Org, s.Catalogue, s.Applications, s.Intake.Busy)
	s.POS = pos.New(d, pos.Subjects{Appeals: s.Appeals, Documents: s.Documents, Dispatch: s.Dispatch, Org: s.Org, Notify: s.Notify}, a.Log)
	s.Reports = reports.New(d, s.Org, s.Registry, s.Calendar, s.Appeals)
	s.Tasks = tasks.New(d, s.Org, s.movers())
	if s.Portal, err = a.portal(s); err != nil {
		return s, err
	}
	s.Mail = mail.New(mail.Server{Host: c.Mail.Host, Port: c.Mail.Port, User: c.Mail.User, Password: c.Mail.Password,
		From: c.Mail.From, TLS: protection(c.Mail.TLS)}, s.Dispatch, s.Files, a.Log)
	return s, nil
}

// intake makes the door of applications with connections of its own.
func (a *App) intake(ctx context.Context, s Services) (*intake.Service, error) {
	beside, err := a.DB.Beside(ctx)
	if err != nil {
		return nil, err
	}
	if beside != a.DB {
		a.closers = append(a.closers, beside.Close)
	}
	door := intake.New(a.DB, s.Catalogue, s.Org, a.Log)
	door.Aside(beside)
	door.Begun(s.Drafts)
	return door, nil
}

// workingDays is the calendar that all terms are counted by: the published one, and what the office adds to it.
func workingDays(path string) (calendar.Calendar, error) {
	if path == "" {
		return calendar.Russia(), nil
	}
	f, err := os.Open(path)
	if err != nil {
		return calendar.Calendar{}, fmt.Errorf("open the calendar: %w", err)
	}
	defer f.Close()
	return calendar.Russia().Load(f)
}

// movers give what a leaving person had before him to another, by the first word of the task's subject.
func (s Services) movers() map[string]tasks.Mover {
	all := s.Assignments.Movers()
	maps.Copy(all, map[string]tasks.Mover{"signature": s.Signing, "application": s.Applications, "document": s.Signing, "approval": s.Approval, "visa": s.Approval,
		interagency.InquirySubject: s.Interagency})
	return all
}

// sealer signs the audit log with the key of this installation.
func (a *App) sealer() (*audit.Sealer, error) {
	key, verifier, err := audit.OpenKey(a.Config.AuditKey(), a.host()+"/audit")
	if err != nil {
		return nil, fmt.Errorf("open the key of the audit: %w", err)
	}
	return audit.NewSealer(a.DB, a.Config.Seal(), key, verifier)
}

// order keeps the log of the order of applications, with a key of its own.
func (a *App) order(in *intake.Service) (*queuelog.Service, error) {
	name := a.host() + "/order"
	key, err := transparency.OpenKey(a.Config.OrderKey(), name)
	if err != nil {
		return nil, fmt.Errorf("open the key of the order: %w", err)
	}
	return queuelog.New(a.DB, in, a.Config.Order(), key, name, a.Log), nil
}

// host is how this installation is called in the names of its logs.
func (a *App) host() string {
	if u, err := a.Config.Outside(); err == nil && u != nil {
		return u.Hostname()
	}
	return "veche"
}

// letters is the way of notices to the mail server, nil where there is none.
func (a *App) letters() notify.Send {
	m := a.Config.Mail
	if m.Host == "" {
		return nil
	}
	return notify.Server{Host: m.Host, Port: m.Port, User: m.User, Password: m.Password, From: m.From, TLS: protection(m.TLS)}.Send
}

func protection(word string) gomail.TLSPolicy {
	return map[string]gomail.TLSPolicy{"starttls": gomail.TLSMandatory, "optional": gomail.TLSOpportunistic, "none": gomail.NoTLS}[cmp.Or(word, "starttls")]
}
