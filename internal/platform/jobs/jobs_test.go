package jobs_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
	"veche/internal/platform/jobs/jobstest"
)

type registered struct {
	ID int64 `json:"id"`
}

func (registered) Kind() string { return "document.registered" }

type conversion struct {
	ID int64 `json:"id"`
}

func (conversion) Kind() string             { return "file.convert" }
func (conversion) TimeLimit() time.Duration { return time.Millisecond }

// clock stands still until it is moved.
type clock struct{ micro atomic.Int64 }

func stopped(d *db.DB) *clock {
	c := &clock{}
	c.micro.Store(time.Date(2026, 11, 20, 5, 0, 0, 0, time.UTC).UnixMicro())
	d.SetClock(func() time.Time { return time.UnixMicro(c.micro.Load()) })
	return c
}

func (c *clock) move(by time.Duration) { c.micro.Add(by.Microseconds()) }

func node(d *db.DB) *jobs.Worker { return jobs.New(d, slog.New(slog.NewTextHandler(io.Discard, nil))) }

func inTx(t *testing.T, d *db.DB, fn func(tx *db.Tx) error) error {
	t.Helper()
	return d.Tx(t.Context(), auth.System("test"), fn)
}

func add(t *testing.T, d *db.DB, list ...jobs.Args) {
	t.Helper()
	err := inTx(t, d, func(tx *db.Tx) error {
		for _, a := range list {
			if err := jobs.Add(t.Context(), tx, a); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func health(t *testing.T, d *db.DB) jobs.Queue {
	t.Helper()
	q, err := jobs.Health(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// What waits is told by the clock of the database, as the worker takes it.
func TestHealthGoesByTheClockOfTheDatabase(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		d.SetClock(func() time.Time { return time.Date(2126, 11, 20, 5, 0, 0, 0, time.UTC) })
		add(t, d, registered{1})
		if q := health(t, d); q.Waiting != 1 {
			t.Errorf("%d wait", q.Waiting)
		}
	})
}

func count(t *testing.T, d *db.DB) int {
	t.Helper()
	n, err := db.One[int](t.Context(), d, "SELECT count(*) FROM jobs")
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestAJobExistsOnlyIfItsChangeDoes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		changed := errors.New("changed my mind")
		err := inTx(t, d, func(tx *db.Tx) error {
			return errors.Join(jobs.Add(t.Context(), tx, registered{1}), changed)
		})
		if !errors.Is(err, changed) || count(t, d) != 0 {
			t.Fatal(err, count(t, d))
		}
		add(t, d, registered{2})
		jobstest.Has(t, d, registered{2})
	})
}

func TestEachSubscriberHasItsOwnJobAndRepetitions(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		now, w := stopped(d), node(d)
		var mailed, indexed int
		jobs.Handle(w, "mail", func(ctx context.Context, a registered) error {
			if mailed++; mailed == 1 {
				return errors.New("the mail server is asleep")
			}
			return nil
		})
		jobs.Handle(w, "index", func(ctx context.Context, a registered) error { indexed++; return nil })
		add(t, d, registered{1})
		if err := w.Drain(t.Context()); err == nil {
			t.Error("the failure is not told")
		}
		if mailed != 1 || indexed != 1 || count(t, d) != 1 {
			t.Fatal(mailed, indexed, count(t, d))
		}
		now.move(2 * time.Second)
		jobstest.Run(t, w)
		if mailed != 2 || indexed != 1 || count(t, d) != 0 {
			t.Fatal(mailed, indexed, count(t, d))
		}
	})
}

func TestAHandlerMayWriteAndAddJobs(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := node(d)
		var got []int64
		jobs.Handle(w, "chain", func(ctx context.Context, a registered) error {
			got = append(got, a.ID)
			if a.ID == 3 {
				return nil
			}
			return d.Tx(ctx, auth.System("test"), func(tx *db.Tx) error { return jobs.Add(ctx, tx, registered{a.ID + 1}) })
		})
		add(t, d, registered{1})
		jobstest.Run(t, w)
		if len(got) != 3 {
			t.Fatal(got)
		}
	})
}

func TestAJobThatKeepsFailingDiesAndCanBeRevived(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		now, w := stopped(d), node(d)
		ran, sick := 0, true
		jobs.Handle(w, "mail", func(ctx context.Context, a registered) error {
			if ran++; sick {
				panic("no such letter")
			}
			return nil
		})
		add(t, d, registered{1})
		for range 30 {
			w.Drain(t.Context())
			now.move(10 * time.Hour)
		}
		q := health(t, d)
		if ran != 14 || len(q.Dead) != 1 || q.Dead[0].Attempts != 14 || q.Dead[0].Subscriber != "mail" || q.Waiting != 0 {
			t.Fatal(ran, q)
		}
		if want := "panic: no such letter"; q.Dead[0].Error[:len(want)] != want {
			t.Error(q.Dead[0].Error)
		}
		sick = false
		id := q.Dead[0].ID
		if err := inTx(t, d, func(tx *db.Tx) error { return jobs.Retry(t.Context(), tx, id) }); err != nil {
			t.Fatal(err)
		}
		jobstest.Run(t, w)
		if ran != 15 || count(t, d) != 0 {
			t.Fatal(ran, count(t, d))
		}
		err := inTx(t, d, func(tx *db.Tx) error { return jobs.Retry(t.Context(), tx, id) })
		if !fail.Is(err, "job.not_dead") {
			t.Error(err)
		}
	})
}

func TestVerdicts(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		now, w := stopped(d), node(d)
		ran := map[int64]int{}
		jobs.Handle(w, "mail", func(ctx context.Context, a registered) error {
			ran[a.ID]++
			switch a.ID {
			case 1:
				return jobs.Cancel(errors.New("the document is annulled"))
			case 2:
				if ran[2] < 40 { // more than the attempts of a failing job
					return jobs.Snooze(time.Minute)
				}
			}
			return nil
		})
		add(t, d, registered{1}, registered{2})
		for range 50 {
			w.Drain(t.Context())
			now.move(time.Minute)
		}
		if ran[1] != 1 || ran[2] != 40 || count(t, d) != 0 {
			t.Fatal(ran, count(t, d))
		}
	})
}

func TestAJobDoesNotRunBeforeItsTime(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		now, w := stopped(d), node(d)
		ran := 0
		jobs.Handle(w, "mail", func(ctx context.Context, a registered) error { ran++; return nil })
		err := inTx(t, d, func(tx *db.Tx) error { return jobs.AddAt(t.Context(), tx, tx.Now.Add(time.Hour), registered{1}) })
		if err != nil {
			t.Fatal(err)
		}
		jobstest.Run(t, w)
		if ran != 0 {
			t.Fatal("ran too early")
		}
		now.move(time.Hour)
		jobstest.Run(t, w)
		if ran != 1 {
			t.Fatal("did not run")
		}
	})
}

func TestATimeLimitEndsAHandler(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		w := node(d)
		jobs.Handle(w, "convert", func(ctx context.Context, a conversion) error { <-ctx.Done(); return ctx.Err() })
		add(t, d, conversion{1})
		if err := w.Drain(t.Context()); !errors.Is(err, context.DeadlineExceeded) {
			t.Fatal(err)
		}
		if count(t, d) != 1 {
			t.Error("a job over its time is repeated")
		}
	})
}

func TestAnAnnouncementThatNobodyHandlesWaitsAWeekForANewerNode(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		now, old, newer := stopped(d), node(d), node(d)
		ran := 0
		jobs.Handle(newer, "mail", func(ctx context.Context, a registered) error { ran++; return nil })
		add(t, d, registered{1})
		jobstest.Run(t, old)
		now.move(time.Hour)
		jobstest.Run(t, newer)
		if ran != 1 || count(t, d) != 0 {
			t.Fatal(ran, count(t, d))
		}
		add(t, d, registered{2})
		for range 30 {
			jobstest.Run(t, old)
			now.move(12 * time.Hour)
		}
		if count(t, d) != 0 {
			t.Error("it stays for ever")
		}
	})
}

func TestTheJobsOfADeadNodeAreTakenOver(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		now, dying, heir := stopped(d), node(d), node(d)
		taken, back := make(chan struct{}), make(chan struct{})
		jobs.Handle(dying, "mail", func(ctx context.Context, a registered) error {
			close(taken)
			<-back
			return nil
		})
		ran := 0
		jobs.Handle(heir, "mail", func(ctx context.Context, a registered) error {
			if ran++; ran == 1 {
				return errors.New("not yet")
			}
			return nil
		})
		add(t, d, registered{1})
		var all sync.WaitGroup
		all.Go(func() { dying.Drain(t.Context()) })
		<-taken
		jobstest.Run(t, heir)
		if ran != 0 {
			t.Fatal("taken while the lease holds")
		}
		now.move(31 * time.Second)
		heir.Drain(t.Context())
		if ran != 1 {
			t.Fatal("not taken over")
		}
		close(back) // the node was only slow: what it says now does not count any more
		all.Wait()
		if count(t, d) != 1 {
			t.Fatal("the late node settled a job of the heir")
		}
		now.move(time.Minute)
		jobstest.Run(t, heir)
		if ran != 2 || count(t, d) != 0 {
			t.Fatal(ran, count(t, d))
		}
	})
}

func TestSeveralNodesRunEachJobOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		const n = 100
		var mu sync.Mutex
		ran, done := map[int64]int{}, make(chan struct{})
		ctx, stop := context.WithCancel(t.Context())
		var all sync.WaitGroup
		for range 3 {
			w := node(d)
			jobs.Handle(w, "mail", func(ctx context.Context, a registered) error {
				mu.Lock()
				defer mu.Unlock()
				if ran[a.ID]++; len(ran) == n && ran[a.ID] == 1 {
					close(done)
				}
				return nil
			})
			all.Go(func() {
				if err := w.Run(ctx); err != nil {
					t.Error(err)
				}
			})
		}
		for id := range int64(n) {
			add(t, d, registered{id})
		}
		<-done
		stop()
		all.Wait()
		for id, times := range ran {
			if times != 1 {
				t.Errorf("job %d ran %d times", id, times)
			}
		}
		if count(t, d) != 0 {
			t.Errorf("%d jobs are left", count(t, d))
		}
	})
}

func TestHealthTellsHowTheQueueStands(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		add(t, d, registered{1}, registered{2})
		q := health(t, d)
		if q.Waiting != 2 || q.Oldest == nil || q.Oldest.Location() != time.UTC || len(q.Dead) != 0 {
			t.Fatalf("%+v", q)
		}
	})
}
