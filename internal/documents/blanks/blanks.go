package blanks

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"veche/internal/platform/api"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/convert"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
)

// Shelf is where the own forms of one subject stand.
type Shelf struct {
	Table    string   // of the rows
	Column   string   // the name of the form in it
	Services bool     // a form may be of one service alone
	Object   string   // in the audit: letter_form
	Acts     string   // the beginning of its acts there: appeal_form.put
	Codes    string   // the beginning of its errors: appeal.form_field
	Fields   []string // what a paper of the subject fills beside the letterhead
	Begins   []string // beginnings of further fields, with a name of their own behind them
	May      func(by auth.Actor) error
	Known    func(form string) (title string, ok bool)
	DB       *db.DB
	Files    *files.Store
}

// Own is a body's own form.
type Own struct {
	ID        int64     `db:"id"`
	ServiceID *int64    `db:"service_id"`
	Form      string    `db:"form"`
	Name      string    `db:"name"`
	SHA256    string    `db:"sha256"`
	PutBy     int64     `db:"put_by"`
	PutAt     time.Time `db:"put_at"`
}

// Most bounds a form: a letterhead with a coat of arms is far below it.
const Most = 2 << 20

// letterhead are the fields that every paper has: documents fills them.
var letterhead = []string{"body", "body_address", "body_contacts", "kind", "author_post", "reference", "heading", "addressee", "executor", "signatory_post", "signatory"}

// InLetterhead reports whether a field is filled in every paper.
func InLetterhead(field string) bool { return slices.Contains(letterhead, field) }

// Fields are the fields of a DOCX.
func Fields(docx []byte) ([]string, error) {
	return convert.Fields(bytes.NewReader(docx), int64(len(docx)))
}

// Asked are the fields of a DOCX beside those of the letterhead.
func Asked(docx []byte) ([]string, error) {
	fields, err := Fields(docx)
	return slices.DeleteFunc(fields, InLetterhead), err
}

// InForce are a body's own forms, those of one service first.
func (s Shelf) InForce(ctx context.Context, r db.Reader, bodyID int64) ([]Own, error) {
	service, same, order := "CAST(NULL AS bigint) AS service_id", "", "f.id"
	if s.Services {
		service, same = "f.service_id", " AND COALESCE(x.service_id, 0) = COALESCE(f.service_id, 0)"
		order = "CASE WHEN f.service_id IS NULL THEN 1 ELSE 0 END, f.id"
	}
	return db.All[Own](ctx, r, "SELECT f.id, "+service+", f."+s.Column+" AS form, f.name, f.sha256, f.put_by, f.put_at FROM "+s.Table+` f
		 WHERE f.body_id = $1 AND f.sha256 <> '' AND f.id = (SELECT max(x.id) FROM `+s.Table+" x WHERE x.body_id = f.body_id AND x."+s.Column+" = f."+s.Column+same+`)
		 ORDER BY `+order, bodyID)
}

// Find is the own form for a paper: of its service, else of the body. Where there is none, the built-in one is in force.
func (s Shelf) Find(ctx context.Context, r db.Reader, bodyID, serviceID int64, form string) (Own, bool, error) {
	list, err := s.InForce(ctx, r, bodyID)
	for _, f := range list {
		if f.Form == form && (f.ServiceID == nil || *f.ServiceID == serviceID) {
			return f, true, err
		}
	}
	return Own{}, false, err
}

// Open reads the bytes of an own form.
func (s Shelf) Open(ctx context.Context, f Own) ([]byte, error) {
	file, err := s.Files.Open(ctx, f.SHA256)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, Most))
}

// Docx is the form in force; builtIn makes the one of the program.
func (s Shelf) Docx(ctx context.Context, r db.Reader, bodyID, serviceID int64, form string, builtIn func() ([]byte, error)) ([]byte, error) {
	own, found, err := s.Find(ctx, r, bodyID, serviceID, form)
	if err != nil {
		return nil, err
	}
	if !found {
		return builtIn()
	}
	return s.Open(ctx, own)
}

// fills reports whether a paper fills a field.
func (s Shelf) fills(field string) bool {
	return InLetterhead(field) || slices.Contains(s.Fields, field) || slices.ContainsFunc(s.Begins, func(beginning string) bool { return strings.HasPrefix(field, beginning) })
}

// Put puts a body's own DOCX in the place of a form. A field that no paper fills is named in the refusal.
func (s Shelf) Put(ctx context.Context, by auth.Actor, form string, service *int64, name string, docx []byte, also func(tx *db.Tx) error) error {
	if err := s.May(by); err != nil {
		return err
	}
	asked, err := Fields(docx)
	if err != nil {
		return fail.Field(s.Codes+".form_broken", "file", "format")
	}
	for _, field := range asked {
		if !s.fills(field) {
			return fail.New(fail.Invalid, s.Codes+".form_field", "no field %q", field).With("field", field).With("known", strings.Join(s.Fields, ", "))
		}
	}
	blob, err := s.Files.Put(ctx, bytes.NewReader(docx), Most)
	if err != nil {
		return err
	}
	return s.write(ctx, by, form, service, "put", name, blob, func(tx *db.Tx) error {
		if err := also(tx); err != nil {
			return err
		}
		return s.Files.Keep(ctx, tx, blob)
	})
}

// Reset returns to the built-in form, or of one service to that of the body.
func (s Shelf) Reset(ctx context.Context, by auth.Actor, form string, service *int64, also func(tx *db.Tx) error) error {
	if err := s.May(by); err != nil {
		return err
	}
	return s.write(ctx, by, form, service, "reset", "", files.Blob{}, also)
}

func (s Shelf) write(ctx context.Context, by auth.Actor, form string, service *int64, act, name string, blob files.Blob, also func(tx *db.Tx) error) error {
	title, err := s.title(form)
	if err != nil {
		return err
	}
	return s.DB.Tx(ctx, by, func(tx *db.Tx) error {
		if err := also(tx); err != nil {
			return err
		}
		args := []any{by.BodyID, form, name, blob.SHA256, blob.Size, by.PersonID, tx.Now}
		columns, marks := "body_id, "+s.Column+", name, sha256, size, put_by, put_at", "$1, $2, $3, $4, $5, $6, $7"
		detail := map[string]any{}
		if s.Services {
			columns, marks = columns+", service_id", marks+", "+db.Arg(&args, service)
			detail["service"] = service
		}
		id, err := db.One[int64](ctx, tx, "INSERT INTO "+s.Table+" ("+columns+") VALUES ("+marks+") RETURNING id", args...)
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: s.Acts + "." + act, Object: audit.Ref{Kind: s.Object, ID: id, Title: title}, Detail: detail})
	})
}

func (s Shelf) title(form string) (string, error) {
	title, known := s.Known(form)
	if !known {
		return "", fail.New(fail.NotFound, s.Codes+".no_form", "no form %q", form)
	}
	return title, nil
}

// File is the DOCX in force, to be changed in a word processor.
func (s Shelf) File(ctx context.Context, by auth.Actor, form string, service int64, builtIn func() ([]byte, error)) (name string, docx []byte, err error) {
	if err := s.May(by); err != nil {
		return "", nil, err
	}
	title, err := s.title(form)
	if err != nil {
		return "", nil, err
	}
	docx, err = s.Docx(ctx, s.DB, by.BodyID, service, form, builtIn)
	return title + ".docx", docx, err
}

// Send answers with a DOCX to be kept as a file.
func Send(w http.ResponseWriter, name string, docx []byte) error {
	api.Attach(w.Header(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", name)
	w.Header().Set("Cache-Control", "private, no-store")
	_, err := w.Write(docx)
	return err
}
