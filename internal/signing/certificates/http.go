package certificates

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
	"veche/internal/signing"
	"veche/internal/signing/poa"
)

// FileInput is a file with the certificate of a person.
type FileInput struct {
	File []byte `json:"file" minLength:"1" maxLength:"200000" doc:"DER, PEM or PKCS #7 in base64"`
}

// UnbindInput tells why.
type UnbindInput struct {
	Reason string `json:"reason" minLength:"3" maxLength:"500"`
}

// Routes are the operations on certificates of people.
func Routes(a *api.API, s *Service) {
	api.Add(a, api.Get("certificates-care", "/certificates", "Certificates of people of the own body that wait for the administrator or end soon"),
		func(ctx context.Context, by auth.Actor, _ *api.Empty) (*api.Body[api.List[View]], error) {
			list, err := s.NeedingCare(ctx, by)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Get("certificates-of", "/employees/{id}/certificates", "Certificates known of a person; for himself and the administrator"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[api.List[View]], error) {
			list, err := s.Of(ctx, by, in.ID)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Post("certificates-read", "/employees/{id}/certificates/read", "Show how the certificate of a file stands to a person, without binding it"),
		func(ctx context.Context, by auth.Actor, in *api.Command[FileInput]) (*api.Body[View], error) {
			v, err := s.Read(ctx, by, in.ID, in.Body.File)
			return &api.Body[View]{Body: v}, err
		})
	api.Add(a, api.Post("certificates-add", "/employees/{id}/certificates", "Bind the certificate of a file to a person; needs the password given again"),
		func(ctx context.Context, by auth.Actor, in *api.Command[FileInput]) (*api.Empty, error) {
			_, err := s.Add(ctx, by, in.ID, in.Body.File)
			return &api.Empty{}, err
		})
	api.Add(a, api.Post("certificates-bind", "/certificates/{id}/bind", "Confirm that a certificate is its signer's; needs the password given again"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Empty, error) {
			return &api.Empty{}, s.Bind(ctx, by, in.ID)
		})
	api.Add(a, api.Post("certificates-unbind", "/certificates/{id}/unbind", "Let a person sign with a certificate no more; needs the password given again"),
		func(ctx context.Context, by auth.Actor, in *api.Command[UnbindInput]) (*api.Empty, error) {
			return &api.Empty{}, s.Unbind(ctx, by, in.ID, in.Body.Reason)
		})
	a.Handle("GET /api/certificates/{id}/file", s.file)
	powerRoutes(a, s)
}

func powerRoutes(a *api.API, s *Service) {
	api.Add(a, api.Get("person-powers-of", "/employees/{id}/powers", "Powers of attorney (МЧД) by which a person signs for the body; for himself and the administrator"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[api.List[PowerView]], error) {
			list, err := s.Powers(ctx, by, in.ID)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Post("person-powers-remove", "/person-powers/{id}/remove", "Stop relying on a power of attorney; needs the password given again"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Empty, error) {
			return &api.Empty{}, s.RemovePower(ctx, by, in.ID)
		})
	a.Handle("POST /api/employees/{id}/powers", s.addPower)
}

// file sends the certificate to its owner or the administrator.
func (s *Service) file(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return fail.New(fail.NotFound, "certificate.absent", "no certificate %q", r.PathValue("id"))
	}
	c, err := s.Open(r.Context(), by, id)
	if err != nil {
		return err
	}
	h := w.Header()
	api.Attach(h, "application/pkix-cert", c.Serial+".cer")
	h.Set("Cache-Control", "private, no-cache")
	_, err = w.Write(c.DER)
	return err
}

// addPower takes the XML as the part "file" of a form and the principal's signature as "signature".
func (s *Service) addPower(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return fail.New(fail.NotFound, "org.employee.absent", "no employee %q", r.PathValue("id"))
	}
	e, err := s.org.Person(r.Context(), s.db, id)
	if err == nil {
		err = mayBind(by, e)
	}
	if err != nil {
		return err
	}
	r.Body = http.MaxBytesReader(w, r.Body, poa.Limit+signing.AttachLimit+64<<10)
	file, name, err := part(r, "file")
	if err != nil {
		return err
	}
	proof, _, err := part(r, "signature")
	if err != nil {
		return err
	}
	row, err := s.AddPower(r.Context(), by, id, name, file, proof)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(row.view(s.org.Today(r.Context(), s.db, e.BodyID, s.db.Now())))
}

func part(r *http.Request, name string) ([]byte, string, error) {
	file, header, err := r.FormFile(name)
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		return nil, "", err
	}
	if err != nil {
		return nil, "", fail.Field("certificate.no_file", name, "required")
	}
	defer file.Close()
	raw, err := io.ReadAll(file)
	return raw, header.Filename, err
}
