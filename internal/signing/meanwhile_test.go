package signing_test

import (
	"context"
	"testing"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/signing"
	"veche/internal/signing/signingtest"
)

// meanwhile is a service of time stamps during whose answer something happens: after the signature was found good,
// before it is kept.
type meanwhile struct {
	cms.Stamper
	happens func()
}

func (m meanwhile) Stamp(ctx context.Context, h pki.Hash, digest []byte) ([]byte, error) {
	m.happens()
	return m.Stamper.Stamp(ctx, h, digest)
}

// between is the subject of signing whose checks are interrupted so.
func between(m *signingtest.Ministry, happens func()) *signing.Service {
	checker := signing.NewChecker(m.DB, m.Stand.Over(signing.Nobody{}), meanwhile{m.Stamper, happens}, m.Stand.Root())
	return signing.New(m.DB, m.Documents, m.Town.Org, m.Files, free{}, checker, m.Certificates, m.Stand)
}

func TestCertificateRevokedWhileTheSignatureIsTakenIsRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		card, v := sent(t, m, m.Order)
		serial := m.Key(m.Minister).Certificate.X509.SerialNumber
		s := between(m, func() { m.Stand.Authority().Revoke(serial, d.Now().Add(-time.Hour), 1) })
		_, err := s.StandSign(t.Context(), m.Minister, card.ID, v.SHA256)
		refused(t, err, "signing.invalid_signature")
		unsigned(t, m, card.ID)
	})
}

func TestCertificateUnboundWhileTheSignatureIsTakenIsRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		admin := m.Town.Person(m.Body, m.Unit, "Ларин Игорь Борисович", "Администратор", org.Administrator)
		card, v := sent(t, m, m.Order)
		s := between(m, func() {
			list, err := m.Certificates.Of(t.Context(), admin, m.Minister.PersonID)
			ok(t, err)
			ok(t, m.Certificates.Unbind(t.Context(), admin, list[0].ID, "ключ потерян"))
		})
		_, err := s.StandSign(t.Context(), m.Minister, card.ID, v.SHA256)
		refused(t, err, "signing.certificate_unbound")
		unsigned(t, m, card.ID)
	})
}

func TestSignatureOfAnEarlierVersionIsRefused(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		card, old := sent(t, m, m.Order)
		signature := m.CMS(m.Minister, letterText)
		ok(t, m.Signing.Refuse(t.Context(), m.Minister, card.ID, "исправить срок"))
		v := m.Version(card.ID, letterText+" Исправлено.")
		ok(t, m.Signing.SendToSignature(t.Context(), m.Author, card.ID))
		_, err := m.Signing.Attach(t.Context(), m.Minister, card.ID, old.SHA256, file(signature))
		refused(t, err, "signing.stale_version")
		_, err = m.Signing.Attach(t.Context(), m.Minister, card.ID, v.SHA256, file(signature))
		refused(t, err, "signing.invalid_signature")
		unsigned(t, m, card.ID)
	})
}

func unsigned(t *testing.T, m *signingtest.Ministry, id int64) {
	t.Helper()
	list, err := m.Signing.List(t.Context(), m.DB, id)
	if err != nil || len(list) != 0 || m.State(id) != documents.OnSignature {
		t.Errorf("%d signatures, %s, %v", len(list), m.State(id), err)
	}
}
