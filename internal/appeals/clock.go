package appeals

import (
	"veche/internal/platform/calendar"
	"veche/internal/platform/fail"
)

// Codes of the terms; an office may shorten one and choose what happens on a day off, never lengthen it.
const (
	termRegister  = "appeal.register"
	termForward   = "appeal.forward"
	termMigration = "appeal.forward_migration"
	termAnswer    = "appeal.answer"
	termHead      = "appeal.answer_migration_head"
	termExtension = "appeal.extension"
	termDocuments = "appeal.docs_request"
	termNotice    = "appeal.art11_notice"
	termMessage   = "pos.message"
)

// Statute is the terms as the law sets them. Days are calendar days; a term begins the day after registration.
// The law is silent about an end that falls on a day off: the previous working day satisfies every reading, and an
// office may choose another policy.
func Statute() []calendar.Term {
	law := func(code, title string, days int, policy calendar.Policy, article string) calendar.Term {
		return calendar.Term{Code: code, Title: title, Amount: days, Unit: calendar.CalendarDay, Policy: policy, Basis: "Закон № 59-ФЗ, " + article}
	}
	return []calendar.Term{
		law(termRegister, "Регистрация обращения", 3, calendar.Next, "ст. 8 ч. 2"),
		law(termForward, "Направление по компетенции", 7, calendar.Prev, "ст. 8 ч. 3, 4"),
		law(termMigration, "Направление сведений о нарушении миграционного законодательства", 5, calendar.Prev, "ст. 8 ч. 3.1"),
		law(termAnswer, "Рассмотрение обращения", 30, calendar.Prev, "ст. 12 ч. 1"),
		law(termHead, "Рассмотрение обращения о нарушении миграционного законодательства", 20, calendar.Prev, "ст. 12 ч. 1.1"),
		law(termExtension, "Продление рассмотрения", 30, calendar.Prev, "ст. 12 ч. 2"),
		law(termDocuments, "Ответ на запрос документов", 15, calendar.Prev, "ст. 10 ч. 2"),
		law(termNotice, "Уведомление автора об оставлении без ответа", 7, calendar.Prev, "ст. 11"),
		{Code: termMessage, Title: "Ответ на сообщение", Amount: 10, Unit: calendar.CalendarDay, Policy: calendar.Prev,
			Basis: "Постановление Правительства № 1802 от 10.11.2020"},
	}
}

// Clock counts the terms for one body.
type Clock struct {
	calendar calendar.Calendar
	terms    map[string]calendar.Term
}

// NewClock takes the terms of the body where they are not longer than the law's.
func NewClock(c calendar.Calendar, own []calendar.Term) Clock {
	terms := map[string]calendar.Term{}
	for _, t := range Statute() {
		terms[t.Code] = t
	}
	for _, t := range own {
		if law, known := terms[t.Code]; known {
			terms[t.Code] = within(law, t)
		}
	}
	return Clock{c, terms}
}

// within is the body's term inside the law's one: a term in working days could come out longer, so it must be counted
// in the same unit.
func within(law, own calendar.Term) calendar.Term {
	if own.Unit != law.Unit || own.Amount > law.Amount || own.Amount < 1 {
		own.Unit, own.Amount, own.Basis = law.Unit, law.Amount, law.Basis
	}
	return own
}

// Register is the last day for giving the number (art. 8.2).
func (c Clock) Register(received calendar.Date) calendar.Deadline {
	return c.calendar.Due(received, c.terms[termRegister])
}

// Answer is the last day for the answer (art. 12.1, 12.1.1), or the short term of a message.
func (c Clock) Answer(a Appeal, registered calendar.Date) calendar.Deadline {
	switch {
	case a.Kind == Message:
		return c.message(a, registered)
	case a.Migration && a.ToHead:
		return c.calendar.Due(registered, c.terms[termHead])
	}
	return c.calendar.Due(registered, c.terms[termAnswer])
}

// message counts the days of the topic, never more than the ten of the rules.
func (c Clock) message(a Appeal, registered calendar.Date) calendar.Deadline {
	term := c.terms[termMessage]
	if a.MessageDays > 0 {
		term.Amount = min(a.MessageDays, term.Amount)
	}
	return c.calendar.Due(registered, term)
}

// Forward is the last day for sending it on by competence (art. 8.3, 8.3.1, 8.4).
func (c Clock) Forward(a Appeal, registered calendar.Date) calendar.Deadline {
	if a.Migration {
		return c.calendar.Due(registered, c.terms[termMigration])
	}
	return c.calendar.Due(registered, c.terms[termForward])
}

// Notice is the last day for telling the author why there will be no answer (art. 11).
func (c Clock) Notice(registered calendar.Date) calendar.Deadline {
	return c.calendar.Due(registered, c.terms[termNotice])
}

// Documents is the last day for another body to give the documents asked of it (art. 10.2).
func (c Clock) Documents(received calendar.Date) calendar.Deadline {
	return c.calendar.Due(received, c.terms[termDocuments])
}

// Extended is the answer's last day after an extension. Both terms are counted together from the registration, and the
// day off is looked at once, at the end: 30 + 30 = 60 days (art. 12.2).
func (c Clock) Extended(a Appeal, registered calendar.Date) calendar.Deadline {
	term := c.terms[termExtension]
	term.Amount += a.AnswerBy.Term.Amount
	return c.calendar.Due(registered, term)
}

// Prolonged is the last day of a message whose term was moved to a day; the day itself was chosen by a person.
func (c Clock) Prolonged(registered, until calendar.Date) calendar.Deadline {
	term := c.terms[termMessage]
	term.Title, term.Amount, term.Policy = "Ответ на сообщение, срок перенесён", registered.DaysUntil(until), calendar.None
	return c.calendar.Due(registered, term)
}

// MayExtend says whether the answer's term may be extended today (art. 12.2): once, while the first term runs, so that
// the notice leaves before it ends, and only by the law's thirty days.
func MayExtend(a Appeal, today calendar.Date) error {
	switch {
	case !a.ExtendedTo.Date.IsZero():
		return fail.New(fail.Conflict, "appeal.extended_already", "appeal %d was extended", a.DocumentID).With("due_on", a.ExtendedTo.Date)
	case a.AnswerBy.Date.IsZero():
		return fail.New(fail.Conflict, "appeal.not_registered", "appeal %d has no term yet", a.DocumentID)
	case today.After(a.AnswerBy.Date):
		return fail.New(fail.Conflict, "appeal.term_over", "the term of appeal %d is over", a.DocumentID).With("due_on", a.AnswerBy.Date)
	}
	return nil
}
