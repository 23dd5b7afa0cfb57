package starter

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"veche/internal/platform/calendar"
	"veche/internal/services/catalogue"
)

// provider is a body that provides services.
type provider struct {
	name  string
	level catalogue.Level
	chief string // to whom one complains
}

var providers = map[string]provider{
	"city":       {"Администрация города Ижевска", catalogue.Municipal, "Глава города Ижевска"},
	"minstroy":   {"Министерство строительства, жилищно-коммунального хозяйства и энергетики Республики", catalogue.State, "Министр строительства, жилищно-коммунального хозяйства и энергетики"},
	"minsoc":     {"Министерство социальной политики и труда Республики", catalogue.State, "Министр социальной политики и труда"},
	"minobr":     {"Министерство образования и науки Республики", catalogue.State, "Министр образования и науки"},
	"minprirody": {"Министерство природных ресурсов и охраны окружающей среды Республики", catalogue.State, "Министр природных ресурсов"},
	"mintrans":   {"Министерство транспорта и дорожного хозяйства Республики", catalogue.State, "Министр транспорта и дорожного хозяйства"},
	"minzdrav":   {"Министерство здравоохранения Республики", catalogue.State, "Министр здравоохранения"},
	"minselhoz":  {"Министерство сельского хозяйства и продовольствия Республики", catalogue.State, "Министр сельского хозяйства"},
	"mineco":     {"Министерство экономики Республики", catalogue.State, "Министр экономики"},
	"minkult":    {"Министерство культуры Республики", catalogue.State, "Министр культуры"},
	"minsport":   {"Министерство по физической культуре, спорту и туризму Республики", catalogue.State, "Министр по физической культуре, спорту и туризму"},
	"minimush":   {"Министерство имущественных отношений Республики", catalogue.State, "Министр имущественных отношений"},
	"zags":       {"Комитет по делам ЗАГС при Правительстве Республики", catalogue.State, "Председатель Комитета по делам ЗАГС"},
	"archive":    {"Комитет по делам архивов при Правительстве Республики", catalogue.State, "Председатель Комитета по делам архивов"},
	"gzhi":       {"Главное управление по государственному надзору Республики", catalogue.State, "Начальник Главного управления"},
	"okn":        {"Агентство по государственной охране объектов культурного наследия Республики", catalogue.State, "Руководитель Агентства"},
	"vet":        {"Главное управление ветеринарии Республики", catalogue.State, "Начальник Главного управления ветеринарии"},
	"gostech":    {"Инспекция гостехнадзора Республики", catalogue.State, "Главный государственный инженер-инспектор"},
	"czn":        {"Республиканский центр занятости населения", catalogue.State, "Министр социальной политики и труда"},
	"government": {"Администрация Главы и Правительства Республики", catalogue.State, "Руководитель Администрации Главы и Правительства"},
}

// writer makes a whole passport of a line.
type writer struct {
	laws     map[string]string
	requests []Request
}

func (w *writer) service(category string, row []string) (Service, error) {
	l, err := readLine(row)
	if err != nil {
		return Service{}, err
	}
	by, known := providers[l.provider]
	law, lawful := w.laws[l.law]
	if !known || !lawful {
		return Service{}, fmt.Errorf("no provider %q or no law %q", l.provider, l.law)
	}
	p := catalogue.Passport{Name: l.full, ShortName: l.short, Summary: l.gets + ".", Level: by.level, Category: category, Keywords: split(l.words),
		Situations: split(l.situations), Popular: slices.Contains(popular, l.short), Responsible: by.name,
		Channels: []catalogue.Channel{catalogue.ByPortal, catalogue.ByVisit, catalogue.ByPost}, Complaint: catalogue.Complaint{To: by.chief}}
	regulation := "Административный регламент предоставления услуги «" + l.full + "»"
	p.Acts = []catalogue.Act{{Title: regulation, Main: true}, {Title: law}, {Title: "Федеральный закон от 27.07.2010 № 210-ФЗ «Об организации предоставления государственных и муниципальных услуг»"}}
	if err := w.requestsOf(&p, l); err != nil {
		return Service{}, err
	}
	if err := applicants(&p, l.who); err != nil {
		return Service{}, err
	}
	documents(&p, l)
	if err := terms(&p, l.term); err != nil {
		return Service{}, err
	}
	grounds(&p)
	results(&p, l)
	fee(&p, l.fee)
	p.Variants = []catalogue.Variant{{Code: "main", Name: l.full}}
	p.Variants[0].Steps = procedure(p, "main")
	return Service{Slug: catalogue.Slug(l.short), Provider: l.provider, Passport: p}, nil
}

// popular services stand on the first page.
var popular = []string{"Запись в первый класс", "Детский сад", "Многодетная семья", "Субсидия на оплату ЖКУ", "Справка о браке", "Перепланировка квартиры"}

func (w *writer) requestsOf(p *catalogue.Passport, l line) error {
	for _, kind := range split(l.asks) {
		i := slices.IndexFunc(w.requests, func(r Request) bool { return r.Kind == kind })
		if i < 0 {
			return fmt.Errorf("no kind of request %q", kind)
		}
		r := w.requests[i]
		p.Requests = append(p.Requests, catalogue.Request{Kind: r.Kind, What: r.What, From: r.From})
		if !slices.Contains(p.Participants, r.From) {
			p.Participants = append(p.Participants, r.From)
		}
	}
	return nil
}

var applicantKinds = map[string]catalogue.ApplicantKind{"p": catalogue.PersonApplicant, "e": catalogue.Entrepreneur, "o": catalogue.Organisation}

func applicants(p *catalogue.Passport, who string) error {
	last := ""
	for _, one := range split(who) {
		letter, words, _ := strings.Cut(one, ":")
		kind, known := applicantKinds[letter]
		if words == "" {
			words = last
		}
		if !known || words == "" {
			return fmt.Errorf("no applicant %q", one)
		}
		last = words
		p.Applicants = append(p.Applicants, catalogue.Applicant{Kind: kind, Who: words, Representative: true})
	}
	return nil
}

// documents are the identity of the applicant, what only he has, and what the body asks for itself.
func documents(p *catalogue.Passport, l line) {
	put := func(d catalogue.Document) { p.Documents = append(p.Documents, d) }
	put(catalogue.Document{Code: "identity", Name: "Документ, удостоверяющий личность", Source: catalogue.FromApplicant, Form: "Оригинал при посещении",
		Note: "При подаче через портал не нужен: личность подтверждает учётная запись."})
	put(catalogue.Document{Code: "power", Name: "Документ о полномочиях представителя", Source: catalogue.FromApplicant, Form: "Оригинал или заверенная копия",
		Note: "Только если обращается представитель."})
	for n, name := range split(l.documents) {
		source := catalogue.FromApplicant
		if rest, voluntary := strings.CutPrefix(name, "~"); voluntary {
			name, source = rest, catalogue.Voluntary
		}
		put(catalogue.Document{Code: "own" + strconv.Itoa(n+1), Name: name, Source: source, Form: "Копия с предъявлением оригинала или электронный образ", Copies: 1})
	}
	for _, r := range p.Requests {
		put(catalogue.Document{Code: "ask_" + r.Kind, Name: r.What, Source: catalogue.FromInteragency, Request: r.Kind})
	}
}

var termUnits = map[string]calendar.Unit{"wd": calendar.WorkingDay, "cd": calendar.CalendarDay, "mo": calendar.Month}

func terms(p *catalogue.Passport, total string) error {
	cut := len(total) - 2
	if cut < 1 || termUnits[total[cut:]] == "" {
		return fmt.Errorf("no term %q", total)
	}
	amount, err := strconv.Atoi(total[:cut])
	if err != nil {
		return fmt.Errorf("no term %q", total)
	}
	p.Terms = []catalogue.Term{
		{Code: catalogue.TermTotal, Name: "Срок предоставления услуги", Amount: amount, Unit: termUnits[total[cut:]], From: catalogue.Registered, Act: "Регламент, п. 2.6"},
		{Code: catalogue.TermRegister, Name: "Регистрация заявления", Amount: 1, Unit: calendar.WorkingDay, From: catalogue.Received, Act: "Регламент, п. 2.14"},
		{Code: "answers", Name: "Ответы на межведомственные запросы", Amount: min(5, max(1, amount-1)), Unit: calendar.WorkingDay, From: catalogue.StepBegun, Act: "Правила, утверждённые постановлением Правительства РФ от 23.06.2021 № 963"},
		{Code: "notice", Name: "Направление результата", Amount: 1, Unit: calendar.WorkingDay, From: catalogue.Decided, Act: "Регламент, п. 2.6"},
	}
	return nil
}

// grounds are those that the standard of every service has.
func grounds(p *catalogue.Passport) {
	p.IntakeRefusals = []catalogue.Ground{
		{Code: "incomplete", Text: "Представлен неполный комплект документов, которые заявитель обязан представить сам", Act: "Регламент, п. 2.7.1", Cure: "Приложите недостающие документы и подайте заявление снова."},
		{Code: "unreadable", Text: "Документы содержат повреждения или качество образов не позволяет прочитать их", Act: "Регламент, п. 2.7.2", Cure: "Снимите документы заново: текст и печать должны читаться."},
		{Code: "expired", Text: "Документы утратили силу на день обращения", Act: "Регламент, п. 2.7.3", Cure: "Получите действующий документ."},
		{Code: "no_power", Text: "Заявление подано лицом без полномочий представлять интересы заявителя", Act: "Регламент, п. 2.7.4", Cure: "Приложите доверенность или другой документ о полномочиях."},
		{Code: "wrong_form", Text: "Обязательные поля заявления заполнены неверно или не заполнены", Act: "Регламент, п. 2.7.5", Cure: "Исправьте заявление и отправьте его снова."},
	}
	p.Refusals = []catalogue.Ground{
		{Code: "not_entitled", Text: "Заявитель не относится к тем, кому предоставляется услуга", Act: "Регламент, п. 2.8.1"},
		{Code: "contradiction", Text: "Сведения заявления противоречат сведениям, полученным в межведомственных ответах", Act: "Регламент, п. 2.8.2", Cure: "Уточните сведения у органа, который их дал, и обратитесь снова."},
		{Code: "false", Text: "Представлены недостоверные сведения", Act: "Регламент, п. 2.8.3"},
	}
}

var resultMarks = map[byte]catalogue.ResultKind{'$': catalogue.ResultPayment, '#': catalogue.ResultRecord, '!': catalogue.ResultFact}

func results(p *catalogue.Passport, l line) {
	name, kind := l.result, catalogue.ResultDocument
	if other, marked := resultMarks[name[0]]; marked {
		name, kind = name[1:], other
	}
	carriers := []catalogue.Carrier{catalogue.Electronic, catalogue.Paper}
	p.Results = []catalogue.Result{
		{Code: "granted", Name: name, Kind: kind, Carriers: carriers},
		{Code: "refused", Name: "Уведомление об отказе с основанием", Kind: catalogue.ResultDocument, Negative: true, Carriers: carriers},
	}
}

// fee is a sum, or words with the act after @.
func fee(p *catalogue.Passport, cell string) {
	if cell == "" {
		return
	}
	words, act, _ := strings.Cut(cell, "@")
	p.Fee.Act = act
	figure, rest, _ := strings.Cut(words, " ")
	if roubles, err := strconv.ParseInt(figure, 10, 64); err == nil && rest == "₽" {
		p.Fee.Kopecks = roubles * 100
		return
	}
	p.Fee.Text = words
}
