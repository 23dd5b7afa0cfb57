package interagency_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"veche/internal/documents"
	"veche/internal/interagency"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/smev/message"
	smevsim "veche/smev/simulator"
)

func (s *stand) asks() message.MessageID {
	s.t.Helper()
	id := must(s.agency.Ask(s.t.Context(), "permit", map[string]string{"snils": goodSNILS}))(s.t)
	s.round()
	return id
}

func TestARequestOfOthersIsAnsweredOnceHoweverOftenItComes(t *testing.T) {
	for _, mood := range []smevsim.Mood{"a good day", smevsim.LostAck, smevsim.Duplicate, smevsim.LostAnswer} {
		t.Run(string(mood), func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				s := newStand(t, d)
				s.rough = true
				if mood != "a good day" {
					s.ok(s.node.Moods.Set(mood, 3))
				}
				s.asks()
				for range 4 {
					s.late += time.Minute
					s.round()
				}
				list, _, err := s.Inquiries(t.Context(), s.officer, interagency.Filter{}, "")
				if err != nil || len(list) != 1 || list[0].DueAt.Sub(list[0].ArrivedAt) != 48*time.Hour || list[0].Verdict == "" {
					t.Fatalf("in the queue: %v %+v", err, list)
				}
				c := must(s.ShowInquiry(t.Context(), s.officer, list[0].ID))(t)
				if len(c.Facts) == 0 || c.Facts[0] != (interagency.Fact{Name: "snils", Label: "СНИЛС", Value: goodSNILS}) {
					t.Errorf("asked: %+v", c.Facts)
				}
				letter := s.letter()
				must(s.Reply(t.Context(), s.officer, list[0].ID, interagency.ReplyInput{Facts: map[string]string{"address": "г. Ижевск"}, DocumentID: &letter.ID}))(t)
				_, err = s.Refuse(t.Context(), s.officer, list[0].ID, interagency.RefusalInput{Reason: message.ReasonNoData, Words: "Нет"})
				s.refused("interagency.inquiry_answered", err)
				for range 4 {
					s.late += time.Minute
					s.round()
				}
				_, _, sent := s.agency.Look()
				if len(sent) != 1 || sent[0].Times != 1 || len(sent[0].Facts) != 1 || sent[0].Facts[0].Value != "г. Ижевск" || len(sent[0].Files) != 1 {
					t.Errorf("what came back: %+v", sent)
				}
				if list, _, _ := s.Inquiries(t.Context(), s.stranger, interagency.Filter{Queue: interagency.Closed}, ""); len(list) != 0 {
					t.Errorf("strangers see %+v", list)
				}
			})
		})
	}
}

// letter is a draft of the officer with a text.
func (s *stand) letter() documents.Document {
	s.t.Helper()
	kinds := must(s.docs.Kinds(s.t.Context(), s.d, s.body))(s.t)
	for _, k := range kinds {
		if k.Flow != documents.Outgoing {
			continue
		}
		return must(s.docs.CreateDraft(s.t.Context(), s.officer, documents.DraftInput{Flow: documents.Outgoing, KindID: k.ID, Summary: "Справка о разрешении", Template: true}))(s.t)
	}
	s.t.Fatal("no kind of letters")
	return documents.Document{}
}

func TestARefusalOfOursReachesWhoAsked(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		s.asks()
		list, _, _ := s.Inquiries(t.Context(), s.officer, interagency.Filter{}, "")
		s.pass(49 * time.Hour)
		if n := s.count("SELECT count(*) FROM notices WHERE code = 'interagency.inquiry_overdue'"); n != 4 {
			t.Errorf("%d people were told that the term has passed", n)
		}
		must(s.Refuse(t.Context(), s.officer, list[0].ID, interagency.RefusalInput{Reason: message.ReasonNoData, Words: "Разрешение не выдавалось"}))(t)
		s.round()
		if _, _, sent := s.agency.Look(); sent[0].Refused != "NO_DATA: Разрешение не выдавалось" {
			t.Errorf("what came back: %+v", sent)
		}
	})
}

func TestARequestWithoutAnAddressInSMEVGoesByLetter(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		q := must(s.AskBy(t.Context(), s.officer, interagency.AskInput{Kind: "paper", Fields: map[string]string{"snils": goodSNILS, "birthDate": "1980-02-29"}, Send: true, SignatoryID: &s.executive.PersonID}))(t)
		if q.State != interagency.Draft || q.LetterID == nil {
			t.Fatalf("the letter is drafted: %+v", q)
		}
		text := must(s.docs.Get(t.Context(), d, *q.LetterID))(t)
		if !strings.Contains(text.Summary, "Копия архивного дела") {
			t.Errorf("letter: %+v", text)
		}
		s.ok(s.signing.SendToSignature(t.Context(), s.officer, *q.LetterID))
		current := must(s.docs.CurrentVersion(t.Context(), d, *q.LetterID))(t)
		must(s.signing.Sign(t.Context(), s.executive, *q.LetterID, s.shaOf(current)))(t)
		s.round()
		if c := s.card(q.ID); c.State != interagency.Signed || c.SignedAt == nil {
			t.Fatalf("signed: %s", c.State)
		}
		must(s.docs.Register(t.Context(), s.clerk, *q.LetterID, documents.RegisterInput{JournalID: s.journal.ID}))(t)
		must(s.dispatch.Send(t.Context(), s.clerk, *q.LetterID))(t)
		s.tx(func(tx *db.Tx) error { // handed to the post
			d, err := s.docs.Lock(context.Background(), tx, *q.LetterID)
			if err != nil {
				return err
			}
			return s.docs.Move(context.Background(), tx, &d, documents.Dispatched, "document.dispatched", nil)
		})
		s.round()
		c := s.card(q.ID)
		if c.State != interagency.Sent || c.DueAt == nil || c.DueAt.Sub(*c.SentAt) < 5*24*time.Hour {
			t.Fatalf("sent: %s due %v", c.State, c.DueAt)
		}
		s.pass(15 * 24 * time.Hour)
		if c = s.card(q.ID); c.State != interagency.Timeout {
			t.Errorf("after the term: %s", c.State)
		}
		_, err := s.Resend(t.Context(), s.officer, q.ID)
		s.refused("interagency.by_letter", err)
		reply := s.replyComes()
		_, err = s.AttachCard(t.Context(), s.stranger, q.ID, reply)
		s.refused("interagency.request_not_found", err)
		_, err = s.AttachCard(t.Context(), s.clerk, q.ID, *q.LetterID)
		s.refused("interagency.fields_wrong", err)
		must(s.AttachCard(t.Context(), s.clerk, q.ID, reply))(t)
		s.round()
		if c = s.card(q.ID); c.State != interagency.Answered || !c.Answers[0].Late || c.Answers[0].DocumentID == nil || !c.Overdue {
			t.Errorf("answered: %+v", c.Row)
		}
	})
}

func (s *stand) shaOf(v documents.Version) string {
	s.t.Helper()
	return must(s.docs.FileByID(s.t.Context(), s.d, v.FileID))(s.t).SHA256
}

// replyComes registers an incoming letter.
func (s *stand) replyComes() int64 {
	s.t.Helper()
	ctx := context.Background()
	file := must(s.docs.StoreText(ctx, "ответ.txt", "Сведения"))(s.t)
	d := must(s.docs.Receive(ctx, s.clerk, []documents.Stored{file}))(s.t)
	from := must(db.One[int64](ctx, s.d, "SELECT correspondent_id FROM addressees ORDER BY id LIMIT 1"))(s.t)
	d = must(s.docs.Describe(ctx, s.clerk, d.ID, documents.Description{KindID: d.KindID, Summary: "Ответ", CorrespondentID: &from, Channel: documents.ByPost, Version: d.Version}))(s.t)
	must(s.docs.Register(ctx, s.clerk, d.ID, documents.RegisterInput{JournalID: s.incoming.ID}))(s.t)
	return d.ID
}

// The contents of both sides are valid by the schema of their kind, and the signature beside a content is one for OpenSSL.
func TestContentsAreValidAndSignedForOthersToo(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		q := s.ask("address", true)
		s.round()
		dir := t.TempDir()
		kind := must(db.One[int64](t.Context(), d, "SELECT id FROM request_kinds WHERE code = 'address'"))(t)
		schema := filepath.Join(dir, "kind.xsd")
		s.ok(os.WriteFile(schema, []byte(must(s.SchemaOf(t.Context(), s.integrator, kind))(t)), 0o600))
		texts := must(s.Raw(t.Context(), s.officer, q.ID))(t)
		if len(texts) != 3 {
			t.Fatalf("%d texts", len(texts))
		}
		for _, text := range []string{texts[0], texts[2]} {
			name := filepath.Join(dir, "content.xml")
			s.ok(os.WriteFile(name, []byte(text), 0o600))
			if out, err := exec.Command("xmllint", "--nonet", "--noout", "--schema", schema, name).CombinedOutput(); err != nil {
				t.Errorf("%v: %s\n%s", err, out, text)
			}
		}
		signedForOpenSSL(t, dir, texts[1])
		if n := s.count("SELECT count(*) FROM audit WHERE action = 'interagency.raw_read'"); n != 1 {
			t.Errorf("reading raw texts left %d traces", n)
		}
	})
}
