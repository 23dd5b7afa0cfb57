package reports

import (
	"cmp"
	"context"
	"slices"

	"veche/internal/appeals"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Count is one figure. Filter is what the register is asked with to show exactly these appeals.
type Count struct {
	Key    string            `json:"key"`
	Title  string            `json:"title" doc:"Of a body, a theme, a place; empty where the key is a word of the law"`
	Count  int               `json:"count"`
	Before int               `json:"before" doc:"In the same days a year earlier"`
	Filter map[string]string `json:"filter"`
}

// Group is one way of counting the same appeals (§4.8).
type Group struct {
	Key   string  `json:"key" enum:"body,kind,form,origin,author,rating,recurrence,mark,term,ground,section,result,place,status,addressee"`
	Lines []Count `json:"lines"`
}

// Appeals are the figures of a period: appeals registered in it, of one body or of all.
type Appeals struct {
	From   calendar.Date `json:"from"`
	To     calendar.Date `json:"to"`
	BodyID int64         `json:"body_id" doc:"0: all bodies"`
	Total  int           `json:"total"`
	Before int           `json:"before" doc:"In the same days a year earlier"`
	Groups []Group       `json:"groups"`
}

// counting is one grouping as a part of a query: r is a row of the register, $1 is today.
type counting struct {
	group, filter string // filter is the word of the register's filter; "" – a figure without a list of its own
	key, title    string
	join          string
	where         string
}

const questionsOf = " JOIN appeal_questions q ON q.document_id = r.document_id"

var countings = []counting{
	{group: "body", filter: "body", key: "r.body_id", title: "b.short_name", join: " JOIN bodies b ON b.id = r.body_id"},
	{group: "kind", filter: "kind", key: "r.kind"},
	{group: "form", filter: "form", key: "r.form"},
	{group: "origin", filter: "origin", key: "r.origin"},
	{group: "author", filter: "mark", key: "CASE WHEN r.organisation THEN 'organisation' ELSE 'person' END"},
	{group: "recurrence", filter: "recurrence", key: "r.recurrence"},
	{group: "term", filter: "term", key: termKey()},
	{group: "ground", filter: "ground", key: "r.ground", where: " AND r.ground <> ''"},
	{group: "section", filter: "section", key: "substr(q.code, 1, 4)", join: questionsOf, where: " AND q.code <> ''"},
	{group: "result", filter: "result", key: "CASE WHEN q.result = '' THEN 'open' ELSE q.result END", join: questionsOf},
	{group: "place", filter: "place", key: "r.place_id", title: "p.name", join: " JOIN appeal_places p ON p.id = r.place_id"},
	{group: "status", key: "r.status", where: " AND r.status <> ''"},
	{group: "rating", filter: "rating", key: "r.rating", where: " AND r.rating > 0"},
	{group: "addressee", key: "r.addressee_id", title: "e.short_name", join: " JOIN employees e ON e.id = r.addressee_id"},
}

// marks are figures that do not exclude each other.
var marks = []struct{ key, where string }{
	{"collective", "r.collective"}, {"individual", "NOT r.collective"}, {"extended", "r.extended"}, {"forwarded", "r.forwarded"},
	{"site_visit", "r.site_visit"}, {"unanswered", "r.ground <> ''"}, {"withdrawn", "r.withdrawn"},
}

// termKey names how the term was kept by the same conditions as the register.
func termKey() string {
	text := "CASE"
	for _, key := range []string{"in_time", "late", "running", "overdue"} {
		text += " WHEN " + appeals.Terms[key] + " THEN '" + key + "'"
	}
	return text + " ELSE 'none' END"
}

// Appeals counts a period in the ways of §4.8, each beside the same days a year earlier. Each figure opens its list. Cost:
// sixteen aggregates over the rows of the period by the index of the day (or of body and day).
func (s *Service) Appeals(ctx context.Context, by auth.Actor, from, to calendar.Date, body int64) (Appeals, error) {
	out := Appeals{From: from, To: to, Groups: []Group{}}
	if from.IsZero() || to.IsZero() || to.Before(from) || from.DaysUntil(to) > 366 {
		return out, fail.Field("reports.period_wrong", "to", "wrong_period")
	}
	var err error
	if out.BodyID, err = s.appeals.Scope(ctx, s.db, by, body); err != nil {
		return out, err
	}
	today := s.org.Today(ctx, s.db, by.BodyID, s.db.Now())
	now := period{from, to, out.BodyID, today}
	before := period{from.AddMonths(-12), to.AddMonths(-12), out.BodyID, today}
	for _, c := range countings {
		g, err := s.group(ctx, c, now, before)
		if err != nil {
			return out, err
		}
		out.Groups = append(out.Groups, g)
	}
	g, err := s.marked(ctx, now, before)
	if err != nil {
		return out, err
	}
	out.Groups = append(out.Groups, g)
	for _, l := range out.Groups[1].Lines { // every appeal has one kind
		out.Total, out.Before = out.Total+l.Count, out.Before+l.Before
	}
	return out, s.sections(ctx, out.Groups)
}

// period is whose appeals of which days are counted.
type period struct {
	from, to calendar.Date
	body     int64
	today    calendar.Date
}

func (p period) where(args *[]any) string {
	*args = append(*args, p.today.String())
	where := " WHERE $1 <> '' AND r.registered_on >= " + db.Arg(args, p.from.String()) + " AND r.registered_on <= " + db.Arg(args, p.to.String()) + " AND r.registered_on <> ''"
	if p.body != 0 {
		where += " AND r.body_id = " + db.Arg(args, p.body)
	}
	return where
}

// filter is the period as the register takes it.
func (p period) filter(word, key string) map[string]string {
	f := map[string]string{"from": p.from.String(), "to": p.to.String()}
	if p.body != 0 {
		f["body"] = number(p.body)
	}
	f[word] = key
	return f
}

func (s *Service) group(ctx context.Context, c counting, now, before period) (g Group, err error) {
	g = Group{Key: c.group, Lines: []Count{}}
	was, err := s.counted(ctx, c, before)
	if err != nil {
		return g, err
	}
	is, err := s.counted(ctx, c, now)
	if err != nil {
		return g, err
	}
	for _, l := range is {
		if i := slices.IndexFunc(was, func(o Count) bool { return o.Key == l.Key }); i >= 0 {
			l.Before = was[i].Count
			was = slices.Delete(was, i, i+1)
		}
		g.Lines = append(g.Lines, l)
	}
	for _, l := range was {
		l.Count, l.Before = 0, l.Count
		g.Lines = append(g.Lines, l)
	}
	for i := range g.Lines {
		if c.filter != "" {
			g.Lines[i].Filter = now.filter(c.filter, g.Lines[i].Key)
		}
	}
	slices.SortStableFunc(g.Lines, func(a, b Count) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Key, b.Key)) })
	return g, nil
}

func (s *Service) counted(ctx context.Context, c counting, p period) ([]Count, error) {
	args := []any{}
	where := p.where(&args)
	title := c.title
	if title == "" {
		title = "''"
	}
	return db.All[Count](ctx, s.db, "SELECT key, title, count(*) AS count FROM (SELECT DISTINCT r.document_id, CAST("+c.key+" AS text) AS key, "+title+
		" AS title FROM appeal_register r"+c.join+where+c.where+") AS found GROUP BY key, title", args...)
}

func (s *Service) marked(ctx context.Context, now, before period) (Group, error) {
	g := Group{Key: "mark", Lines: []Count{}}
	for _, m := range marks {
		c := counting{group: "mark", filter: "mark", key: "'" + m.key + "'", where: " AND " + m.where}
		one, err := s.group(ctx, c, now, before)
		if err != nil {
			return g, err
		}
		g.Lines = append(g.Lines, one.Lines...)
	}
	return g, nil
}

// sections names the sections of the classifier in force.
func (s *Service) sections(ctx context.Context, groups []Group) error {
	for _, g := range groups {
		for i := range g.Lines {
			if g.Key != "section" {
				continue
			}
			title, err := s.appeals.SectionTitle(ctx, g.Lines[i].Key)
			if err != nil {
				return err
			}
			g.Lines[i].Title = title
		}
	}
	return nil
}
