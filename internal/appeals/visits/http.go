package visits

import (
	"context"
	"net/http"
	"strconv"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/fail"
)

// Routes are the operations of the personal reception.
func Routes(a *api.API, s *Service) {
	dayRoutes(a, s)
	api.Add(a, api.Get("visits-get", "/visits/{id}", "Card of a visit; the reading is journaled"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Card], error) {
			return s.answer(ctx, by, in.ID, nil)
		})
	api.Add(a, api.Post("visits-receive", "/visits/{id}/receive", "End a visit with its card; a written answer or appeal lodges an appeal (59-ФЗ ст. 13)"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Reception]) (*api.Body[Card], error) {
			_, err := s.Receive(ctx, by, in.ID, in.Body)
			return s.answer(ctx, by, in.ID, err)
		})
	api.Add(a, api.Post("visits-absent", "/visits/{id}/absent", "Note that the visitor did not come"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Card], error) {
			return s.answer(ctx, by, in.ID, s.MarkAbsent(ctx, by, in.ID))
		})
	api.Add(a, api.Post("visits-cancel", "/visits/{id}/cancel", "Free the time of a visitor who will not come"),
		func(ctx context.Context, by auth.Actor, in *api.Command[ReasonInput]) (*api.Body[Card], error) {
			return s.answer(ctx, by, in.ID, s.Cancel(ctx, by, in.ID, in.Body.Reason))
		})
	api.Add(a, api.Get("appeals-visits", "/appeals/{id}/visits", "Visits that belong to an appeal"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[api.List[Line]], error) {
			list, err := s.OfAppeal(ctx, by, in.ID)
			return api.ListOf(list, ""), err
		})
	a.Handle("GET /api/visits/{id}/card.pdf", s.cardFile)
}

func dayRoutes(a *api.API, s *Service) {
	type periodIn struct {
		From calendar.Date `query:"from" format:"date" required:"true"`
		To   calendar.Date `query:"to" format:"date" required:"true"`
	}
	api.Add(a, api.Get("visit-days-list", "/visit-days", "When officials of the body receive citizens"),
		func(ctx context.Context, by auth.Actor, in *periodIn) (*api.Body[api.List[DayView]], error) {
			list, err := s.Days(ctx, by, in.From, in.To)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Post("visit-days-plan", "/visit-days", "Plan when an official receives, once or regularly"),
		func(ctx context.Context, by auth.Actor, in *api.Body[PlanInput]) (*api.Body[api.List[Day]], error) {
			list, err := s.Plan(ctx, by, in.Body)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Get("visit-days-get", "/visit-days/{id}", "List of a day; the reading is journaled"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Sheet], error) {
			return s.sheet(ctx, by, in.ID, nil)
		})
	api.Add(a, api.Post("visit-days-cancel", "/visit-days/{id}/cancel", "Call a day off with all who are expected"),
		func(ctx context.Context, by auth.Actor, in *api.Command[ReasonInput]) (*api.Body[Sheet], error) {
			return s.sheet(ctx, by, in.ID, s.CancelDay(ctx, by, in.ID, in.Body.Reason))
		})
	api.Add(a, api.Post("visits-book", "/visit-days/{id}/visits", "Write a visitor down, for a time or as he came"),
		func(ctx context.Context, by auth.Actor, in *api.Command[BookInput]) (*api.Body[Sheet], error) {
			_, err := s.Book(ctx, by, in.ID, in.Body)
			return s.sheet(ctx, by, in.ID, err)
		})
}

func (s *Service) sheet(ctx context.Context, by auth.Actor, dayID int64, err error) (*api.Body[Sheet], error) {
	if err != nil {
		return nil, err
	}
	sh, err := s.List(ctx, by, dayID)
	return &api.Body[Sheet]{Body: sh}, err
}

func (s *Service) answer(ctx context.Context, by auth.Actor, id int64, err error) (*api.Body[Card], error) {
	if err != nil {
		return nil, err
	}
	c, err := s.Open(ctx, by, id)
	return &api.Body[Card]{Body: c}, err
}

// cardFile prints the card.
func (s *Service) cardFile(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return fail.New(fail.NotFound, "visit.not_found", "no visit %q", r.PathValue("id"))
	}
	pdf, err := s.PDF(r.Context(), by, id)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Disposition", `inline; filename="kartochka-priyoma.pdf"`)
	h.Set("Cache-Control", "private, no-store")
	_, err = w.Write(pdf)
	return err
}
