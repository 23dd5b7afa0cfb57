package catalogue_test

import (
	"slices"
	"strings"
	"testing"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/services/catalogue"
)

const petForm = `{"schema":{"type":"object","properties":{
	"ownership":{"type":"string","title":"Кто вы помещению","oneOf":[{"const":"owner","title":"Собственник"},{"const":"tenant","title":"Наниматель"}]},
	"heritage":{"type":"string","title":"Дом – памятник архитектуры","oneOf":[{"const":"no","title":"Нет"},{"const":"yes","title":"Да"}]},
	"pet":{"type":"string","title":"Кличка кошки","x-when":{"field":"ownership","is":"owner"}}},"required":["ownership","heritage"]},
	"pages":[{"code":"main","title":"Помещение","fields":["ownership","heritage","pet"]}]}`

func TestAFormIsWrittenInTheDraftAndPublishedWithItsDifferenceInWords(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		id := o.published("pereplanirovka")
		o.ok(o.Begin(t.Context(), o.editor, id, 1))
		if c := o.card(id); c.OwnForm {
			t.Error("a form that was built from the passport does not follow it any more")
		}
		o.ok(o.SaveForm(t.Context(), o.editor, id, catalogue.FormInput{Form: petForm, Version: 1}))
		o.refused("service.stale", o.SaveForm(t.Context(), o.second, id, catalogue.FormInput{Form: petForm, Version: 1}))
		o.refused("service.denied", o.SaveForm(t.Context(), o.clerk, id, catalogue.FormInput{Form: petForm, Version: 2}))
		o.refused("service.absent", o.SaveForm(t.Context(), o.foreign, id, catalogue.FormInput{Form: petForm, Version: 2}))
		c := o.card(id)
		if !c.OwnForm || c.Form != petForm || len(c.Problems) > 0 || !said(c.Changes, "Добавлено: Вопрос «Кличка кошки» – текст") {
			t.Errorf("own %v, problems %v, changes %v", c.OwnForm, c.Problems, c.Changes)
		}
		if c.Passport.Summary != passport(t, replanning).Summary {
			t.Error("the builder changed the passport")
		}

		_, err := o.Publish(t.Context(), o.editor, id, catalogue.Publication{From: calendar.MustParse("2026-11-16"), Version: 2})
		o.ok(err)
		o.ok(o.Begin(t.Context(), o.editor, id, 2))
		dog := strings.Replace(strings.Replace(petForm, "Кличка кошки", "Кличка собаки", 1), `"is":"owner"`, `"is":"tenant"`, 1)
		o.ok(o.SaveForm(t.Context(), o.editor, id, catalogue.FormInput{Form: dog, Version: 1}))
		if c = o.card(id); len(c.Changes) != 2 || !said(c.Changes, "Условие вопроса «Кличка собаки»: если «Кто вы помещению» – «Собственник» → если «Кто вы помещению» – «Наниматель»") ||
			!said(c.Changes, "Названо иначе: Вопрос «Кличка кошки» → Вопрос «Кличка собаки»") {
			t.Errorf("%v", c.Changes)
		}
		_, err = o.Publish(t.Context(), o.editor, id, catalogue.Publication{From: calendar.MustParse("2026-11-16"), Version: 2})
		o.ok(err)
		read, err := o.Read(t.Context(), o.editor, id, 3)
		o.ok(err)
		if len(read.Changes) != 2 {
			t.Errorf("the history forgets the form: %v", read.Changes)
		}
		o.ok(o.Begin(t.Context(), o.editor, id, 3))
		o.ok(o.SaveForm(t.Context(), o.editor, id, catalogue.FormInput{Version: 1}))
		if c = o.card(id); c.OwnForm || !said(c.Changes, "Убрано: Вопрос «Кличка собаки» – текст") {
			t.Errorf("the form is not built from the passport again: %v", c.Changes)
		}
	})
}

func TestAFormIsLookedAtWhileItIsWritten(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		id := o.published("pereplanirovka")
		broken := strings.Replace(petForm, `"is":"owner"`, `"is":"uncle"`, 1)
		r, err := o.CheckForm(t.Context(), o.editor, id, broken)
		o.ok(err)
		if len(r.Mistakes) != 1 || r.Mistakes[0].Page != "main" || r.Mistakes[0].Field != "pet" || r.Mistakes[0].Part != "x-when" || len(r.Changes) == 0 {
			t.Errorf("%+v", r)
		}
		r, err = o.CheckForm(t.Context(), o.editor, id, strings.ReplaceAll(petForm, `"ownership"`, `"owner"`))
		o.ok(err)
		if len(r.Mistakes) != 1 || !strings.Contains(r.Mistakes[0].Text, "от этого зависит вариант") {
			t.Errorf("what the table asks is not missed: %+v", r.Mistakes)
		}
		o.ok(o.Begin(t.Context(), o.editor, id, 1))
		o.ok(o.SaveForm(t.Context(), o.editor, id, catalogue.FormInput{Form: "{", Version: 1})) // half of a text is kept too
		if c := o.card(id); len(c.Problems) != 1 || !strings.Contains(c.Problems[0].Text, "не читается") {
			t.Errorf("%v", c.Problems)
		}
		_, err = o.CheckForm(t.Context(), o.clerk, id, petForm)
		o.refused("service.denied", err)
		_, err = o.CheckForm(t.Context(), o.foreign, id, petForm)
		o.refused("service.absent", err)
	})
}

func said(changes []catalogue.Change, text string) bool {
	return slices.ContainsFunc(changes, func(c catalogue.Change) bool { return c.Text == text })
}
