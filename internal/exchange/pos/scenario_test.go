package pos

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"veche/internal/appeals"
	"veche/internal/documents"
	"veche/internal/exchange/pos/contract"
	"veche/internal/exchange/pos/simulator"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	node "veche/smev/simulator"
)

// Scenario 15 of domain.md §17, on the side of the platform: one question is forwarded, one is answered; the platform
// shows «Рассматривается» until our own answer is sent.
func TestScenario15ThePlatformShowsUnderReviewUntilTheOwnAnswerIsSent(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		id, card := s.carded(citizen(func(i *contract.Item) {
			i.Questions = append(i.Questions, contract.Question{Theme: "0005.0005.0056.1149", Text: "Освещение улицы"})
		}))
		s.register(card)
		s.consider(card)
		city := must(s.docs.SaveCorrespondent(t.Context(), s.clerk, documents.Correspondent{Kind: "organisation", Name: "Администрация города", Channel: documents.ByPost}))(t)
		s.ok(s.Appeals.Forward(t.Context(), s.clerk, card, []int{2}, city.ID))
		s.round()
		if got := s.there(id); got.Status != contract.StatusUnderReview || len(got.Answers) != 0 {
			t.Errorf("one question went elsewhere: %s, %d answers", got.Status, len(got.Answers))
		}
		draft := must(s.Appeals.Answer(t.Context(), s.officer, card, appeals.AnswerInput{Lines: []appeals.AnswerLine{{No: 1, Result: appeals.Explained, Text: "Дорога отремонтирована."}}}))(t)
		s.round()
		if got := s.there(id); got.Status != contract.StatusUnderReview {
			t.Errorf("the answer is a draft: %s", got.Status)
		}
		s.signed(draft)
		s.round()
		got := s.there(id)
		if got.Status != contract.StatusConsidered || len(got.Answers) != 1 || !got.Answers[0].Final {
			t.Errorf("the own answer is sent: %s, %d answers", got.Status, len(got.Answers))
		}
		for i, want := range []string{"Explained", "Transferred"} {
			if have := must(s.Appeals.Of(t.Context(), s.clerk, card))(t).Questions[i].Federal.Name; have != want {
				t.Errorf("question %d is %s in the federal account, want %s", i+1, have, want)
			}
		}
	})
}

// Scenario 17 of domain.md §17: an item delivered twice, its Ack being lost, is one card; a status sent twice takes effect
// once; a refused line is mended and sent again without another card.
func TestScenario17DeliveredTwiceIsOneCardAndSentTwiceIsOneChange(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		s.rough = true // a lost Ack is an error of its step
		for mood, times := range map[node.Mood]int{node.LostAck: 2, node.Duplicate: 3} {
			s.ok(s.node.Moods.Set(mood, times))
		}
		id, card := s.carded(citizen())
		for range 3 {
			s.ask()
		}
		one := func(when string) {
			t.Helper()
			if n := s.count("SELECT count(*) FROM documents WHERE flow = 'appeal'"); n != 1 || s.count("SELECT count(*) FROM pos_items") != 1 || s.count("SELECT count(*) FROM pos_cards") != 1 {
				t.Fatalf("%s: %d cards", when, n)
			}
		}
		one("delivered more than once")
		if left := s.node.Moods.All(); len(left) != 0 {
			t.Errorf("the node has not misbehaved: %v", left)
		}

		s.rough = false
		s.ok(s.Resend(t.Context(), s.clerk, s.misspelt(id, card)))
		s.round()
		s.ok(s.node.Moods.Set(node.Duplicate, 3)) // and the status goes to the platform twice
		for range 3 {
			s.ok(s.show(t.Context(), Show{card}))
			s.round()
		}
		got := s.there(id)
		if got.Status != contract.StatusRegistered || !slices.Equal(statuses(got), []string{contract.StatusArrived, contract.StatusRegistered}) {
			t.Errorf("%s by %v", got.Status, statuses(got))
		}
		for key, times := range got.Taken {
			if times != 1 {
				t.Errorf("%s took effect %d times", key, times)
			}
		}
		one("mended and sent again")
	})
}

// From the arrival to the sent answer nobody types any datum that came with the item: all that persons put in on the way
// is written down and searched for what the citizen wrote. The letter holds those data all the same.
func TestNobodyTypesWhatCameWithTheItem(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		item := citizen()
		data := []string{"Петров", "Мария", "Ивановна", "Воткинск", "Мира", "petrova@example.org", "900 000", "пенсионер", "Отдел дорог", "Орлов", "ремонт", "0003.0009", "яма", "MINSTROY"}
		var typed bytes.Buffer
		by := func(input any) { s.ok(json.NewEncoder(&typed).Encode(input)) }

		id := s.submit(item, simulator.Upload{Name: "яма.txt", Content: strings.NewReader("снимок")})
		s.ask()
		data = append(data, id)
		card := *s.item(id).DocumentID

		registration := documents.RegisterInput{JournalID: s.journal.ID}
		by(registration)
		registered := must(s.docs.Register(t.Context(), s.clerk, card, registration))(t)
		s.consider(card)
		var draft documents.Document
		s.tx(func(tx *db.Tx) (err error) { // the executor takes the question, and types nothing
			draft, err = s.Appeals.DraftAnswer(t.Context(), tx, s.officer, card)
			return err
		})
		begun := s.letter(draft)
		answer := appeals.AnswerInput{Lines: []appeals.AnswerLine{{No: 1, Result: appeals.Explained, Text: "Работы выполнены полностью."}}}
		by(answer)
		draft = must(s.Appeals.Answer(t.Context(), s.officer, card, answer))(t)
		number := documents.RegisterInput{JournalID: s.outgoing.ID}
		by(number)
		sent := s.signed(draft)
		s.round()

		for _, datum := range data {
			if strings.Contains(strings.ToLower(typed.String()), strings.ToLower(datum)) {
				t.Errorf("%q was typed:\n%s", datum, &typed)
			}
		}
		for when, text := range map[string]string{"as the executor finds it": begun, "as it is signed": s.letter(sent)} {
			for _, want := range []string{"Петрова Мария Ивановна", registered.Number, "Ремонт дороги"} {
				if !strings.Contains(text, want) {
					t.Errorf("the letter %s does not hold %q", when, want)
				}
			}
		}
		got := s.there(id)
		if got.Status != contract.StatusConsidered || len(got.Answers) != 1 || got.Answers[0].Number != sent.Number || got.Answers[0].Result != contract.ResultExplained {
			t.Errorf("the answer: %s, %+v", got.Status, got.Answers)
		}
		if letter := must(s.docs.Get(t.Context(), d, sent.ID))(t); letter.State != documents.Delivered {
			t.Errorf("nobody has sent it, and it is %s", letter.State)
		}
	})
}

var tags = regexp.MustCompile(`<[^>]*>`)

// letter is the text of a letter's main file.
func (s *stand) letter(d documents.Document) string {
	s.t.Helper()
	list := must(s.docs.Files(s.t.Context(), s.db, d.ID))(s.t)
	at := slices.IndexFunc(list, func(f documents.File) bool { return f.Role == documents.Main && strings.HasSuffix(f.Name, ".docx") })
	if at < 0 {
		s.t.Fatalf("no text among %+v", list)
	}
	f := must(s.files.Open(s.t.Context(), list[at].SHA256))(s.t)
	defer f.Close()
	whole := must(io.ReadAll(f))(s.t)
	book := must(zip.NewReader(bytes.NewReader(whole), int64(len(whole))))(s.t)
	part := must(book.Open("word/document.xml"))(s.t)
	defer part.Close()
	return tags.ReplaceAllString(string(must(io.ReadAll(part))(s.t)), "")
}
