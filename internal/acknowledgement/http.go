package acknowledgement

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
	"veche/internal/signing"
)

// Routes are the operations of acknowledgement with an enhanced signature.
func Routes(a *api.API, s *Service) {
	api.Add(a, api.Post("acknowledgement-prepare", "/documents/{id}/acknowledgement/prepare", "What a means of signature needs to acknowledge a document: digests of the statement"),
		func(ctx context.Context, by auth.Actor, in *api.Command[signing.SignInput]) (*api.Body[signing.Prepared], error) {
			out, err := s.Expect(ctx, by, in.ID, in.Body.SHA256)
			return &api.Body[signing.Prepared]{Body: out}, err
		})
	api.Add(a, api.Post("acknowledgement-stand-sign", "/documents/{id}/acknowledgement/stand-sign", "Acknowledge with a software key of the demonstration, without legal force; needs the password given again"),
		func(ctx context.Context, by auth.Actor, in *api.Command[signing.SignInput]) (*api.Body[signing.View], error) {
			sig, err := s.StandSign(ctx, by, in.ID, in.Body.SHA256)
			return &api.Body[signing.View]{Body: sig.View()}, err
		})
	a.Handle("POST /api/documents/{id}/acknowledgement/attach-signature", s.attach)
	a.Handle("GET /api/documents/{id}/acknowledgement-sheet.pdf", s.sheetPDF)
}

// attach takes a detached CMS over the statement as signing takes one over a document.
func (s *Service) attach(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	id, err := cardOf(r)
	if err != nil {
		return err
	}
	form, err := signing.ReadProof(w, r)
	if err != nil {
		return err
	}
	sig, err := s.Sign(r.Context(), by, id, form.SHA256, form.Proof)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(sig.View())
}

func (s *Service) sheetPDF(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	id, err := cardOf(r)
	if err != nil {
		return err
	}
	sh, err := s.Sheet(r.Context(), by, id)
	if err != nil {
		return err
	}
	pdf, err := sh.PDF()
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/pdf")
	w.Header().Set("Content-Disposition", `inline; filename="acknowledgement-sheet.pdf"`)
	_, err = w.Write(pdf)
	return err
}

func cardOf(r *http.Request) (int64, error) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return 0, fail.New(fail.NotFound, "document.not_found", "no card %q", r.PathValue("id"))
	}
	return id, nil
}
