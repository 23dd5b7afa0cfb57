package appeals

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
	"testing"

	"veche/internal/documents"
	"veche/internal/documents/blanks"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

func TestEachGroundHasTheLetterThatTheLawWants(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		for _, c := range []struct {
			ground   Ground
			says     []string
			due      string // of the notice
			returned bool
		}{
			{CourtDecision, []string{"частью 2 статьи 11", "возвращается Вам", "вышестоящий суд"}, "2026-11-06", true},
			{Abusive, []string{"частью 3 статьи 11", "недопустимости злоупотребления правом"}, "2026-11-27", false},
			{Unreadable, []string{"частью 4 статьи 11", "не поддаётся прочтению"}, "2026-11-06", false},
			{NoSubstance, []string{"частью 4.1 статьи 11", "не позволяет определить суть"}, "2026-11-06", false},
			{AnswerPublished, []string{"части 5.1 статьи 11", "https://minstroy.example.org/answers/1"}, "2026-11-06", false},
			{Secret, []string{"части 6 статьи 11", "охраняемую федеральным законом тайну"}, "2026-11-27", false},
			{NoOtherBody, []string{"части 7 статьи 8", "в суд"}, "2026-11-06", true},
		} {
			id := o.registered(complaint("Петрова Мария Ивановна"))
			o.show(id, o.minister)
			o.ok(o.LeaveUnanswered(t.Context(), o.minister, id, LeaveInput{Ground: c.ground, Link: "https://minstroy.example.org/answers/1"}))
			l := o.letter(id, LetterGround)
			o.saysAll(l.DocumentID, append(c.says, "Уважаемая Мария Ивановна!")...)
			files := must(o.docs.Files(t.Context(), d, l.DocumentID))(t)
			if (len(files) == 2) != c.returned {
				t.Errorf("%s: the appeal goes back %v: %+v", c.ground, c.returned, files)
			}
			if v := must(o.Of(t.Context(), o.clerk, id))(t); v.Due == nil || v.Due.Date != on(c.due) || v.Questions[0].Result != LeftUnanswered {
				t.Errorf("%s: the author is told by %+v, want %s", c.ground, v.Due, c.due)
			}
			o.goes(l.DocumentID)
			if v := must(o.Of(t.Context(), o.clerk, id))(t); v.Due != nil {
				t.Errorf("%s: the notice has its number, and still %+v is owed", c.ground, v.Due)
			}
		}
	})
}

func TestGroundsThatWantNoLetterOrMoreThanAWord(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		nameless := complaint("Аноним")
		nameless.Authors[0].Address = ""
		for _, g := range []Ground{NoNameOrAddress, Unreadable} { // nobody to write to
			id := o.registered(nameless)
			o.show(id, o.minister)
			o.ok(o.LeaveUnanswered(t.Context(), o.minister, id, LeaveInput{Ground: g}))
			if v := must(o.Of(t.Context(), o.clerk, id))(t); len(v.Letters) != 0 || v.Due != nil {
				t.Errorf("%s: %+v, %+v", g, v.Letters, v.Due)
			}
		}
		id := o.registered(complaint("Петрова Мария Ивановна"))
		o.show(id, o.minister)
		o.refused("appeal.link_required", o.LeaveUnanswered(t.Context(), o.minister, id, LeaveInput{Ground: AnswerPublished, Link: "на сайте"}))
		asking := complaint("Петрова Мария Ивановна")
		asking.Kind = Application
		id = o.registered(asking)
		o.show(id, o.minister)
		o.refused("appeal.fields_wrong", o.LeaveUnanswered(t.Context(), o.minister, id, LeaveInput{Ground: NoOtherBody}))
	})
}

func TestACorrespondenceEndsByASignedDecisionThatNamesTheAnswers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		var numbers []string
		var earlier []int64
		for range 2 {
			id := o.registered(complaint("Петрова Мария Ивановна"))
			o.show(id, o.officer)
			answer := o.goes(o.answered(id, o.officer, AnswerLine{No: 1, Result: Explained, Text: "Ремонт в плане."}).ID)
			numbers, earlier = append(numbers, answer.Number), append(earlier, id)
		}
		id := o.registered(complaint("Петрова Мария Ивановна"))
		o.show(id, o.minister)
		o.show(earlier[0], o.minister)
		o.show(earlier[1], o.minister)
		ceased := LeaveInput{Ground: CorrespondenceCeased, Reason: "Доводы прежние."}
		o.ok(o.Compare(t.Context(), o.clerk, id, Comparison{EarlierID: earlier[0], Same: true, Recurrence: Multiple}))
		o.refused("appeal.few_answers", o.LeaveUnanswered(t.Context(), o.minister, id, ceased))
		o.ok(o.Compare(t.Context(), o.clerk, id, Comparison{EarlierID: earlier[1], Same: true, Recurrence: Multiple}))
		if v := must(o.Previous(t.Context(), o.clerk, id))(t); v.Counts != 2 || v.Needed != 2 || len(v.Before) != 2 || v.Before[0].Answer == nil {
			t.Errorf("shown beside the appeal: %+v", v)
		}
		o.refused("appeal.denied", o.LeaveUnanswered(t.Context(), o.clerk, id, ceased))
		o.ok(o.LeaveUnanswered(t.Context(), o.minister, id, ceased))
		decision := o.letter(id, LetterDecision)
		o.saysAll(decision.DocumentID, numbers[0], numbers[1], "Доводы прежние", "части 5 статьи 11", "прекратить переписку")
		if v := must(o.Of(t.Context(), o.minister, id))(t); v.Ground != "" || !v.Questions[0].Open() {
			t.Error("the correspondence has ended without a signature")
		}
		o.refused("appeal.decision_under_way", o.LeaveUnanswered(t.Context(), o.minister, id, ceased))

		signed := o.goes(decision.DocumentID)
		v := must(o.Of(t.Context(), o.minister, id))(t)
		if v.Ground != CorrespondenceCeased || v.Questions[0].Result != LeftUnanswered || v.Due == nil {
			t.Errorf("%+v", v)
		}
		o.saysAll(o.letter(id, LetterGround).DocumentID, numbers[0], numbers[1], signed.Number, "О прекращении переписки")

		other := o.registered(complaint("Сидорова Анна Петровна"))
		o.show(other, o.minister)
		o.refused("appeal.few_answers", o.LeaveUnanswered(t.Context(), o.minister, other, ceased))
	})
}

func TestDocumentsAreAskedForAndAwaitedFifteenDays(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		id := o.registered(complaint("Петрова Мария Ивановна"))
		o.show(id, o.officer)
		draft := must(o.RequestDocuments(t.Context(), o.officer, id, RequestInput{To: o.city.ID, What: "Акт осмотра дороги"}))(t)
		o.saysAll(draft.ID, "Администрация города", "Акт осмотра дороги", "частью 2 статьи 10", "15 дней")
		request := func() RequestView { return must(o.Of(t.Context(), o.officer, id))(t).Requests[0] }
		if r := request(); !r.AskedOn.IsZero() || !r.DueOn.IsZero() {
			t.Errorf("the term runs before the request has left: %+v", r)
		}
		o.refused("appeal.no_request", o.GotDocuments(t.Context(), o.officer, id, request().ID, AnsweredInput{}))
		o.goes(draft.ID)
		if r := request(); r.DueOn != on("2026-11-13") || r.Overdue {
			t.Errorf("fifteen days from 30.10.2026, before the days off: %+v", r)
		}
		o.at("2026-11-14")
		if !request().Overdue {
			t.Error("the fifteen days are over")
		}
		o.ok(o.GotDocuments(t.Context(), o.officer, id, request().ID, AnsweredInput{}))
		if r := request(); r.AnsweredOn != on("2026-11-14") || r.Overdue {
			t.Errorf("%+v", r)
		}
		v := must(o.Of(t.Context(), o.officer, id))(t)
		if v.Due == nil || v.Due.Date != on("2026-11-27") {
			t.Errorf("a request does not move the day of the answer: %+v", v.Due)
		}
		interim := must(o.Interim(t.Context(), o.officer, id, InterimInput{Text: "Получен акт осмотра."}))(t)
		o.saysAll(interim.ID, "Получен акт осмотра.", "не позднее 27.11.2026")
		o.goes(interim.ID)
		if v = must(o.Of(t.Context(), o.officer, id))(t); !v.Questions[0].Open() || v.Due == nil {
			t.Error("an interim answer has stopped the clock")
		}
	})
}

func TestAnEmailGetsALetterThatNamesTheChannels(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		id := o.arrived(complaint("Петрова Мария Ивановна"))
		draft := must(o.ReplyToEmail(t.Context(), o.clerk, id, EmailInput{Name: "Петров Пётр Ильич", Email: "petrov@example.org"}))(t)
		o.saysAll(draft.ID, "Уважаемый Пётр Ильич!", "поступило 30.10.2026", "547-ФЗ", "www.gosuslugi.ru", "интернет-приёмную")
		to := must(o.docs.Addressees(t.Context(), d, draft.ID))(t)
		if card := must(o.docs.Get(t.Context(), d, id))(t); card.State != documents.NotRegistrable || to[0].Channel != documents.ByEmail {
			t.Errorf("%s, %+v", card.State, to)
		}
		_, err := o.ReplyToEmail(t.Context(), o.clerk, id, EmailInput{Name: "Петров Пётр Ильич", Email: "petrov@example.org"})
		o.refused("appeal.registered_already", err)
	})
}

func TestABodyPutsItsOwnForm(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		_, err := o.Forms(t.Context(), o.clerk)
		o.refused("appeal.forms_denied", err)
		list := must(o.Forms(t.Context(), o.admin))(t)
		if len(list) != len(forms) {
			t.Errorf("%d forms", len(list))
		}
		name, docx, err := o.FormFile(t.Context(), o.admin, formExtension)
		o.ok(err)
		if name != "Уведомление о продлении срока рассмотрения.docx" {
			t.Error(name)
		}
		o.refused("appeal.form_broken", o.PutForm(t.Context(), o.admin, formExtension, "бланк.docx", []byte("не бланк")))
		o.refused("appeal.form_field", o.PutForm(t.Context(), o.admin, formExtension, "бланк.docx", swapped(t, docx, "{{reason}}", "{{причина}}")))
		o.ok(o.PutForm(t.Context(), o.admin, formExtension, "бланк.docx", swapped(t, docx, "Ответ будет направлен", "С уважением ответ направим")))
		id := o.registered(complaint("Петрова Мария Ивановна"))
		o.show(id, o.minister)
		o.ok(o.Extend(t.Context(), o.minister, id, "Нужен выезд"))
		o.saysAll(o.letter(id, LetterExtension).DocumentID, "С уважением ответ направим")
		o.ok(o.ResetForm(t.Context(), o.admin, formExtension))
		if list = must(o.Forms(t.Context(), o.admin))(t); list[4].Name != "" {
			t.Errorf("the built-in form is in force again: %+v", list[4])
		}
	})
}

// swapped is a DOCX with other words, as a word processor would save it.
func swapped(t *testing.T, docx []byte, was, is string) []byte {
	t.Helper()
	in := must(zip.NewReader(bytes.NewReader(docx), int64(len(docx))))(t)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range in.File {
		part := must(f.Open())(t)
		var content bytes.Buffer
		must(content.ReadFrom(part))(t)
		w := must(z.Create(f.Name))(t)
		must(w.Write([]byte(strings.ReplaceAll(content.String(), was, is))))(t)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Every built-in form asks only for what letters fill, and every ground that wants a notice has its form.
func TestTheFormsAreWhole(t *testing.T) {
	for _, f := range forms {
		for _, field := range must(blanks.Asked(must(f.builtIn())(t)))(t) {
			if !slices.Contains(fields, field) {
				t.Errorf("%s asks for %s", f.code, field)
			}
		}
	}
	for g, c := range consequences {
		if _, known := formOf(FormCode(g)); known != c.Notice {
			t.Errorf("%s: notice %v, form %v", g, c.Notice, known)
		}
	}
}

func TestGreetings(t *testing.T) {
	for name, want := range map[string]string{
		"Петрова Мария Ивановна": "Уважаемая Мария Ивановна!", "Иванов Иван Ильич": "Уважаемый Иван Ильич!", "Алиев Рустам Мамед оглы": "Здравствуйте!",
		"ООО «Ромашка»": "Здравствуйте!",
	} {
		if got := greeting([]Author{{Name: name}}, false); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
}
