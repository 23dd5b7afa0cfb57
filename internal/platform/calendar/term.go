package calendar

// Unit is what a term is counted in.
type Unit string

const (
	CalendarDay Unit = "calendar_day"
	WorkingDay  Unit = "working_day"
	Month       Unit = "month"
	// Appointed is a date named by a person: nothing is counted.
	Appointed Unit = "appointed"
)

// Term is a length of time set by law, by instruction or by a person. Offices edit terms, so it is
// stored as data; Code is the key of the preset it came from.
type Term struct {
	Code   string `json:"code,omitempty"`
	Title  string `json:"title,omitempty"`
	Amount int    `json:"amount"`
	Unit   Unit   `json:"unit"`
	Policy Policy `json:"policy"`
	Basis  string `json:"basis,omitempty"`
}

// Presets are the terms an office starts with. It may change every one of them.
func Presets() []Term {
	const instruction = "Инструкция по делопроизводству: со дня подписания поручения"
	return []Term{
		{"assignment.default", "Срок не указан", 1, Month, Prev, instruction},
		{"assignment.urgent", "Срочно", 3, CalendarDay, Prev, instruction},
		{"assignment.operative", "Оперативно", 10, CalendarDay, Prev, instruction},
		{"doc.register", "Регистрация документа", 1, WorkingDay, None,
			"Правила делопроизводства (приказ Росархива № 71 от 22.05.2019): в день поступления или на следующий рабочий день"},
		{"reply.prosecutor_protest", "Протест прокурора", 10, CalendarDay, Prev,
			"Закон «О прокуратуре Российской Федерации», ст. 23"},
		{"reply.prosecutor_submission", "Представление прокурора", 1, Month, Prev,
			"Закон «О прокуратуре Российской Федерации», ст. 24"},
		{"reply.prosecutor_request", "Требование прокурора", 5, WorkingDay, None,
			"Закон «О прокуратуре Российской Федерации», ст. 22"},
		{"reply.deputy_request", "Депутатский запрос", 30, CalendarDay, Prev,
			"Закон № 3-ФЗ от 08.05.1994, ст. 14"},
		{"reply.parliamentary_request", "Парламентский запрос", 15, CalendarDay, Prev,
			"Закон № 3-ФЗ от 08.05.1994, ст. 13"},
		{"reply.lawyer_request", "Адвокатский запрос", 30, CalendarDay, Prev,
			"Закон № 63-ФЗ от 31.05.2002, ст. 6.1"},
		{"reply.media_request", "Запрос редакции СМИ", 7, CalendarDay, Prev,
			"Закон № 2124-1 «О средствах массовой информации», ст. 39, 40"},
		{"reply.media_postponement", "Уведомление редакции об отсрочке", 3, CalendarDay, Prev,
			"Закон № 2124-1 «О средствах массовой информации», ст. 40"},
		{"reply.information_request", "Запрос информации о деятельности органа", 30, CalendarDay, Prev,
			"Закон № 8-ФЗ от 09.02.2009, ст. 18"},
		{"reply.information_extension", "Продление ответа на запрос информации", 15, CalendarDay, Prev,
			"Закон № 8-ФЗ от 09.02.2009, ст. 18: сверх срока ответа"},
		{"reply.information_notice", "Уведомление о продлении ответа на запрос информации", 7, CalendarDay, Prev,
			"Закон № 8-ФЗ от 09.02.2009, ст. 18"},
	}
}

// Preset finds a preset by its code.
func Preset(code string) (Term, bool) {
	for _, t := range Presets() {
		if t.Code == code {
			return t, true
		}
	}
	return Term{}, false
}
