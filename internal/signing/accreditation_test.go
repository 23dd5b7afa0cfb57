package signing_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/signing"
)

// listed is a Trust whose list names every authority.
type listed struct {
	signing.Nobody
	says *signing.Accreditation
}

func (l listed) Accredited(_ context.Context, _ db.Reader, chain []string, issued, signed time.Time) (*signing.Accreditation, error) {
	if len(chain) == 0 || issued.After(signed) {
		return nil, nil
	}
	return l.says, nil
}

func TestVerdictTellsOfTheAccreditationOfTheAuthority(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		m.At("2026-03-02 10:00")
		card, sig := signed(t, m)
		const ended = "Аккредитация УЦ «Стенд» прекращена 01.02.2026, до подписания."
		checker := signing.NewChecker(d, m.Stand.Over(listed{says: &signing.Accreditation{Words: ended}}), m.Stamper, m.Stand.Root())
		s := signing.New(d, m.Documents, m.Town.Org, m.Files, free{}, checker, m.Certificates, m.Stand)
		_, err := s.Recheck(t.Context(), m.Author, card.ID)
		ok(t, err)
		report, err := s.Report(t.Context(), m.Author, sig.ID)
		ok(t, err)
		if !strings.HasSuffix(report.Text, ended) || report.Qualified || len(report.Earlier) != 1 {
			t.Errorf("the report is %q, qualified %v, %d before", report.Text, report.Qualified, len(report.Earlier))
		}
	})
}
