package examine

import "strings"

// acts are the words for acts of the log; an act that is not here is called by its code.
var acts = map[string]string{
	"approval.approved": "Согласован", "approval.delegated": "Виза передана подчинённому",
	"approval.finished": "Согласование завершено", "approval.next_cycle": "Повторное согласование",
	"approval.recalled": "Отозван с согласования", "approval.returned": "Возвращён на доработку",
	"approval.started": "Направлен на согласование", "approval.visa_cancelled": "Виза больше не нужна",
	"approval.visa_lapsed": "Виза закрыта по сроку", "approval.visa_overdue": "Срок визы прошёл", "approval.vote": "Проголосовано",
	"approval.voted": "Проголосовано", "delivery.confirmed": "Вручение подтверждено", "delivery.delivered": "Доставлен адресату",
	"delivery.failed": "Не доставлен адресату", "delivery.refused": "Адресат отказал в регистрации",
	"delivery.registered": "Зарегистрирован у адресата", "delivery.sent": "Отправлен адресату", "document.add_file": "Добавлен файл",
	"document.add_version": "Добавлена версия", "document.annul": "Аннулирован",
	"document.approval_started": "Направлен на согласование", "document.approved": "Согласован",
	"document.author_changed": "Передан другому автору", "document.changed": "Изменена карточка",
	"document.decline": "Не подлежит регистрации", "document.delivered": "Доставлен", "document.delivery_failed": "Не доставлен",
	"document.describe": "Изменена карточка", "document.dispatched": "Отправлен", "document.dispatching": "Отправляется",
	"document.drafted": "Создан черновик", "document.executed": "Исполнен", "document.file_away": "Списан в дело",
	"document.in_execution": "Передан на исполнение", "document.in_revision": "Возвращён на доработку",
	"document.informed": "Направлен для сведения", "document.linked": "Связан с документом", "document.noted": "Ознакомлен",
	"document.on_signature": "Направлен на подписание", "document.recalled_from_approval": "Отозван с согласования",
	"document.received": "Поступил", "document.register": "Зарегистрирован", "document.registered": "Зарегистрирован",
	"document.reopened": "Возобновлён", "document.reply": "Начат ответ", "document.resolution_cancelled": "Резолюция отменена",
	"document.resolved": "Вынесена резолюция", "document.restrict": "Изменена пометка ДСП",
	"document.return_to_sender": "Возвращён отправителю", "document.returned_for_revision": "Возвращён на доработку",
	"document.send_to_executive": "Направлен на рассмотрение", "document.send_to_signature": "Направлен на подписание",
	"document.sent": "Отправляется", "document.sent_to_approval": "Направлен на согласование",
	"document.sent_to_executive": "Направлен на рассмотрение", "document.sent_to_signature": "Направлен на подписание",
	"document.signature_refused": "Отказано в подписании", "document.signed": "Подписан", "document.taken": "Взят в работу",
	"document.task_moved": "Задание передано другому сотруднику", "document.term_set": "Назначен срок",
	"document.turned_away": "В регистрации отказано", "document.version_added": "Добавлена версия", "document.withdraw": "Отозван",
	"document.withdrawn": "Отозван", "signature.attached": "Приложена подпись", "signature.put": "Подписан",
	"signature.refused": "Отказано в подписании",
	"document.add_scan": "Приложен скан резолюции", "document.refused_by_addressee": "Адресат отказал в регистрации",
	"signature.improved": "Подпись дополнена доказательствами",
}

// ActWords is an act of the log in words.
func ActWords(action string) string {
	if words := acts[action]; words != "" {
		return words
	}
	return action
}

func (a ActReport) who() string {
	if a.Actor == "" {
		return "система"
	}
	return strings.TrimSpace(a.Post + " " + a.Actor)
}
