package cards

import (
	"context"
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/jobs"
	"veche/internal/platform/jobs/jobstest"
)

// written puts the text of the card's first file where the reading of files leaves it, and lets the jobs run.
func (o *office) written(d documents.Document, body string) {
	o.t.Helper()
	o.tx(func(tx *db.Tx) error {
		f := must(o.docs.Files(o.t.Context(), tx, d.ID))(o.t)[0]
		if _, err := tx.Exec(o.t.Context(), "INSERT INTO file_texts (file_id, document_id, body) VALUES ($1, $2, $3)", f.ID, d.ID, body); err != nil {
			return err
		}
		return jobs.Add(o.t.Context(), tx, documents.TextRead{DocumentID: d.ID, FileID: f.ID})
	})
	o.work()
}

// work runs the jobs of the search that wait.
func (o *office) work() {
	o.t.Helper()
	w := jobs.New(o.db, slog.New(slog.NewTextHandler(io.Discard, nil)))
	Jobs(w, o.Service)
	jobstest.Run(o.t, w)
}

func (o *office) search(by auth.Actor, q Query) []int64 {
	o.t.Helper()
	return found(must(o.Search(o.t.Context(), by, q))(o.t))
}

func found(f Found) []int64 {
	list := []int64{}
	for _, h := range f.Items {
		list = append(list, h.ID)
	}
	return list
}

func TestSearch(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		d.SetClock(monday)
		o := newOffice(t, d)
		roof := o.registered("О ремонте кровли", "07-15/4821")
		grant := o.registered("О субсидиях муниципальным районам", "414-р")
		o.written(roof, "Во исполнение распоряжения Правительства сообщаем, что ёлки у здания администрации убраны.")
		o.written(grant, "Правительство распорядилось: кровли отремонтировать. Ответственный Иванова А. П.")

		for _, c := range []struct {
			name string
			q    Query
			want []int64
		}{
			{"another form of a word in a file", Query{Text: "распоряжение"}, []int64{roof.ID}},
			{"the word of a heading and of a file, the newest first", Query{Text: "кровля"}, []int64{grant.ID, roof.ID}},
			{"all words are wanted", Query{Text: "кровля субсидия"}, []int64{grant.ID}},
			{"a word that is still being typed", Query{Text: "муницип"}, []int64{grant.ID}},
			{"ё and е are one letter", Query{Text: "елка"}, []int64{roof.ID}},
			{"a person named in the text", Query{Text: "Ивановой"}, []int64{grant.ID}},
			{"the addressee", Query{Text: "Орлов"}, []int64{grant.ID, roof.ID}},
			{"who signed it there", Query{Text: "Ветрову"}, []int64{grant.ID, roof.ID}},
			{"the correspondent", Query{Text: "из прокуратуры"}, []int64{grant.ID, roof.ID}},
			{"an absent word", Query{Text: "трамвай"}, []int64{}},
			{"only prepositions", Query{Text: "и в"}, []int64{}},
			{"own number, whole", Query{Text: "01-15/1-Вх"}, []int64{roof.ID}},
			{"the figure alone, own number before the sender's", Query{Text: "15/1"}, []int64{roof.ID}},
			{"the sender's number with the sign", Query{Text: "№ 07-15/4821"}, []int64{roof.ID}},
			{"its end, half typed", Query{Text: "482"}, []int64{roof.ID}},
			{"Latin letters in place of Cyrillic ones", Query{Text: "414-P"}, []int64{grant.ID}},
			{"a number and a word", Query{Text: "прокуратура 4821"}, []int64{roof.ID}},
			{"a number and a word that is not there", Query{Text: "трамвай 4821"}, []int64{}},
			{"the day of the sender", Query{Text: "от 12.03.2026"}, []int64{grant.ID, roof.ID}},
			{"the day of registration in words", Query{Text: "16 ноября 2026 г."}, []int64{grant.ID, roof.ID}},
			{"a day and a word", Query{Text: "субсидии от 12.03.2026"}, []int64{grant.ID}},
			{"another day", Query{Text: "кровля 13.03.2026"}, []int64{}},
			{"the number as a filter", Query{Number: "414"}, []int64{grant.ID}},
			{"the correspondent as a filter", Query{CorrespondentID: o.prosecutor.ID}, []int64{grant.ID, roof.ID}},
			{"a person as a filter", Query{PersonID: o.minister.PersonID, Text: "субсидия"}, []int64{grant.ID}},
			{"a person who is not on the cards", Query{PersonID: o.officer.PersonID}, []int64{}},
			{"flow and kind", Query{Text: "кровля", Flow: documents.Incoming, KindID: o.letter, States: []documents.State{documents.Registered}}, []int64{grant.ID, roof.ID}},
			{"another flow", Query{Text: "кровля", Flow: documents.Outgoing}, []int64{}},
			{"days of registration", Query{Text: "кровля", From: calendar.MustParse("2026-11-16"), To: calendar.MustParse("2026-11-16")}, []int64{grant.ID, roof.ID}},
			{"days before", Query{Text: "кровля", To: calendar.MustParse("2026-11-15")}, []int64{}},
			{"the most relevant first", Query{Text: "кровля", Order: "relevance"}, []int64{roof.ID, grant.ID}},
		} {
			t.Run(c.name, func(t *testing.T) {
				if got := o.search(o.clerk, c.q); !slices.Equal(got, c.want) {
					t.Errorf("%v, want %v", got, c.want)
				}
			})
		}
		t.Run("nobody finds what he may not see", func(t *testing.T) {
			for _, by := range []auth.Actor{o.officer, o.stranger} {
				for _, text := range []string{"кровля", "07-15/4821", "от 12.03.2026", "прокуратура 4821", ""} {
					if got := o.search(by, Query{Text: text}); len(got) != 0 {
						t.Errorf("%q: %v", text, got)
					}
				}
			}
		})
		t.Run("the places are shown", func(t *testing.T) {
			hit := must(o.Search(t.Context(), o.clerk, Query{Text: "распоряжением правительству"}))(t).Items[0]
			if len(hit.Fragments) != 1 || hit.Fragments[0].Field != "file" || struck(hit.Fragments[0].Pieces) != 2 {
				t.Errorf("%+v", hit.Fragments)
			}
			hit = must(o.Search(t.Context(), o.clerk, Query{Text: "4821"}))(t).Items[0]
			if !hit.ByNumber || hit.Number != "01-15/1-Вх" {
				t.Errorf("%+v", hit)
			}
		})
	})
}

func TestSearchPages(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		want := []int64{}
		for range 5 {
			want = append([]int64{o.registered("О кровле", "").ID}, want...)
		}
		o.work()
		var got []int64
		for q := (Query{Text: "кровля", Limit: 2}); ; {
			page := must(o.Search(t.Context(), o.clerk, q))(t)
			got = append(got, found(page)...)
			if q.After = page.Next; q.After == "" {
				break
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
		best := must(o.Search(t.Context(), o.clerk, Query{Text: "кровля", Limit: 2, Order: "relevance"}))(t)
		if len(best.Items) != 2 || best.Next != "" || !best.Bounded {
			t.Errorf("%+v", best)
		}
	})
}

func TestTheIndexFollowsTheCard(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		letter := o.received("письмо")
		o.work()
		letter = must(o.docs.Describe(t.Context(), o.clerk, letter.ID, *o.describe(letter, "О ремонте кровли", "1")))(t)
		o.work()
		if got := o.search(o.clerk, Query{Text: "кровля"}); !slices.Equal(got, []int64{letter.ID}) {
			t.Errorf("after the description: %v", got)
		}
		letter = must(o.docs.Describe(t.Context(), o.clerk, letter.ID, *o.describe(letter, "О трамваях", "2")))(t)
		o.work()
		if got := o.search(o.clerk, Query{Text: "кровля"}); len(got) != 0 || len(o.search(o.clerk, Query{Text: "трамвай"})) != 1 {
			t.Errorf("after the correction: %v", got)
		}
		t.Run("the text of an older version is not found", func(t *testing.T) {
			draft := must(o.docs.CreateDraft(t.Context(), o.officer, documents.DraftInput{Flow: documents.Outgoing, KindID: o.reply, Summary: "Ответ"}))(t)
			for _, body := range []string{"проспект", "переулок"} {
				blob := must(o.files.Put(t.Context(), strings.NewReader(body), 1<<20))(t)
				v := must(o.docs.AddVersion(t.Context(), o.officer, draft.ID, documents.Stored{Name: body + ".txt", Blob: blob}, ""))(t)
				o.tx(func(tx *db.Tx) error {
					if _, err := tx.Exec(t.Context(), "INSERT INTO file_texts (file_id, document_id, body) VALUES ($1, $2, $3)", v.FileID, draft.ID, body); err != nil {
						return err
					}
					return jobs.Add(t.Context(), tx, documents.TextRead{DocumentID: draft.ID, FileID: v.FileID})
				})
				o.work()
			}
			if len(o.search(o.officer, Query{Text: "проспект"})) != 0 || len(o.search(o.officer, Query{Text: "переулок"})) != 1 {
				t.Error("the old version is found, or the new one is not")
			}
		})
		t.Run("an index made anew finds the same", func(t *testing.T) {
			o.tx(func(tx *db.Tx) error {
				_, err := tx.Exec(t.Context(), "DELETE FROM search_marks")
				return err
			})
			if err := o.Reindex(t.Context()); err != nil {
				t.Fatal(err)
			}
			if len(o.search(o.clerk, Query{Text: "трамвай"})) != 1 {
				t.Error("the card is lost")
			}
		})
		t.Run("a card that is gone is no trouble", func(t *testing.T) {
			if err := o.Index(t.Context(), 1<<40); err == nil {
				t.Error("an absent card is indexed")
			}
		})
	})
}

// Scenario 28: a restricted document is not in other people's lists, counts, search, command menu, links.
func TestScenario28(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		plain, secret := o.registered("Открытое о мобилизации", "7-а"), o.classified("Закрытое о мобилизации", "8-сек")
		o.written(secret, "Список мобилизационных мощностей")
		o.tx(func(tx *db.Tx) error { return o.docs.Link(t.Context(), tx, plain.ID, secret.ID, documents.Related) })
		readers := map[string]auth.Actor{"chief clerk": o.chief, "addressee": o.minister}
		others := map[string]auth.Actor{"clerk": o.clerk, "assistant of the addressee": o.helper, "executor": o.officer, "stranger": o.stranger}
		questions := []Query{
			{Text: "мобилизация"}, {Text: "мощности"}, {Text: "8-сек"}, {Text: secret.Number}, {Number: "8"}, {Text: "от 12.03.2026"},
			{Text: "мобилизация", Order: "relevance"}, {CorrespondentID: o.prosecutor.ID}, {PersonID: o.minister.PersonID}, {},
		}
		visible := func(by auth.Actor) bool {
			for _, q := range questions {
				if slices.Contains(o.search(by, q), secret.ID) {
					return true
				}
			}
			for _, line := range []string{"8", secret.Number} {
				for _, c := range must(o.Jump(t.Context(), by, line))(t).Cards {
					if c.ID == secret.ID {
						return true
					}
				}
			}
			_, err := o.Card(t.Context(), by, secret.ID)
			return err == nil || slices.Contains(ids(o.list(by, Filter{}).Items), secret.ID)
		}
		for name, by := range others {
			if visible(by) {
				t.Errorf("the %s learns of the restricted card", name)
			}
		}
		if got := o.count(o.clerk, documents.Incoming, OnConsideration); got != 1 {
			t.Errorf("the clerk counts %d", got)
		}
		if got := must(o.Card(t.Context(), o.clerk, plain.ID))(t).Links; len(got) != 0 {
			t.Errorf("the link betrays it: %+v", got)
		}
		for name, by := range readers {
			if !visible(by) {
				t.Errorf("the %s does not find it", name)
			}
		}
		t.Run("its text does not stand in an answer of the search", func(t *testing.T) {
			for _, h := range must(o.Search(t.Context(), o.chief, Query{Text: "мощности"}))(t).Items {
				if h.ID != secret.ID || len(h.Fragments) != 0 {
					t.Errorf("%+v", h)
				}
			}
		})
		t.Run("a reader whose grant ends stops finding it at once", func(t *testing.T) {
			o.tx(func(tx *db.Tx) error { return o.docs.Revoke(context.Background(), tx, secret.ID, "list") })
			if visible(o.minister) {
				t.Error("still found")
			}
		})
	})
}

func TestJump(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		letter := o.registered("О ремонте кровли", "07-15/4821")
		o.work()
		for _, c := range []struct {
			typed                 string
			cards, people, others int
		}{
			{"01-15", 1, 0, 0}, {"482", 1, 0, 0}, {"вх", 0, 0, 0}, {"сидор", 0, 1, 0}, {"прокур", 0, 0, 1}, {"респ", 0, 0, 1}, {"с", 0, 0, 0}, {"", 0, 0, 0}, {"%", 0, 0, 0},
		} {
			got := must(o.Jump(t.Context(), o.clerk, c.typed))(t)
			if len(got.Cards) != c.cards || len(got.People) != c.people || len(got.Correspondents) != c.others {
				t.Errorf("%q: %+v", c.typed, got)
			}
		}
		if got := must(o.Jump(t.Context(), o.clerk, "4821"))(t); got.Cards[0].ID != letter.ID {
			t.Errorf("%+v", got)
		}
		if got := must(o.Jump(t.Context(), o.officer, "4821"))(t); len(got.Cards) != 0 {
			t.Errorf("the executor jumps to %+v", got)
		}
	})
}

func TestAnyLineIsAnswered(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		o.registered("О ремонте кровли", "1")
		o.work()
		for _, line := range []string{
			`"`, `'`, `' OR 1=1 --`, `кров* NEAR(а б)`, `body : "body1"`, `\`, `%_`, `:*&|!()<->`, "кро\x00вля", "\xff\xfe", "й̆ё", "𝟙𝟚 ①", "🙂", "99999999999999999999",
			"00.00.0000", "31 февраля 2026", "№", "№№ 1 2 3", strings.Repeat("слово ", 80), strings.Repeat("9", 500),
		} {
			for _, order := range []string{"newest", "relevance"} {
				if _, err := o.Search(t.Context(), o.clerk, Query{Text: line, Number: line, Order: order}); err != nil {
					t.Errorf("%q %s: %v", line, order, err)
				}
			}
			if _, err := o.Jump(t.Context(), o.clerk, line); err != nil {
				t.Errorf("jump %q: %v", line, err)
			}
		}
	})
}
