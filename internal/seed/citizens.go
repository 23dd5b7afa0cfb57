package seed

import (
	"bytes"
	_ "embed"
	"time"

	"veche/internal/appeals"
	"veche/internal/assignments"
	"veche/internal/documents"
	"veche/internal/platform/calendar"
	"veche/internal/platform/sheet"
)

// themes are the starter set with the questions that the demonstration asks; the titles of these are invented.
//
//go:embed themes.csv
var themes []byte

// plea is what a citizen writes by hand; all people and places are invented.
type plea struct {
	kind      appeals.Kind
	heading   string
	author    appeals.Author
	text      []string
	questions []appeals.QuestionLine
}

var pleas = []plea{
	{appeals.Application, "Об отсутствии отопления в подъезде",
		appeals.Author{Name: "Мельникова Анна Сергеевна", Address: "427430, г. Воткинск, ул. Речная, д. 18, кв. 4", District: "г. Воткинск", Status: "пенсионер"},
		[]string{"С 3 октября в нашем подъезде не работает отопление. Управляющая организация на заявки не отвечает.", "Прошу проверить её работу и помочь с подачей тепла."},
		[]appeals.QuestionLine{{No: 1, Code: "0005.0005.0056.1149", Text: "Отсутствие отопления в подъезде"}}},
	{appeals.Complaint, "О бездействии администрации по ремонту моста и освещению улицы",
		appeals.Author{Name: "Тарасов Игорь Павлович", Address: "427000, с. Завьялово, ул. Полевая, д. 7", District: "Завьяловский район", Status: "работающий"},
		[]string{"Пешеходный мост через реку закрыт второй год, дети идут в школу в обход по обочине дороги.", "На улице Полевой не горит ни один фонарь. Обращались в администрацию, ответа по существу нет."},
		[]appeals.QuestionLine{{No: 1, Code: "0003.0009.0099.0737", Text: "Ремонт пешеходного моста"}, {No: 2, Code: "0003.0009.0097.0698", Text: "Освещение улицы Полевой"}}},
	{appeals.Application, "О включении дома в программу капитального ремонта",
		appeals.Author{Name: "Зайцева Лидия Николаевна", Address: "426011, г. Ижевск, ул. Строителей, д. 31, кв. 12", District: "г. Ижевск", Status: "пенсионер", Email: "zaiceva@example.org"},
		[]string{"Дом построен в 1962 году, кровля течёт, ремонт ни разу не проводился.", "Прошу сообщить, в каком году намечен ремонт, и включить дом в план."},
		[]appeals.QuestionLine{{No: 1, Code: "0005.0005.0055.1126", Text: "Срок капитального ремонта дома"}}},
	{appeals.Complaint, "О начислении платы за отопление нежилого помещения",
		appeals.Author{Name: "Константинопольская Александра Владиславовна", Address: "426008, г. Ижевск, ул. Пушкинская, д. 270, кв. 55", District: "г. Ижевск", Status: "работающий"},
		[]string{"Управляющая организация с мая начисляет плату за отопление кладовой, в которой нет батарей.", "Прошу проверить начисления и вернуть уплаченное."},
		[]appeals.QuestionLine{{No: 1, Code: "0005.0005.0056.1149", Text: "Начисление платы за отопление"}}},
}

// overdueDays are so many working days back that thirty calendar ones are over in any month.
const overdueDays = 26

// citizens are appeals in the states that a clerk meets: one is being considered, one has two questions of which one was
// sent on, one was forgotten and its term is over, one has just arrived and repeats an earlier one.
func (s *story) citizens() {
	s.on(15, "09:00")
	s.ways()
	s.on(overdueDays, "11:40")
	s.appealed(pleas[3])
	s.on(14, "10:20")
	heating := s.appealed(pleas[0])
	s.on(14, "15:10")
	s.resolved(heating, s.item("Проверить с выездом, подготовить ответ заявителю.", "petrov", "assignment.operative"))

	s.on(6, "09:40")
	bridge := s.appealed(pleas[1])
	if s.err == nil {
		s.keep(s.Appeals.Forward(s.ctx, s.by("vasileva"), bridge.ID, []int{2}, s.bodies["minstroy"].senders[3]))
	}

	s.on(1, "11:15")
	s.appealed(pleas[2])
	s.on(0, "08:45")
	s.wrote(pleas[0])
}

// ways are the ready routes of consideration: the housing sphere by the minister's own standing order, roads by a draft.
func (s *story) ways() {
	if s.err != nil {
		return
	}
	_, err := s.Appeals.ImportThemes(s.ctx, s.by("larin"), appeals.ThemesInput{Name: "Демонстрационный классификатор", From: calendar.On(2006, time.November, 2), File: themes})
	s.keep(err)
	for i, in := range []appeals.RouteInput{
		{Section: "0005", Name: "Жилищно-коммунальная сфера", Active: true, Course: appeals.Course{ExecutiveID: *s.id("surnin"), ControllerID: s.id("fomin"), Control: assignments.Ordinary,
			Steps: []appeals.RouteStep{{Text: "Рассмотреть, при необходимости выехать на место, подготовить ответ заявителю.", ResponsibleID: *s.id("petrov"), CoExecutors: []int64{*s.id("sidorova")}, Days: 20}}}},
		{Section: "0003.0009", Name: "Дороги и благоустройство", Active: true, Course: appeals.Course{ExecutiveID: *s.id("ershova"), SignatoryID: s.id("surnin"),
			Steps: []appeals.RouteStep{{Text: "Подготовить ответ по существу вопросов.", ResponsibleID: *s.id("sidorova"), Days: 15}}}},
	} {
		r, err := s.Appeals.SaveRoute(s.ctx, s.by("larin"), 0, in)
		s.keep(err)
		if i == 0 && s.err == nil {
			s.keep(s.Appeals.Delegate(s.ctx, s.by("surnin"), r.ID, r.Version))
		}
	}
}

// wrote is a letter that the clerk has dropped on «Обращения граждан» and described.
func (s *story) wrote(p plea) documents.Document {
	s.n++
	if s.err != nil {
		return documents.Document{}
	}
	d, err := s.Documents.ReceiveAs(s.ctx, s.by("vasileva"), documents.Appeal, []documents.Stored{s.stored("Обращение.pdf", s.handwritten(p))})
	s.keep(err)
	if s.err != nil {
		return d
	}
	s.keep(s.Appeals.Describe(s.ctx, s.by("vasileva"), d.ID, appeals.Description{
		Kind: p.kind, Form: appeals.Written, Origin: appeals.Post, Authors: []appeals.Author{p.author}, Questions: p.questions, Version: 1}))
	d, err = s.Documents.Get(s.ctx, s.DB, d.ID)
	s.keep(err)
	if s.err != nil {
		return d
	}
	d, err = s.Documents.Describe(s.ctx, s.by("vasileva"), d.ID, documents.Description{
		KindID: d.KindID, Summary: p.heading, CorrespondentID: d.CorrespondentID, AddresseeID: s.id("surnin"), Channel: documents.ByPost, Sheets: 1, Version: d.Version})
	s.keep(err)
	return d
}

func (s *story) appealed(p plea) documents.Document {
	return s.register(s.wrote(p), "vasileva", s.bodies["minstroy"].appeals)
}

// handwritten lays the letter out as a citizen does: to whom, from whom, the matter, the day.
func (s *story) handwritten(p plea) []byte {
	page := sheet.New(sheet.Meta{Title: p.heading, Author: p.author.Name, Created: s.DB.Now()})
	page.Pair("", "Министру строительства,\nжилищно-коммунального хозяйства\nи энергетики Республики\nСурнину Д. Н.\n\nот "+p.author.Name+",\n"+p.author.Address, false)
	page.Space(8)
	page.Paragraph("                                        Уважаемый Дмитрий Николаевич!")
	for _, text := range p.text {
		page.Paragraph("        " + text)
	}
	page.Space(10)
	page.Pair(s.DB.Now().In(s.zone).Format("02.01.2006"), p.author.Name, false)
	var out bytes.Buffer
	s.keep(page.Write(&out))
	return out.Bytes()
}
