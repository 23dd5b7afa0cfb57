package faults

import "veche/internal/services/enrolment"

const (
	noSchool    = "404 enrolment.no_school"
	noEnrolment = "404 enrolment.not_found"
)

// enrolmentOperations are those of the registers of schools: the city keeps them, so for the ministry they are not there.
var enrolmentOperations = []operation{
	{id: "enrolment-schools-list", by: "petrov", denied: "403 enrolment.denied"},
	{id: "enrolment-schools-register", on: "school", query: "?year=2026&stage=1", by: "petrov", denied: noSchool, foreign: noSchool},
	{id: "enrolment-schools-places", on: "school", by: "petrov", denied: noSchool, foreign: noSchool, input: input(enrolment.PlacesInput{Year: 2026, Places: 1, Version: 1})},
	{id: "enrolment-schools-enrol", on: "school", by: "petrov", denied: noSchool, foreign: noSchool, input: input(enrolment.OrderInput{Year: 2026, Stage: 1})},
	{id: "enrolments-confirm", on: "enrolment", by: "petrov", denied: noEnrolment, foreign: noEnrolment, input: input(enrolment.Checked{Ground: enrolment.None, Version: 1})},
	{id: "enrolments-demand", on: "enrolment", by: "petrov", denied: noEnrolment, foreign: noEnrolment, input: input(enrolment.Why{Reason: "Нет", Version: 1})},
	{id: "enrolments-refuse", on: "enrolment", by: "petrov", denied: noEnrolment, foreign: noEnrolment, input: input(enrolment.Why{Reason: "Нет", Version: 1})},
	{id: "enrolments-withdraw", on: "enrolment", by: "petrov", denied: noEnrolment, foreign: noEnrolment, input: input(enrolment.Why{Reason: "Нет", Version: 1})},
	{id: "GET /api/enrolment-orders/{id}/order.pdf", on: "enrolment order", by: "petrov", denied: "404 enrolment.no_order", foreign: "404 enrolment.no_order"},
}
