package catalogue

import (
	"fmt"
	"strings"

	"veche/internal/platform/calendar"
)

// Words of the passport as the editor, the difference and the public page say them.
var (
	levelWords = map[Level]string{State: "государственная", Municipal: "муниципальная", Delegated: "переданное полномочие"}

	kindWords = map[ApplicantKind]string{PersonApplicant: "Граждане", Entrepreneur: "Индивидуальные предприниматели", Organisation: "Организации"}

	sourceWords = map[Source]string{FromApplicant: "приносит заявитель", FromInteragency: "орган запросит сам", Voluntary: "по желанию"}

	channelWords = map[Channel]string{ByPortal: "онлайн", ByVisit: "лично в органе", ByPost: "почтой", ByMFC: "в МФЦ"}

	eventWords = map[Event]string{Received: "со дня поступления", Registered: "со дня регистрации", StepBegun: "с начала процедуры",
		Decided: "со дня решения", Suspended: "со дня приостановления", Closed: "после окончания приёма заявлений"}

	stepWords = map[StepKind]string{IntakeCheck: "Приём и проверка", Interagency: "Межведомственные запросы", Suspension: "Приостановление",
		ExtraInformation: "Дополнительные сведения", Decision: "Рассмотрение и решение", MakeResult: "Оформление результата", Issue: "Выдача результата"}

	outcomeWords = map[Outcome]string{Accepted: "принято", Refused: "отказ", Answered: "ответы получены", Resumed: "возобновлено", Lapsed: "срок истёк",
		Brought: "сведения представлены", Suspends: "приостановить", AsksMore: "запросить сведения", Granted: "предоставить", Signed: "подписано", Delivered: "выдано"}

	resultWords = map[ResultKind]string{ResultDocument: "документ", ResultRecord: "запись в реестре", ResultPayment: "выплата", ResultFact: "факт"}

	carrierWords = map[Carrier]string{Electronic: "электронный", Paper: "бумажный"}
)

// Words are how the pages name a level.
func (l Level) Words() string { return levelWords[l] }

// Words are how the pages name those who may ask.
func (k ApplicantKind) Words() string { return kindWords[k] }

// Words are how the pages name a way.
func (c Channel) Words() string { return channelWords[c] }

// Words are how the pages name a procedure.
func (k StepKind) Words() string { return stepWords[k] }

// Length is the term in words: «10 рабочих дней».
func (t Term) Length() string {
	forms := map[calendar.Unit][3]string{
		calendar.CalendarDay: {"календарный день", "календарных дня", "календарных дней"},
		calendar.WorkingDay:  {"рабочий день", "рабочих дня", "рабочих дней"},
		calendar.Month:       {"месяц", "месяца", "месяцев"},
	}[t.Unit]
	if t.Amount == 0 {
		return "в тот же день"
	}
	return fmt.Sprintf("%d %s", t.Amount, plural(t.Amount, forms))
}

// Words are the term with its beginning.
func (t Term) Words() string {
	if t.Amount == 0 {
		return t.Length()
	}
	return t.Length() + " " + eventWords[t.From]
}

func plural(n int, forms [3]string) string {
	switch {
	case n%100 >= 11 && n%100 <= 14:
		return forms[2]
	case n%10 == 1:
		return forms[0]
	case n%10 >= 2 && n%10 <= 4:
		return forms[1]
	}
	return forms[2]
}

// Words are what is paid.
func (f Fee) Words() string {
	switch {
	case f.Text != "":
		return f.Text
	case f.Kopecks == 0:
		return "бесплатно"
	case f.Kopecks%100 != 0:
		return fmt.Sprintf("%d,%02d ₽", f.Kopecks/100, f.Kopecks%100)
	}
	return fmt.Sprintf("%d ₽", f.Kopecks/100)
}

func carriersInWords(list []Carrier) string {
	return listed(list, func(c Carrier) string { return carrierWords[c] })
}

func listed[T any](list []T, word func(T) string) string {
	words := make([]string, len(list))
	for i, one := range list {
		words[i] = word(one)
	}
	return strings.Join(words, ", ")
}
