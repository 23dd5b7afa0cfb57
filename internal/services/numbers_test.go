package services

import (
	"strings"
	"testing"

	"veche/internal/documents"
)

func TestTheCardHidesNumbersAndReadingThemIsAnAct(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.lodged(plain)
		if card := must(h.Get(t.Context(), h.officer, id))(t); card.Applicant.SNILS != "•••-•••-•45 95" {
			t.Errorf("the card says %q", card.Applicant.SNILS)
		}
		seen := func() int64 {
			return must(h.one("SELECT count(*) FROM audit WHERE action = 'applicant_numbers.seen'"))(t)
		}
		if n := seen(); n != 0 {
			t.Errorf("the card alone was %d acts", n)
		}
		if n := must(h.Numbers(t.Context(), h.officer, id))(t); n.SNILS != "112-233-445 95" {
			t.Errorf("the number is %q", n.SNILS)
		}
		if n := seen(); n != 1 {
			t.Errorf("reading it was %d acts", n)
		}
		_, err := h.Numbers(t.Context(), h.cityOfficer, id)
		h.refused("application.not_found", err)
	})
}

func TestLastFigures(t *testing.T) {
	for words, want := range map[string]string{"": "", "112-233-445 95": "•••-•••-•45 95", "94 11 123456": "•• •• ••3456", "123": "123"} {
		if got := lastFigures(words); got != want {
			t.Errorf("%q is shown as %q, want %q", words, got, want)
		}
	}
}

func TestAPaperWithoutAJournalIsSaidOfAndWaits(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		open := func(active bool) { h.exec("UPDATE journals SET active = $1 WHERE body_id = $2", active, h.ministry) }
		id := h.lodged(plain)
		h.ok(h.Take(t.Context(), h.officer, id))
		refusal := RefusalInput{Ground: "i1", Reason: "Нет второй страницы."}
		open(false)
		_, err := h.RefuseIntake(t.Context(), h.officer, id, refusal)
		h.refused("application.no_journal", err)

		// The journal is closed between the writing of a paper and its signature.
		open(true)
		must(h.RefuseIntake(t.Context(), h.officer, id, refusal))(t)
		open(false)
		paper := h.signs(id)
		a := h.stands(id, Precheck)
		if a.PaperID == nil || *a.PaperID != paper {
			t.Errorf("the paper does not lie any more: %+v", a.PaperID)
		}
		card := must(h.Get(t.Context(), h.officer, id))(t)
		if len(card.Papers) != 1 || !card.Papers[0].Waits {
			t.Errorf("the card is silent: %+v", card.Papers)
		}
		if n := must(h.one("SELECT count(*) FROM notices WHERE code = 'application.no_journal'"))(t); n != 1 {
			t.Errorf("the administrator was told %d times", n)
		}
		h.ok(h.NumberWaiting(t.Context()))
		h.runs()
		h.stands(id, Precheck)

		other := h.lodged(plain) // meanwhile applications are accepted
		h.ok(h.Take(t.Context(), h.officer, other))
		h.ok(h.Register(t.Context(), h.officer, other))

		open(true)
		h.ok(h.NumberWaiting(t.Context()))
		h.runs()
		h.stands(id, IntakeRefused)
		if d := must(h.docs.Get(t.Context(), h.db, paper))(t); d.Number == "" || d.State != documents.Delivered || !strings.Contains(d.Summary, "отказе в приёме") {
			t.Errorf("the notice is %s, number %q", d.State, d.Number)
		}
	})
}

// TestANumberIsAskedAboutUnread: the officer leaves what he is shown, and the body that is asked gets the whole number.
func TestANumberIsAskedAboutUnread(t *testing.T) {
	shown := map[string]string{"snils": "•••-•••-•45 95", "surname": "Мельникова", "child_snils": "001-001-001 01"}
	asked := whole(shown, "11223344595")
	if asked["snils"] != "112-233-445 95" || asked["surname"] != "Мельникова" || asked["child_snils"] != "001-001-001 01" || shown["snils"] != "•••-•••-•45 95" {
		t.Errorf("%v of %v", asked, shown)
	}
	if asked := whole(map[string]string{"snils": ""}, ""); asked["snils"] != "" {
		t.Errorf("of nobody's number %v", asked)
	}
}
