package services

import (
	"context"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/services/catalogue"
)

// course is the clock, the procedures and the history.
func (s *Service) course(ctx context.Context, c *Card, m matter) (err error) {
	if c.Clock, err = s.clockShown(ctx, m); err != nil {
		return err
	}
	rows, err := stepRows(ctx, s.db, m.ID)
	if err != nil {
		return err
	}
	c.Steps = stepsShown(m.procedure, rows, m.State.Final())
	if c.History, err = history(ctx, s.db, m.ID); err != nil || m.State != Suspended {
		return err
	}
	held, err := suspensions(ctx, s.db, m.ID)
	if err == nil && len(held) > 0 {
		last := held[len(held)-1]
		c.Suspension = &SuspensionShown{last.GroundWords, last.Reason, last.From, last.Until.Date, last.Until.Explain()}
	}
	return err
}

// clockShown are the days of the law on this application with their derivation.
func (s *Service) clockShown(ctx context.Context, m matter) ([]Term, error) {
	today := s.Org.Today(ctx, s.db, m.BodyID, s.db.Now())
	if m.ClosedAt != nil {
		today = calendar.DateOf(*m.ClosedAt, s.Org.Zone(ctx, s.db, m.BodyID))
	}
	registered := today
	if !m.RegisteredOn.IsZero() {
		registered = m.RegisteredOn
	}
	terms := []Term{s.termShown("register", m.RegisterBy.Term, m.RegisterBy.Date, today)}
	terms[0].Why, terms[0].Overdue, terms[0].Current = m.RegisterBy.Explain(), registered.After(m.RegisterBy.Date), m.RegisteredOn.IsZero() && m.ClosedAt == nil
	if k := m.Due.V; !k.Date.IsZero() {
		shown := s.termShown("service", k.Base.Term, k.Date, today)
		shown.Why, shown.Stopped, shown.Current = k.Explain(), !k.Stopped.IsZero(), m.ClosedAt == nil
		shown.Overdue = !shown.Stopped && today.After(k.Date)
		terms = append(terms, shown)
	}
	return terms, nil
}

// termShown is a last day with what is left until it, counted as its term is.
func (s *Service) termShown(code string, t calendar.Term, last, today calendar.Date) Term {
	return Term{Code: code, Title: t.Title, Date: last, Basis: t.Basis, Days: s.Calendar.Left(today, last, t.Unit), Working: t.Unit == calendar.WorkingDay}
}

// stepsShown are the procedures as they went, and what is still ahead on the straight way.
func stepsShown(p Procedure, rows []StepRow, over bool) []StepShown {
	list := []StepShown{}
	for _, r := range rows {
		step, _ := p.Variant.Step(r.Step)
		list = append(list, StepShown{Code: r.Step, Kind: r.Kind, Name: step.Name, Actor: step.Actor, BegunAt: &r.BegunAt, EndedAt: r.EndedAt, Outcome: r.Outcome,
			DueOn: r.Due.Date, Why: r.Due.Explain(), Running: r.EndedAt == nil && !over})
	}
	if over || len(rows) == 0 {
		return list
	}
	step, ok := p.Variant.Step(rows[len(rows)-1].Step)
	for range len(p.Variant.Steps) {
		if step, ok = p.Variant.After(step, straight[step.Kind]); !ok {
			break
		}
		list = append(list, StepShown{Code: step.Code, Kind: step.Kind, Name: step.Name, Actor: step.Actor})
	}
	return list
}

// straight is the outcome by which a procedure goes on when nothing stands in its way.
var straight = map[catalogue.StepKind]catalogue.Outcome{
	catalogue.IntakeCheck: catalogue.Accepted, catalogue.Interagency: catalogue.Answered, catalogue.Suspension: catalogue.Resumed,
	catalogue.ExtraInformation: catalogue.Brought, catalogue.Decision: catalogue.Granted, catalogue.MakeResult: catalogue.Signed, catalogue.Issue: catalogue.Delivered,
}

// talk are the checklist, the messages and the files.
func (s *Service) talk(ctx context.Context, c *Card, m matter) error {
	said, err := s.Messages(ctx, s.db, m.ID)
	if err != nil {
		return err
	}
	c.Messages = []MessageShown{}
	for _, one := range said {
		c.Messages = append(c.Messages, MessageShown{ID: one.ID, Author: one.Author, Name: one.AuthorName, Text: one.Text, Asks: m.namesOf(one.Asks.V),
			Until: one.Due.Date, At: one.At})
	}
	if c.Told, err = s.Requests.Told(ctx, s.db, about(m.Application)); err != nil {
		return err
	}
	if c.Files, err = s.FilesOf(ctx, s.db, m.ID); err != nil {
		return err
	}
	c.Checklist, err = s.checklist(ctx, m, c.Files)
	return err
}

// checklist is every document of the standard with what came of it.
func (s *Service) checklist(ctx context.Context, m matter, files []File) ([]DocumentCheck, error) {
	checks, err := db.All[struct {
		Document string `db:"document"`
		Verdict  string `db:"verdict"`
		Note     string `db:"note"`
	}](ctx, s.db, "SELECT document, verdict, note FROM application_checks WHERE application_id = $1", m.ID)
	if err != nil {
		return nil, err
	}
	list := []DocumentCheck{}
	for _, d := range m.procedure.Passport.DocumentsOf(m.Variant) {
		line := DocumentCheck{Code: d.Code, Name: d.Name, Source: d.Source, Form: d.Form, Note: d.Note, Request: d.Request, Files: []int64{}}
		for _, found := range checks {
			if found.Document == d.Code {
				line.Verdict, line.Remark = found.Verdict, found.Note
			}
		}
		for _, f := range files {
			if f.Document == d.Code {
				line.Files = append(line.Files, f.ID)
			}
		}
		list = append(list, line)
	}
	return list, nil
}
