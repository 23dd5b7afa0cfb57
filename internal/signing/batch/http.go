package batch

import (
	"context"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
)

// often bounds one page: it asks every second how a batch stands, or brings ten signatures at a time.
var often = api.Limit{PerMinute: 600}

// BringInput holds a piece of signatures.
type BringInput struct {
	Signatures []Brought `json:"signatures" minItems:"1" maxItems:"10"`
}

// Routes are the operations of signing many documents.
func Routes(a *api.API, s *Service) {
	api.Add(a, api.Get("signing-piles-list", "/signing-piles", "Several documents of one kind that wait for the caller's signature"),
		func(ctx context.Context, by auth.Actor, _ *struct{}) (*api.Body[api.List[Pile]], error) {
			list, err := s.Piles(ctx, by)
			return api.ListOf(list, ""), err
		})
	type lookIn struct {
		Key
		After int64 `query:"after" minimum:"0" doc:"Document behind which the list goes on"`
		Limit int   `query:"limit" minimum:"1" maximum:"200" default:"50"`
	}
	api.Add(a, api.Get("signing-piles-get", "/signing-pile", "A pile as its signatory looks at it before he confirms"),
		func(ctx context.Context, by auth.Actor, in *lookIn) (*api.Body[Sight], error) {
			v, err := s.Look(ctx, by, in.Key, in.After, in.Limit)
			return &api.Body[Sight]{Body: v}, err
		})
	api.Add(a, api.Post("signing-batches-add", "/signing-batches", "Sign a whole pile; needs the password given again"),
		func(ctx context.Context, by auth.Actor, in *api.Body[Confirmation]) (*api.Body[View], error) {
			b, err := s.Begin(ctx, by, in.Body)
			return s.answer(ctx, b, err)
		})
	api.Add(a, api.Limited(api.Get("signing-batches-get", "/signing-batches/{id}", "How far the signing of a pile is"), often),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[View], error) {
			b, err := s.Get(ctx, by, in.ID)
			return s.answer(ctx, b, err)
		})
	api.Add(a, api.Post("signing-batches-stop", "/signing-batches/{id}/stop", "Sign no more of a pile"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[View], error) {
			return s.afterwards(ctx, by, in.ID, s.Stop(ctx, by, in.ID))
		})
	api.Add(a, api.Limited(api.Post("signing-batches-next", "/signing-batches/{id}/next", "What the browser of the signatory signs next; an empty list ends the batch"), often),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[api.List[Portion]], error) {
			list, err := s.Piece(ctx, by, in.ID)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Limited(api.Post("signing-batches-bring", "/signing-batches/{id}/signatures", "Bring signatures of the browser; needs the password given again"), often),
		func(ctx context.Context, by auth.Actor, in *api.Command[BringInput]) (*api.Body[View], error) {
			return s.afterwards(ctx, by, in.ID, s.Bring(ctx, by, in.ID, in.Body.Signatures))
		})
}

// afterwards is a batch as it stands after an act.
func (s *Service) afterwards(ctx context.Context, by auth.Actor, id int64, err error) (*api.Body[View], error) {
	if err != nil {
		return nil, err
	}
	b, err := s.Get(ctx, by, id)
	return s.answer(ctx, b, err)
}

func (s *Service) answer(ctx context.Context, b Batch, err error) (*api.Body[View], error) {
	if err != nil {
		return nil, err
	}
	v, err := s.View(ctx, b)
	return &api.Body[View]{Body: v}, err
}
