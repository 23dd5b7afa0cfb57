package seed

import (
	"veche/internal/approval"
	"veche/internal/assignments"
	"veche/internal/documents"
	"veche/internal/org"
)

// tell is the story of the demonstration: overdue, refused, urgent, restricted, an absent minister with an acting
// officer – each card with its whole course.
func (s *story) tell() error {
	s.on(15, "09:00")
	s.keep(assisted(s))
	s.overdue()
	s.answeredAndSent()
	s.betweenBodies()
	s.inExecution()
	s.drafts()
	s.inside()
	s.on(1, "09:30")
	s.away()
	s.beforeTheExecutive()
	s.newMail()
	s.citizens()
	s.visitors()
	s.firstGraders()
	s.kindergartens()
	return s.err
}

func assisted(s *story) error {
	_, err := s.Org.Assist(s.ctx, s.by("larin"), org.AssistInput{AssistantID: *s.id("titova"), PrincipalID: *s.id("surnin")})
	return err
}

// overdue is the prosecutor's demand whose statutory term has passed.
func (s *story) overdue() {
	s.on(9, "09:14")
	d := s.registered(topics[8], 0, "Требование прокурора", func(in *documents.Description) { in.Urgent = true })
	s.on(9, "11:40")
	a := s.resolved(d, s.item("Подготовить ответ прокурору, приложить подтверждающие документы.", "sidorova", "assignment.urgent"))
	s.on(8, "10:02")
	s.take("sidorova", a)
	s.on(4, "17:20")
	s.interim("sidorova", a, "Запрошены акты у подрядчика, ответ ожидается.", 40)

	s.on(14, "10:05")
	d = s.registered(topics[5], 3, "Письмо")
	s.on(14, "15:30")
	s.resolved(d, s.item("Проверить и доложить.", "petrov", "assignment.operative"))
}

// answeredAndSent are letters whose way is complete: executed, answered, filed.
func (s *story) answeredAndSent() {
	s.on(13, "09:31")
	d := s.registered(topics[1], 4, "Письмо")
	s.on(13, "12:10")
	a := s.resolved(d, s.item("Рассмотреть заявку, подготовить ответ.", "petrov", "assignment.operative"))
	s.on(12, "09:00")
	s.take("petrov", a)
	s.on(9, "14:20")
	reply := s.answered("petrov", d)
	id := s.approve("petrov", reply, shortRoute)
	s.on(8, "10:15")
	s.vote("nikitin", id, reply, approval.Agreed, "")
	s.on(8, "16:40")
	s.sign("surnin", reply)
	s.on(7, "09:20")
	s.send("vasileva", reply, s.bodies["minstroy"].outgoing)
	s.on(6, "11:00")
	s.accept("surnin", a)

	s.on(12, "10:20")
	d = s.registered(topics[9], 6, "Отчёт")
	s.on(12, "13:00")
	a = s.resolved(d, s.item("Проверить отчёт фонда.", "kuznecov", "assignment.operative"))
	s.on(10, "16:00")
	s.report("kuznecov", a, "Отчёт проверен, замечаний нет.")
	s.on(9, "10:00")
	s.accept("surnin", a)
}

// betweenBodies are letters to other bodies of the platform: registered there, and refused with a reason.
func (s *story) betweenBodies() {
	ministry := s.bodies["minstroy"]
	s.on(8, "11:00")
	d := s.written("petrov", "О софинансировании программы капитального ремонта", "minfin",
		"Просим подтвердить объём софинансирования программы капитального ремонта на очередной финансовый год.", "Расчёт потребности прилагается.")
	id := s.approve("petrov", d, fullRoute)
	s.on(7, "10:00")
	s.vote("kuznecov", id, d, approval.Agreed, "")
	s.vote("osipova", id, d, approval.AgreedWithRemarks, "Уточнить источник софинансирования в абзаце первом.")
	s.on(7, "15:00")
	s.vote("nikitin", id, d, approval.Agreed, "")
	s.on(6, "09:45")
	s.sign("surnin", d)
	s.send("vasileva", d, ministry.outgoing)
	s.on(5, "09:30")
	s.registeredThere(d, "lapina", s.bodies["minfin"].incoming)

	s.on(6, "14:00")
	d = s.written("sidorova", "О передаче документов по объекту незавершённого строительства", "city", "Просим передать проектную документацию по объекту в недельный срок.")
	id = s.approve("sidorova", d, shortRoute)
	s.vote("nikitin", id, d, approval.Agreed, "")
	s.sign("surnin", d)
	s.send("vasileva", d, ministry.outgoing)
	s.on(5, "12:00")
	s.returnedThere(d, "egorova", "Объект принадлежит республике: документы находятся в Управлении капитального строительства.")
}

// inExecution are assignments in all their states.
func (s *story) inExecution() {
	s.on(7, "09:10")
	d := s.registered(topics[0], 6, "Письмо")
	s.on(7, "12:00")
	item := s.item("Подготовить предложения о проведении совещания с главами муниципальных образований.", "kuznecov", "assignment.operative")
	item.Control, item.CoExecutors = assignments.Special, []assignments.CoExecution{{EmployeeID: *s.id("osipova")}}
	a := s.resolved(d, item)
	s.on(6, "09:00")
	s.reassign("kuznecov", a, assignments.Item{Text: "Собрать сведения по 31 дому с отставанием.", ResponsibleID: *s.id("petrov"), TermCode: "assignment.urgent"})

	s.on(6, "10:10")
	d = s.registered(topics[6], 2, "Депутатский запрос")
	s.on(6, "15:10")
	a = s.resolved(d, s.item("Подготовить сведения для доклада.", "sidorova", "assignment.operative"))
	s.on(5, "09:00")
	s.take("sidorova", a)
	s.on(2, "16:00")
	s.report("sidorova", a, "Сведения подготовлены по всем муниципальным образованиям, проект ответа согласован.")

	s.on(5, "09:25")
	d = s.registered(topics[7], 10, "Письмо")
	s.on(5, "11:30")
	a = s.resolved(d, s.item("Дать предложения в проект изменений.", "petrov", "assignment.operative"))
	s.on(4, "09:15")
	s.take("petrov", a)
	s.on(2, "10:30")
	s.askExtension("petrov", a, 5, "Не поступили данные трёх муниципальных образований.")

	s.on(4, "10:00")
	d = s.registered(topics[3], 7, "Письмо")
	s.on(4, "14:45")
	s.resolved(d, s.item("Для учёта в работе. О результатах доложить.", "sidorova", ""))
}

// drafts are letters on their way to the signature.
func (s *story) drafts() {
	s.on(5, "15:00")
	d := s.registered(topics[10], 3, "Письмо")
	s.on(4, "09:40")
	a := s.resolved(d, s.item("Рассмотреть, подготовить ответ и проект распоряжения.", "petrov", "assignment.operative"))
	s.on(3, "11:00")
	s.take("petrov", a)
	reply := s.answered("petrov", d)
	id := s.approve("petrov", reply, fullRoute)
	s.on(2, "12:30")
	s.vote("osipova", id, reply, approval.AgreedWithRemarks, "Указать код бюджетной классификации.")

	s.on(4, "16:00")
	d = s.registered(topics[2], 4, "Письмо")
	s.on(3, "10:00")
	a = s.resolved(d, s.item("Согласовать или дать замечания.", "sidorova", "assignment.operative"))
	s.on(3, "14:00")
	s.take("sidorova", a)
	reply = s.answered("sidorova", d)
	id = s.approve("sidorova", reply, shortRoute)
	s.on(2, "09:20")
	s.vote("nikitin", id, reply, approval.Agreed, "") // on signature: before the acting officer now

	s.on(3, "15:00")
	d = s.written("petrov", "О предоставлении сведений о готовности котельных", "city", "Просим представить сведения о готовности котельных к отопительному периоду.")
	id = s.approve("petrov", d, shortRoute)
	s.vote("nikitin", id, d, approval.Agreed, "")
	s.on(2, "17:00")
	s.refuse("surnin", d, "Срок представления сведений не указан. Дополнить.")
}

// inside is what the ministry writes to itself: a memo before the minister, an order made known, one being approved.
func (s *story) inside() {
	ministry := s.bodies["minstroy"]
	s.on(5, "10:40")
	memo := s.internal("petrov", "Служебная записка", "О выделении автомобиля для выезда на объекты",
		"Прошу выделить автомобиль для выезда на объекты капитального ремонта в Воткинск и Сарапул.")
	s.sign("sidorova", memo)
	memo = s.register(memo, "vasileva", ministry.internal)
	s.before("surnin", memo)

	s.on(4, "11:30")
	order := s.order("gromova", "О назначении ответственных за подготовку к отопительному периоду",
		"Назначить ответственными за подготовку к отопительному периоду начальников отделов министерства.", "Контроль за исполнением приказа оставляю за собой.")
	id := s.approve("gromova", order, orderRoute)
	s.vote("osipova", id, order, approval.Agreed, "")
	s.vote("nikitin", id, order, approval.Agreed, "")
	s.on(3, "09:15")
	s.sign("surnin", order)
	order = s.register(order, "vasileva", ministry.directive)
	s.inform("vasileva", order, 3, "sidorova", "petrov", "osipova", "kuznecov")
	s.on(2, "10:00")
	s.noted("sidorova", order)
	s.noted("osipova", order)

	s.on(2, "15:20")
	order = s.order("gromova", "О графике отпусков на следующий год", "Утвердить прилагаемый график отпусков.")
	s.approve("gromova", order, orderRoute)
}

// beforeTheExecutive are letters that wait for a resolution, with the assistant's drafts.
func (s *story) beforeTheExecutive() {
	s.on(1, "09:40")
	d := s.registered(topics[4], 11, "Письмо")
	s.considered(d, s.item("Рассмотреть проект, подготовить заключение.", "nikitin", "assignment.operative"))
	s.on(1, "10:20")
	d = s.registered(topics[11], 8, "Приглашение")
	s.considered(d, s.item("Прошу принять участие, доложить.", "kuznecov", "assignment.urgent"))
	s.on(1, "11:05")
	d = s.described(topics[5], 1, "Письмо")
	s.restrict(d)
}

// newMail is what the clerk finds in the morning.
func (s *story) newMail() {
	s.on(0, "08:35")
	s.described(topics[0], 6, "Письмо")
	s.described(topics[8], 0, "Представление прокурора", func(in *documents.Description) { in.Urgent = true })
	s.on(0, "08:52")
	s.arrives(topics[10], 3)
	s.arrives(topics[2], 4)
	s.described(topics[7], 9, "Запрос суда")
	s.work()
}
