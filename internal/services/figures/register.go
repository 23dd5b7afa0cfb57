package figures

import (
	"context"
	"strconv"
	"strings"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services"
)

// Filter chooses the applications behind a figure; its words are those that the figures bring.
type Filter struct {
	Ask
	Way       string `query:"way" enum:"electronic,personal,post"`
	Channel   string `query:"channel" maxLength:"20"`
	Outcome   string `query:"outcome" enum:"open,granted,issued,refused,intake_refused,cancelled"`
	Term      string `query:"term" enum:"kept,missed,running,overdue,none"`
	Step      string `query:"step" maxLength:"30" doc:"Kind of the step that runs"`
	Weekday   int64  `query:"weekday" minimum:"0" maximum:"7" doc:"1 Monday … 7 Sunday; 0: any"`
	Hour      int64  `query:"hour" minimum:"-1" maximum:"23" default:"-1" doc:"-1: any"`
	Territory string `query:"territory" maxLength:"200" doc:"-: no application names one"`
	Passed    string `query:"passed" maxLength:"30" doc:"Kind of a step that has ended: the list is then of such steps, the longest first"`
	Least     int64  `query:"least" minimum:"0" doc:"With passed: it took at least so many seconds"`
}

// anyHour is no filter: midnight is an hour.
const anyHour = -1

// Row is a line of the list: an application, or a step of one where the list is of steps. It names the applicant only to
// those who may see the application.
type Row struct {
	ID         int64            `db:"id" json:"id"`
	Number     string           `db:"number" json:"number"`
	Service    string           `db:"service" json:"service"`
	Body       string           `db:"body" json:"body"`
	State      services.State   `db:"state" json:"state"`
	Channel    services.Channel `db:"channel" json:"channel"`
	Territory  string           `db:"territory" json:"territory"`
	AcceptedAt time.Time        `db:"accepted_at" json:"accepted_at"`
	ClosedAt   *time.Time       `db:"closed_at" json:"closed_at"`
	Term       Term             `db:"term" json:"term" enum:"kept,missed,running,overdue,none"`
	DueOn      calendar.Date    `db:"-" json:"due_on" doc:"Of one that runs"`
	Applicant  string           `db:"-" json:"applicant"`
	Visible    bool             `db:"-" json:"visible" doc:"The reader may open it"`
	StepID     int64            `db:"step_id" json:"step_id" doc:"Where the list is of steps"`
	Lasted     int64            `db:"lasted" json:"lasted" doc:"How many seconds the step took"`
}

// found is a row with what says who may see it.
type found struct {
	Row
	Day          string                 `db:"day"`
	LastDay      string                 `db:"due_on"`
	BodyID       int64                  `db:"body_id"`
	IntakeBodyID int64                  `db:"intake_body_id"`
	UnitID       *int64                 `db:"unit_id"`
	OfficerID    *int64                 `db:"officer_id"`
	Kind         services.ApplicantKind `db:"kind"`
	Surname      string                 `db:"surname"`
	Name         string                 `db:"name"`
	Patronymic   string                 `db:"patronymic"`
	Title        string                 `db:"title"`
}

func (f *found) show(by auth.Actor, today string) Row {
	a := services.Application{BodyID: f.BodyID, IntakeBodyID: f.IntakeBodyID, UnitID: f.UnitID, OfficerID: f.OfficerID}
	if f.Visible = a.SeenBy(by); f.Visible {
		f.Applicant = services.Applicant{Kind: f.Kind, Surname: f.Surname, Name: f.Name, Patronymic: f.Patronymic, Title: f.Title}.ShortName()
	}
	if f.LastDay != never {
		f.DueOn = calendar.MustParse(f.LastDay)
	}
	if f.Term == Running && f.LastDay < today {
		f.Term = Overdue
	}
	return f.Row
}

// Page is a part of the list.
type Page struct {
	Items []Row  `json:"items"`
	Next  string `json:"next"`
	Count int64  `json:"count" doc:"Of the whole list, 10 000 at most"`
}

// mostCounted bounds the count of a list; figures are counted elsewhere, and to the end.
const mostCounted = 10_000

// Register lists the applications behind a figure, the newest first.
func (s *Service) Register(ctx context.Context, by auth.Actor, f Filter, after string, limit int) (page Page, err error) {
	if limit == 0 {
		limit = 50
	}
	if _, err := newPeriod(f.From, f.To); err != nil {
		return page, err
	}
	if f.BodyID, err = s.bodyOf(ctx, by, f.BodyID); err != nil {
		return page, err
	}
	today := s.org.Today(ctx, s.db, by.BodyID, s.db.Now()).String()
	args := []any{}
	from, order, key := f.source()
	where := f.where(&args, today)
	if after == "" {
		if page.Count, err = db.One[int64](ctx, s.db, "SELECT count(*) FROM (SELECT 1 FROM "+from+" WHERE "+where+" LIMIT "+number(mostCounted)+") AS counted", args...); err != nil {
			return page, err
		}
	} else if where, err = f.behind(where, key, after, &args); err != nil {
		return page, err
	}
	steps := "CAST(0 AS bigint) AS step_id, CAST(0 AS bigint) AS lasted"
	if f.Passed != "" {
		steps = "t.id AS step_id, t.lasted"
	}
	list, err := db.All[found](ctx, s.db, `
		SELECT a.id, a.number, s.short_name AS service, b.short_name AS body, a.state, f.channel, f.territory, a.accepted_at, a.closed_at, f.term, f.day, f.due_on,
		       a.body_id, a.intake_body_id, a.unit_id, a.officer_id, p.kind, p.surname, p.name, p.patronymic, p.title, `+steps+`
		  FROM `+from+` JOIN applications a ON a.id = f.application_id JOIN services s ON s.id = a.service_id JOIN bodies b ON b.id = a.body_id
		  JOIN applicants p ON p.id = a.applicant_id
		 WHERE `+where+" ORDER BY "+order+" LIMIT "+db.Arg(&args, limit+1), args...)
	if err != nil {
		return page, err
	}
	if len(list) > limit {
		list = list[:limit]
		page.Next = f.place(list[limit-1])
	}
	page.Items = make([]Row, len(list))
	for i := range list {
		page.Items[i] = list[i].show(by, today)
	}
	return page, nil
}

// source is what the list reads, its order and the key by which its pages follow one another: applications, the newest
// first, or steps, the longest first.
func (f Filter) source() (from, order, key string) {
	if f.Passed != "" {
		return "application_steps t JOIN application_figures f ON f.application_id = t.application_id", "t.lasted DESC, t.id DESC", "(t.lasted, t.id)"
	}
	return "application_figures f", "f.day DESC, f.application_id DESC", "(f.day, f.application_id)"
}

// place is where the next page begins.
func (f Filter) place(last found) string {
	if f.Passed != "" {
		return number(last.Lasted) + "." + number(last.StepID)
	}
	return last.Day + "." + number(last.ID)
}

// behind narrows the list to what stands behind a place.
func (f Filter) behind(where, key, after string, args *[]any) (string, error) {
	first, text, _ := strings.Cut(after, ".")
	id, err := strconv.ParseInt(text, 10, 64)
	var value any = first
	if err == nil && f.Passed != "" {
		value, err = strconv.ParseInt(first, 10, 64)
	}
	if err != nil {
		return "", fail.Field("request.invalid", "after", "wrong_format")
	}
	return where + " AND " + key + " < (" + db.Arg(args, value) + ", " + db.Arg(args, id) + ")", nil
}

// where are the conditions of the list; f is the row of the figures, t that of the step.
func (f Filter) where(args *[]any, today string) string {
	parts := []string{"f.day >= " + db.Arg(args, f.From.String()), "f.day <= " + db.Arg(args, f.To.String())}
	is := func(column string, value any) { parts = append(parts, "f."+column+" = "+db.Arg(args, value)) }
	for column, id := range map[string]int64{"body_id": f.BodyID, "service_id": f.ServiceID, "weekday": f.Weekday} {
		if id != 0 {
			is(column, id)
		}
	}
	for column, word := range map[string]string{"channel": f.Channel, "outcome": f.Outcome, "step": f.Step} {
		if word != "" {
			is(column, word)
		}
	}
	if f.Hour != anyHour {
		is("hour", f.Hour)
	}
	if f.Territory != "" {
		is("territory", placeOf(f.Territory))
	}
	if f.Way != "" {
		parts = append(parts, "f.channel IN "+db.In(args, channelsOf(f.Way)))
	}
	switch Term(f.Term) {
	case "":
	case Running:
		parts = append(parts, "f.term = 'running' AND f.due_on >= "+db.Arg(args, today))
	case Overdue:
		parts = append(parts, "f.term = 'running' AND f.due_on < "+db.Arg(args, today))
	case Missed:
		parts = append(parts, "f.term = 'missed'")
	default:
		is("term", f.Term)
	}
	if f.Passed != "" {
		parts = append(parts, "t.kind = "+db.Arg(args, f.Passed), "t.lasted >= "+db.Arg(args, f.Least))
	}
	return strings.Join(parts, " AND ")
}

// placeOf is the place of a filter; the word for "none is named" is no place.
func placeOf(word string) string {
	if word == unknown {
		return ""
	}
	return word
}
