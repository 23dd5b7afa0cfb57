package kindergarten

import (
	"context"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/services/directive"
)

// GardenView is a kindergarten with its groups.
type GardenView struct {
	Kindergarten
	Groups    []GroupView `json:"groups"`
	Contracts int         `json:"contracts" doc:"Children with a contract who wait for the order of enrolment"`
}

// GroupView is a group with the places that are left.
type GroupView struct {
	Group
	Held int `json:"held"`
}

// Ground is one on which a record may be refused.
type Ground struct {
	Code string `json:"code"`
	Text string `json:"text"`
	Act  string `json:"act"`
}

// Overview is all that the officer works with besides the records.
type Overview struct {
	Queue       Queue                 `json:"queue"`
	Benefits    []Benefit             `json:"benefits"`
	Year        int                   `json:"year" doc:"School year that is being formed"`
	Counts      map[State]int         `json:"counts" doc:"Records by state"`
	Gardens     []GardenView          `json:"gardens"`
	Formations  []FormationView       `json:"formations"`
	Orders      []OrderView           `json:"orders" doc:"Of enrolment, the newest first"`
	Waits       bool                  `json:"waits" doc:"An order waits for its signature"`
	Grounds     []Ground              `json:"grounds"`
	Signatories []directive.Signatory `json:"signatories"`
}

// Overview shows the queue of the officer's body.
func (s *Service) Overview(ctx context.Context, by auth.Actor) (v Overview, err error) {
	if v.Queue, err = s.queueOf(ctx, s.db, by); err != nil {
		return v, err
	}
	v.Benefits = append([]Benefit{}, v.Queue.Benefits.V...)
	today := s.org.Today(ctx, s.db, v.Queue.BodyID, s.db.Now())
	if v.Year = schoolYear(today); today.In(time.UTC).Month() < time.September {
		v.Year++
	}
	if err := s.counts(ctx, &v); err != nil {
		return v, err
	}
	if err := s.gardenViews(ctx, &v); err != nil {
		return v, err
	}
	if err := s.actViews(ctx, &v); err != nil {
		return v, err
	}
	for _, f := range v.Formations {
		v.Waits = v.Waits || f.State == directive.Prepared
	}
	grounds, err := s.applications.GroundsOf(ctx, s.db, v.Queue.ServiceID)
	if err != nil {
		return v, err
	}
	v.Grounds = []Ground{}
	for _, g := range grounds {
		v.Grounds = append(v.Grounds, Ground{g.Code, g.Text, g.Act})
	}
	v.Signatories, err = s.directives.Signatories(ctx, s.db, v.Queue.BodyID)
	return v, err
}

// FormationView is a formation with how many of its directions wait for their signature.
type FormationView struct {
	Formation
	Unsigned int `db:"unsigned" json:"unsigned"`
}

// mostActs of each kind are shown; older ones are found among the documents.
const mostActs = 10

// actViews adds the orders of the queue with how far they are.
func (s *Service) actViews(ctx context.Context, v *Overview) (err error) {
	if v.Formations, err = db.All[FormationView](ctx, s.db, "SELECT "+db.Columns[Formation]("f")+`, (SELECT count(*) FROM kindergarten_records r WHERE r.formation_id = f.id AND r.state = $2) AS unsigned
		FROM kindergarten_formations f WHERE f.queue_id = $1 ORDER BY f.id DESC LIMIT $3`, v.Queue.ID, Selected, mostActs); err != nil {
		return err
	}
	type row struct {
		Order
		Garden string `db:"garden"`
	}
	list, err := db.All[row](ctx, s.db, "SELECT "+db.Columns[Order]("o")+", k.name AS garden FROM kindergarten_orders o JOIN kindergartens k ON k.id = o.kindergarten_id WHERE o.body_id = $1 ORDER BY o.id DESC LIMIT $2", v.Queue.BodyID, mostActs)
	v.Orders = make([]OrderView, len(list))
	for i, o := range list {
		v.Orders[i] = OrderView{ID: o.ID, Kindergarten: o.Garden, At: o.At, DocumentID: o.DocumentID, State: o.State, Number: o.Number, Enrolled: o.Enrolled}
	}
	return err
}

func (s *Service) counts(ctx context.Context, v *Overview) error {
	type row struct {
		State State `db:"state"`
		N     int   `db:"n"`
	}
	list, err := db.All[row](ctx, s.db, "SELECT state, count(*) AS n FROM kindergarten_records WHERE queue_id = $1 GROUP BY state", v.Queue.ID)
	v.Counts = map[State]int{}
	for _, one := range list {
		v.Counts[one.State] = one.N
	}
	return err
}

func (s *Service) gardenViews(ctx context.Context, v *Overview) error {
	gardens, err := s.gardens(ctx, s.db, v.Queue.BodyID)
	if err != nil {
		return err
	}
	type row struct {
		Group
		Held int `db:"held"`
	}
	groups, err := db.All[row](ctx, s.db, "SELECT "+db.Columns[Group]("g")+`, (SELECT count(*) FROM kindergarten_records r WHERE r.group_id = g.id OR r.old_group_id = g.id) AS held
		FROM kindergarten_groups g JOIN kindergartens k ON k.id = g.kindergarten_id WHERE k.body_id = $1 AND g.year >= $2 ORDER BY g.year, g.age, g.name, g.id`, v.Queue.BodyID, v.Year-1)
	type contracted struct {
		Garden int64 `db:"kindergarten_id"`
		N      int   `db:"n"`
	}
	contracts, err := db.All[contracted](ctx, s.db, `SELECT g.kindergarten_id, count(*) AS n FROM kindergarten_records r JOIN kindergarten_groups g ON g.id = r.group_id
		WHERE r.queue_id = $1 AND r.state = $2 AND r.contract_on IS NOT NULL GROUP BY g.kindergarten_id`, v.Queue.ID, Accepted)
	if err != nil {
		return err
	}
	v.Gardens = make([]GardenView, len(gardens))
	for i, k := range gardens {
		v.Gardens[i] = GardenView{Kindergarten: k, Groups: []GroupView{}}
		for _, c := range contracts {
			if c.Garden == k.ID {
				v.Gardens[i].Contracts = c.N
			}
		}
		for _, g := range groups {
			if g.KindergartenID == k.ID {
				v.Gardens[i].Groups = append(v.Gardens[i].Groups, GroupView{g.Group, g.Held})
			}
		}
	}
	return err
}
