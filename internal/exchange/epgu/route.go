package epgu

import (
	"context"
	"encoding/json"
	"regexp"
	"strings"

	"veche/internal/exchange/epgu/contract"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Way is the form in which statuses of a service go back.
type Way string

// The ways.
const (
	ByReply Way = "reply" // answers of the concentrator to the application itself
	ByEvent Way = "event" // events of the applicant's account
	ByELK   Way = "elk"   // statuses of the single account
)

// Answer is one answer of our form: what stands at a path of theirs, or the same for all.
type Answer struct {
	To    string `json:"to" minLength:"1" maxLength:"200" doc:"Dotted path in our form"`
	From  string `json:"from,omitempty" maxLength:"300" doc:"Path within ApplicationDetails; several are joined by +"`
	Value string `json:"value,omitempty" maxLength:"2000" doc:"In place of a path"`
	Kind  string `json:"kind,omitempty" enum:",text,number,boolean,digits" doc:"How it stands in our form"`
}

// Route maps a service of a portal onto ours, from a day on.
type Route struct {
	ID        int64           `db:"id" json:"id"`
	Namespace string          `db:"namespace" json:"namespace" minLength:"1" maxLength:"300"`
	Code      string          `db:"code" json:"code" maxLength:"100" doc:"ServicesType; empty: whatever it is"`
	Title     string          `db:"title" json:"title" maxLength:"500"`
	ServiceID int64           `db:"service_id" json:"service_id" minimum:"1"`
	Applicant db.Map[string]  `db:"applicant" json:"applicant"`
	Answers   db.List[Answer] `db:"answers" json:"answers"`
	Way       Way             `db:"way" json:"way" enum:"reply,event,elk"`
	Target    string          `db:"target" json:"target" maxLength:"40" doc:"Code of the target of the service, for ЕЛК"`
	FromDay   calendar.Date   `db:"from_day" json:"from_day" format:"date"`
	ToDay     calendar.Date   `db:"to_day" json:"to_day,omitempty" format:"date"`
	Version   int64           `db:"version" json:"version"`
}

var routeColumns = db.Columns[Route]("")

func routeByID(ctx context.Context, r db.Reader, id int64) (Route, error) {
	v, err := db.One[Route](ctx, r, "SELECT "+routeColumns+" FROM epgu_routes WHERE id = $1", id)
	return v, db.Absent(err, "epgu.route_not_found", id)
}

// routeOf is the route of a service on a day; that of its own code goes before one for all codes.
func routeOf(ctx context.Context, r db.Reader, namespace, code string, day calendar.Date) (Route, bool, error) {
	return found(db.All[Route](ctx, r, "SELECT "+routeColumns+` FROM epgu_routes
		 WHERE namespace = $1 AND code IN ($2, '') AND from_day <= $3 AND (to_day IS NULL OR to_day >= $3)
		 ORDER BY CASE WHEN code = $2 THEN 0 ELSE 1 END, from_day DESC, id DESC LIMIT 1`, namespace, code, day))
}

// lodging is an application in the words of our form.
func (v Route) lodging(o contract.Order) (Lodging, error) {
	of := func(name string) string { return o.Detail(v.Applicant[name]) }
	l := Lodging{ServiceID: v.ServiceID, Applicant: Applicant{SNILS: of("snils"), Surname: of("surname"), Name: of("name"), Patronymic: of("patronymic"),
		Email: of("email"), Phone: of("phone"), Address: of("address")}}
	if day := of("born_on"); day != "" {
		born, err := calendar.Parse(day)
		if err != nil {
			return l, fail.Field("epgu.answers_wrong", "born_on", "wrong_format")
		}
		l.Applicant.BornOn = born
	}
	answers := map[string]any{}
	for _, a := range v.Answers {
		value := a.Value
		if a.From != "" {
			value = joined(o, a.From)
		}
		if value == "" {
			continue
		}
		if err := put(answers, strings.Split(a.To, "."), typed(value, a.Kind)); err != nil {
			return l, err
		}
	}
	text, err := json.Marshal(answers)
	l.Answers = text
	return l, err
}

// joined is what stands at a path, or at several one after another: a passport is one answer here and two there.
func joined(o contract.Order, paths string) string {
	value := ""
	for _, path := range strings.Split(paths, "+") {
		value += o.Detail(strings.TrimSpace(path))
	}
	return value
}

// notDigits are what people write between figures.
var notDigits = regexp.MustCompile(`\D`)

func typed(value, kind string) any {
	switch {
	case kind == "digits":
		return notDigits.ReplaceAllString(value, "")
	case kind == "number" && json.Valid([]byte(value)):
		return json.RawMessage(value)
	case kind == "boolean":
		return value == "true" || value == "1"
	}
	return value
}

// put writes a value at a path of objects.
func put(into map[string]any, path []string, value any) error {
	for ; len(path) > 1; path = path[1:] {
		next, ok := into[path[0]].(map[string]any)
		if !ok {
			if _, taken := into[path[0]]; taken {
				return fail.New(fail.Invalid, "epgu.mapping_wrong", "the path %s stands in a value", path[0])
			}
			next = map[string]any{}
			into[path[0]] = next
		}
		into = next
	}
	into[path[0]] = value
	return nil
}

// Status is the code that a portal is told for a status of ours: a row of the dictionary.
type Status struct {
	Status         string `db:"status" json:"status"`
	Code           string `db:"code" json:"code" maxLength:"20"`
	Comment        string `db:"comment" json:"comment" maxLength:"2048"`
	CancelAllowed  bool   `db:"cancel_allowed" json:"cancel_allowed"`
	MessageAllowed bool   `db:"message_allowed" json:"message_allowed"`
	Version        int64  `db:"version" json:"version"`
}

func statusOf(ctx context.Context, r db.Reader, status string) (Status, bool, error) {
	return found(db.All[Status](ctx, r, "SELECT "+db.Columns[Status]("")+" FROM epgu_statuses WHERE status = $1", status))
}

// Code is a status as the portals have it.
type Code struct {
	Code     int    `db:"code" json:"code"`
	Name     string `db:"name" json:"name" minLength:"1" maxLength:"200"`
	Terminal bool   `db:"terminal" json:"terminal"`
}

// Settings say how the exchange names itself; one row.
type Settings struct {
	ID        int64  `db:"id" json:"-"`
	Env       string `db:"env" json:"env" enum:"DEV,UAT,EXUAT,SVCDEV,TCOD,PROD"`
	ELKEnv    string `db:"elk_env" json:"elk_env" enum:"SVCDEV,EPGU"`
	Author    string `db:"author" json:"author" maxLength:"256"`
	SenderINN string `db:"sender_inn" json:"sender_inn" maxLength:"12"`
	SenderKPP string `db:"sender_kpp" json:"sender_kpp" maxLength:"9"`
	Version   int64  `db:"version" json:"version"`
}

func settingsOf(ctx context.Context, r db.Reader) (Settings, error) {
	return db.One[Settings](ctx, r, "SELECT "+db.Columns[Settings]("")+" FROM epgu_settings WHERE id = 1")
}
