package epgu

import (
	"context"
	"slices"
	"strconv"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

// OrderRow is an application of a portal as lists show it; what a citizen has written is not in it.
type OrderRow struct {
	ID            int64      `db:"id" json:"id"`
	Portal        string     `db:"portal" json:"portal"`
	OrderID       string     `db:"order_id" json:"order_id"`
	Namespace     string     `db:"namespace" json:"namespace"`
	Code          string     `db:"code" json:"code"`
	Organisation  string     `db:"organisation" json:"organisation"`
	Title         string     `db:"title" json:"title" doc:"Of the service as the table of services calls it"`
	State         OrderState `db:"state" json:"state" enum:"stored,sorting,faulty,lodged"`
	Error         string     `db:"error" json:"error"`
	Corrected     bool       `db:"corrected" json:"corrected"`
	Verdict       string     `db:"verdict" json:"verdict"`
	Number        string     `db:"number" json:"number"`
	ApplicationID *int64     `db:"application_id" json:"application_id"`
	Shown         string     `db:"shown" json:"shown"`
	ArrivedAt     time.Time  `db:"arrived_at" json:"arrived_at"`
	Version       int64      `db:"version" json:"version"`
}

const orderRow = `
	SELECT o.id, o.portal, o.order_id, o.namespace, o.code, o.organisation, coalesce(r.title, '') AS title, o.state, o.error, o.corrected, o.verdict, o.number,
	       o.application_id, o.shown, o.arrived_at, o.version
	  FROM epgu_orders o LEFT JOIN epgu_routes r ON r.id = o.route_id`

// LineRow is a line of the log.
type LineRow struct {
	ID         int64     `db:"id" json:"id"`
	Direction  Direction `db:"direction" json:"direction" enum:"in,out"`
	What       What      `db:"what" json:"what" enum:"order,cancel,text,status,cancel_response,text_response"`
	Portal     string    `db:"portal" json:"portal"`
	OrderID    string    `db:"order_id" json:"order_id"`
	State      LineState `db:"state" json:"state" enum:"waiting,taken,ready,sent,accepted,refused"`
	Way        Way       `db:"way" json:"way" enum:",reply,event,elk"`
	Code       string    `db:"code" json:"code"`
	CodeName   string    `db:"code_name" json:"code_name"`
	StatusDate string    `db:"status_date" json:"status_date"`
	Comment    string    `db:"comment" json:"comment"`
	Error      string    `db:"error" json:"error"`
	SMEVID     string    `db:"smev_id" json:"smev_id"`
	Attempts   int       `db:"attempts" json:"attempts"`
	At         time.Time `db:"at" json:"at"`
	Version    int64     `db:"version" json:"version"`
}

const lineRow = `
	SELECT l.id, l.direction, l.what, l.portal, l.order_id, l.state, l.way, l.code, coalesce(c.name, '') AS code_name, l.status_date,
	       CASE WHEN l.direction = 'out' THEN l.comment ELSE '' END AS comment, l.error, l.smev_id, l.attempts, l.at, l.version
	  FROM epgu_ledger l LEFT JOIN epgu_codes c ON l.what = 'status' AND CAST(c.code AS text) = l.code`

// page is how many rows a list shows at a time.
const page = 50

// Orders lists applications of a state, or all of them, newest first.
func (s *Service) Orders(ctx context.Context, by auth.Actor, state OrderState, before int64) ([]OrderRow, error) {
	if err := s.may(ctx, by); err != nil {
		return nil, err
	}
	args, where := []any{}, " WHERE TRUE"
	if state != "" {
		where += " AND o.state = " + db.Arg(&args, state)
	}
	if before > 0 {
		where += " AND o.id < " + db.Arg(&args, before)
	}
	return db.All[OrderRow](ctx, s.db, orderRow+where+" ORDER BY o.id DESC LIMIT "+db.Arg(&args, page), args...)
}

// Ledger lists messages in and out, newest first.
func (s *Service) Ledger(ctx context.Context, by auth.Actor, direction Direction, state LineState, before int64) ([]LineRow, error) {
	if err := s.may(ctx, by); err != nil {
		return nil, err
	}
	args, where := []any{}, " WHERE TRUE"
	if direction != "" {
		where += " AND l.direction = " + db.Arg(&args, direction)
	}
	if state != "" {
		where += " AND l.state = " + db.Arg(&args, state)
	}
	if before > 0 {
		where += " AND l.id < " + db.Arg(&args, before)
	}
	return db.All[LineRow](ctx, s.db, lineRow+where+" ORDER BY l.id DESC LIMIT "+db.Arg(&args, page), args...)
}

// Raw is a message word for word. Reading it is an act: it holds what a citizen has written.
func (s *Service) Raw(ctx context.Context, by auth.Actor, lineID int64) (raw string, err error) {
	err = s.manage(ctx, by, audit.Entry{Action: "epgu.raw_read", Object: about("epgu_line", lineID)}, func(tx *db.Tx) error {
		l, err := lineByID(ctx, tx, lineID, "")
		raw = l.Raw
		return err
	})
	return raw, err
}

// RawOrder is the content of an application as it came or was corrected.
func (s *Service) RawOrder(ctx context.Context, by auth.Actor, id int64) (raw string, err error) {
	err = s.manage(ctx, by, audit.Entry{Action: "epgu.raw_read", Object: about("epgu_order", id)}, func(tx *db.Tx) error {
		o, err := orderByID(ctx, tx, id, "")
		raw = o.Raw
		return err
	})
	return raw, err
}

// Setup is everything that the administrator sets, and what waits for him.
type Setup struct {
	Settings  Settings   `json:"settings"`
	Statuses  []Status   `json:"statuses" doc:"In the order of their way, newest first"`
	Codes     []Code     `json:"codes"`
	Routes    []RouteRow `json:"routes"`
	Connected bool       `json:"connected"`
	Sorting   int        `json:"sorting"`
	Faulty    int        `json:"faulty"`
	Refused   int        `json:"refused"`
}

// Show is the set-up of the exchange.
func (s *Service) Show(ctx context.Context, by auth.Actor) (v Setup, err error) {
	if err := s.may(ctx, by); err != nil {
		return v, err
	}
	if v.Settings, err = settingsOf(ctx, s.db); err != nil {
		return v, err
	}
	if v.Statuses, err = db.All[Status](ctx, s.db, "SELECT "+db.Columns[Status]("")+" FROM epgu_status_codes ORDER BY from_day DESC, portal"); err != nil {
		return v, err
	}
	slices.SortStableFunc(v.Statuses, func(a, b Status) int { return slices.Index(statuses, a.Status) - slices.Index(statuses, b.Status) })
	if v.Codes, err = db.All[Code](ctx, s.db, "SELECT code, name, terminal FROM epgu_codes ORDER BY code"); err != nil {
		return v, err
	}
	if v.Routes, err = s.routes(ctx); err != nil {
		return v, err
	}
	type counts struct {
		Sorting int `db:"sorting"`
		Faulty  int `db:"faulty"`
		Refused int `db:"refused"`
	}
	c, err := db.One[counts](ctx, s.db, `
		SELECT (SELECT count(*) FROM epgu_orders WHERE state = 'sorting') AS sorting, (SELECT count(*) FROM epgu_orders WHERE state = 'faulty') AS faulty,
		       (SELECT count(*) FROM epgu_ledger WHERE direction = 'out' AND state = 'refused') AS refused`)
	v.Sorting, v.Faulty, v.Refused, v.Connected = c.Sorting, c.Faulty, c.Refused, s.Connected()
	return v, err
}

// RouteRow is a line of the table of services with the name of ours.
type RouteRow struct {
	Route
	Service string `json:"service"`
	Used    int    `json:"used" doc:"Applications that came by it"`
}

func (s *Service) routes(ctx context.Context) ([]RouteRow, error) {
	list, err := db.All[Route](ctx, s.db, "SELECT "+routeColumns+" FROM epgu_routes ORDER BY title, namespace, code, from_day DESC")
	if err != nil {
		return nil, err
	}
	names, err := s.Desk.Services(ctx, s.db)
	if err != nil {
		return nil, err
	}
	type count struct {
		RouteID int64 `db:"route_id"`
		N       int   `db:"n"`
	}
	used, err := db.All[count](ctx, s.db, "SELECT route_id, count(*) AS n FROM epgu_orders WHERE route_id IS NOT NULL GROUP BY route_id")
	rows := make([]RouteRow, len(list))
	for i, v := range list {
		rows[i].Route = v
		if n := slices.IndexFunc(names, func(o ServiceOption) bool { return o.ID == v.ServiceID }); n >= 0 {
			rows[i].Service = names[n].Title
		}
		if n := slices.IndexFunc(used, func(c count) bool { return c.RouteID == v.ID }); n >= 0 {
			rows[i].Used = used[n].N
		}
	}
	return rows, err
}

// Services are ours, for whoever maps theirs onto them.
func (s *Service) Services(ctx context.Context, by auth.Actor) ([]ServiceOption, error) {
	if err := s.may(ctx, by); err != nil {
		return nil, err
	}
	return s.Desk.Services(ctx, s.db)
}

// Fields are what the form of a service of ours asks.
func (s *Service) Fields(ctx context.Context, by auth.Actor, serviceID int64) ([]FormField, error) {
	if err := s.may(ctx, by); err != nil {
		return nil, err
	}
	return s.Desk.Fields(ctx, s.db, serviceID, s.db.Now())
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1 << 31
	}
	return n
}
