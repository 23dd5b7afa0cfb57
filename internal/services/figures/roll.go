package figures

import (
	"context"
	"slices"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

// ApplicationChanged leaves the id of an application for the job, in the transaction that changes it: nothing is forgotten,
// and nobody waits for the figures.
func (s *Service) ApplicationChanged(ctx context.Context, tx *db.Tx, applicationID int64) error {
	_, err := tx.Exec(ctx, "INSERT INTO application_figures_pending (application_id) VALUES ($1)", applicationID)
	return err
}

// rollAtOnce is how many changes are counted in one transaction, and rollFor how long one look goes on.
const (
	rollAtOnce = 500
	rollFor    = 30 * time.Second
)

// Roll counts what has changed since the last look. While a surge is at the door it waits: the figures are then late, the
// applicants are not.
func (s *Service) Roll(ctx context.Context) error {
	for ends := time.Now().Add(rollFor); time.Now().Before(ends) && !s.busy(); {
		n, err := s.rollBatch(ctx)
		if err != nil || n < rollAtOnce {
			return err
		}
	}
	return nil
}

func (s *Service) rollBatch(ctx context.Context) (n int, err error) {
	type change struct {
		ID            int64 `db:"id"`
		ApplicationID int64 `db:"application_id"`
	}
	err = s.db.Tx(ctx, auth.System("services.figures"), func(tx *db.Tx) error {
		pending, err := db.All[change](ctx, tx, "SELECT id, application_id FROM application_figures_pending ORDER BY id LIMIT $1"+tx.Words().Lock, rollAtOnce)
		if n = len(pending); err != nil || n == 0 {
			return err
		}
		done, ids := make([]int64, n), make([]int64, n)
		for i, p := range pending {
			done[i], ids[i] = p.ID, p.ApplicationID
		}
		slices.Sort(ids)
		if err := s.recount(ctx, tx, slices.Compact(ids)); err != nil {
			return err
		}
		args := []any{}
		_, err = tx.Exec(ctx, "DELETE FROM application_figures_pending WHERE "+db.Among(tx, &args, "id", done), args...)
		return err
	})
	return n, err
}

// recount takes applications out of the sums as they were counted and puts them in as they stand.
func (s *Service) recount(ctx context.Context, tx *db.Tx, ids []int64) error {
	applications, was, course, err := asStored(ctx, tx, ids)
	if err != nil {
		return err
	}
	zones := map[int64]*time.Location{}
	total, facts, fresh := sums{}, make([]fact, len(applications)), []span{}
	for i, a := range applications {
		all := course[a.ID]
		if f, counted := was[a.ID]; counted {
			total.count(f, slices.DeleteFunc(slices.Clone(all), func(one span) bool { return one.Lasted == nil }), -1)
		}
		ended := slices.DeleteFunc(slices.Clone(all), func(one span) bool { return one.EndedAt == nil })
		for n := range ended {
			if ended[n].Lasted == nil {
				seconds := ended[n].seconds()
				ended[n].Lasted = &seconds
				fresh = append(fresh, ended[n])
			}
		}
		if zones[a.IntakeBodyID] == nil {
			zones[a.IntakeBodyID] = s.org.Zone(ctx, tx, a.IntakeBodyID)
		}
		facts[i] = factOf(a, all, zones[a.IntakeBodyID])
		total.count(facts[i], ended, 1)
	}
	if err := saveFacts(ctx, tx, facts); err != nil {
		return err
	}
	if err := saveLengths(ctx, tx, fresh); err != nil {
		return err
	}
	return total.save(ctx, tx)
}

// asStored reads applications, how they were counted, and their steps.
func asStored(ctx context.Context, tx *db.Tx, ids []int64) (applications []application, was map[int64]fact, course map[int64][]span, err error) {
	args := []any{}
	applications, err = db.All[application](ctx, tx, "SELECT "+applicationColumns+" FROM applications WHERE "+db.Among(tx, &args, "id", ids), args...)
	if err != nil {
		return nil, nil, nil, err
	}
	args = nil
	before, err := db.All[fact](ctx, tx, "SELECT "+factColumns+" FROM application_figures WHERE "+db.Among(tx, &args, "application_id", ids), args...)
	if err != nil {
		return nil, nil, nil, err
	}
	args = nil
	steps, err := db.All[span](ctx, tx, "SELECT "+spanColumns+" FROM application_steps WHERE "+db.Among(tx, &args, "application_id", ids)+" ORDER BY application_id, id", args...)
	if err != nil {
		return nil, nil, nil, err
	}
	was, course = map[int64]fact{}, map[int64][]span{}
	for _, f := range before {
		was[f.ApplicationID] = f
	}
	for _, one := range steps {
		course[one.ApplicationID] = append(course[one.ApplicationID], one)
	}
	return applications, was, course, nil
}

// saveLengths writes down how long the steps took that have ended since, so that they can be taken out of the sums again.
func saveLengths(ctx context.Context, tx *db.Tx, ended []span) error {
	ids, lasted := make([]int64, len(ended)), make([]int64, len(ended))
	for i, one := range ended {
		ids[i], lasted[i] = one.ID, *one.Lasted
	}
	return db.SetMany(ctx, tx, "application_steps", db.Column{Name: "id", Values: ids}, db.Column{Name: "lasted", Values: lasted})
}

func saveFacts(ctx context.Context, tx *db.Tx, facts []fact) error {
	n := len(facts)
	if n == 0 {
		return nil
	}
	numbers, words := map[string][]int64{}, map[string][]string{}
	for _, f := range facts {
		for name, value := range map[string]int64{"application_id": f.ApplicationID, "service_id": f.ServiceID, "body_id": f.BodyID, "hour": f.Hour, "weekday": f.Weekday} {
			numbers[name] = append(numbers[name], value)
		}
		for name, value := range map[string]string{"day": f.Day.String(), "channel": f.Channel, "territory": f.Territory, "outcome": string(f.Outcome), "step": f.Step,
			"term": string(f.Term), "due_on": f.DueOn} {
			words[name] = append(words[name], value)
		}
	}
	columns := make([]db.Column, 0, len(numbers)+len(words))
	for _, name := range []string{"application_id", "service_id", "body_id", "hour", "weekday"} {
		columns = append(columns, db.Column{Name: name, Values: numbers[name]})
	}
	for _, name := range []string{"day", "channel", "territory", "outcome", "step", "term", "due_on"} {
		columns = append(columns, db.Column{Name: name, Values: words[name]})
	}
	return db.PutMany(ctx, tx, "application_figures", []string{"application_id"}, columns...)
}

// Waiting is how many changes are not counted yet.
func (s *Service) Waiting(ctx context.Context) (int64, error) {
	return db.One[int64](ctx, s.db, "SELECT count(*) FROM application_figures_pending")
}

// Rebuild forgets all sums and counts every application anew: after the rules of counting have changed, or when somebody
// doubts them. Until the job is through, figures are too small.
func (s *Service) Rebuild(ctx context.Context) error {
	return s.db.Tx(ctx, auth.System("services.figures"), func(tx *db.Tx) error {
		for _, statement := range []string{
			"DELETE FROM application_figures_pending", "DELETE FROM service_figures", "DELETE FROM application_figures",
			"UPDATE application_steps SET lasted = NULL WHERE lasted IS NOT NULL",
			"INSERT INTO application_figures_pending (application_id) SELECT id FROM applications ORDER BY id",
		} {
			if _, err := tx.Exec(ctx, statement); err != nil {
				return err
			}
		}
		return nil
	})
}
