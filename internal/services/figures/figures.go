package figures

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/services"
)

// Line is one figure beside that of the year before. Its filters are what the list is asked with to show exactly these
// applications, and those of the year before.
type Line struct {
	Key          string            `json:"key"`
	Title        string            `json:"title" doc:"Of a service, a body, a place; empty where the key is a word of the regulation"`
	Count        int64             `json:"count"`
	Before       int64             `json:"before" doc:"In the same days a year earlier"`
	Filter       map[string]string `json:"filter"`
	FilterBefore map[string]string `json:"filter_before"`
}

// Group is one way of counting the same applications.
type Group struct {
	Key   string `json:"key" enum:"way,channel,outcome,term,step,month,quarter,weekday,hour,service,body,territory"`
	Lines []Line `json:"lines"`
}

// Figures are those of a period: applications accepted in it.
type Figures struct {
	From      calendar.Date     `json:"from" format:"date"`
	To        calendar.Date     `json:"to" format:"date"`
	BodyID    int64             `json:"body_id" doc:"0: all bodies"`
	ServiceID int64             `json:"service_id" doc:"0: all services"`
	Service   string            `json:"service"`
	Total     int64             `json:"total"`
	Before    int64             `json:"before" doc:"In the same days a year earlier"`
	Filter    map[string]string `json:"filter" doc:"Of the list of all of them"`
	AgoFilter map[string]string `json:"filter_before" doc:"Of the list of all those of the year before"`
	Groups    []Group           `json:"groups"`
	Steps     []StepLength      `json:"steps"`
	SpanError float64           `json:"span_error" doc:"How far a median or a percentile is off at most, as a share"`
	Waiting   int64             `json:"waiting" doc:"Changes that are not counted yet"`
}

// Ask is what figures are asked for.
type Ask struct {
	From      calendar.Date `query:"from" format:"date" required:"true"`
	To        calendar.Date `query:"to" format:"date" required:"true"`
	BodyID    int64         `query:"body" minimum:"0" doc:"0: all that the reader may see"`
	ServiceID int64         `query:"service" minimum:"0" doc:"0: all"`
}

// counted are the sums of a period by dimension and key, the days of the total for the seasons apart.
type counted map[string]map[string]int64

func (c counted) total() int64 { return c[dimTotal][""] }

func (c counted) add(dimension, key string, n int64) {
	if c[dimension] == nil {
		c[dimension] = map[string]int64{}
	}
	c[dimension][key] += n
}

// view is the sums of a period and of the year before in one scope.
type view struct {
	scope
	now, ago period
	is, was  counted
}

// Figures counts a period, beside the same days a year earlier. Cost: doc.go.
func (s *Service) Figures(ctx context.Context, by auth.Actor, in Ask) (out Figures, err error) {
	v := view{}
	if v.now, err = newPeriod(in.From, in.To); err != nil {
		return out, err
	}
	v.ago, v.service = v.now.yearAgo(), in.ServiceID
	if v.body, err = s.bodyOf(ctx, by, in.BodyID); err != nil {
		return out, err
	}
	today := s.org.Today(ctx, s.db, by.BodyID, s.db.Now())
	if v.is, err = s.counted(ctx, v.scope, v.now, today); err != nil {
		return out, err
	}
	if v.was, err = s.counted(ctx, v.scope, v.ago, today); err != nil {
		return out, err
	}
	out = Figures{From: in.From, To: in.To, BodyID: v.body, ServiceID: v.service, Total: v.is.total(), Before: v.was.total(), Filter: v.now.filter(v.scope), AgoFilter: v.ago.filter(v.scope), SpanError: SpanError}
	if out.Groups, err = s.groups(ctx, v); err != nil {
		return out, err
	}
	if out.Steps, err = v.steps(); err != nil {
		return out, err
	}
	if v.service != 0 {
		names, err := s.names(ctx, namedServices, []int64{v.service})
		if err != nil {
			return out, err
		}
		out.Service = names[v.service]
	}
	out.Waiting, err = s.Waiting(ctx)
	return out, err
}

// counted reads the sums of a period; what is overdue is counted among those that run.
func (s *Service) counted(ctx context.Context, in scope, p period, today calendar.Date) (counted, error) {
	type row struct {
		Dimension string `db:"dimension"`
		Key       string `db:"key"`
		Month     string `db:"month"`
		Amount    int64  `db:"amount"`
	}
	args := []any{}
	cells := p.cells(in, &args)
	rows, err := db.All[row](ctx, s.db, `
		SELECT dimension, key, CASE WHEN dimension = 'total' THEN substr(day, 1, 7) ELSE '' END AS month, CAST(SUM(amount) AS bigint) AS amount FROM (`+cells+`) AS cells
		 GROUP BY 1, 2, 3 HAVING SUM(amount) <> 0`, args...)
	if err != nil {
		return nil, err
	}
	c := counted{}
	for _, r := range rows {
		c.add(r.Dimension, r.Key, r.Amount)
		if r.Dimension == dimTotal {
			c.add(groupMonth, r.Month, r.Amount)
			c.add(groupQuarter, quarterOf(r.Month), r.Amount)
		}
	}
	for channel, n := range c[dimChannel] {
		c.add(groupWay, wayOf(services.Channel(channel)), n)
	}
	overdue, err := s.overdue(ctx, in, p, today)
	if overdue > 0 {
		c[dimTerm][string(Running)] -= overdue
		c.add(dimTerm, string(Overdue), overdue)
	}
	return c, err
}

func (s *Service) overdue(ctx context.Context, in scope, p period, today calendar.Date) (int64, error) {
	args := []any{today.String(), p.from.String(), p.to.String()}
	where := "term = 'running' AND due_on < $1 AND day >= $2 AND day <= $3"
	if in.body != 0 {
		where += " AND body_id = " + db.Arg(&args, in.body)
	}
	if in.service != 0 {
		where += " AND service_id = " + db.Arg(&args, in.service)
	}
	return db.One[int64](ctx, s.db, "SELECT count(*) FROM application_figures WHERE "+where, args...)
}

// names are the names of services or bodies by their ids.
func (s *Service) names(ctx context.Context, query string, ids []int64) (map[int64]string, error) {
	args := []any{}
	list, err := db.All[Choice](ctx, s.db, query+" WHERE "+db.Among(s.db, &args, "s.id", ids), args...)
	found := map[int64]string{}
	for _, one := range list {
		found[one.ID] = one.Name
	}
	return found, err
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

// byCount puts the largest first.
func byCount(a, b Line) int {
	return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(b.Before, a.Before), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Key, b.Key))
}

// sorted puts lines in the order of a list of keys.
func sorted(lines []Line, order []string) {
	slices.SortStableFunc(lines, func(a, b Line) int { return cmp.Compare(slices.Index(order, a.Key), slices.Index(order, b.Key)) })
}
