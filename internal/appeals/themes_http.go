package appeals

import (
	"context"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
)

// Imported tells how many themes an edition holds.
type Imported struct {
	Themes int `json:"themes"`
}

func themeRoutes(a *api.API, s *Service) {
	type findIn struct {
		Typed string `query:"typed" maxLength:"100"`
	}
	api.Add(a, api.Get("themes-list", "/themes", "Nodes of the thematic classifier in force by code or words"),
		func(ctx context.Context, _ auth.Actor, in *findIn) (*api.Body[api.List[Theme]], error) {
			list, err := s.Themes(ctx, in.Typed, 30)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Get("themes-versions", "/themes/versions", "Editions of the classifier"),
		func(ctx context.Context, _ auth.Actor, _ *api.Empty) (*api.Body[api.List[ThemeVersion]], error) {
			list, err := s.ThemeVersions(ctx)
			return api.ListOf(list, ""), err
		})
	type underIn struct {
		Version int64  `query:"version" minimum:"1" required:"true"`
		Code    string `query:"code" maxLength:"30" doc:"Node above; empty for the sections"`
	}
	api.Add(a, api.Get("themes-tree", "/themes/tree", "What stands under a node of an edition"),
		func(ctx context.Context, _ auth.Actor, in *underIn) (*api.Body[api.List[Node]], error) {
			list, err := s.Under(ctx, in.Version, in.Code)
			return api.ListOf(list, ""), err
		})
	imports := api.Post("themes-import", "/themes", "Put a new edition of the classifier in, from XLSX or CSV")
	imports.MaxBodyBytes = 16 << 20
	api.Add(a, imports, func(ctx context.Context, by auth.Actor, in *api.Body[ThemesInput]) (*api.Body[Imported], error) {
		n, err := s.ImportThemes(ctx, by, in.Body)
		return &api.Body[Imported]{Body: Imported{n}}, err
	})
	api.Add(a, api.Post("themes-starter", "/themes/starter", "Put the small starter set in"),
		func(ctx context.Context, by auth.Actor, _ *api.Empty) (*api.Body[Imported], error) {
			n, err := s.StarterThemes(ctx, by)
			return &api.Body[Imported]{Body: Imported{n}}, err
		})
}
