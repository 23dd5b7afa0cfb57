package portal

import (
	"context"
	"errors"
	"net/http"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/services"
	"veche/internal/services/drafts"
	"veche/internal/services/intake"
)

// admit gives a checked draft the pass with which it goes through the door of the intake. A draft keeps its pass while it
// holds: all that comes under one pass is one application, so a second press, or a second device, sends nothing twice.
func (p *pages) admit(r *http.Request, by auth.Actor, v Visitor, d drafts.Draft) (drafts.Draft, error) {
	ctx := r.Context()
	if d.Admitted(p.db.Now()) {
		return d, nil
	}
	var who services.Applicant
	err := p.db.Tx(ctx, by, func(tx *db.Tx) (err error) {
		who, err = p.Services.ApplicantFor(ctx, tx, v.card())
		return err
	})
	if err != nil {
		return d, err
	}
	written, pass, err := p.Intake.Admit(ctx, who.ID, d.ServiceID, d.ID)
	if err != nil {
		return d, err
	}
	return p.Begun.Admit(ctx, by, v.owner(), d.Key, drafts.Admission{Pass: written, Key: pass.Key, Until: pass.Until, Applicant: who.ID})
}

// card is the applicant as the provider of identity knows him. Nothing of it is taken from the answers: whoever types the
// СНИЛС of another does not become him.
func (v Visitor) card() services.ApplicantCard {
	c := v.Citizen
	if o := v.Organisation; o != nil {
		kind := services.Organisation
		if len(o.OGRN) == 15 {
			kind = services.Entrepreneur
		}
		return services.ApplicantCard{Kind: kind, INN: o.INN, OGRN: o.OGRN, Title: o.Name, Surname: c.Surname, Name: c.Name, Patronymic: c.Patronymic,
			Email: o.Email, Address: o.Address}
	}
	return services.ApplicantCard{Kind: services.Person, SNILS: c.SNILS, Surname: c.Surname, Name: c.Name, Patronymic: c.Patronymic, BornOn: c.BornOn,
		Email: c.Email, Phone: c.Phone, Address: c.Address}
}

// arrived looks whether the application of a draft has come through the door. The browser may have closed before it knew.
func (p *pages) arrived(r *http.Request, by auth.Actor, v Visitor, d drafts.Draft) (drafts.Draft, error) {
	if d.Number != "" {
		return d, nil
	}
	a, found, err := p.acceptedOf(r.Context(), d)
	if !found {
		return d, err
	}
	d.Number = a.Number
	return d, p.Begun.KeepNumber(r.Context(), v.as(by), v.owner(), d.Key, a.Number)
}

// acceptedOf is the row of the order that came of a draft; not found while nothing has come through the door under its pass.
func (p *pages) acceptedOf(ctx context.Context, d drafts.Draft) (a intake.Accepted, found bool, err error) {
	if len(d.PassKey) != 16 {
		return a, false, nil
	}
	a, err = p.Intake.ByKey(ctx, p.db, d.Applicant, [16]byte(d.PassKey))
	if errors.Is(err, db.ErrNone) {
		return a, false, nil
	}
	return a, err == nil, err
}
