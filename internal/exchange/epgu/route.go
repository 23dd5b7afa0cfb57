package epgu

import (
	"context"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
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
	To    string `json:"to" minLength:"1" maxLength:"200" doc:"Dotted path in our form; cars[].plate in every item of a list"`
	From  string `json:"from,omitempty" maxLength:"300" doc:"Path within ApplicationDetails; several are joined by +; Cars/Car[]/Plate of every item"`
	Value string `json:"value,omitempty" maxLength:"2000" doc:"In place of a path"`
	Kind  string `json:"kind,omitempty" enum:",text,number,boolean,digits" doc:"How it stands in our form"`
}

// FileLine puts attachments of theirs into a file field of our form.
type FileLine struct {
	To   string `json:"to" minLength:"1" maxLength:"200" doc:"Dotted path of the file field in our form"`
	From string `json:"from,omitempty" maxLength:"200" doc:"Name of the attachment, * stands for anything; empty: whatever no other line has taken"`
}

// Route maps a service of a portal onto ours, from a day on.
type Route struct {
	ID        int64             `db:"id" json:"id"`
	Namespace string            `db:"namespace" json:"namespace" minLength:"1" maxLength:"300"`
	Code      string            `db:"code" json:"code" maxLength:"100" doc:"ServicesType; empty: whatever it is"`
	Title     string            `db:"title" json:"title" maxLength:"500"`
	ServiceID int64             `db:"service_id" json:"service_id" minimum:"1"`
	Applicant db.Map[string]    `db:"applicant" json:"applicant"`
	Answers   db.List[Answer]   `db:"answers" json:"answers"`
	Files     db.List[FileLine] `db:"files" json:"files"`
	Way       Way               `db:"way" json:"way" enum:"reply,event,elk"`
	Target    string            `db:"target" json:"target" maxLength:"40" doc:"Code of the target of the service, for ЕЛК"`
	FromDay   calendar.Date     `db:"from_day" json:"from_day" format:"date"`
	ToDay     calendar.Date     `db:"to_day" json:"to_day,omitempty" format:"date"`
	Version   int64             `db:"version" json:"version"`
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
