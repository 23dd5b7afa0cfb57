package appeals

import (
	"bytes"
	"context"
	"io"
	"slices"
	"time"

	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/convert"
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

// ownForm is a row of letter_forms: the newest of a form is in force, one without bytes returns to the built-in one.
type ownForm struct {
	ID     int64     `db:"id"`
	BodyID int64     `db:"body_id"`
	Form   FormCode  `db:"form"`
	Name   string    `db:"name"`
	SHA256 string    `db:"sha256"`
	Size   int64     `db:"size"`
	PutBy  int64     `db:"put_by"`
	PutAt  time.Time `db:"put_at"`
}

// mostForm bounds a form: a letterhead with a coat of arms is far below it.
const mostForm = 2 << 20

// docx is the form in force in a body.
func (s *Service) docx(ctx context.Context, r db.Reader, bodyID int64, f form) ([]byte, error) {
	own, found, err := s.own(ctx, r, bodyID, f.code)
	if err != nil || !found {
		return builtIn(f, err)
	}
	file, err := s.files.Open(ctx, own.SHA256)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, mostForm))
}

func (s *Service) own(ctx context.Context, r db.Reader, bodyID int64, code FormCode) (ownForm, bool, error) {
	list, err := db.All[ownForm](ctx, r, "SELECT "+db.Columns[ownForm]("")+` FROM letter_forms
		 WHERE body_id = $1 AND form = $2 ORDER BY id DESC LIMIT 1`, bodyID, code)
	if err != nil || len(list) == 0 || list[0].SHA256 == "" {
		return ownForm{}, false, err
	}
	return list[0], true, nil
}

// builtIn makes the DOCX of the text of a form.
func builtIn(f form, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	look := documents.Outgoing
	if f.code == formCeasing {
		look = documents.Directive
	}
	return documents.LetterForm(look, f.text)
}

// Forms lists the forms of the actor's body.
func (s *Service) Forms(ctx context.Context, by auth.Actor) ([]FormView, error) {
	if err := mayForms(by); err != nil {
		return nil, err
	}
	list := []FormView{}
	for _, f := range forms {
		asked, err := askedBy(builtIn(f, nil))
		if err != nil {
			return nil, err
		}
		v := FormView{Code: f.code, Title: f.title, Kind: f.kind, Fields: slices.DeleteFunc(asked, inLetterhead)}
		own, found, err := s.own(ctx, s.db, by.BodyID, f.code)
		if err != nil {
			return nil, err
		}
		if found {
			e, err := s.org.Person(ctx, s.db, own.PutBy)
			if err != nil {
				return nil, err
			}
			v.Name, v.PutBy, v.PutAt = own.Name, e.ShortName, &own.PutAt
		}
		list = append(list, v)
	}
	return list, nil
}

// PutForm puts a body's own DOCX in the place of a form. A field that no letter fills is named in the refusal.
func (s *Service) PutForm(ctx context.Context, by auth.Actor, code FormCode, name string, docx []byte) error {
	if err := mayForms(by); err != nil {
		return err
	}
	asked, err := askedBy(docx, nil)
	if err != nil {
		return fail.Field("appeal.form_broken", "file", "format")
	}
	for _, field := range asked {
		if !slices.Contains(fields, field) && !inLetterhead(field) {
			return fail.New(fail.Invalid, "appeal.form_field", "no field %q", field).With("field", field)
		}
	}
	blob, err := s.files.Put(ctx, bytes.NewReader(docx), mostForm)
	if err != nil {
		return err
	}
	return s.putForm(ctx, by, code, "appeal_form.put", func(tx *db.Tx, row *ownForm) error {
		row.Name, row.SHA256, row.Size = name, blob.SHA256, blob.Size
		return s.files.Keep(ctx, tx, blob)
	})
}

// ResetForm returns to the built-in form.
func (s *Service) ResetForm(ctx context.Context, by auth.Actor, code FormCode) error {
	if err := mayForms(by); err != nil {
		return err
	}
	return s.putForm(ctx, by, code, "appeal_form.reset", func(*db.Tx, *ownForm) error { return nil })
}

func (s *Service) putForm(ctx context.Context, by auth.Actor, code FormCode, action string, fill func(*db.Tx, *ownForm) error) error {
	f, known := formOf(code)
	if !known {
		return fail.New(fail.NotFound, "appeal.no_form", "no form %q", code)
	}
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		row := ownForm{BodyID: by.BodyID, Form: code, PutBy: by.PersonID, PutAt: tx.Now}
		if err := fill(tx, &row); err != nil {
			return err
		}
		id, err := db.Insert(ctx, tx, "letter_forms", row)
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: action, Object: audit.Ref{Kind: "letter_form", ID: id, Title: f.title}})
	})
}

// FormFile is the DOCX in force, to be changed in a word processor.
func (s *Service) FormFile(ctx context.Context, by auth.Actor, code FormCode) (name string, docx []byte, err error) {
	if err := mayForms(by); err != nil {
		return "", nil, err
	}
	f, known := formOf(code)
	if !known {
		return "", nil, fail.New(fail.NotFound, "appeal.no_form", "no form %q", code)
	}
	docx, err = s.docx(ctx, s.db, by.BodyID, f)
	return f.title + ".docx", docx, err
}

func mayForms(by auth.Actor) error {
	if !by.Can(org.RightAdmin) {
		return fail.New(fail.Denied, "appeal.forms_denied", "forms are put by the administrator")
	}
	return nil
}

// askedBy are the fields of a DOCX.
func askedBy(docx []byte, err error) ([]string, error) {
	if err != nil {
		return nil, err
	}
	return convert.Fields(bytes.NewReader(docx), int64(len(docx)))
}

func inLetterhead(field string) bool { return slices.Contains(letterhead, field) }
