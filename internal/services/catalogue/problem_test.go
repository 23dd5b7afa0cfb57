package catalogue_test

import (
	"slices"
	"strings"
	"testing"

	"veche/internal/platform/calendar"
	"veche/internal/services/catalogue"
	"veche/internal/services/catalogue/starter"
)

// passport is a published one of the starting catalogue, for each test its own.
func passport(t *testing.T, slug string) catalogue.Passport {
	t.Helper()
	list, err := starter.Services()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(list, func(s starter.Service) bool { return s.Slug == slug })
	if i < 0 {
		t.Fatal("no service", slug)
	}
	return list[i].Passport
}

const replanning = "pereplanirovka-kvartiry"

func TestAContradictoryPassportIsRefusedInWordsOfTheEditor(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(p *catalogue.Passport)
		says  string
	}{
		"a variant to which no row leads": {func(p *catalogue.Passport) {
			v := p.Variants[0]
			v.Code, v.Name = "lost", "Забытый"
			p.Variants = append(p.Variants, v)
		}, "К варианту «Забытый» не ведёт ни одна строка."},
		"a gap of the table": {func(p *catalogue.Passport) { p.Rules = p.Rules[1:] }, "Нет строки для ответов: Кто вы помещению – Собственник; Дом – памятник архитектуры – Нет."},
		"two rows that contradict": {func(p *catalogue.Passport) {
			p.Rules = append(p.Rules, catalogue.Rule{Variant: "tenant", When: []catalogue.Condition{{Path: "ownership", In: []string{"owner"}}}})
		}, "Строки 1, 4 противоречат друг другу"},
		"an answer that the question does not have": {func(p *catalogue.Passport) { p.Rules[0].When[0].In = []string{"guest"} }, "Строка 1: у вопроса «ownership» нет ответа «guest»."},
		"a step that leads nowhere":                 {func(p *catalogue.Passport) { p.Variants[0].Steps[0].Next[0].To = "moon" }, "ведёт к процедуре «moon», которой нет"},
		"an outcome that is forgotten":              {func(p *catalogue.Passport) { p.Variants[0].Steps[0].Next = p.Variants[0].Steps[0].Next[:1] }, "не сказано, что дальше, если «отказ»"},
		"a step that nothing reaches": {func(p *catalogue.Passport) {
			steps := p.Variants[0].Steps
			steps[0].Next[0].To = "decision"
		}, "к процедуре «Запросы в другие органы» ничего не ведёт"},
		"a ring without an end": {func(p *catalogue.Passport) {
			for i := range p.Variants[0].Steps {
				for k := range p.Variants[0].Steps[i].Next {
					p.Variants[0].Steps[i].Next[k].To = "decision"
				}
			}
		}, "нельзя дойти до конца"},
		"a ground without its act":             {func(p *catalogue.Passport) { p.Refusals[0].Act = " " }, "назовите пункт акта"},
		"no ground to refuse at all":           {func(p *catalogue.Passport) { p.Refusals = nil }, "нет ни одного основания отказать в услуге"},
		"a suspension without grounds":         {func(p *catalogue.Passport) { suspend(p) }, "приостанавливается, но оснований для этого нет"},
		"a term of a step that is unknown":     {func(p *catalogue.Passport) { p.Variants[0].Steps[1].Term = "eternity" }, "срока «eternity» нет"},
		"a service without its term":           {func(p *catalogue.Passport) { p.Terms = slices.Delete(p.Terms, 0, 2) }, "не указан срок предоставления услуги"},
		"a term in unknown units":              {func(p *catalogue.Passport) { p.Terms[0].Unit = "moon" }, "выберите, в чём он считается"},
		"a document without its request":       {func(p *catalogue.Passport) { p.Requests = p.Requests[1:] }, "запроса «egrn_extract» в паспорте нет"},
		"a fee without its act":                {func(p *catalogue.Passport) { p.Fee.Kopecks = 100 }, "назовите акт, по которому берут плату"},
		"a variant without a result":           {func(p *catalogue.Passport) { p.Results[0].Variants = []string{"owner"} }, "нет результата, ради которого обращаются"},
		"a shelf that is not in the catalogue": {func(p *catalogue.Passport) { p.Category = "moon" }, "Выберите раздел каталога."},
		"an order without a zone": {func(p *catalogue.Passport) {
			p.Order = &catalogue.Order{Zone: "Moon/Sea", Subject: []string{"a"}, Place: []string{"b"}}
		}, "часовой пояс не читается"},
	} {
		t.Run(name, func(t *testing.T) {
			p := passport(t, replanning)
			if found := p.Problems(); len(found) > 0 {
				t.Fatal(found)
			}
			c.spoil(&p)
			found := p.Problems()
			if !slices.ContainsFunc(found, func(one catalogue.Problem) bool { return strings.Contains(one.Text, c.says) }) {
				t.Errorf("no %q in %v", c.says, found)
			}
		})
	}
}

func suspend(p *catalogue.Passport) {
	for i, s := range p.Variants[0].Steps {
		if s.Kind == catalogue.Decision {
			p.Variants[0].Steps[i].Next = append(s.Next, catalogue.Next{On: catalogue.Suspends, To: "result"})
		}
	}
}

func TestTheVariantIsFoundByTheAnswers(t *testing.T) {
	p := passport(t, replanning)
	for _, c := range []struct {
		answers map[string]string
		want    string
	}{
		{map[string]string{"ownership": "owner", "heritage": "no"}, "owner"},
		{map[string]string{"ownership": "tenant", "heritage": "no"}, "tenant"},
		{map[string]string{"ownership": "tenant", "heritage": "yes"}, "heritage"},
		{map[string]string{"ownership": "owner"}, ""},
	} {
		v, found := p.Variant(func(path string) (string, bool) { s, ok := c.answers[path]; return s, ok })
		if found != (c.want != "") || v.Code != c.want {
			t.Errorf("%v: %q", c.answers, v.Code)
		}
	}
	if docs := p.DocumentsOf("owner"); slices.ContainsFunc(docs, func(d catalogue.Document) bool { return d.Code == "consent" }) {
		t.Error("an owner is asked for the consent of a tenant's family")
	}
	if term, _ := p.TermOf(catalogue.TermTotal, "heritage"); term.Amount != 45 || term.Unit != calendar.CalendarDay {
		t.Errorf("the term of the variant: %+v", term)
	}
}

func TestADifferenceIsSaidInWords(t *testing.T) {
	was, is := passport(t, replanning), passport(t, replanning)
	is.Terms[1].Amount = 18
	is.Documents[2].Name = "Документы о правах на помещение"
	is.Refusals = slices.Delete(is.Refusals, 0, 1)
	is.Acts = append(is.Acts, catalogue.Act{Title: "Новое постановление"})
	is.Fee = catalogue.Fee{Kopecks: 35000, Act: "Приказ"}
	is.Popular = false
	want := []string{
		"Решение о согласовании: 20 → 18 рабочих дней со дня регистрации",
		"Названо иначе: Правоустанавливающие документы на помещение → Документы о правах на помещение",
		"Добавлено: Акт – Новое постановление",
		"Плата: бесплатно → 350 ₽",
		"Добавлено: Акт о плате – Приказ",
		"Убрано: На первой странице – да",
	}
	var said []string
	for _, c := range catalogue.Difference(was, is) {
		said = append(said, c.Text)
	}
	for _, sentence := range want {
		if !slices.Contains(said, sentence) {
			t.Errorf("not said: %q", sentence)
		}
	}
	if !slices.ContainsFunc(said, func(s string) bool {
		return strings.HasPrefix(s, "Убрано: Отказ в услуге – Проект не соответствует")
	}) {
		t.Error("the ground that went away is not told")
	}
	if len(said) != len(want)+1 {
		t.Errorf("%d changes: %q", len(said), said)
	}
	if same := catalogue.Difference(was, was); len(same) > 0 {
		t.Errorf("a passport differs from itself: %v", same)
	}
}
