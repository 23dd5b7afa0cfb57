package figures

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"

	"veche/internal/platform/db"
)

// Grains of the sums.
const (
	byDay   = "day"
	byMonth = "month"
)

// Dimensions of the sums: what an application is counted by. Lengths of steps stand in one dimension for each kind of step.
const (
	dimTotal     = "total"
	dimService   = "service"
	dimBody      = "body"
	dimChannel   = "channel"
	dimTerritory = "territory"
	dimOutcome   = "outcome"
	dimStep      = "step"
	dimTerm      = "term"
	dimHour      = "hour"
	dimWeekday   = "weekday"
	dimSpan      = "span:"
)

// cell is a row of the sums without its amount.
type cell struct {
	body, service int64
	grain, day    string
	dimension     string
	key           string
}

func compareCells(a, b cell) int { // one order on all nodes: no deadlock
	return cmp.Or(cmp.Compare(a.body, b.body), cmp.Compare(a.service, b.service), cmp.Compare(a.grain, b.grain), cmp.Compare(a.day, b.day),
		cmp.Compare(a.dimension, b.dimension), cmp.Compare(a.key, b.key))
}

// sums are what is to be added to the cells.
type sums map[cell]int64

// count adds an application with the lengths of its ended steps, n times: minus one takes it out again.
func (s sums) count(f fact, lasted []span, n int64) {
	for _, scope := range [][2]int64{{0, 0}, {f.BodyID, 0}, {0, f.ServiceID}, {f.BodyID, f.ServiceID}} {
		for _, part := range f.parts(scope[0] == 0, scope[1] == 0, lasted) {
			s[cell{scope[0], scope[1], byDay, f.Day.String(), part[0], part[1]}] += n
			s[cell{scope[0], scope[1], byMonth, f.Day.String()[:7] + "-01", part[0], part[1]}] += n
		}
	}
}

// parts are the dimensions and keys of an application. Bodies are told apart where all of them are counted, and so are
// services.
func (f fact) parts(allBodies, allServices bool, lasted []span) [][2]string {
	list := [][2]string{{dimTotal, ""}, {dimChannel, f.Channel}, {dimTerritory, f.Territory}, {dimOutcome, string(f.Outcome)}, {dimTerm, string(f.Term)},
		{dimHour, strconv.FormatInt(f.Hour, 10)}, {dimWeekday, strconv.FormatInt(f.Weekday, 10)}}
	if f.Step != "" {
		list = append(list, [2]string{dimStep, f.Step})
	}
	if allBodies {
		list = append(list, [2]string{dimBody, strconv.FormatInt(f.BodyID, 10)})
	}
	if allServices {
		list = append(list, [2]string{dimService, strconv.FormatInt(f.ServiceID, 10)})
	}
	for _, one := range lasted {
		list = append(list, [2]string{dimSpan + string(one.Kind), classKey(class(*one.Lasted))})
	}
	return list
}

// save adds everything to the stored sums.
func (s sums) save(ctx context.Context, tx *db.Tx) error {
	maps.DeleteFunc(s, func(_ cell, n int64) bool { return n == 0 })
	if len(s) == 0 {
		return nil
	}
	cells := slices.SortedFunc(maps.Keys(s), compareCells)
	n := len(cells)
	bodies, services, amounts := make([]int64, n), make([]int64, n), make([]int64, n)
	grains, days, dimensions, keys := make([]string, n), make([]string, n), make([]string, n), make([]string, n)
	for i, c := range cells {
		bodies[i], services[i], grains[i], days[i], dimensions[i], keys[i], amounts[i] = c.body, c.service, c.grain, c.day, c.dimension, c.key, s[c]
	}
	return db.AddMany(ctx, tx, "service_figures", []string{"body_id", "service_id", "grain", "day", "dimension", "key"}, "amount",
		db.Column{Name: "body_id", Values: bodies}, db.Column{Name: "service_id", Values: services}, db.Column{Name: "grain", Values: grains},
		db.Column{Name: "day", Values: days}, db.Column{Name: "dimension", Values: dimensions}, db.Column{Name: "key", Values: keys},
		db.Column{Name: "amount", Values: amounts})
}
