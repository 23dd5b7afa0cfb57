package figures

import (
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// longest is the longest period, in days: a year with a leap day.
const longest = 366

// period is the days that are counted, both included.
type period struct{ from, to calendar.Date }

func newPeriod(from, to calendar.Date) (period, error) {
	if from.IsZero() || to.IsZero() || to.Before(from) || from.DaysUntil(to) > longest {
		return period{}, fail.Field("service_figures.period_wrong", "to", "wrong_period")
	}
	return period{from, to}, nil
}

// yearAgo is the same days of the year before.
func (p period) yearAgo() period { return period{p.from.AddMonths(-12), p.to.AddMonths(-12)} }

// piece is a run of days or of whole months.
type piece struct {
	grain    string
	from, to calendar.Date
}

// pieces are whole months where the period has them, and the days at its ends.
func (p period) pieces() []piece {
	first := p.from
	if first.Day() != 1 {
		first = monthOf(first).AddMonths(1)
	}
	after := monthOf(p.to.AddDays(1)) // the first day behind the last whole month
	if !first.Before(after) {
		return []piece{{byDay, p.from, p.to}}
	}
	list := []piece{{byMonth, first, after.AddDays(-1)}}
	if p.from.Before(first) {
		list = append(list, piece{byDay, p.from, first.AddDays(-1)})
	}
	if !p.to.Before(after) {
		list = append(list, piece{byDay, after, p.to})
	}
	return list
}

func monthOf(d calendar.Date) calendar.Date { return d.AddDays(1 - d.Day()) }

// scope is whose applications are counted: of a body or of all, of a service or of all.
type scope struct{ body, service int64 }

// cells is the query of the sums of a period: rows (day, dimension, key, amount).
func (p period) cells(in scope, args *[]any) string {
	query := ""
	for i, one := range p.pieces() {
		if i > 0 {
			query += " UNION ALL "
		}
		query += "SELECT day, dimension, key, amount FROM service_figures WHERE body_id = " + db.Arg(args, in.body) + " AND service_id = " + db.Arg(args, in.service) +
			" AND grain = " + db.Arg(args, one.grain) + " AND day >= " + db.Arg(args, one.from.String()) + " AND day <= " + db.Arg(args, one.to.String())
	}
	return query
}

// filter is the period and the scope as the list takes them, with more words.
func (p period) filter(in scope, more ...string) map[string]string {
	f := map[string]string{"from": p.from.String(), "to": p.to.String()}
	if in.body != 0 {
		f["body"] = number(in.body)
	}
	if in.service != 0 {
		f["service"] = number(in.service)
	}
	for i := 0; i+1 < len(more); i += 2 {
		f[more[i]] = more[i+1]
	}
	return f
}
