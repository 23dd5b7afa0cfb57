package services

import (
	"context"
	"time"

	"veche/internal/documents"
	"veche/internal/documents/blanks"
	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services/catalogue"
)

// PaperForm is a form of papers as its keeper sees it.
type PaperForm struct {
	Kind      PaperKind  `json:"kind" enum:"grant,refusal,intake_refusal,suspension,invitation,fact,correction,complaint_answer"`
	Title     string     `json:"title"`
	ServiceID *int64     `json:"service_id" doc:"The form of one service; of all services of the body where there is none"`
	Service   string     `json:"service"`
	Name      string     `json:"name" doc:"Of the body's own file; empty where the built-in form is in force"`
	PutBy     string     `json:"put_by"`
	PutAt     *time.Time `json:"put_at,omitempty"`
	Fields    []string   `json:"fields" doc:"What the form in force asks for, beside the letterhead"`
}

// blanks are the own forms of papers: of all services of a body, or of one.
func (s *Service) blanks() blanks.Shelf {
	return blanks.Shelf{Table: "service_paper_forms", Column: "kind", Services: true, Object: "service_form", Acts: "service_form", Codes: "application", Fields: paperFields, Begins: []string{answerField, requestField}, May: mayForms,
		DB: s.db, Files: s.Files, Known: func(kind string) (string, bool) {
			text, known := paperForms[PaperKind(kind)]
			return text.title, known
		}}
}

// builtIn makes the DOCX of the text of a form.
func (k PaperKind) builtIn() ([]byte, error) {
	return documents.LetterForm(documents.Outgoing, paperForms[k].text)
}

// paperForm is the DOCX in force: of the service, else of the body, else the built-in one.
func (s *Service) paperForm(ctx context.Context, r db.Reader, bodyID, serviceID int64, kind PaperKind) ([]byte, error) {
	return s.blanks().Docx(ctx, r, bodyID, serviceID, string(kind), kind.builtIn)
}

// mayForms says who keeps the forms of papers: the administrator of the body, its dispatcher, and who keeps the passports.
func mayForms(by auth.Actor) error {
	if !by.Can(org.RightAdmin) && !by.Can(RightRoute) && !by.Can(catalogue.RightKeep) {
		return fail.New(fail.Denied, "application.forms_denied", "forms of papers are not for person %d", by.PersonID)
	}
	return nil
}

// Forms lists the forms of the actor's body: each kind, and those of single services behind it.
func (s *Service) Forms(ctx context.Context, by auth.Actor) ([]PaperForm, error) {
	if err := mayForms(by); err != nil {
		return nil, err
	}
	own, err := s.blanks().InForce(ctx, s.db, by.BodyID)
	if err != nil {
		return nil, err
	}
	list := []PaperForm{}
	for _, kind := range paperKinds {
		common, ofServices := blanks.Own{Form: string(kind)}, []blanks.Own{}
		for _, f := range own {
			switch {
			case f.Form != string(kind):
			case f.ServiceID == nil:
				common = f
			default:
				ofServices = append(ofServices, f)
			}
		}
		for _, f := range append([]blanks.Own{common}, ofServices...) {
			v, err := s.formShown(ctx, f)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
	}
	return list, nil
}

func (s *Service) formShown(ctx context.Context, f blanks.Own) (v PaperForm, err error) {
	kind := PaperKind(f.Form)
	v = PaperForm{Kind: kind, Title: paperForms[kind].title, ServiceID: f.ServiceID, Name: f.Name}
	docx, err := kind.builtIn()
	if f.SHA256 != "" {
		docx, err = s.blanks().Open(ctx, f)
	}
	if err != nil {
		return v, err
	}
	if v.Fields, err = blanks.Asked(docx); err != nil {
		return v, err
	}
	if f.ServiceID != nil {
		entry, err := s.Catalogue.EntryByID(ctx, s.db, *f.ServiceID)
		if err != nil {
			return v, err
		}
		v.Service = entry.ShortName
	}
	if f.SHA256 == "" {
		return v, nil
	}
	e, err := s.Org.Person(ctx, s.db, f.PutBy)
	v.PutBy, v.PutAt = e.ShortName, &f.PutAt
	return v, err
}

// PutForm puts a body's own DOCX in the place of a form, of all its services or of one.
func (s *Service) PutForm(ctx context.Context, by auth.Actor, kind PaperKind, service *int64, name string, docx []byte) error {
	return s.blanks().Put(ctx, by, string(kind), service, name, docx, s.ownService(ctx, by, service))
}

// ResetForm returns to the built-in form, or of one service to that of the body.
func (s *Service) ResetForm(ctx context.Context, by auth.Actor, kind PaperKind, service *int64) error {
	return s.blanks().Reset(ctx, by, string(kind), service, s.ownService(ctx, by, service))
}

// ownService asks that a form of one service is put by the body that provides it.
func (s *Service) ownService(ctx context.Context, by auth.Actor, service *int64) func(tx *db.Tx) error {
	return func(tx *db.Tx) error {
		if service == nil {
			return nil
		}
		_, err := s.providedBy(ctx, tx, by.BodyID, *service)
		return err
	}
}

// FormFile is the DOCX in force, to be changed in a word processor.
func (s *Service) FormFile(ctx context.Context, by auth.Actor, kind PaperKind, service int64) (name string, docx []byte, err error) {
	return s.blanks().File(ctx, by, string(kind), service, kind.builtIn)
}
