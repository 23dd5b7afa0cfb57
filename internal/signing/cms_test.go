package signing_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"veche/cms"
	"veche/cms/authority"
	"veche/cms/pki"
	"veche/cms/reason"
	"veche/gost"
	"veche/internal/documents"
	"veche/internal/platform/audit/audittest"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs/jobstest"
	"veche/internal/signing"
	"veche/internal/signing/signingtest"
)

// why is the exact reason that a refusal gives.
func why(err error) string {
	var refusal *fail.Error
	if errors.As(err, &refusal) {
		text, _ := refusal.Params["reason"].(string)
		return text
	}
	return ""
}

func TestSignatureThatProvesNothingIsRefusedWithTheReason(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		card, v := sent(t, m, m.Order)
		good := m.CMS(m.Minister, letterText)
		changed := func(place int) []byte {
			raw := append([]byte{}, good...)
			raw[len(raw)-place] ^= 1
			return raw
		}
		elsewhere := byStranger(t, m.Key(m.Minister).Certificate.Subject, d.Now())
		both, err := cms.Sign(t.Context(), cms.Octets([]byte(letterText)), cms.SigningOptions{}, m.Key(m.Minister), m.Key(m.Deputy))
		ok(t, err)
		cases := []struct {
			name string
			file []byte
			code string
			why  reason.Code
		}{
			{"of another text", m.CMS(m.Minister, letterText+" "), "signing.invalid_signature", reason.ContentChanged},
			{"with a changed byte", changed(10), "signing.invalid_signature", reason.SignatureWrong},
			{"cut short", good[:len(good)-40], "signing.not_a_signature", ""},
			{"with the deputy's certificate", m.CMS(m.Deputy, letterText), "signing.foreign_certificate", ""},
			{"of an authority that nobody believes", elsewhere, "signing.unproven_signature", reason.UntrustedRoot},
			{"of two signers in one file", both, "signing.several_signers", ""},
		}
		for _, c := range cases {
			t.Run(c.name, func(t *testing.T) {
				_, err := m.Signing.Attach(t.Context(), m.Minister, card.ID, v.SHA256, file(c.file))
				refused(t, err, c.code)
				if c.why != "" && why(err) != c.why.Russian() {
					t.Errorf("the reason is %q, want %q", why(err), c.why.Russian())
				}
			})
		}
		list, err := m.Signing.List(t.Context(), d, card.ID)
		if err != nil || len(list) != 0 || m.State(card.ID) != documents.OnSignature {
			t.Errorf("%d signatures, %s, %v", len(list), m.State(card.ID), err)
		}
	})
}

// byStranger is a signature with a certificate on the same name from an authority of one's own making.
func byStranger(t *testing.T, name pki.Name, at time.Time) []byte {
	t.Helper()
	keys := [2]*gost.PrivateKey{}
	for i := range keys {
		var err error
		keys[i], err = gost.GenerateKey(gost.Curve256A(), nil)
		ok(t, err)
	}
	ca, err := authority.NewRoot(pki.Name{{Field: pki.CommonName, Value: "Чужой центр"}}, keys[0], at.Add(-time.Hour), at.Add(time.Hour))
	ok(t, err)
	certificate, err := ca.Person(name, keys[1].Public(), at.Add(-time.Hour), at.Add(time.Hour))
	ok(t, err)
	raw, err := cms.Sign(t.Context(), cms.Octets([]byte(letterText)), cms.SigningOptions{Time: at},
		cms.Key{Private: keys[1], Certificate: certificate, Chain: []*pki.Certificate{ca.Certificate}})
	ok(t, err)
	return raw
}

func TestSignatureWithARevokedCertificateIsRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		card, v := sent(t, m, m.Order)
		serial := m.Key(m.Minister).Certificate.X509.SerialNumber
		m.Stand.Authority().Revoke(serial, d.Now().Add(-time.Hour), 1)
		_, err := m.Signing.StandSign(t.Context(), m.Minister, card.ID, v.SHA256)
		refused(t, err, "signing.invalid_signature")
		if why(err) != reason.RevokedBeforeSigning.Russian() {
			t.Errorf("the reason is %q", why(err))
		}
	})
}

// signed is an order under which the minister has put his signature.
func signed(t *testing.T, m *signingtest.Ministry) (documents.Document, signing.Signature) {
	t.Helper()
	card, v := sent(t, m, m.Order)
	sig, err := m.Signing.StandSign(t.Context(), m.Minister, card.ID, v.SHA256)
	ok(t, err)
	return card, sig
}

func now(t *testing.T, m *signingtest.Ministry, id int64) signing.Signature {
	t.Helper()
	sig, err := m.Signing.ByID(t.Context(), m.Minister, id)
	ok(t, err)
	return sig
}

func TestStampedSignatureOutlivesItsCertificate(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		m.At("2026-03-02 10:00")
		card, sig := signed(t, m)
		m.At("2029-03-02 10:00")
		checks, err := m.Signing.Recheck(t.Context(), m.Author, card.ID)
		ok(t, err)
		if checks[0].Verdict != signing.Valid || checks[0].Level != "CAdES-LT" {
			t.Errorf("three years later %+v", checks[0])
		}
		if got := now(t, m, sig.ID); got.Verdict != signing.Valid || !got.CheckedAt.Equal(d.Now()) {
			t.Errorf("kept %+v", got)
		}
	})
}

func TestSignatureWithoutAStampIsUnprovenOnceItsCertificateHasExpired(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		m.At("2026-03-02 10:00")
		m.Stamper.Down.Store(true)
		card, sig := signed(t, m)
		if sig.Verdict != signing.Valid || sig.Level != cms.LevelBES || !sig.AwaitsStamp {
			t.Errorf("without a stamp %+v", sig)
		}
		m.At("2029-03-02 10:00")
		checks, err := m.Signing.Recheck(t.Context(), m.Author, card.ID)
		ok(t, err)
		if checks[0].Verdict != signing.Indeterminate || checks[0].Trouble != signing.Reason(reason.ExpiredWithoutTimestamp) ||
			checks[0].Words != reason.ExpiredWithoutTimestamp.Russian() {
			t.Errorf("three years later %+v", checks[0])
		}
		report, err := m.Signing.Report(t.Context(), m.Author, sig.ID)
		ok(t, err)
		if report.Verdict != signing.Indeterminate || len(report.Earlier) != 1 || report.Earlier[0].Verdict != signing.Valid {
			t.Errorf("the report is %+v", report)
		}
	})
}

func TestJobStampsASignatureWhenTheServiceAnswersAgain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		m.At("2026-03-02 10:00")
		m.Stamper.Down.Store(true)
		card, sig := signed(t, m)
		was, err := m.Documents.FileByID(t.Context(), d, *sig.FileID)
		ok(t, err)
		worker := newWorker(m)
		if err := worker.Drain(t.Context()); err == nil {
			t.Error("nobody says that the service is down")
		}
		if got := now(t, m, sig.ID); !got.AwaitsStamp || got.Level != cms.LevelBES {
			t.Errorf("while the service is down %+v", got)
		}
		m.Stamper.Down.Store(false)
		m.At("2026-03-02 10:06")
		jobstest.Run(t, worker)
		got := now(t, m, sig.ID)
		if got.AwaitsStamp || got.Level != cms.LevelLT || got.Verdict != signing.Valid {
			t.Errorf("after the service came back %+v", got)
		}
		is, err := m.Documents.FileByID(t.Context(), d, *sig.FileID)
		ok(t, err)
		if is.SHA256 == was.SHA256 || is.Size <= was.Size {
			t.Errorf("the file was %+v and is %+v", was, is)
		}
		audittest.Has(t, d, card.Ref(), "signature.improved", "", "")
		if _, err := m.Files.Open(t.Context(), was.SHA256); err != nil {
			t.Errorf("what came is gone: %v", err)
		}
	})
}

func TestTwoAttachAtOnceAndOneSigns(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		deputy := m.Town.Replaces(m.Deputy, m.Minister, "Приказ № 141")
		card, v := sent(t, m, m.Order)
		people := []auth.Actor{m.Minister, deputy}
		files := [][]byte{m.CMS(m.Minister, letterText), m.CMS(deputy, letterText)}
		errs := make([]error, len(people))
		var wait sync.WaitGroup
		for i := range people {
			wait.Go(func() {
				_, errs[i] = m.Signing.Attach(t.Context(), people[i], card.ID, v.SHA256, file(files[i]))
			})
		}
		wait.Wait()
		if (errs[0] == nil) == (errs[1] == nil) || !fail.Is(errors.Join(errs...), "signing.already_signed") {
			t.Errorf("the outcome is %v", errs)
		}
		list, err := m.Signing.List(t.Context(), d, card.ID)
		if err != nil || len(list) != 1 {
			t.Errorf("%d signatures, %v", len(list), err)
		}
	})
}

func TestActingOfficerSignsWithHisOwnCertificate(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		deputy := m.Town.Replaces(m.Deputy, m.Minister, "Приказ № 141")
		card, v := sent(t, m, m.Order)
		_, err := m.Signing.Attach(t.Context(), deputy, card.ID, v.SHA256, file(m.CMS(m.Minister, letterText)))
		refused(t, err, "signing.foreign_certificate")
		sig, err := m.Signing.StandSign(t.Context(), deputy, card.ID, v.SHA256)
		ok(t, err)
		if sig.Certificate.V.Owner != "Зуева Анна Петровна" || sig.SignerPost != "И. о. министра строительства" || *sig.OnBehalfID != m.Minister.PersonID {
			t.Errorf("the signature is %+v", sig)
		}
	})
}

func TestDamagedSignatureFileIsFoundAgain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		m.At("2026-03-02 10:00")
		card, sig := signed(t, m)
		stored, err := m.Documents.FileByID(t.Context(), d, *sig.FileID)
		ok(t, err)
		m.Damage(stored.SHA256)
		m.At("2026-03-04 10:00")
		ok(t, m.Signing.Watch(t.Context()))
		if got := now(t, m, sig.ID); got.Verdict != signing.Invalid || got.Reason != signing.Damaged {
			t.Errorf("found %+v", got)
		}
		checks, err := m.Signing.Verify(t.Context(), d, card.ID)
		if err != nil || checks[0].Words == "" {
			t.Errorf("checks %+v, %v", checks, err)
		}
	})
}

func TestReportNamesEveryStepAndItsEvidence(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		_, sig := signed(t, m)
		report, err := m.Signing.Report(t.Context(), m.Author, sig.ID)
		ok(t, err)
		if report.Verdict != signing.Valid || report.Report == nil || !report.Stand || !strings.Contains(report.Text, "действительна") {
			t.Errorf("the report is %+v", report)
		}
		kinds := map[string]int{}
		for _, e := range report.Evidence {
			kinds[e.Kind]++
			if e.Name == "" {
				t.Errorf("evidence without a name: %+v", e)
			}
			if _, err := m.Signing.EvidenceOf(t.Context(), m.Author, sig.ID, e.SHA256); err != nil {
				t.Error(err)
			}
			if err := m.Files.Check(t.Context(), e.SHA256); err != nil {
				t.Error(err)
			}
		}
		if kinds["certificate"] < 3 || kinds["crl"] < 1 || kinds["ocsp"] < 1 || kinds["timestamp"] != 1 {
			t.Errorf("the evidence is %v", kinds)
		}
		_, err = m.Signing.Report(t.Context(), m.Head, sig.ID)
		refused(t, err, "signature.not_found")
		_, err = m.Signing.EvidenceOf(t.Context(), m.Author, sig.ID, strings.Repeat("0", 64))
		refused(t, err, "evidence.not_found")
	})
}

func TestWhatIsToBeSignedIsToldToWhoMaySignIt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		card, v := sent(t, m, m.Order)
		p, err := m.Signing.Expect(t.Context(), m.Minister, card.ID, v.SHA256)
		ok(t, err)
		if string(p.Digests.Streebog512) != string(pki.Streebog512.Sum([]byte(letterText))) || p.Signer.Surname != "Орлов" || !p.Stand {
			t.Errorf("prepared %+v", p)
		}
		_, err = m.Signing.Expect(t.Context(), m.Author, card.ID, v.SHA256)
		refused(t, err, "signing.denied")
		_, err = m.Signing.Expect(t.Context(), m.Minister, card.ID, strings.Repeat("0", 64))
		refused(t, err, "signing.stale_version")
	})
}

func TestStandSignsInADemonstrationOnly(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		card, v := sent(t, m, m.Order)
		forgetful := m.Minister
		forgetful.SteppedUp = false
		_, err := m.Signing.StandSign(t.Context(), forgetful, card.ID, v.SHA256)
		refused(t, err, "session.step_up")
		serious := signing.New(d, m.Documents, m.Town.Org, m.Files, free{}, signing.NewChecker(d, signing.Nobody{}, nil, nil), m.Certificates, nil)
		_, err = serious.StandSign(t.Context(), m.Minister, card.ID, v.SHA256)
		refused(t, err, "signing.no_stand")
		_, err = serious.Attach(t.Context(), m.Minister, card.ID, v.SHA256, file(m.CMS(m.Minister, letterText)))
		refused(t, err, "signing.unproven_signature") // what the stand signs is worth nothing elsewhere
	})
}

func TestServiceOfRevocationThatIsDownLeavesTheVerdictOpen(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		m.At("2026-03-02 10:00")
		deaf := signing.New(d, m.Documents, m.Town.Org, m.Files, free{}, signing.NewChecker(d, silent{m.Stand.Over(signing.Nobody{})}, nil, m.Stand.Root()), m.Certificates, m.Stand)
		card, v := sent(t, m, m.Kind(documents.Outgoing, "Уведомление", documents.DemandEnhanced))
		sig, err := deaf.StandSign(t.Context(), m.Minister, card.ID, v.SHA256)
		ok(t, err)
		if sig.Verdict != signing.Indeterminate || sig.Reason != signing.Reason(reason.RevocationUnknown) {
			t.Errorf("the signature is %+v", sig)
		}
		m.At("2026-03-04 10:00")
		ok(t, m.Signing.Watch(t.Context()))
		if got := now(t, m, sig.ID); got.Verdict != signing.Valid {
			t.Errorf("once the service answers %+v", got)
		}
	})
}

// silent believes whom another does and asks nobody.
type silent struct{ whom signing.Trust }

func (s silent) Trust(ctx context.Context, r db.Reader) (pki.Trust, error) {
	return s.whom.Trust(ctx, r)
}

func (silent) Fetcher(context.Context, db.Reader) (pki.Fetcher, error) { return nil, nil }
