package services

import (
	"fmt"
	"time"

	"veche/internal/platform/calendar"
	"veche/internal/services/catalogue"
)

// Pause is a suspension that has ended: the clock stood still from the day of one to the day of the other.
type Pause struct {
	From calendar.Date `json:"from"`
	To   calendar.Date `json:"to"`
	Days int           `json:"days"` // in the unit of the term
}

// Clock is the last day of a service with its derivation. It stops in a suspension alone; nothing else moves it.
type Clock struct {
	Base    calendar.Deadline `json:"base"`
	Pauses  []Pause           `json:"pauses,omitempty"`
	Stopped calendar.Date     `json:"stopped,omitempty"` // the day of a suspension that runs
	Date    calendar.Date     `json:"date,omitempty"`
}

// NewClock counts a term of the passport from its event.
func NewClock(c calendar.Calendar, from calendar.Date, t catalogue.Term) Clock {
	base := c.Due(from, t.Calendar())
	return Clock{Base: base, Date: base.Date}
}

// Stop holds the clock from a day.
func (k Clock) Stop(on calendar.Date) Clock {
	k.Stopped = on
	return k
}

// Go lets the clock go on: the days of the suspension are added in the unit of the term, and the end is looked at by the
// same policy as before.
func (k Clock) Go(c calendar.Calendar, on calendar.Date) Clock {
	if k.Stopped.IsZero() {
		return k
	}
	pause := Pause{From: k.Stopped, To: on, Days: k.Stopped.DaysUntil(on)}
	if k.Base.Term.Unit == calendar.WorkingDay {
		pause.Days = c.WorkingDaysBetween(k.Stopped, on)
	}
	k.Stopped, k.Pauses = calendar.Date{}, append(append([]Pause{}, k.Pauses...), pause)
	if k.Base.Term.Unit == calendar.WorkingDay {
		k.Date = c.AddWorkingDays(k.Date, pause.Days)
	} else {
		k.Date = c.AddDays(k.Date, pause.Days, k.Base.Term.Policy)
	}
	return k
}

// Explain is the sentence under «почему эта дата».
func (k Clock) Explain() string {
	words := k.Base.Explain()
	for _, p := range k.Pauses {
		length := calendar.Term{Amount: p.Days, Unit: calendar.CalendarDay}
		if k.Base.Term.Unit == calendar.WorkingDay {
			length.Unit = calendar.WorkingDay
		}
		words += fmt.Sprintf("; приостановлено с %s по %s, это %s", p.From.Russian(), p.To.Russian(), length.Length())
	}
	if len(k.Pauses) > 0 {
		words += " → " + k.Date.Russian()
	}
	if !k.Stopped.IsZero() {
		words += "; с " + k.Stopped.Russian() + " срок не идёт: услуга приостановлена"
	}
	return words
}

// Codes of the terms of the law itself; those of the services stand in their passports.
var (
	termRegister = calendar.Term{Code: "service.register", Title: "Регистрация заявления", Amount: 1, Unit: calendar.WorkingDay, Policy: calendar.None,
		Basis: "Административный регламент: не позднее рабочего дня, следующего за днём поступления"}
	termCorrection = calendar.Term{Code: "service.correction", Title: "Исправление опечаток в результате", Amount: 5, Unit: calendar.WorkingDay, Policy: calendar.None,
		Basis: "Административный регламент, исправление допущенных опечаток и ошибок"}
	termComplaint = calendar.Term{Code: "complaint.answer", Title: "Рассмотрение жалобы", Amount: 15, Unit: calendar.WorkingDay, Policy: calendar.None,
		Basis: "Закон № 210-ФЗ, ст. 11.2 ч. 6"}
	termComplaintIntake = calendar.Term{Code: "complaint.intake", Title: "Рассмотрение жалобы на отказ в приёме документов или в исправлении ошибок", Amount: 5,
		Unit: calendar.WorkingDay, Policy: calendar.None, Basis: "Закон № 210-ФЗ, ст. 11.2 ч. 6"}
	termComplaintRegister = calendar.Term{Code: "complaint.register", Title: "Регистрация жалобы", Amount: 1, Unit: calendar.WorkingDay, Policy: calendar.None,
		Basis: "Закон № 210-ФЗ, ст. 11.2 ч. 6: не позднее следующего рабочего дня со дня поступления"}
	termComplaintAnswer = calendar.Term{Code: "complaint.reply", Title: "Ответ заявителю", Amount: 1, Unit: calendar.CalendarDay, Policy: calendar.None,
		Basis: "Закон № 210-ФЗ, ст. 11.2 ч. 8: не позднее дня, следующего за днём принятия решения"}
)

// officeEnds is the hour at which offices close; what comes later came on the next working day (domain.md §6.4).
const officeEnds = 17

// receivedOn is the day on which an application counts as received: in non-working time the next working day.
func receivedOn(c calendar.Calendar, at time.Time, zone *time.Location) calendar.Date {
	day := calendar.DateOf(at, zone)
	if c.IsWorking(day) && at.In(zone).Hour() < officeEnds {
		return day
	}
	return c.AddWorkingDays(day, 1)
}

// registerBy is the last day for the registration: the first working day after the receipt, and for what came in
// non-working time that next working day itself (domain.md §6.4).
func registerBy(c calendar.Calendar, at time.Time, zone *time.Location) calendar.Deadline {
	return c.Due(calendar.DateOf(at, zone), termRegister)
}
