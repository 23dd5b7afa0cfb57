package bench

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"veche/internal/services/intake"
)

// Growth is the rate of the committer alone, without HTTP, while the order grows.
type Growth struct {
	FirstPerSecond float64   `json:"first_per_s"` // of the first tenth
	LastPerSecond  float64   `json:"last_per_s"`  // of the last tenth
	Ratio          float64   `json:"ratio"`
	Tenths         []float64 `json:"tenths_per_s"`
}

// growers submit at once: enough to fill the longest batch while the one before it is committed.
const growers = 2048

// grow puts applications into the order before the run, through the same committer, as fast as it goes.
func (s *site) grow(ctx context.Context) (*Growth, error) {
	people, err := newCrowd(s.ground, s.door, "")
	if err != nil {
		return nil, err
	}
	var (
		all    sync.WaitGroup
		turn   atomic.Int64
		failed atomic.Pointer[error]
		marks  [11]atomic.Int64
		begin  = time.Now()
	)
	for range growers {
		all.Go(func() {
			for n := turn.Add(1) - 1; n < int64(s.Rows) && failed.Load() == nil && ctx.Err() == nil; n = turn.Add(1) - 1 {
				if n%int64(max(s.Rows/10, 1)) == 0 {
					s.say("%d rows after %s\n", n, time.Since(begin).Round(time.Second))
					marks[n/int64(max(s.Rows/10, 1))].Store(time.Since(begin).Microseconds())
				}
				one, key, err := people.ask(ctx)
				if err == nil {
					_, err = s.door.Submit(ctx, intake.Submission{ServiceID: s.ground.ServiceID, VersionID: s.ground.VersionID, Key: key,
						Applicant: s.ground.applicant(n), Channel: intake.Portal, Form: people.answers(one)})
				}
				if err != nil {
					failed.Store(&err)
				}
			}
		})
	}
	all.Wait()
	if err := failed.Load(); err != nil {
		return nil, fmt.Errorf("fill the order: %w", *err)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	marks[10].Store(time.Since(begin).Microseconds())
	g := &Growth{}
	for i := range 10 {
		took := float64(marks[i+1].Load()-marks[i].Load()) / 1e6
		g.Tenths = append(g.Tenths, float64(int(float64(s.Rows)/10/took)))
	}
	g.FirstPerSecond, g.LastPerSecond = g.Tenths[0], g.Tenths[9]
	g.Ratio = float64(int(g.LastPerSecond/g.FirstPerSecond*100)) / 100
	return g, nil
}
