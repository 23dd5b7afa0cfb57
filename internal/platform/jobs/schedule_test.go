package jobs

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"testing"
	"time"

	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

// pass makes one round of the clock on a node.
func pass(t *testing.T, w *Worker) {
	t.Helper()
	if err := w.announce(t.Context()); err != nil {
		t.Fatal(err)
	}
	due, err := w.due(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range due {
		if err := w.keepTime(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
}

func TestEvery(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		now := time.Date(2026, 11, 20, 5, 0, 0, 0, time.UTC)
		d.SetClock(func() time.Time { return now })
		ran := 0
		var nodes [2]*Worker
		for i := range nodes {
			nodes[i] = New(d, slog.New(slog.NewTextHandler(io.Discard, nil)))
			nodes[i].Every("seal", time.Minute, func(ctx context.Context) error {
				ran++
				pass(t, nodes[1]) // another node looks while this one works
				return errors.New("the disk is full")
			})
		}
		for _, step := range []struct {
			name string
			move time.Duration
			want int
		}{
			{"the first time at once, on one node", 0, 1},
			{"not before the period is over", 59 * time.Second, 1},
			{"once more after it", time.Second, 2},
			{"once for a long pause", time.Hour, 3},
		} {
			now = now.Add(step.move)
			pass(t, nodes[0])
			pass(t, nodes[1])
			if ran != step.want {
				t.Errorf("%s: ran %d times, not %d", step.name, ran, step.want)
			}
		}
		q, err := Health(t.Context(), d)
		if err != nil || len(q.Schedules) != 1 || q.Schedules[0].Error != "the disk is full" || q.Schedules[0].RanAt == nil {
			t.Error(q, err)
		}
	})
}

func TestADeadNodeDoesNotStopTheClock(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		now := time.Date(2026, 11, 20, 5, 0, 0, 0, time.UTC)
		d.SetClock(func() time.Time { return now })
		ran := 0
		dead, heir := New(d, slog.Default()), New(d, slog.Default())
		for _, w := range []*Worker{dead, heir} {
			w.Every("seal", time.Minute, func(ctx context.Context) error { ran++; return nil })
			pass(t, w)
		}
		now = now.Add(time.Minute)
		if held, err := dead.hold(t.Context(), dead.schedules[0]); !held || err != nil {
			t.Fatal(held, err)
		}
		pass(t, heir)
		if ran != 1 {
			t.Error("ran although another node holds it")
		}
		now = now.Add(lease)
		pass(t, heir)
		if ran != 2 {
			t.Error("not taken over")
		}
	})
}

func TestAScheduleThatTheNodeInterruptsIsSettled(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, stop := context.WithCancel(t.Context())
		w := New(d, slog.New(slog.NewTextHandler(io.Discard, nil)))
		w.Every("seal", time.Minute, func(ctx context.Context) error { stop(); return ctx.Err() })
		if err := w.announce(ctx); err != nil {
			t.Fatal(err)
		}
		if err := w.keepTime(ctx, w.schedules[0]); err != nil {
			t.Fatal(err)
		}
		q, err := Health(t.Context(), d)
		if err != nil || q.Schedules[0].RanAt == nil || q.Schedules[0].Error == "" {
			t.Error(q, err)
		}
	})
}
