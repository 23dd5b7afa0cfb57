package jobs_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/jobs"
)

func TestJobsOfAHeapStandBehindThoseOfPeopleAlsoWhenTheirTimeHasCome(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := stopped(d)
		err := inTx(t, d, func(tx *db.Tx) error {
			heap := jobs.Behind(t.Context(), time.Minute)
			for id := range int64(10) {
				if err := jobs.Add(heap, tx, registered{100 + id}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		c.move(time.Hour)
		add(t, d, registered{1})
		var first, second []int64
		w := node(d)
		jobs.Handle(w, "first", func(_ context.Context, r registered) error { first = append(first, r.ID); return nil })
		jobs.Handle(w, "second", func(_ context.Context, r registered) error { second = append(second, r.ID); return nil })
		if err := w.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		if len(first) != 11 || len(second) != 11 || first[0] != 1 || slices.Index(second, 1) > slices.Index(second, 107) {
			t.Errorf("the person's job was no. %d of %d and no. %d of %d", slices.Index(first, 1)+1, len(first), slices.Index(second, 1)+1, len(second))
		}
	})
}

func TestWhatFollowsFromAJobGoesBeforeLaterOnes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := stopped(d)
		for id := range int64(20) {
			add(t, d, registered{id})
			c.move(time.Second)
		}
		var done []int64
		w := node(d)
		jobs.Handle(w, "test", func(ctx context.Context, r registered) error {
			return inTx(t, d, func(tx *db.Tx) error { return jobs.Add(ctx, tx, sent{r.ID}) })
		})
		jobs.Handle(w, "test", func(_ context.Context, s sent) error { done = append(done, s.ID); c.move(time.Second); return nil })
		jobs.Handle(w, "later", func(_ context.Context, r registered) error { done = append(done, 100+r.ID); return nil })
		if err := w.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		if len(done) != 40 || slices.Index(done, 0) > slices.Index(done, 110) {
			t.Errorf("in the order %v", done)
		}
	})
}

type sent struct {
	ID int64 `json:"id"`
}

func (sent) Kind() string { return "letter.sent" }
