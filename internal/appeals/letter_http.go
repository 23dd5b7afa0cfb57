package appeals

import (
	"context"
	"net/http"

	"veche/internal/documents"
	"veche/internal/documents/blanks"
	"veche/internal/platform/api"
	"veche/internal/platform/auth"
)

// Drafted names the card of a letter that an act has made.
type Drafted struct {
	LetterID int64           `json:"letter_id"`
	State    documents.State `json:"state"`
}

func drafted(d documents.Document, err error) (*api.Body[Drafted], error) {
	if err != nil {
		return nil, err
	}
	return &api.Body[Drafted]{Body: Drafted{d.ID, d.State}}, nil
}

// letterRoutes are the letters that people write about an appeal.
func letterRoutes(a *api.API, s *Service) {
	api.Add(a, api.Post("appeals-answer", "/appeals/{id}/answer", "Make the draft of the answer: results of questions, addressee, reference and text at once"),
		func(ctx context.Context, by auth.Actor, in *api.Command[AnswerInput]) (*api.Body[Drafted], error) {
			return drafted(s.Answer(ctx, by, in.ID, in.Body))
		})
	api.Add(a, api.Post("appeals-interim", "/appeals/{id}/interim", "Write an interim answer; the term goes on"),
		func(ctx context.Context, by auth.Actor, in *api.Command[InterimInput]) (*api.Body[Drafted], error) {
			return drafted(s.Interim(ctx, by, in.ID, in.Body))
		})
	api.Add(a, api.Post("appeals-invite", "/appeals/{id}/invite", "Invite the author to a personal reception or a talk (59-ФЗ ст. 10 ч. 1)"),
		func(ctx context.Context, by auth.Actor, in *api.Command[InviteInput]) (*api.Body[Drafted], error) {
			return drafted(s.Invite(ctx, by, in.ID, in.Body))
		})
	api.Add(a, api.Post("appeals-tell-registered", "/appeals/{id}/tell-registered", "Write the notice of the registration"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Drafted], error) {
			return drafted(s.TellRegistered(ctx, by, in.ID))
		})
	api.Add(a, api.Post("appeals-reply-to-email", "/appeals/{id}/reply-to-email", "Answer an e-mail, which is no appeal, with the channels that are (547-ФЗ)"),
		func(ctx context.Context, by auth.Actor, in *api.Command[EmailInput]) (*api.Body[Drafted], error) {
			return drafted(s.ReplyToEmail(ctx, by, in.ID, in.Body))
		})
	type anewIn struct {
		api.ID
		Letter int64 `path:"letter" minimum:"1"`
	}
	api.Add(a, api.Post("appeals-write-anew", "/appeals/{id}/letters/{letter}/anew", "Write a letter of an act once more"),
		func(ctx context.Context, by auth.Actor, in *anewIn) (*api.Body[Drafted], error) {
			return drafted(s.WriteAnew(ctx, by, in.ID.ID, in.Letter))
		})
	api.Add(a, api.Get("appeals-previous-answers", "/appeals/{id}/previous-answers", "Answers given before on the same matter, beside the text of the new appeal"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Correspondence], error) {
			v, err := s.Previous(ctx, by, in.ID)
			return &api.Body[Correspondence]{Body: v}, err
		})
	requestRoutes(a, s)
	publicRoutes(a, s)
}

// publicRoutes are answers to many on the body's site (art. 10.4, 11.5.1).
func publicRoutes(a *api.API, s *Service) {
	api.Add(a, api.Get("appeals-public-draft", "/appeals/{id}/public-answer", "Text with which an answer for the site begins"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[PublicDraft], error) {
			d, err := s.PublicDraft(ctx, by, in.ID)
			return &api.Body[PublicDraft]{Body: d}, err
		})
	api.Add(a, api.Post("appeals-publish", "/appeals/{id}/public-answer", "Place the registered answer on the body's site, without personal data (59-ФЗ ст. 10 ч. 4)"),
		func(ctx context.Context, by auth.Actor, in *api.Command[PublishInput]) (*api.Body[View], error) {
			return s.answer(ctx, by, in.ID, s.Publish(ctx, by, in.ID, in.Body))
		})
	api.Add(a, api.Post("appeals-unpublish", "/appeals/{id}/public-answer/withdraw", "Take the answer off the site"),
		func(ctx context.Context, by auth.Actor, in *api.Command[ReasonInput]) (*api.Body[View], error) {
			return s.answer(ctx, by, in.ID, s.Unpublish(ctx, by, in.ID, in.Body.Reason))
		})
	api.Add(a, api.Post("appeals-tell-many", "/appeals/{id}/public-answer/tell", "Tell the address of the answer to authors of like appeals (59-ФЗ ст. 11 ч. 5.1)"),
		func(ctx context.Context, by auth.Actor, in *api.Command[TellInput]) (*api.Body[Told], error) {
			t, err := s.TellMany(ctx, by, in.ID, in.Body)
			return &api.Body[Told]{Body: t}, err
		})
}

// requestRoutes are documents asked of other bodies (art. 10.2).
func requestRoutes(a *api.API, s *Service) {
	api.Add(a, api.Post("appeals-request-documents", "/appeals/{id}/documents-requests", "Ask another body for documents (59-ФЗ ст. 10 ч. 2)"),
		func(ctx context.Context, by auth.Actor, in *api.Command[RequestInput]) (*api.Body[Drafted], error) {
			return drafted(s.RequestDocuments(ctx, by, in.ID, in.Body))
		})
	type gotIn struct {
		api.Command[AnsweredInput]
		Request int64 `path:"request" minimum:"1"`
	}
	api.Add(a, api.Post("appeals-got-documents", "/appeals/{id}/documents-requests/{request}/answered", "Note that the documents have come"),
		func(ctx context.Context, by auth.Actor, in *gotIn) (*api.Body[View], error) {
			return s.answer(ctx, by, in.ID, s.GotDocuments(ctx, by, in.ID, in.Request, in.Body))
		})
}

// PutFormInput is a body's own form: a DOCX with the fields in double braces.
type PutFormInput struct {
	Name string `json:"name" minLength:"1" maxLength:"200"`
	File []byte `json:"file" minLength:"1" doc:"DOCX in base64"`
}

// formRoutes are the forms of letters in administration.
func formRoutes(a *api.API, s *Service) {
	type formIn struct {
		Code FormCode `path:"form" maxLength:"40" pattern:"^[a-z_]+$"`
	}
	type putIn struct {
		Code FormCode `path:"form" maxLength:"40" pattern:"^[a-z_]+$"`
		Body PutFormInput
	}
	list := func(ctx context.Context, by auth.Actor, err error) (*api.Body[api.List[FormView]], error) {
		if err != nil {
			return nil, err
		}
		items, err := s.Forms(ctx, by)
		return api.ListOf(items, ""), err
	}
	api.Add(a, api.Get("letter-forms-list", "/letter-forms", "Forms of letters about appeals"),
		func(ctx context.Context, by auth.Actor, _ *struct{}) (*api.Body[api.List[FormView]], error) {
			return list(ctx, by, nil)
		})
	api.Add(a, api.Put("letter-forms-put", "/letter-forms/{form}", "Put the body's own DOCX in the place of a form"),
		func(ctx context.Context, by auth.Actor, in *putIn) (*api.Body[api.List[FormView]], error) {
			return list(ctx, by, s.PutForm(ctx, by, in.Code, in.Body.Name, in.Body.File))
		})
	api.Add(a, api.Post("letter-forms-reset", "/letter-forms/{form}/reset", "Return to the built-in form"),
		func(ctx context.Context, by auth.Actor, in *formIn) (*api.Body[api.List[FormView]], error) {
			return list(ctx, by, s.ResetForm(ctx, by, in.Code))
		})
	a.Handle("GET /api/letter-forms/{form}/file", s.formFile)
}

// formFile sends the DOCX in force.
func (s *Service) formFile(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	name, docx, err := s.FormFile(r.Context(), by, FormCode(r.PathValue("form")))
	if err != nil {
		return err
	}
	return blanks.Send(w, name, docx)
}
