package seed

import (
	"veche/internal/appeals"
	"veche/internal/appeals/visits"
	"veche/internal/platform/calendar"
)

// visitors are the personal receptions of the minister and his deputy: one is over, one is this afternoon, the next are
// open for appointments.
func (s *story) visitors() {
	s.on(5, "10:00")
	was := s.reception("surnin", visits.Once, 0)
	s.on(5, "14:05")
	s.received(was, visits.Visitor{Name: "Зайцева Лидия Николаевна", Address: "426011, г. Ижевск, ул. Строителей, д. 31, кв. 12", Phone: "8 900 000-00-02",
		Status: "пенсионер", Topic: "Капитальный ремонт дома"}, visits.Reception{Identified: true, Content: "Спрашивает, в каком году намечен ремонт кровли дома.",
		Code: "0005.0005.0055.1126", Outcome: visits.Oral, Answer: "Ремонт кровли стоит в плане на 2027 год, дом осмотрен в октябре.", Consent: true})
	s.received(was, visits.Visitor{Name: "Тарасов Игорь Павлович", Address: "427000, с. Завьялово, ул. Полевая, д. 7", Status: "работающий", Topic: "Ремонт пешеходного моста"},
		visits.Reception{Identified: true, Content: "Просит назвать срок ремонта моста и временно освободить тротуар на обочине.", Code: "0003.0009.0099.0737",
			Kind: appeals.Application, Outcome: visits.Written})

	s.on(0, "08:50")
	today := s.reception("surnin", visits.Once, 0)
	for at, who := range map[string]visits.Visitor{
		"14:00": {Name: "Лебедева Ольга Ивановна", Address: "426057, г. Ижевск, ул. Садовая, д. 3, кв. 9", Phone: "8 900 000-00-05", Status: "многодетная семья", Topic: "Переселение из аварийного дома"},
		"14:20": {Name: "Мельникова Анна Сергеевна", Address: "427430, г. Воткинск, ул. Речная, д. 18, кв. 4", Status: "пенсионер", Topic: "Отопление в подъезде"},
		"15:00": {Name: "Гаврилов Степан Петрович", Phone: "8 900 000-00-06", Topic: "Газификация посёлка", OutOfTurn: true, Status: "участник боевых действий"},
	} {
		s.expected(today, at, who)
	}
	s.reception("surnin", visits.Month, 14)
	s.reception("ershova", visits.Week, 3)
}

// reception plans a reception that many days ahead of the clock.
func (s *story) reception(who string, every visits.Every, ahead int) int64 {
	if s.err != nil {
		return 0
	}
	on := s.Calendar.AddDays(calendar.DateOf(s.DB.Now(), s.zone), ahead, calendar.Next)
	days, err := s.Visits.Plan(s.ctx, s.by("vasileva"), visits.PlanInput{OfficialID: *s.id(who), Place: "ул. Зодчих, д. 73, приёмная, каб. 105", On: on,
		Every: every, Until: on.AddDays(60), Starts: "14:00", Ends: "17:00", Minutes: 20, Online: true})
	s.keep(err)
	if s.err != nil {
		return 0
	}
	return days[0].ID
}

func (s *story) expected(day int64, at string, who visits.Visitor) (v visits.Visit) {
	if s.err == nil {
		var err error
		v, err = s.Visits.Book(s.ctx, s.by("vasileva"), day, visits.BookInput{At: at, Visitor: who})
		s.keep(err)
	}
	return v
}

func (s *story) received(day int64, who visits.Visitor, card visits.Reception) {
	v := s.expected(day, "", who)
	if s.err == nil {
		card.Visitor, card.Version = who, v.Version
		_, err := s.Visits.Receive(s.ctx, s.by("vasileva"), v.ID, card)
		s.keep(err)
	}
}
