package acknowledgement_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"veche/cms"
	"veche/cms/pki"
	"veche/internal/acknowledgement"
	"veche/internal/assignments"
	"veche/internal/documents"
	"veche/internal/platform/audit/audittest"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/signing"
	"veche/internal/signing/signingtest"
	"veche/internal/tasks"
)

// office is a ministry whose personnel orders are acknowledged with an enhanced signature.
type office struct {
	*signingtest.Ministry
	t       *testing.T
	orders  *assignments.Service
	readers *acknowledgement.Service
}

type free struct{}

func (free) Allow(context.Context, db.Reader, documents.Document, documents.Version) error {
	return nil
}

type silent struct{}

func (silent) Notify(context.Context, *db.Tx, int64, string, string, map[string]any) error {
	return nil
}

func settle(t *testing.T, d *db.DB) *office {
	t.Helper()
	o := &office{Ministry: signingtest.New(t, d, free{}), t: t}
	o.orders = assignments.New(d, o.Town.Org, o.Documents, calendar.Russia(), silent{}, assignments.Settings{})
	o.readers = acknowledgement.New(d, o.Documents, o.Town.Org, o.orders, o.Signing)
	return o
}

func (o *office) ok(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) refused(err error, code string) {
	o.t.Helper()
	if !fail.Is(err, code) {
		o.t.Errorf("%v, want %s", err, code)
	}
}

const text = "О предоставлении отпуска"

// toRead is a registered order of a kind with this demand, which lies before the head of a department.
func (o *office) toRead(demand documents.Demand) (documents.Document, documents.Version) {
	o.t.Helper()
	kind := o.Kind(documents.Directive, "Приказ по кадрам "+string(demand), documents.DemandQualified)
	o.Tx(func(tx *db.Tx) error {
		_, err := tx.Exec(o.t.Context(), "UPDATE kinds SET acknowledge_with = $1 WHERE id = $2", demand, kind)
		return err
	})
	card, v := o.Draft(kind, text)
	o.ok(o.Signing.SendToSignature(o.t.Context(), o.Author, card.ID))
	_, err := o.Signing.StandSign(o.t.Context(), o.Minister, card.ID, v.SHA256)
	o.ok(err)
	card, err = o.Documents.Register(o.t.Context(), o.Clerk, card.ID, documents.RegisterInput{JournalID: o.Journal(documents.Directive, string(demand)+"-{seq}")})
	o.ok(err)
	_, err = o.orders.Inform(o.t.Context(), o.Clerk, card.ID, assignments.InformInput{People: []int64{o.Head.PersonID}})
	o.ok(err)
	return card, v
}

// over is a detached signature of a person over the statement that was prepared.
func (o *office) over(by auth.Actor, p signing.Prepared) signing.Proof {
	o.t.Helper()
	raw, err := cms.Sign(o.t.Context(), cms.Digests(map[pki.Hash][]byte{pki.Streebog256: p.Digests.Streebog256}), cms.SigningOptions{Time: o.DB.Now()}, o.Key(by))
	o.ok(err)
	return signing.Proof{Means: signing.Plugin, Bytes: raw}
}

func TestReaderAcknowledgesWithHisKey(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d)
		card, v := o.toRead(documents.DemandEnhanced)
		actions, err := o.orders.DocumentActions(t.Context(), d, o.Head, card)
		o.ok(err)
		if actions[0] != assignments.AcknowledgeSigned {
			t.Errorf("the reader may %v", actions)
		}
		o.refused(o.orders.Noted(t.Context(), o.Head, card.ID), "document.signed_acknowledgement")
		_, err = o.readers.Expect(t.Context(), o.Head, card.ID, strings.Repeat("0", 64))
		o.refused(err, "signing.stale_version")
		_, err = o.readers.Expect(t.Context(), o.Author, card.ID, v.SHA256)
		o.refused(err, "document.not_for_information")

		p, err := o.readers.Expect(t.Context(), o.Head, card.ID, v.SHA256)
		o.ok(err)
		for _, m := range p.Means {
			if m == signing.Password || m == signing.Remote {
				t.Errorf("%s is offered", m)
			}
		}
		_, err = o.readers.Sign(t.Context(), o.Head, card.ID, v.SHA256, o.over(o.Deputy, p))
		o.refused(err, "signing.foreign_certificate")
		_, err = o.readers.Sign(t.Context(), o.Head, card.ID, v.SHA256, signing.Proof{Means: signing.FromFile, Bytes: o.CMS(o.Head, text)})
		o.refused(err, "signing.invalid_signature") // under the document itself
		hasty := o.Head
		hasty.SteppedUp = false
		_, err = o.readers.Sign(t.Context(), hasty, card.ID, v.SHA256, o.over(o.Head, p))
		o.refused(err, "session.step_up")

		sig, err := o.readers.Sign(t.Context(), o.Head, card.ID, v.SHA256, o.over(o.Head, p))
		o.ok(err)
		if sig.Verdict != signing.Valid || sig.Level != cms.LevelLT || sig.SHA256 != p.SHA256 || sig.Purpose != signing.OfAcknowledgement {
			t.Errorf("the signature is %+v", sig)
		}
		audittest.Has(t, d, card.Ref(), "document.noted", "", "")
		if waits := o.Inbox(o.Head, card.ID); len(waits) != 0 {
			t.Errorf("there still waits %v", waits)
		}
		_, err = o.readers.Sign(t.Context(), o.Head, card.ID, v.SHA256, o.over(o.Head, p))
		o.refused(err, "document.not_for_information")

		list, err := o.Signing.List(t.Context(), d, card.ID)
		o.ok(err)
		shown, err := o.Signing.Of(t.Context(), o.Author, card.ID)
		o.ok(err)
		if len(list) != 1 || len(shown.Stamps) != 2 {
			t.Errorf("%d signatures under the document, %d stamps", len(list), len(shown.Stamps))
		}
		report, err := o.Signing.Report(t.Context(), o.Clerk, sig.ID)
		o.ok(err)
		if len(report.Evidence) < 4 {
			t.Errorf("it rests on %d pieces", len(report.Evidence))
		}
		checks, err := o.Signing.Recheck(t.Context(), o.Clerk, card.ID)
		o.ok(err)
		if len(checks) != 2 || checks[1].Verdict != signing.Valid {
			t.Errorf("the checks are %+v", checks)
		}
	})
}

func TestSheetOfAcknowledgementTellsWithWhatEachHasSigned(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d)
		card, v := o.toRead(documents.DemandQualified)
		_, err := o.readers.StandSign(t.Context(), o.Head, card.ID, v.SHA256)
		o.ok(err)
		_, err = o.orders.Inform(t.Context(), o.Clerk, card.ID, assignments.InformInput{People: []int64{o.Deputy.PersonID}})
		o.ok(err)
		c, err := o.readers.Of(t.Context(), d, card)
		o.ok(err)
		if c.Demand != documents.DemandQualified || len(c.Marks) != 1 || c.Marks[0].PersonID != o.Head.PersonID || !strings.Contains(c.Marks[0].Words, "действительна") {
			t.Errorf("the card shows %+v", c)
		}
		sh, err := o.readers.Sheet(t.Context(), o.Clerk, card.ID)
		o.ok(err)
		pdf, err := sh.PDF()
		o.ok(err)
		if !bytes.HasPrefix(pdf, []byte("%PDF-")) || !bytes.Contains(pdf, []byte("pdfaid")) {
			t.Error("the sheet is no PDF/A")
		}
		if waits := o.Inbox(o.Deputy, card.ID); len(waits) != 1 || waits[0] != tasks.Inform {
			t.Errorf("before the deputy lies %v", waits)
		}
	})
}

func TestSimpleAcknowledgementNeedsNoKey(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d)
		card, v := o.toRead(documents.DemandSimple)
		_, err := o.readers.Expect(t.Context(), o.Head, card.ID, v.SHA256)
		o.refused(err, "document.simple_acknowledgement")
		o.ok(o.orders.Noted(t.Context(), o.Head, card.ID))
	})
}
