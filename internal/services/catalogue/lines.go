package catalogue

import (
	"strings"
)

// Lines are the whole passport in words, statement by statement: what a version says and what two versions differ by.
func (p Passport) Lines() []Line {
	l := &lines{p: p}
	l.general()
	l.applicants()
	l.table()
	l.documents()
	l.terms()
	l.grounds()
	l.results()
	for _, v := range p.Variants {
		l.steps(v)
	}
	l.order()
	return l.list
}

type lines struct {
	p    Passport
	list []Line
}

func (l *lines) add(section Section, key, label, value string) {
	l.list = append(l.list, Line{section, key, label, value})
}

// filled adds a statement only where there is one.
func (l *lines) filled(section Section, key, label, value string) {
	if value != "" {
		l.add(section, key, label, value)
	}
}

func (l *lines) general() {
	p := l.p
	category, _ := categoryName(p.Category)
	l.filled(SectionGeneral, "name", "Полное название", p.Name)
	l.filled(SectionGeneral, "short", "Короткое название", p.ShortName)
	l.filled(SectionGeneral, "summary", "Что получит заявитель", p.Summary)
	l.filled(SectionGeneral, "level", "Чья услуга", levelWords[p.Level])
	l.filled(SectionGeneral, "category", "Раздел каталога", category)
	l.filled(SectionGeneral, "situations", "Жизненные ситуации", listed(p.Situations, func(code string) string { n, _ := situationName(code); return n }))
	l.filled(SectionGeneral, "keywords", "Слова для поиска", strings.Join(p.Keywords, ", "))
	if p.Popular {
		l.add(SectionGeneral, "popular", "На первой странице", "да")
	}
	l.filled(SectionGeneral, "responsible", "Орган", p.Responsible)
	l.filled(SectionGeneral, "route_by", "Вопрос, по которому выбирают орган", p.RouteBy)
	l.filled(SectionGeneral, "participants", "Участвуют", strings.Join(p.Participants, "; "))
	for _, a := range p.Acts {
		l.add(SectionGeneral, "act "+a.Title, "Акт", a.Title)
	}
	l.filled(SectionGeneral, "channels", "Способы подачи", listed(p.Channels, func(c Channel) string { return channelWords[c] }))
	l.add(SectionGeneral, "fee", "Плата", p.Fee.Words())
	l.filled(SectionGeneral, "fee act", "Акт о плате", p.Fee.Act)
	l.filled(SectionGeneral, "complaint", "Жалоба", p.Complaint.To)
	l.filled(SectionGeneral, "complaint text", "О жалобе", p.Complaint.Text)
}

func (l *lines) applicants() {
	for _, a := range l.p.Applicants {
		value := a.Who
		if a.Representative {
			value += "; можно через представителя"
		}
		l.add(SectionApplicants, string(a.Kind)+a.Who, kindWords[a.Kind], value)
	}
	for _, t := range l.p.Targets {
		l.add(SectionApplicants, "target "+t.Code, "Подуслуга", t.Name)
	}
}

func (l *lines) table() {
	for _, v := range l.p.Variants {
		l.add(SectionVariants, v.Code, "Вариант", v.Name)
	}
	for _, q := range l.p.Questions {
		l.add(SectionTable, q.Path, "Вопрос «"+q.Title+"»", listed(q.Options, func(o Option) string { return o.Words }))
	}
	for _, r := range l.p.Rules {
		variant, _ := l.p.VariantByCode(r.Variant)
		when := listed(r.When, func(c Condition) string { return l.condition(c) })
		if when == "" {
			when = "любые ответы"
		}
		l.add(SectionTable, "rule "+when, "Если "+when, variant.Name)
	}
}

func (l *lines) condition(c Condition) string {
	for _, q := range l.p.Questions {
		if q.Path == c.Path {
			return "«" + q.Title + "» – " + strings.Join(q.words(c.In), " или ")
		}
	}
	return c.Path
}

func (q Question) words(values []string) (words []string) {
	for _, value := range values {
		for _, o := range q.Options {
			if o.Value == value {
				words = append(words, o.Words)
			}
		}
	}
	return words
}

// forVariants says for whom a line is.
func (l *lines) forVariants(variants []string) string {
	if len(variants) == 0 {
		return ""
	}
	return "для: " + listed(variants, func(code string) string { v, _ := l.p.VariantByCode(code); return v.Name })
}

func together(parts ...string) string {
	var filled []string
	for _, part := range parts {
		if part != "" {
			filled = append(filled, part)
		}
	}
	return strings.Join(filled, "; ")
}

func (l *lines) documents() {
	for _, d := range l.p.Documents {
		l.add(SectionDocuments, d.Code, d.Name, together(sourceWords[d.Source], d.Form, d.Note, l.forVariants(d.Variants)))
	}
	for _, r := range l.p.Requests {
		l.add(SectionDocuments, "request "+r.Kind, "Запрос: "+r.What, together(r.From, l.forVariants(r.Variants)))
	}
}

func (l *lines) terms() {
	for _, t := range l.p.Terms {
		value := t.Words()
		if who := l.forVariants(t.Variants); who != "" {
			value += "; " + who
		}
		l.add(SectionTerms, t.Code+strings.Join(t.Variants, ","), t.Name, value)
		l.filled(SectionTerms, "act "+t.Code+strings.Join(t.Variants, ","), "Акт о сроке «"+t.Name+"»", t.Act)
	}
}

func (l *lines) grounds() {
	for _, g := range []struct {
		key, label string
		list       []Ground
	}{{"intake", "Отказ в приёме", l.p.IntakeRefusals}, {"suspension", "Приостановление", l.p.Suspensions}, {"refusal", "Отказ в услуге", l.p.Refusals}} {
		for _, one := range g.list {
			l.add(SectionGrounds, g.key+one.Code, g.label, together(one.Text, one.Act, one.Cure, l.forVariants(one.Variants)))
		}
	}
}

func (l *lines) results() {
	for _, r := range l.p.Results {
		l.add(SectionResults, r.Code, r.Name, together(resultWords[r.Kind], carriersInWords(r.Carriers), r.Validity, l.forVariants(r.Variants)))
	}
}

func (l *lines) steps(v Variant) {
	for _, s := range v.Steps {
		term, _ := l.p.TermOf(s.Term, v.Code)
		length := ""
		if s.Term != "" {
			length = "срок «" + term.Name + "»"
		}
		next := listed(s.Next, func(n Next) string {
			to, found := v.Step(n.To)
			if !found {
				return outcomeWords[n.On] + " → конец"
			}
			return outcomeWords[n.On] + " → " + to.Name
		})
		l.add(SectionSteps, v.Code+" "+s.Code, v.Name+": "+s.Name, together(stepWords[s.Kind], s.Actor, length, strings.Join(s.Inputs, ", "), strings.Join(s.Outputs, ", "), next))
	}
}

func (l *lines) order() {
	if o := l.p.Order; o != nil {
		l.filled(SectionOrder, "opens", "Приём открывается", strings.Replace(o.Opens, "T", " ", 1))
		l.filled(SectionOrder, "closes", "Приём закрывается", strings.Replace(o.Closes, "T", " ", 1))
		l.add(SectionOrder, "zone", "Часовой пояс", o.Zone)
		l.add(SectionOrder, "subject", "Одно и то же заявление", strings.Join(o.Subject, ", "))
		l.add(SectionOrder, "place", "Место считается внутри", strings.Join(o.Place, ", "))
		l.filled(SectionOrder, "group", "Группа очереди", o.Group)
	}
}
