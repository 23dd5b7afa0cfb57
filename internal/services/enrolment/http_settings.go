package enrolment

import (
	"context"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
)

// settingRoutes are the operations on what a reception is set up with: dates, schools, places, territories.
func settingRoutes(a *api.API, s *Service) {
	api.Add(a, api.Get("enrolment-campaigns-list", "/enrolment-campaigns", "Receptions of the own body with their dates"),
		func(ctx context.Context, by auth.Actor, _ *struct{}) (*api.Body[api.List[CampaignView]], error) {
			list, err := s.Campaigns(ctx, by)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Get("enrolment-services-list", "/enrolment-services", "Services of the own body for which a reception may be set"),
		func(ctx context.Context, by auth.Actor, _ *struct{}) (*api.Body[api.List[ServiceChoice]], error) {
			list, err := s.Services(ctx, by)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Post("enrolment-campaigns-add", "/enrolment-campaigns", "Set the reception of a year"),
		func(ctx context.Context, by auth.Actor, in *api.Body[CampaignInput]) (*api.Body[Campaign], error) {
			c, err := s.AddCampaign(ctx, by, in.Body)
			return &api.Body[Campaign]{Body: c}, err
		})
	api.Add(a, api.Put("enrolment-campaigns-change", "/enrolment-campaigns/{id}", "Move the dates of a reception"),
		func(ctx context.Context, by auth.Actor, in *api.Command[CampaignInput]) (*struct{}, error) {
			return nil, s.ChangeCampaign(ctx, by, in.ID, in.Body)
		})
	api.Add(a, api.Get("enrolments-unsorted", "/enrolments", "Applications whose answer names no school of the list"),
		func(ctx context.Context, by auth.Actor, in *api.Page) (*api.Body[RowPage], error) {
			page, err := s.Unsorted(ctx, by, in.After, in.Limit)
			return &api.Body[RowPage]{Body: page}, err
		})
	api.Add(a, api.Post("enrolment-schools-add", "/enrolment-schools", "Enter a school"),
		func(ctx context.Context, by auth.Actor, in *api.Body[SchoolInput]) (*api.Body[School], error) {
			school, err := s.AddSchool(ctx, by, in.Body)
			return &api.Body[School]{Body: school}, err
		})
	api.Add(a, api.Put("enrolment-schools-change", "/enrolment-schools/{id}", "Name a school anew"),
		func(ctx context.Context, by auth.Actor, in *api.Command[SchoolInput]) (*struct{}, error) {
			return nil, s.ChangeSchool(ctx, by, in.ID, in.Body)
		})
	api.Add(a, api.Post("enrolment-schools-territory", "/enrolment-schools/{id}/territory", "Assign addresses to a school by an act"),
		func(ctx context.Context, by auth.Actor, in *api.Command[TerritoryInput]) (*struct{}, error) {
			return nil, s.AssignTerritory(ctx, by, in.ID, in.Body)
		})
	api.Add(a, api.Post("enrolment-schools-territory-end", "/enrolment-schools/{id}/territory-end", "End a line of the act on its last day"),
		func(ctx context.Context, by auth.Actor, in *api.Command[TerritoryEnd]) (*struct{}, error) {
			return nil, s.EndTerritory(ctx, by, in.ID, in.Body)
		})
}
