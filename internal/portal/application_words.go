package portal

import (
	"strings"

	"veche/internal/services"
)

// Stage is one of the five stages by which a citizen follows his application.
type Stage struct {
	No    int
	Name  string
	State string // past, now, ahead
}

// stagesOf are the stages of an application. The fourth is passed over by whoever gets the result in his account.
func stagesOf(a services.Shown) []Stage {
	names := []string{"Заявление принято", "Зарегистрировано", "Рассматривается", "Приглашение за результатом", "Услуга предоставлена"}
	switch a.Status {
	case services.StatusRefused, services.StatusIntakeRefused, services.StatusCancelled:
		names[4] = a.Status.Russian()
	case services.StatusWaiting, services.StatusSuspended:
		names[2] = a.Status.Russian()
	}
	list := make([]Stage, 0, len(names))
	for i, name := range names {
		s := Stage{No: i + 1, Name: name, State: "ahead"}
		switch {
		case s.No < a.Stage || s.No == 5 && a.Final:
			s.State = "past"
		case s.No == a.Stage:
			s.State = "now"
		}
		passedOver := s.No == 4 && a.Invitation == nil && (a.Way == services.ToAccount || a.Final)
		if !passedOver {
			list = append(list, s)
		}
	}
	return list
}

// applicationTone is the colour of a status; its word is always beside it.
func applicationTone(s services.PublicStatus) string {
	switch s {
	case services.StatusDone, services.StatusReady:
		return "done"
	case services.StatusRefused, services.StatusIntakeRefused, services.StatusWaiting, services.StatusSuspended:
		return "warn"
	case services.StatusCancelled:
		return "quiet"
	}
	return "accent"
}

// actWords say to the applicant what was done; an act that is missing here is nothing to him.
var actWords = map[services.Act]string{
	services.Receive:       "Заявление передано в ведомство.",
	services.Register:      "Заявление зарегистрировано.",
	services.TurnAway:      "Отказано в приёме документов",
	services.Route:         "Заявление передано тому, кто отвечает за услугу",
	services.HandOver:      "Заявление передано в другой орган. Номер и срок прежние",
	services.Ask:           "Ведомство запросило сведения у других органов. Приносить их не нужно.",
	services.AskApplicant:  "Нужны сведения или документы от вас.",
	services.Continue:      "Рассмотрение продолжается.",
	services.Stop:          "Рассмотрение приостановлено",
	services.Resume:        "Рассмотрение возобновлено.",
	services.Grant:         "Решение принято: услугу предоставят.",
	services.Refuse:        "Отказано в предоставлении услуги",
	services.Invite:        "Приходите за результатом",
	services.Issue:         "Услуга предоставлена",
	services.AskCancel:     "Вы попросили отозвать заявление.",
	services.ConfirmCancel: "Заявление отозвано по вашей просьбе.",
	services.DeclineCancel: "Отозвать заявление нельзя",
	services.ChooseWay:     "Вы выбрали, как получить результат",
	services.Correct:       "Исправление ошибки в результате",
}

// withWords are the acts after whose words the ground, the place or the reason follows.
var withWords = map[services.Act]bool{services.TurnAway: true, services.Route: true, services.HandOver: true, services.Stop: true, services.Refuse: true,
	services.Invite: true, services.Issue: true, services.DeclineCancel: true, services.ChooseWay: true, services.Correct: true}

func eventWords(e services.Event) string {
	words, known := actWords[e.Act]
	switch {
	case e.Act == services.Note:
		return e.Words
	case !known:
		return ""
	case !withWords[e.Act]:
		return words
	case e.Words == "":
		return words + "."
	}
	return words + ": " + ended(e.Words)
}

// ended closes what somebody has written as a sentence, unless he has done it himself.
func ended(words string) string {
	if strings.HasSuffix(words, ".") || strings.HasSuffix(words, "!") || strings.HasSuffix(words, "?") || strings.HasSuffix(words, "…") {
		return words
	}
	return words + "."
}

// complaintWords name the grounds of 210-ФЗ art. 11.1 as people would.
var complaintWords = map[services.ComplaintGround]string{
	services.RegisteredLate:    "заявление вовремя не зарегистрировали",
	services.TermMissed:        "нарушен срок услуги",
	services.DocumentsDemanded: "требуют документы, которых закон не требует",
	services.IntakeWasRefused:  "отказали в приёме документов",
	services.ServiceRefused:    "отказали в услуге",
	services.FeeDemanded:       "требуют плату, которой закон не предусматривает",
	services.CorrectionRefused: "не исправляют ошибку в документе",
	services.ResultLate:        "вовремя не выдали результат",
	services.WasSuspended:      "незаконно приостановили услугу",
	services.DemandedAnew:      "при повторной подаче требуют то, чего не назвали в первый раз",
}

var complaintStates = map[services.ComplaintState]string{
	services.ComplaintReceived: "Принята", services.ComplaintRegistered: "Рассматривается", services.ComplaintDecided: "Решение принято", services.ComplaintAnswered: "Дан ответ",
}

var complaintOutcomes = map[services.ComplaintOutcome]string{services.Satisfied: "Жалоба удовлетворена", services.DeniedIt: "В удовлетворении отказано"}

var correctionStates = map[services.CorrectionState]string{services.CorrectionAsked: "Проверяют", services.CorrectionWriting: "Готовят исправленный документ",
	services.CorrectionDone: "Исправлено", services.CorrectionDeclined: "Ошибки не нашли"}
