package portal

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"veche/internal/platform/calendar"
	"veche/internal/platform/fail"
	"veche/internal/services/catalogue"
)

// serviceView is what the page of a service shows.
type serviceView struct {
	Entry    catalogue.Entry
	Passport catalogue.Passport
	Category string
	Term     string   // «10 рабочих дней», «от 5 до 20 рабочих дней»
	Ways     []string // how one may apply
	Variants []variantView
	Intake   []catalogue.Ground
	Suspends []catalogue.Ground
	Refusals []catalogue.Ground
	Results  []catalogue.Result
	Door     doorView // when its reception opens and closes
	Page     *BodyPage
	Open     bool
	Queue    bool // its queue has public numbers
	Schools  bool // so has its reception into schools
	Preview  bool
}

// variantView is one variant with what it asks for.
type variantView struct {
	Name   string
	Term   string
	Own    []catalogue.Document // the applicant brings
	Asked  []catalogue.Document // the body asks for
	Wished []catalogue.Document
	Steps  []procedureView
}

// procedureView is a procedure as the applicant sees it: what happens and how long it may take.
type procedureView struct{ Name, Term string }

func (p *pages) serviceView(ctx context.Context, e catalogue.Entry, passport catalogue.Passport) (s serviceView, err error) {
	s = serviceView{Entry: e, Passport: passport, Term: termsOf(passport), Intake: passport.IntakeRefusals, Suspends: passport.Suspensions, Refusals: passport.Refusals}
	for _, c := range catalogue.Categories() {
		if c.Code == passport.Category {
			s.Category = c.Name
		}
	}
	for _, way := range passport.Channels {
		s.Ways = append(s.Ways, way.Words())
	}
	for _, r := range passport.Results {
		if !r.Negative {
			s.Results = append(s.Results, r)
		}
	}
	for _, v := range passport.Variants {
		s.Variants = append(s.Variants, variantOf(passport, v))
	}
	page, err := p.pageOf(ctx, e.BodyID)
	if fail.KindOf(err) == fail.NotFound { // a body may have no page of its own
		return s, nil
	}
	s.Page = &page
	return s, err
}

func variantOf(p catalogue.Passport, v catalogue.Variant) variantView {
	out := variantView{Name: v.Name}
	if t, found := p.TermOf(catalogue.TermTotal, v.Code); found {
		out.Term = t.Words()
	}
	for _, d := range p.DocumentsOf(v.Code) {
		switch d.Source {
		case catalogue.FromApplicant:
			out.Own = append(out.Own, d)
		case catalogue.FromInteragency:
			out.Asked = append(out.Asked, d)
		case catalogue.Voluntary:
			out.Wished = append(out.Wished, d)
		}
	}
	for _, step := range v.Steps {
		if step.Kind == catalogue.Suspension || step.Kind == catalogue.ExtraInformation {
			continue // they happen only sometimes; the grounds below tell when
		}
		one := procedureView{Name: step.Name}
		if t, found := p.TermOf(step.Term, v.Code); found && t.Amount > 0 {
			one.Term = t.Length()
		}
		out.Steps = append(out.Steps, one)
	}
	return out
}

// termsOf is the term of the service in one line; of several the shortest and the longest, where they can be compared.
func termsOf(p catalogue.Passport) string {
	var terms []catalogue.Term
	for _, v := range p.Variants {
		if t, found := p.TermOf(catalogue.TermTotal, v.Code); found {
			terms = append(terms, t)
		}
	}
	if len(terms) == 0 {
		return ""
	}
	least, most := terms[0], terms[0]
	for _, t := range terms {
		if t.Unit != least.Unit {
			return "зависит от случая"
		}
		if t.Amount < least.Amount {
			least = t
		}
		if t.Amount > most.Amount {
			most = t
		}
	}
	if least.Amount == most.Amount {
		return most.Length()
	}
	return fmt.Sprintf("от %d до %s", least.Amount, lengthAfterUpTo(most))
}

// lengthAfterUpTo is a length in the genitive: «до 25 рабочих дней».
func lengthAfterUpTo(t catalogue.Term) string {
	forms := map[calendar.Unit][2]string{calendar.WorkingDay: {"рабочего дня", "рабочих дней"}, calendar.CalendarDay: {"календарного дня", "календарных дней"}, calendar.Month: {"месяца", "месяцев"}}[t.Unit]
	word := forms[1]
	if t.Amount%10 == 1 && t.Amount%100 != 11 {
		word = forms[0]
	}
	return fmt.Sprintf("%d %s", t.Amount, word)
}

// applicantWords are those who may ask, each legal form once.
func applicantWords(list []catalogue.Applicant) []string {
	var words []string
	for _, a := range list {
		one := a.Kind.Words()
		if len(words) > 0 && one != words[0] {
			one = strings.ToLower(one) // they stand in one line
		}
		if !slices.Contains(words, one) {
			words = append(words, one)
		}
	}
	return words
}
