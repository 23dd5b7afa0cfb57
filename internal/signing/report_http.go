package signing

import (
	"context"
	"net/http"
	"strconv"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
)

func reportRoutes(a *api.API, s *Service) {
	api.Add(a, api.Get("signatures-report", "/signatures/{id}/report", "The last verdict on a signature with every step and its evidence"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Report], error) {
			out, err := s.Report(ctx, by, in.ID)
			return &api.Body[Report]{Body: out}, err
		})
	a.Handle("GET /api/signatures/{id}/evidence/{sha256}", s.evidence)
}

// endings of the files of evidence, as programs of certificates know them.
var endings = map[string]string{"certificate": ".cer", "crl": ".crl", "ocsp": ".ors", "timestamp": ".tst"}

// evidence sends a piece of evidence as a file.
func (s *Service) evidence(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return fail.New(fail.NotFound, "signature.not_found", "no signature %q", r.PathValue("id"))
	}
	e, err := s.EvidenceOf(r.Context(), by, id, r.PathValue("sha256"))
	if err != nil {
		return err
	}
	content, err := s.files.Open(r.Context(), e.SHA256)
	if err != nil {
		return err
	}
	defer content.Close()
	h := w.Header()
	api.Attach(h, "application/octet-stream", e.Name+endings[e.Kind])
	h.Set("Cache-Control", "private, no-cache")
	info, err := content.Stat()
	if err != nil {
		return err
	}
	http.ServeContent(w, r, "", info.ModTime(), content)
	return nil
}
