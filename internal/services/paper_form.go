package services

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"
	"time"

	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/convert"
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

// ownForm is a row of service_paper_forms: the newest of a kind is in force, one without bytes returns to the built-in one.
type ownForm struct {
	ID        int64     `db:"id"`
	BodyID    int64     `db:"body_id"`
	ServiceID *int64    `db:"service_id"`
	Kind      PaperKind `db:"kind"`
	Name      string    `db:"name"`
	SHA256    string    `db:"sha256"`
	Size      int64     `db:"size"`
	PutBy     int64     `db:"put_by"`
	PutAt     time.Time `db:"put_at"`
}

// mostForm bounds a form: a letterhead with a coat of arms is far below it.
const mostForm = 2 << 20

// paperForm is the DOCX in force: of the service, else of the body, else the built-in one.
func (s *Service) paperForm(ctx context.Context, r db.Reader, bodyID, serviceID int64, kind PaperKind) ([]byte, error) {
	own, err := s.ownForms(ctx, r, bodyID)
	if err != nil {
		return nil, err
	}
	for _, f := range own { // those of one service stand first
		if f.Kind == kind && (f.ServiceID == nil || *f.ServiceID == serviceID) {
			return s.formBytes(ctx, f)
		}
	}
	return documents.LetterForm(documents.Outgoing, paperForms[kind].text)
}

func (s *Service) formBytes(ctx context.Context, f ownForm) ([]byte, error) {
	file, err := s.Files.Open(ctx, f.SHA256)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, mostForm))
}

// ownForms are the body's own forms in force, those of one service first.
func (s *Service) ownForms(ctx context.Context, r db.Reader, bodyID int64) ([]ownForm, error) {
	list, err := db.All[ownForm](ctx, r, "SELECT "+db.Columns[ownForm]("f")+` FROM service_paper_forms f
		 WHERE f.body_id = $1 AND f.sha256 <> '' AND f.id = (SELECT max(x.id) FROM service_paper_forms x
		   WHERE x.body_id = f.body_id AND x.kind = f.kind AND COALESCE(x.service_id, 0) = COALESCE(f.service_id, 0))
		 ORDER BY CASE WHEN f.service_id IS NULL THEN 1 ELSE 0 END, f.id`, bodyID)
	return list, err
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
	own, err := s.ownForms(ctx, s.db, by.BodyID)
	if err != nil {
		return nil, err
	}
	list := []PaperForm{}
	for _, kind := range paperKinds {
		common := ownForm{Kind: kind, BodyID: by.BodyID}
		for _, f := range own {
			if f.Kind == kind && f.ServiceID == nil {
				common = f
			}
		}
		for _, f := range append([]ownForm{common}, slices.DeleteFunc(slices.Clone(own), func(f ownForm) bool { return f.Kind != kind || f.ServiceID == nil })...) {
			v, err := s.formShown(ctx, f)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
	}
	return list, nil
}

func (s *Service) formShown(ctx context.Context, f ownForm) (v PaperForm, err error) {
	v = PaperForm{Kind: f.Kind, Title: paperForms[f.Kind].title, ServiceID: f.ServiceID, Name: f.Name}
	docx, err := documents.LetterForm(documents.Outgoing, paperForms[f.Kind].text)
	if f.SHA256 != "" {
		docx, err = s.formBytes(ctx, f)
	}
	if err != nil {
		return v, err
	}
	asked, err := convert.Fields(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		return v, err
	}
	v.Fields = slices.DeleteFunc(asked, func(name string) bool { return slices.Contains(letterhead, name) || name == "addressee" })
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

// PutForm puts a body's own DOCX in the place of a form. A field that no paper fills is named in the refusal.
func (s *Service) PutForm(ctx context.Context, by auth.Actor, kind PaperKind, service *int64, name string, docx []byte) error {
	if err := mayForms(by); err != nil {
		return err
	}
	asked, err := convert.Fields(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		return fail.Field("application.form_broken", "file", "format")
	}
	for _, field := range asked {
		if !fillable(field) {
			return fail.New(fail.Invalid, "application.form_field", "no field %q", field).With("field", field)
		}
	}
	blob, err := s.Files.Put(ctx, bytes.NewReader(docx), mostForm)
	if err != nil {
		return err
	}
	return s.putForm(ctx, by, kind, service, "service_form.put", func(tx *db.Tx, row *ownForm) error {
		row.Name, row.SHA256, row.Size = name, blob.SHA256, blob.Size
		return s.Files.Keep(ctx, tx, blob)
	})
}

func fillable(field string) bool {
	return slices.Contains(paperFields, field) || slices.Contains(letterhead, field) || strings.HasPrefix(field, answerField) || strings.HasPrefix(field, requestField)
}

// ResetForm returns to the built-in form, or of one service to that of the body.
func (s *Service) ResetForm(ctx context.Context, by auth.Actor, kind PaperKind, service *int64) error {
	if err := mayForms(by); err != nil {
		return err
	}
	return s.putForm(ctx, by, kind, service, "service_form.reset", func(*db.Tx, *ownForm) error { return nil })
}

func (s *Service) putForm(ctx context.Context, by auth.Actor, kind PaperKind, service *int64, action string, fill func(*db.Tx, *ownForm) error) error {
	text, known := paperForms[kind]
	if !known {
		return fail.New(fail.NotFound, "application.no_form", "no form %q", kind)
	}
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if service != nil {
			if _, err := s.providedBy(ctx, tx, by.BodyID, *service); err != nil {
				return err
			}
		}
		row := ownForm{BodyID: by.BodyID, ServiceID: service, Kind: kind, PutBy: by.PersonID, PutAt: tx.Now}
		if err := fill(tx, &row); err != nil {
			return err
		}
		id, err := db.Insert(ctx, tx, "service_paper_forms", row)
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: action, Object: audit.Ref{Kind: "service_form", ID: id, Title: text.title}, Detail: map[string]any{"service": service}})
	})
}

// FormFile is the DOCX in force, to be changed in a word processor.
func (s *Service) FormFile(ctx context.Context, by auth.Actor, kind PaperKind, service int64) (name string, docx []byte, err error) {
	if err := mayForms(by); err != nil {
		return "", nil, err
	}
	text, known := paperForms[kind]
	if !known {
		return "", nil, fail.New(fail.NotFound, "application.no_form", "no form %q", kind)
	}
	docx, err = s.paperForm(ctx, s.db, by.BodyID, service, kind)
	return text.title + ".docx", docx, err
}
