package form

import (
	"encoding/json"
	"fmt"
	"strings"
)

// condition says in words when a page or a question is asked: «если «Кем вы приходитесь» – «Опекун»».
func (t *telling) condition(raw json.RawMessage, scope *schema) string {
	var c rawCondition
	if raw == nil || strict(raw, &c) != nil {
		return ""
	}
	return "если " + t.words(c, scope)
}

func (t *telling) words(c rawCondition, scope *schema) string {
	switch {
	case c.All != nil:
		return t.joined(c.All, " и ", scope)
	case c.Any != nil:
		return t.joined(c.Any, " или ", scope)
	case c.Not != nil:
		return "неверно, что " + t.words(*c.Not, scope)
	}
	asked := named(scope, c.Field)
	title := "«" + c.Field + "»"
	if asked != nil {
		title = "«" + asked.Title + "»"
	}
	switch {
	case c.Filled:
		return title + " заполнено"
	case c.Is != nil:
		return title + " – " + t.answer(asked, c.Is)
	case c.In != nil:
		var answers []string
		for _, one := range c.In {
			answers = append(answers, t.answer(asked, one))
		}
		return title + " – " + strings.Join(answers, " или ")
	case c.Has != "":
		if asked != nil && asked.Items != nil {
			asked = asked.Items
		}
		return "в " + title + " отмечено " + t.answer(asked, c.Has)
	case c.Before != "":
		return title + " раньше " + momentWords(c.Before)
	case c.After != "":
		return title + " позже " + momentWords(c.After)
	case c.Least != nil:
		return title + " не меньше " + figureWords(*c.Least)
	case c.Most != nil:
		return title + " не больше " + figureWords(*c.Most)
	}
	return title
}

func (t *telling) joined(list []rawCondition, by string, scope *schema) string {
	var words []string
	for _, one := range list {
		w := t.words(one, scope)
		if one.All != nil || one.Any != nil {
			w = "(" + w + ")"
		}
		words = append(words, w)
	}
	return strings.Join(words, by)
}

// answer is a value of a condition as the applicant sees it.
func (t *telling) answer(asked *schema, value any) string {
	switch v := value.(type) {
	case bool:
		return map[bool]string{true: "«Да»", false: "«Нет»"}[v]
	case float64:
		return figureWords(v)
	case string:
		if asked != nil {
			for _, o := range t.file.offered(asked) {
				if o.Const == v {
					return "«" + o.Title + "»"
				}
			}
		}
		return "«" + v + "»"
	}
	return fmt.Sprint(value)
}

// named finds a question of a scope by its path.
func named(scope *schema, path string) *schema {
	for at := scope; ; {
		step, rest, deeper := strings.Cut(path, ".")
		if at == nil || at.Properties == nil {
			return nil
		}
		if at = at.Properties.of[step]; !deeper {
			return at
		}
		path = rest
	}
}
