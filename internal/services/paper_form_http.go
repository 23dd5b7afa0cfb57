package services

import (
	"context"
	"net/http"
	"strconv"

	"veche/internal/documents/blanks"
	"veche/internal/platform/api"
	"veche/internal/platform/auth"
)

// PutFormInput is a body's own form: a DOCX with the fields in double braces.
type PutFormInput struct {
	ServiceID *int64 `json:"service_id,omitempty" doc:"Of one service alone"`
	Name      string `json:"name" minLength:"1" maxLength:"200"`
	File      []byte `json:"file" minLength:"1" doc:"DOCX in base64"`
}

// ResetFormInput names the form that goes.
type ResetFormInput struct {
	ServiceID *int64 `json:"service_id,omitempty"`
}

// formOperations are the forms of papers.
func formOperations(a *api.API, s *Service) {
	type putIn struct {
		Kind PaperKind `path:"form" maxLength:"40" pattern:"^[a-z_]+$"`
		Body PutFormInput
	}
	type resetIn struct {
		Kind PaperKind `path:"form" maxLength:"40" pattern:"^[a-z_]+$"`
		Body ResetFormInput
	}
	list := func(ctx context.Context, by auth.Actor, err error) (*api.Body[api.List[PaperForm]], error) {
		if err != nil {
			return nil, err
		}
		items, err := s.Forms(ctx, by)
		return api.ListOf(items, ""), err
	}
	api.Add(a, api.Get("service-forms-list", "/service-forms", "Forms of decisions and notices of services"),
		func(ctx context.Context, by auth.Actor, _ *struct{}) (*api.Body[api.List[PaperForm]], error) {
			return list(ctx, by, nil)
		})
	api.Add(a, api.Put("service-forms-put", "/service-forms/{form}", "Put the body's own DOCX in the place of a form, of all its services or of one"),
		func(ctx context.Context, by auth.Actor, in *putIn) (*api.Body[api.List[PaperForm]], error) {
			return list(ctx, by, s.PutForm(ctx, by, in.Kind, in.Body.ServiceID, in.Body.Name, in.Body.File))
		})
	api.Add(a, api.Post("service-forms-reset", "/service-forms/{form}/reset", "Return to the built-in form"),
		func(ctx context.Context, by auth.Actor, in *resetIn) (*api.Body[api.List[PaperForm]], error) {
			return list(ctx, by, s.ResetForm(ctx, by, in.Kind, in.Body.ServiceID))
		})
	a.Handle("GET /api/service-forms/{form}/file", s.formFile)
}

// formFile sends the DOCX in force.
func (s *Service) formFile(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	service, _ := strconv.ParseInt(r.URL.Query().Get("service"), 10, 64)
	name, docx, err := s.FormFile(r.Context(), by, PaperKind(r.PathValue("form")), service)
	if err != nil {
		return err
	}
	return blanks.Send(w, name, docx)
}
