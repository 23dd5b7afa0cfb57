package services

import (
	"slices"
	"testing"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/fail"
	"veche/internal/services/catalogue"
)

// possible is §6.1 written down a second time: in which states each act of a person is possible.
var possible = map[Act][]State{
	Take:          {Received, Precheck},
	CheckDocument: {Received, Precheck, InReview, AwaitingApplicant, Interagency, Suspended},
	Register:      {Received, Precheck},
	RefuseIntake:  {Received, Precheck},
	Route:         {Registered},
	HandOver:      {Registered, InReview, AwaitingApplicant, Interagency, Suspended},
	Assign:        {Received, Precheck, Registered, InReview, AwaitingApplicant, Interagency, Suspended, Decision, Granted, ResultReady},
	Ask:           {InReview, Interagency},
	Proceed:       {Interagency},
	AskApplicant:  {InReview},
	Continue:      {AwaitingApplicant},
	Suspend:       {InReview},
	Resume:        {Suspended},
	Decide:        {InReview},
	Invite:        {Granted, ResultReady},
	Issue:         {Granted, ResultReady},
	ConfirmCancel: {Received, Precheck, Registered, InReview, AwaitingApplicant, Interagency, Suspended, Decision},
	DeclineCancel: {Received, Precheck, Registered, InReview, AwaitingApplicant, Interagency, Suspended, Decision},
	Write:         {Received, Precheck, Registered, InReview, AwaitingApplicant, Interagency, Suspended, Decision, Granted, ResultReady},
	Correct:       {GivenOut},
	ChooseWay:     {Received, Precheck, Registered, InReview, AwaitingApplicant, Interagency, Suspended, Decision, Granted, ResultReady},
}

func TestEveryActInEveryStateByEveryRight(t *testing.T) {
	officer, colleague := int64(7), int64(8)
	people := []struct {
		name string
		by   auth.Actor
		own  bool // does what only the officer of the application may
		all  bool // has the right of the body at all
		lead bool // routes
	}{
		{"the officer", auth.Actor{PersonID: officer, BodyID: 1, Rights: []auth.Right{RightConsider}}, true, true, false},
		{"a colleague", auth.Actor{PersonID: colleague, BodyID: 1, Rights: []auth.Right{RightConsider}}, false, true, false},
		{"the dispatcher", auth.Actor{PersonID: 9, BodyID: 1, Rights: []auth.Right{RightConsider, RightRoute}}, true, true, true},
		{"who considers complaints", auth.Actor{PersonID: 10, BodyID: 1, Rights: []auth.Right{RightComplaints}}, false, false, false},
		{"an officer of another body", auth.Actor{PersonID: 11, BodyID: 2, Rights: []auth.Right{RightConsider, RightRoute}}, false, false, false},
		{"somebody without rights", auth.Actor{PersonID: 12, BodyID: 1}, false, false, false},
	}
	now := calendar.MustParse("2026-05-07").In(time.UTC)
	for _, p := range people {
		for act, r := range rules {
			for _, state := range States() {
				a := Application{ID: 1, BodyID: 1, IntakeBodyID: 1, State: state, OfficerID: &officer, CancelAskedAt: &now}
				want := ""
				switch {
				case r.right == system || !p.all || r.right == RightRoute && !p.lead:
					want = "application.denied"
				case r.own && !p.own:
					want = "application.others"
				case !slices.Contains(possible[act], state):
					want = "application.wrong_state"
				}
				if err := a.can(p.by, act); fail.Code(err) != want {
					t.Errorf("%s, %s in %s: %v, want %q", p.name, act, state, err, want)
				}
			}
		}
	}
}

func TestOnlyWhatTheLifeAllowsLeadsOn(t *testing.T) {
	for act, r := range rules {
		for _, from := range r.from {
			// A mistake is corrected later, and a register goes on telling of the child: neither leads anywhere.
			if from.Final() && act != Correct && act != Note {
				t.Errorf("%s is possible in %s, where nothing follows", act, from)
			}
		}
		if r.to != "" && !slices.Contains(States(), r.to) {
			t.Errorf("%s leads to %s", act, r.to)
		}
	}
	for _, s := range States() {
		reached := s == Received
		for _, r := range rules {
			reached = reached || r.to == s
		}
		if !reached && s != Decision {
			t.Errorf("nothing leads to %s", s)
		}
	}
}

func TestWhoSeesAnApplication(t *testing.T) {
	unit, officer := int64(3), int64(7)
	a := Application{ID: 1, BodyID: 1, IntakeBodyID: 2, UnitID: &unit, OfficerID: &officer, State: InReview}
	for _, c := range []struct {
		name string
		by   auth.Actor
		sees bool
	}{
		{"its officer, wherever he works now", auth.Actor{PersonID: 7, BodyID: 1}, true},
		{"an officer of the unit", auth.Actor{PersonID: 8, BodyID: 1, Rights: []auth.Right{RightConsider}, Principals: []auth.Principal{auth.Unit(3)}}, true},
		{"an officer of another unit", auth.Actor{PersonID: 8, BodyID: 1, Rights: []auth.Right{RightConsider}, Principals: []auth.Principal{auth.Unit(4)}}, false},
		{"the dispatcher of the body", auth.Actor{PersonID: 9, BodyID: 1, Rights: []auth.Right{RightRoute}}, true},
		{"the head, who considers complaints", auth.Actor{PersonID: 10, BodyID: 1, Rights: []auth.Right{RightComplaints}}, true},
		{"an officer of the body that took it in", auth.Actor{PersonID: 11, BodyID: 2, Rights: []auth.Right{RightConsider}}, true},
		{"a dispatcher of the body that took it in", auth.Actor{PersonID: 11, BodyID: 2, Rights: []auth.Right{RightRoute}}, false},
		{"an officer of a third body", auth.Actor{PersonID: 12, BodyID: 3, Rights: []auth.Right{RightConsider, RightRoute, RightComplaints}}, false},
		{"a colleague without rights", auth.Actor{PersonID: 13, BodyID: 1, Principals: []auth.Principal{auth.Unit(3)}}, false},
	} {
		if got := a.sees(c.by); got != c.sees {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestThreeRefusalsAreThree(t *testing.T) {
	if ShownToApplicant(IntakeRefused) == ShownToApplicant(Refused) || ShownToApplicant(Suspended) == ShownToApplicant(Refused) {
		t.Error("an applicant cannot tell the refusals apart")
	}
	for _, s := range append(States(), Submitted) {
		if ShownToApplicant(s).Russian() == "" {
			t.Errorf("%s has no words", s)
		}
	}
}

func TestTheClockStandsInASuspensionAlone(t *testing.T) {
	c := calendar.Russia()
	day := calendar.MustParse
	term := func(amount int, unit calendar.Unit) catalogue.Term {
		return catalogue.Term{Code: catalogue.TermTotal, Name: "Услуга", Amount: amount, Unit: unit, From: catalogue.Registered}
	}
	for _, x := range []struct {
		name                        string
		term                        catalogue.Term
		registered, stopped, goesOn string
		want                        string
	}{
		{"ten working days", term(10, calendar.WorkingDay), "2026-05-07", "", "", "2026-05-22"},
		{"thirty calendar days end on a working day", term(30, calendar.CalendarDay), "2026-05-07", "", "", "2026-06-08"},
		{"a suspension of three working days moves the end by three", term(10, calendar.WorkingDay), "2026-05-07", "2026-05-13", "2026-05-18", "2026-05-27"},
		{"days off inside do not count twice", term(5, calendar.WorkingDay), "2026-05-12", "2026-05-15", "2026-05-18", "2026-05-20"},
		{"calendar days are counted as such", term(30, calendar.CalendarDay), "2026-05-07", "2026-05-12", "2026-05-22", "2026-06-18"},
		{"on one day nothing moves", term(5, calendar.WorkingDay), "2026-05-12", "2026-05-14", "2026-05-14", "2026-05-19"},
	} {
		k := NewClock(c, day(x.registered), x.term)
		if x.stopped != "" {
			k = k.Stop(day(x.stopped)).Go(c, day(x.goesOn))
		}
		if k.Date != day(x.want) {
			t.Errorf("%s: %s, want %s (%s)", x.name, k.Date, x.want, k.Explain())
		}
		if k.Explain() == "" {
			t.Errorf("%s is not explained", x.name)
		}
	}
}

// Scenario 21 of domain.md §17.
func TestTermsOfComplaints(t *testing.T) {
	c := calendar.Russia()
	registered := calendar.MustParse("2026-05-07")
	for _, g := range ComplaintGrounds() {
		want := "2026-05-29"
		if g == IntakeWasRefused || g == CorrectionRefused {
			want = "2026-05-15"
		}
		if d := (Complaint{Ground: g}).due(c, registered); d.Date.String() != want {
			t.Errorf("%s is due %s, want %s", g, d.Date, want)
		}
	}
}

func TestTheLineThatSaysMostGoesFirst(t *testing.T) {
	day := calendar.MustParse
	lines := []RouteLine{
		{ID: 1, BodyID: 1, From: day("2026-01-01")},
		{ID: 2, BodyID: 2, Target: "copy", From: day("2026-01-01")},
		{ID: 3, BodyID: 3, Territory: "Ижевск", From: day("2026-01-01"), To: day("2026-06-30")},
		{ID: 4, BodyID: 4, Territory: "Ижевск", From: day("2026-07-01")},
		{ID: 5, BodyID: 5, Territory: "Ижевск", Target: "copy", From: day("2026-01-01")},
	}
	for _, c := range []struct {
		target, territory, on string
		want                  int64
	}{
		{"", "", "2026-05-01", 1},
		{"copy", "", "2026-05-01", 2},
		{"", "Ижевск", "2026-05-01", 3},
		{"", "Ижевск", "2026-07-01", 4},
		{"copy", "Ижевск", "2026-05-01", 5},
		{"", "Воткинск", "2026-05-01", 1},
		{"", "", "2025-12-31", 0},
	} {
		l, _ := lineFor(lines, c.target, c.territory, day(c.on))
		if l.BodyID != c.want {
			t.Errorf("%q %q on %s goes to %d, want %d", c.target, c.territory, c.on, l.BodyID, c.want)
		}
	}
}
