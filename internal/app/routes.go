package app

import (
	"context"
	"net/http"
	"strconv"

	"veche/internal/acknowledgement"
	"veche/internal/appeals"
	"veche/internal/appeals/visits"
	"veche/internal/approval"
	"veche/internal/assignments"
	"veche/internal/cards"
	"veche/internal/dispatch"
	"veche/internal/documents"
	"veche/internal/exchange/epgu"
	"veche/internal/exchange/pos"
	"veche/internal/exchange/remotesign"
	"veche/internal/interagency"
	"veche/internal/org"
	"veche/internal/passport"
	"veche/internal/platform/api"
	"veche/internal/platform/audit"
	"veche/internal/platform/config"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/notify"
	"veche/internal/platform/session"
	"veche/internal/platform/telemetry"
	"veche/internal/portal"
	"veche/internal/registry"
	"veche/internal/reports"
	"veche/internal/services"
	"veche/internal/services/catalogue"
	"veche/internal/services/enrolment"
	"veche/internal/services/figures"
	"veche/internal/services/intake"
	"veche/internal/services/kindergarten"
	"veche/internal/services/queuelog"
	"veche/internal/signing"
	"veche/internal/signing/batch"
	"veche/internal/signing/certificates"
	"veche/internal/signing/poa"
	"veche/internal/signing/seal"
	"veche/internal/tasks"
	"veche/internal/trust"
	"veche/web"
)

// routes declares the operations of all subjects.
func routes(door *api.API, d *db.DB, s Services, assets portal.Assets, checks ...telemetry.Check) {
	session.Routes(door, s.Sessions)
	org.Routes(door, s.Org)
	notify.Routes(door, s.Notify)
	trust.Routes(door, s.Trust)
	registry.Routes(door, s.Registry)
	documents.Routes(door, s.Documents)
	tasks.Routes(door, s.Tasks)
	assignments.Routes(door, s.Assignments)
	certificates.Routes(door, s.Certificates)
	signing.Routes(door, s.Signing)
	batch.Routes(door, s.Batches)
	poa.Routes(door, s.Powers)
	seal.Routes(door, s.Seals)
	remotesign.Routes(door, s.Remote)
	approval.Routes(door, s.Approval)
	acknowledgement.Routes(door, s.Readers)
	dispatch.Routes(door, s.Dispatch)
	cards.Routes(door, s.Cards)
	passport.Routes(door, s.Passport)
	interagency.Routes(door, s.Interagency)
	appeals.Routes(door, s.Appeals)
	visits.Routes(door, s.Visits)
	catalogue.Routes(door, s.Catalogue)
	portal.Routes(door, s.Portal, assets)
	pos.Routes(door, s.POS)
	intake.Routes(door, s.Intake)
	queuelog.Routes(door, s.Order)
	enrolment.Routes(door, s.Enrolment)
	kindergarten.Routes(door, s.Kindergarten)
	services.Operations(door, s.Applications)
	figures.Routes(door, s.Figures)
	epgu.Routes(door, s.EPGU)
	reports.Routes(door, s.Reports)
	telemetry.Routes(door, d, s.Org.Operates, checks...)
	auditRoutes(door, d)
}

// keepDenial writes a refused act into the audit.
func (a *App) keepDenial(ctx context.Context, d api.Denial) {
	if audit.Written(d.Refusal) { // the subject said more of it than the door knows
		return
	}
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
