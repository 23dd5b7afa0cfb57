package portal

import (
	"context"
	"fmt"
	"time"

	"veche/internal/platform/calendar"
	"veche/internal/services/catalogue"
	"veche/internal/services/intake"
)

// doorView is how the reception of a service stands, as its page tells it; the zero view is of a service without one.
type doorView struct {
	Shut  bool
	Again bool      // it was open before: a break between two stages, or the end
	When  string    // the next opening, or the end of what is open, in words
	Opens time.Time // to count down to
}

// doorOf is the door of a published version: by the windows of its reception, where it has them, else by its passport.
func (p *pages) doorOf(ctx context.Context, v catalogue.Version) (doorView, error) {
	order := v.Passport.V.Order
	if order == nil {
		return doorView{}, nil
	}
	h, err := p.Intake.HoursOf(ctx, v.ID)
	if err != nil {
		return doorView{}, err
	}
	return doorOfHours(h, order.Zone)
}

// doorOfDraft is the door of a passport that is still being written.
func (p *pages) doorOfDraft(o *catalogue.Order) (doorView, error) {
	if o == nil {
		return doorView{}, nil
	}
	opens, err := o.OpensAt()
	if err != nil || !p.db.Now().Before(opens) {
		return doorView{}, err
	}
	return doorOfHours(intake.Hours{Opens: opens}, o.Zone)
}

func doorOfHours(h intake.Hours, name string) (d doorView, err error) {
	zone, err := time.LoadLocation(name)
	if err != nil {
		return d, err
	}
	d = doorView{Shut: !h.Open, Again: h.Again, Opens: h.Opens}
	at := h.Opens
	if h.Open {
		at = h.Closes
	}
	if !at.IsZero() {
		d.When = fmt.Sprintf("%s в %s", calendar.DateOf(at, zone).InWords(), at.In(zone).Format("15:04"))
	}
	return d, nil
}
