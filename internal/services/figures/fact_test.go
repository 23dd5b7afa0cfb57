package figures

import (
	"testing"
	"time"

	"veche/internal/platform/calendar"
	"veche/internal/services"
	"veche/internal/services/catalogue"
)

var samara = time.FixedZone("Samara", 4*3600)

func at(text string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", text, samara)
	if err != nil {
		panic(err)
	}
	return t.UTC()
}

func due(day string) (c services.Clock) {
	c.Date = calendar.MustParse(day)
	return c
}

func TestAnApplicationIsCountedOnTheDayAtItsPlace(t *testing.T) {
	f := factOf(application{AcceptedAt: at("2026-03-01 23:30"), State: services.InReview, DueSort: "2026-03-16", RegisterBy: calendar.Deadline{Date: calendar.MustParse("2026-03-03")}},
		[]span{{Kind: catalogue.IntakeCheck, EndedAt: new(time.Time)}, {Kind: catalogue.Decision}}, samara)
	if f.Day.String() != "2026-03-01" || f.Hour != 23 || f.Weekday != 7 {
		t.Errorf("counted on %s at %d, weekday %d", f.Day, f.Hour, f.Weekday)
	}
	if f.Outcome != Open || f.Step != "decision" || f.Term != Running || f.DueOn != "2026-03-16" {
		t.Errorf("%+v", f)
	}
}

func TestTheTermIsKeptByTheDecision(t *testing.T) {
	in, late := at("2026-03-16 23:59"), at("2026-03-17 00:01")
	register := calendar.Deadline{Date: calendar.MustParse("2026-03-03")}
	for _, c := range []struct {
		name string
		a    application
		want Term
	}{
		{"decided on the last day", application{State: services.GivenOut, DecidedAt: &in, ClosedAt: &late}, Kept},
		{"decided a minute after it", application{State: services.Refused, DecidedAt: &late}, Missed},
		{"the result waits for the applicant", application{State: services.ResultReady, DecidedAt: &in}, Kept},
		{"nothing is decided", application{State: services.Suspended}, Running},
		{"ended without a decision of its own", application{State: services.GivenOut, ClosedAt: &late}, Missed},
		{"withdrawn", application{State: services.Cancelled, DecidedAt: &late}, NoTerm},
	} {
		c.a.Due.V, c.a.RegisterBy = due("2026-03-16"), register
		if got := c.a.term(samara); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	refused := at("2026-03-04 10:00")
	if got := (application{State: services.IntakeRefused, DecidedAt: &refused, RegisterBy: register}).term(samara); got != Missed {
		t.Errorf("the intake was refused a day too late: %s", got)
	}
}

func TestAMunicipalityIsTheNameOfThePlaceAlone(t *testing.T) {
	for _, c := range []struct{ territory, answers, want string }{
		{"Ижевск", "{}", "Ижевск"},
		{"", `{"address":{"settlement":"г. Воткинск"}}`, "Воткинск"},
		{"", `{"address":{"settlement":"г.Глазов"}}`, "Глазов"},
		{"", `{"address":{"settlement":"  село   Завьялово "}}`, "Завьялово"},
		{"", `{"address":{"settlement":"Сарапул"}}`, "Сарапул"},
		{"", `{"address":"Ижевск, Садовая, 8"}`, ""},
		{"", `[]`, ""},
	} {
		if got := municipality(c.territory, c.answers); got != c.want {
			t.Errorf("%q %s: %q, want %q", c.territory, c.answers, got, c.want)
		}
	}
}
