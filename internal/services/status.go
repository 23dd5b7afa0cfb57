package services

import (
	"context"
	"slices"
	"time"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// PublicStatus is what an applicant is told of the course (domain.md §15): computed, never stored.
type PublicStatus string

const (
	StatusSent          PublicStatus = "sent"           // Отправлено в ведомство
	StatusAccepted      PublicStatus = "accepted"       // Принято ведомством
	StatusRegistered    PublicStatus = "registered"     // Зарегистрировано
	StatusInReview      PublicStatus = "in_review"      // На рассмотрении
	StatusWaiting       PublicStatus = "waiting"        // Ожидание дополнительной информации
	StatusSuspended     PublicStatus = "suspended"      // Приостановлено
	StatusReady         PublicStatus = "ready"          // Приглашение за результатом
	StatusDone          PublicStatus = "done"           // Услуга оказана
	StatusRefused       PublicStatus = "refused"        // Отказано в предоставлении
	StatusIntakeRefused PublicStatus = "intake_refused" // Отказано в приёме документов
	StatusCancelled     PublicStatus = "cancelled"      // Отменено
)

var statusWords = map[PublicStatus]string{
	StatusSent: "Отправлено в ведомство", StatusAccepted: "Принято ведомством", StatusRegistered: "Зарегистрировано", StatusInReview: "На рассмотрении",
	StatusWaiting: "Ожидание дополнительной информации", StatusSuspended: "Приостановлено", StatusReady: "Приглашение за результатом",
	StatusDone: "Услуга оказана", StatusRefused: "Отказано в предоставлении", StatusIntakeRefused: "Отказано в приёме документов", StatusCancelled: "Отменено",
}

// Russian is the status in words.
func (s PublicStatus) Russian() string { return statusWords[s] }

// PublicStatuses lists all of them in the order of a life.
func PublicStatuses() []PublicStatus {
	return []PublicStatus{StatusSent, StatusAccepted, StatusRegistered, StatusInReview, StatusWaiting, StatusSuspended, StatusReady, StatusDone, StatusRefused,
		StatusIntakeRefused, StatusCancelled}
}

// ShownToApplicant is the status of an application as its applicant sees it. That the decision lies signed and waits for
// nothing but its invitation is still a consideration to him.
func ShownToApplicant(s State) PublicStatus {
	switch s {
	case Submitted:
		return StatusSent
	case Received, Precheck:
		return StatusAccepted
	case Registered:
		return StatusRegistered
	case AwaitingApplicant:
		return StatusWaiting
	case Suspended:
		return StatusSuspended
	case ResultReady:
		return StatusReady
	case GivenOut:
		return StatusDone
	case Refused:
		return StatusRefused
	case IntakeRefused:
		return StatusIntakeRefused
	case Cancelled:
		return StatusCancelled
	}
	return StatusInReview
}

// Stage is the number of the stage that the account shows: 1 accepted, 2 registered, 3 considered, 4 an invitation for the
// result, 5 the service is provided (or refused).
func (s PublicStatus) Stage() int {
	switch s {
	case StatusSent, StatusAccepted:
		return 1
	case StatusRegistered:
		return 2
	case StatusInReview, StatusWaiting, StatusSuspended:
		return 3
	case StatusReady:
		return 4
	}
	return 5
}

// Russian is the way of the result in words.
func (w Way) Russian() string {
	return map[Way]string{ToAccount: "в личный кабинет", InPerson: "лично в органе", ByPost: "по почте", AtMFC: "в МФЦ"}[w]
}

// Shown is what an applicant may see of his application: the account and foreign portals read it when they are told of a
// change.
type Shown struct {
	ID           int64
	ServiceID    int64
	VersionID    int64
	ApplicantID  int64
	BodyID       int64
	Year         int
	Sequence     int64
	Number       string
	Channel      Channel
	Status       PublicStatus
	State        State
	Stage        int
	AcceptedAt   time.Time
	RegisteredOn calendar.Date
	RegisterBy   calendar.Deadline
	DueOn        calendar.Date
	Why          string // derivation of the day
	Ground       string // text of the ground of a refusal or a suspension
	Act          string // where it stands in the regulation
	Reason       string
	Cure         string
	Way          Way
	WayPlace     string
	Invitation   *Invitation
	Issued       *Issued
	ResultID     *int64 // card of the signed result or refusal
	Final        bool
	MayCancel    bool
	CancelAsked  bool
	MayWrite     bool
	MayChooseWay bool
	MayCorrect   bool
	MayComplain  bool
	Asked        *Message // what is waited for from him
	ChangedAt    time.Time
}

// ShownOf reads what the applicant may see. That it is his, the caller has asked.
func (s *Service) ShownOf(ctx context.Context, r db.Reader, id int64) (v Shown, err error) {
	a, err := byID(ctx, r, id, "")
	if err != nil {
		return v, err
	}
	return s.Show(ctx, r, a)
}

// Show is ShownOf for an application that is read already.
func (s *Service) Show(ctx context.Context, r db.Reader, a Application) (v Shown, err error) {
	status := ShownToApplicant(a.State)
	v = Shown{ID: a.ID, ServiceID: a.ServiceID, VersionID: a.VersionID, ApplicantID: a.ApplicantID, BodyID: a.BodyID, Year: a.Year, Sequence: a.Sequence, Number: a.Number, Channel: a.Channel,
		Status: status, State: a.State, Stage: status.Stage(), AcceptedAt: a.AcceptedAt, RegisteredOn: a.RegisteredOn, RegisterBy: a.RegisterBy, DueOn: a.Due.V.Date,
		Why: a.Due.V.Explain(), Ground: a.GroundWords, Reason: a.Reason, Way: a.Way, WayPlace: a.WayPlace, Final: a.State.Final(),
		MayCancel: a.CancelAskedAt == nil && slices.Contains(rules[AskCancel].from, a.State), CancelAsked: a.CancelAskedAt != nil && !a.State.Final(),
		MayWrite: !a.State.Final(), MayChooseWay: !a.State.Final(), MayCorrect: a.State == GivenOut, MayComplain: true, ChangedAt: a.ChangedAt}
	if slices.Contains([]State{Granted, ResultReady, GivenOut, Refused, IntakeRefused}, a.State) {
		v.ResultID = a.ResultID
	}
	if a.State == ResultReady || a.State == GivenOut && a.Invitation.V.Place != "" {
		v.Invitation = &a.Invitation.V
	}
	if a.State == GivenOut {
		v.Issued = &a.Issued.V
	}
	return v, s.groundShown(ctx, r, a, &v)
}

// groundShown adds why it stands or ended, and what is waited for.
func (s *Service) groundShown(ctx context.Context, r db.Reader, a Application, v *Shown) error {
	p, err := s.procedure(ctx, r, a)
	if err != nil {
		return err
	}
	list := p.Passport.RefusalsOf(a.Variant)
	code := a.Ground
	switch a.State {
	case IntakeRefused:
		list = p.Passport.IntakeRefusalsOf(a.Variant)
	case Suspended:
		held, err := suspensions(ctx, r, a.ID)
		if err != nil || len(held) == 0 {
			return err
		}
		last := held[len(held)-1]
		list, code, v.Ground, v.Reason = p.Passport.SuspensionsOf(a.Variant), last.Ground, last.GroundWords, last.Reason
	case AwaitingApplicant:
		asked, err := db.All[Message](ctx, r, "SELECT "+db.Columns[Message]("")+` FROM application_messages
			 WHERE application_id = $1 AND author = 'office' AND due IS NOT NULL ORDER BY id DESC LIMIT 1`, a.ID)
		if err == nil && len(asked) > 0 {
			v.Asked = &asked[0]
		}
		return err
	}
	if g, err := ground(list, code); err == nil {
		v.Act, v.Cure = g.Act, g.Cure
	}
	return nil
}

// ByOrder finds the application of an accepted row; ErrNone while the job has not read it yet.
func (s *Service) ByOrder(ctx context.Context, r db.Reader, serviceID int64, year int, sequence int64) (Application, error) {
	return db.One[Application](ctx, r, "SELECT "+applicationColumns+" FROM applications WHERE service_id = $1 AND year = $2 AND sequence = $3", serviceID, year, sequence)
}

// PublicHistory is what happened, as far as the applicant is told.
func (s *Service) PublicHistory(ctx context.Context, r db.Reader, id int64) ([]Event, error) {
	return db.All[Event](ctx, r, "SELECT "+eventColumns+" FROM application_events WHERE application_id = $1 AND public ORDER BY id", id)
}
