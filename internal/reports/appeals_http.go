package reports

import (
	"bytes"
	"context"
	"net/http"
	"strconv"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/fail"
)

// DepartmentInput is what the account calls the body.
type DepartmentInput struct {
	GUID string `json:"guid" minLength:"36" maxLength:"36"`
}

func appealRoutes(a *api.API, s *Service) {
	type periodIn struct {
		From   calendar.Date `query:"from" format:"date" required:"true"`
		To     calendar.Date `query:"to" format:"date" required:"true"`
		BodyID int64         `query:"body" minimum:"0" doc:"0: all that the reader may see"`
	}
	api.Add(a, api.Get("reports-appeals", "/reports/appeals", "Figures on appeals of a period beside the same days a year earlier"),
		func(ctx context.Context, by auth.Actor, in *periodIn) (*api.Body[Appeals], error) {
			f, err := s.Appeals(ctx, by, in.From, in.To, in.BodyID)
			return &api.Body[Appeals]{Body: f}, err
		})
	type monthIn struct {
		Month  calendar.Date `query:"month" format:"date" required:"true" doc:"Any day of the month"`
		BodyID int64         `query:"body" minimum:"0" doc:"0: the reader's own"`
	}
	api.Add(a, api.Get("reports-sstu", "/reports/sstu", "Monthly account to the Administration of the President: what is missing on which cards"),
		func(ctx context.Context, by auth.Actor, in *monthIn) (*api.Body[Account], error) {
			account, err := s.Account(ctx, by, in.Month, in.BodyID)
			return &api.Body[Account]{Body: account}, err
		})
	api.Add(a, api.Put("reports-sstu-department", "/reports/sstu/department", "Write how the account calls the body"),
		func(ctx context.Context, by auth.Actor, in *api.Body[DepartmentInput]) (*api.Empty, error) {
			return &api.Empty{}, s.SetDepartment(ctx, by, in.Body.GUID)
		})
	a.Handle("GET /api/reports/appeals.xlsx", s.appealsFile)
	a.Handle("GET /api/reports/sstu.xml", s.accountFile)
	a.Handle("GET /api/reports/sstu.xlsx", s.accountFile)
}

// dayIn reads a date of the address.
func dayIn(r *http.Request, name string) (calendar.Date, error) {
	d, err := calendar.Parse(r.URL.Query().Get(name))
	if err != nil || d.IsZero() {
		return d, fail.Field("request.invalid", name, "wrong_format")
	}
	return d, nil
}

func bodyIn(r *http.Request) (int64, error) {
	text := r.URL.Query().Get("body")
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, fail.Field("request.invalid", "body", "wrong_format")
	}
	return n, nil
}

// periodOf reads a period and a body of the address.
func periodOf(r *http.Request) (from, to calendar.Date, body int64, err error) {
	if from, err = dayIn(r, "from"); err != nil {
		return from, to, body, err
	}
	if to, err = dayIn(r, "to"); err != nil {
		return from, to, body, err
	}
	body, err = bodyIn(r)
	return from, to, body, err
}

func (s *Service) appealsFile(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	from, to, body, err := periodOf(r)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := s.AppealsBook(r.Context(), by, from, to, body, &out); err != nil {
		return err
	}
	return give(w, "obrashcheniya-"+from.String()+"-"+to.String()+".xlsx", out.Bytes())
}

func (s *Service) accountFile(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	month, err := dayIn(r, "month")
	if err != nil {
		return err
	}
	body, err := bodyIn(r)
	if err != nil {
		return err
	}
	account, err := s.Account(r.Context(), by, month, body)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	ending := r.URL.Path[len(r.URL.Path)-3:]
	if ending == "xml" {
		err = account.WriteXML(&out)
	} else {
		ending, err = "xlsx", account.WriteXLSX(&out)
	}
	if err != nil {
		return err
	}
	return give(w, account.fileName(ending), out.Bytes())
}

// give sends a whole file: what is wrong was said before its first byte.
func give(w http.ResponseWriter, name string, content []byte) error {
	kind := "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	if name[len(name)-3:] == "xml" {
		kind = "application/xml"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	w.Header().Set("Cache-Control", "no-store")
	_, err := w.Write(content)
	return err
}
