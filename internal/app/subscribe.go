package app

import (
	"context"
	"time"

	"veche/internal/appeals"
	"veche/internal/approval"
	"veche/internal/assignments"
	"veche/internal/cards"
	"veche/internal/dispatch"
	"veche/internal/documents"
	"veche/internal/exchange/epgu"
	"veche/internal/exchange/mail"
	"veche/internal/exchange/pos"
	"veche/internal/exchange/remotesign"
	"veche/internal/interagency"
	"veche/internal/platform/notify"
	"veche/internal/platform/session"
	"veche/internal/portal"
	"veche/internal/services"
	"veche/internal/services/directive"
	"veche/internal/services/enrolment"
	"veche/internal/services/figures"
	"veche/internal/services/kindergarten"
	"veche/internal/services/queuelog"
	"veche/internal/signing"
	"veche/internal/signing/batch"
	"veche/internal/signing/certificates"
	"veche/internal/signing/poa"
	"veche/internal/tasks"
	"veche/internal/trust"
)

const (
	sealEvery    = 15 * time.Second
	sweepEvery   = 10 * time.Minute
	sweepAtATime = 200 // files read again: all of a hundred thousand in four days
	tidyEvery    = 24 * time.Hour
	posStep      = 3 * time.Second
	renameEvery  = time.Hour
	smevStep     = 3 * time.Second
)

// subscribe tells the worker who listens to which job and what runs by the clock.
func (a *App) subscribe() {
	w := a.Worker
	session.Jobs(w, a.Sessions)
	notify.Jobs(w, a.Notify)
	trust.Jobs(w, a.Trust)
	documents.Jobs(w, a.Documents, a.Tools)
	tasks.Jobs(w, a.Tasks, a.Documents)
	assignments.Jobs(w, a.Assignments)
	certificates.Jobs(w, a.Certificates)
	signing.Jobs(w, a.Signing)
	batch.Jobs(w, a.Batches)
	poa.Jobs(w, a.Powers)
	approval.Jobs(w, a.Approval)
	dispatch.Jobs(w, a.Dispatch)
	mail.Jobs(w, a.Mail)
	remotesign.Jobs(w, a.Remote)
	pos.Jobs(w, a.POS, posStep)
	if a.platform != nil {
		w.Every("pos.platform", posStep, a.stepPlatform)
	}
	interagency.Jobs(w, a.Interagency, smevStep)
	if a.agency != nil {
		w.Every("interagency.agency", smevStep, a.stepAgency)
	}
	cards.Jobs(w, a.Cards)
	portal.Jobs(w, a.Portal)
	appeals.Jobs(w, a.Appeals)
	queuelog.Jobs(w, a.Order)
	directive.Jobs(w, a.Directives)
	enrolment.Jobs(w, a.Enrolment)
	kindergarten.Jobs(w, a.Kindergarten)
	services.Jobs(w, a.Applications)
	figures.Jobs(w, a.Figures)
	w.Every("catalogue.rename", renameEvery, a.Catalogue.Rename)
	epgu.Jobs(w, a.EPGU, smevStep)
	if a.abroad != nil {
		w.Every("epgu.portal", smevStep, a.stepPortal)
	}
	w.Every("audit.seal", sealEvery, a.Sealer.Seal)
	w.Every("files.sweep", sweepEvery, func(ctx context.Context) error {
		return a.Files.Sweep(ctx, a.DB, sweepAtATime, a.Documents.Damage)
	})
	w.Every("files.tidy", tidyEvery, func(ctx context.Context) error {
		_, err := a.Files.Tidy(ctx, a.DB)
		return err
	})
}
