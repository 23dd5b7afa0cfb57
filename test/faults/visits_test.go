package faults

import "veche/internal/appeals/visits"

const (
	noDay   = "404 visit.no_day"
	noVisit = "404 visit.not_found"
)

// visitOperations are those of the personal reception of citizens.
var visitOperations = []operation{
	{id: "visit-days-list", query: "?from=2026-01-01&to=2026-12-31", free: "when receptions are, without visitors"},
	{id: "visit-days-plan", by: "petrov", denied: "403 visit.denied", input: planOf},
	{id: "visit-days-get", on: "visit day", by: "petrov", denied: noDay, foreign: noDay},
	{id: "visit-days-cancel", on: "visit day", by: "petrov", denied: noDay, foreign: noDay, input: input(visits.ReasonInput{Reason: "Командировка"})},
	{id: "visits-book", on: "visit day", by: "petrov", denied: noDay, foreign: noDay, input: input(visits.BookInput{Visitor: visits.Visitor{Name: "Чужой Человек", Topic: "Вопрос"}})},
	{id: "visits-get", on: "visit", by: "petrov", denied: noVisit, foreign: noVisit},
	{id: "visits-receive", on: "visit", by: "petrov", denied: noVisit, foreign: noVisit, input: input(visits.Reception{Visitor: visits.Visitor{Name: "Чужой Человек", Topic: "Вопрос"},
		Identified: true, Content: "Вопрос", Outcome: visits.Elsewhere, Answer: "В суд", Version: 1})},
	{id: "visits-absent", on: "visit", by: "petrov", denied: noVisit, foreign: noVisit},
	{id: "visits-cancel", on: "visit", by: "petrov", denied: noVisit, foreign: noVisit, input: input(visits.ReasonInput{Reason: "Не придёт"})},
	{id: "reports-visits", query: "?from=2026-01-01&to=2026-12-31", by: "petrov", denied: "403 appeal.oversee_denied"},
	{id: "GET /api/reports/visits.xlsx", query: "?from=2026-01-01&to=2026-12-31", by: "petrov", denied: "403 appeal.oversee_denied"},
	{id: "GET /api/visits/{id}/card.pdf", on: "visit", by: "petrov", denied: noVisit, foreign: noVisit},
}

func planOf(f *facts) any {
	return visits.PlanInput{OfficialID: f.object["executive"], Place: "Приёмная", On: day, Every: visits.Once, Starts: "10:00", Ends: "12:00", Minutes: 20}
}
