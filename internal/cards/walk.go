package cards

import (
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
}

// query writes the walk as a SELECT of document_id and state; a card that is open on two grounds comes twice.
func (w walk) query(args *[]any) string {
	if len(w.principals) == 0 {
		return "SELECT document_id, state FROM access WHERE 1 = 0"
	}
	where, end := w.conditions(args)
	states := []string{""}
	if len(w.states) > 0 {
		states = states[:0]
		for _, state := range w.states {
			states = append(states, " AND state = "+db.Arg(args, state))
		}
	}
	var parts []string
	for _, p := range once(w.principals) {
		principal := db.Arg(args, p)
		for _, state := range states {
			parts = append(parts, "SELECT document_id, state FROM (SELECT document_id, state FROM access WHERE principal = "+principal+
				where+state+end+") AS w"+strconv.Itoa(len(parts)))
		}
	}
	return strings.Join(parts, " UNION ALL ")
}

func (w walk) conditions(args *[]any) (where, end string) {
	where = " AND body_id = " + db.Arg(args, w.bodyID)
	if w.flow != "" {
		where += " AND flow = " + db.Arg(args, w.flow)
	}
	if w.kindID != 0 {
		where += " AND kind_id = " + db.Arg(args, w.kindID)
	}
	if w.year != 0 {
		where += " AND year = " + db.Arg(args, w.year)
	}
	if w.before != 0 {
		where += " AND document_id < " + db.Arg(args, w.before)
	}
	end = " ORDER BY document_id DESC LIMIT " + db.Arg(args, w.limit)
	if w.skip != 0 {
		end += " OFFSET " + db.Arg(args, w.skip)
	}
	return where, end
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
