package session

import (
	"context"
	"net/http"
	"time"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
)

type signInInput struct {
	Agent string `header:"User-Agent"`
	Body  struct {
		Login    string `json:"login" minLength:"1" maxLength:"200"`
		Password string `json:"password" minLength:"1" maxLength:"200"`
	}
}

type signInAnswer struct {
	Cookie http.Cookie `header:"Set-Cookie"`
	Body   struct {
		MustChangePassword bool `json:"must_change_password"`
	}
}

type signOutInput struct {
	Token string `cookie:"veche_session"`
}

type signOutAnswer struct {
	Cookie http.Cookie `header:"Set-Cookie"`
}

type passwordInput struct {
	Password string `json:"password" minLength:"1" maxLength:"200"`
}

type changeInput struct {
	Current  string `json:"current" minLength:"1" maxLength:"200"`
	Password string `json:"password" minLength:"1" maxLength:"200"`
}

// A whole office may come from one address in the morning; five failures per account are counted apart.
var signInLimit = api.Limit{PerMinute: 120, Burst: 200}

// Routes declares the operations of sign-in.
func Routes(a *api.API, s *Service) {
	api.Add(a, api.Limited(api.Public(api.Post("auth-sign-in", "/auth/sign-in", "Sign in")), signInLimit),
		func(ctx context.Context, by auth.Actor, in *signInInput) (*signInAnswer, error) {
			token, mustChange, err := s.SignIn(ctx, by, in.Body.Login, in.Body.Password, in.Agent)
			if err != nil {
				return nil, err
			}
			out := &signInAnswer{Cookie: s.cookie(token)}
			out.Body.MustChangePassword = mustChange
			return out, nil
		})
	api.Add(a, api.Public(api.Post("auth-sign-out", "/auth/sign-out", "Sign out")),
		func(ctx context.Context, by auth.Actor, in *signOutInput) (*signOutAnswer, error) {
			gone := s.cookie("")
			gone.MaxAge = -1
			return &signOutAnswer{Cookie: gone}, s.SignOut(ctx, by, in.Token)
		})
	api.Add(a, api.Post("auth-step-up", "/auth/step-up", "Give the password again before a weighty act"),
		func(ctx context.Context, by auth.Actor, in *api.Body[passwordInput]) (*api.Body[Session], error) {
			one, err := s.StepUp(ctx, by, in.Body.Password)
			one.Current = true
			return &api.Body[Session]{Body: one}, err
		})
	api.Add(a, api.Post("auth-password", "/auth/password", "Change the own password"),
		func(ctx context.Context, by auth.Actor, in *api.Body[changeInput]) (*api.Empty, error) {
			return &api.Empty{}, s.ChangePassword(ctx, by, in.Body.Current, in.Body.Password)
		})
	api.Add(a, api.Get("sessions-list", "/sessions", "Own open sessions"),
		func(ctx context.Context, by auth.Actor, _ *api.Empty) (*api.Body[api.List[Session]], error) {
			list, err := s.List(ctx, by)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Delete("sessions-end", "/sessions/{id}", "End an own session"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Empty, error) {
			return &api.Empty{}, s.End(ctx, by, in.ID)
		})
}

// cookie goes back to us only, is unknown to scripts, and is not sent by pages of other sites.
func (s *Service) cookie(token string) http.Cookie {
	return http.Cookie{Name: cookieName, Value: token, Path: "/", HttpOnly: true, Secure: s.options.Secure,
		SameSite: http.SameSiteLaxMode, MaxAge: int(s.options.Absolute / time.Second)}
}
