package portal

import (
	"strings"
	"testing"

	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

// Scenario 16 of domain.md §17 (59-ФЗ, art. 4 as of 30.03.2025): whoever has not been identified through ESIA writes no
// appeal, whatever he sends to whatever address, and with whatever cookie.
func TestScenario16WithoutASessionOfESIANoAppealIsCreated(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		anna := o.as("anna")
		key := anna.begin()
		anna.fill(key)
		forged := o.browser()
		forged.cookies[stayCookie] = strings.Repeat("A", 43)
		for who, b := range map[string]*browser{"a stranger": o.browser(), "somebody with a made-up session": forged} {
			if a := b.get("/account/write?body=minstroy"); a.status != 303 || !strings.HasPrefix(a.location, "/account/sign-in") {
				t.Errorf("%s begins an appeal: %d %s", who, a.status, a.location)
			}
			for _, of := range []string{key, "0f8fad5b-d9cb-469f-a165-70867728950e"} {
				b.write(of, "text", "kind", "complaint", "subject", "Тема", "text", "Текст без подписи.")
				b.write(of, "author", "email", "nobody@example.org", "address", "г. Воткинск", "consent", "1")
				if a := b.write(of, "check"); a.status == 303 && !strings.HasPrefix(a.location, "/account/sign-in") || a.status < 300 {
					t.Errorf("%s sends a draft: %d %s", who, a.status, a.location)
				}
			}
		}
		count := func() int {
			n, err := db.One[int](t.Context(), d, "SELECT (SELECT count(*) FROM documents) + (SELECT count(*) FROM appeals) + (SELECT count(*) FROM reception_appeals)")
			o.ok(err)
			return n
		}
		if n := count(); n != 0 {
			t.Errorf("%d records were made", n)
		}
		if a := anna.write(key, "check"); a.status != 303 || count() == 0 {
			t.Errorf("the author herself: %d, %d records", a.status, count())
		}
	})
}
