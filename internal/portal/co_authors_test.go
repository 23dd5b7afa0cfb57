package portal

import (
	"testing"

	"veche/internal/appeals"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

func TestCoAuthorsHaveAddressesAtWhichTheyCanBeAnswered(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		b := o.as("anna")
		key := b.begin()
		b.fill(key, "collective", "1", "co_authors", "Зайцев Лев Петрович, г. Воткинск, ул. Речная, д. 20\nОрлова Нина Львовна, orlova@example.org\n\nСомов Пётр Ильич")
		card := o.card(receiptOf(b.write(key, "check")))
		v, err := o.appeals.Of(t.Context(), o.clerk, card.ID)
		o.ok(err)
		want := []appeals.Author{{Name: "Зайцев Лев Петрович", Address: "г. Воткинск, ул. Речная, д. 20"}, {Name: "Орлова Нина Львовна", Email: "orlova@example.org"}, {Name: "Сомов Пётр Ильич"}}
		if len(v.Authors) != 4 || !v.Collective {
			t.Fatalf("%+v", v.Authors)
		}
		for i, w := range want {
			if got := v.Authors[i+1]; got.Name != w.Name || got.Address != w.Address || got.Email != w.Email {
				t.Errorf("%+v, want %+v", got, w)
			}
		}
		o.register(card)
		letter, err := o.appeals.Answer(t.Context(), o.clerk, card.ID, appeals.AnswerInput{Everyone: true, Lines: []appeals.AnswerLine{{No: 1, Result: appeals.Explained, Text: "Тепло дадут."}}})
		o.ok(err)
		to, err := o.docs.Addressees(t.Context(), d, letter.ID)
		if err != nil || len(to) != 3 {
			t.Errorf("the first and the two who can be reached are answered: %+v, %v", to, err)
		}
	})
}
