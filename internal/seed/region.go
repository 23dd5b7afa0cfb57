package seed

import (
	"context"
	"fmt"
	"math/rand/v2"

	"veche/internal/app"
	"veche/internal/approval"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/registry"
)

// region is what has been settled so far.
type region struct {
	*app.App
	random *rand.Rand
	bodies map[string]*body
	people map[string]int64 // login → employee
	kinds  map[string]int64 // flow and name → kind
}

// body is one organisation with what a clerk needs there.
type body struct {
	id, incoming, outgoing, restricted, internal, directive, appeals int64

	units   map[string]int64
	senders []int64 // correspondents, in the order of senders
	cases   []int64
	year    int
}

type person struct {
	login, surname, first, patronymic, post, unit string
	roles                                         []org.Role
	head                                          bool
}

type settlement struct {
	key, name, shortName, index, address, email string
	ogrn, inn                                   string
	units                                       []string
	people                                      []person
}

// settlements are the bodies of the demonstration: one with every role, the others to write to and hear from.
var settlements = []settlement{
	{"minstroy", "Министерство строительства, жилищно-коммунального хозяйства и энергетики Республики", "Минстрой", "07",
		"426051, г. Ижевск, ул. Зодчих, д. 73", "minstroy@example.org", "1021800000017", "1800000001",
		[]string{"Руководство", "Отдел делопроизводства и контроля", "Управление жилищной политики", "Отдел капитального ремонта", "Правовой отдел", "Финансовый отдел"},
		[]person{
			{"surnin", "Сурнин", "Дмитрий", "Николаевич", "Министр", "Руководство", []org.Role{org.Executive}, true},
			{"ershova", "Ершова", "Лидия", "Владимировна", "Заместитель министра", "Руководство", []org.Role{org.Executive}, false},
			{"titova", "Титова", "Инна", "Андреевна", "Помощник министра", "Руководство", []org.Role{org.Assistant}, false},
			{"vasileva", "Васильева", "Ольга", "Николаевна", "Делопроизводитель", "Отдел делопроизводства и контроля", []org.Role{org.Clerk}, false},
			{"belova", "Белова", "Тамара", "Павловна", "Делопроизводитель", "Отдел делопроизводства и контроля", []org.Role{org.Clerk}, false},
			{"gromova", "Громова", "Нина", "Павловна", "Начальник отдела делопроизводства", "Отдел делопроизводства и контроля", []org.Role{org.ChiefClerk, org.Restricted}, true},
			{"fomin", "Фомин", "Артём", "Сергеевич", "Консультант по контролю", "Отдел делопроизводства и контроля", []org.Role{org.Controller}, false},
			{"kuznecov", "Кузнецов", "Дмитрий", "Иванович", "Начальник управления", "Управление жилищной политики", []org.Role{org.Executive, org.Executor}, true},
			{"sidorova", "Сидорова", "Елена", "Кирилловна", "Начальник отдела", "Отдел капитального ремонта", []org.Role{org.Executor, org.Executive}, true},
			{"petrov", "Петров", "Глеб", "Анатольевич", "Ведущий консультант", "Отдел капитального ремонта", []org.Role{org.Executor}, false},
			{"nikitin", "Никитин", "Павел", "Сергеевич", "Начальник правового отдела", "Правовой отдел", []org.Role{org.Lawyer, org.Executor}, true},
			{"osipova", "Осипова", "Алла", "Юрьевна", "Начальник финансового отдела", "Финансовый отдел", []org.Role{org.Executor}, true},
			{"larin", "Ларин", "Игорь", "Борисович", "Администратор системы", "Отдел делопроизводства и контроля", []org.Role{org.Administrator, org.Integrator, org.ServiceAdministrator}, false},
			{"zueva", "Зуева", "Маргарита", "Львовна", "Администратор безопасности", "Отдел делопроизводства и контроля", []org.Role{org.Security}, false},
		}},
	{"government", "Администрация Главы и Правительства Республики", "Правительство", "01",
		"426007, г. Ижевск, ул. Пушкинская, д. 214", "government@example.org", "1021800000028", "1800000002",
		[]string{"Руководство", "Управление документационного обеспечения"},
		[]person{
			{"orlov", "Орлов", "Сергей", "Викторович", "Заместитель Председателя Правительства", "Руководство", []org.Role{org.Executive}, true},
			{"markova", "Маркова", "Светлана", "Игоревна", "Делопроизводитель", "Управление документационного обеспечения", []org.Role{org.Clerk, org.ChiefClerk}, true},
			{"abramov", "Абрамов", "Юрий", "Олегович", "Главный консультант", "Управление документационного обеспечения", []org.Role{org.Executor, org.Administrator, org.ServiceAdministrator, org.Overseer}, false},
		}},
	{"minfin", "Министерство финансов Республики", "Минфин", "05",
		"426004, г. Ижевск, ул. Бюджетная, д. 5", "minfin@example.org", "1021800000039", "1800000003",
		[]string{"Руководство", "Общий отдел"},
		[]person{
			{"sokolov", "Соколов", "Андрей", "Геннадьевич", "Министр", "Руководство", []org.Role{org.Executive}, true},
			{"lapina", "Лапина", "Вера", "Семёновна", "Делопроизводитель", "Общий отдел", []org.Role{org.Clerk, org.ChiefClerk}, true},
			{"gusev", "Гусев", "Илья", "Фёдорович", "Консультант", "Общий отдел", []org.Role{org.Executor, org.Administrator, org.ServiceAdministrator}, false},
		}},
	{"city", "Администрация города Ижевска", "Город Ижевск", "02",
		"426008, г. Ижевск, ул. Пушкинская, д. 276", "city@example.org", "1021800000040", "1800000004",
		[]string{"Руководство", "Канцелярия"},
		[]person{
			{"vinogradov", "Виноградов", "Пётр", "Алексеевич", "Глава города", "Руководство", []org.Role{org.Executive}, true},
			{"egorova", "Егорова", "Людмила", "Васильевна", "Делопроизводитель", "Канцелярия", []org.Role{org.Clerk, org.ChiefClerk, org.Enroller}, true},
			{"kotov", "Котов", "Роман", "Эдуардович", "Главный специалист", "Канцелярия", []org.Role{org.Executor, org.Administrator, org.ServiceAdministrator, org.ServiceOfficer, org.ServiceDispatcher}, false},
		}},
	{"minsoc", "Министерство социальной политики и труда Республики", "Минсоцполитики", "09",
		"426004, г. Ижевск, ул. Ломоносова, д. 5", "minsoc@example.org", "1021800000051", "1800000005",
		[]string{"Руководство", "Отдел мер поддержки"}, office("Министр", "lebedeva", "Лебедева", "Татьяна", "Олеговна", "noskova", "Носкова", "Ирина", "Петровна")},
	{"minprirody", "Министерство природных ресурсов и охраны окружающей среды Республики", "Минприроды", "11",
		"426051, г. Ижевск, ул. Максима Горького, д. 73", "minprirody@example.org", "1021800000062", "1800000006",
		[]string{"Руководство", "Отдел охоты и животного мира"}, office("Министр", "udalov", "Удалов", "Денис", "Николаевич", "chirkova", "Чиркова", "Алёна", "Игоревна")},
	{"mintrans", "Министерство транспорта и дорожного хозяйства Республики", "Минтранс", "12",
		"426004, г. Ижевск, ул. Кирова, д. 22", "mintrans@example.org", "1021800000073", "1800000007",
		[]string{"Руководство", "Отдел пассажирских перевозок"}, office("Министр", "gorbunov", "Горбунов", "Алексей", "Викторович", "strelkova", "Стрелкова", "Юлия", "Сергеевна")},
	{"zags", "Комитет по делам ЗАГС при Правительстве Республики", "Комитет ЗАГС", "14",
		"426069, г. Ижевск, ул. Песочная, д. 9", "zags@example.org", "1021800000084", "1800000008",
		[]string{"Руководство", "Отдел ЗАГС города Ижевска"}, office("Председатель Комитета", "poliakova", "Полякова", "Людмила", "Андреевна", "ageeva", "Агеева", "Нина", "Фёдоровна")},
	{"archive", "Комитет по делам архивов при Правительстве Республики", "Комитет архивов", "15",
		"426009, г. Ижевск, ул. Ухтомского, д. 29", "archive@example.org", "1021800000095", "1800000009",
		[]string{"Руководство", "Отдел исполнения запросов"}, office("Председатель Комитета", "tolstov", "Толстов", "Михаил", "Юрьевич", "rodionova", "Родионова", "Вера", "Львовна")},
}

// office is the head of a small body and the specialist who works there with applications for services.
func office(post, headLogin, headSurname, headName, headPatronymic, login, surname, first, patronymic string) []person {
	return []person{
		{headLogin, headSurname, headName, headPatronymic, post, "Руководство", []org.Role{org.Executive}, true},
		{login, surname, first, patronymic, "Главный специалист", "", []org.Role{org.Executor, org.Clerk, org.ServiceAdministrator, org.ServiceOfficer, org.ServiceDispatcher}, false},
	}
}

// settle makes bodies, people, journals, the file plan, the address books and the routes.
func (g *region) settle(ctx context.Context) error {
	g.bodies, g.people, g.kinds = map[string]*body{}, map[string]int64{}, map[string]int64{}
	return g.DB.Tx(ctx, auth.System("seed"), func(tx *db.Tx) error {
		kinds, err := g.Documents.Kinds(ctx, tx, 0)
		if err != nil {
			return err
		}
		for _, k := range kinds {
			g.kinds[string(k.Flow)+" "+k.Name] = k.ID
		}
		for _, s := range settlements {
			if err := g.settleBody(ctx, tx, s); err != nil {
				return fmt.Errorf("settle %s: %w", s.key, err)
			}
		}
		if err := g.addressBooks(ctx, tx); err != nil {
			return err
		}
		return g.receive(ctx, tx)
	})
}

func (g *region) settleBody(ctx context.Context, tx *db.Tx, s settlement) error {
	b := &body{units: map[string]int64{}, year: tx.Now.Year()}
	var err error
	if b.id, err = db.Insert(ctx, tx, "bodies", org.Body{
		Name: s.name, ShortName: s.shortName, IndexCode: s.index, Zone: "Europe/Samara", Address: s.address,
		Email: s.email, Phone: "(3412) 00-00-00", OGRN: s.ogrn, INN: s.inn, Active: true, Oversees: s.key == "government", Version: 1,
	}); err != nil {
		return err
	}
	g.bodies[s.key] = b
	for i, name := range s.units {
		u := org.Unit{BodyID: b.id, Name: name, Position: i, Active: true, Version: 1}
		if i > 0 {
			parent := b.units[s.units[0]]
			u.ParentID = &parent
		}
		if b.units[name], err = db.Insert(ctx, tx, "units", u); err != nil {
			return err
		}
	}
	for _, p := range s.people {
		if err := g.hire(ctx, tx, s, b, p); err != nil {
			return fmt.Errorf("%s: %w", p.login, err)
		}
	}
	return g.office(ctx, tx, b)
}

func (g *region) hire(ctx context.Context, tx *db.Tx, s settlement, b *body, p person) error {
	unit, named := b.units[p.unit]
	if !named {
		unit = b.units[s.units[len(s.units)-1]]
	}
	executive := len(p.roles) > 0 && p.roles[0] == org.Executive
	post, err := db.Insert(ctx, tx, "posts", org.Post{BodyID: b.id, UnitID: unit, Name: p.post, Executive: executive, Version: 1})
	if err != nil {
		return err
	}
	n := name{surname: p.surname, first: p.first, patronymic: p.patronymic}
	account, err := g.Sessions.CreateDemoAccount(ctx, tx, p.login, Password, short(n))
	if err != nil {
		return err
	}
	id, err := g.Org.Settle(ctx, tx, org.HireInput{
		Names: org.Names{Surname: p.surname, Name: p.first, Patronymic: p.patronymic}, PostID: post, Login: p.login,
		From: calendar.MustParse("2024-01-09"), Basis: "приказ о приёме", Email: p.login + "@example.org", Roles: p.roles,
	}, account)
	if err != nil {
		return err
	}
	g.people[p.login] = id
	if p.head {
		_, err = tx.Exec(ctx, "UPDATE units SET head_id = $1 WHERE id = $2", id, unit)
	}
	return err
}

// office opens journals and the file plan of a body.
func (g *region) office(ctx context.Context, tx *db.Tx, b *body) error {
	for _, j := range []struct {
		id   *int64
		line registry.Journal
	}{
		{&b.incoming, registry.Journal{Name: "Входящие документы", Flow: "incoming", Template: "Вх-{seq}"}},
		{&b.restricted, registry.Journal{Name: "Входящие ДСП", Flow: "incoming", Template: "Вх-{seq}{suffix}", Suffix: "дсп", AccessMark: "dsp"}},
		{&b.outgoing, registry.Journal{Name: "Исходящие документы", Flow: "outgoing", Template: "{index}-15/{seq}"}},
		{new(int64), registry.Journal{Name: "Исходящие ДСП", Flow: "outgoing", Template: "{index}-15/{seq}{suffix}", Suffix: "дсп", AccessMark: "dsp"}},
		{&b.appeals, registry.Journal{Name: "Обращения граждан", Flow: "appeal", Template: "ОГ-{seq}"}},
		{&b.internal, registry.Journal{Name: "Служебные записки", Flow: "internal", Template: "СЗ-{seq}"}},
		{&b.directive, registry.Journal{Name: "Приказы", Flow: "directive", Template: "{seq}-п"}},
	} {
		j.line.BodyID, j.line.Period, j.line.Active, j.line.Version = b.id, "year", true, 1
		var err error
		if *j.id, err = db.Insert(ctx, tx, "journals", j.line); err != nil {
			return err
		}
	}
	for _, c := range []struct{ index, title, retention string }{
		{"01-05", "Переписка с органами государственной власти по основным вопросам деятельности", "5 лет ЭПК"},
		{"01-12", "Переписка с органами прокуратуры и судами", "5 лет ЭПК"},
		{"03-07", "Документы о капитальном ремонте общего имущества", "5 лет"},
		{"03-11", "Переписка с муниципальными образованиями", "5 лет ЭПК"},
		{"05-02", "Документы о предоставлении субсидий", "5 лет"},
	} {
		id, err := db.Insert(ctx, tx, "case_files", registry.CaseFile{BodyID: b.id, Year: b.year, IndexCode: c.index, Title: c.title, Retention: c.retention, Version: 1})
		if err != nil {
			return err
		}
		b.cases = append(b.cases, id)
	}
	return nil
}

// addressBooks enter the senders and the other bodies everywhere, and the routes of the ministry.
func (g *region) addressBooks(ctx context.Context, tx *db.Tx) error {
	for _, s := range settlements {
		b := g.bodies[s.key]
		for _, from := range senders {
			c := documents.Correspondent{BodyID: b.id, Kind: "organisation", Name: from.name, NameFold: documents.NameFold(from.name), Address: from.address, Channel: documents.ByPost, Active: true, Version: 1}
			id, err := db.Insert(ctx, tx, "correspondents", c)
			if err != nil {
				return err
			}
			b.senders = append(b.senders, id)
		}
		for _, other := range settlements {
			if other.key != s.key {
				if _, err := g.Documents.EntryOf(ctx, tx, b.id, g.bodies[other.key].id); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// The routes of the ministry.
const (
	fullRoute  = "Письмо: подразделения, юрист, подпись"
	shortRoute = "Короткий: только юрист"
	orderRoute = "Приказ: финансы, юрист, подпись"
	memoRoute  = "Записка: юрист"
)

// routes are how the ministry approves its letters.
func (g *region) routes(ctx context.Context) error {
	by, err := g.actor(ctx, "larin")
	if err != nil {
		return err
	}
	who := func(login string) approval.Participant {
		return approval.Participant{Kind: "person", ID: g.people[login]}
	}
	lawyer := approval.Stage{Name: "Правовая экспертиза", Mode: "sequential", Required: true, Rule: "all", OnNotAgreed: "stop",
		Term: approval.Term{Amount: 2, Unit: approval.Days}, Participants: []approval.Participant{who("nikitin")}}
	money := approval.Stage{Name: "Финансовый отдел", Mode: "sequential", Required: true, Rule: "all", OnNotAgreed: "stop",
		Term: approval.Term{Amount: 2, Unit: approval.Days}, Participants: []approval.Participant{who("osipova")}}
	bodies := approval.Stage{Name: "Заинтересованные подразделения", Mode: "parallel", Required: true, Rule: "all", OnNotAgreed: "wait_all",
		Term: approval.Term{Amount: 1, Unit: approval.Days}, Participants: []approval.Participant{who("kuznecov"), who("osipova")}}
	for _, r := range []approval.RouteInput{
		{Name: fullRoute, Flow: documents.Outgoing, Stages: []approval.Stage{bodies, lawyer}, ThenSign: true, Active: true},
		{Name: orderRoute, Flow: documents.Directive, Stages: []approval.Stage{money, lawyer}, ThenSign: true, Active: true},
		{Name: memoRoute, Flow: documents.Internal, Stages: []approval.Stage{lawyer}, ThenSign: true, Active: true},
		{Name: shortRoute, Flow: documents.Outgoing, Stages: []approval.Stage{lawyer}, ThenSign: true, Active: true},
	} {
		if _, err := g.Approval.SaveRoute(ctx, by, 0, r); err != nil {
			return err
		}
	}
	return nil
}

// actor is a person of the region as his next request would see him.
func (g *region) actor(ctx context.Context, login string) (auth.Actor, error) {
	account, err := db.One[int64](ctx, g.DB, "SELECT account_id FROM employees WHERE id = $1", g.people[login])
	if err != nil {
		return auth.Actor{}, fmt.Errorf("account of %s: %w", login, err)
	}
	by, err := g.Org.ActorOf(ctx, g.DB, account, g.DB.Now())
	by.SteppedUp = true
	return by, err
}
