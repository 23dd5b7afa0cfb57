package bench

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"veche/internal/app"
	"veche/internal/org"
	"veche/internal/platform/config"
	"veche/internal/platform/db"
	"veche/internal/services/catalogue"
	"veche/internal/services/intake"
)

// Options of a run.
type Options struct {
	Load
	Database string // sqlite | postgres: a cluster of the bench itself | postgres://…
	Folder   string // where its data folder is made, "" for the system's
	Nodes    int    // servers on one database
	Rows     int    // applications that stand in the order before
	Clerks   int    // requests of clerks a second meanwhile
	Bare     bool   // measure the same POST without a store in the same run
	Backlog  bool   // then wait until all of them are received
	Seconds  bool   // say how each second went
	Program  string // the built binary
	Say      io.Writer
}

// Result is what a run has found. Latencies are in milliseconds from the scheduled moment, shares are in cores.
type Result struct {
	Database         string         `json:"database"`
	Durability       string         `json:"durability"`
	OfferedPerSecond float64        `json:"offered_per_s"`
	Accepted         int            `json:"accepted"`
	AcceptedPerSec   float64        `json:"accepted_per_s"`
	P50              float64        `json:"p50_ms"`
	P95              float64        `json:"p95_ms"`
	P99              float64        `json:"p99_ms"`
	Max              float64        `json:"max_ms"`
	Errors           int            `json:"errors"`
	ErrorsBy         map[string]int `json:"errors_by,omitempty"`
	CPU              Shares         `json:"cpu_cores"`
	MemoryMB         int64          `json:"server_memory_mb"`
	RowsBefore       int            `json:"rows_before,omitempty"`
	Rows             int64          `json:"table_rows"`
	TableMB          int64          `json:"table_mb"`
	Nodes            int            `json:"nodes"`
	Reconciled       Reconciled     `json:"reconciled"`
	Growth           *Growth        `json:"growth,omitempty"`
	Bare             *Bare          `json:"bare,omitempty"`
	Clerks           *Clerks        `json:"clerks,omitempty"`
	Backlog          *Backlog       `json:"backlog,omitempty"`
}

// Bare is the same POST, read and answered with nothing stored: by net/http, and by what reads at the entrance of a surge.
type Bare struct {
	PerSecond      float64 `json:"per_s"`
	Ratio          float64 `json:"durable_ratio"`
	SurgePerSecond float64 `json:"surge_per_s"`
	SurgeRatio     float64 `json:"surge_durable_ratio"`
}

// site is everything that a run stands on.
type site struct {
	Options
	folder  string
	url     string
	cluster *Cluster
	app     *app.App
	door    *intake.Service // of the bench itself, over its own connections
	ground  Ground
	servers []*Server
}

// warmTime lets what is measured begin as on a working day: connections are open, and the database knows its statements.
const warmTime = 5 * time.Second

// Run measures once.
func Run(ctx context.Context, o Options) (r Result, err error) {
	s, err := prepare(ctx, o)
	if s != nil {
		defer s.clear()
	}
	if err != nil {
		return r, err
	}
	defer steadyWriteback()()
	if s.cluster != nil {
		if err := s.cluster.ripen(s.segments()); err != nil {
			return r, err
		}
	}
	r.Database, r.Nodes, r.RowsBefore = s.app.DB.Dialect.Name, o.Nodes, o.Rows
	if r.Durability, err = durability(ctx, s.app.DB); err != nil {
		return r, err
	}
	r.Durability += writeback()
	s.say("%s\n", r.Durability)
	if o.Rows > 0 {
		if r.Growth, err = s.grow(ctx); err != nil {
			return r, err
		}
	}
	if err := s.serve(ctx); err != nil {
		return r, err
	}
	people, err := newCrowd(s.ground, s.door, s.Addresses[0])
	if err != nil {
		return r, err
	}
	people.persons.Store(int64(o.Rows))
	if warm := offer(ctx, Load{Rate: 1000, Duration: warmTime, Connections: s.Connections, Addresses: s.Addresses}, people.next); len(warm.errors) > 0 {
		return r, fmt.Errorf("the door does not open: %v", warm.errors)
	}
	s.say("offering …\n")
	atEase := sparingly()
	clerks, err := s.clerks(ctx)
	if err != nil {
		return r, err
	}
	before := spent(s.servers, s.databasePID())
	out := offer(ctx, s.Load, people.next)
	after := spent(s.servers, s.databasePID())
	r.Clerks = clerks()
	atEase()
	r.fill(s.Load, out)
	if o.Seconds {
		s.seconds(out)
	}
	r.CPU, r.MemoryMB = shares(before, after), after.memory>>20
	if o.Backlog {
		if r.Backlog, err = s.backlog(ctx); err != nil {
			return r, err
		}
	}
	s.stop()
	if o.Bare {
		if r.Bare, err = s.bare(ctx, r.AcceptedPerSec, people); err != nil {
			return r, err
		}
	}
	s.say("looking for %d receipts …\n", len(out.receipts))
	if r.Reconciled, err = reconcile(ctx, s.app.DB, s.door, s.ground.ServiceID, out.receipts); err != nil {
		return r, err
	}
	r.Rows = r.Reconciled.Rows
	size, err := sizeOf(ctx, s.app.DB, filepath.Join(s.folder, "veche.db"))
	r.TableMB = size >> 20
	return r, err
}

func (r *Result) fill(l Load, out outcome) {
	at := func(share float64) float64 {
		if len(out.latencies) == 0 {
			return 0
		}
		return float64(out.latencies[min(int(share*float64(len(out.latencies))), len(out.latencies)-1)].took) / 1000
	}
	r.P50, r.P95, r.P99, r.Max = at(.50), at(.95), at(.99), at(1)
	r.OfferedPerSecond = float64(int(float64(out.offered) / l.Duration.Seconds()))
	r.Accepted, r.AcceptedPerSec = len(out.latencies), float64(int(float64(len(out.latencies))/out.took.Seconds()))
	r.ErrorsBy = out.errors
	for _, n := range out.errors {
		r.Errors += n
	}
}

func (s *site) say(format string, args ...any) { fmt.Fprintf(s.Say, format, args...) }

// prepare makes the data folder, the database and what applications are lodged for.
func prepare(ctx context.Context, o Options) (s *site, err error) {
	s = &site{Options: o}
	if s.folder, err = os.MkdirTemp(o.Folder, "veche-bench-"); err != nil {
		return nil, err
	}
	if err := os.Chmod(s.folder, 0o755); err != nil { // the owner of the cluster looks through it
		return s, err
	}
	switch o.Database {
	case "sqlite":
		s.url = "sqlite:" + filepath.Join(s.folder, "veche.db")
	case "postgres":
		if s.cluster, err = NewCluster(ctx, filepath.Join(s.folder, "postgres")); err != nil {
			return s, err
		}
		s.url = s.cluster.URL()
	default:
		s.url = o.Database
	}
	if s.app, err = app.New(ctx, config.Config{Data: filepath.Join(s.folder, "bench"), Database: s.url, Session: time.Hour, Idle: time.Hour, Demo: o.Clerks > 0},
		app.WeakPasswords(), app.LogTo(io.Discard)); err != nil {
		return s, err
	}
	if rows, err := db.One[int64](ctx, s.app.DB, "SELECT count(*) FROM bodies"); err != nil || rows > 0 {
		return s, fmt.Errorf("the database is not empty (%d bodies): %w", rows, err)
	}
	if o.Clerks > 0 {
		if err := s.settle(ctx); err != nil {
			return s, err
		}
	}
	if s.ground, err = lay(ctx, s.app.DB, ""); err != nil {
		return s, err
	}
	s.door = Door(s.app.DB)
	return s, nil
}

// Door is a second one on the same database: it gives passes and reads the order.
func Door(d *db.DB) *intake.Service {
	bodies := org.New(d, nil)
	return intake.New(d, catalogue.New(d, bodies), bodies, slog.New(slog.DiscardHandler))
}

func (s *site) serve(ctx context.Context) error {
	s.Addresses = nil
	for n := range s.Nodes {
		data := filepath.Join(s.folder, fmt.Sprintf("node%d", n))
		if err := os.MkdirAll(data, 0o700); err != nil {
			return err
		}
		arguments := slices.Clone(surging)
		if s.Options.Clerks > 0 {
			arguments = append(arguments, "--demo") // its people have known passwords
		}
		one, err := Serve(ctx, s.Program, data, s.url, "127.0.0.1:0", arguments...)
		if err != nil {
			return err
		}
		s.servers, s.Addresses = append(s.servers, one), append(s.Addresses, one.Surge)
	}
	return nil
}

// fronts are the addresses of everything but the applications.
func (s *site) fronts() (list []string) {
	for _, one := range s.servers {
		list = append(list, one.Address)
	}
	return list
}

func (s *site) databasePID() int {
	if s.cluster == nil {
		return 0
	}
	return s.cluster.PID()
}

func (s *site) stop() {
	for _, one := range s.servers {
		one.Stop()
	}
	s.servers = nil
}

func (s *site) clear() {
	for _, one := range s.servers {
		one.Kill()
	}
	if s.app != nil {
		s.app.Close()
	}
	if s.cluster != nil {
		s.cluster.Stop()
	}
	os.RemoveAll(s.folder)
}
