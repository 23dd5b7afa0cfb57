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
