package seed

import (
	"math/rand/v2"
	"time"

	"veche/internal/platform/db"
	"veche/internal/services/catalogue"
)

// visitsOf are the visits of the pages of services that the past of the applications stands for, by service, hour and
// milestone.
type visitsOf map[visitedAt]int64

type visitedAt struct {
	service   int64
	hour      time.Time
	milestone catalogue.Milestone
}

func (v visitsOf) add(service int64, at time.Time, m catalogue.Milestone, n int64) {
	v[visitedAt{service, at.UTC().Truncate(time.Hour), m}] += n
}

// around are the visits around one application: several come, fewer begin, one sends. Who comes to the office has not seen
// the page.
func (v visitsOf) around(random *rand.Rand, p past) {
	at := p.AcceptedAt
	v.add(p.ServiceID, at, catalogue.Sent, 1)
	v.add(p.ServiceID, *p.ClosedAt, catalogue.Finished, 1)
	if !p.Channel.Electronic() {
		return
	}
	v.add(p.ServiceID, at, catalogue.Visited, int64(2+random.IntN(4)))
	v.add(p.ServiceID, at.Add(-time.Duration(random.IntN(5))*time.Hour), catalogue.Visited, int64(1+random.IntN(5)))
	v.add(p.ServiceID, at, catalogue.Started, int64(1+random.IntN(2)))
	v.add(p.ServiceID, at, catalogue.Saved, int64(1+random.IntN(10)/9))
}

func (v visitsOf) write(s *story, tx *db.Tx) error {
	var list, amounts []int64
	var hours []time.Time
	var milestones []string
	for at, n := range v {
		list, hours, milestones, amounts = append(list, at.service), append(hours, at.hour), append(milestones, string(at.milestone)), append(amounts, n)
	}
	return db.AddMany(s.ctx, tx, "service_visits", []string{"service_id", "hour", "milestone"}, "amount", db.Column{Name: "service_id", Values: list},
		db.Column{Name: "hour", Values: hours}, db.Column{Name: "milestone", Values: milestones}, db.Column{Name: "amount", Values: amounts})
}
