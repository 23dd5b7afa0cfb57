package assignments

import (
	"context"
	"math"
	"slices"
	"strings"

	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// noDate is the preset for an assignment without a date: one month (§2.5).
const noDate = "assignment.default"

// Terms are the presets of a body: the common ones, with its own in their place or beside them.
func Terms(ctx context.Context, r db.Reader, bodyID int64) ([]calendar.Term, error) {
	own, err := db.Settled[struct {
		Code   string          `db:"code"`
		Title  string          `db:"title"`
		Amount int             `db:"amount"`
		Unit   calendar.Unit   `db:"unit"`
		Policy calendar.Policy `db:"policy"`
		Basis  string          `db:"basis"`
	}](ctx, r, "SELECT code, title, amount, unit, policy, basis FROM terms WHERE body_id = $1 ORDER BY code", bodyID)
	if err != nil {
		return nil, err
	}
	list := calendar.Presets()
	for _, t := range own {
		i := slices.IndexFunc(list, func(p calendar.Term) bool { return p.Code == t.Code })
		if i < 0 {
			list = append(list, calendar.Term(t))
		} else {
			list[i] = calendar.Term(t)
		}
	}
	return list, nil
}

// SetTerm gives a body its own preset. Assignments that run keep the term they were given.
func (s *Service) SetTerm(ctx context.Context, by auth.Actor, t calendar.Term) error {
	if !by.Can(org.RightAdmin) {
		return fail.New(fail.Denied, "term.denied", "terms are set by the administrator")
	}
	t.Title = strings.TrimSpace(t.Title)
	if t.Title == "" {
		return fail.Field("term.incomplete", "title", "required")
	}
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `
			INSERT INTO terms (body_id, code, title, amount, unit, policy, basis) VALUES ($1, $2, $3, $4, $5, $6, $7)
			ON CONFLICT (body_id, code) DO UPDATE SET title = excluded.title, amount = excluded.amount, unit = excluded.unit,
			            policy = excluded.policy, basis = excluded.basis`,
			by.BodyID, t.Code, t.Title, t.Amount, t.Unit, t.Policy, t.Basis)
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "term.set", Object: audit.Ref{Kind: "term", ID: by.BodyID, Title: t.Code}, Detail: t})
	})
}

// Choice is a preset with the date that it gives when counted from a day.
type Choice struct {
	Code   string          `json:"code"`
	Title  string          `json:"title"`
	Amount int             `json:"amount"`
	Unit   calendar.Unit   `json:"unit" enum:"calendar_day,working_day,month"`
	Policy calendar.Policy `json:"policy" enum:"none,prev,next" doc:"Where the end goes that falls on a day off"`
	Basis  string          `json:"basis"`
	Date   calendar.Date   `json:"date"`
	Why    string          `json:"why" doc:"How the date was counted"`
}

// Choices lists the presets of the reader's body with the dates that they give from a day; no day means today.
func (s *Service) Choices(ctx context.Context, by auth.Actor, from calendar.Date) ([]Choice, error) {
	if from.IsZero() {
		from = s.org.Today(ctx, s.db, by.BodyID, s.db.Now())
	}
	terms, err := Terms(ctx, s.db, by.BodyID)
	if err != nil {
		return nil, err
	}
	list := []Choice{}
	for _, t := range terms {
		due := s.calendar.Due(from, t)
		list = append(list, Choice{Code: t.Code, Title: t.Title, Amount: t.Amount, Unit: t.Unit, Policy: t.Policy, Basis: t.Basis, Date: due.Date, Why: due.Explain()})
	}
	return list, nil
}

// clock is what the dates of one decision are counted by.
type clock struct {
	calendar calendar.Calendar
	terms    []calendar.Term
	today    calendar.Date
}

func (s *Service) clock(ctx context.Context, tx *db.Tx, bodyID int64) (clock, error) {
	terms, err := Terms(ctx, tx, bodyID)
	if err != nil {
		return clock{}, err
	}
	return clock{s.calendar, terms, s.org.Today(ctx, tx, bodyID, tx.Now)}, nil
}

func (c clock) term(code string) (calendar.Term, bool) {
	i := slices.IndexFunc(c.terms, func(t calendar.Term) bool { return t.Code == code })
	if i < 0 {
		return calendar.Term{}, false
	}
	return c.terms[i], true
}

// due is the term of an assignment that is issued today: by hand, by the law that binds the document, by a preset, or
// one month. No term ends before the day of signing, after the term of the law, or after that of the parent.
func (c clock) due(a Assignment, law, parent calendar.Deadline) (calendar.Deadline, error) {
	if !a.DueOn.IsZero() {
		return c.byHand(a.DueOn, law, parent)
	}
	d := c.counted(a.TermCode, law)
	free := a.TermCode == "" && law.Date.IsZero() // a part without a date has the parent's, not a month
	if end := c.notBeforeToday(parent); !end.Date.IsZero() && (free || d.Date.After(end.Date)) {
		return c.calendar.Appoint(c.today, end.Date, "срок вышестоящего поручения"), nil
	}
	return d, nil
}

func (c clock) byHand(day calendar.Date, law, parent calendar.Deadline) (calendar.Deadline, error) {
	switch {
	case day.Before(c.today):
		return calendar.Deadline{}, fail.Field("assignment.due_past", "due_on", "past")
	case !law.Date.IsZero() && day.After(c.notBeforeToday(law).Date):
		return calendar.Deadline{}, afterLaw(law)
	case !parent.Date.IsZero() && day.After(c.notBeforeToday(parent).Date):
		return calendar.Deadline{}, afterParent(parent.Date)
	}
	return c.calendar.Appoint(c.today, day, "поручение"), nil
}

func (c clock) counted(code string, law calendar.Deadline) calendar.Deadline {
	binds := !law.Date.IsZero()
	if binds && (code == "" || code == law.Term.Code) {
		return c.notBeforeToday(law)
	}
	term, ok := c.term(code)
	if !ok {
		term, _ = c.term(noDate)
	}
	d := c.calendar.Due(c.today, term)
	if binds && d.Date.After(law.Date) {
		return c.notBeforeToday(law)
	}
	return d
}

// notBeforeToday holds a term that has passed already at the day of signing.
func (c clock) notBeforeToday(d calendar.Deadline) calendar.Deadline {
	if d.Date.IsZero() || !d.Date.Before(c.today) {
		return d
	}
	d.Steps = append(slices.Clone(d.Steps), calendar.Step{Rule: calendar.NotBefore, Date: c.today})
	d.Date = c.today
	return d
}

// part is the day by which a co-executor hands his share to the responsible one: a part of the term, on a working day,
// never before the start (§2.5: the first half).
func (c clock) part(due calendar.Date, share float64) calendar.Date {
	days := int(math.Floor(float64(c.today.DaysUntil(due)) * share))
	day := c.calendar.AddDays(c.today, days, calendar.Prev)
	if day.Before(c.today) {
		return c.today
	}
	return day
}

// lawOf is the term that a law sets for the answer to a document, empty when none does.
func lawOf(d documents.Document) calendar.Deadline {
	for _, law := range []string{"reply.", "appeal.", "pos."} {
		if strings.HasPrefix(d.DueWhy.Term.Code, law) {
			return d.DueWhy
		}
	}
	return calendar.Deadline{}
}

func afterLaw(law calendar.Deadline) error {
	return fail.Field("assignment.after_law", "due_on", "after_law").With("date", law.Date.String())
}

func afterParent(due calendar.Date) error {
	return fail.Field("assignment.after_parent", "due_on", "after_parent").With("date", due.String())
}
