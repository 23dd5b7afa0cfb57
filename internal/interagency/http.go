package interagency

import (
	"context"
	"mime"
	"net/http"
	"path"
	"strconv"
	"time"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Texts are messages word for word.
type Texts struct {
	Texts []string `json:"texts"`
}

// SendInput names who signs a request that goes by letter.
type SendInput struct {
	SignatoryID *int64 `json:"signatory_id,omitempty"`
}

// AttachInput names the card that is the answer.
type AttachInput struct {
	DocumentID int64 `json:"document_id" minimum:"1"`
}

// Done is what became of a request or of an inquiry.
type Done struct {
	ID       int64  `json:"id"`
	State    string `json:"state"`
	LetterID *int64 `json:"letter_id"`
}

func done(q Request, err error) (*api.Body[Done], error) {
	return &api.Body[Done]{Body: Done{q.ID, string(q.State), q.LetterID}}, err
}

func replied(n Inquiry, err error) (*api.Body[Done], error) {
	return &api.Body[Done]{Body: Done{n.ID, string(n.State), nil}}, err
}

// Routes declares the operations.
func Routes(a *api.API, s *Service) {
	requestRoutes(a, s)
	inquiryRoutes(a, s)
	kindRoutes(a, s)
	a.Handle("GET /api/interagency/requests/{id}/files/{sha}", s.file("request"))
	a.Handle("GET /api/interagency/inquiries/{id}/files/{sha}", s.file("inquiry"))
}

// findIn is what is looked for, and where.
type findIn struct {
	Filter
	After string `query:"after"`
	Body  FindInput
}

func requestRoutes(a *api.API, s *Service) {
	type listIn struct {
		Filter
		AboutKind string `query:"about_kind" doc:"All requests about one object, in place of a queue"`
		AboutID   int64  `query:"about_id"`
		After     string `query:"after"`
	}
	api.Add(a, api.Get("interagency-requests", "/interagency/requests", "Requests of the body to others: overdue first"),
		func(ctx context.Context, by auth.Actor, in *listIn) (*api.Body[api.List[Row]], error) {
			if in.AboutKind != "" {
				list, err := s.About(ctx, by, Ref{Kind: in.AboutKind, ID: in.AboutID})
				return api.ListOf(list, ""), err
			}
			list, next, err := s.Requests(ctx, by, in.Filter, in.After)
			return api.ListOf(list, next), err
		})
	api.Add(a, api.Post("interagency-find", "/interagency/requests/find", "Requests of the body by a number, the beginning of a name, the kind or the other body"),
		func(ctx context.Context, by auth.Actor, in *findIn) (*api.Body[api.List[Row]], error) {
			list, next, err := s.Find(ctx, by, in.Body, in.Filter, in.After)
			return api.ListOf(list, next), err
		})
	api.Add(a, api.Get("interagency-request", "/interagency/requests/{id}", "A request with its sendings and answers"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Card], error) {
			c, err := s.Show(ctx, by, in.ID)
			return &api.Body[Card]{Body: c}, err
		})
	api.Add(a, api.Get("interagency-raw", "/interagency/requests/{id}/raw", "What went and came, word for word; reading it is an act"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Texts], error) {
			texts, err := s.Raw(ctx, by, in.ID)
			return &api.Body[Texts]{Body: Texts{texts}}, err
		})
	api.Add(a, api.Post("interagency-ask", "/interagency/requests", "Ask another body"),
		func(ctx context.Context, by auth.Actor, in *api.Body[AskInput]) (*api.Body[Done], error) {
			return done(s.AskBy(ctx, by, in.Body))
		})
	api.Add(a, api.Put("interagency-change", "/interagency/requests/{id}", "Correct the fields of a draft"),
		func(ctx context.Context, by auth.Actor, in *api.Command[AskInput]) (*api.Body[Done], error) {
			return done(s.Change(ctx, by, in.ID, in.Body))
		})
	api.Add(a, api.Post("interagency-send", "/interagency/requests/{id}/send", "Sign a draft and send it"),
		func(ctx context.Context, by auth.Actor, in *api.Command[SendInput]) (*api.Body[Done], error) {
			return done(s.SendNow(ctx, by, in.ID, in.Body.SignatoryID))
		})
	api.Add(a, api.Post("interagency-resend", "/interagency/requests/{id}/resend", "Send once more under a new identifier"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Done], error) {
			return done(s.Resend(ctx, by, in.ID))
		})
	api.Add(a, api.Post("interagency-attach", "/interagency/requests/{id}/attach", "Take a registered letter as the answer"),
		func(ctx context.Context, by auth.Actor, in *api.Command[AttachInput]) (*api.Body[Done], error) {
			return done(s.AttachCard(ctx, by, in.ID, in.Body.DocumentID))
		})
}

func inquiryRoutes(a *api.API, s *Service) {
	type listIn struct {
		Filter
		After string `query:"after"`
	}
	api.Add(a, api.Get("interagency-inquiries", "/interagency/inquiries", "Requests of others to the body, by their term"),
		func(ctx context.Context, by auth.Actor, in *listIn) (*api.Body[api.List[InquiryRow]], error) {
			list, next, err := s.Inquiries(ctx, by, in.Filter, in.After)
			return api.ListOf(list, next), err
		})
	api.Add(a, api.Post("interagency-inquiries-find", "/interagency/inquiries/find", "Requests of others by a number, the beginning of a name, the kind or who asks"),
		func(ctx context.Context, by auth.Actor, in *findIn) (*api.Body[api.List[InquiryRow]], error) {
			list, next, err := s.FindInquiries(ctx, by, in.Body, in.Filter, in.After)
			return api.ListOf(list, next), err
		})
	api.Add(a, api.Get("interagency-inquiry", "/interagency/inquiries/{id}", "A request of others"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[InquiryCard], error) {
			c, err := s.ShowInquiry(ctx, by, in.ID)
			return &api.Body[InquiryCard]{Body: c}, err
		})
	api.Add(a, api.Get("interagency-inquiry-raw", "/interagency/inquiries/{id}/raw", "A request of others and the answer, word for word; reading it is an act"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Texts], error) {
			texts, err := s.RawInquiry(ctx, by, in.ID)
			return &api.Body[Texts]{Body: Texts{texts}}, err
		})
	api.Add(a, api.Post("interagency-reply", "/interagency/inquiries/{id}/reply", "Answer a request of others with facts, a document, or both"),
		func(ctx context.Context, by auth.Actor, in *api.Command[ReplyInput]) (*api.Body[Done], error) {
			return replied(s.Reply(ctx, by, in.ID, in.Body))
		})
	api.Add(a, api.Post("interagency-take", "/interagency/inquiries/{id}/take", "Take a request of others: it leaves the inboxes of the others"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Done], error) {
			return replied(s.Take(ctx, by, in.ID))
		})
	api.Add(a, api.Post("interagency-refuse", "/interagency/inquiries/{id}/refuse", "Answer a request of others with a refusal"),
		func(ctx context.Context, by auth.Actor, in *api.Command[RefusalInput]) (*api.Body[Done], error) {
			return replied(s.Refuse(ctx, by, in.ID, in.Body))
		})
}

func kindRoutes(a *api.API, s *Service) {
	api.Add(a, api.Get("request-kinds", "/request-kinds", "Dictionary of kinds of requests"),
		func(ctx context.Context, by auth.Actor, _ *struct{}) (*api.Body[api.List[KindRow]], error) {
			list, err := s.Kinds(ctx, by)
			return api.ListOf(list, ""), err
		})
	api.Add(a, api.Put("request-kind-save", "/request-kinds", "Make or change a kind of request; id 0 makes one"),
		func(ctx context.Context, by auth.Actor, in *api.Body[KindInput]) (*api.Body[Kind], error) {
			k, err := s.SaveKind(ctx, by, in.Body)
			return &api.Body[Kind]{Body: k}, err
		})
	api.Add(a, api.Get("request-kind-schema", "/request-kinds/{id}/schema", "XML schema of a kind, for the other side"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Texts], error) {
			text, err := s.SchemaOf(ctx, by, in.ID)
			return &api.Body[Texts]{Body: Texts{[]string{text}}}, err
		})
}

// file streams a file of an answer or of an inquiry. It is handed over to be saved, never shown in place: it came from
// outside.
func (s *Service) file(of string) func(http.ResponseWriter, *http.Request, auth.Actor) error {
	return func(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
		id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
		if err != nil {
			return fail.New(fail.NotFound, "interagency.file_not_found", "no id")
		}
		if err := may(by, RightAsk); err != nil {
			return err
		}
		files, err := s.filesOf(r.Context(), by, of, id)
		if err != nil {
			return err
		}
		for _, f := range files {
			if f.SHA256 == r.PathValue("sha") && f.SHA256 != "" {
				return s.stream(w, r, f)
			}
		}
		return fail.New(fail.NotFound, "interagency.file_not_found", "no such file of %s %d", of, id)
	}
}

func (s *Service) filesOf(ctx context.Context, by auth.Actor, of string, id int64) (list []AttachedFile, err error) {
	if of == "inquiry" {
		n, err := s.ours(ctx, s.db, by, id, "")
		return append(n.Files.V, n.ReplyFiles.V...), err
	}
	if _, err := s.mine(ctx, s.db, by, id, ""); err != nil {
		return nil, err
	}
	answers, err := db.All[Answer](ctx, s.db, "SELECT "+answerColumns+" FROM interagency_answers WHERE request_id = $1", id)
	for _, a := range answers {
		list = append(list, a.Files.V...)
	}
	return list, err
}

func (s *Service) stream(w http.ResponseWriter, r *http.Request, f AttachedFile) error {
	content, err := s.Files.Open(r.Context(), f.SHA256)
	if err != nil {
		return err
	}
	defer content.Close()
	h := w.Header()
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": path.Base(f.Name)}))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, no-store")
	http.ServeContent(w, r, f.Name, time.Time{}, content)
	return nil
}
