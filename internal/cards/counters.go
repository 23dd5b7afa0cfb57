package cards

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Most is where counting stops: a hundred is shown as «99+».
const Most = 100

// Counter says how many cards a view holds.
type Counter struct {
	View  View `json:"view"`
	Count int  `json:"count" maximum:"100" doc:"A hundred means a hundred or more"`
}

// Counters counts the queues of a flow, never further than a hundred; «all» is not a queue and has none.
func (s *Service) Counters(ctx context.Context, by auth.Actor, flow documents.Flow) ([]Counter, error) {
	list, ok := queues[flow]
	if !ok {
		return nil, fail.Field("request.invalid", "flow", "not_in_list")
	}
	today, err := s.today(by)
	if err != nil {
		return nil, err
	}
	states, err := s.countStates(ctx, by, flow, list)
	if err != nil {
		return nil, err
	}
	out := []Counter{}
	for _, q := range list {
		if q.view == All {
			continue
		}
		c := Counter{View: q.view}
		if q.overdue || q.mine {
			c.Count, err = s.countSelection(ctx, by, flow, q, today)
		}
		if err != nil {
			return nil, err
		}
		if !q.overdue && !q.mine {
			for _, state := range q.states {
				c.Count += states[state]
			}
		}
		c.Count = min(c.Count, Most)
		out = append(out, c)
	}
	return out, nil
}

// countStates counts the cards in the states that queues ask for, all in one question.
func (s *Service) countStates(ctx context.Context, by auth.Actor, flow documents.Flow, list []queue) (map[documents.State]int, error) {
	w := walk{principals: by.Principals, bodyID: by.BodyID, flow: flow, limit: Most}
	for _, q := range list {
		if !q.overdue && !q.mine {
			w.states = append(w.states, q.states...)
		}
	}
	type counted struct {
		State documents.State `db:"state"`
		Count int             `db:"n"`
	}
	if err := s.begin(ctx, &w); err != nil {
		return nil, err
	}
	args := []any{}
	rows, err := db.All[counted](ctx, s.db, "SELECT state, count(*) AS n FROM (SELECT DISTINCT document_id, state FROM ("+
		w.query(&args)+") AS found) AS cards GROUP BY state", args...)
	counts := map[documents.State]int{}
	for _, r := range rows {
		counts[r.State] = r.Count
	}
	return counts, err
}

// countSelection counts a queue that asks more of its cards than their state.
func (s *Service) countSelection(ctx context.Context, by auth.Actor, flow documents.Flow, q queue, today calendar.Date) (int, error) {
	p, err := plan(by, Filter{Flow: flow, View: q.view}, today)
	if err != nil {
		return 0, err
	}
	p.limit = bound
	if err := s.begin(ctx, &p.walk); err != nil {
		return 0, err
	}
	args := []any{}
	return db.One[int](ctx, s.db, "SELECT count(*) FROM (SELECT d.id FROM (SELECT DISTINCT document_id FROM ("+p.query(&args)+
		") AS found) AS page JOIN documents d ON d.id = page.document_id"+p.asked(&args)+" LIMIT "+db.Arg(&args, Most)+") AS counted", args...)
}
