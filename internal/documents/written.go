package documents

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"maps"
	"strings"

	"veche/internal/platform/convert"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
)

// Writing is a document that another subject has composed: its form, the values of its fields, and to whom it goes.
type Writing struct {
	BodyID      int64
	Flow        Flow   // Outgoing, or Internal for a decision
	Kind        string // name of the kind; the first of the flow where the body does not use it
	Summary     string
	FileName    string
	AuthorID    int64
	AddresseeID *int64
	SignatoryID *int64
	InReplyToID *int64
	AccessMark  Mark
	Addressees  []AddresseeLine
	Form        []byte // DOCX with {{fields}}
	Values      map[string]string
	Made        files.Blob // the text as it is signed, where its subject has made a PDF/A of it already; Form and Values are not looked at
	Attachments []File     // of another card of the body, sent along
}

// Write makes the draft of a composed document in the caller's transaction, so that an act and its letter are one. The
// letter is a few kilobytes: its bytes are stored while the transaction waits.
func (s *Service) Write(ctx context.Context, tx *db.Tx, w Writing) (Document, error) {
	kind, err := s.kindNamed(ctx, tx, w.BodyID, w.Flow, w.Kind)
	if err != nil {
		return Document{}, err
	}
	d := Document{BodyID: w.BodyID, Flow: w.Flow, KindID: kind, Summary: w.Summary, AccessMark: w.AccessMark,
		AddresseeID: w.AddresseeID, SignatoryID: w.SignatoryID, InReplyToID: w.InReplyToID}
	if err := s.draftOf(ctx, tx, &d, w.AuthorID); err != nil {
		return d, err
	}
	if err := s.setAddressees(ctx, tx, d.ID, w.Addressees); err != nil {
		return d, err
	}
	for _, f := range w.Attachments {
		if _, err := s.AddFileTo(ctx, tx, d, Attachment, f.Name, files.Blob{SHA256: f.SHA256, Size: f.Size}, f.Kind); err != nil {
			return d, err
		}
	}
	return d, s.write(ctx, tx, d, w)
}

// Rewrite puts the composed text on a draft as its next version, with its addressees anew. Text that is the same stays.
func (s *Service) Rewrite(ctx context.Context, tx *db.Tx, d *Document, w Writing) error {
	d.Summary, d.SignatoryID = w.Summary, w.SignatoryID
	if err := s.setAddressees(ctx, tx, d.ID, w.Addressees); err != nil {
		return err
	}
	if err := s.keep(ctx, tx, d, d.State, "document.describe", nil); err != nil {
		return err
	}
	err := s.write(ctx, tx, *d, w)
	if fail.Is(err, "version.same") {
		return nil
	}
	return err
}

// write adds the composed text as a version.
func (s *Service) write(ctx context.Context, tx *db.Tx, d Document, w Writing) error {
	blob := w.Made
	if blob.SHA256 == "" {
		text, err := s.Composed(ctx, tx, w)
		if err != nil {
			return err
		}
		if blob, err = s.files.Put(ctx, bytes.NewReader(text), maxFile); err != nil {
			return err
		}
	}
	_, err := s.addVersion(ctx, tx, d, Stored{Name: w.FileName, Blob: blob}, "")
	return err
}

// Composed is the DOCX of a document that need not be there yet: its form with the fields filled.
func (s *Service) Composed(ctx context.Context, r db.Reader, w Writing) ([]byte, error) {
	values, err := s.openingValues(ctx, r, w.BodyID, w.AuthorID, opening{kind: w.Kind, heading: w.Summary, signatoryID: w.SignatoryID})
	if err != nil {
		return nil, err
	}
	maps.Copy(values, w.Values)
	var out bytes.Buffer
	err = convert.FillDOCX(bytes.NewReader(w.Form), int64(len(w.Form)), values, &out)
	return out.Bytes(), err
}

// kindNamed is the kind of a flow by its name, the first of the flow where the body does not use it.
func (s *Service) kindNamed(ctx context.Context, tx *db.Tx, bodyID int64, flow Flow, name string) (int64, error) {
	kinds, err := s.Kinds(ctx, tx, bodyID)
	if err != nil {
		return 0, err
	}
	for _, k := range kinds {
		if k.Flow == flow && k.Name == name {
			return k.ID, nil
		}
	}
	return s.firstKind(ctx, tx, bodyID, flow)
}

// LetterForm is a letter of the common look with a text of its own: what a body takes as the beginning of its own form.
// A paragraph that is nothing but a field stands without an indent, since its value may have several lines.
func LetterForm(flow Flow, paragraphs []string) ([]byte, error) {
	parts, err := templateParts.ReadFile("templates/" + templates[flow] + ".xml")
	if err != nil {
		return nil, err
	}
	before, rest, found := strings.Cut(string(parts), textParagraph)
	if !found {
		return nil, fmt.Errorf("the template of %s has no paragraph of text", flow)
	}
	var text strings.Builder
	text.WriteString(before)
	for _, p := range paragraphs {
		look := textLook
		if strings.HasPrefix(p, "{{") && strings.HasSuffix(p, "}}") {
			look = listLook
		}
		text.WriteString("<w:p>" + look + `<w:r><w:rPr></w:rPr><w:t xml:space="preserve">`)
		if err := xml.EscapeText(&text, []byte(p)); err != nil {
			return nil, err
		}
		text.WriteString("</w:t></w:r></w:p>")
	}
	text.WriteString(rest)
	return packed([]byte(text.String()))
}

const (
	textLook      = `<w:pPr><w:spacing w:before="0" w:after="120"/><w:ind w:firstLine="709"/><w:jc w:val="both"/></w:pPr>`
	listLook      = `<w:pPr><w:spacing w:before="0" w:after="120"/><w:jc w:val="left"/></w:pPr>`
	textParagraph = `<w:p><w:pPr><w:spacing w:before="0" w:after="240"/><w:ind w:firstLine="709"/><w:jc w:val="both"/></w:pPr><w:r><w:rPr></w:rPr><w:t xml:space="preserve">{{text}}</w:t></w:r></w:p>`
)
