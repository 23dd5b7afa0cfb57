package figures

import (
	"fmt"
	"strings"

	"veche/internal/services"
	"veche/internal/services/catalogue"
)

// groupWords head the blocks of the workbook.
var groupWords = map[string]string{
	groupWay: "Как подано", "channel": "По каналам", "outcome": "Чем закончилось", "term": "Соблюдение срока", "step": "На какой процедуре сейчас", groupMonth: "По месяцам",
	groupQuarter: "По кварталам", "weekday": "По дням недели", "hour": "По часам подачи", "service": "По услугам", "body": "По органам", "territory": "По муниципалитетам",
}

// keyWords are those of the regulation for what the figures are grouped by.
var keyWords = map[string]map[string]string{
	groupWay:  {Electronic: "В электронном виде", Personal: "При личном приёме", Postal: "По почте"},
	"channel": channelWords,
	"outcome": {string(Issued): "Услуга предоставлена", string(Granted): "Решение принято, результат не выдан", string(Refused): "Отказ в предоставлении услуги",
		string(IntakeRefused): "Отказ в приёме документов", string(Cancelled): "Отозвано заявителем", string(Open): "Рассматривается"},
	"term":      termWords,
	"step":      byText(stepWords),
	"weekday":   {"1": "Понедельник", "2": "Вторник", "3": "Среда", "4": "Четверг", "5": "Пятница", "6": "Суббота", "7": "Воскресенье"},
	"territory": {unknown: "Не указан"},
}

var channelWords = map[string]string{string(services.Portal): "Портал", string(services.Foreign): "ЕПГУ и другие порталы", string(services.Visit): "Личный приём",
	string(services.MFC): "МФЦ", string(services.Post): "Почта"}

var termWords = map[string]string{string(Kept): "Срок соблюдён", string(Missed): "Срок нарушен", string(Running): "В работе, срок не истёк", string(Overdue): "В работе, просрочено",
	string(NoTerm): "Без срока: отозвано"}

var stepWords = map[catalogue.StepKind]string{catalogue.IntakeCheck: "Приём и проверка", catalogue.Interagency: "Межведомственные запросы", catalogue.Decision: "Рассмотрение и решение",
	catalogue.ExtraInformation: "Дополнительные сведения", catalogue.Suspension: "Приостановление", catalogue.MakeResult: "Оформление результата", catalogue.Issue: "Выдача результата"}

// stateWords are the states of applications as the office calls them.
var stateWords = map[services.State]string{services.Received: "Поступило", services.Precheck: "Проверка", services.IntakeRefused: "Отказано в приёме",
	services.Registered: "Ждёт маршрута", services.InReview: "На рассмотрении", services.AwaitingApplicant: "Ждёт заявителя", services.Interagency: "Ждёт органов",
	services.Suspended: "Приостановлено", services.Decision: "На подписи", services.Granted: "Решение принято", services.ResultReady: "Приглашён",
	services.GivenOut: "Услуга оказана", services.Refused: "Отказано", services.Cancelled: "Отменено"}

func byText(of map[catalogue.StepKind]string) map[string]string {
	list := map[string]string{}
	for kind, word := range of {
		list[string(kind)] = word
	}
	return list
}

var monthWords = [12]string{"январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"}

// word is a line of a group in Russian.
func word(group string, l Line) string {
	if l.Title != "" {
		return l.Title
	}
	if known, found := keyWords[group][l.Key]; found {
		return known
	}
	year, rest, _ := strings.Cut(l.Key, "-")
	switch group {
	case "hour":
		return fmt.Sprintf("%02s:00", l.Key)
	case groupQuarter:
		return rest + " квартал " + year
	case groupMonth:
		for i, name := range monthWords {
			if rest == fmt.Sprintf("%02d", i+1) {
				return name + " " + year
			}
		}
	}
	return l.Key
}
