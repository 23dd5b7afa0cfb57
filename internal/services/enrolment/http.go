package enrolment

import (
	"context"
	"net/http"
	"strconv"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
)

// Routes are the operations of the registers of schools.
func Routes(a *api.API, s *Service) {
	schoolRoutes(a, s)
	settingRoutes(a, s)
	for _, act := range []struct {
		action  Action
		summary string
		do      func(context.Context, auth.Actor, int64, Why) (Enrolment, error)
	}{
		{Demand, "Call the parent with the originals", s.Demand},
		{Withdraw, "Take an application back on the request of the parent", s.Withdraw},
	} {
		api.Add(a, api.Post("enrolments-"+string(act.action), "/enrolments/{id}/"+string(act.action), act.summary),
			func(ctx context.Context, by auth.Actor, in *api.Command[Why]) (*api.Body[Done], error) {
				e, err := act.do(ctx, by, in.ID, in.Body)
				return done(e), err
			})
	}
	api.Add(a, api.Post("enrolments-refuse", "/enrolments/{id}/refuse", "Refuse an application on a ground of the regulation; for places an order refuses"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Refusal]) (*api.Body[Done], error) {
			e, err := s.Refuse(ctx, by, in.ID, in.Body)
			return done(e), err
		})
	api.Add(a, api.Post("enrolments-sort", "/enrolments/{id}/sort", "Say which school is meant; the place by time stays"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Sorted]) (*api.Body[Done], error) {
			e, err := s.Sort(ctx, by, in.ID, in.Body)
			return done(e), err
		})
	api.Add(a, api.Post("enrolments-confirm", "/enrolments/{id}/confirm", "End the checks: residence and ground are proven, the rank is given"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Checked]) (*api.Body[Done], error) {
			e, err := s.Confirm(ctx, by, in.ID, in.Body)
			return done(e), err
		})
}

// Done is what an act leaves behind.
type Done struct {
	ID      int64 `json:"id"`
	State   State `json:"state"`
	Version int64 `json:"version"`
}

func done(e Enrolment) *api.Body[Done] { return &api.Body[Done]{Body: Done{e.ID, e.State, e.Version}} }

func schoolRoutes(a *api.API, s *Service) {
	api.Add(a, api.Get("enrolment-schools-list", "/enrolment-schools", "Schools of the own body with the state of their queues"),
		func(ctx context.Context, by auth.Actor, _ *struct{}) (*api.Body[api.List[SchoolView]], error) {
			list, err := s.Schools(ctx, by)
			return api.ListOf(list, ""), err
		})
	type registerIn struct {
		api.ID
		Year  int   `query:"year" required:"true" minimum:"2020" maximum:"2100"`
		Stage Stage `query:"stage" required:"true" minimum:"1" maximum:"2"`
	}
	api.Add(a, api.Get("enrolment-schools-register", "/enrolment-schools/{id}", "What stands above the register of a school: places, counts, orders"),
		func(ctx context.Context, by auth.Actor, in *registerIn) (*api.Body[Register], error) {
			view, err := s.Register(ctx, by, in.ID.ID, in.Year, in.Stage)
			return &api.Body[Register]{Body: view}, err
		})
	api.Add(a, api.Post("enrolment-schools-rows", "/enrolment-schools/{id}/rows", "A page of the register of a school in the order of ranks; the reading is journaled"),
		func(ctx context.Context, by auth.Actor, in *api.Command[RowFilter]) (*api.Body[RowPage], error) {
			page, err := s.Rows(ctx, by, in.ID, in.Body)
			return &api.Body[RowPage]{Body: page}, err
		})
	api.Add(a, api.Put("enrolment-schools-places", "/enrolment-schools/{id}/places", "How many children a school takes in a year"),
		func(ctx context.Context, by auth.Actor, in *api.Command[PlacesInput]) (*struct{}, error) {
			return nil, s.SetPlaces(ctx, by, in.ID, in.Body)
		})
	api.Add(a, api.Post("enrolment-schools-enrol", "/enrolment-schools/{id}/order", "Make an order of enrolment: places go in the order of ranks"),
		func(ctx context.Context, by auth.Actor, in *api.Command[OrderInput]) (*api.Body[OrderView], error) {
			o, err := s.Enrol(ctx, by, in.ID, in.Body)
			return &api.Body[OrderView]{Body: o.view()}, err
		})
	a.Handle("GET /api/enrolment-orders/{id}/order.pdf", func(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
		id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
		if err != nil {
			return noOrder(0)
		}
		raw, err := s.PDF(r.Context(), by, id)
		if err != nil {
			return err
		}
		w.Header().Set("Content-Type", "application/pdf")
		w.Header().Set("Content-Disposition", `inline; filename="prikaz.pdf"`)
		_, err = w.Write(raw)
		return err
	})
}
