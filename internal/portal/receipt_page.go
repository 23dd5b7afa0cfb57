package portal

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"net/http"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/services/receipt"
)

// receiptView is the receipt as a page for the eye and for paper. It says in words what the file proves: the file alone is
// checked, and the paper names the imprint by which the two are compared.
type receiptView struct {
	receipt.Receipt
	Back      string // the page from which it is reached; the file is beside this page
	Body      string
	Applicant string
	Child     string
	Moment    string // in the zone of the body
	Exact     string // as the record has it
	Queue     string // name of the school or the group
	Leaf      []string
	Sealed    bool
	Site      string // whose page checks it; a sheet of paper has no address bar
}

// receiptPage shows the receipt as one sheet of paper.
func (p *pages) receiptPage(w http.ResponseWriter, r *http.Request, _ auth.Actor, v Visitor) error {
	ctx := r.Context()
	a, err := p.ownApplication(ctx, p.db, v, applicationID(r))
	if err != nil {
		return err
	}
	made, err := p.ReceiptOf(ctx, v, a.ID)
	if err != nil {
		return err
	}
	places, err := p.placesOf(ctx, a)
	if err != nil {
		return err
	}
	return p.showReceipt(w, r, v, receiptView{Receipt: made, Back: fmt.Sprintf("%s/%d", applicationPath, a.ID), Child: places.Child(),
		Queue: cmp.Or(places.Name(), made.PlaceName, made.Place)}, a.BodyID)
}

func (p *pages) showReceipt(w http.ResponseWriter, r *http.Request, v Visitor, page receiptView, bodyID int64) error {
	body, err := p.Org.Body(r.Context(), p.db, bodyID)
	if err != nil {
		return err
	}
	made := page.Receipt
	page.Body, page.Applicant, page.Site = body.Name, v.applicant(), p.settings.Site
	page.Moment, page.Exact = when(made.At, p.zone(r.Context(), bodyID)), made.At.Format(time.RFC3339Nano)
	page.Leaf, page.Sealed = inGroups(hex.EncodeToString(made.Hash[:])), made.Proof != ""
	return p.show(w, r, http.StatusOK, "receipt", view{Title: "Расписка № " + made.Number, Visitor: v, Script: true, Data: page})
}

// applicant is in whose name the visitor is here.
func (v Visitor) applicant() string {
	if v.Organisation != nil {
		return v.Organisation.Name
	}
	return v.Citizen.FullName()
}

// inGroups breaks an imprint into parts that the eye can compare.
func inGroups(hash string) (groups []string) {
	const letters = 8
	for len(hash) > letters {
		groups, hash = append(groups, hash[:letters]), hash[letters:]
	}
	return append(groups, hash)
}
