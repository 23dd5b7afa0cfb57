package cards

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

// walk goes through the cards that principals may see, the newest first: one short walk over an index of access for
// each principal and state, put together. Its cost does not grow with the number of cards (performance.md §4).
type walk struct {
	principals []auth.Principal
	bodyID     int64
	flow       documents.Flow    // "": every flow
	states     []documents.State // none: every state
	kindID     int64
	year       int
	before     int64 // id of the last card of the page before
	limit      int   // of each short walk
	skip       int
	lanes      []lane // where there is anything to walk, once begin has looked
}

// lane is one short walk.
type lane struct {
	Principal auth.Principal  `db:"principal"`
	State     documents.State `db:"state"` // "": every state
}

// begin keeps the lanes in which there is any card: most principals of a person open nothing, and every lane costs the
// planner of the database.
func (s *Service) begin(ctx context.Context, w *walk) (err error) {
	if len(w.principals) == 0 {
		return nil
	}
	states := w.states
	if len(states) == 0 {
		states = []documents.State{""}
	}
	args := []any{}
	query := "WITH keys (principal) AS (" + db.Values(&args, once(w.principals)) + "), states (state) AS (" + db.Values(&args, states) + ")"
	p := w.path(&args, "k.principal", "s.state")
	query += " SELECT k.principal, s.state FROM keys k CROSS JOIN states s WHERE (SELECT MIN(" + p.along + ") FROM access WHERE " + p.equal +
		p.along + " >= " + p.key + ") = " + p.key + " ORDER BY k.principal, s.state"
	w.lanes, err = db.All[lane](ctx, s.db, query, args...)
	return err
}

// query writes the walk as a SELECT of document_id and state; a card that is open on two grounds comes twice.
func (w walk) query(args *[]any) string {
	if len(w.lanes) == 0 {
		return "SELECT document_id, state FROM access WHERE 1 = 0"
	}
	var parts []string
	for i, l := range w.lanes {
		parts = append(parts, "SELECT document_id, state FROM ("+w.short(args, l)+") AS w"+strconv.Itoa(i))
	}
	return strings.Join(parts, " UNION ALL ")
}

// path is the index along which a short walk goes: equal columns, then the one along which it is ordered.
type path struct {
	equal  string // "principal = $1 AND body_id = $2 AND "
	along  string // state
	key    string // $3
	beside string // filters that the index does not hold
}

// path chooses among the indexes of access (migrations 0004 and 0015). The question is put so that no other index can
// answer it: with plain equalities and an order by document alone, PostgreSQL may walk all cards of a principal to find
// none in a rare state.
func (w walk) path(args *[]any, principal, state string) path {
	p := path{along: "principal", key: principal}
	next := func(name, key string) {
		p.equal += p.along + " = " + p.key + " AND "
		p.along, p.key = name, key
	}
	if w.flow != "" {
		next("body_id", db.Arg(args, w.bodyID))
		next("flow", db.Arg(args, w.flow))
	}
	for _, c := range []struct {
		name, key string
		use       bool
	}{
		{"state", state, len(w.states) > 0}, {"kind_id", strconv.FormatInt(w.kindID, 10), w.kindID != 0}, {"year", strconv.Itoa(w.year), w.year != 0},
	} {
		switch {
		case c.use && p.along == "flow":
			next(c.name, c.key)
		case c.use:
			p.beside += " AND " + c.name + " = " + c.key
		}
	}
	return p
}

// short writes one short walk.
func (w walk) short(args *[]any, l lane) string {
	state := ""
	if l.State != "" {
		state = db.Arg(args, l.State)
	}
	p := w.path(args, db.Arg(args, l.Principal), state)
	if w.flow == "" {
		p.beside += " AND body_id = " + db.Arg(args, w.bodyID)
	}
	before := w.before
	if before == 0 {
		before = math.MaxInt64
	}
	query := "SELECT document_id, state FROM access WHERE " + p.equal + p.along + " >= " + p.key +
		" AND (" + p.along + ", document_id) < (" + p.key + ", " + db.Arg(args, before) + ")" + p.beside +
		" ORDER BY " + p.along + " DESC, document_id DESC LIMIT " + db.Arg(args, w.limit)
	if w.skip != 0 {
		query += " OFFSET " + db.Arg(args, w.skip)
	}
	return query
}

// once is every principal a single time, in a steady order: equal questions have equal texts.
func once(list []auth.Principal) []auth.Principal {
	return slices.Compact(slices.Sorted(slices.Values(list)))
}

// persons are the keys of the reader himself and of those whom he replaces.
func persons(by auth.Actor) []auth.Principal {
	list := []auth.Principal{}
	for _, id := range people(by) {
		for _, p := range []auth.Principal{auth.Employee(id), auth.Named(id)} {
			if slices.Contains(by.Principals, p) {
				list = append(list, p)
			}
		}
	}
	return list
}

// people are the reader and those whom he replaces.
func people(by auth.Actor) []int64 {
	list := []int64{by.PersonID}
	for _, p := range by.Acting {
		list = append(list, p.ID)
	}
	return list
}
