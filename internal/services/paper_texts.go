package services

// paperText is the built-in text of a paper. All texts stand in this file: the DOCX is made of them, a body may put its own
// DOCX with the same fields in its place.
type paperText struct {
	title   string // as the office calls it; with the number of the application it is the summary of the card
	kind    string // name of the kind of document: it says what signature is asked for
	heading string // requisite 17
	text    []string
}

const (
	kindDecision = "Решение по услуге"     // a qualified signature
	kindNotice   = "Уведомление по услуге" // too, unless the body asks for less
	law210       = "Федерального закона от 27 июля 2010 г. № 210-ФЗ «Об организации предоставления государственных и муниципальных услуг»"
	appealed     = "Решение может быть обжаловано в досудебном порядке (глава 2.1 " + law210 + "): {{complaint}}, а также в суде."
	onRequest    = "По заявлению от {{date}} № {{number}} "
)

// paperKinds is the order in which the forms are shown.
var paperKinds = []PaperKind{PaperGrant, PaperRefusal, PaperIntake, PaperSuspension, PaperInvitation, PaperFact, PaperCorrection, PaperComplaint}

var paperForms = map[PaperKind]paperText{
	PaperGrant: {"Решение о предоставлении услуги", kindDecision, "О предоставлении услуги", []string{
		"{{greeting}}",
		onRequest + "принято решение о предоставлении услуги «{{service}}».",
		"Результат: {{result}}.",
		"{{text}}",
	}},
	PaperRefusal: {"Решение об отказе в предоставлении услуги", kindDecision, "Об отказе в предоставлении услуги", []string{
		"{{greeting}}",
		onRequest + "принято решение об отказе в предоставлении услуги «{{service}}».",
		"Основание: {{ground}} ({{act}}).",
		"{{reason}}",
		"{{missing}}",
		"Вы вправе обратиться снова, когда причина отказа будет устранена. " + appealed,
	}},
	PaperIntake: {"Уведомление об отказе в приёме документов", kindDecision, "Об отказе в приёме документов", []string{
		"{{greeting}}",
		"В приёме документов, необходимых для предоставления услуги «{{service}}», поступивших {{accepted}} под № {{number}}, отказано.",
		"Основание: {{ground}} ({{act}}).",
		"{{reason}}",
		"{{missing}}",
		"{{cure}}",
		"Отказ не мешает подать заявление снова, когда его причина будет устранена. " + appealed,
	}},
	PaperSuspension: {"Уведомление о приостановлении услуги", kindDecision, "О приостановлении предоставления услуги", []string{
		"{{greeting}}",
		"Предоставление услуги «{{service}}» по заявлению от {{date}} № {{number}} приостановлено до {{until}}.",
		"Основание: {{ground}} ({{act}}).",
		"{{reason}}",
		"{{cure}}",
		"Срок предоставления услуги на это время прерывается. Рассмотрение продолжится, как только причина будет устранена. " + appealed,
	}},
	PaperInvitation: {"Приглашение за результатом услуги", kindNotice, "О готовности результата", []string{
		"{{greeting}}",
		"Результат услуги «{{service}}» по заявлению от {{date}} № {{number}} готов.",
		"Где получить: {{place}}. Когда: {{hours}}.",
		"С собой возьмите: {{bring}}.",
		"Результат хранится до {{until}}.",
	}},
	PaperFact: {"Уведомление о предоставлении услуги", kindNotice, "О предоставлении услуги", []string{
		"{{greeting}}",
		"Услуга «{{service}}» по заявлению от {{date}} № {{number}} предоставлена {{today}}.",
		"{{fact}}",
		"Основание: {{basis}}.",
	}},
	PaperCorrection: {"Исправление опечаток в результате услуги", kindDecision, "Об исправлении опечаток", []string{
		"{{greeting}}",
		"В результат услуги «{{service}}» по заявлению от {{date}} № {{number}} внесены исправления.",
		"{{text}}",
		"Прежний документ недействителен со дня подписания этого решения.",
	}},
	PaperComplaint: {"Ответ на досудебную жалобу", kindDecision, "О рассмотрении жалобы", []string{
		"{{greeting}}",
		"Ваша жалоба от {{complaint_date}} № {{complaint_number}} ({{complaint_ground}}) по услуге «{{service}}», заявление № {{number}}, рассмотрена в соответствии со статьёй 11.2 " + law210 + ".",
		"{{outcome}}.",
		"{{decision}}",
		"{{measures}}",
		"Вы вправе обжаловать это решение в вышестоящий орган или в суд.",
	}},
}
