package services

import (
	"context"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
)

// OfficerInput names an officer.
type OfficerInput struct {
	OfficerID int64 `json:"officer_id" minimum:"1"`
}

// TextInput is a text.
type TextInput struct {
	Text string `json:"text" minLength:"1" maxLength:"4000"`
}

// ReasonInput is why.
type ReasonInput struct {
	Reason string `json:"reason" maxLength:"2000"`
}

// MessageInput is a message with files that lie in the store already.
type MessageInput struct {
	Text  string     `json:"text" minLength:"1" maxLength:"4000"`
	Files []Attached `json:"files,omitempty" maxItems:"20"`
}

// ContinueInput says whether the applicant brought what was asked.
type ContinueInput struct {
	Brought bool `json:"brought"`
}

// AskInput is the interagency requests to send.
type AskInput struct {
	Requests []AskLine `json:"requests" minItems:"1" maxItems:"20"`
}

// PaperFile is the PDF of a paper.
type PaperFile struct {
	PDF []byte `json:"pdf" doc:"PDF/A in base64"`
}

// Operations declares the operations of applications.
func Operations(a *api.API, s *Service) {
	api.Add(a, api.Get("applications-list", "/applications", "The queue of applications: next by term first"),
		func(ctx context.Context, by auth.Actor, in *struct {
			api.Page
			Filter
		}) (*api.Body[Queue], error) {
			q, err := s.List(ctx, by, in.Filter, in.After, in.Limit)
			return &api.Body[Queue]{Body: q}, err
		})
	api.Add(a, api.Post("applications-find", "/applications/find", "Applications of somebody by the beginning of his name, his СНИЛС or ИНН: standing and ended, newest first"),
		func(ctx context.Context, by auth.Actor, in *struct {
			api.Page
			Body FindInput
		}) (*api.Body[Queue], error) {
			q, err := s.Find(ctx, by, in.Body, in.After, in.Limit)
			return &api.Body[Queue]{Body: q}, err
		})
	api.Add(a, api.Get("applications-get", "/applications/{id}", "An application with its regulation, clock, course and what the reader may do"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Card], error) {
			return s.answer(ctx, by, in.ID, nil)
		})
	api.Add(a, api.Get("applications-numbers", "/applications/{id}/numbers", "Whole numbers of a person's papers, of which the card shows the last figures; reading them is written down"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Numbers], error) {
			n, err := s.Numbers(ctx, by, in.ID)
			return &api.Body[Numbers]{Body: n}, err
		})
	checkOperations(a, s)
	considerOperations(a, s)
	resultOperations(a, s)
	entryOperations(a, s)
	routeOperations(a, s)
	complaintOperations(a, s)
	formOperations(a, s)
	a.Handle("POST /api/applications/{id}/files", s.upload)
	a.Handle("GET /api/applications/{id}/files/{file}", s.download)
}

// answer is the card as it stands after an act.
func (s *Service) answer(ctx context.Context, by auth.Actor, id int64, err error) (*api.Body[Card], error) {
	if err != nil {
		return nil, err
	}
	c, err := s.Get(ctx, by, id)
	return &api.Body[Card]{Body: c}, err
}

func checkOperations(a *api.API, s *Service) {
	api.Add(a, api.Post("applications-take", "/applications/{id}/take", "Take an application to check it"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Card], error) {
			return s.answer(ctx, by, in.ID, s.Take(ctx, by, in.ID))
		})
	api.Add(a, api.Post("applications-check", "/applications/{id}/check", "Write down what was found of a document"),
		func(ctx context.Context, by auth.Actor, in *api.Command[CheckInput]) (*api.Body[Card], error) {
			return s.answer(ctx, by, in.ID, s.CheckDocument(ctx, by, in.ID, in.Body))
		})
	api.Add(a, api.Post("applications-register", "/applications/{id}/register", "Accept: pin the regulation, start the clock, route to the body responsible"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Card], error) {
			return s.answer(ctx, by, in.ID, s.Register(ctx, by, in.ID))
		})
	api.Add(a, api.Post("applications-refuse-intake", "/applications/{id}/refuse-intake", "Write the notice of a refusal to accept the documents, on a ground of the regulation"),
		func(ctx context.Context, by auth.Actor, in *api.Command[RefusalInput]) (*api.Body[Card], error) {
			_, err := s.RefuseIntake(ctx, by, in.ID, in.Body)
			return s.answer(ctx, by, in.ID, err)
		})
	api.Add(a, api.Post("applications-assign", "/applications/{id}/assign", "Give an application to an officer of the body"),
		func(ctx context.Context, by auth.Actor, in *api.Command[OfficerInput]) (*api.Body[Card], error) {
			return s.answer(ctx, by, in.ID, s.Assign(ctx, by, in.ID, in.Body.OfficerID))
		})
	api.Add(a, api.Get("applications-officers", "/application-officers", "Officers of the reader's body, to whom an application can be given"),
		func(ctx context.Context, by auth.Actor, _ *struct{}) (*api.Body[api.List[Signatory]], error) {
			list, err := s.Officers(ctx, by)
			return api.ListOf(list, ""), err
		})
}

func considerOperations(a *api.API, s *Service) {
	api.Add(a, api.Post("applications-ask", "/applications/{id}/ask", "Send interagency requests, all that are needed at once"),
		func(ctx context.Context, by auth.Actor, in *api.Command[AskInput]) (*api.Body[Card], error) {
			return s.answer(ctx, by, in.ID, s.AskBodies(ctx, by, in.ID, in.Body.Requests))
		})
	api.Add(a, api.Post("applications-proceed", "/applications/{id}/proceed", "Go on without waiting for more answers"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Card], error) {
			return s.answer(ctx, by, in.ID, s.Proceed(ctx, by, in.ID))
		})
	api.Add(a, api.Post("applications-ask-applicant", "/applications/{id}/ask-applicant", "Ask the applicant for what only he has"),
		func(ctx context.Context, by auth.Actor, in *api.Command[AskApplicantInput]) (*api.Body[Card], error) {
			return s.answer(ctx, by, in.ID, s.AskApplicant(ctx, by, in.ID, in.Body))
		})
	api.Add(a, api.Post("applications-continue", "/applications/{id}/continue", "Go on: it was brought, or is waited for no longer"),
		func(ctx context.Context, by auth.Actor, in *api.Command[ContinueInput]) (*api.Body[Card], error) {
			return s.answer(ctx, by, in.ID, s.Continue(ctx, by, in.ID, in.Body.Brought))
		})
	api.Add(a, api.Post("applications-suspend", "/applications/{id}/suspend", "Write the notice of a suspension, on a ground of the regulation: the clock stands from its signature"),
		func(ctx context.Context, by auth.Actor, in *api.Command[SuspendInput]) (*api.Body[Card], error) {
			_, err := s.Suspend(ctx, by, in.ID, in.Body)
			return s.answer(ctx, by, in.ID, err)
		})
	api.Add(a, api.Post("applications-resume", "/applications/{id}/resume", "Let the clock go on"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Card], error) {
			return s.answer(ctx, by, in.ID, s.Resume(ctx, by, in.ID))
		})
	api.Add(a, api.Post("applications-say", "/applications/{id}/messages", "Write to the applicant"),
		func(ctx context.Context, by auth.Actor, in *api.Command[MessageInput]) (*api.Body[Card], error) {
			return s.answer(ctx, by, in.ID, s.Say(ctx, by, in.ID, in.Body.Text, in.Body.Files))
		})
	api.Add(a, api.Post("applications-hand-over", "/applications/{id}/hand-over", "Give to another body; number and clock stay"),
		func(ctx context.Context, by auth.Actor, in *api.Command[RouteInput]) (*api.Empty, error) {
			return &api.Empty{}, s.HandOver(ctx, by, in.ID, in.Body)
		})
	api.Add(a, api.Post("applications-route", "/applications/{id}/route", "Give an application that no line of the table fits to a body"),
		func(ctx context.Context, by auth.Actor, in *api.Command[RouteInput]) (*api.Empty, error) {
			return &api.Empty{}, s.Route(ctx, by, in.ID, in.Body)
		})
}

func resultOperations(a *api.API, s *Service) {
	api.Add(a, api.Post("applications-preview", "/applications/{id}/preview", "A paper as it would be signed, as PDF/A"),
		func(ctx context.Context, by auth.Actor, in *api.Command[PaperInput]) (*api.Body[PaperFile], error) {
			pdf, err := s.Preview(ctx, by, in.ID, in.Body)
			return &api.Body[PaperFile]{Body: PaperFile{pdf}}, err
		})
	api.Add(a, api.Post("applications-decide", "/applications/{id}/decide", "Write the decision by its template and give it to its signatory"),
		func(ctx context.Context, by auth.Actor, in *api.Command[DecideInput]) (*api.Body[Card], error) {
			_, err := s.Decide(ctx, by, in.ID, in.Body)
			return s.answer(ctx, by, in.ID, err)
		})
	api.Add(a, api.Post("applications-invite", "/applications/{id}/invite", "Invite the applicant for the result: where, when, what to bring, until when"),
		func(ctx context.Context, by auth.Actor, in *api.Command[InviteInput]) (*api.Body[Card], error) {
			return s.answer(ctx, by, in.ID, s.Invite(ctx, by, in.ID, in.Body))
		})
	api.Add(a, api.Post("applications-issue", "/applications/{id}/issue", "The service is provided: the fact with its date, officer and basis"),
		func(ctx context.Context, by auth.Actor, in *api.Command[IssueInput]) (*api.Body[Card], error) {
			return s.answer(ctx, by, in.ID, s.Issue(ctx, by, in.ID, in.Body))
		})
	api.Add(a, api.Post("applications-enter-way", "/applications/{id}/way", "Write down how the applicant wants to get the result, until it is issued"),
		func(ctx context.Context, by auth.Actor, in *api.Command[WayInput]) (*api.Body[Card], error) {
			return s.answer(ctx, by, in.ID, s.EnterWay(ctx, by, in.ID, in.Body))
		})
	api.Add(a, api.Post("applications-enter-cancel", "/applications/{id}/enter-cancel", "Write down that the applicant withdraws, on paper or in person"),
		func(ctx context.Context, by auth.Actor, in *api.Command[ReasonInput]) (*api.Body[Card], error) {
			return s.answer(ctx, by, in.ID, s.EnterCancel(ctx, by, in.ID, in.Body.Reason))
		})
	api.Add(a, api.Post("applications-cancel", "/applications/{id}/cancel", "Confirm that the applicant withdraws"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Card], error) {
			return s.answer(ctx, by, in.ID, s.Cancel(ctx, by, in.ID))
		})
	api.Add(a, api.Post("applications-decline-cancel", "/applications/{id}/decline-cancel", "Decline to cancel: the result is under way"),
		func(ctx context.Context, by auth.Actor, in *api.Command[ReasonInput]) (*api.Body[Card], error) {
			return s.answer(ctx, by, in.ID, s.DeclineCancel(ctx, by, in.ID, in.Body.Reason))
		})
	api.Add(a, api.Post("applications-enter-correction", "/applications/{id}/enter-correction", "Write down that the result has a mistake"),
		func(ctx context.Context, by auth.Actor, in *api.Command[TextInput]) (*api.Body[Card], error) {
			return s.answer(ctx, by, in.ID, s.EnterCorrection(ctx, by, in.ID, in.Body.Text))
		})
	api.Add(a, api.Post("applications-correct", "/applications/{id}/correct", "Correct a mistake of the result, or tell that there is none"),
		func(ctx context.Context, by auth.Actor, in *api.Command[CorrectInput]) (*api.Body[Card], error) {
			return s.answer(ctx, by, in.ID, s.Correct(ctx, by, in.ID, in.Body))
		})
}
