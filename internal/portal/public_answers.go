package portal

import (
	"net/http"
	"strconv"

	"veche/internal/appeals"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
)

// siteAnswers are the answers to many of a body (59-ФЗ ст. 10 ч. 4).
type siteAnswers struct {
	BodyPage
	Answers []appeals.PublicAnswer
}

// siteAnswer is one of them with its body.
type siteAnswer struct {
	appeals.PublicAnswer
	Page BodyPage
	On   calendar.Date
}

func (p *pages) publicAnswers(w http.ResponseWriter, r *http.Request, _ auth.Actor) error {
	page, err := p.pageBySlug(r.Context(), r.PathValue("slug"))
	if err != nil {
		return err
	}
	list, err := p.Appeals.PublicAnswers(r.Context(), p.db, page.BodyID)
	if err != nil {
		return err
	}
	return p.show(w, r, http.StatusOK, "answers", view{Title: "Ответы на общие вопросы", Public: true, Data: siteAnswers{page, list}})
}

func (p *pages) publicAnswer(w http.ResponseWriter, r *http.Request, _ auth.Actor) error {
	id, _ := strconv.ParseInt(r.PathValue("id"), 10, 64)
	one, err := p.Appeals.PublicAnswer(r.Context(), p.db, id)
	if err != nil {
		return err
	}
	page, err := p.pageOf(r.Context(), one.BodyID)
	if err != nil {
		return err
	}
	on := calendar.DateOf(one.PublishedAt, p.zone(r.Context(), one.BodyID))
	return p.show(w, r, http.StatusOK, "answer", view{Title: one.Title, Public: true, Data: siteAnswer{one, page, on}})
}
