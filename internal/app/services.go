package app

import (
	"context"
	"net/http"
	"strconv"

	"veche/internal/org"
	"veche/internal/platform/api"
	"veche/internal/platform/audit"
	"veche/internal/platform/config"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/session"
	"veche/internal/platform/telemetry"
	"veche/web"
)

// Services are the subjects of the house.
type Services struct {
	Sessions *session.Service
	Org      *org.Service
}

// services makes the subjects in the order in which they may know each other.
func (a *App) services(o options) (Services, error) {
	var s Services
	s.Sessions = session.New(a.DB, session.Options{Absolute: a.Config.Session, Idle: a.Config.Idle, Hashing: o.hashing,
		Secure: a.Config.Secure(), Demo: a.Config.Demo})
	s.Org = org.New(a.DB, s.Sessions)
	return s, nil
}

// routes declares the operations of all subjects.
func routes(door *api.API, d *db.DB, s Services, checks ...telemetry.Check) {
	session.Routes(door, s.Sessions)
	org.Routes(door, s.Org)
	telemetry.Routes(door, d, org.RightAdmin, checks...)
}

// subscribe tells the worker who listens to which job.
func (a *App) subscribe() {
	session.Jobs(a.Worker, a.Sessions)
}

// checks look at the parts for the health page.
func (a *App) checks() []telemetry.Check {
	return nil
}

// keepDenial writes a refused act into the audit.
func (a *App) keepDenial(ctx context.Context, d api.Denial) {
	id, _ := strconv.ParseInt(d.ID, 10, 64)
	refusal := fail.New(fail.Denied, d.Code, "%s", d.Operation)
	entry := audit.Entry{Action: d.Operation, Object: audit.Ref{Kind: d.Object, ID: id}}
	if err := audit.Denied(ctx, a.DB, d.By, entry, refusal); err.Error() != refusal.Error() { // joined with what went wrong
		a.Log.Error("denial not kept", "request", d.By.RequestID, "error", err)
	}
}

// pages are the front end.
func pages(c config.Config) http.Handler {
	return web.Handler(web.Options{App: "office", HTTPS: c.Secure()})
}
