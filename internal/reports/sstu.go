package reports

import (
	"context"
	"encoding/xml"
	"errors"
	"regexp"
	"slices"
	"time"

	"veche/internal/appeals"
	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Account is the monthly account of a body to the Administration of the President on the results of appeals (Указ № 171
// of 17.04.2017): appeals registered in the month, and those whose questions got their results in it.
type Account struct {
	XMLName      xml.Name  `xml:"urn:veche:sstu:1 account" json:"-"`
	Month        string    `xml:"month,attr" json:"month"`
	BodyID       int64     `xml:"-" json:"body_id"`
	Body         string    `xml:"body,attr" json:"body"`
	DepartmentID string    `xml:"departmentId,attr" json:"department_id" doc:"GUID of the body there; empty until an administrator writes it"`
	Appeals      []Record  `xml:"appeal" json:"-"`
	Count        int       `xml:"-" json:"count"`
	Missing      []Missing `xml:"-" json:"missing" doc:"Cards on which something the account needs is not written"`
}

// Record is an appeal as the account has it (§4.6).
type Record struct {
	DocumentID int64         `xml:"id"`
	IsDirect   bool          `xml:"isDirect"`
	Format     string        `xml:"format"`
	Number     string        `xml:"number"`
	CreateDate calendar.Date `xml:"createDate"`
	Name       string        `xml:"name"`
	Address    string        `xml:"address"`
	Email      string        `xml:"email,omitempty"`
	Questions  []Answered    `xml:"questions>question"`

	received calendar.Date
}

// Answered is a question of the account; which dates it has follows from its status.
type Answered struct {
	Code             string        `xml:"code"`
	Status           string        `xml:"status"`
	Extended         bool          `xml:"extended,omitempty"`
	ActionsTaken     bool          `xml:"actionsTaken,omitempty"`
	IncomingDate     calendar.Date `xml:"incomingDate"`
	RegistrationDate calendar.Date `xml:"registrationDate"`
	ResponseDate     string        `xml:"responseDate,omitempty"`
	TransferredTo    string        `xml:"transferredTo,omitempty"`
	Attachment       *Attachment   `xml:"attachment,omitempty"`
}

// Attachment names the file of the answer; the files themselves are sent beside the account.
type Attachment struct {
	Name   string `xml:"name,attr" db:"name"`
	SHA256 string `xml:"sha256,attr" db:"sha256"`
}

// Missing is a card with what has to be written on it before the account is whole.
type Missing struct {
	DocumentID int64    `json:"document_id"`
	Number     string   `json:"number"`
	Lacks      []string `json:"lacks" doc:"address, code, answer, answer_file"`
}

// most bounds a month of a body: the largest offices of a region register about four thousand.
const most = 20_000

// accounted is a question of the month with its card and its answer.
type accounted struct {
	DocumentID   int64             `db:"document_id"`
	Number       string            `db:"number"`
	RegisteredOn calendar.Date     `db:"registered_on"`
	ReceivedAt   *time.Time        `db:"received_at"`
	Form         appeals.Form      `db:"form"`
	Origin       appeals.Origin    `db:"origin"`
	AnswerBy     calendar.Deadline `db:"answer_by"`
	ExtendedTo   calendar.Deadline `db:"extended_to"`
	Ground       appeals.Ground    `db:"ground"`
	Name         string            `db:"name"`
	Address      string            `db:"address"`
	Email        string            `db:"email"`
	Code         string            `db:"code"`
	Result       appeals.Result    `db:"result"`
	ToBody       string            `db:"to_body"`
	ReplyOn      calendar.Date     `db:"reply_on"`
	FileName     string            `db:"file_name"`
	SHA256       string            `db:"sha256"`
}

const selectAccounted = `
	SELECT r.document_id, r.number, r.registered_on, d.received_at, a.form, a.origin, a.answer_by, a.extended_to, a.ground,
	       COALESCE(w.name, '') AS name, COALESCE(w.address, '') AS address, COALESCE(w.email, '') AS email,
	       COALESCE(q.code, '') AS code, COALESCE(q.result, '') AS result, COALESCE(q.to_body, '') AS to_body,
	       reply.registered_on AS reply_on, COALESCE(f.name, '') AS file_name, COALESCE(f.sha256, '') AS sha256
	  FROM (SELECT document_id FROM appeal_register WHERE body_id = $1 AND registered_on >= $2 AND registered_on <= $3
	        UNION SELECT q.document_id FROM appeal_questions q JOIN appeal_register r ON r.document_id = q.document_id
	               WHERE q.resolved_on >= $2 AND q.resolved_on <= $3 AND r.body_id = $1 AND r.registered_on <> '') AS month
	  JOIN appeal_register r ON r.document_id = month.document_id
	  JOIN appeals a ON a.document_id = r.document_id
	  JOIN documents d ON d.id = r.document_id
	  LEFT JOIN appeal_authors w ON w.document_id = r.document_id AND w.position = 0
	  LEFT JOIN appeal_questions q ON q.document_id = r.document_id
	  LEFT JOIN documents reply ON reply.id = (SELECT max(x.id) FROM documents x WHERE x.in_reply_to_id = r.document_id AND x.flow = 'outgoing' AND x.number <> ''
	       AND NOT EXISTS (SELECT 1 FROM appeal_letters l WHERE l.document_id = x.id AND l.kind <> 'answer'))
	  LEFT JOIN document_files f ON f.id = (SELECT min(y.id) FROM document_files y WHERE y.document_id = reply.id AND y.role = 'main')
	 WHERE a.kind <> 'message'
	 ORDER BY r.registered_on, r.document_id, q.no LIMIT `

// Account gathers the account of a month. Whoever makes it sees authors: the making is journaled.
func (s *Service) Account(ctx context.Context, by auth.Actor, month calendar.Date, body int64) (a Account, err error) {
	if month.IsZero() {
		return a, fail.Field("reports.period_wrong", "month", "required")
	}
	if body == 0 {
		body = by.BodyID
	}
	if _, err := s.appeals.Scope(ctx, s.db, by, body); err != nil {
		return a, err
	}
	from := month.AddDays(1 - month.Day())
	args := []any{body, from.String(), from.AddMonths(1).AddDays(-1).String()}
	lines, err := db.All[accounted](ctx, s.db, selectAccounted+db.Arg(&args, most), args...)
	if err != nil {
		return a, err
	}
	a = Account{Month: from.String()[:7], BodyID: body, Appeals: []Record{}, Missing: []Missing{}}
	if a.DepartmentID, err = s.Department(ctx, body); err != nil {
		return a, err
	}
	owner, err := s.org.Body(ctx, s.db, body)
	if err != nil {
		return a, err
	}
	a.Body = owner.Name
	zone := s.org.Zone(ctx, s.db, body)
	for _, l := range lines {
		a.add(l, zone)
	}
	a.Count = len(a.Appeals)
	return a, audit.Seen(ctx, s.db, by, audit.Ref{Kind: "sstu", ID: body, Title: a.Month})
}

// add puts a question under its appeal and remembers what is not there.
func (a *Account) add(l accounted, zone *time.Location) {
	n := len(a.Appeals) - 1
	if n < 0 || a.Appeals[n].DocumentID != l.DocumentID {
		r := Record{DocumentID: l.DocumentID, IsDirect: l.Origin != appeals.Exchange, Format: "Other", Number: l.Number, CreateDate: l.RegisteredOn,
			Name: l.Name, Address: l.Address, Email: l.Email, Questions: []Answered{}, received: l.RegisteredOn}
		if l.Form == appeals.Electronic {
			r.Format = "Electronic"
		}
		if l.ReceivedAt != nil {
			r.received = calendar.DateOf(*l.ReceivedAt, zone)
		}
		a.Appeals = append(a.Appeals, r)
		n++
	}
	q := l.question(a.Appeals[n].received)
	a.Appeals[n].Questions = append(a.Appeals[n].Questions, q)
	for _, lack := range l.lacks(q) {
		a.lack(l, lack)
	}
}

func (l accounted) question(received calendar.Date) Answered {
	status := appeals.Question{Result: l.Result}.Federal(appeals.Appeal{AnswerBy: l.AnswerBy, ExtendedTo: l.ExtendedTo, Ground: l.Ground})
	q := Answered{Code: l.Code, Status: status.Name, Extended: status.Extended, ActionsTaken: status.ActionsTaken,
		IncomingDate: received, RegistrationDate: l.RegisteredOn, TransferredTo: l.ToBody}
	if answeredBy[q.Status] && !l.ReplyOn.IsZero() {
		q.ResponseDate = l.ReplyOn.String()
		if l.SHA256 != "" {
			q.Attachment = &Attachment{Name: l.FileName, SHA256: l.SHA256}
		}
	}
	return q
}

// answeredBy are the statuses that have a letter to the author.
var answeredBy = map[string]bool{"Explained": true, "Supported": true, "NotSupported": true, "Answered": true}

// lacks names what the account needs and the card has not. An author without an address is lawful only on its own ground.
func (l accounted) lacks(q Answered) (list []string) {
	put := func(missing bool, word string) {
		if missing {
			list = append(list, word)
		}
	}
	put(l.Address == "" && l.Email == "" && l.Ground != appeals.NoNameOrAddress, "address")
	put(l.Code == "", "code")
	put(answeredBy[q.Status] && q.ResponseDate == "", "answer")
	put(answeredBy[q.Status] && q.ResponseDate != "" && q.Attachment == nil, "answer_file")
	return list
}

func (a *Account) lack(l accounted, word string) {
	i := slices.IndexFunc(a.Missing, func(m Missing) bool { return m.DocumentID == l.DocumentID })
	if i < 0 {
		i = len(a.Missing)
		a.Missing = append(a.Missing, Missing{DocumentID: l.DocumentID, Number: l.Number})
	}
	if !slices.Contains(a.Missing[i].Lacks, word) {
		a.Missing[i].Lacks = append(a.Missing[i].Lacks, word)
	}
}

var guidForm = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// Department is what the account calls a body, "" until somebody has written it.
func (s *Service) Department(ctx context.Context, body int64) (string, error) {
	guid, err := db.One[string](ctx, s.db, "SELECT guid FROM sstu_departments WHERE body_id = $1", body)
	if errors.Is(err, db.ErrNone) {
		return "", nil
	}
	return guid, err
}

// SetDepartment writes it down for the administrator's own body.
func (s *Service) SetDepartment(ctx context.Context, by auth.Actor, guid string) error {
	if !by.Can(org.RightAdmin) {
		return fail.New(fail.Denied, "reports.denied", "the department is set by the administrator")
	}
	if !guidForm.MatchString(guid) {
		return fail.Field("reports.guid_wrong", "guid", "wrong_format")
	}
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, "INSERT INTO sstu_departments (body_id, guid) VALUES ($1, $2) ON CONFLICT (body_id) DO UPDATE SET guid = excluded.guid", by.BodyID, guid); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "sstu.department_set", Object: audit.Ref{Kind: "body", ID: by.BodyID}, To: guid})
	})
}
