package portal

import (
	"strings"
	"time"

	"veche/internal/appeals"
	"veche/internal/platform/calendar"
)

// statusWords are the citizen's words for how his appeal goes.
var statusWords = map[appeals.PortalStatus]string{
	appeals.PortalArrived:              "Поступило",
	appeals.PortalRegistered:           "Зарегистрировано",
	appeals.PortalDirected:             "Направлено по компетенции",
	appeals.PortalUnderReview:          "На рассмотрении",
	appeals.PortalConsidered:           "Рассмотрено, есть ответ",
	appeals.PortalConsideredUnanswered: "Рассмотрено, ответ по существу не даётся",
}

// statusOf is the status in words with its tone for the page.
func statusOf(v appeals.AuthorView) (words, tone string) {
	switch {
	case v.WithdrawnAt != nil:
		return "Рассмотрение прекращено по вашей просьбе", "quiet"
	case v.TurnedAway != "":
		return "Не зарегистрировано", "warn"
	case v.Status == appeals.PortalConsidered:
		return statusWords[v.Status], "done"
	case v.Status == appeals.PortalConsideredUnanswered:
		return statusWords[v.Status], "warn"
	}
	return statusWords[v.Status], "accent"
}

// groundWords are what art. 11 says, for the author.
var groundWords = map[appeals.Ground]string{
	appeals.NoNameOrAddress:      "в обращении нет фамилии или обратного адреса (ст. 11 ч. 1)",
	appeals.CourtDecision:        "обжалуется судебное решение; порядок обжалования разъяснён (ст. 11 ч. 2)",
	appeals.Abusive:              "в тексте оскорбления или угрозы (ст. 11 ч. 3)",
	appeals.Unreadable:           "текст не поддаётся прочтению (ст. 11 ч. 4)",
	appeals.NoSubstance:          "из текста не ясна суть обращения (ст. 11 ч. 4.1)",
	appeals.CorrespondenceCeased: "на этот вопрос ответы уже даны, переписка прекращена (ст. 11 ч. 5)",
	appeals.AnswerPublished:      "ответ на этот вопрос размещён на официальном сайте (ст. 11 ч. 5.1)",
	appeals.Secret:               "ответ раскрыл бы охраняемую законом тайну (ст. 11 ч. 6)",
}

// Words of a notice for its author.
func (n Notice) Words(v appeals.AuthorView) string {
	switch n.Code {
	case ToldRegistered:
		return "Обращение зарегистрировано " + v.RegisteredOn.Russian() + " под номером " + n.Mark + ". Ответ – не позднее " + v.AnswerBy.Date.Russian() + "."
	case ToldForwarded:
		return "Обращение направлено по компетенции: " + n.Mark + "."
	case ToldExtended:
		day, err := calendar.Parse(n.Mark)
		if err != nil {
			return "Срок рассмотрения продлён."
		}
		return "Срок рассмотрения продлён: ответ – не позднее " + day.Russian() + "."
	case ToldAnswered:
		return "Дан ответ № " + n.Mark + "."
	case ToldUnanswered:
		return "Ответ по существу не даётся: " + groundWords[appeals.Ground(n.Mark)] + "."
	case ToldWithdrawn:
		return "Рассмотрение прекращено по вашей просьбе."
	case ToldTurnedAway:
		return "Обращение не зарегистрировано: " + strings.TrimSuffix(n.Mark, ".") + "."
	}
	return ""
}

// kindWords name the kinds of art. 4.
var kindWords = map[appeals.Kind]string{
	appeals.Application: "Заявление", appeals.Complaint: "Жалоба", appeals.Proposal: "Предложение", appeals.Message: "Сообщение",
}

// refusals are what the pages say of a refusal, by its code.
var refusals = map[string]string{
	"account.no_application":       "Такого заявления нет среди ваших.",
	"account.reply_empty":          "Напишите сообщение или выберите файл.",
	"application.wrong_state":      "Это уже нельзя сделать: заявление рассмотрено.",
	"application.wrong":            "Заполните поле и попробуйте ещё раз.",
	"application.correction_waits": "Просьба исправить ошибку уже рассматривается.",
	"kindergarten.wrong_state":     "Это уже нельзя сделать: обновите страницу.",
	"kindergarten.stale":           "Запись тем временем изменилась. Посмотрите, как она выглядит теперь, и повторите.",
	"kindergarten.wrong":           "Выберите сад из списка.",
	"kindergarten.wishes":          "Выберите от одного до пяти садов.",
	"kindergarten.there_already":   "Ребёнок уже ходит в этот сад. Выберите другой.",
	"kindergarten.wish_date":       "Назовите день не раньше сегодняшнего: место дают с двух месяцев и до восьми лет.",
	"enrolment.wrong_state":        "Отозвать заявление уже нельзя: решение принято или приказ ждёт подписи.",
	"complaint.wrong":              "Выберите, на что жалоба, и напишите, что произошло.",
	"receipt.not_sealed":           "Доказательство готовится. Попробуйте через несколько секунд.",
	"draft.absent":                 "Такого черновика нет. Возможно, он удалён или начат от имени другого заявителя.",
	"draft.many":                   "У вас много начатых заявлений. Отправьте или удалите одно из них.",
	"draft.sent":                   "Это заявление уже отправлено. Оно – в личном кабинете.",
	"draft.stale":                  "Черновик изменён на другом устройстве.",
	"draft.unreadable":             "Ответы не удалось сохранить: их слишком много. Сократите длинные тексты.",
	"draft.unchecked":              "Проверьте ответы ещё раз и отправьте заявление.",
	"draft.form_changed":           "Форма заявления изменилась. Обновите страницу: ваши ответы сохранены.",
	"draft.files_many":             "Файлов слишком много: можно до 40 файлов и 100 МБ всего.",
	"draft.service_closed":         "Заявления на эту услугу сейчас не принимают.",
	"service.absent":               "Такой услуги нет.",
	"service.no_shelf":             "Такого раздела услуг нет. Найдите услугу поиском.",
	"service.unpublished":          "Эту услугу ещё не предоставляют.",
	"session.signed_out":           "Вы вышли из личного кабинета. Войдите снова: написанное сохранено.",
	"reception.no_provider":        "Вход через Госуслуги сейчас не настроен. Обращение можно послать письмом или принести лично.",
	"reception.unconfirmed":        "Ваша учётная запись на Госуслугах не подтверждена. Подтвердите её в МФЦ или через банк и войдите снова.",
	"reception.no_role":            "Госуслуги не подтвердили, что вы действуете от имени этой организации.",
	"reception.stale_way":          "Страница входа устарела или уже использована. Войдите ещё раз.",
	"reception.many_drafts":        "У вас много начатых обращений. Закончите или удалите одно из них.",
	"reception.no_draft":           "Такого черновика нет. Возможно, он удалён или начат от имени другого заявителя.",
	"reception.lodged_already":     "Это обращение уже отправлено. Оно – в личном кабинете.",
	"reception.no_page":            "Такой страницы нет.",
	"reception.no_appeal":          "Такого обращения нет среди ваших.",
	"reception.no_answer":          "Ответа ещё нет, оценить пока нечего.",
	"reception.no_rating":          "Выберите оценку от 1 до 5.",
	"reception.file_none":          "Выберите файл.",
	"reception.file_many":          "Можно приложить не больше 10 файлов.",
	"reception.file_large":         "Файл слишком большой: один – до 20 МБ, все вместе – до 60 МБ. Уменьшите снимок или разделите файл.",
	"reception.file_kind":          "Такие файлы не принимаются. Подойдут PDF, документы, таблицы, снимки, звук и видео; программы и архивы – нет.",
	"reception.file_lies":          "Содержимое файла не соответствует его имени. Сохраните файл заново в нужном формате.",
	"reception.file_empty":         "Файл пустой.",
	"reception.file_broken_off":    "Файл не дошёл целиком. Проверьте связь и попробуйте ещё раз.",
	"reception.not_tracked":        "Обращение с таким номером и кодом не найдено. Проверьте, как они написаны на талоне.",
	"appeal.no_public_answer":      "Такого ответа на сайте нет: возможно, его сняли с публикации.",
	"visit.no_day":                 "Такого дня приёма нет, или на него записываются по телефону.",
	"visit.not_found":              "Такой записи среди ваших нет.",
	"visit.day_cancelled":          "Приём в этот день отменён. Выберите другой день.",
	"visit.past":                   "Это время уже прошло. Выберите другое.",
	"visit.no_time":                "Такого времени в этот день нет. Выберите другое.",
	"visit.time_taken":             "Это время уже занято. Выберите другое.",
	"visit.many_ahead":             "У вас уже три записи на приём. Отмените одну из них, чтобы записаться ещё.",
	"visit.no_topic":               "Напишите, о чём хотите поговорить.",
	"visit.over":                   "Этот приём уже прошёл или запись отменена.",
	"appeal.closed":                "Рассмотрение уже закончено, изменить ничего нельзя.",
	"request.too_many":             "Слишком много попыток. Подождите минуту.",
	"file.damaged":                 "Файл повреждён при хранении. Мы уже знаем об этом; позвоните в орган, чтобы получить ответ.",
	"file.no_space":                "Сейчас мы не можем принять файл. Попробуйте позже.",
}

// when is a moment in the zone of the body: «22 ноября 2026, 10:15».
func when(t time.Time, zone *time.Location) string {
	return calendar.DateOf(t, zone).Russian() + ", " + t.In(zone).Format("15:04")
}
