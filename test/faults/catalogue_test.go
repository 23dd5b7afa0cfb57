package faults

import "veche/internal/services/catalogue"

// unkept is what those are answered who keep no services, and those who keep the services of another body.
const unkept = "403 service.denied|404 service.absent"

// unfigured is what those are answered who do not see the figures of a body.
const (
	unfigured   = "403 service_figures.denied"
	figuredYear = "?from=2026-01-01&to=2026-12-31"
)

var catalogueOperations = []operation{
	{id: "catalogue-words", free: "names of shelves, the same for all"},
	{id: "catalogue-list", by: "petrov", denied: "403 service.denied"},
	{id: "catalogue-create", by: "petrov", denied: "403 service.denied",
		input: input(catalogue.NewService{Code: "18-99-001", Slug: "chuzhaia", ShortName: "Чужая", Category: "family"})},
	{id: "catalogue-get", on: "service", by: "petrov", denied: "403 service.denied", foreign: unkept},
	{id: "catalogue-save", on: "service", by: "petrov", denied: "403 service.denied", foreign: unkept, input: input(catalogue.DraftInput{Passport: emptyPassport, Version: 1})},
	{id: "catalogue-form-save", on: "service", by: "petrov", denied: "403 service.denied", foreign: unkept, input: input(catalogue.FormInput{Version: 1})},
	{id: "catalogue-form-check", on: "service", by: "petrov", denied: "403 service.denied", foreign: unkept, input: input(catalogue.FormText{})},
	{id: "catalogue-begin", on: "service", by: "petrov", denied: "403 service.denied", foreign: unkept, input: input(catalogue.Beginning{Number: 1})},
	{id: "catalogue-discard", on: "service", by: "petrov", denied: "403 service.denied", foreign: unkept, input: input(catalogue.Discarding{Version: 1})},
	{id: "catalogue-publish", on: "service", by: "petrov", denied: "403 service.denied", foreign: unkept, input: input(catalogue.Publication{From: day, Version: 1})},
	{id: "catalogue-standing", on: "service", by: "petrov", denied: "403 service.denied", foreign: unkept, input: input(catalogue.Standing{})},
	{id: "catalogue-preview", on: "service", by: "petrov", denied: "403 service.denied", foreign: unkept, input: input(emptyPassport)},
	{id: "catalogue-version", on: "service", by: "petrov", denied: "403 service.denied", foreign: unkept},
	{id: "service-figures", query: figuredYear, by: "petrov", denied: unfigured},
	{id: "service-figures-services", by: "petrov", denied: unfigured},
	{id: "service-figures-register", query: figuredYear, by: "petrov", denied: unfigured},
	{id: "service-figures-visits", on: "service", query: figuredYear, by: "petrov", denied: unfigured, foreign: unfigured + "|404 service.absent"},
	{id: "GET /api/service-figures.xlsx", query: figuredYear, by: "petrov", denied: unfigured},
	{id: "GET /api/service-figures/applications.xlsx", query: figuredYear, by: "petrov", denied: unfigured},
	{id: "catalogue-visits", on: "service", query: "?from=2026-01-01&to=2026-01-31", by: "petrov", denied: "403 service.denied", foreign: unkept},
}

// emptyPassport is written as the editor writes it: lists are lists.
var emptyPassport = catalogue.Passport{Level: catalogue.State, Acts: []catalogue.Act{}, Applicants: []catalogue.Applicant{}, Variants: []catalogue.Variant{},
	Terms: []catalogue.Term{}, IntakeRefusals: []catalogue.Ground{}, Refusals: []catalogue.Ground{}, Results: []catalogue.Result{}, Channels: []catalogue.Channel{}}
