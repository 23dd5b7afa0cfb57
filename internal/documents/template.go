package documents

import (
	"archive/zip"
	"bytes"
	"context"
	"embed"
	"io"
	"io/fs"
	"strings"

	"veche/internal/platform/auth"
	"veche/internal/platform/convert"
	"veche/internal/platform/db"
)

// The templates are DOCX in their parts: readable in the repository, one file for the word processor. The skeleton is
// common, the text of each flow is a file of its own.
//
//go:embed all:templates
var templateParts embed.FS

// templates names the template of what the body writes, by its flow.
var templates = map[Flow]string{Outgoing: "letter", Internal: "memo", Directive: "order"}

// opening is what the text of a new document begins with (requisites 05, 08, 09, 12, 15, 17, 22, 25 of GOST R 7.0.97).
type opening struct {
	flow        Flow
	kind        string
	heading     string
	reference   string // «На № … от …»
	addressee   string
	text        string
	signatoryID *int64
}

// open fills the template of the flow and stores its bytes under a name of the file.
func (s *Service) open(ctx context.Context, by auth.Actor, name string, o opening) (Stored, error) {
	values, err := s.openingValues(ctx, s.db, by.BodyID, by.PersonID, o)
	if err != nil {
		return Stored{}, err
	}
	var out bytes.Buffer
	if err := fillTemplate(&out, templates[o.flow], values); err != nil {
		return Stored{}, err
	}
	blob, err := s.files.Put(ctx, &out, maxFile)
	return Stored{Name: name, Blob: blob}, err
}

func (s *Service) openingValues(ctx context.Context, r db.Reader, bodyID, authorID int64, o opening) (map[string]string, error) {
	body, err := s.org.Body(ctx, r, bodyID)
	if err != nil {
		return nil, err
	}
	author, err := s.org.Person(ctx, r, authorID)
	if err != nil {
		return nil, err
	}
	values := map[string]string{
		"body": body.Name, "body_address": body.Address, "body_contacts": strings.Trim(body.Phone+", "+body.Email, ", "),
		"kind": strings.ToUpper(o.kind), "author_post": author.Post, "reference": o.reference, "heading": o.heading, "text": o.text,
		"executor": author.ShortName, "addressee": o.addressee, "signatory_post": "", "signatory": "",
	}
	if o.signatoryID == nil {
		return values, nil
	}
	e, err := s.org.Person(ctx, r, *o.signatoryID)
	values["signatory_post"], values["signatory"] = e.Post, e.ShortName
	return values, err
}

// employeeLine is an employee as the addressee of an internal document: post and name.
func (s *Service) employeeLine(ctx context.Context, r db.Reader, id *int64) (string, error) {
	if id == nil {
		return "", nil
	}
	e, err := s.org.Person(ctx, r, *id)
	return e.Post + "\n" + e.ShortName, err
}

// fillTemplate writes the template with its fields filled.
func fillTemplate(w io.Writer, name string, values map[string]string) error {
	template, err := template(name)
	if err != nil {
		return err
	}
	return convert.FillDOCX(bytes.NewReader(template), int64(len(template)), values, w)
}

// template puts the text of a template into the common skeleton.
func template(name string) ([]byte, error) {
	text, err := templateParts.ReadFile("templates/" + name + ".xml")
	if err != nil {
		return nil, err
	}
	return packed(text)
}

// packed is the DOCX of a text in the common skeleton.
func packed(text []byte) ([]byte, error) {
	skeleton, err := fs.Sub(templateParts, "templates/skeleton")
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	if err := z.AddFS(skeleton); err != nil {
		return nil, err
	}
	part, err := z.Create("word/document.xml")
	if err != nil {
		return nil, err
	}
	if _, err := part.Write(text); err != nil {
		return nil, err
	}
	err = z.Close()
	return out.Bytes(), err
}
