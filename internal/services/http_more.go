package services

import (
	"context"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
)

// Entered is the answer to an application that was typed at the counter.
type Entered struct {
	Number   string         `json:"number" doc:"Empty where the answers have problems"`
	Repeat   bool           `json:"repeat" doc:"It stood in the order already"`
	Problems []EntryProblem `json:"problems"`
}

// EntryProblem is what is wrong with an answer.
type EntryProblem struct {
	Path string `json:"path"`
	Text string `json:"text"`
}

// EntryForm is what a clerk needs to type an application: the form in force and who may ask.
type EntryForm struct {
	ServiceID  int64    `json:"service_id"`
	Name       string   `json:"name"`
	Form       string   `json:"form" doc:"As docs/forms.md describes it"`
	Applicants []string `json:"applicants" doc:"Kinds of applicants that the passport names"`
}

// ServiceChoice is a service whose applications the reader's body takes.
type ServiceChoice struct {
	ID   int64  `db:"id" json:"id"`
	Name string `db:"name" json:"name"`
}

func entryOperations(a *api.API, s *Service) {
	api.Add(a, api.Get("application-services", "/application-services", "Services whose applications the reader's body takes or decides"),
		func(ctx context.Context, by auth.Actor, _ *struct{}) (*api.Body[api.List[ServiceChoice]], error) {
			list, err := s.Offered(ctx, by)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Get("application-entry-form", "/application-services/{id}/form", "The form of a service, to type an application that came on paper or in person"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[EntryForm], error) {
			f, err := s.EntryForm(ctx, by, in.ID)
			return &api.Body[EntryForm]{Body: f}, err
		})
	api.Add(a, api.Post("applications-enter", "/applications", "Enter an application that came on paper or in person into the one order"),
		func(ctx context.Context, by auth.Actor, in *api.Body[EntryInput]) (*api.Body[Entered], error) {
			out, err := s.Enter(ctx, by, in.Body)
			if err != nil {
				return nil, err
			}
			e := Entered{Number: out.Accepted.Number, Repeat: out.Accepted.Repeat, Problems: []EntryProblem{}}
			for _, p := range out.Problems {
				e.Problems = append(e.Problems, EntryProblem{p.Path, p.Text})
			}
			return &api.Body[Entered]{Body: e}, nil
		})
}

func routeOperations(a *api.API, s *Service) {
	table := func(ctx context.Context, by auth.Actor, err error) (*api.Body[api.List[RouteShown]], error) {
		if err != nil {
			return nil, err
		}
		list, err := s.Routes(ctx, by)
		return api.ListOf(list, ""), err
	}
	api.Add(a, api.Get("service-routes-list", "/service-routes", "The table of routes: which body answers for a service, by target and territory"),
		func(ctx context.Context, by auth.Actor, _ *struct{}) (*api.Body[api.List[RouteShown]], error) {
			return table(ctx, by, nil)
		})
	api.Add(a, api.Post("service-routes-add", "/service-routes", "Add a line to the table of routes"),
		func(ctx context.Context, by auth.Actor, in *api.Body[RouteLineInput]) (*api.Body[api.List[RouteShown]], error) {
			return table(ctx, by, s.PutRoute(ctx, by, 0, in.Body))
		})
	api.Add(a, api.Put("service-routes-change", "/service-routes/{id}", "Change a line of the table of routes"),
		func(ctx context.Context, by auth.Actor, in *api.Command[RouteLineInput]) (*api.Body[api.List[RouteShown]], error) {
			return table(ctx, by, s.PutRoute(ctx, by, in.ID, in.Body))
		})
	api.Add(a, api.Delete("service-routes-end", "/service-routes/{id}", "Take a line from the table of routes"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Empty, error) {
			return &api.Empty{}, s.EndRoute(ctx, by, in.ID)
		})
}

func complaintOperations(a *api.API, s *Service) {
	shown := func(ctx context.Context, by auth.Actor, id int64, err error) (*api.Body[ComplaintView], error) {
		if err != nil {
			return nil, err
		}
		v, err := s.Complaint(ctx, by, id)
		return &api.Body[ComplaintView]{Body: v}, err
	}
	api.Add(a, api.Get("service-complaints-list", "/service-complaints", "Pre-trial complaints on the body, next by term first"),
		func(ctx context.Context, by auth.Actor, in *api.Page) (*api.Body[api.List[ComplaintRow]], error) {
			rows, next, err := s.Complaints(ctx, by, in.After, in.Limit)
			return api.ListOf(rows, next), err
		})
	api.Add(a, api.Post("service-complaints-enter", "/service-complaints", "Write down a pre-trial complaint"),
		func(ctx context.Context, by auth.Actor, in *api.Body[ComplainInput]) (*api.Body[ComplaintView], error) {
			c, err := s.EnterComplaint(ctx, by, in.Body)
			return shown(ctx, by, c.ID, err)
		})
	api.Add(a, api.Get("service-complaints-get", "/service-complaints/{id}", "A pre-trial complaint"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[ComplaintView], error) {
			return shown(ctx, by, in.ID, nil)
		})
	api.Add(a, api.Post("service-complaints-register", "/service-complaints/{id}/register", "Give a complaint its number: its term runs from this day"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[ComplaintView], error) {
			return shown(ctx, by, in.ID, s.RegisterComplaint(ctx, by, in.ID))
		})
	api.Add(a, api.Post("service-complaints-decide", "/service-complaints/{id}/decide", "Satisfy a complaint or deny it"),
		func(ctx context.Context, by auth.Actor, in *api.Command[ComplaintDecision]) (*api.Body[ComplaintView], error) {
			return shown(ctx, by, in.ID, s.DecideComplaint(ctx, by, in.ID, in.Body))
		})
	api.Add(a, api.Post("service-complaints-answer", "/service-complaints/{id}/answer", "Write the reasoned answer and give it to its signatory: it is given with the signature"),
		func(ctx context.Context, by auth.Actor, in *api.Command[AnswerInput]) (*api.Body[ComplaintView], error) {
			_, err := s.AnswerComplaint(ctx, by, in.ID, in.Body)
			return shown(ctx, by, in.ID, err)
		})
	api.Add(a, api.Post("service-complaints-preview", "/service-complaints/{id}/preview", "The answer as it would be signed, as PDF/A"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[PaperFile], error) {
			pdf, err := s.PreviewAnswer(ctx, by, in.ID)
			return &api.Body[PaperFile]{Body: PaperFile{pdf}}, err
		})
}
