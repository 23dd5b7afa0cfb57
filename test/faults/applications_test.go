package faults

import (
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/services"
)

const (
	noApplication  = "404 application.not_found"
	workDenied     = "403 application.denied"
	routesDenied   = "403 application.routes_denied"
	formsDenied    = "403 application.forms_denied"
	noComplaint    = "404 complaint.not_found"
	complainDenied = "403 complaint.denied"
)

// applicationOperations: an application is seen by those who consider applications alone, so that to a colleague without
// this right it is as if it were not there.
var applicationOperations = []operation{
	{id: "applications-list", by: "nikitin", denied: workDenied},
	{id: "applications-find", by: "nikitin", denied: workDenied, input: input(services.FindInput{Who: "иванов"})},
	{id: "applications-officers", by: "nikitin", denied: workDenied},
	{id: "applications-get", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication},
	{id: "applications-numbers", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication},
	{id: "applications-take", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication},
	{id: "applications-check", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication, input: input(services.CheckInput{Document: "x", Verdict: "ok"})},
	{id: "applications-register", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication},
	{id: "applications-refuse-intake", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication, input: input(services.RefusalInput{Ground: "x", Reason: "нет"})},
	{id: "applications-assign", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication, input: input(services.OfficerInput{OfficerID: 1})},
	{id: "applications-ask", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication,
		input: input(services.AskInput{Requests: []services.AskLine{{Kind: "x", Fields: map[string]string{}}}})},
	{id: "applications-proceed", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication},
	{id: "applications-ask-applicant", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication, input: input(services.AskApplicantInput{Text: "Что"})},
	{id: "applications-continue", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication, input: input(services.ContinueInput{})},
	{id: "applications-suspend", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication, input: input(services.SuspendInput{Ground: "x", Reason: "нет"})},
	{id: "applications-resume", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication},
	{id: "applications-say", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication, input: input(services.MessageInput{Text: "Да"})},
	{id: "applications-hand-over", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication, input: input(services.RouteInput{BodyID: 1, Reason: "Не наше"})},
	{id: "applications-route", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication, input: input(services.RouteInput{BodyID: 1})},
	{id: "applications-preview", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication, input: input(services.PaperInput{Kind: services.PaperGrant, SignatoryID: 1})},
	{id: "service-forms-list", by: "nikitin", denied: formsDenied},
	{id: "service-forms-put", by: "nikitin", denied: formsDenied, input: input(services.PutFormInput{Name: "x.docx", File: []byte("x")})},
	{id: "service-forms-reset", by: "nikitin", denied: formsDenied, input: input(services.ResetFormInput{})},
	{id: "GET /api/service-forms/{form}/file", by: "nikitin", denied: formsDenied},
	{id: "applications-decide", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication, input: input(services.DecideInput{Outcome: services.PaperGrant, SignatoryID: 1})},
	{id: "applications-invite", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication,
		input: input(services.Invitation{Place: "Окно", Hours: "9–17", Until: calendar.MustParse("2099-01-12")})},
	{id: "applications-issue", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication, input: input(services.IssueInput{Fact: "Выдано", Way: services.InPerson})},
	{id: "applications-enter-way", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication, input: input(services.WayInput{Way: services.InPerson})},
	{id: "applications-enter-cancel", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication, input: input(services.ReasonInput{})},
	{id: "applications-cancel", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication},
	{id: "applications-decline-cancel", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication, input: input(services.ReasonInput{})},
	{id: "applications-enter-correction", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication, input: input(services.TextInput{Text: "Опечатка"})},
	{id: "applications-correct", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication, input: input(services.CorrectInput{Decline: true, Reason: "Нет"})},
	{id: "applications-enter", by: "nikitin", denied: workDenied, foreign: workDenied, input: func(f *facts) any {
		return services.EntryInput{ServiceID: f.object["service"], Key: "00000000-0000-0000-0000-000000000001", Channel: services.Visit, Answers: []byte("{}"),
			Applicant: services.ApplicantCard{Kind: services.Person, Surname: "Павлова", Name: "Вера"}}
	}},
	{id: "application-services", by: "nikitin", denied: workDenied},
	{id: "application-entry-form", on: "service", by: "nikitin", denied: workDenied, foreign: workDenied},
	{id: "POST /api/applications/{id}/files", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication},
	{id: "GET /api/applications/{id}/files/{file}", on: "application", by: "nikitin", denied: noApplication, foreign: noApplication},
	{id: "service-routes-list", by: "nikitin", denied: routesDenied},
	{id: "service-routes-add", by: "nikitin", denied: routesDenied, foreign: routesDenied, input: input(services.RouteLineInput{ServiceID: 1, BodyID: 1, From: calendar.MustParse("2026-01-01")})},
	{id: "service-routes-change", on: "service route", by: "nikitin", denied: routesDenied, foreign: routesDenied,
		input: input(services.RouteLineInput{ServiceID: 1, BodyID: 1, From: calendar.MustParse("2026-01-01")})},
	{id: "service-routes-end", on: "service route", by: "nikitin", denied: routesDenied, foreign: routesDenied},
	{id: "service-complaints-list", by: "nikitin", denied: complainDenied},
	{id: "service-complaints-enter", by: "nikitin", denied: noApplication, foreign: noApplication, input: func(f *facts) any {
		return services.ComplainInput{ApplicationID: f.object["application"], Ground: services.TermMissed, Against: services.AgainstBody, Text: "Текст", Channel: services.Visit}
	}},
	{id: "service-complaints-get", on: "complaint", by: "nikitin", denied: noComplaint, foreign: noComplaint},
	{id: "service-complaints-register", on: "complaint", by: "nikitin", denied: noComplaint, foreign: noComplaint},
	{id: "service-complaints-decide", on: "complaint", by: "nikitin", denied: noComplaint, foreign: noComplaint,
		input: input(services.ComplaintDecision{Outcome: services.DeniedIt, Decision: "Нет"})},
	{id: "service-complaints-answer", on: "complaint", by: "nikitin", denied: noComplaint, foreign: noComplaint, input: input(services.AnswerInput{})},
	{id: "service-complaints-preview", on: "complaint", by: "nikitin", denied: noComplaint, foreign: noComplaint},
}

// applied is an application to the ministry, a line of its routes, and a complaint.
func (f *facts) applied() {
	f.Helper()
	err := f.d.Tx(f.Context(), auth.System("test"), func(tx *db.Tx) (err error) {
		add := func(name, query string, args ...any) {
			if err == nil {
				f.object[name], err = db.One[int64](f.Context(), tx, query+" RETURNING id", args...)
			}
		}
		add("applied service", `INSERT INTO services (body_id, code, slug, name, short_name, category, created_at) VALUES ($1, 'проба', 'proba', 'Проба', 'Проба', 'family', $2)`, f.ministry, tx.Now)
		if f.object["service"] == 0 {
			f.object["service"] = f.object["applied service"]
		}
		add("applicant", `INSERT INTO applicants (kind, surname, name, name_fold, created_at, changed_at) VALUES ('person', 'Павлова', 'Вера', 'павлова вера', $1, $1)`, tx.Now)
		add("application", `INSERT INTO applications (service_id, version_id, year, sequence, number, number_key, state, body_id, intake_body_id, applicant_id, channel, answers,
			accepted_at, due_sort, changed_at) VALUES ($1, 1, 2026, 1, '1-2026-000001', '', 'received', $2, $2, $3, 'visit', '{}', $4, '2026-12-01', $4)`,
			f.object["applied service"], f.ministry, f.object["applicant"], tx.Now)
		add("service route", `INSERT INTO service_routes (service_id, body_id, from_on, put_by, put_at) VALUES ($1, $2, '2026-01-01', 1, $3)`, f.object["applied service"], f.ministry, tx.Now)
		add("complaint", `INSERT INTO service_complaints (body_id, application_id, applicant_id, ground, against, text, channel, state, received_at, register_by, due_sort)
			VALUES ($1, $2, $3, 'term_missed', 'body', 'Текст', 'visit', 'received', $4, '{}', '2026-12-01')`, f.ministry, f.object["application"], f.object["applicant"], tx.Now)
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
}
