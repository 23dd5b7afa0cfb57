package appeals

import (
	"strings"
	"testing"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

const roadText = "Прошу отремонтировать дорогу на улице Полевой в селе Завьялово. После дождя по ней не проехать ни скорой помощи, ни школьному автобусу. " +
	"Яма у дома семь не заделана второй год, администрация на звонки не отвечает. Дети ходят в школу по обочине, это опасно."

func TestSketchesOfLikeTextsAreAlike(t *testing.T) {
	same := strings.ReplaceAll(roadText, "Прошу отремонтировать дорогу", "Убедительно прошу вас отремонтировать дорогу")
	other := "Прошу включить наш дом в программу капитального ремонта кровли. Дом построен в шестьдесят втором году, крыша течёт, ремонт ни разу не делали."
	a, _ := sketchText(roadText)
	for _, c := range []struct {
		name, text string
		from, to   int
	}{
		{"the same text in capitals", strings.ToUpper(roadText), 100, 100},
		{"a few words more", same, 70, 99},
		{"another matter", other, 0, 20},
	} {
		b, ok := sketchText(c.text)
		if got := a.like(b); !ok || got < c.from || got > c.to {
			t.Errorf("%s: %d %%", c.name, got)
		}
	}
	if back, ok := readSketch(a.String()); !ok || back != a {
		t.Error("a stored sketch is another")
	}
	if _, ok := sketchText("Помогите"); ok {
		t.Error("one word was sketched")
	}
}

// readText is what the preparation of files does when it has read the text of the card's own file.
func (o *reception) readText(id int64, body string) {
	o.t.Helper()
	o.ok(o.db.Tx(o.t.Context(), auth.System("test"), func(tx *db.Tx) error {
		_, err := tx.Exec(o.t.Context(), "INSERT INTO file_texts (file_id, document_id, body) SELECT id, document_id, $2 FROM document_files WHERE document_id = $1 AND role = 'main'", id, body)
		return err
	}))
	o.ok(o.onTextRead(o.t.Context(), documents.TextRead{DocumentID: id}))
}

func TestALikeTextOfAnotherAuthorIsShownAndItsRefusalIsRemembered(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		first, far := o.registered(complaint("Петрова Мария Ивановна")), o.registered(complaint("Сомова Анна Петровна"))
		o.readText(first, roadText)
		o.readText(far, "Прошу включить наш дом в программу капитального ремонта кровли, дом построен давно и крыша течёт.")
		next := o.registered(complaint("Иванов Иван Иванович"))
		o.readText(next, strings.ToUpper(roadText))
		v := must(o.Of(t.Context(), o.clerk, next))(t)
		if len(v.Earlier) != 1 || v.Earlier[0].DocumentID != first || v.Earlier[0].Likeness != 100 || v.Earlier[0].SamePerson {
			t.Fatalf("%+v", v.Earlier)
		}
		o.ok(o.Compare(t.Context(), o.clerk, next, Comparison{EarlierID: first}))
		again := o.registered(complaint("Иванов Иван Иванович"))
		o.readText(again, roadText)
		if v = must(o.Of(t.Context(), o.clerk, again))(t); len(v.Earlier) != 2 || !v.Earlier[0].SamePerson || !v.Earlier[0].SameAddress || v.Earlier[1].SamePerson {
			t.Errorf("%+v", v.Earlier)
		}
		if v = must(o.Of(t.Context(), o.clerk, next))(t); *v.Earlier[0].Same {
			t.Error("the refusal is forgotten")
		}
	})
}
