package jobs

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

const (
	poll      = 200 * time.Millisecond
	lease     = 15 * time.Second // a killed node's jobs are taken over after this
	prolong   = lease / 5        // a busy machine may miss some
	timeLimit = time.Minute
	parallel  = 8
	grace     = 10 * time.Second // for running handlers when the node stops
	unheard   = 7 * 24 * time.Hour
)

// Worker runs jobs and schedules of one node.
type Worker struct {
	db        *db.DB
	log       *slog.Logger
	node      string
	handlers  map[string][]handler // by kind
	schedules []schedule
}

// handler is one subscriber of one kind of job.
type handler struct {
	subscriber string
	limit      time.Duration
	run        func(ctx context.Context, args []byte) error
}

// New makes a worker without subscribers.
func New(d *db.DB, log *slog.Logger) *Worker {
	return &Worker{db: d, log: log, node: rand.Text(), handlers: map[string][]handler{}}
}

// by is the actor of the worker's own bookkeeping.
func (w *Worker) by() auth.Actor { return auth.System("jobs") }

// Handle subscribes fn to a kind of job. The subscriber's name is stored with the job: it must be stable.
func Handle[A Args](w *Worker, subscriber string, fn func(ctx context.Context, a A) error) {
	var none A
	h := handler{subscriber: subscriber, limit: timeLimit}
	if l, ok := any(none).(Limited); ok {
		h.limit = l.TimeLimit()
	}
	h.run = func(ctx context.Context, raw []byte) error {
		var a A
		if err := json.Unmarshal(raw, &a); err != nil {
			return Cancel(fmt.Errorf("decode %s: %w", none.Kind(), err))
		}
		return fn(ctx, a)
	}
	for _, other := range w.handlers[none.Kind()] {
		if other.subscriber == subscriber {
			panic("jobs: " + subscriber + " handles " + none.Kind() + " twice")
		}
	}
	w.handlers[none.Kind()] = append(w.handlers[none.Kind()], h)
}

func (w *Worker) handler(kind, subscriber string) (handler, bool) {
	for _, h := range w.handlers[kind] {
		if h.subscriber == subscriber {
			return h, true
		}
	}
	return handler{}, false
}

// long reports whether a kind may run longer than most.
func (w *Worker) long(kind string) bool {
	for _, h := range w.handlers[kind] {
		if h.limit > timeLimit {
			return true
		}
	}
	return false
}

func (w *Worker) longKinds() (kinds []string) {
	for kind := range w.handlers {
		if w.long(kind) {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// safely runs fn within a time limit and turns a panic into an error.
func safely(ctx context.Context, limit time.Duration, fn func(ctx context.Context) error) (err error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return fn(ctx)
}

// do runs one taken job, keeping its lease, and settles it.
func (w *Worker) do(ctx context.Context, j job) error {
	h, ok := w.handler(j.Kind, j.Subscriber)
	if !ok {
		return w.settle(j, outcome{after: time.Minute, free: true})
	}
	started := w.db.Now()
	stop := w.keep(ctx, j)
	err := safely(context.WithValue(ctx, origin{}, j), h.limit, func(ctx context.Context) error { return h.run(ctx, []byte(j.Args)) })
	stop()
	verdict := judge(err, j.Attempts)
	if err != nil && ctx.Err() != nil { // the node stops: whoever comes next takes the job
		verdict = outcome{free: true}
	}
	w.report(ctx, j, verdict, err, w.db.Now().Sub(started))
	return errors.Join(err, w.settle(j, verdict))
}

func (w *Worker) report(ctx context.Context, j job, o outcome, err error, took time.Duration) {
	level, say := slog.LevelInfo, "job done"
	switch {
	case o.dead:
		level, say = slog.LevelError, "job dead"
	case o.gone && err != nil:
		level, say = slog.LevelWarn, "job cancelled"
	case o.error != "":
		level, say = slog.LevelWarn, "job failed"
	case !o.gone:
		say = "job put off"
	}
	args := []any{"id", j.ID, "kind", j.Kind, "subscriber", j.Subscriber, "attempt", j.Attempts, "took", took}
	if err != nil {
		args = append(args, "error", err)
	}
	w.log.Log(ctx, level, say, args...)
}
