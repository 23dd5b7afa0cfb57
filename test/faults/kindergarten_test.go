package faults

import (
	"veche/internal/platform/calendar"
	"veche/internal/services/kindergarten"
)

const (
	gardenDenied = "403 kindergarten.denied"
	noRecord     = "404 kindergarten.not_found"
)

// kindergartenOperations are those of the queue: the city keeps it, so for the ministry it is not there.
var kindergartenOperations = []operation{
	{id: "kindergarten-overview", by: "petrov", denied: gardenDenied},
	{id: "kindergarten-set", by: "petrov", denied: gardenDenied, input: input(kindergarten.SettingsInput{Benefits: []kindergarten.Benefit{}, AnswerDays: 5, EnrolDays: 3, Version: 1})},
	{id: "kindergarten-records-find", by: "petrov", denied: gardenDenied, input: input(kindergarten.RecordFilter{State: kindergarten.Checks})},
	{id: "kindergarten-formations-add", by: "petrov", denied: gardenDenied, input: input(kindergarten.FormInput{Year: 2027, SignatoryID: 1})},
	{id: "kindergartens-add", by: "petrov", denied: gardenDenied, input: input(kindergarten.GardenInput{Name: "Сад"})},
	{id: "kindergartens-group", on: "garden", by: "petrov", denied: "404 kindergarten.no_garden", foreign: "404 kindergarten.no_garden", input: input(kindergarten.GroupInput{Year: 2027, Name: "младшая", Age: 3, Profile: "general", Places: 20})},
	{id: "kindergartens-enrol", on: "garden", by: "petrov", denied: "404 kindergarten.no_garden", foreign: "404 kindergarten.no_garden", input: input(kindergarten.OrderInput{SignatoryID: 1})},
	{id: "kindergarten-groups-places", on: "garden group", by: "petrov", denied: "404 kindergarten.no_group", foreign: "404 kindergarten.no_group", input: input(kindergarten.PlacesInput{Places: 20, Version: 1})},
	{id: "kindergarten-records-confirm", on: "garden record", by: "petrov", denied: noRecord, foreign: noRecord, input: input(kindergarten.Proven{Version: 1})},
	{id: "kindergarten-records-refuse", on: "garden record", by: "petrov", denied: noRecord, foreign: noRecord, input: input(kindergarten.Refusal{Ground: "age", Reason: "Возраст", SignatoryID: 1, Version: 1})},
	{id: "kindergarten-records-change", on: "garden record", by: "petrov", denied: noRecord, foreign: noRecord, input: input(kindergarten.Wished{Kindergartens: []int64{1}, On: calendar.MustParse("2027-09-01"), Version: 1})},
	{id: "kindergarten-records-contract", on: "garden record", by: "petrov", denied: noRecord, foreign: noRecord, input: input(kindergarten.Signed{On: calendar.MustParse("2026-09-01"), Version: 1})},
	{id: "kindergarten-records-withdraw", on: "garden record", by: "petrov", denied: noRecord, foreign: noRecord, input: input(kindergarten.Why{Reason: "Переезд", Version: 1})},
}
