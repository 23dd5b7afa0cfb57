package trust

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"strconv"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
)

// FileInput is a file of certificates.
type FileInput struct {
	File []byte `json:"file" minLength:"1" doc:"DER, PEM or PKCS #7 in base64"`
}

// Removal is why somebody is no longer believed.
type Removal struct {
	Reason string `json:"reason" minLength:"3" maxLength:"500"`
}

// Routes are the operations of the administrator's list.
func Routes(a *api.API, s *Service) {
	certificateRoutes(a, s)
	hostRoutes(a, s)
	listRoutes(a, s)
	tslRoutes(a, s)
}

func certificateRoutes(a *api.API, s *Service) {
	type filterIn struct {
		api.Page
		Text    string `query:"text" maxLength:"200" doc:"Words of the owner, the issuer, the number or the hash"`
		Role    Role   `query:"role" enum:",root,intermediate,tsa,ocsp"`
		Removed bool   `query:"removed" doc:"Those that were removed"`
	}
	api.Add(a, api.Get("trust-certificates", "/trust/certificates", "Certificates that the installation believes"),
		func(ctx context.Context, by auth.Actor, in *filterIn) (*api.Body[api.List[View]], error) {
			after, err := strconv.ParseInt("0"+in.After, 10, 64)
			if err != nil {
				return nil, fail.Field("request.invalid", "after", "wrong_format")
			}
			list, next, err := s.Certificates(ctx, by, Filter{Text: in.Text, Role: in.Role, Removed: in.Removed, After: after, Limit: in.Limit})
			if next == 0 {
				return api.ListOf(list, ""), err
			}
			return api.ListOf(list, strconv.FormatInt(next, 10)), err
		})
	api.Add(a, api.Post("trust-read", "/trust/certificates/read", "Show what a file of certificates holds, without believing it"),
		func(ctx context.Context, by auth.Actor, in *api.Body[FileInput]) (*api.Body[api.List[Candidate]], error) {
			list, err := s.ReadFile(ctx, by, in.Body.File)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Post("trust-add", "/trust/certificates", "Believe certificates of a file; needs the password given again"),
		func(ctx context.Context, by auth.Actor, in *api.Body[Addition]) (*api.Empty, error) {
			_, err := s.Add(ctx, by, in.Body)
			return nil, err
		})
	api.Add(a, api.Post("trust-remove", "/trust/certificates/{id}/remove", "Stop believing a certificate; needs the password given again"),
		func(ctx context.Context, by auth.Actor, in *api.Command[Removal]) (*api.Empty, error) {
			return nil, s.Remove(ctx, by, in.ID, in.Body.Reason)
		})
}

func hostRoutes(a *api.API, s *Service) {
	api.Add(a, api.Get("trust-hosts", "/trust/hosts", "Hosts that lists, answers, issuers and time stamps may be fetched from"),
		func(ctx context.Context, by auth.Actor, _ *api.Empty) (*api.Body[api.List[Host]], error) {
			list, err := s.Hosts(ctx, by)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Post("trust-host-add", "/trust/hosts", "Allow a host; needs the password given again"),
		func(ctx context.Context, by auth.Actor, in *api.Body[HostInput]) (*api.Body[Host], error) {
			h, err := s.AddHost(ctx, by, in.Body)
			return &api.Body[Host]{Body: h}, err
		})
	api.Add(a, api.Post("trust-host-remove", "/trust/hosts/{id}/remove", "Stop asking a host; needs the password given again"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Empty, error) {
			return nil, s.RemoveHost(ctx, by, in.ID)
		})
}

func listRoutes(a *api.API, s *Service) {
	api.Add(a, api.Get("trust-lists", "/trust/lists", "Lists of revoked certificates that are kept"),
		func(ctx context.Context, by auth.Actor, _ *api.Empty) (*api.Body[api.List[List]], error) {
			list, err := s.Lists(ctx, by)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Get("trust-points", "/trust/points", "Addresses of lists on allowed hosts, with what came of the last attempt"),
		func(ctx context.Context, by auth.Actor, _ *api.Empty) (*api.Body[api.List[Point]], error) {
			list, err := s.Points(ctx, by)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Post("trust-refresh", "/trust/refresh", "Fetch all lists now"),
		func(ctx context.Context, by auth.Actor, _ *api.Empty) (*api.Empty, error) {
			return nil, s.RefreshNow(ctx, by)
		})
	a.Handle("POST /api/trust/lists", s.importList)
}

// importList takes a list of revoked certificates as the part "file" of a form.
func (s *Service) importList(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	if err := s.change(r.Context(), s.db, by); err != nil {
		return err
	}
	part, err := filePart(w, r, ListLimit)
	if err != nil {
		return err
	}
	raw, err := io.ReadAll(part)
	if err != nil {
		return err
	}
	list, err := s.ImportList(r.Context(), by, raw)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(list)
}

// filePart is the part "file" of a form, read as it comes in.
func filePart(w http.ResponseWriter, r *http.Request, limit int64) (*multipart.Part, error) {
	r.Body = http.MaxBytesReader(w, r.Body, limit+64<<10)
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, fail.Field("trust.no_file", "file", "required")
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil, fail.Field("trust.no_file", "file", "required")
		}
		if err != nil {
			return nil, err
		}
		if part.FormName() == "file" {
			return part, nil
		}
	}
}

func tslRoutes(a *api.API, s *Service) {
	type authoritiesIn struct {
		api.Page
		Text  string `query:"text" maxLength:"200" doc:"Words of the name, ОГРН, ИНН or number"`
		State State  `query:"state" enum:",accredited,suspended,terminated,unknown"`
	}
	api.Add(a, api.Get("trust-authorities", "/trust/authorities", "Authorities that are or were accredited, by the ministry's list"),
		func(ctx context.Context, by auth.Actor, in *authoritiesIn) (*api.Body[api.List[AuthorityView]], error) {
			after, err := strconv.ParseInt("0"+in.After, 10, 64)
			if err != nil {
				return nil, fail.Field("request.invalid", "after", "wrong_format")
			}
			list, next, err := s.Authorities(ctx, by, in.Text, in.State, after, in.Limit)
			return api.ListOf(list, next), err
		})
	api.Add(a, api.Get("trust-tsl", "/trust/tsl", "Lists of the ministry that were read, the newest first"),
		func(ctx context.Context, by auth.Actor, _ *api.Empty) (*api.Body[api.List[ImportView]], error) {
			list, err := s.Imports(ctx, by)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Post("trust-tsl-apply", "/trust/tsl/{id}/apply", "Make a list of the ministry take effect; needs the password given again"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Empty, error) {
			return nil, s.ApplyTSL(ctx, by, in.ID)
		})
	api.Add(a, api.Post("trust-tsl-discard", "/trust/tsl/{id}/discard", "Drop a list of the ministry that was read"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Empty, error) {
			return nil, s.DiscardTSL(ctx, by, in.ID)
		})
	a.Handle("POST /api/trust/tsl", s.importTSL)
}

// importTSL takes a list of the ministry as the part "file" of a form, straight into the store.
func (s *Service) importTSL(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	if err := s.see(r.Context(), s.db, by); err != nil {
		return err
	}
	part, err := filePart(w, r, TSLLimit)
	if err != nil {
		return err
	}
	view, err := s.ReadTSL(r.Context(), by, part.FileName(), part)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(view)
}
