package passport

import (
	"net/http"
	"strconv"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
)

// An export reads every file of a card twice; one person must not take the share of the others.
var exportLimit = api.Limit{PerMinute: 20, Burst: 10}

// Routes are the operations of passports. The file goes by a plain handler: it may be long.
func Routes(a *api.API, s *Service) {
	a.Handle("GET /api/documents/{id}/passport", s.download, exportLimit)
}

// download sends the passport. With ?ask it only says whether it may be had: the interface asks for the password where
// that is needed, and leaves the long file to the browser.
func (s *Service) download(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return fail.New(fail.NotFound, "document.not_found", "no card %q", r.PathValue("id"))
	}
	if r.URL.Query().Has("ask") {
		if _, err := s.May(r.Context(), by, id); err != nil {
			return err
		}
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	export, err := s.Export(r.Context(), by, id)
	if err != nil {
		return err
	}
	h := w.Header()
	api.Attach(h, "application/zip", export.Name)
	h.Set("Content-Length", strconv.FormatInt(export.Size, 10))
	h.Set("Cache-Control", "private, no-store")
	return export.Write(w)
}
