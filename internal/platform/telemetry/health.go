package telemetry

import (
	"context"
	"io"
	"net/http"
	"strconv"
	"time"

	"veche/internal/platform/api"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
)

// Part is the state of one part of the program.
type Part struct {
	Name   string `json:"name" doc:"Key of the Russian name: database, files, mail, or a program: soffice"`
	State  string `json:"state" enum:"ok,warning,broken,off"`
	Detail string `json:"detail" doc:"Version, address or error, for the administrator"`
}

// Check looks at one part or several of a kind.
type Check func(ctx context.Context) []Part

// Health is what the administrator sees.
type Health struct {
	Parts []Part     `json:"parts"`
	Jobs  jobs.Queue `json:"jobs"`
	At    time.Time  `json:"at"`
}

// Alive answers a balancer: 200 while the database answers.
func Alive(mux *http.ServeMux, d *db.DB) {
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
		defer cancel()
		if err := d.Ping(ctx); err != nil {
			http.Error(w, "the database does not answer", http.StatusServiceUnavailable)
			return
		}
		io.WriteString(w, "ok\n")
	})
}

// Operates reports whether the actor runs the installation: its jobs and parts are those of all bodies.
type Operates func(ctx context.Context, by auth.Actor) (bool, error)

// Routes shows the state of the parts and gives dead jobs a new life, to those who run the installation.
func Routes(a *api.API, d *db.DB, operates Operates, checks ...Check) {
	may := func(ctx context.Context, by auth.Actor) error {
		ok, err := operates(ctx, by)
		if err == nil && !ok {
			err = fail.New(fail.Denied, "health.denied", "person %d does not run the installation", by.PersonID)
		}
		return err
	}
	api.Add(a, api.Get("health-show", "/health", "State of the parts of the program"),
		func(ctx context.Context, by auth.Actor, _ *api.Empty) (*api.Body[Health], error) {
			if err := may(ctx, by); err != nil {
				return nil, err
			}
			h, err := look(ctx, d, checks)
			return &api.Body[Health]{Body: h}, err
		})
	api.Add(a, api.Post("jobs-retry", "/jobs/{id}/retry", "Run a job again that gave up"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Empty, error) {
			if err := may(ctx, by); err != nil {
				return nil, err
			}
			return &api.Empty{}, d.Tx(ctx, by, func(tx *db.Tx) error {
				if err := jobs.Retry(ctx, tx, in.ID); err != nil {
					return err
				}
				return audit.Write(ctx, tx, audit.Entry{Action: "job.retried", Object: audit.Ref{Kind: "job", ID: in.ID}})
			})
		})
}

func look(ctx context.Context, d *db.DB, checks []Check) (Health, error) {
	h := Health{At: d.Now(), Parts: []Part{database(ctx, d)}}
	for _, check := range checks {
		h.Parts = append(h.Parts, check(ctx)...)
	}
	var err error
	h.Jobs, err = jobs.Health(ctx, d)
	return h, err
}

func database(ctx context.Context, d *db.DB) Part {
	version, err := db.One[int64](ctx, d, "SELECT MAX(version_id) FROM goose_db_version")
	if err != nil {
		return Part{Name: "database", State: "broken", Detail: err.Error()}
	}
	return Part{Name: "database", State: "ok", Detail: d.Dialect.Name + ", migration " + strconv.FormatInt(version, 10)}
}
