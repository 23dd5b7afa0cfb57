package poa

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"

	"veche/cms/reason"
	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
	"veche/internal/signing"
)

// View is a power of attorney as the card shows it.
type View struct {
	ID          int64          `json:"id"`
	SignatureID int64          `json:"signature_id"`
	Name        string         `json:"name" doc:"Of the file"`
	Power       Power          `json:"power"`
	Signed      bool           `json:"signed" doc:"The principal's signature lies beside it"`
	Verdict     reason.Verdict `json:"verdict" enum:"valid,invalid,indeterminate"`
	Findings    []Finding      `json:"findings"`
	CheckedAt   time.Time      `json:"checked_at"`
	AttachedBy  string         `json:"attached_by"`
	AttachedAt  time.Time      `json:"attached_at"`
}

func (r Row) view() View {
	return View{ID: r.ID, SignatureID: r.SignatureID, Name: r.Name, Power: r.Power.V, Signed: r.Proof != "", Verdict: r.Verdict,
		Findings: r.Findings.V, CheckedAt: r.CheckedAt, AttachedBy: r.AttachedBy, AttachedAt: r.AttachedAt}
}

// Routes are the operations of powers of attorney.
func Routes(a *api.API, s *Service) {
	api.Add(a, api.Get("poa-list", "/documents/{id}/powers-of-attorney", "Powers of attorney beside the signatures of a document"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[api.List[View]], error) {
			list, err := s.Of(ctx, by, in.ID)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Post("poa-check", "/powers-of-attorney/{id}/check", "Check a power of attorney again"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[View], error) {
			row, err := s.Recheck(ctx, by, in.ID)
			return &api.Body[View]{Body: row.view()}, err
		})
	a.Handle("POST /api/signatures/{id}/power-of-attorney", s.attach)
	a.Handle("GET /api/powers-of-attorney/{id}/file", s.file)
}

// attach takes the XML as the part "file" of a form, and the principal's signature as "signature" where there is one.
func (s *Service) attach(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return fail.New(fail.NotFound, "signature.not_found", "no signature %q", r.PathValue("id"))
	}
	sig, err := s.signing.ByID(r.Context(), by, id)
	if err == nil {
		err = may(by, sig)
	}
	if err != nil {
		return err
	}
	r.Body = http.MaxBytesReader(w, r.Body, Limit+signing.AttachLimit+64<<10)
	file, name, err := part(r, "file")
	if err != nil {
		return err
	}
	if file == nil {
		return fail.Field("poa.no_file", "file", "required")
	}
	proof, _, err := part(r, "signature")
	if err != nil {
		return err
	}
	row, err := s.Attach(r.Context(), by, id, name, file, proof)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(row.view())
}

// part is a file of a form, nil when it is not there.
func part(r *http.Request, name string) ([]byte, string, error) {
	file, header, err := r.FormFile(name)
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		return nil, "", err
	}
	if err != nil {
		return nil, "", nil
	}
	defer file.Close()
	raw, err := io.ReadAll(file)
	return raw, header.Filename, err
}

// file sends the XML.
func (s *Service) file(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return fail.New(fail.NotFound, "poa.absent", "no power of attorney %q", r.PathValue("id"))
	}
	row, err := s.byID(r.Context(), by, id)
	if err != nil {
		return err
	}
	raw, err := s.read(r.Context(), row.SHA256)
	if err != nil {
		return err
	}
	h := w.Header()
	api.Attach(h, "application/octet-stream", row.Name)
	h.Set("Cache-Control", "private, no-cache")
	_, err = w.Write(raw)
	return err
}
