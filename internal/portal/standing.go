package portal

import (
	"context"
	"net/http"
	"slices"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services"
	"veche/internal/services/enrolment"
	"veche/internal/services/kindergarten"
)

// Places are the registers in which applications wait for a place: what they tell their applicant.
type Places struct {
	School *enrolment.Standing
	Garden *kindergarten.Standing
}

// Kept tells whether a register decides about the application, so that it is withdrawn there at once.
func (p Places) Kept() bool { return p.School != nil || p.Garden != nil }

// Offered tells whether a place in a kindergarten waits for the parent's own button, which a message does not press.
func (p Places) Offered() bool {
	return p.Garden != nil && slices.Contains(p.Garden.Answers, kindergarten.Accept)
}

// MayLeave tells whether the applicant may take it back himself.
func (p Places) MayLeave() bool { return p.School != nil && p.School.MayLeave }

// Name is where the place is counted, in words.
func (p Places) Name() string {
	switch {
	case p.School != nil:
		return p.School.School
	case p.Garden != nil && len(p.Garden.Wishes) > 0:
		return p.Garden.Wishes[0].Name
	}
	return ""
}

// Child is whose place it is.
func (p Places) Child() string {
	switch {
	case p.School != nil:
		return p.School.Child
	case p.Garden != nil:
		return p.Garden.Child
	}
	return ""
}

// Paper names what the applicant gets of the decision, "" while there is none.
func (p Places) Paper() string {
	switch {
	case p.School != nil:
		return p.School.Paper
	case p.Garden != nil:
		return p.Garden.Extract
	}
	return ""
}

// Papers are the signed papers of a register about this applicant alone.
func (p Places) Papers() []int64 {
	if p.Garden == nil {
		return nil
	}
	return p.Garden.Papers
}

// LeaveWords say what taking the application back means now.
func (p Places) LeaveWords() string {
	if p.School != nil && p.School.State == enrolment.Enrolled {
		return "Отказаться от места"
	}
	return "Отозвать заявление"
}

// LeaveHint warns before it.
func (p Places) LeaveHint() string {
	if p.School != nil && p.School.State == enrolment.Enrolled {
		return "Место сразу получит следующий по порядку, вернуть его нельзя. Заявления в другие школы останутся в очереди."
	}
	return "Место в очереди пропадёт: вернуть его нельзя. Заявления в другие школы останутся."
}

func placeOf(a services.Shown) services.Ref {
	return services.Ref{ServiceID: a.ServiceID, Year: a.Year, Sequence: a.Sequence}
}

// placesOf asks the registers how an application stands there.
func (s *Service) placesOf(ctx context.Context, a services.Shown) (p Places, err error) {
	if p.School, err = s.Enrolment.StandingOf(ctx, s.db, placeOf(a)); err != nil {
		return p, err
	}
	p.Garden, err = s.Kindergarten.StandingOf(ctx, s.db, placeOf(a))
	return p, err
}

// leaveQueue takes an application back in its register: an extra school, or a place that is given up for another one.
func (s *Service) leaveQueue(ctx context.Context, by auth.Actor, v Visitor, id int64, reason string) error {
	return s.db.Tx(ctx, v.as(by), func(tx *db.Tx) error {
		a, err := s.ownApplication(ctx, tx, v, id)
		if err != nil {
			return err
		}
		return s.Enrolment.Leave(ctx, tx, placeOf(a), reason)
	})
}

func (p *pages) leaveRegister(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	return p.afterAct(w, r, by, v, p.leaveQueue(r.Context(), by, v, applicationID(r), cut(clean(r.PostForm.Get("reason"), true), 1000)))
}

// queueNumbers is the public page of the queue to kindergartens: numbers alone.
func (p *pages) queueNumbers(w http.ResponseWriter, r *http.Request, _ auth.Actor) error {
	e, err := p.Catalogue.EntryBySlug(r.Context(), p.db, r.PathValue("slug"))
	if err != nil {
		return err
	}
	list, err := p.Kindergarten.Counters(r.Context(), p.db, e.ID, p.Org.Today(r.Context(), p.db, e.BodyID, p.db.Now()))
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return fail.New(fail.NotFound, "service.absent", "service %d has no queue", e.ID)
	}
	return p.show(w, r, http.StatusOK, "queue_numbers", view{Title: "Очередь: " + e.ShortName, Public: true, Data: map[string]any{"Service": e, "Counters": list}})
}

// registerPaper sends the extract from the order, or the notice of the refusal.
func (p *pages) registerPaper(w http.ResponseWriter, r *http.Request, _ auth.Actor, v Visitor) error {
	a, err := p.ownApplication(r.Context(), p.db, v, applicationID(r))
	if err != nil {
		return err
	}
	raw, err := p.Enrolment.Paper(r.Context(), p.db, placeOf(a))
	if fail.KindOf(err) == fail.NotFound {
		raw, err = p.Kindergarten.Extract(r.Context(), p.db, placeOf(a))
	}
	if fail.KindOf(err) == fail.NotFound {
		return fail.New(fail.NotFound, "account.no_application", "application %d has no paper", a.ID)
	}
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Disposition", `attachment; filename="reshenie-`+a.Number+`.pdf"`)
	h.Set("Cache-Control", "private, no-store")
	_, err = w.Write(raw)
	return err
}
