package remotesign

import (
	"context"
	"time"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
)

// View is what the person sees of his request.
type View struct {
	ID          int64     `json:"id"`
	DocumentID  int64     `json:"document_id"`
	SHA256      string    `json:"sha256"`
	State       State     `json:"state" enum:"waiting,signed,refused,timed_out,failed,cancelled"`
	Code        string    `json:"code" doc:"The phone shows the same: compare before you confirm"`
	ExpiresAt   time.Time `json:"expires_at"`
	Trouble     string    `json:"trouble" doc:"Code of the reason why nothing was signed; a key of the error sentences"`
	Reason      string    `json:"reason" doc:"What the service said of it, in its words"`
	SignatureID *int64    `json:"signature_id"`
}

func (x RemoteSigning) view() View {
	return View{ID: x.ID, DocumentID: x.DocumentID, SHA256: x.SHA256, State: x.State, Code: x.Code, ExpiresAt: x.ExpiresAt,
		Trouble: x.Trouble, Reason: x.Reason, SignatureID: x.SignatureID}
}

// BeginInput names the bytes that the signatory has read.
type BeginInput struct {
	SHA256 string `json:"sha256" minLength:"64" maxLength:"64" doc:"Of the version that was shown"`
}

// often bounds the asking of one page: it asks every two seconds.
var often = api.Limit{PerMinute: 120}

// Routes are the operations of remote signing.
func Routes(a *api.API, s *Service) {
	api.Add(a, api.Post("remote-signing-begin", "/documents/{id}/remote-signing", "Send the text to the signatory's phone; needs the password given again"),
		func(ctx context.Context, by auth.Actor, in *api.Command[BeginInput]) (*api.Body[View], error) {
			x, err := s.Begin(ctx, by, in.ID, in.Body.SHA256)
			return answer(x, err)
		})
	api.Add(a, api.Limited(api.Get("remote-signing-get", "/remote-signings/{id}", "How a request to sign on the phone stands"), often),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[View], error) {
			x, err := s.Get(ctx, by, in.ID)
			return answer(x, err)
		})
	api.Add(a, api.Post("remote-signing-cancel", "/remote-signings/{id}/cancel", "Take a request back from the phone"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[View], error) {
			x, err := s.Cancel(ctx, by, in.ID)
			return answer(x, err)
		})
}

func answer(x RemoteSigning, err error) (*api.Body[View], error) {
	if err != nil {
		return nil, err
	}
	return &api.Body[View]{Body: x.view()}, nil
}
