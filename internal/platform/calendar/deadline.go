package calendar

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
)

// Rule names what a step of the derivation did.
type Rule string

const (
	Counted   Rule = "counted"    // the amount of the term was added
	Named     Rule = "named"      // a person named the date
	Shifted   Rule = "shifted"    // the date was a day off and moved by the policy
	NotBefore Rule = "not_before" // the move went before the start and was held there
	DayOff    Rule = "day_off"    // the date is a day off and stays
)

// Step is one link from the start of a term to its end.
type Step struct {
	Rule Rule `json:"rule"`
	Date Date `json:"date"`
}

// Deadline is a due date with its derivation. It is stored as JSON beside the date and can be
// computed anew from From and Term when the calendar of a year has changed.
type Deadline struct {
	From  Date   `json:"from"`
	Date  Date   `json:"date"`
	Term  Term   `json:"term"`
	Steps []Step `json:"steps"`
	// Unpublished are the years whose production calendar was not known and which decided the date.
	Unpublished []int `json:"unpublished,omitempty"`
}

// Due counts the term from the start. The result is never earlier than the start: an assignment
// cannot be due before the day it was signed.
func (c Calendar) Due(from Date, t Term) Deadline {
	if from.IsZero() {
		return Deadline{Term: t}
	}
	d := Deadline{From: from, Term: t}
	raw := c.count(from, t)
	d.step(Counted, raw)
	if moved := c.Shift(raw, t.Policy); moved != raw {
		d.step(Shifted, moved)
	} else if !c.IsWorking(raw) {
		d.step(DayOff, raw)
	}
	if d.Date.Before(from) {
		d.step(NotBefore, from)
	}
	d.Unpublished = c.unpublished(from, raw, t)
	return d
}

// Appoint is the deadline that a person named; basis says where («поручение», «решение о переносе
// срока»). The date is not moved, only marked when it is a day off.
func (c Calendar) Appoint(from, date Date, basis string) Deadline {
	d := Deadline{From: from, Term: Term{Unit: Appointed, Policy: None, Basis: basis}}
	if date.IsZero() {
		return d
	}
	d.step(Named, date)
	if !c.IsWorking(date) {
		d.step(DayOff, date)
	}
	return d
}

// Again computes the deadline anew, with the calendar as it is known now.
func (c Calendar) Again(d Deadline) Deadline {
	if d.Term.Unit == Appointed {
		return c.Appoint(d.From, d.Date, d.Term.Basis)
	}
	return c.Due(d.From, d.Term)
}

func (d *Deadline) step(rule Rule, date Date) {
	d.Steps = append(d.Steps, Step{rule, date})
	d.Date = date
}

func (c Calendar) count(from Date, t Term) Date {
	switch t.Unit {
	case WorkingDay:
		return c.AddWorkingDays(from, t.Amount)
	case Month:
		return from.AddMonths(t.Amount)
	default:
		return from.AddDays(t.Amount)
	}
}

// unpublished lists the years that mattered and are not known: all that working days were counted
// through, or those in which the end of calendar days was looked for if it may move.
func (c Calendar) unpublished(from, raw Date, t Term) (years []int) {
	moved := c.Shift(raw, t.Policy)
	first, last := min(raw.Year(), moved.Year()), max(raw.Year(), moved.Year())
	switch {
	case t.Unit == WorkingDay:
		first = min(first, from.Year())
	case t.Policy == None:
		return nil
	}
	for year := first; year <= last; year++ {
		if !c.Known(year) {
			years = append(years, year)
		}
	}
	return years
}

// Value keeps the deadline in a text column as JSON; an empty one is NULL.
func (d Deadline) Value() (driver.Value, error) {
	if d.Date.IsZero() {
		return nil, nil
	}
	text, err := json.Marshal(d)
	return string(text), err
}

// Scan reads the column back.
func (d *Deadline) Scan(src any) error {
	*d = Deadline{}
	switch v := src.(type) {
	case nil:
		return nil
	case string:
		return d.read([]byte(v))
	case []byte:
		return d.read(v)
	default:
		return fmt.Errorf("calendar: cannot read a deadline from %T", src)
	}
}

func (d *Deadline) read(text []byte) error {
	if len(text) == 0 {
		return nil
	}
	if err := json.Unmarshal(text, d); err != nil {
		return fmt.Errorf("calendar: stored deadline: %w", err)
	}
	return nil
}
