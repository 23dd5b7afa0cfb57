package portal

import (
	"cmp"
	"context"
	"net/http"
	"strings"

	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
	"veche/internal/services/drafts"
	"veche/internal/services/intake"
)

// What the intake has accepted becomes an application in its turn: at once on a quiet day, in many minutes after a surge.
// Meanwhile the account shows the number, the place and the receipt, for who has them need not fear for his place.

// sentView is what has come of a draft.
type sentView struct {
	Number      string
	Place       string // what its place is counted in, in words
	PlaceNo     int64
	Application int64  // 0 while it waits to become one
	First       string // the number under which the same child stands there already: nothing new was taken
}

// sent tells what has come of a draft. The door gives the first number to whoever repeats an application; then the draft
// has done nothing, and the wizard names that number.
func (p *pages) sent(r *http.Request, d drafts.Draft) (s sentView, err error) {
	if d.Number == "" {
		if first := r.URL.Query().Get("first"); isNumber(first) {
			s.First = first
		}
		return s, nil
	}
	s.Number = d.Number
	made, err := p.Services.ByNumber(r.Context(), p.db, d.Applicant, d.Number)
	if err != nil {
		return s, err
	}
	s.Application = made[d.Number]
	a, found, err := p.acceptedOf(r.Context(), d)
	if !found {
		return s, err
	}
	s.PlaceNo = a.PlaceNo
	s.Place, err = p.Intake.PlaceName(r.Context(), a)
	return s, err
}

// isNumber tells whether it can be the number of an application: figures and hyphens.
func isNumber(s string) bool {
	return s != "" && len(s) < 40 && strings.Trim(s, "0123456789-") == ""
}

// waitingOf are the visitor's accepted applications that nobody has made a case of yet, the newest first.
func (p *pages) waitingOf(ctx context.Context, v Visitor) (list []drafts.Sent, err error) {
	sent, err := p.Begun.SentBy(ctx, p.db, v.owner())
	if err != nil || len(sent) == 0 {
		return nil, err
	}
	numbers := map[int64][]string{}
	for _, d := range sent {
		numbers[d.Applicant] = append(numbers[d.Applicant], d.Number)
	}
	for applicant, own := range numbers {
		made, err := p.Services.ByNumber(ctx, p.db, applicant, own...)
		if err != nil {
			return nil, err
		}
		for _, d := range sent {
			if d.Applicant == applicant && made[d.Number] == 0 {
				list = append(list, d)
			}
		}
	}
	return list, nil
}

// acceptedFrom is the row of the order that came of the visitor's own draft.
func (p *pages) acceptedFrom(r *http.Request, by auth.Actor, v Visitor) (a intake.Accepted, err error) {
	d, err := p.Begun.Open(r.Context(), p.db, v.owner(), r.PathValue("key"))
	if err == nil {
		d, err = p.arrived(r, by, v, d)
	}
	if err != nil {
		return a, err
	}
	a, found, err := p.acceptedOf(r.Context(), d)
	if err == nil && !found {
		err = fail.New(fail.NotFound, "account.no_application", "draft %d was not sent", d.ID)
	}
	return a, err
}

// sentReceipt sends the file of the receipt while the application waits in the order.
func (p *pages) sentReceipt(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
	a, err := p.acceptedFrom(r, by, v)
	if err != nil {
		return err
	}
	made, err := p.receiptFor(r.Context(), a)
	if err != nil {
		return err
	}
	return sendReceipt(w, made)
}

// sentReceiptPage is the same receipt for the eye and for paper.
func (p *pages) sentReceiptPage(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
	ctx := r.Context()
	a, err := p.acceptedFrom(r, by, v)
	if err != nil {
		return err
	}
	made, err := p.receiptFor(ctx, a)
	if err != nil {
		return err
	}
	e, err := p.Catalogue.EntryByID(ctx, p.db, a.ServiceID)
	if err != nil {
		return err
	}
	return p.showReceipt(w, r, v, receiptView{Receipt: made, Back: applyPath + "/" + r.PathValue("key"), Queue: cmp.Or(made.PlaceName, made.Place)}, e.BodyID)
}
