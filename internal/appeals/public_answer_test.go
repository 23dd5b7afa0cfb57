package appeals

import (
	"testing"
	"time"

	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

func TestWhatNamesAPersonIsFound(t *testing.T) {
	who := []Author{{Name: "Мельникова Анна Сергеевна"}, {Name: "ООО «Родник»", Organisation: true}}
	for words, want := range map[string]string{
		"По обращению Мельниковой сообщаем": "Мельникова",
		"мельниковой":                             "Мельникова",
		"Мельница на реке работает":               "",
		"Дом 18 по ул. Речной включён в план":     "",
		"ул. Речная, д. 18, кв. 4":                "кв. 4",
		"Пишите на anna@example.org":              "anna@example.org",
		"Телефон 8 (900) 000-00-02":               "8 (900) 000-00-02",
		"В 2026–2027 годах на 1 200 000 рублей":   "",
		"Приказ от 12.10.2026 № 145 опубликован":  "",
		"ООО «Родник» устранило нарушение":        "",
		"Код 0005.0005.0056.1149 классификатора":  "",
		"Квартал будет благоустроен в 2027 году.": "",
	} {
		if got := personal(words, who); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}

// light is what many write about.
const light = "На улице Полевой третью неделю не горит уличное освещение, дети возвращаются из школы в темноте, просим восстановить свет до конца месяца."

func (o *reception) wrote(author, words string) int64 {
	o.t.Helper()
	id := o.arrived(Description{Kind: Application, Form: Written, Origin: Post, Authors: []Author{{Name: author, Address: "с. Завьялово, ул. Полевая, д. 7"}},
		Questions: []QuestionLine{{No: 1, Text: "Освещение улицы Полевой"}}})
	o.readText(id, words)
	must(o.register(id))(o.t)
	return id
}

func TestAnAnswerToManyIsPlacedOnTheSiteAndServesTheNext(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		o.at("2026-11-02")
		first := o.wrote("Тарасова Мария Ивановна", light)
		in := PublishInput{Title: "Освещение улицы Полевой", Question: "Когда восстановят свет?", Answer: "Подрядчик восстановит освещение до 30 ноября."}
		o.refused("appeal.nothing_to_publish", o.Publish(t.Context(), o.clerk, first, in))
		answer := o.answered(first, o.clerk, AnswerLine{No: 1, Result: Explained, Text: "Свет дадут до 30 ноября."})
		o.goes(answer.ID)
		if d := must(o.PublicDraft(t.Context(), o.clerk, first))(t); d.Answer != "Свет дадут до 30 ноября." || d.Question != "Освещение улицы Полевой" {
			t.Errorf("the text begins with the answer: %+v", d)
		}
		named := in
		named.Answer = "По обращению Тарасовой: свет дадут."
		o.refused("appeal.public_personal", o.Publish(t.Context(), o.clerk, first, named))
		o.refused("document.not_found", o.Publish(t.Context(), o.stranger, first, in))
		o.ok(o.Publish(t.Context(), o.clerk, first, in))

		second := o.wrote("Зайцев Лев Петрович", light+" Спасибо.")
		v := must(o.Of(t.Context(), o.clerk, second))(t)
		if len(v.Offered) != 1 || v.Offered[0].Likeness < likeFrom || v.Offered[0].Title != in.Title {
			t.Fatalf("the like text is offered the answer: %+v", v.Offered)
		}
		if v := must(o.Of(t.Context(), o.clerk, o.wrote("Орлова Нина Львовна", "Прошу починить качели на детской площадке во дворе нашего дома по улице Садовой.")))(t); len(v.Offered) != 0 {
			t.Errorf("another matter: %+v", v.Offered)
		}
		link := "https://minstroy.example" + v.Offered[0].Path
		o.show(second, o.minister)
		o.show(first, o.minister)
		leave := LeaveInput{Ground: AnswerPublished, Link: "https://elsewhere.example/", AnswerID: v.Offered[0].ID}
		o.refused("appeal.link_required", o.LeaveUnanswered(t.Context(), o.minister, second, leave))
		if got := must(o.Of(t.Context(), o.minister, first))(t).Published; got == nil || len(got.Alike) != 1 || got.Alike[0].DocumentID != second {
			t.Fatalf("the published card knows who else waits: %+v", got)
		}
		if told := must(o.TellMany(t.Context(), o.minister, first, TellInput{Documents: []int64{second}, Link: link}))(t); told.Count != 1 {
			t.Error(told)
		}
		o.saysAll(o.letter(second, LetterGround).DocumentID, link, "частью 4 статьи 10", "части 5.1 статьи 11")
		v = must(o.Of(t.Context(), o.clerk, second))(t)
		if v.Ground != AnswerPublished || v.Due == nil || v.Due.Date.String() != "2026-11-09" {
			t.Errorf("the author is told within seven days: %s %+v", v.Ground, v.Due)
		}
		if got := must(o.Of(t.Context(), o.minister, first))(t).Published; got.Told != 1 || len(got.Alike) != 0 {
			t.Errorf("%+v", got)
		}
	})
}

func TestAnAnswerLeavesTheSite(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		o.at("2026-11-02")
		first := o.wrote("Тарасова Мария Ивановна", light)
		o.goes(o.answered(first, o.clerk, AnswerLine{No: 1, Result: Explained, Text: "Свет дадут."}).ID)
		card := must(o.docs.Get(t.Context(), d, first))(t)
		in := PublishInput{Title: "Свет", Question: "Когда?", Answer: "В ноябре.", Until: card.RegisteredOn.AddDays(10)}
		o.ok(o.Publish(t.Context(), o.clerk, first, in))
		list := must(o.PublicAnswers(t.Context(), d, card.BodyID))(t)
		if len(list) != 1 {
			t.Fatal(list)
		}
		d.SetClock(func() time.Time { return time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC) })
		_, err := o.PublicAnswer(t.Context(), d, list[0].ID)
		o.refused("appeal.no_public_answer", err)
		o.at("2026-11-05")
		o.ok(o.Unpublish(t.Context(), o.clerk, first, "Срок изменился"))
		_, err = o.PublicAnswer(t.Context(), d, list[0].ID)
		o.refused("appeal.no_public_answer", err)
		o.refused("appeal.no_public_answer", o.Unpublish(t.Context(), o.clerk, first, "Ещё раз"))
		if v := must(o.Of(t.Context(), o.clerk, first))(t); v.Published != nil {
			t.Errorf("%+v", v.Published)
		}
	})
}
