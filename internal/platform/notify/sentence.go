package notify

import (
	"fmt"
	"strings"

	"veche/internal/platform/calendar"
)

const (
	letterSubject = "Вече: уведомление"
	letterFoot    = "\nЭто письмо отправлено автоматически, отвечать на него не нужно.\n"
)

// sentences of letters by code; the same codes stand in the message modules of the front end. What is not here is told
// in general: a letter must not say more than its author meant to.
var sentences = map[string]string{
	"assignment.reminder":            "По документу № {number} подходит срок исполнения: {due_on}.",
	"assignment.reminder_restricted": "Подходит срок исполнения поручения: {due_on}.",
	"assignment.overdue_summary":     "В вашем подразделении на {day} просрочено поручений: {count}.",
	"certificate.waits":              "Сотрудник подписал документ сертификатом, который ждёт вашего подтверждения.",
	"certificate.bound":              "Ваш сертификат подтверждён: им можно подписывать.",
	"certificate.unbound":            "Ваш сертификат отвязан: подписывать им больше нельзя.",
	"certificate.ends":               "Ваш сертификат электронной подписи действует до {ends_on}. Получите новый.",
	"certificate.of_employee_ends":   "У сотрудника заканчивается сертификат электронной подписи: {ends_on}.",
	"approval.visa_overdue":          "Прошёл срок визы: документ ещё не согласован.",
	"approval.visa_cancelled":        "Ваша виза больше не нужна: согласование остановлено.",
	"resolution.issued_by_order":     "По вашему постоянному поручению дана резолюция по обращению.",
	"resolution.entered":             "От вашего имени внесена резолюция с бумаги.",
	"resolution.disowned":            "Руководитель не подтвердил резолюцию, которую вы внесли с бумаги: поручения отменены.",
	"pos.low_rating":                 "Автор обращения {number} низко оценил ответ. Проверьте рассмотрение.",
	"pos.withdrawn":                  "Автор отозвал обращение {number} на ПОС.",
	"interagency.answered":           "Пришёл ответ на межведомственный запрос.",
	"interagency.rejected":           "На межведомственный запрос пришёл отказ.",
	"interagency.refused":            "Межведомственный запрос не отправлен: проверьте его и повторите.",
	"interagency.overdue":            "На межведомственный запрос не ответили в срок. Срок услуги от этого не меняется.",
	"interagency.inquired":           "Другой орган прислал запрос. Ответьте на него в срок.",
	"interagency.inquiry_overdue":    "Прошёл срок ответа на запрос другого органа.",
	"interagency.reply_refused":      "Ответ на запрос другого органа не принят СМЭВ. Отправьте его снова.",
	"application.replied":            "Заявитель ответил по заявлению № {number}.",
	"application.no_journal":         "Подписанной бумаге негде присвоить номер: в органе нет журнала исходящих документов. Заведите его: бумага «{paper}» зарегистрируется сама.",
	"application.correction_asked":   "Заявитель просит исправить ошибку в результате по заявлению № {number}.",
	"assignment.inherited":           "Вам перешло поручение уволенного автора: исполнитель отчитался, отчёт ждёт вас.",
}

const general = "В системе есть новое для вас."

// Sentence is the Russian sentence of a notice in a letter.
func Sentence(code string, params map[string]any) string {
	pattern, known := sentences[code]
	if !known {
		return general
	}
	var pairs []string
	for name, value := range params {
		pairs = append(pairs, "{"+name+"}", spoken(value))
	}
	return strings.NewReplacer(pairs...).Replace(pattern)
}

// spoken writes a value as people do: dates in figures.
func spoken(value any) string {
	if s, ok := value.(string); ok {
		if day, err := calendar.Parse(s); err == nil {
			return day.Russian()
		}
		return s
	}
	return fmt.Sprint(value)
}
