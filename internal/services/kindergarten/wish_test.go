package kindergarten_test

import (
	"testing"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/services"
	"veche/internal/services/kindergarten"
)

// A parent changes what he wishes; the place by time stays, and a brother counts where he is.
func TestAParentChangesWhatHeWishes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newTown(t, d)
		early := h.records("Ранний", "sibling", "k9")
		late := h.records("Поздний", "none", "k9")
		v, err := h.Overview(t.Context(), h.officer)
		h.ok(err)
		nineteen, nine := v.Gardens[0].ID, v.Gardens[1].ID
		h.rewishes(early, "", nine, nineteen, nine) // while it is checked
		h.confirmed()
		if v := h.standing(early); len(v.Wishes) != 2 || v.Wishes[0].Place != 1 {
			t.Errorf("%+v", v)
		}
		accepted := h.standing(early).AcceptedAt
		h.rewishes(early, "kindergarten.wrong", 1000)
		h.rewishes(early, "kindergarten.wishes")
		h.rewishes(early, "kindergarten.wishes", nine, nine, nine, nine, nine, nine)
		h.rewishes(early, "", nineteen, nine)
		if v := h.standing(early); !v.AcceptedAt.Equal(accepted) || v.Wishes[0].Name != "Детский сад № 19" || v.Wishes[1].Place != 1 {
			t.Errorf("the date stays, and the brother is still in № 9: %+v", v)
		}
		h.rewishes(late, "", nineteen)
		if v := h.standing(late); v.Wishes[0].Place != 2 {
			t.Errorf("in № 19 the brother gives nothing, the date does: %+v", v.Wishes)
		}
		h.ok(h.dated(early, "2026-09-01"))
		h.refused("kindergarten.wish_date", h.dated(early, "2026-03-01"))
		h.refused("kindergarten.wish_date", h.dated(early, "2030-10-05"))
		h.told(early, "Заявитель", "Желаемые сады: Детский сад № 19, Детский сад № 9. Место нужно с 01.09.2026. Дата постановки на учёт прежняя.")
		h.formed()
		h.rewishes(early, "kindergarten.stale", nine)
		if h.standing(early).Change != nil {
			t.Error("an offer is answered first")
		}
		h.answers(early, kindergarten.Decline)
		h.rewishes(early, "", nine)
		if v := h.standing(early); v.State != kindergarten.Recorded || v.Reason != "" || len(v.Papers) != 0 {
			t.Errorf("other wishes bring back into the queue: %+v", v)
		}
	})
}

func (h *town) dated(place services.Ref, on string) error {
	v := h.standing(place)
	return h.d.Tx(h.t.Context(), auth.Actor{Name: "Заявитель"}, func(tx *db.Tx) error {
		return h.Rewished(h.t.Context(), tx, place, kindergarten.Wished{Kindergartens: v.Change.Chosen[:2], On: calendar.MustParse(on), Version: v.Change.Version})
	})
}

// told finds the last words of the account, and who did it.
func (h *town) told(place services.Ref, by, words string) {
	h.t.Helper()
	a, err := h.applications.ByOrder(h.t.Context(), h.d, place.ServiceID, place.Year, place.Sequence)
	h.ok(err)
	list, err := h.applications.PublicHistory(h.t.Context(), h.d, a.ID)
	h.ok(err)
	if last := list[len(list)-1]; last.ByName != by || last.Words != words {
		h.t.Errorf("%q by %q", last.Words, last.ByName)
	}
}

// A refusal is a document: it ends the application with its signature, and a draft that is taken back ends nothing.
func TestARefusalIsSigned(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newTown(t, d)
		place := h.records("Старший", "none", "k9")
		refuse := func(ground string) error {
			r := h.of(kindergarten.Checks)["Старший"]
			_, err := h.Refuse(t.Context(), h.officer, r.ID, kindergarten.Refusal{Ground: ground, Reason: "Ребёнку девятый год.", SignatoryID: h.head.PersonID, Version: r.Version})
			return err
		}
		h.refused("kindergarten.wrong", refuse("invented"))
		h.ok(refuse("age"))
		if h.standing(place).State != kindergarten.Refusing || h.status(place) != services.StatusInReview {
			t.Error("nothing ends before the signature")
		}
		h.becomes(h.prepared()[0], documents.Withdrawn)
		h.ok(refuse("age"))
		h.signsPapers()
		if v := h.standing(place); v.State != kindergarten.Refused || v.Reason != "Ребёнку девятый год." || len(v.Papers) != 1 || h.status(place) != services.StatusRefused {
			t.Errorf("%+v", v)
		}
	})
}

// A direction that its author takes back brings the child back into the queue.
func TestADirectionThatIsNotSigned(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newTown(t, d)
		place := h.records("Ранний", "none", "k9")
		h.confirmed()
		f, err := h.Form(t.Context(), h.officer, kindergarten.FormInput{Year: 2026, Main: true, SignatoryID: h.head.PersonID})
		h.ok(err)
		h.becomes(f.DocumentID, documents.Signed)
		if v := h.standing(place); v.State != kindergarten.Selected || v.Offer != "" {
			t.Errorf("nobody is directed before his direction is signed: %+v", v)
		}
		h.becomes(h.prepared()[0], documents.Withdrawn)
		if v := h.standing(place); v.State != kindergarten.Recorded || v.Wishes[0].Place != 1 {
			t.Errorf("%+v", v)
		}
	})
}
