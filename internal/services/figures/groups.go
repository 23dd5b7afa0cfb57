package figures

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"veche/internal/platform/calendar"
	"veche/internal/services"
	"veche/internal/services/catalogue"
)

// Groups that follow from others.
const (
	groupWay     = "way"
	groupMonth   = "month"
	groupQuarter = "quarter"
)

// Ways of applying: by electronic means, in person, by post.
const (
	Electronic = "electronic"
	Personal   = "personal"
	Postal     = "post"
)

func wayOf(c services.Channel) string {
	switch {
	case c.Electronic():
		return Electronic
	case c == services.Post:
		return Postal
	}
	return Personal
}

// channelsOf are the channels of a way.
func channelsOf(way string) []string {
	var list []string
	for _, c := range []services.Channel{services.Portal, services.Foreign, services.Visit, services.MFC, services.Post} {
		if wayOf(c) == way {
			list = append(list, string(c))
		}
	}
	return list
}

// unknown is the key of a place that no application names, where an empty word would be no filter.
const unknown = "-"

// grouping is a group with its dimension, the word of its filter and the order of its lines; without one the largest goes
// first.
type grouping struct {
	group, dimension string
	order            []string
	whole            bool // every key of the order is shown, also where nothing was counted
}

var groupings = []grouping{
	{group: groupWay, dimension: groupWay, order: []string{Electronic, Personal, Postal}, whole: true},
	{group: "channel", dimension: dimChannel},
	{group: "outcome", dimension: dimOutcome, order: words(Issued, Granted, Refused, IntakeRefused, Cancelled, Open)},
	{group: "term", dimension: dimTerm, order: words(Kept, Missed, Overdue, Running, NoTerm)},
	{group: "step", dimension: dimStep, order: words(kindsOfSteps...)},
	{group: groupMonth, dimension: groupMonth},
	{group: groupQuarter, dimension: groupQuarter},
	{group: "weekday", dimension: dimWeekday, order: numbers(1, 7), whole: true},
	{group: "hour", dimension: dimHour, order: numbers(0, 23), whole: true},
	{group: "service", dimension: dimService},
	{group: "body", dimension: dimBody},
	{group: "territory", dimension: dimTerritory},
}

var kindsOfSteps = []catalogue.StepKind{catalogue.IntakeCheck, catalogue.Interagency, catalogue.Decision, catalogue.ExtraInformation, catalogue.Suspension,
	catalogue.MakeResult, catalogue.Issue}

func words[T ~string](list ...T) []string {
	out := make([]string, len(list))
	for i, one := range list {
		out[i] = string(one)
	}
	return out
}

func numbers(from, to int) (list []string) {
	for n := from; n <= to; n++ {
		list = append(list, strconv.Itoa(n))
	}
	return list
}

// groups are all groupings of a view. A scope of one service has no group of services, and one body none of bodies.
func (s *Service) groups(ctx context.Context, v view) ([]Group, error) {
	list := []Group{}
	for _, g := range groupings {
		if g.dimension == dimBody && v.body != 0 || g.dimension == dimService && v.service != 0 {
			continue
		}
		lines, err := s.lines(ctx, v, g)
		if err != nil {
			return nil, err
		}
		list = append(list, Group{g.group, lines})
	}
	return list, nil
}

func (s *Service) lines(ctx context.Context, v view, g grouping) ([]Line, error) {
	lines := []Line{}
	switch g.dimension {
	case groupMonth, groupQuarter:
		return v.seasons(g.dimension), nil
	}
	keys := map[string]bool{}
	for _, c := range []counted{v.is, v.was} {
		for key, n := range c[g.dimension] {
			keys[key] = keys[key] || n != 0
		}
	}
	for _, key := range g.order {
		keys[key] = keys[key] || g.whole
	}
	maps.DeleteFunc(keys, func(_ string, shown bool) bool { return !shown })
	for key := range keys {
		word := key
		if g.dimension == dimTerritory && key == "" {
			word = unknown
		}
		lines = append(lines, Line{Key: word, Count: v.is[g.dimension][key], Before: v.was[g.dimension][key],
			Filter: v.now.filter(v.scope, g.group, word), FilterBefore: v.ago.filter(v.scope, g.group, word)})
	}
	if err := s.entitle(ctx, g.dimension, lines); err != nil {
		return nil, err
	}
	slices.SortFunc(lines, byCount)
	if g.order != nil {
		sorted(lines, g.order)
	}
	return lines, nil
}

// entitle writes the names of services, bodies and places.
func (s *Service) entitle(ctx context.Context, dimension string, lines []Line) error {
	query := map[string]string{dimService: namedServices, dimBody: "SELECT s.id, s.short_name AS name FROM bodies s"}[dimension]
	ids := []int64{}
	for i, l := range lines {
		id, err := strconv.ParseInt(l.Key, 10, 64)
		if err == nil {
			ids = append(ids, id)
		}
		if dimension == dimTerritory && l.Key != unknown {
			lines[i].Title = l.Key
		}
	}
	if query == "" || len(ids) == 0 {
		return nil
	}
	names, err := s.names(ctx, query, ids)
	for i, l := range lines {
		if id, e := strconv.ParseInt(l.Key, 10, 64); e == nil {
			lines[i].Title = names[id]
		}
	}
	return err
}

// seasons are the months or the quarters of the period, each beside the same one of the year before.
func (v view) seasons(dimension string) []Line {
	lines, months := []Line{}, 1
	if dimension == groupQuarter {
		months = 3
	}
	for first := seasonOf(v.now.from, months); !first.After(v.now.to); first = first.AddMonths(months) {
		p := period{first, first.AddMonths(months).AddDays(-1)}
		if p.from.Before(v.now.from) {
			p.from = v.now.from
		}
		if p.to.After(v.now.to) {
			p.to = v.now.to
		}
		key := func(d calendar.Date) string {
			if dimension == groupQuarter {
				return quarterOf(d.String()[:7])
			}
			return d.String()[:7]
		}
		lines = append(lines, Line{Key: key(first), Count: v.is[dimension][key(first)], Before: v.was[dimension][key(first.AddMonths(-12))],
			Filter: p.filter(v.scope), FilterBefore: p.yearAgo().filter(v.scope)})
	}
	return lines
}

// seasonOf is the first day of the month or of the quarter of a day.
func seasonOf(d calendar.Date, months int) calendar.Date {
	return monthOf(d).AddMonths(-(int(d.Month()) - 1) % months)
}

// quarterOf names the quarter of a month: 2026-2.
func quarterOf(month string) string {
	m, err := strconv.Atoi(month[5:])
	if err != nil {
		return ""
	}
	return month[:5] + strconv.Itoa((m+2)/3)
}
