package faults

import "veche/internal/services/catalogue"

// unkept is what those are answered who keep no services, and those who keep the services of another body.
const unkept = "403 service.denied|404 service.absent"

var catalogueOperations = []operation{
	{id: "catalogue-words", free: "names of shelves, the same for all"},
	{id: "catalogue-list", by: "petrov", denied: "403 service.denied"},
	{id: "catalogue-create", by: "petrov", denied: "403 service.denied",
		input: input(catalogue.NewService{Code: "18-99-001", Slug: "chuzhaia", ShortName: "Чужая", Category: "family"})},
	{id: "catalogue-get", on: "service", by: "petrov", denied: "403 service.denied", foreign: unkept},
	{id: "catalogue-save", on: "service", by: "petrov", denied: "403 service.denied", foreign: unkept, input: input(catalogue.DraftInput{Passport: emptyPassport, Version: 1})},
	{id: "catalogue-begin", on: "service", by: "petrov", denied: "403 service.denied", foreign: unkept, input: input(catalogue.Beginning{Number: 1})},
	{id: "catalogue-discard", on: "service", by: "petrov", denied: "403 service.denied", foreign: unkept, input: input(catalogue.Discarding{Version: 1})},
	{id: "catalogue-publish", on: "service", by: "petrov", denied: "403 service.denied", foreign: unkept, input: input(catalogue.Publication{From: day, Version: 1})},
	{id: "catalogue-standing", on: "service", by: "petrov", denied: "403 service.denied", foreign: unkept, input: input(catalogue.Standing{})},
	{id: "catalogue-preview", on: "service", by: "petrov", denied: "403 service.denied", foreign: unkept, input: input(emptyPassport)},
	{id: "catalogue-version", on: "service", by: "petrov", denied: "403 service.denied", foreign: unkept},
	{id: "catalogue-visits", on: "service", query: "?from=2026-01-01&to=2026-01-31", by: "petrov", denied: "403 service.denied", foreign: unkept},
}

// emptyPassport is written as the editor writes it: lists are lists.
var emptyPassport = catalogue.Passport{Level: catalogue.State, Acts: []catalogue.Act{}, Applicants: []catalogue.Applicant{}, Variants: []catalogue.Variant{},
	Terms: []catalogue.Term{}, IntakeRefusals: []catalogue.Ground{}, Refusals: []catalogue.Ground{}, Results: []catalogue.Result{}, Channels: []catalogue.Channel{}}
