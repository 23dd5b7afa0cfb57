package appeals

import (
	"testing"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

func TestAnAuthorIsInvited(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		o.at("2026-11-02")
		id := o.registered(complaint("Петрова Мария Ивановна"))
		in := InviteInput{On: calendar.MustParse("2026-11-10"), At: "14:20", Place: "ул. Зодчих, д. 73, каб. 105", OfficialID: o.minister.PersonID}
		letter := must(o.Invite(t.Context(), o.clerk, id, in))(t)
		o.saysAll(letter.ID, "Уважаемая Мария Ивановна!", "10 ноября 2026 г., 14:20", "каб. 105", "Орлов Сергей Викторович, Министр", "02.12.2026")
		if v := must(o.Of(t.Context(), o.clerk, id))(t); v.Questions[0].Result != InWork || v.Due.Date.String() != "2026-12-02" {
			t.Errorf("the term goes on: %+v", v.Due)
		}
		in.On = calendar.MustParse("2026-11-01")
		_, err := o.Invite(t.Context(), o.clerk, id, in)
		o.refused("appeal.fields_wrong", err)
		in.On, in.OfficialID = calendar.MustParse("2026-11-10"), o.stranger.PersonID
		_, err = o.Invite(t.Context(), o.clerk, id, in)
		o.refused("appeal.fields_wrong", err)
	})
}

func TestAnAppealLiesBesideAnEarlierOne(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newReception(t, d)
		first, second := o.wrote("Тарасов Игорь Павлович", light), o.wrote("Тарасов Игорь Павлович", "Повторно пишу: на улице Полевой третью неделю не горит уличное освещение. Ответа нет.")
		v := must(o.Beside(t.Context(), o.clerk, second, first))(t)
		shared := ""
		for _, p := range v.Now.Parts {
			if p.Hit {
				shared += p.Text
			}
		}
		if shared != "улице Полевой третью неделю не горит уличное освещение" || len(v.Earlier.Parts) < 2 || v.Earlier.Authors[0] != "Тарасов Игорь Павлович, с. Завьялово, ул. Полевая, д. 7" {
			t.Errorf("%q %+v", shared, v)
		}
		o.ok(o.Compare(t.Context(), o.clerk, second, Comparison{EarlierID: first}))
		if v := must(o.Beside(t.Context(), o.clerk, second, first))(t); v.Same == nil || *v.Same {
			t.Error("«не то же самое» is remembered")
		}
		_, err := o.Beside(t.Context(), o.stranger, second, first)
		o.refused("document.not_found", err)
	})
}
