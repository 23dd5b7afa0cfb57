package portal

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"veche/internal/appeals/visits"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// visitPath is where a citizen makes an appointment with an official.
const visitPath = accountPath + "/visits"

// receptionDays are the days on which a body receives citizens.
type receptionDays struct {
	BodyPage
	Days []visits.OpenDay
}

// days tells when officials of a body receive (59-ФЗ ст. 13 ч. 1).
func (p *pages) days(w http.ResponseWriter, r *http.Request, _ auth.Actor) error {
	page, err := p.pageBySlug(r.Context(), r.PathValue("slug"))
	if err != nil {
		return err
	}
	list, err := p.Visits.OpenDays(r.Context(), page.BodyID)
	if err != nil {
		return err
	}
	return p.show(w, r, http.StatusOK, "visits", view{Title: "Личный приём", Public: true, Data: receptionDays{page, list}})
}

// appointment is the form of one time.
type appointment struct {
	visits.OpenDay
	At    string
	Page  BodyPage
	Phone string
	Topic string
}

func (p *pages) visitForm(w http.ResponseWriter, r *http.Request, _ auth.Actor, v Visitor) error {
	return p.showVisit(w, r, http.StatusOK, v, r.URL.Query(), "")
}

func (p *pages) showVisit(w http.ResponseWriter, r *http.Request, status int, v Visitor, typed url.Values, failed string) error {
	id, _ := strconv.ParseInt(typed.Get("day"), 10, 64)
	day, err := p.Visits.OpenDay(r.Context(), id)
	if err != nil {
		return err
	}
	a := appointment{OpenDay: day, At: typed.Get("at"), Phone: v.Citizen.Phone, Topic: typed.Get("topic")}
	if typed.Has("phone") {
		a.Phone = typed.Get("phone")
	}
	if a.Page, err = p.pageOf(r.Context(), day.BodyID); err != nil {
		return err
	}
	title := "Запись на личный приём"
	if failed != "" {
		title = "Ошибка: " + title
	}
	return p.show(w, r, status, "visit", view{Title: title, Visitor: v, Failed: failed, Data: a})
}

func (p *pages) bookVisit(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	id, _ := strconv.ParseInt(r.PostForm.Get("day"), 10, 64)
	err := p.BookVisit(r.Context(), by, v, id, r.PostForm.Get("at"), clean(r.PostForm.Get("topic"), true), clean(r.PostForm.Get("phone"), false))
	if err == nil {
		http.Redirect(w, r, accountPath+"#visits", http.StatusSeeOther)
		return nil
	}
	words, unknown := sentence(err)
	if unknown != nil || fail.KindOf(err) == fail.NotFound {
		return err
	}
	return p.showVisit(w, r, statusByKind[fail.KindOf(err)], v, r.PostForm, words)
}

// BookVisit makes an appointment in the name of who is signed in: an official receives a person, whoever he comes for.
func (s *Service) BookVisit(ctx context.Context, by auth.Actor, v Visitor, dayID int64, at, topic, phone string) error {
	who := visits.Visitor{Name: v.Citizen.FullName(), Address: v.Citizen.Address, Email: v.Citizen.Email, Phone: cut(phone, 50), Topic: cut(topic, 1000)}
	if v.Organisation != nil {
		who.Topic = cut(v.Organisation.Name+": "+topic, 1000)
	}
	if topic == "" {
		return fail.Field("visit.no_topic", "topic", "required")
	}
	return s.db.Tx(ctx, v.as(by), func(tx *db.Tx) error {
		_, err := s.Visits.BookFor(ctx, tx, v.Citizen.ID, dayID, visits.BookInput{At: at, Visitor: who})
		return err
	})
}

func (p *pages) cancelVisit(w http.ResponseWriter, r *http.Request, by auth.Actor, v Visitor) error {
	id, _ := strconv.ParseInt(r.PathValue("id"), 10, 64)
	err := p.db.Tx(r.Context(), v.as(by), func(tx *db.Tx) error { return p.Visits.CancelFor(r.Context(), tx, v.Citizen.ID, id) })
	if err != nil {
		return err
	}
	http.Redirect(w, r, accountPath+"#visits", http.StatusSeeOther)
	return nil
}

// visitWords are how an appointment stands, for who made it.
func visitWords(b visits.Booked) (words, tone string) {
	switch {
	case b.State == visits.Cancelled && b.Why != "":
		return "Отменена: " + b.Why, "warn"
	case b.State == visits.Cancelled:
		return "Отменена", "quiet"
	case b.State == visits.Absent:
		return "Вы не пришли", "quiet"
	case b.AppealNo != "":
		return "Приём состоялся, обращение № " + b.AppealNo, "done"
	case b.State == visits.Received:
		return "Приём состоялся", "done"
	case !b.Ahead:
		return "Время приёма прошло", "quiet"
	}
	return "Вас ждут", "accent"
}
