package org

import (
	"context"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
)

// RolesInput replaces the roles of an employee.
type RolesInput struct {
	Roles []Role `json:"roles"`
}

// PasswordInput is a password given by the administrator.
type PasswordInput struct {
	Password string `json:"password" minLength:"1" maxLength:"200"`
}

// RoleRights is a role and what it gives.
type RoleRights struct {
	Role   Role         `json:"role"`
	Rights []auth.Right `json:"rights"`
}

// Routes declares the operations on people and structure.
func Routes(a *api.API, s *Service) {
	api.Add(a, api.Get("me", "/me", "Who is signed in and what he may"),
		func(ctx context.Context, by auth.Actor, _ *api.Empty) (*api.Body[Me], error) {
			me, err := s.Me(ctx, by)
			return &api.Body[Me]{Body: me}, err
		})
	api.Add(a, api.Public(api.Get("auth-demo", "/auth/demo", "People of the demonstration; nobody elsewhere")),
		func(ctx context.Context, _ auth.Actor, _ *api.Empty) (*api.Body[api.List[Demonstrator]], error) {
			list, err := s.Demonstrators(ctx)
			return api.ListOf(list, ""), err
		})
	peopleRoutes(a, s)
	structureRoutes(a, s)
	standInRoutes(a, s)
}

func peopleRoutes(a *api.API, s *Service) {
	api.Add(a, api.Limited(api.Post("employees-find", "/employees/find", "People by the beginnings of their names"), api.Limit{PerMinute: 240, Burst: 60}),
		func(ctx context.Context, by auth.Actor, in *api.Body[EmployeeFilter]) (*api.Body[api.List[Employee]], error) {
			list, err := s.Employees(ctx, by, in.Body)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Get("employees-card", "/employees/{id}", "One employee"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Card], error) {
			c, err := s.Card(ctx, by, in.ID)
			return &api.Body[Card]{Body: c}, err
		})
	api.Add(a, api.Post("employees-hire", "/employees", "Take a person into a post"),
		func(ctx context.Context, by auth.Actor, in *api.Body[HireInput]) (*api.Body[Card], error) {
			id, err := s.Hire(ctx, by, in.Body)
			return s.card(ctx, by, id, err)
		})
	api.Add(a, api.Put("employees-describe", "/employees/{id}", "Correct names and addresses"),
		func(ctx context.Context, by auth.Actor, in *api.Command[DescribeInput]) (*api.Body[Card], error) {
			return s.card(ctx, by, in.ID, s.Describe(ctx, by, in.ID, in.Body))
		})
	api.Add(a, api.Post("employees-transfer", "/employees/{id}/transfer", "Move a person into another post"),
		func(ctx context.Context, by auth.Actor, in *api.Command[TransferInput]) (*api.Body[Card], error) {
			return s.card(ctx, by, in.ID, s.Transfer(ctx, by, in.ID, in.Body))
		})
	api.Add(a, api.Post("employees-dismiss", "/employees/{id}/dismiss", "End the work of a person; his sessions end at once"),
		func(ctx context.Context, by auth.Actor, in *api.Command[DismissInput]) (*api.Body[Dismissal], error) {
			left, err := s.Dismiss(ctx, by, in.ID, in.Body)
			return &api.Body[Dismissal]{Body: left}, err
		})
	api.Add(a, api.Put("employees-roles", "/employees/{id}/roles", "Replace the roles of a person"),
		func(ctx context.Context, by auth.Actor, in *api.Command[RolesInput]) (*api.Body[Card], error) {
			return s.card(ctx, by, in.ID, s.SetRoles(ctx, by, in.ID, in.Body.Roles))
		})
	api.Add(a, api.Post("employees-password", "/employees/{id}/password", "Give a new password to somebody who forgot his"),
		func(ctx context.Context, by auth.Actor, in *api.Command[PasswordInput]) (*api.Empty, error) {
			return &api.Empty{}, s.SetPassword(ctx, by, in.ID, in.Body.Password)
		})
	api.Add(a, api.Post("employees-block", "/employees/{id}/block", "Forbid a person to sign in and end his sessions"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Card], error) {
			return s.card(ctx, by, in.ID, s.Block(ctx, by, in.ID))
		})
	api.Add(a, api.Post("employees-unblock", "/employees/{id}/unblock", "Let a person sign in again"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Card], error) {
			return s.card(ctx, by, in.ID, s.Unblock(ctx, by, in.ID))
		})
	api.Add(a, api.Get("employees-identity", "/employees/{id}/identity", "СНИЛС and ИНН of a person; reading them is an act of the log"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Identity], error) {
			i, err := s.Identity(ctx, by, in.ID)
			return &api.Body[Identity]{Body: i}, err
		})
	api.Add(a, api.Put("employees-identify", "/employees/{id}/identity", "Write СНИЛС and ИНН of a person; needs the password given again"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Identity]) (*api.Empty, error) {
			return &api.Empty{}, s.SetIdentity(ctx, by, in.ID, in.Body)
		})
	api.Add(a, api.Get("roles-list", "/roles", "Roles and what they give"),
		func(context.Context, auth.Actor, *api.Empty) (*api.Body[api.List[RoleRights]], error) {
			list := []RoleRights{}
			for _, role := range Roles() {
				list = append(list, RoleRights{Role: role, Rights: RightsOf([]Role{role})})
			}
			return api.ListOf(list, ""), nil
		})
}

func (s *Service) card(ctx context.Context, by auth.Actor, id int64, err error) (*api.Body[Card], error) {
	if err != nil {
		return nil, err
	}
	c, err := s.Card(ctx, by, id)
	return &api.Body[Card]{Body: c}, err
}

func structureRoutes(a *api.API, s *Service) {
	api.Add(a, api.Get("bodies-list", "/bodies", "Organisations of the platform"),
		func(ctx context.Context, _ auth.Actor, _ *api.Empty) (*api.Body[api.List[Body]], error) {
			list, err := s.Bodies(ctx)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Post("bodies-name-overseer", "/bodies/{id}/oversee", "Let a body control the appeals of the whole region"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Empty, error) {
			return &api.Empty{}, s.NameOverseer(ctx, by, in.ID)
		})
	api.Add(a, api.Put("bodies-change", "/bodies/{id}", "Change the requisites of the own body"),
		func(ctx context.Context, by auth.Actor, in *api.Command[BodyInput]) (*api.Body[Body], error) {
			b, err := s.SaveBody(ctx, by, in.ID, in.Body)
			return &api.Body[Body]{Body: b}, err
		})
	api.Add(a, api.Get("structure-show", "/structure", "Units and posts of the own body"),
		func(ctx context.Context, by auth.Actor, _ *api.Empty) (*api.Body[Structure], error) {
			st, err := s.Structure(ctx, by)
			return &api.Body[Structure]{Body: st}, err
		})
	saveUnit := func(ctx context.Context, by auth.Actor, id int64, in UnitInput) (*api.Body[Unit], error) {
		u, err := s.SaveUnit(ctx, by, id, in)
		return &api.Body[Unit]{Body: u}, err
	}
	api.Add(a, api.Post("units-create", "/units", "Make a unit"),
		func(ctx context.Context, by auth.Actor, in *api.Body[UnitInput]) (*api.Body[Unit], error) {
			return saveUnit(ctx, by, 0, in.Body)
		})
	api.Add(a, api.Put("units-change", "/units/{id}", "Change a unit"),
		func(ctx context.Context, by auth.Actor, in *api.Command[UnitInput]) (*api.Body[Unit], error) {
			return saveUnit(ctx, by, in.ID, in.Body)
		})
	savePost := func(ctx context.Context, by auth.Actor, id int64, in PostInput) (*api.Body[Post], error) {
		p, err := s.SavePost(ctx, by, id, in)
		return &api.Body[Post]{Body: p}, err
	}
	api.Add(a, api.Post("posts-create", "/posts", "Make a post"),
		func(ctx context.Context, by auth.Actor, in *api.Body[PostInput]) (*api.Body[Post], error) {
			return savePost(ctx, by, 0, in.Body)
		})
	api.Add(a, api.Put("posts-change", "/posts/{id}", "Change a post"),
		func(ctx context.Context, by auth.Actor, in *api.Command[PostInput]) (*api.Body[Post], error) {
			return savePost(ctx, by, in.ID, in.Body)
		})
}

func standInRoutes(a *api.API, s *Service) {
	api.Add(a, api.Get("substitutions-list", "/substitutions", "Orders of substitution that are not over"),
		func(ctx context.Context, by auth.Actor, _ *api.Empty) (*api.Body[api.List[SubstitutionRow]], error) {
			list, err := s.Substitutions(ctx, by)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Post("substitutions-order", "/substitutions", "Let one employee replace another for a time"),
		func(ctx context.Context, by auth.Actor, in *api.Body[SubstituteInput]) (*api.Body[Substitution], error) {
			order, err := s.Substitute(ctx, by, in.Body)
			return &api.Body[Substitution]{Body: order}, err
		})
	api.Add(a, api.Post("substitutions-cancel", "/substitutions/{id}/cancel", "End an order before its time"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Empty, error) {
			return &api.Empty{}, s.Cancel(ctx, by, in.ID)
		})
	api.Add(a, api.Get("assistants-list", "/assistants", "Who helps whom"),
		func(ctx context.Context, by auth.Actor, _ *api.Empty) (*api.Body[api.List[Pair]], error) {
			list, err := s.Assistants(ctx, by)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Post("assistants-give", "/assistants", "Give an executive an assistant"),
		func(ctx context.Context, by auth.Actor, in *api.Body[AssistInput]) (*api.Body[Pair], error) {
			p, err := s.Assist(ctx, by, in.Body)
			return &api.Body[Pair]{Body: p}, err
		})
	api.Add(a, api.Delete("assistants-take", "/assistants/{id}", "Take an assistant away"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Empty, error) {
			return &api.Empty{}, s.StopAssisting(ctx, by, in.ID)
		})
}
