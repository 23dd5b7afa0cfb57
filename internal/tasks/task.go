package tasks

import (
	"strconv"
	"strings"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
)

// Kind is what is asked of the person.
type Kind string

const (
	Register        Kind = "register"         // зарегистрировать
	Consider        Kind = "consider"         // рассмотреть, вынести резолюцию
	Execute         Kind = "execute"          // исполнить поручение
	Contribute      Kind = "contribute"       // дать материалы ответственному исполнителю
	AcceptReport    Kind = "accept_report"    // принять отчёт
	DecideExtension Kind = "decide_extension" // решить о переносе срока
	Control         Kind = "control"          // контролировать срок
	Release         Kind = "release"          // снять с контроля: исполнено или предложено отправленным ответом
	Inform          Kind = "inform"           // ознакомиться
	Vote            Kind = "vote"             // согласовать
	Rework          Kind = "rework"           // доработать
	SendToSign      Kind = "send_to_sign"     // согласованный текст передать на подпись
	Sign            Kind = "sign"             // подписать
	Dispatch        Kind = "dispatch"         // отправить
	File            Kind = "file"             // списать в дело

	CheckApplication    Kind = "check_application"    // проверить заявление на услугу и зарегистрировать
	RouteApplication    Kind = "route_application"    // найти заявлению ответственный орган
	ConsiderApplication Kind = "consider_application" // рассмотреть заявление
	AnswerComplaint     Kind = "answer_complaint"     // рассмотреть досудебную жалобу
	AnswerInquiry       Kind = "answer_inquiry"       // ответить на межведомственный запрос
)

// Kinds lists all kinds in the order in which the interface shows them.
func Kinds() []Kind {
	return []Kind{Register, Consider, Sign, Vote, Execute, Contribute, AcceptReport, DecideExtension, Release, Control,
		Rework, SendToSign, Dispatch, File, CheckApplication, RouteApplication, ConsiderApplication, AnswerComplaint, AnswerInquiry, Inform}
}

// Outcome is what became of a task; a subject may use a word of its own.
type Outcome string

const (
	WasDone      Outcome = "done"
	WasCancelled Outcome = "cancelled"
	WasMoved     Outcome = "reassigned"
)

// Task is one thing that waits for a principal. Put takes the fields down to BasisID; the rest is kept by the package.
type Task struct {
	ID         int64          `db:"id"`
	BodyID     int64          `db:"body_id"`
	Principal  auth.Principal `db:"principal"`
	Kind       Kind           `db:"kind"`
	DocumentID int64          `db:"document_id"` // 0 where it is about something without a registration card
	Subject    string         `db:"subject"`
	Title      string         `db:"title"`
	FromName   string         `db:"from_name"`
	DueOn      calendar.Date  `db:"due_on"`
	Urgent     bool           `db:"urgent"`
	BasisID    *int64         `db:"basis_id"` // the card of the act in consequence of which it is asked
	DueSort    string         `db:"due_sort"`
	CreatedAt  time.Time      `db:"created_at"`
	SeenAt     *time.Time     `db:"seen_at"`
	DoneAt     *time.Time     `db:"done_at"`
	DoneBy     *int64         `db:"done_by"`
	DoneName   string         `db:"done_name"`
	Outcome    Outcome        `db:"outcome"`
}

// Ref names the task in the audit; the title may hold personal data and is left out.
func (t Task) Ref() audit.Ref { return audit.Ref{Kind: "task", ID: t.ID, Title: string(t.Kind)} }

// Subject names what a task is about: Subject("assignment", 12) is "assignment:12".
func Subject(kind string, id int64) string { return kind + ":" + strconv.FormatInt(id, 10) }

// ParseSubject is the reverse of Subject.
func ParseSubject(subject string) (kind string, id int64) {
	kind, number, _ := strings.Cut(subject, ":")
	id, _ = strconv.ParseInt(number, 10, 64)
	return kind, id
}

// Person is the employee to whom the task belongs, 0 when it belongs to an office or a role.
func (t Task) Person() int64 {
	kind, id := ParseSubject(string(t.Principal))
	if kind != "person" && kind != "named" {
		return 0
	}
	return id
}

// another is the key of another person for the same document: named stays named.
func (t Task) another(person int64) auth.Principal {
	if strings.HasPrefix(string(t.Principal), "named:") {
		return auth.Named(person)
	}
	return auth.Employee(person)
}

// never sorts a task without a date behind all others.
const never = "9999-12-31"

func dueSort(d calendar.Date) string {
	if d.IsZero() {
		return never
	}
	return d.String()
}
