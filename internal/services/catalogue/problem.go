package catalogue

import (
	"fmt"
	"strings"

	"veche/internal/platform/calendar"
)

// Section is a part of the passport in the editor.
type Section string

const (
	SectionGeneral    Section = "general"
	SectionApplicants Section = "applicants"
	SectionVariants   Section = "variants"
	SectionTable      Section = "table"
	SectionDocuments  Section = "documents"
	SectionTerms      Section = "terms"
	SectionGrounds    Section = "grounds"
	SectionResults    Section = "results"
	SectionSteps      Section = "steps"
	SectionOrder      Section = "order"
	SectionForm       Section = "form"
)

// Problem says in words why the passport cannot be published yet.
type Problem struct {
	Section Section `json:"section"`
	Text    string  `json:"text"`
}

// inspection gathers what is wrong.
type inspection struct {
	p        Passport
	variants map[string]string // code → name
	found    []Problem
}

func (i *inspection) say(section Section, format string, args ...any) {
	i.found = append(i.found, Problem{section, fmt.Sprintf(format, args...)})
}

func (i *inspection) want(section Section, filled bool, words string) {
	if !filled {
		i.say(section, "%s", words)
	}
}

// Problems are the reasons for which the passport is not published, in the order of the editor's sections.
func (p Passport) Problems() []Problem {
	i := &inspection{p: p, variants: map[string]string{}}
	for _, v := range p.Variants {
		i.variants[v.Code] = v.Name
	}
	i.general()
	i.applicants()
	i.variantCodes()
	i.table()
	i.documents()
	i.terms()
	i.grounds()
	i.results()
	i.steps()
	i.order()
	return i.found
}

func (i *inspection) general() {
	p := i.p
	i.want(SectionGeneral, strings.TrimSpace(p.Name) != "", "Напишите полное название услуги.")
	i.want(SectionGeneral, strings.TrimSpace(p.ShortName) != "", "Напишите короткое название: так услугу зовут люди.")
	i.want(SectionGeneral, strings.TrimSpace(p.Summary) != "", "Напишите одним-двумя предложениями, что человек получит.")
	i.want(SectionGeneral, levelWords[p.Level] != "", "Выберите, чья это услуга: государственная, муниципальная или переданная.")
	i.want(SectionGeneral, strings.TrimSpace(p.Responsible) != "", "Назовите орган, который предоставляет услугу.")
	if _, known := categoryName(p.Category); !known {
		i.say(SectionGeneral, "Выберите раздел каталога.")
	}
	for _, code := range p.Situations {
		if _, known := situationName(code); !known {
			i.say(SectionGeneral, "Жизненной ситуации «%s» нет.", code)
		}
	}
	i.want(SectionGeneral, len(p.Acts) > 0, "Добавьте хотя бы один нормативный акт.")
	i.named(SectionGeneral, "Акт", len(p.Acts), func(n int) string { return p.Acts[n].Title })
	i.want(SectionGeneral, strings.TrimSpace(p.Complaint.To) != "", "Напишите, кому жаловаться: раздел о жалобе обязателен (210-ФЗ, ст. 11.1).")
	i.want(SectionGeneral, len(p.Channels) > 0, "Выберите хотя бы один способ подачи.")
	for _, c := range p.Channels {
		i.want(SectionGeneral, channelWords[c] != "", "Такого способа подачи нет: "+string(c)+".")
	}
	i.want(SectionGeneral, p.Fee.Free() || strings.TrimSpace(p.Fee.Act) != "", "Платная услуга: назовите акт, по которому берут плату.")
}

func (i *inspection) applicants() {
	i.want(SectionApplicants, len(i.p.Applicants) > 0, "Добавьте, кто может обратиться.")
	for _, a := range i.p.Applicants {
		if kindWords[a.Kind] == "" || strings.TrimSpace(a.Who) == "" {
			i.say(SectionApplicants, "Заявитель «%s»: выберите вид и опишите, кто это.", a.Who)
		}
	}
	i.unique(SectionApplicants, "Подуслуга", len(i.p.Targets), func(n int) string { return i.p.Targets[n].Code })
}

func (i *inspection) variantCodes() {
	i.want(SectionVariants, len(i.p.Variants) > 0, "Добавьте хотя бы один вариант предоставления.")
	i.unique(SectionVariants, "Вариант", len(i.p.Variants), func(n int) string { return i.p.Variants[n].Code })
	for _, v := range i.p.Variants {
		if strings.TrimSpace(v.Name) == "" {
			i.say(SectionVariants, "Вариант «%s» без названия.", v.Code)
		}
		if v.Target != "" && !has(i.p.Targets, func(t Target) bool { return t.Code == v.Target }) {
			i.say(SectionVariants, "Вариант «%s» назван для подуслуги «%s», которой нет.", v.Name, v.Target)
		}
	}
}

// unique refuses two lines with one code, and lines without one.
func (i *inspection) unique(section Section, what string, n int, code func(int) string) {
	seen := map[string]bool{}
	for k := range n {
		switch c := strings.TrimSpace(code(k)); {
		case c == "":
			i.say(section, "%s № %d: нет кода.", what, k+1)
		case seen[c]:
			i.say(section, "%s: код «%s» стоит дважды.", what, c)
		default:
			seen[c] = true
		}
	}
}

// named refuses lines without words.
func (i *inspection) named(section Section, what string, n int, name func(int) string) {
	for k := range n {
		if strings.TrimSpace(name(k)) == "" {
			i.say(section, "%s № %d: нет названия.", what, k+1)
		}
	}
}

// known refuses variants that do not exist.
func (i *inspection) known(section Section, what string, variants []string) {
	for _, code := range variants {
		if _, ok := i.variants[code]; !ok {
			i.say(section, "%s: варианта «%s» нет.", what, code)
		}
	}
}

func (i *inspection) documents() {
	i.unique(SectionDocuments, "Документ", len(i.p.Documents), func(n int) string { return i.p.Documents[n].Code })
	i.named(SectionDocuments, "Документ", len(i.p.Documents), func(n int) string { return i.p.Documents[n].Name })
	i.named(SectionDocuments, "Межведомственный запрос", len(i.p.Requests), func(n int) string { return i.p.Requests[n].What })
	i.unique(SectionDocuments, "Межведомственный запрос", len(i.p.Requests), func(n int) string { return i.p.Requests[n].Kind })
	for _, d := range i.p.Documents {
		i.known(SectionDocuments, "Документ «"+d.Name+"»", d.Variants)
		if sourceWords[d.Source] == "" {
			i.say(SectionDocuments, "Документ «%s»: выберите, кто его представляет.", d.Name)
		}
		asked := has(i.p.Requests, func(r Request) bool { return r.Kind == d.Request })
		switch {
		case d.Source == FromInteragency && d.Request == "":
			i.say(SectionDocuments, "Документ «%s» орган запрашивает сам: назовите межведомственный запрос (210-ФЗ, ст. 7).", d.Name)
		case d.Request != "" && !asked:
			i.say(SectionDocuments, "Документ «%s»: запроса «%s» в паспорте нет.", d.Name, d.Request)
		}
	}
	for _, r := range i.p.Requests {
		i.known(SectionDocuments, "Запрос «"+r.What+"»", r.Variants)
	}
}

func (i *inspection) terms() {
	i.unique(SectionTerms, "Срок", len(i.p.Terms), func(n int) string {
		t := i.p.Terms[n]
		return strings.Trim(t.Code+" "+strings.Join(t.Variants, ","), " ")
	})
	i.named(SectionTerms, "Срок", len(i.p.Terms), func(n int) string { return i.p.Terms[n].Name })
	for _, t := range i.p.Terms {
		i.known(SectionTerms, "Срок «"+t.Name+"»", t.Variants)
		if t.Unit != calendar.CalendarDay && t.Unit != calendar.WorkingDay && t.Unit != calendar.Month {
			i.say(SectionTerms, "Срок «%s»: выберите, в чём он считается.", t.Name)
		}
		if eventWords[t.From] == "" {
			i.say(SectionTerms, "Срок «%s»: выберите, с какого события он идёт.", t.Name)
		}
	}
	for _, v := range i.p.Variants {
		total, has := i.p.TermOf(TermTotal, v.Code)
		if !has {
			i.say(SectionTerms, "Вариант «%s»: не указан срок предоставления услуги.", v.Name)
		} else if total.From != Registered && total.From != Closed {
			i.say(SectionTerms, "Вариант «%s»: срок услуги идёт со дня регистрации заявления или после окончания приёма.", v.Name)
		}
	}
	for _, v := range i.p.Variants {
		if _, ok := i.p.TermOf(TermRegister, v.Code); !ok {
			i.say(SectionTerms, "Вариант «%s»: не указан срок регистрации заявления.", v.Name)
		}
	}
}

func (i *inspection) grounds() {
	all := []struct {
		what string
		list []Ground
	}{{"Отказ в приёме", i.p.IntakeRefusals}, {"Приостановление", i.p.Suspensions}, {"Отказ в услуге", i.p.Refusals}}
	for _, g := range all {
		i.unique(SectionGrounds, g.what, len(g.list), func(n int) string { return g.list[n].Code })
		i.named(SectionGrounds, g.what, len(g.list), func(n int) string { return g.list[n].Text })
		for _, one := range g.list {
			i.known(SectionGrounds, g.what+" «"+one.Text+"»", one.Variants)
			if strings.TrimSpace(one.Act) == "" {
				i.say(SectionGrounds, "%s «%s»: назовите пункт акта. Перечень закрытый, отказать по другому основанию нельзя.", g.what, one.Text)
			}
		}
	}
}

func (i *inspection) results() {
	i.unique(SectionResults, "Результат", len(i.p.Results), func(n int) string { return i.p.Results[n].Code })
	i.named(SectionResults, "Результат", len(i.p.Results), func(n int) string { return i.p.Results[n].Name })
	for _, r := range i.p.Results {
		i.known(SectionResults, "Результат «"+r.Name+"»", r.Variants)
		if resultWords[r.Kind] == "" || len(r.Carriers) == 0 {
			i.say(SectionResults, "Результат «%s»: выберите вид и то, в какой форме его выдают.", r.Name)
		}
	}
	for _, v := range i.p.Variants {
		if !has(i.p.ResultsOf(v.Code), func(r Result) bool { return !r.Negative }) {
			i.say(SectionResults, "Вариант «%s»: нет результата, ради которого обращаются.", v.Name)
		}
	}
}

func (i *inspection) order() {
	o := i.p.Order
	if o == nil {
		return
	}
	i.want(SectionOrder, len(o.Subject) > 0, "Очередь: назовите ответы, по которым заявление считается одним и тем же (ребёнок, год).")
	i.want(SectionOrder, len(o.Place) > 0, "Очередь: назовите ответы, внутри которых считается место (школа).")
	opens, err := o.OpensAt()
	closes, err2 := o.ClosesAt()
	switch {
	case err != nil || err2 != nil || o.Zone == "":
		i.say(SectionOrder, "Очередь: время открытия или часовой пояс не читается.")
	case !opens.IsZero() && !closes.IsZero() && !closes.After(opens):
		i.say(SectionOrder, "Очередь закрывается раньше, чем открывается.")
	}
}

func has[T any](list []T, is func(T) bool) bool {
	for _, one := range list {
		if is(one) {
			return true
		}
	}
	return false
}
