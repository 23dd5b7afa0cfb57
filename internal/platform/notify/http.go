package notify

import (
	"context"
	"time"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
)

// View is a notice as its owner sees it.
type View struct {
	ID        int64          `json:"id"`
	Code      string         `json:"code" doc:"Key of the sentence"`
	Link      string         `json:"link" doc:"Page of the front end"`
	Params    map[string]any `json:"params" doc:"Values for the sentence"`
	CreatedAt time.Time      `json:"created_at"`
	SeenAt    *time.Time     `json:"seen_at"`
}

// Views is a page of notices.
type Views struct {
	Items  []View `json:"items"`
	Next   string `json:"next"`
	Unseen int    `json:"unseen" doc:"A hundred means a hundred or more"`
}

// SeenInput marks everything up to a notice.
type SeenInput struct {
	UpTo int64 `json:"up_to" minimum:"1" doc:"The newest notice that was shown"`
}

// Routes declares the operations on one's own notices.
func Routes(a *api.API, s *Service) {
	api.Add(a, api.Get("notices-list", "/notices", "Own notices, the newest first"),
		func(ctx context.Context, by auth.Actor, in *api.Page) (*api.Body[Views], error) {
			list, next, unseen, err := s.List(ctx, by, in.After, in.Limit)
			out := &api.Body[Views]{Body: Views{Items: []View{}, Next: next, Unseen: unseen}}
			for _, n := range list {
				out.Body.Items = append(out.Body.Items, View{ID: n.ID, Code: n.Code, Link: n.Link, Params: n.Params.V, CreatedAt: n.CreatedAt, SeenAt: n.SeenAt})
			}
			return out, err
		})
	api.Add(a, api.Post("notices-seen", "/notices/{id}/seen", "A notice was looked at"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Empty, error) {
			return &api.Empty{}, s.Seen(ctx, by, in.ID)
		})
	api.Add(a, api.Post("notices-seen-all", "/notices/seen", "Everything up to a notice was looked at"),
		func(ctx context.Context, by auth.Actor, in *api.Body[SeenInput]) (*api.Empty, error) {
			return &api.Empty{}, s.SeenAll(ctx, by, in.Body.UpTo)
		})
}
