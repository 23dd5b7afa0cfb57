package signing_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/audit/audittest"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs/jobstest"
	"veche/internal/signing"
	"veche/internal/signing/signingtest"
	"veche/internal/tasks"
)

// free lets every text be signed; blocked lets none.
type free struct{}

func (free) Allow(context.Context, db.Reader, documents.Document, documents.Version) error {
	return nil
}

type blocked struct{}

func (blocked) Allow(context.Context, db.Reader, documents.Document, documents.Version) error {
	return fail.New(fail.Conflict, "signing.approval_needed", "not approved")
}

func settle(t *testing.T, d *db.DB) *signingtest.Ministry {
	t.Helper()
	return signingtest.New(t, d, free{})
}

// sent is a letter that waits for the minister.
func sent(t *testing.T, m *signingtest.Ministry, kind int64) (documents.Document, documents.Version) {
	t.Helper()
	card, v := m.Draft(kind, letterText)
	ok(t, m.Signing.SendToSignature(t.Context(), m.Author, card.ID))
	return card, v
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t *testing.T, err error, code string) {
	t.Helper()
	if !fail.Is(err, code) {
		t.Errorf("got %v, want %s", err, code)
	}
}

func TestSignedLetterGoesToTheRecordsOffice(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		card, v := sent(t, m, m.Letter)
		if got := m.Inbox(m.Minister, card.ID); !slices.Equal(got, []tasks.Kind{tasks.Sign}) {
			t.Errorf("the minister has %v", got)
		}
		sig, err := m.Signing.Sign(t.Context(), m.Minister, card.ID, v.SHA256)
		ok(t, err)
		if sig.SignerName != m.Minister.Name || sig.SignerPost != "Министр строительства" || sig.Verdict != signing.Valid || *sig.VersionID != v.ID {
			t.Errorf("the signature is %+v", sig)
		}
		if got := m.State(card.ID); got != documents.Signed {
			t.Errorf("the card is %s", got)
		}
		if got := m.Inbox(m.Clerk, card.ID); !slices.Equal(got, []tasks.Kind{tasks.Register}) {
			t.Errorf("the clerk has %v", got)
		}
		if _, err := m.Documents.Open(t.Context(), d, m.Town.Actor(m.Clerk.PersonID), card.ID); err != nil {
			t.Errorf("the clerk does not see the card: %v", err)
		}
		frozen, err := m.Signing.Frozen(t.Context(), d, card.ID)
		if err != nil || !frozen {
			t.Errorf("frozen %v, %v", frozen, err)
		}
		audittest.Has(t, d, card.Ref(), "document.signed", "on_signature", "signed")
		audittest.Has(t, d, card.Ref(), "signature.put", "", "")
	})
}

func TestWhoMaySign(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		card, v := sent(t, m, m.Letter)
		m.Tx(func(tx *db.Tx) error { // the deputy and the clerk see the card as well
			for _, p := range []auth.Actor{m.Deputy, m.Clerk} {
				if err := m.Documents.Grant(t.Context(), tx, card, auth.Employee(p.PersonID), "list"); err != nil {
					return err
				}
			}
			return nil
		})
		forgetful := m.Minister
		forgetful.SteppedUp = false
		cases := []struct {
			name string
			by   auth.Actor
			sha  string
			code string
		}{
			{"the author does not", m.Author, v.SHA256, "signing.denied"},
			{"a deputy without an order does not", m.Deputy, v.SHA256, "signing.denied"},
			{"who does not see the card learns nothing", m.Head, v.SHA256, "document.not_found"},
			{"the system does not", auth.System("test"), v.SHA256, "signing.denied"},
			{"the minister does not sign another text", m.Minister, strings.Repeat("0", 64), "signing.stale_version"},
			{"the minister gives his password first", forgetful, v.SHA256, "session.step_up"},
		}
		for _, c := range cases {
			t.Run(c.name, func(t *testing.T) {
				_, err := m.Signing.Sign(t.Context(), c.by, card.ID, c.sha)
				refused(t, err, c.code)
			})
		}
		if got := m.State(card.ID); got != documents.OnSignature {
			t.Errorf("the card is %s", got)
		}
	})
}

// Scenario 9.
func TestAssistantIsDeniedAndAudited(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		card, v := sent(t, m, m.Letter)
		_, err := m.Signing.Sign(t.Context(), m.Assistant, card.ID, v.SHA256)
		refused(t, err, "signing.assistant")
		refused(t, m.Signing.Refuse(t.Context(), m.Assistant, card.ID, "не согласен"), "signing.assistant")
		_, err = m.Signing.Attach(t.Context(), m.Assistant, card.ID, v.SHA256, file(m.CMS(m.Minister, letterText)))
		refused(t, err, "signing.assistant")
		rows, err := audit.List(t.Context(), d, audit.Filter{Object: card.Ref(), Action: "signing.sign"})
		ok(t, err)
		if len(rows) != 1 || rows[0].Result != audit.ResultDenied || rows[0].ActorID != m.Assistant.PersonID ||
			rows[0].OnBehalfID != m.Minister.PersonID || rows[0].Effect != "signing.assistant" {
			t.Errorf("the audit has %+v", rows)
		}
		list, err := m.Signing.List(t.Context(), d, card.ID)
		if len(list) != 0 || err != nil || m.State(card.ID) != documents.OnSignature {
			t.Errorf("signatures %v, %v", list, err)
		}
		if got := m.Inbox(m.Assistant, card.ID); !slices.Equal(got, []tasks.Kind{tasks.Sign}) {
			t.Errorf("the assistant sees %v in the queue of his chief", got)
		}
	})
}

// Scenario 8.
func TestActingOfficerSignsWithHisOwnNameAndPost(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		card, v := sent(t, m, m.Letter)
		acting := m.Town.Replaces(m.Deputy, m.Minister, "Приказ № 141 от 16.11.2026")
		if got := m.Inbox(acting, card.ID); !slices.Equal(got, []tasks.Kind{tasks.Sign}) {
			t.Errorf("the acting officer has %v", got)
		}
		sig, err := m.Signing.Sign(t.Context(), acting, card.ID, v.SHA256)
		ok(t, err)
		if sig.SignerName != m.Deputy.Name || sig.SignerPost != "И. о. министра строительства" || sig.Basis != "Приказ № 141 от 16.11.2026" ||
			*sig.SignerID != m.Deputy.PersonID || *sig.OnBehalfID != m.Minister.PersonID {
			t.Errorf("the signature is %+v", sig)
		}
		shown, err := m.Signing.Of(t.Context(), m.Author, card.ID)
		ok(t, err)
		if marks := shown.Stamps; len(marks) != 1 || !slices.Contains(marks[0].Lines, "И. о. министра строительства") || !slices.Contains(marks[0].Lines, m.Deputy.Name) {
			t.Errorf("the mark is %+v", marks)
		}
		rows, err := audit.List(t.Context(), d, audit.Filter{Object: card.Ref(), Action: "signature.put"})
		if err != nil || len(rows) != 1 || rows[0].OnBehalfID != m.Minister.PersonID || rows[0].Basis != sig.Basis {
			t.Errorf("the audit has %+v, %v", rows, err)
		}
	})
}

func TestTwoSignaturesAtOnceAreOne(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		card, v := sent(t, m, m.Letter)
		acting := m.Town.Replaces(m.Deputy, m.Minister, "Приказ № 141")
		errs := make([]error, 8)
		var wait sync.WaitGroup
		for i := range errs {
			by := []auth.Actor{m.Minister, acting}[i%2]
			wait.Go(func() { _, errs[i] = m.Signing.Sign(t.Context(), by, card.ID, v.SHA256) })
		}
		wait.Wait()
		done := 0
		for _, err := range errs {
			if err == nil {
				done++
			} else {
				refused(t, err, "signing.already_signed")
			}
		}
		list, err := m.Signing.List(t.Context(), d, card.ID)
		if done != 1 || len(list) != 1 || err != nil {
			t.Errorf("%d signed, %d signatures, %v", done, len(list), err)
		}
	})
}

func TestRefusalGoesBackToTheAuthor(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		card, v := sent(t, m, m.Letter)
		refused(t, m.Signing.Refuse(t.Context(), m.Minister, card.ID, "  "), "signing.reason_required")
		ok(t, m.Signing.Refuse(t.Context(), m.Minister, card.ID, "Нет ответа на второй вопрос"))
		if got := m.State(card.ID); got != documents.SignatureRefused {
			t.Errorf("the card is %s", got)
		}
		if got := m.Inbox(m.Author, card.ID); !slices.Equal(got, []tasks.Kind{tasks.Rework}) {
			t.Errorf("the author has %v", got)
		}
		list, err := m.Signing.Refusals(t.Context(), d, card.ID)
		if err != nil || len(list) != 1 || list[0].Reason != "Нет ответа на второй вопрос" || list[0].VersionID != v.ID {
			t.Errorf("refusals %+v, %v", list, err)
		}
		next := m.Version(card.ID, "Уважаемый Пётр Ильич! Ответы на оба вопроса.")
		ok(t, m.Signing.SendToSignature(t.Context(), m.Author, card.ID))
		if got := m.Inbox(m.Author, card.ID); len(got) != 0 {
			t.Errorf("the author still has %v", got)
		}
		_, err = m.Signing.Sign(t.Context(), m.Minister, card.ID, v.SHA256) // the text he refused
		refused(t, err, "signing.stale_version")
		_, err = m.Signing.Sign(t.Context(), m.Minister, card.ID, next.SHA256)
		ok(t, err)
	})
}

func TestTextThatMustBeApprovedIsNotSent(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := signingtest.New(t, d, blocked{})
		card, _ := m.Draft(m.Letter, "текст")
		refused(t, m.Signing.SendToSignature(t.Context(), m.Author, card.ID), "signing.approval_needed")
		refused(t, m.Signing.SendToSignature(t.Context(), m.Minister, card.ID), "document.not_found")
		now, err := m.Signing.OfCard(t.Context(), d, m.Author, card)
		if err != nil || slices.Contains(now.Actions, signing.Send) {
			t.Errorf("actions %v, %v", now.Actions, err)
		}
	})
}

func TestDraftWithoutTextOrSignatoryIsNotSent(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		card, err := m.Documents.CreateDraft(t.Context(), m.Author, documents.DraftInput{Flow: documents.Outgoing, KindID: m.Letter, Summary: "О дорогах"})
		ok(t, err)
		refused(t, m.Signing.SendToSignature(t.Context(), m.Author, card.ID), "signing.no_version")
		m.Version(card.ID, "текст")
		refused(t, m.Signing.SendToSignature(t.Context(), m.Author, card.ID), "signing.no_signatory")
	})
}

// letterText is what every letter of these tests says.
const letterText = "Уважаемый Пётр Ильич! Дороги отремонтированы."

// file is a signature that the signatory made in his own program.
func file(raw []byte) signing.Proof {
	return signing.Proof{Means: signing.FromFile, Name: "подпись.p7s", Bytes: raw}
}

func TestKindThatDemandsAQualifiedSignature(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		card, v := sent(t, m, m.Order)
		_, err := m.Signing.Sign(t.Context(), m.Minister, card.ID, v.SHA256)
		refused(t, err, "signing.stronger_signature")
		_, err = m.Signing.Attach(t.Context(), m.Minister, card.ID, v.SHA256, file([]byte("%PDF-1.7")))
		refused(t, err, "signing.not_a_signature")
		sig, err := m.Signing.Attach(t.Context(), m.Minister, card.ID, v.SHA256, file(m.CMS(m.Minister, letterText)))
		ok(t, err)
		if sig.Verdict != signing.Valid || sig.Level != "CAdES-LT" || sig.FileID == nil || !sig.Stand || sig.Qualified ||
			sig.Certificate.V.Owner != "Орлов Сергей Викторович" {
			t.Errorf("the signature is %+v", sig)
		}
		stored, err := m.Documents.FileByID(t.Context(), d, *sig.FileID)
		ok(t, err)
		if stored.Role != documents.Signature || stored.Name != "подпись.p7s" || stored.Kind != "p7s" {
			t.Errorf("the file is %+v", stored)
		}
		if got := m.State(card.ID); got != documents.Signed {
			t.Errorf("the card is %s", got)
		}
	})
}

// A certificate of a trusted authority without the marks of a qualified one (63-ФЗ ст. 17) is an unqualified enhanced
// signature, and an order asks for more.
func TestEnhancedSignatureIsTooWeakWhereAQualifiedOneIsAsked(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		elsewhere := signing.NewChecker(d, m.Stand.Over(signing.Nobody{}), m.Stamper, nil) // to it the stand is an authority like others
		office := signing.New(d, m.Documents, m.Town.Org, m.Files, free{}, elsewhere, m.Certificates, nil)
		order, v := sent(t, m, m.Order)
		_, err := office.Attach(t.Context(), m.Minister, order.ID, v.SHA256, file(m.CMS(m.Minister, letterText)))
		refused(t, err, "signing.not_qualified")
		if got := m.State(order.ID); got != documents.OnSignature {
			t.Errorf("the order is %s", got)
		}
	})
}

func TestDamagedTextIsNotSignedAndASignatureUnderItIsInvalid(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		card, v := sent(t, m, m.Letter)
		_, err := m.Signing.Sign(t.Context(), m.Minister, card.ID, v.SHA256)
		ok(t, err)
		checks, err := m.Signing.Recheck(t.Context(), m.Author, card.ID)
		if err != nil || len(checks) != 1 || checks[0].Verdict != signing.Valid {
			t.Errorf("before the damage %+v, %v", checks, err)
		}
		m.Damage(v.SHA256)
		checks, err = m.Signing.Recheck(t.Context(), m.Author, card.ID)
		if err != nil || len(checks) != 1 || checks[0].Verdict != signing.Invalid || checks[0].Trouble != "file.damaged" {
			t.Errorf("after the damage %+v, %v", checks, err)
		}
		list, err := m.Signing.List(t.Context(), d, card.ID)
		if err != nil || list[0].Verdict != signing.Invalid || list[0].CheckedAt == nil {
			t.Errorf("kept %+v, %v", list, err)
		}
		audittest.Has(t, d, card.Ref(), "signature.checked", "", "")

		other, v2 := m.Draft(m.Letter, "другой текст")
		ok(t, m.Signing.SendToSignature(t.Context(), m.Author, other.ID))
		m.Damage(v2.SHA256)
		_, err = m.Signing.Sign(t.Context(), m.Minister, other.ID, v2.SHA256)
		refused(t, err, "file.damaged")
	})
}

func TestSignatureGoesWithTheLetterToAnotherBody(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		card, v := sent(t, m, m.Order)
		_, err := m.Signing.Attach(t.Context(), m.Minister, card.ID, v.SHA256, file(m.CMS(m.Minister, letterText)))
		ok(t, err)
		there := m.Town.Body("Минфин")
		m.Kind(documents.Incoming, "Письмо", "simple")
		clerk := m.Town.Person(there, m.Town.Unit(there, 0, "Канцелярия"), "Белова Раиса Юрьевна", "Делопроизводитель", "clerk")
		blob, err := m.Files.Put(t.Context(), strings.NewReader(letterText), 1<<20)
		ok(t, err)
		copyCard, err := m.Documents.Receive(t.Context(), clerk, []documents.Stored{{Name: "письмо.txt", Blob: blob}})
		if err != nil {
			t.Fatal(err)
		}
		m.Tx(func(tx *db.Tx) error {
			from, err := m.Documents.Get(t.Context(), tx, card.ID)
			if err != nil {
				return err
			}
			files, err := m.Documents.CopyFiles(t.Context(), tx, from, copyCard)
			if err != nil {
				return err
			}
			return m.Signing.Carry(t.Context(), tx, card.ID, copyCard.ID, files)
		})
		arrived, err := m.Signing.List(t.Context(), d, copyCard.ID)
		if err != nil || len(arrived) != 1 || arrived[0].Verdict != signing.Unchecked {
			t.Fatalf("arrived %+v, %v", arrived, err)
		}
		jobstest.Run(t, newWorker(m))
		list, err := m.Signing.List(t.Context(), d, copyCard.ID)
		ok(t, err)
		if len(list) != 1 || list[0].SignerName != m.Minister.Name || list[0].SHA256 != v.SHA256 || list[0].SignerID != nil || list[0].FileID == nil ||
			list[0].Verdict != signing.Valid || !list[0].Stand {
			t.Fatalf("carried %+v", list)
		}
		checks, err := m.Signing.Verify(t.Context(), d, copyCard.ID)
		if err != nil || checks[0].Verdict != signing.Valid || checks[0].Trouble != "" {
			t.Errorf("checked there %+v, %v", checks, err)
		}
		shown, err := m.Signing.Of(t.Context(), clerk, copyCard.ID)
		if err != nil || len(shown.Stamps) != 1 || shown.Stamps[0].Kind != signing.SignatureStamp {
			t.Errorf("stamps there %+v, %v", shown.Stamps, err)
		}
	})
}
