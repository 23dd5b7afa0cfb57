package portal

import (
	"net/http"
	"strconv"

	"veche/internal/platform/auth"
)

// roomCookie holds the ticket of the waiting room: the moment at which somebody came.
const roomCookie = "veche_room_"

// inTurn lets people to the form of a service in the order in which they came. While few come nobody notices it; of a
// crowd each is told how many stand before him and how long that takes. The page asks again by itself, without a script.
// Who has a draft goes on with it from his account and does not wait here.
func (p *pages) inTurn(h ownHandler) ownHandler {
	return func(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
		e, err := p.Catalogue.EntryBySlug(r.Context(), p.db, r.PathValue("slug"))
		if err != nil {
			return err
		}
		name, held := roomCookie+strconv.FormatInt(e.ID, 10), ""
		if c, err := r.Cookie(name); err == nil {
			held = c.Value
		}
		wait, ticket, err := p.Intake.Enter(r.Context(), e.ID, held)
		if err != nil {
			return err
		}
		if wait.Seconds == 0 {
			return h(w, r, by, v)
		}
		http.SetCookie(w, p.cookie(name, ticket, "/services/", int(stay.Seconds())))
		w.Header().Set("Refresh", strconv.Itoa(min(max(wait.Seconds/4, 3), 30)))
		return p.show(w, r, http.StatusOK, "waiting", view{Title: "Вы в очереди", Visitor: v,
			Data: waitView{Service: e.ShortName, Ahead: int(wait.Ahead), Minutes: (wait.Seconds + 59) / 60}})
	}
}

// waitView is the page of the waiting room.
type waitView struct {
	Service string
	Ahead   int
	Minutes int
}
