package services

import (
	"bytes"
	"context"
	"os"
	"path/filepath"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/convert"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
)

// Press makes a PDF/A of a filled form: the citizen keeps what is signed for years, and no word processor is to change how
// it looks. The converter of office files does it.
type Press interface {
	ToPDF(ctx context.Context, src string, kind convert.Format) (pdf string, err error)
}

// mostPaper bounds a paper.
const mostPaper = 20 << 20

// sheet is a paper whose PDF/A is made.
type sheet struct {
	draft
	version int64 // of the application from which it was composed
	writing documents.Writing
}

// withPaper runs an act whose effect is a paper. It is composed and made a PDF/A before the transaction, for that takes
// seconds; what was changed in between makes it stale. Then it goes to its signatory: nothing takes effect before the
// signature, but for what the act itself says.
func (s *Service) withPaper(ctx context.Context, by auth.Actor, id int64, act Act, in PaperInput, then func(tx *db.Tx, m *matter, paper documents.Document) (line, error)) (int64, error) {
	made, err := s.made(ctx, by, id, act, in)
	if err != nil {
		return 0, err
	}
	var card documents.Document
	err = s.act(ctx, by, id, act, func(tx *db.Tx, m *matter) (line, error) {
		if m.Version != made.version {
			return line{}, fail.New(fail.Conflict, "application.stale", "application %d was changed while its paper was made", id)
		}
		if card, err = s.writePaper(ctx, tx, m, made); err != nil {
			return line{}, err
		}
		return then(tx, m, card)
	})
	if err != nil {
		return 0, err
	}
	return card.ID, s.Signing.SendToSignature(ctx, by, card.ID)
}

// lies leaves the application with the signatory of its paper.
func lies(_ *db.Tx, m *matter, paper documents.Document) (line, error) {
	m.PaperID = &paper.ID
	return line{inner: true, words: paper.Summary, detail: map[string]any{"paper": paper.ID}}, nil
}

// made composes a paper for an act that the actor may do, and makes its PDF/A.
func (s *Service) made(ctx context.Context, by auth.Actor, id int64, act Act, in PaperInput) (out sheet, err error) {
	m, err := s.look(ctx, s.db, by, id)
	if err != nil {
		return out, err
	}
	if err := m.can(by, act); err != nil {
		return out, s.denied(ctx, by, act, m.Ref(), err)
	}
	if _, err := s.journalOf(ctx, s.db, m.BodyID); err != nil { // said before anybody signs what cannot get a number
		return out, err
	}
	if out.draft, err = s.drafted(ctx, s.db, &m, in); err != nil {
		return out, err
	}
	out.version = m.Version
	out.writing, err = s.pressed(ctx, &m, out.draft)
	return out, err
}

// pressed is a paper as documents will keep it.
func (s *Service) pressed(ctx context.Context, m *matter, d draft) (documents.Writing, error) {
	w, err := s.composed(ctx, s.db, m, d)
	if err != nil {
		return w, err
	}
	w.Made, err = s.pdf(ctx, w)
	w.FileName = paperForms[d.Kind].title + ".pdf"
	return w, err
}

// composed is a paper with its form and the values of its fields.
func (s *Service) composed(ctx context.Context, r db.Reader, m *matter, d draft) (w documents.Writing, err error) {
	form := paperForms[d.Kind]
	w = documents.Writing{BodyID: m.BodyID, Flow: documents.Outgoing, Kind: form.kind, Summary: form.title + " (№ " + m.Number + ")",
		AuthorID: d.author, SignatoryID: &d.signatory}
	if w.Form, err = s.paperForm(ctx, r, m.BodyID, m.ServiceID, d.Kind); err != nil {
		return w, err
	}
	w.Values, err = s.paperValues(ctx, r, m, d, w.Form)
	return w, err
}

// pdf fills the form and makes a PDF/A of it.
func (s *Service) pdf(ctx context.Context, w documents.Writing) (files.Blob, error) {
	docx, err := s.Documents.Composed(ctx, s.db, w)
	if err != nil {
		return files.Blob{}, err
	}
	folder, err := os.MkdirTemp("", "paper-")
	if err != nil {
		return files.Blob{}, err
	}
	defer os.RemoveAll(folder)
	from := filepath.Join(folder, "paper.docx")
	if err := os.WriteFile(from, docx, 0o600); err != nil {
		return files.Blob{}, err
	}
	made, err := s.Press.ToPDF(ctx, from, convert.DOCX)
	if err != nil {
		return files.Blob{}, fail.New(fail.Unready, "application.no_pdf", "paper: %v", err)
	}
	defer os.Remove(made)
	in, err := os.Open(made)
	if err != nil {
		return files.Blob{}, err
	}
	defer in.Close()
	return s.Files.Put(ctx, in, mostPaper)
}

// actOfPaper are the acts by which papers come; a preview is shown to whom the act is open.
var actOfPaper = map[PaperKind]Act{PaperGrant: Decide, PaperRefusal: Decide, PaperIntake: RefuseIntake, PaperSuspension: Suspend, PaperInvitation: Invite,
	PaperFact: Issue, PaperCorrection: Correct}

// Preview is a paper as it would be signed. Nothing is kept of it: the bytes that no card holds are swept away.
func (s *Service) Preview(ctx context.Context, by auth.Actor, id int64, in PaperInput) ([]byte, error) {
	act, known := actOfPaper[in.Kind]
	if !known {
		return nil, fail.Field("application.wrong", "kind", "unknown")
	}
	made, err := s.made(ctx, by, id, act, in)
	if err != nil {
		return nil, err
	}
	return s.bytesOf(ctx, made)
}

// bytesOf reads the PDF/A.
func (s *Service) bytesOf(ctx context.Context, made sheet) ([]byte, error) {
	file, err := s.Files.Open(ctx, made.writing.Made.SHA256)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var out bytes.Buffer
	_, err = out.ReadFrom(file)
	return out.Bytes(), err
}
