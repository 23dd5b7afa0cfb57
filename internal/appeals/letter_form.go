package appeals

import (
	"context"
	"slices"
	"time"

	"veche/internal/documents"
	"veche/internal/documents/blanks"
	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// FormView is a form of letters as the administrator sees it.
type FormView struct {
	Code   FormCode   `json:"code"`
	Title  string     `json:"title"`
	Kind   string     `json:"kind" doc:"Name of the kind of document"`
	Name   string     `json:"name" doc:"Of the body's own file; empty where the built-in form is in force"`
	PutBy  string     `json:"put_by,omitempty"`
	PutAt  *time.Time `json:"put_at,omitempty"`
	Fields []string   `json:"fields" doc:"What the built-in form asks for, beside the letterhead"`
}

// blanks are the own forms of letters.
func (s *Service) blanks() blanks.Shelf {
	return blanks.Shelf{Table: "letter_forms", Column: "form", Object: "letter_form", Acts: "appeal_form", Codes: "appeal", Fields: fields, May: mayForms, DB: s.db, Files: s.files,
		Known: func(code string) (string, bool) {
			f, known := formOf(FormCode(code))
			return f.title, known
		}}
}

func mayForms(by auth.Actor) error {
	if !by.Can(org.RightAdmin) {
		return fail.New(fail.Denied, "appeal.forms_denied", "forms are put by the administrator")
	}
	return nil
}

// builtIn makes the DOCX of the text of a form.
func (f form) builtIn() ([]byte, error) {
	look := documents.Outgoing
	if f.code == formCeasing {
		look = documents.Directive
	}
	return documents.LetterForm(look, f.text)
}

// docx is the form in force in a body.
func (s *Service) docx(ctx context.Context, r db.Reader, bodyID int64, f form) ([]byte, error) {
	return s.blanks().Docx(ctx, r, bodyID, 0, string(f.code), f.builtIn)
}

// Forms lists the forms of the actor's body.
func (s *Service) Forms(ctx context.Context, by auth.Actor) ([]FormView, error) {
	if err := mayForms(by); err != nil {
		return nil, err
	}
	own, err := s.blanks().InForce(ctx, s.db, by.BodyID)
	if err != nil {
		return nil, err
	}
	list := []FormView{}
	for _, f := range forms {
		docx, err := f.builtIn()
		if err != nil {
			return nil, err
		}
		v := FormView{Code: f.code, Title: f.title, Kind: f.kind}
		if v.Fields, err = blanks.Asked(docx); err != nil {
			return nil, err
		}
		if at := slices.IndexFunc(own, func(o blanks.Own) bool { return o.Form == string(f.code) }); at >= 0 {
			e, err := s.org.Person(ctx, s.db, own[at].PutBy)
			if err != nil {
				return nil, err
			}
			v.Name, v.PutBy, v.PutAt = own[at].Name, e.ShortName, &own[at].PutAt
		}
		list = append(list, v)
	}
	return list, nil
}

// PutForm puts a body's own DOCX in the place of a form.
func (s *Service) PutForm(ctx context.Context, by auth.Actor, code FormCode, name string, docx []byte) error {
	return s.blanks().Put(ctx, by, string(code), nil, name, docx, nothingElse)
}

// ResetForm returns to the built-in form.
func (s *Service) ResetForm(ctx context.Context, by auth.Actor, code FormCode) error {
	return s.blanks().Reset(ctx, by, string(code), nil, nothingElse)
}

func nothingElse(*db.Tx) error { return nil }

// FormFile is the DOCX in force, to be changed in a word processor.
func (s *Service) FormFile(ctx context.Context, by auth.Actor, code FormCode) (name string, docx []byte, err error) {
	f, _ := formOf(code)
	return s.blanks().File(ctx, by, string(code), 0, f.builtIn)
}
