package dispatch

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"veche/internal/assignments"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/org/orgtest"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
	"veche/internal/platform/jobs"
	"veche/internal/platform/jobs/jobstest"
	"veche/internal/registry"
	"veche/internal/signing"
)

// region is two bodies of one platform: a ministry that writes and a city that receives.
type region struct {
	*Service
	t                             *testing.T
	db                            *db.DB
	town                          *orgtest.Town
	worker                        *jobs.Worker
	store                         *files.Store
	docs                          *documents.Service
	numbers                       *registry.Service
	ministry, city                int64
	minister, officer, clerk      auth.Actor
	cityClerk, cityChief, anybody auth.Actor
	letter                        int64
	outgoing, incoming, back      registry.Journal
}

func newRegion(t *testing.T, d *db.DB) *region {
	t.Helper()
	store := must(files.Open(t.TempDir()))(t)
	town := orgtest.New(t, d)
	r := &region{t: t, db: d, town: town, store: store, ministry: town.Body("Минстрой"), city: town.Body("Администрация города")}
	r.numbers = registry.New(d, town.Org)
	r.docs = documents.New(d, store, town.Org, r.numbers, calendar.Russia())
	sig := signing.New(d, r.docs, town.Org, store, nil, nil, nil, nil)
	r.Service = New(d, town.Org, r.docs, sig, assignments.New(d, town.Org, r.docs, calendar.Russia(), nil, assignments.Settings{}))
	r.worker = jobs.New(d, slog.New(slog.DiscardHandler))
	Jobs(r.worker, r.Service)

	here, there := town.Unit(r.ministry, 0, "Аппарат"), town.Unit(r.city, 0, "Канцелярия")
	r.minister = town.Person(r.ministry, here, "Орлов Сергей Викторович", "Министр", org.Executive)
	r.officer = town.Person(r.ministry, here, "Сидорова Елена Кирилловна", "Консультант", org.Executor)
	r.clerk = town.Person(r.ministry, here, "Васильева Ольга Николаевна", "Делопроизводитель", org.Clerk, org.Administrator)
	r.cityClerk = town.Person(r.city, there, "Кузнецова Анна Петровна", "Делопроизводитель", org.Clerk, org.Administrator)
	r.cityChief = town.Person(r.city, there, "Ершова Лидия Владимировна", "Начальник канцелярии", org.ChiefClerk, org.Restricted)
	r.anybody = town.Person(r.city, there, "Никитин Пётр Сергеевич", "Специалист", org.Executor)
	for _, flow := range []documents.Flow{documents.Incoming, documents.Outgoing} {
		id := r.insert("kinds", documents.Kind{Flow: flow, Name: "Письмо", SignWith: "simple", Active: true})
		if flow == documents.Outgoing {
			r.letter = id
		}
	}
	r.outgoing = r.journal(r.clerk, "outgoing", "01-15/{seq}")
	r.incoming = r.journal(r.cityClerk, "incoming", "ВХ-{seq}")
	r.back = r.journal(r.cityClerk, "outgoing", "ИСХ-{seq}")
	return r
}

func must[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func (r *region) insert(table string, row any) (id int64) {
	r.t.Helper()
	r.tx(func(tx *db.Tx) (err error) {
		id, err = db.Insert(r.t.Context(), tx, table, row)
		return err
	})
	return id
}

func (r *region) journal(by auth.Actor, flow, template string) registry.Journal {
	r.t.Helper()
	return must(r.numbers.SaveJournal(r.t.Context(), by, registry.Journal{Name: flow, Flow: flow, Template: template, Period: "year", Active: true}))(r.t)
}

func (r *region) tx(fn func(tx *db.Tx) error) {
	r.t.Helper()
	if err := r.db.Tx(context.Background(), auth.System("test"), fn); err != nil {
		r.t.Fatal(err)
	}
}

// to is an addressee in the ministry's address book.
func (r *region) to(c documents.Correspondent) documents.AddresseeLine {
	r.t.Helper()
	c = must(r.docs.SaveCorrespondent(r.t.Context(), r.clerk, c))(r.t)
	return documents.AddresseeLine{CorrespondentID: c.ID, Channel: c.Channel}
}

func (r *region) toCity() documents.AddresseeLine {
	return r.to(documents.Correspondent{Kind: "body", Name: "Администрация города", OfBodyID: &r.city, Channel: documents.ByPlatform})
}

// registered is a signed and registered letter of the ministry.
func (r *region) registered(text string, to ...documents.AddresseeLine) documents.Document {
	r.t.Helper()
	ctx := r.t.Context()
	d := must(r.docs.CreateDraft(ctx, r.officer, documents.DraftInput{Flow: documents.Outgoing, KindID: r.letter, Summary: "О капитальном ремонте"}))(r.t)
	blob := must(r.store.Put(ctx, strings.NewReader(text), 1<<20))(r.t)
	must(r.docs.AddVersion(ctx, r.officer, d.ID, documents.Stored{Name: "письмо.txt", Blob: blob}, ""))(r.t)
	d = must(r.docs.Describe(ctx, r.officer, d.ID, documents.Description{
		KindID: r.letter, Summary: "О капитальном ремонте", SignatoryID: &r.minister.PersonID, Sheets: 3, Addressees: to, Version: r.card(d.ID).Version,
	}))(r.t)
	r.sign(&d)
	return must(r.docs.Register(ctx, r.clerk, d.ID, documents.RegisterInput{JournalID: r.outgoing.ID}))(r.t)
}

// sign puts a simple signature under the current version as the signing subject does.
func (r *region) sign(d *documents.Document) {
	r.t.Helper()
	r.tx(func(tx *db.Tx) error {
		if err := r.docs.Move(r.t.Context(), tx, d, documents.OnSignature, "test", nil); err != nil {
			return err
		}
		v := must(r.docs.CurrentVersion(r.t.Context(), tx, d.ID))(r.t)
		_, err := db.Insert(r.t.Context(), tx, "signatures", signing.Signature{
			BodyID: d.BodyID, DocumentID: d.ID, VersionID: &v.ID, SHA256: v.SHA256, Kind: signing.Simple, Place: 1,
			SignerID: &r.minister.PersonID, SignerName: r.minister.Name, SignerPost: r.minister.Post, SignedAt: tx.Now, Verdict: signing.Valid,
		})
		if err != nil {
			return err
		}
		return r.docs.Move(r.t.Context(), tx, d, documents.Signed, "test", nil)
	})
}

func (r *region) card(id int64) documents.Document {
	r.t.Helper()
	return must(r.docs.Get(r.t.Context(), r.db, id))(r.t)
}

func (r *region) only(documentID int64) Delivery {
	r.t.Helper()
	list := must(r.deliveries(r.t.Context(), r.db, documentID))(r.t)
	if len(list) != 1 {
		r.t.Fatalf("%d deliveries", len(list))
	}
	return list[0]
}

func refused(t *testing.T, err error, code string) {
	t.Helper()
	if !fail.Is(err, code) {
		t.Errorf("got %v, want %s", err, code)
	}
}

func TestLetterToAnotherBodyArrivesWithEverythingThatCame(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newRegion(t, d)
		letter := r.registered("Просим рассмотреть.", r.toCity())
		must(r.Send(t.Context(), r.clerk, letter.ID))(t)
		jobstest.Run(t, r.worker)

		v := r.only(letter.ID)
		if v.State != Delivered || v.ToDocumentID == nil || r.card(letter.ID).State != documents.Delivered {
			t.Fatalf("delivery %s, card %s", v.State, r.card(letter.ID).State)
		}
		there := must(r.docs.Open(t.Context(), d, r.cityClerk, *v.ToDocumentID))(t)
		sender := must(r.docs.Correspondent(t.Context(), d, *there.CorrespondentID))(t)
		if there.State != documents.Received || there.SenderNumber != "01-15/1" || there.SenderDate != letter.RegisteredOn ||
			there.Summary != letter.Summary || there.Sheets != 3 || sender.Name != "Минстрой" || there.SenderSignatory != "Орлов С. В., Министр" {
			t.Errorf("the card there: %+v from %s", there, sender.Name)
		}
		here, copied := must(r.docs.Files(t.Context(), d, letter.ID))(t), must(r.docs.Files(t.Context(), d, there.ID))(t)
		if len(copied) != 1 || copied[0].SHA256 != here[0].SHA256 || copied[0].Role != documents.Main {
			t.Errorf("files there: %+v", copied)
		}
		signatures := must(db.All[string](t.Context(), d, "SELECT signer_name FROM signatures WHERE document_id = $1", there.ID))(t)
		if len(signatures) != 1 || signatures[0] != "Орлов С. В." {
			t.Errorf("signatures there: %v", signatures)
		}
		links := must(r.docs.Links(t.Context(), d, letter.ID))(t)
		if len(links) != 1 || links[0].Kind != documents.Copy || links[0].FromID != there.ID {
			t.Errorf("links %+v", links)
		}

		// Neither side sees the other's card.
		_, err := r.docs.Open(t.Context(), d, r.cityClerk, letter.ID)
		refused(t, err, "document.not_found")
		_, err = r.docs.Open(t.Context(), d, r.clerk, there.ID)
		refused(t, err, "document.not_found")

		must(r.docs.Register(t.Context(), r.cityClerk, there.ID, documents.RegisterInput{JournalID: r.incoming.ID}))(t)
		jobstest.Run(t, r.worker)
		if v = r.only(letter.ID); v.State != Registered || v.ToNumber != "ВХ-1" || v.ToDate.IsZero() {
			t.Errorf("the sender sees %s %s %s", v.State, v.ToNumber, v.ToDate)
		}
	})
}

func TestRepeatedDeliveryMakesOneCard(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newRegion(t, d)
		letter := r.registered("Один раз.", r.toCity())
		list := must(r.Send(t.Context(), r.clerk, letter.ID))(t)
		for range 3 {
			if err := r.deliver(t.Context(), Deliver{list[0].ID}); err != nil {
				t.Fatal(err)
			}
		}
		jobstest.Run(t, r.worker)
		cards := must(db.One[int](t.Context(), d, "SELECT count(*) FROM documents WHERE body_id = $1", r.city))(t)
		if cards != 1 {
			t.Errorf("%d cards of one letter", cards)
		}
		_, err := r.Send(t.Context(), r.clerk, letter.ID)
		refused(t, err, "document.wrong_state")
	})
}

func TestRefusalComesBackWithItsReason(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newRegion(t, d)
		letter := r.registered("Не туда.", r.toCity())
		must(r.Send(t.Context(), r.clerk, letter.ID))(t)
		jobstest.Run(t, r.worker)
		there := *r.only(letter.ID).ToDocumentID
		must(r.docs.ReturnToSender(t.Context(), r.cityClerk, there, "Вопрос не в нашем ведении"))(t)
		jobstest.Run(t, r.worker)
		if v := r.only(letter.ID); v.State != Refused || v.Reason != "Вопрос не в нашем ведении" {
			t.Errorf("the sender sees %s %q", v.State, v.Reason)
		}
		if state := r.card(letter.ID).State; state != documents.RefusedThere {
			t.Errorf("the card is %s", state)
		}
	})
}

func TestRestrictedLetterStaysRestrictedThere(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newRegion(t, d)
		letter := r.registered("Тихо.", r.toCity())
		r.tx(func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE documents SET access_mark = 'dsp' WHERE id = $1", letter.ID)
			return err
		})
		must(r.Send(t.Context(), r.clerk, letter.ID))(t)
		jobstest.Run(t, r.worker)
		there := *r.only(letter.ID).ToDocumentID
		for who, sees := range map[*auth.Actor]bool{&r.cityChief: true, &r.cityClerk: false, &r.anybody: false} {
			if got := must(r.docs.Sees(t.Context(), d, *who, there))(t); got != sees {
				t.Errorf("%s sees: %v", who.Name, got)
			}
		}
		byMail := r.registered("Тихо по почте.", r.to(documents.Correspondent{Kind: "organisation", Name: "ООО «Ромашка»", Email: "mail@example.org", Channel: documents.ByEmail}))
		r.tx(func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE documents SET access_mark = 'dsp' WHERE id = $1", byMail.ID)
			return err
		})
		_, err := r.Send(t.Context(), r.clerk, byMail.ID)
		refused(t, err, "dispatch.restricted_email")

		nobody := r.town.Body("Минздрав")
		lost := r.registered("Тихо никому.", r.to(documents.Correspondent{Kind: "body", Name: "Минздрав", OfBodyID: &nobody, Channel: documents.ByPlatform}))
		r.tx(func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE documents SET access_mark = 'dsp' WHERE id = $1", lost.ID)
			return err
		})
		_, err = r.Send(t.Context(), r.clerk, lost.ID)
		refused(t, err, "dispatch.nobody_admitted")
	})
}

func TestWhoMaySendAndWhen(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newRegion(t, d)
		letter := r.registered("Кому можно.", r.toCity())
		_, err := r.Send(t.Context(), r.officer, letter.ID)
		refused(t, err, "dispatch.denied")
		_, err = r.Send(t.Context(), r.cityClerk, letter.ID)
		refused(t, err, "document.not_found")
		nobody := r.registered("Никому.")
		_, err = r.Send(t.Context(), r.clerk, nobody.ID)
		refused(t, err, "dispatch.no_addressees")
	})
}

func TestALetterThatCameBackGoesOutOnceMore(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newRegion(t, d)
		letter := r.registered("Почтой.", r.to(documents.Correspondent{Kind: "organisation", Name: "ООО «Ромашка»", Address: "г. Ижевск, ул. Садовая, 1", Channel: documents.ByPost}))
		must(r.Send(t.Context(), r.clerk, letter.ID))(t)
		waiting := must(r.Waiting(t.Context(), r.clerk, documents.ByPost))(t)
		id := waiting[0].DeliveryID
		refused(t, r.ComeBack(t.Context(), r.clerk, id, "Вернулось"), "dispatch.not_sent")
		first := must(r.Collect(t.Context(), r.clerk, documents.ByPost, []int64{id}))(t)
		if err := r.HandOver(t.Context(), r.clerk, first.ID); err != nil {
			t.Fatal(err)
		}
		refused(t, r.ComeBack(t.Context(), r.clerk, id, " "), "dispatch.reason_required")
		refused(t, r.ComeBack(t.Context(), r.cityClerk, id, "Вернулось"), "delivery.not_found")
		if err := r.ComeBack(t.Context(), r.clerk, id, "Истёк срок хранения"); err != nil {
			t.Fatal(err)
		}
		list := must(r.Deliveries(t.Context(), r.clerk, letter.ID))(t)
		if list[0].State != Failed || list[0].Reason != "Истёк срок хранения" || r.card(letter.ID).State != documents.DeliveryFailed {
			t.Errorf("came back as %+v", list[0])
		}
		must(r.Send(t.Context(), r.clerk, letter.ID))(t)
		if again := must(r.Waiting(t.Context(), r.clerk, documents.ByPost))(t); len(again) != 1 || again[0].DeliveryID != id {
			t.Errorf("it waits for another register: %+v", again)
		}
	})
}

func TestPostGoesOutWithARegister(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newRegion(t, d)
		letter := r.registered("Почтой.", r.to(documents.Correspondent{Kind: "organisation", Name: "ООО «Ромашка»", Address: "г. Ижевск, ул. Садовая, 1", Channel: documents.ByPost}))
		must(r.Send(t.Context(), r.clerk, letter.ID))(t)
		waiting := must(r.Waiting(t.Context(), r.clerk, documents.ByPost))(t)
		if len(waiting) != 1 || waiting[0].Number != "01-15/1" {
			t.Fatalf("waiting %+v", waiting)
		}
		list := must(r.Collect(t.Context(), r.clerk, documents.ByPost, []int64{waiting[0].DeliveryID}))(t)
		_, err := r.Collect(t.Context(), r.clerk, documents.ByPost, []int64{waiting[0].DeliveryID})
		refused(t, err, "dispatch.not_waiting")
		var handed [4]error
		var all sync.WaitGroup
		for i := range handed {
			all.Go(func() { handed[i] = r.HandOver(t.Context(), r.clerk, list.ID) })
		}
		all.Wait()
		done := 0
		for _, err := range handed {
			if err == nil {
				done++
				continue
			}
			refused(t, err, "dispatch.handed_already")
		}
		if done != 1 {
			t.Errorf("handed over %d times", done)
		}
		if state := r.card(letter.ID).State; state != documents.Dispatched {
			t.Errorf("card %s", state)
		}
		refused(t, r.Confirm(t.Context(), r.clerk, waiting[0].DeliveryID, " ", true), "dispatch.tracking_required")
		if err := r.Confirm(t.Context(), r.clerk, waiting[0].DeliveryID, "80080512345678", true); err != nil {
			t.Fatal(err)
		}
		if state := r.card(letter.ID).State; state != documents.Delivered {
			t.Errorf("card %s", state)
		}
		_, _, err = r.Lines(t.Context(), r.cityClerk, list.ID)
		refused(t, err, "delivery_register.not_found")
	})
}
