package bench

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"veche/internal/platform/db"
)

// Backlog is how fast accepted rows became applications after the surge, and how pages of the portal fared meanwhile.
type Backlog struct {
	Waiting   int64   `json:"waiting"` // when the surge was over
	Done      int64   `json:"done"`
	PerSecond float64 `json:"per_s"`
	Pages     Fared   `json:"pages"`
}

const (
	// settling is how long the door still counts as besieged after the last application.
	settling = 3 * time.Second

	pagesPerSecond = 20
	patience       = 10 * time.Minute
)

// backlog waits until everything accepted has become an application.
func (s *site) backlog(ctx context.Context) (*Backlog, error) {
	time.Sleep(settling)
	all, done, err := s.received(ctx)
	if err != nil {
		return nil, err
	}
	b := &Backlog{Waiting: all - done}
	s.say("%d applications wait to be received …\n", b.Waiting)
	looking, over := context.WithCancel(ctx)
	defer over()
	pages, began := s.pages(looking), time.Now()
	for from := done; done < all; {
		time.Sleep(250 * time.Millisecond)
		if all, done, err = s.received(ctx); err != nil {
			return nil, err
		}
		b.Done = done - from
		if time.Since(began) > patience {
			break
		}
	}
	b.PerSecond = float64(int(float64(b.Done) / time.Since(began).Seconds()))
	over()
	b.Pages = <-pages
	return b, nil
}

// received is how many were accepted, and how many of them are applications.
func (s *site) received(ctx context.Context) (all, done int64, err error) {
	if all, err = db.One[int64](ctx, s.app.DB, "SELECT sequence FROM intake_counters WHERE service_id = $1", s.ground.ServiceID); err != nil {
		return 0, 0, err
	}
	done, err = db.One[int64](ctx, s.app.DB, "SELECT coalesce(max(sequence), 0) FROM intake_cursors WHERE service_id = $1", s.ground.ServiceID)
	return all, done, err
}

// pages asks for public pages until it is told that it is over.
func (s *site) pages(ctx context.Context) <-chan Fared {
	paths := []string{"/services", "/services/all", "/services/bench"}
	var turn atomic.Int64
	request := func(_ context.Context, b []byte) ([]byte, [16]byte, error) {
		path := paths[turn.Add(1)%int64(len(paths))]
		return fmt.Appendf(b[:0], "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n", path, s.servers[0].Address), [16]byte{}, nil
	}
	done := make(chan Fared, 1)
	began := time.Now()
	go func() {
		var r Result
		out := offer(ctx, Load{Rate: pagesPerSecond, Duration: patience, Connections: 8, Addresses: s.fronts()}, request)
		r.fill(Load{Duration: time.Since(began)}, out)
		done <- Fared{PerSecond: r.AcceptedPerSec, P50: r.P50, P99: r.P99, Max: r.Max, Errors: r.Errors, ErrorsBy: r.ErrorsBy}
	}()
	return done
}
