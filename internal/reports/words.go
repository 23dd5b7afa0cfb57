package reports

// groupWords head the blocks of the figures on appeals.
var groupWords = map[string]string{
	"body": "По органам", "kind": "По видам", "form": "По форме", "origin": "По источникам", "author": "Кто обратился", "rating": "Оценки ответов авторами", "recurrence": "По повторности", "mark": "Признаки",
	"term": "Соблюдение срока", "ground": "Оставлено без ответа по основаниям", "section": "По разделам классификатора", "result": "По результатам (вопросы)",
	"place": "По территории", "status": "По социальному положению", "addressee": "По адресатам",
}

// words are those of §15 for what the figures are grouped by.
var words = map[string]map[string]string{
	"kind": {"proposal": "Предложение", "application": "Заявление", "complaint": "Жалоба", "message": "Сообщение"},
	"form": {"written": "Письменное", "electronic": "Электронное", "oral": "Устное"},
	"origin": {"post": "Почта", "courier": "Нарочно", "reception": "Личный приём", "website": "Интернет-приёмная", "portal": "ЕПГУ/ПОС",
		"exchange": "От другого органа"},
	"author":     {"person": "Граждане", "organisation": "Организации и предприниматели"},
	"recurrence": {"first": "Первичное", "repeated": "Повторное", "multiple": "Неоднократное", "duplicate": "Дубликат"},
	"mark": {"collective": "Коллективные", "individual": "Индивидуальные", "extended": "Срок продлён", "forwarded": "Направлены по компетенции",
		"site_visit": "С выездом на место", "unanswered": "Оставлены без ответа", "withdrawn": "Отозваны автором"},
	"term": {"in_time": "Рассмотрено в срок", "late": "Рассмотрено с опозданием", "running": "На рассмотрении, срок не истёк", "overdue": "Просрочено"},
	"ground": {"no_name_or_address": "Нет фамилии или обратного адреса (ч. 1)", "court_decision": "Обжалуется судебное решение (ч. 2)",
		"abusive": "Оскорбления или угрозы (ч. 3)", "unreadable": "Текст не поддаётся прочтению (ч. 4)", "no_substance": "Нельзя определить суть (ч. 4.1)",
		"correspondence_ceased": "Переписка прекращена (ч. 5)", "answer_published": "Ответ опубликован на сайте (ч. 5.1)", "secret": "Охраняемая тайна (ч. 6)",
		"message_abuse": "Сообщение: оскорбления или угрозы", "message_incitement": "Сообщение: призывы к противоправным действиям", "message_personal": "Сообщение: чужие персональные данные",
		"message_advertising": "Сообщение: реклама", "message_no_place": "Сообщение: не указано место", "message_unclear": "Сообщение: суть не ясна"},
	"result": {"open": "На рассмотрении", "": "На рассмотрении", "explained": "Разъяснено", "supported": "Поддержано", "measures_taken": "Поддержано, меры приняты",
		"not_supported": "Не поддержано", "transferred": "Направлено по компетенции", "answered": "Дан ответ автору",
		"left_unanswered": "Оставлено без ответа автору", "withdrawn": "Отозвано автором"},
}
