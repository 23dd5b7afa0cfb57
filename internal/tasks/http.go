package tasks

import (
	"context"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
)

// MoveInput names who gets the task.
type MoveInput struct {
	EmployeeID int64 `json:"employee_id" minimum:"1"`
}

// Routes declares the operations of the inbox.
func Routes(a *api.API, s *Service) {
	api.Add(a, api.Get("tasks-list", "/tasks", "The inbox: what waits for the reader and for those whom he replaces or helps"),
		func(ctx context.Context, by auth.Actor, in *struct {
			api.Page
			Filter
		}) (*api.Body[api.List[Row]], error) {
			rows, next, err := s.List(ctx, by, in.Filter, in.After, in.Limit)
			return api.ListOf(rows, next), err
		})
	api.Add(a, api.Get("tasks-counters", "/tasks/counters", "How much waits of each kind, counted no further than a hundred"),
		func(ctx context.Context, by auth.Actor, _ *struct{}) (*api.Body[api.List[Counter]], error) {
			list, err := s.Counters(ctx, by)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Post("tasks-seen", "/tasks/{id}/seen", "The reader has opened the task"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Empty, error) {
			return &api.Empty{}, s.Seen(ctx, by, in.ID)
		})
	api.Add(a, api.Get("tasks-leaving", "/employees/{id}/tasks", "Open tasks of an employee, to be given to others"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[api.List[Leaving]], error) {
			list, err := s.Leaving(ctx, by, in.ID)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Post("tasks-move", "/tasks/{id}/move", "Give an open task, with what it is about, to another employee"),
		func(ctx context.Context, by auth.Actor, in *api.Command[MoveInput]) (*api.Empty, error) {
			return &api.Empty{}, s.Move(ctx, by, in.ID, in.Body.EmployeeID)
		})
}
