package figures

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strconv"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/fail"
	"veche/internal/services/catalogue"
)

// Routes are the operations of figures.
func Routes(a *api.API, s *Service) {
	api.Add(a, api.Get("service-figures", "/service-figures", "Applications of a period by everything they are counted by, beside the same days a year earlier"),
		func(ctx context.Context, by auth.Actor, in *Ask) (*api.Body[Figures], error) {
			f, err := s.Figures(ctx, by, *in)
			return &api.Body[Figures]{Body: f}, err
		})
	api.Add(a, api.Get("service-figures-services", "/service-figures/services", "Services whose figures the reader may ask for"),
		func(ctx context.Context, by auth.Actor, _ *api.Empty) (*api.Body[api.List[Choice]], error) {
			list, err := s.Services(ctx, by)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Get("service-figures-register", "/service-figures/applications", "The applications behind a figure, the newest first"),
		func(ctx context.Context, by auth.Actor, in *struct {
			api.Page
			Filter
		}) (*api.Body[Page], error) {
			p, err := s.Register(ctx, by, in.Filter, in.After, in.Limit)
			return &api.Body[Page]{Body: p}, err
		})
	type visitsIn struct {
		ID   int64         `path:"id" minimum:"1"`
		From calendar.Date `query:"from" format:"date" required:"true"`
		To   calendar.Date `query:"to" format:"date" required:"true"`
	}
	api.Add(a, api.Get("service-figures-visits", "/service-figures/{id}/visits", "The way from a visit of the page of a service to the end of an application, by day and hour, beside the year before"),
		func(ctx context.Context, by auth.Actor, in *visitsIn) (*api.Body[catalogue.Attendance], error) {
			v, err := s.Attendance(ctx, by, in.ID, in.From, in.To)
			return &api.Body[catalogue.Attendance]{Body: v}, err
		})
	a.Handle("GET /api/service-figures.xlsx", s.figuresFile)
	a.Handle("GET /api/service-figures/applications.xlsx", s.registerFile)
}

func (s *Service) figuresFile(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	f, err := filterIn(r.URL.Query())
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := s.Book(r.Context(), by, f.Ask, &out); err != nil {
		return err
	}
	return give(w, "uslugi-"+f.From.String()+"-"+f.To.String()+".xlsx", out.Bytes())
}

func (s *Service) registerFile(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	f, err := filterIn(r.URL.Query())
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := s.RegisterBook(r.Context(), by, f, &out); err != nil {
		return err
	}
	return give(w, "zayavleniya-"+f.From.String()+"-"+f.To.String()+".xlsx", out.Bytes())
}

// give sends a whole file: what is wrong was said before its first byte.
func give(w http.ResponseWriter, name string, content []byte) error {
	w.Header().Set("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	w.Header().Set("Cache-Control", "no-store")
	_, err := w.Write(content)
	return err
}

// filterIn reads the filter of the address of a file: the same words as those of the list.
func filterIn(q url.Values) (f Filter, err error) {
	f = Filter{Way: q.Get("way"), Channel: q.Get("channel"), Outcome: q.Get("outcome"), Term: q.Get("term"), Step: q.Get("step"), Territory: q.Get("territory"), Passed: q.Get("passed"), Hour: anyHour}
	for name, day := range map[string]*calendar.Date{"from": &f.From, "to": &f.To} {
		if *day, err = calendar.Parse(q.Get(name)); err != nil || day.IsZero() {
			return f, fail.Field("request.invalid", name, "wrong_format")
		}
	}
	for name, n := range map[string]*int64{"body": &f.BodyID, "service": &f.ServiceID, "weekday": &f.Weekday, "hour": &f.Hour, "least": &f.Least} {
		if !q.Has(name) {
			continue
		}
		if *n, err = strconv.ParseInt(q.Get(name), 10, 64); err != nil {
			return f, fail.Field("request.invalid", name, "wrong_format")
		}
	}
	return f, nil
}
