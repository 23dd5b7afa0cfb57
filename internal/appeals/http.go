package appeals

import (
	"context"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
)

// ReasonInput is why.
type ReasonInput struct {
	Reason string `json:"reason" minLength:"1" maxLength:"2000"`
}

// ExtendInput is why a consideration is extended; a message also says until when.
type ExtendInput struct {
	Reason string        `json:"reason" minLength:"1" maxLength:"2000"`
	Until  calendar.Date `json:"until,omitempty" format:"date" doc:"Of a message: its new last day"`
}

// ForwardInput names the questions and to whom they go.
type ForwardInput struct {
	Questions []int `json:"questions" minItems:"1" maxItems:"50"`
	To        int64 `json:"to" minimum:"1" doc:"Correspondent in whose competence they are"`
}

// ResultInput is how a question ended.
type ResultInput struct {
	No     int    `json:"no" minimum:"1"`
	Result Result `json:"result" enum:"explained,supported,measures_taken,not_supported,answered"`
}

// Routes are the operations of appeals; their cards are those of package documents.
func Routes(a *api.API, s *Service) {
	api.Add(a, api.Post("appeals-requalify", "/documents/{id}/appeal/requalify", "Make an appeal of a message, or the other way round"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Requalification]) (*api.Empty, error) {
			return nil, s.Requalify(ctx, by, in.ID, in.Body)
		})
	api.Add(a, api.Get("appeals-get", "/appeals/{id}", "What the law adds to the card of an appeal: authors, questions, clock, earlier appeals"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[View], error) {
			return s.answer(ctx, by, in.ID, nil)
		})
	api.Add(a, api.Put("appeals-describe", "/appeals/{id}", "Fill or correct an appeal"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Description]) (*api.Body[View], error) {
			return s.answer(ctx, by, in.ID, s.Describe(ctx, by, in.ID, in.Body))
		})
	api.Add(a, api.Post("appeals-compare", "/appeals/{id}/compare", "Decide whether an earlier appeal is about the same"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Comparison]) (*api.Body[View], error) {
			return s.answer(ctx, by, in.ID, s.Compare(ctx, by, in.ID, in.Body))
		})
	type besideIn struct {
		api.ID
		Earlier int64 `path:"earlier" minimum:"1"`
	}
	api.Add(a, api.Get("appeals-beside", "/appeals/{id}/beside/{earlier}", "An appeal beside an earlier one, with the passages that both have"),
		func(ctx context.Context, by auth.Actor, in *besideIn) (*api.Body[Beside], error) {
			v, err := s.Beside(ctx, by, in.ID.ID, in.Earlier)
			return &api.Body[Beside]{Body: v}, err
		})
	api.Add(a, api.Post("appeals-forward", "/appeals/{id}/forward", "Forward questions by competence (59-ФЗ ст. 8)"),
		func(ctx context.Context, by auth.Actor, in *api.Command[ForwardInput]) (*api.Body[View], error) {
			return s.answer(ctx, by, in.ID, s.Forward(ctx, by, in.ID, in.Body.Questions, in.Body.To))
		})
	api.Add(a, api.Post("appeals-conclude", "/appeals/{id}/conclude", "Write the result of a question"),
		func(ctx context.Context, by auth.Actor, in *api.Command[ResultInput]) (*api.Body[View], error) {
			return s.answer(ctx, by, in.ID, s.Conclude(ctx, by, in.ID, in.Body.No, in.Body.Result))
		})
	decisionRoutes(a, s)
	letterRoutes(a, s)
	formRoutes(a, s)
	themeRoutes(a, s)
	considerationRoutes(a, s)
	registerRoutes(a, s)
}

func decisionRoutes(a *api.API, s *Service) {
	api.Add(a, api.Post("appeals-extend", "/appeals/{id}/extend", "Extend the consideration: an appeal once (59-ФЗ ст. 12 ч. 2), a message to a day"),
		func(ctx context.Context, by auth.Actor, in *api.Command[ExtendInput]) (*api.Body[View], error) {
			if until := in.Body.Until; !until.IsZero() {
				return s.answer(ctx, by, in.ID, s.Prolong(ctx, by, in.ID, until, in.Body.Reason))
			}
			return s.answer(ctx, by, in.ID, s.Extend(ctx, by, in.ID, in.Body.Reason))
		})
	api.Add(a, api.Post("appeals-leave", "/appeals/{id}/leave-unanswered", "Leave an appeal without an answer on a ground of 59-ФЗ ст. 11"),
		func(ctx context.Context, by auth.Actor, in *api.Command[LeaveInput]) (*api.Body[View], error) {
			return s.answer(ctx, by, in.ID, s.LeaveUnanswered(ctx, by, in.ID, in.Body))
		})
	api.Add(a, api.Post("appeals-withdraw", "/appeals/{id}/withdraw", "End an appeal by the will of its author"),
		func(ctx context.Context, by auth.Actor, in *api.Command[ReasonInput]) (*api.Body[View], error) {
			return s.answer(ctx, by, in.ID, s.Withdraw(ctx, by, in.ID, in.Body.Reason))
		})
}

func (s *Service) answer(ctx context.Context, by auth.Actor, documentID int64, err error) (*api.Body[View], error) {
	if err != nil {
		return nil, err
	}
	v, err := s.Of(ctx, by, documentID)
	return &api.Body[View]{Body: v}, err
}
