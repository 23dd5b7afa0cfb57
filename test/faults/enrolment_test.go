package faults

import (
	"veche/internal/platform/calendar"
	"veche/internal/services/enrolment"
)

const (
	noSchool    = "404 enrolment.no_school"
	noEnrolment = "404 enrolment.not_found"
)

var reception = enrolment.CampaignInput{ServiceID: 1, Year: 2027, Opens1: "2027-04-01T15:00", Closes1: "2027-06-30T18:00", Opens2: "2027-07-06T09:00", Closes2: "2027-09-05T18:00", Version: 1}

// enrolmentOperations are those of the registers of schools: the city keeps them, so for the ministry they are not there.
var enrolmentOperations = []operation{
	{id: "enrolment-schools-list", by: "petrov", denied: "403 enrolment.denied"},
	{id: "enrolment-schools-register", on: "school", query: "?year=2026&stage=1", by: "petrov", denied: noSchool, foreign: noSchool},
	{id: "enrolment-schools-rows", on: "school", by: "petrov", denied: noSchool, foreign: noSchool, input: input(enrolment.RowFilter{Year: 2026, Stage: 1})},
	{id: "enrolment-schools-places", on: "school", by: "petrov", denied: noSchool, foreign: noSchool, input: input(enrolment.PlacesInput{Year: 2026, Classes: []enrolment.Class{{Name: "1А", Places: 1}}, Version: 1})},
	{id: "enrolment-schools-enrol", on: "school", by: "petrov", denied: noSchool, foreign: noSchool, input: input(enrolment.OrderInput{Year: 2026, Stage: 1, SignatoryID: 1})},
	{id: "enrolments-confirm", on: "enrolment", by: "petrov", denied: noEnrolment, foreign: noEnrolment, input: input(enrolment.Checked{Ground: enrolment.None, Version: 1})},
	{id: "enrolments-demand", on: "enrolment", by: "petrov", denied: noEnrolment, foreign: noEnrolment, input: input(enrolment.Why{Reason: "Нет", Version: 1})},
	{id: "enrolments-refuse", on: "enrolment", by: "petrov", denied: noEnrolment, foreign: noEnrolment, input: input(enrolment.Refusal{Ground: "age", Reason: "Нет", Version: 1})},
	{id: "enrolments-sort", on: "enrolment", by: "petrov", denied: noEnrolment, foreign: noEnrolment, input: input(enrolment.Sorted{SchoolID: 1, Version: 1})},
	{id: "enrolments-unsorted", by: "petrov", denied: "403 enrolment.denied"},
	{id: "enrolment-services-list", by: "petrov", denied: "403 enrolment.denied"},
	{id: "enrolment-campaigns-list", by: "petrov", denied: "403 enrolment.denied"},
	{id: "enrolment-campaigns-add", by: "petrov", denied: "403 enrolment.denied", input: input(reception)},
	{id: "enrolment-campaigns-change", on: "campaign", by: "petrov", denied: "404 enrolment.no_campaign", foreign: "404 enrolment.no_campaign", input: input(reception)},
	{id: "enrolment-schools-add", by: "petrov", denied: "403 enrolment.denied", input: input(enrolment.SchoolInput{Name: "Школа"})},
	{id: "enrolment-schools-change", on: "school", by: "petrov", denied: noSchool, foreign: noSchool, input: input(enrolment.SchoolInput{Name: "Школа", Version: 1})},
	{id: "enrolment-schools-territory", on: "school", by: "petrov", denied: noSchool, foreign: noSchool, input: input(enrolment.TerritoryInput{ActNumber: "1", ActDate: calendar.MustParse("2026-03-12"), ValidFrom: calendar.MustParse("2026-03-12"), Street: "ул. Ленина", HouseFrom: 1, Side: enrolment.BothSides})},
	{id: "enrolment-schools-territory-end", on: "school", by: "petrov", denied: noSchool, foreign: noSchool, input: input(enrolment.TerritoryEnd{LineID: 1, Until: calendar.MustParse("2026-12-31")})},
	{id: "enrolments-withdraw", on: "enrolment", by: "petrov", denied: noEnrolment, foreign: noEnrolment, input: input(enrolment.Why{Reason: "Нет", Version: 1})},
	{id: "GET /api/enrolment-orders/{id}/order.pdf", on: "enrolment order", by: "petrov", denied: "404 enrolment.no_order", foreign: "404 enrolment.no_order"},
}
