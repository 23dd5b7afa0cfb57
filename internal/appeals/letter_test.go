package appeals

import (
	"archive/zip"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/registry"
)

var tag = regexp.MustCompile(`<[^>]*>`)

// says is the text of a draft.
func (o *reception) says(id int64) string {
	o.t.Helper()
	v := must(o.docs.CurrentVersion(o.t.Context(), o.db, id))(o.t)
	docx := must(zip.OpenReader(o.files.Path(v.SHA256)))(o.t)
	defer docx.Close()
	part := must(docx.Open("word/document.xml"))(o.t)
	return tag.ReplaceAllString(string(must(io.ReadAll(part))(o.t)), " ")
}

func (o *reception) saysAll(id int64, words ...string) {
	o.t.Helper()
	text := o.says(id)
	for _, w := range words {
		if !strings.Contains(text, w) {
			o.t.Errorf("letter %d does not say %q:\n%s", id, w, text)
		}
	}
	if strings.Contains(text, "{{") {
		o.t.Errorf("letter %d has an empty field:\n%s", id, text)
	}
}

// letter is the newest letter of a kind.
func (o *reception) letter(id int64, kind LetterKind) LetterView {
	o.t.Helper()
	list := must(o.Of(o.t.Context(), o.clerk, id))(o.t).Letters
	for _, l := range slices.Backward(list) {
		if l.Kind == kind {
			return l
		}
	}
	o.t.Fatalf("appeal %d has no letter %s: %+v", id, kind, list)
	return LetterView{}
}

// goes takes a draft through its signature to its number, as signing and the office would.
func (o *reception) goes(id int64) documents.Document {
	o.t.Helper()
	o.moves(id, documents.OnSignature, documents.Signed)
	d := must(o.docs.Get(o.t.Context(), o.db, id))(o.t)
	journal := o.journalOf(d.Flow)
	d = must(o.docs.Register(o.t.Context(), o.clerk, id, documents.RegisterInput{JournalID: journal}))(o.t)
	for range 2 { // a job may come twice
		o.ok(o.onRegistered(o.t.Context(), documents.WasRegistered{DocumentID: id}))
	}
	return d
}

func (o *reception) moves(id int64, states ...documents.State) {
	o.t.Helper()
	for _, to := range states {
		o.ok(o.db.Tx(o.t.Context(), auth.System("test"), func(tx *db.Tx) error {
			d, err := o.docs.Lock(o.t.Context(), tx, id)
			if err != nil {
				return err
			}
			return o.docs.Move(o.t.Context(), tx, &d, to, "test.moved", nil)
		}))
	}
}

func (o *reception) journalOf(flow documents.Flow) int64 {
	o.t.Helper()
	known := must(db.All[int64](o.t.Context(), o.db, "SELECT id FROM journals WHERE flow = $1 ORDER BY id LIMIT 1", flow))(o.t)
	if len(known) > 0 {
		return known[0]
	}
	return must(o.numbers.SaveJournal(o.t.Context(), o.admin, registry.Journal{Name: string(flow), Flow: string(flow), Template: string(flow) + "-{seq}", Period: "year", Active: true}))(o.t).ID
}

func (o *reception) answered(id int64, by auth.Actor, lines ...AnswerLine) documents.Document {
	o.t.Helper()
	return must(o.Answer(o.t.Context(), by, id, AnswerInput{Lines: lines}))(o.t)
}

func TestAnExtensionAndItsNoticeAreOneAct(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		o.at("2026-11-02")
		id := o.registered(complaint("Петрова Мария Ивановна"))
		o.show(id, o.minister)
		o.ok(o.Extend(t.Context(), o.minister, id, "Нужен выезд на место."))
		notice := o.letter(id, LetterExtension)
		o.saysAll(notice.DocumentID, "Уважаемая Мария Ивановна!", "ОГ-1", "продлён до 30.12.2026", "Причина продления: Нужен выезд на место.", "части 2 статьи 12", "ул. Мира")
		card := must(o.docs.Get(t.Context(), d, notice.DocumentID))(t)
		if card.InReplyToID != nil || *card.SignatoryID != o.minister.PersonID {
			t.Errorf("a notice is no answer, and who decided signs it: %+v", card)
		}
		must(o.docs.Withdraw(t.Context(), o.minister, notice.DocumentID, "Опечатка"))(t)
		o.ok(o.onWithdrawn(t.Context(), documents.WasWithdrawn{DocumentID: notice.DocumentID}))
		if v := must(o.Of(t.Context(), o.minister, id))(t); !v.Letters[0].Void || !slices.Contains(v.Actions, ActAnew) {
			t.Errorf("the law wants the notice all the same: %+v", v.Letters)
		}
		again := must(o.WriteAnew(t.Context(), o.minister, id, notice.DocumentID))(t)
		o.saysAll(again.ID, "30.12.2026")
		_, err := o.WriteAnew(t.Context(), o.minister, id, notice.DocumentID)
		o.refused("appeal.letter_stands", err)
	})
}

// Scenario 15, with the letters of it.
func TestOneQuestionIsForwardedByLettersAndTheOtherAnsweredByOne(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		in := complaint("Петрова Мария Ивановна")
		in.Questions = append(in.Questions, QuestionLine{No: 2, Text: "Освещение улицы", ExecutorID: &o.officer.PersonID})
		id := o.registered(in)
		o.show(id, o.officer)
		o.ok(o.Forward(t.Context(), o.clerk, id, []int{1}, o.city.ID))
		body, author := o.letter(id, LetterForwardBody), o.letter(id, LetterForwardAuthor)
		o.saysAll(body.DocumentID, "Администрация города", "1. Ремонт дороги", "частью 4 статьи 8")
		o.saysAll(author.DocumentID, "направлено", "Кому направлено: Администрация города", "На остальные вопросы ответ дадим мы")
		if files := must(o.docs.Files(t.Context(), d, body.DocumentID))(t); len(files) != 2 {
			t.Errorf("the appeal goes along with its covering letter: %+v", files)
		}

		draft := o.answered(id, o.officer, AnswerLine{No: 2, Result: MeasuresTaken, Text: "Фонари заменены."})
		o.saysAll(draft.ID, "На № ОГ-1 от 30.10.2026", "Петрова Мария Ивановна", "признано обоснованным. Приняты меры.", "2. Освещение улицы", "Фонари заменены.")
		if strings.Contains(o.says(draft.ID), "Ремонт дороги") {
			t.Error("the answer speaks of the question that went elsewhere")
		}
		if v := must(o.Of(t.Context(), o.clerk, id))(t); !v.Questions[1].Open() {
			t.Error("a draft has ended the question")
		}
		o.goes(draft.ID)
		v := must(o.Of(t.Context(), o.clerk, id))(t)
		if v.Status != PortalUnderReview || v.Questions[0].Federal.Name != "Transferred" || v.Questions[1].Federal != (FederalStatus{Name: "Supported", ActionsTaken: true}) {
			t.Errorf("registered, not sent: %s, %+v", v.Status, v.Questions)
		}
		if v.Due != nil {
			t.Errorf("nothing is owed any more, and the card says %s", v.Due.Date)
		}
		o.moves(draft.ID, documents.Dispatching, documents.Dispatched)
		if v = must(o.Of(t.Context(), o.clerk, id))(t); v.Status != PortalConsidered {
			t.Errorf("sent: %s", v.Status)
		}
	})
}

func TestAnAnswerIsWrittenOnceAndNewVersionsFollow(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		id := o.registered(complaint("Петрова Мария Ивановна"))
		o.show(id, o.officer)
		var first, second documents.Document
		o.ok(d.Tx(t.Context(), o.officer, func(tx *db.Tx) (err error) {
			if first, err = o.DraftAnswer(t.Context(), tx, o.officer, id); err != nil {
				return err
			}
			second, err = o.DraftAnswer(t.Context(), tx, o.officer, id)
			return err
		}))
		if first.ID == 0 || first.ID != second.ID {
			t.Fatalf("drafts %d and %d", first.ID, second.ID)
		}
		o.saysAll(first.ID, "1. Ремонт дороги", "Текст ответа.")
		if draft := o.answered(id, o.officer, AnswerLine{No: 1, Result: Explained, Text: "Ремонт в плане на май."}); draft.ID != first.ID {
			t.Errorf("a second draft %d beside %d", draft.ID, first.ID)
		}
		o.saysAll(first.ID, "разъясняем", "Ремонт в плане на май.")
		line := AnswerInput{Lines: []AnswerLine{{No: 1, Result: Explained}}}
		o.show(id, o.minister)
		_, err := o.Answer(t.Context(), o.minister, id, line)
		o.refused("appeal.answer_drafted", err)
		o.moves(first.ID, documents.OnSignature)
		_, err = o.Answer(t.Context(), o.officer, id, line)
		o.refused("appeal.answer_under_way", err)

		o.moves(first.ID, documents.SignatureRefused)
		must(o.docs.Withdraw(t.Context(), o.officer, first.ID, "Пишем заново"))(t)
		o.ok(o.onWithdrawn(t.Context(), documents.WasWithdrawn{DocumentID: first.ID}))
		v := must(o.Of(t.Context(), o.officer, id))(t)
		if !v.Questions[0].Open() || !slices.Contains(v.Actions, ActAnswer) || v.Due == nil {
			t.Errorf("after a refusal the appeal is where it was: %+v", v)
		}
		again := o.answered(id, o.officer, AnswerLine{No: 1, Result: NotSupported})
		if again.ID == first.ID {
			t.Error("the withdrawn draft lives on")
		}
	})
}

func TestAnAnnulledAnswerGivesTheQuestionsBack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		id := o.registered(complaint("Петрова Мария Ивановна"))
		o.show(id, o.officer)
		draft := o.answered(id, o.officer, AnswerLine{No: 1, Result: Supported})
		o.goes(draft.ID)
		must(o.docs.Annul(t.Context(), o.admin, draft.ID, "Не тот адресат"))(t)
		o.ok(o.onAnnulled(t.Context(), documents.WasAnnulled{DocumentID: draft.ID}))
		v := must(o.Of(t.Context(), o.officer, id))(t)
		if !v.Questions[0].Open() || v.Due == nil || v.Due.Date != on("2026-11-27") {
			t.Errorf("the question and the day of the law come back: %+v, %+v", v.Questions, v.Due)
		}
	})
}

func TestOneAnswerServesAllAuthorsAndDuplicates(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		in := complaint("Петрова Мария Ивановна", "Иванов Иван Иванович")
		in.Collective = true
		id := o.registered(in)
		other := complaint("Петрова Мария Ивановна")
		other.Authors[0].Address = "г. Глазов, ул. Кирова, д. 2"
		twin := o.registered(other)
		o.ok(o.Compare(t.Context(), o.clerk, twin, Comparison{EarlierID: id, Same: true, Recurrence: Duplicate}))
		o.show(id, o.officer)
		o.show(twin, o.officer)
		_, err := o.Answer(t.Context(), o.officer, twin, AnswerInput{Lines: []AnswerLine{{No: 1, Result: Explained}}})
		o.refused("appeal.duplicate", err)
		draft := must(o.Answer(t.Context(), o.officer, id, AnswerInput{Lines: []AnswerLine{{No: 1, Result: Explained}}, Everyone: true}))(t)
		if to := must(o.docs.Addressees(t.Context(), d, draft.ID))(t); len(to) != 3 {
			t.Errorf("two authors and the duplicate's: %+v", to)
		}
		o.saysAll(draft.ID, "Уважаемые заявители!")
		if strings.Contains(o.says(draft.ID), "Кирова") {
			t.Error("one author reads the address of another")
		}
		o.goes(draft.ID)
		v := must(o.Of(t.Context(), o.clerk, twin))(t)
		if v.Questions[0].Result != Explained || v.Due != nil || len(v.Letters) != 1 || !v.Letters[0].Main {
			t.Errorf("the duplicate is answered too: %+v", v)
		}
	})
}
