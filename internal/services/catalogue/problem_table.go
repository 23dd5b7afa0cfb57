package catalogue

import (
	"slices"
	"strconv"
	"strings"
)

const (
	mostCombinations = 20_000 // of answers, that a decision table is tried with
	mostTold         = 3      // gaps of a table that are told at once
)

// table tries the decision table with every combination of answers: each has to lead to one variant, and each variant has
// to be reached.
func (i *inspection) table() {
	if !i.tableReadable() {
		return
	}
	if len(i.p.Rules) == 0 {
		if len(i.p.Variants) > 1 {
			i.say(SectionTable, "Вариантов несколько: заполните таблицу, по которой выбирается вариант.")
		}
		return
	}
	reached := map[string]bool{}
	gaps, clashes := 0, map[string]bool{}
	for answers := range combinations(i.p.Questions) {
		matched := i.matching(answers)
		switch {
		case len(matched) == 0:
			if gaps++; gaps <= mostTold {
				i.say(SectionTable, "Нет строки для ответов: %s.", i.answersInWords(answers))
			}
		case slices.ContainsFunc(matched, func(n int) bool { return i.p.Rules[n].Variant != i.p.Rules[matched[0]].Variant }):
			rows := listed(matched, func(n int) string { return strconv.Itoa(n + 1) })
			if !clashes[rows] {
				clashes[rows] = true
				i.say(SectionTable, "Строки %s противоречат друг другу: для ответов «%s» они выбирают разные варианты.", rows, i.answersInWords(answers))
			}
		default:
			reached[i.p.Rules[matched[0]].Variant] = true
		}
	}
	if gaps > mostTold {
		i.say(SectionTable, "Таблица не отвечает ещё на %d сочетаний ответов.", gaps-mostTold)
	}
	for _, v := range i.p.Variants {
		if !reached[v.Code] && len(clashes) == 0 {
			i.say(SectionTable, "К варианту «%s» не ведёт ни одна строка.", v.Name)
		}
	}
}

// tableReadable checks words of the table before it is tried.
func (i *inspection) tableReadable() bool {
	before, total := len(i.found), 1
	options := map[string]map[string]bool{}
	i.unique(SectionTable, "Вопрос", len(i.p.Questions), func(n int) string { return i.p.Questions[n].Path })
	i.named(SectionTable, "Вопрос", len(i.p.Questions), func(n int) string { return i.p.Questions[n].Title })
	for _, q := range i.p.Questions {
		options[q.Path] = map[string]bool{}
		for _, o := range q.Options {
			options[q.Path][o.Value] = true
		}
		if len(options[q.Path]) < 2 {
			i.say(SectionTable, "Вопрос «%s»: нужны хотя бы два разных ответа.", q.Title)
		}
		total *= max(len(q.Options), 1)
	}
	for n, r := range i.p.Rules {
		if _, known := i.variants[r.Variant]; !known {
			i.say(SectionTable, "Строка %d: варианта «%s» нет.", n+1, r.Variant)
		}
		for _, c := range r.When {
			for _, value := range c.In {
				if !options[c.Path][value] {
					i.say(SectionTable, "Строка %d: у вопроса «%s» нет ответа «%s».", n+1, c.Path, value)
				}
			}
			i.want(SectionTable, len(c.In) > 0, "Строка "+strconv.Itoa(n+1)+": условие без ответов не выполнится никогда.")
		}
	}
	if total > mostCombinations {
		i.say(SectionTable, "Сочетаний ответов больше %d: разделите услугу или уберите вопросы.", mostCombinations)
	}
	return len(i.found) == before
}

func (i *inspection) matching(answers map[string]string) (rows []int) {
	for n, r := range i.p.Rules {
		if r.holds(func(path string) (string, bool) { v, ok := answers[path]; return v, ok }) {
			rows = append(rows, n)
		}
	}
	return rows
}

func (i *inspection) answersInWords(answers map[string]string) string {
	var words []string
	for _, q := range i.p.Questions {
		for _, o := range q.Options {
			if o.Value == answers[q.Path] {
				words = append(words, strings.TrimSuffix(q.Title, "?")+" – "+o.Words)
			}
		}
	}
	return strings.Join(words, "; ")
}

// combinations gives every set of answers; the map is reused.
func combinations(questions []Question) func(yield func(map[string]string) bool) {
	return func(yield func(map[string]string) bool) {
		answers := map[string]string{}
		var walk func(n int) bool
		walk = func(n int) bool {
			if n == len(questions) {
				return yield(answers)
			}
			for _, o := range questions[n].Options {
				answers[questions[n].Path] = o.Value
				if !walk(n + 1) {
					return false
				}
			}
			return true
		}
		walk(0)
	}
}
