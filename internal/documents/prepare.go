package documents

import (
	"context"
	"errors"
	"os"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/convert"
	"veche/internal/platform/db"
	"veche/internal/platform/files"
	"veche/internal/platform/jobs"
)

// Prepare asks for what people need of a new file: what it really is, a PDF to look at, its pages and its text.
type Prepare struct {
	FileID int64 `json:"file_id"`
}

func (Prepare) Kind() string { return "document.prepare_file" }

// TimeLimit is that of a conversion that takes long; so a heap of files leaves places to the letters that wait to be sent.
func (Prepare) TimeLimit() time.Duration { return 2 * time.Minute }

// TextRead announces that the text of a file can be searched and compared.
type TextRead struct {
	DocumentID int64 `json:"document_id"`
	FileID     int64 `json:"file_id"`
}

func (TextRead) Kind() string { return "document.text_read" }

// Jobs registers the work of this subject that follows a commit.
func Jobs(w *jobs.Worker, s *Service, tools convert.Tools) {
	jobs.Handle(w, "documents", func(ctx context.Context, a Prepare) error { return s.prepare(ctx, tools, a.FileID) })
}

// prepared is what was found out about a file.
type prepared struct {
	kind    convert.Format
	trouble string
	preview files.Blob
	pages   int
	text    string
	inside  []Stored // files attached to a message
}

// prepare works outside a transaction: a conversion takes seconds.
func (s *Service) prepare(ctx context.Context, tools convert.Tools, fileID int64) error {
	f, err := s.FileByID(ctx, s.db, fileID)
	if err != nil {
		return jobs.Cancel(err)
	}
	p, err := s.look(ctx, tools, f)
	if err != nil {
		return err
	}
	return s.db.Tx(ctx, auth.System("documents"), func(tx *db.Tx) error { return s.keepPrepared(ctx, tx, f, p) })
}

// look converts and reads. What is wrong with the bytes is a finding, not an error: the card shows it to the clerk.
func (s *Service) look(ctx context.Context, tools convert.Tools, f File) (prepared, error) {
	path := s.files.Path(f.SHA256)
	finding, err := convert.File(path, f.Name)
	if err != nil {
		return prepared{}, err
	}
	p := prepared{kind: finding.Format}
	if finding.Lies {
		p.trouble = "wrong_extension"
	}
	if err := s.lookPreview(ctx, tools, path, f, &p); err != nil {
		return p, err
	}
	if p.text, err = tools.Text(ctx, path, p.kind); err != nil && trouble(err) == "" {
		return p, err
	}
	if p.kind == convert.EML {
		return p, s.unpack(ctx, tools, path, &p)
	}
	return p, nil
}

// lookPreview finds the PDF that shows the file: itself, or what it converts to.
func (s *Service) lookPreview(ctx context.Context, tools convert.Tools, path string, f File, p *prepared) error {
	pages, err := 0, error(nil)
	if p.kind == convert.PDF {
		p.preview = files.Blob{SHA256: f.SHA256}
		pages, err = tools.Pages(ctx, path)
	} else {
		pages, err = s.convert(ctx, tools, path, p)
	}
	p.pages = pages
	if code := trouble(err); code != "" {
		p.trouble, p.preview = code, files.Blob{}
		return nil
	}
	return err
}

func (s *Service) convert(ctx context.Context, tools convert.Tools, path string, p *prepared) (int, error) {
	made, err := tools.ToPDF(ctx, path, p.kind)
	if err != nil {
		return 0, err
	}
	defer os.Remove(made)
	pages, err := tools.Pages(ctx, made)
	if err != nil {
		return 0, err
	}
	p.preview, err = s.putFile(ctx, made)
	return pages, err
}

// unpack stores the files attached to a message.
func (s *Service) unpack(ctx context.Context, tools convert.Tools, path string, p *prepared) error {
	folder, err := os.MkdirTemp("", "letter-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	letter, err := tools.Unpack(path, folder)
	if trouble(err) != "" {
		return nil
	}
	if err != nil {
		return err
	}
	for _, a := range letter.Attachments {
		if a.Path == "" || a.Size == 0 {
			continue
		}
		blob, err := s.putFile(ctx, a.Path)
		if err != nil {
			return err
		}
		p.inside = append(p.inside, Stored{Name: a.Name, Blob: blob})
	}
	return nil
}

func (s *Service) putFile(ctx context.Context, path string) (files.Blob, error) {
	in, err := os.Open(path)
	if err != nil {
		return files.Blob{}, err
	}
	defer in.Close()
	return s.files.Put(ctx, in, maxFile)
}

func (s *Service) keepPrepared(ctx context.Context, tx *db.Tx, f File, p prepared) error {
	state := "none"
	if p.text != "" {
		state = "done"
	}
	n, err := tx.Exec(ctx, `
		UPDATE document_files SET kind = $1, trouble = $2, preview = $3, pages = $4, text_state = $5
		 WHERE id = $6 AND text_state = 'waiting'`, p.kind, p.trouble, p.preview.SHA256, p.pages, state, f.ID)
	if err != nil || n == 0 { // already prepared: the job came twice
		return err
	}
	if p.preview.SHA256 != "" && p.preview.SHA256 != f.SHA256 {
		if err := s.files.Keep(ctx, tx, p.preview); err != nil {
			return err
		}
	}
	if p.text != "" {
		if _, err := tx.Exec(ctx, "INSERT INTO file_texts (file_id, document_id, body) VALUES ($1, $2, $3)", f.ID, f.DocumentID, p.text); err != nil {
			return err
		}
	}
	d, err := s.Get(ctx, tx, f.DocumentID)
	if err != nil {
		return err
	}
	for _, inner := range p.inside {
		if _, err := s.AddFileTo(ctx, tx, d, Attachment, inner.Name, inner.Blob, ""); err != nil {
			return err
		}
	}
	return jobs.Add(ctx, tx, TextRead{f.DocumentID, f.ID})
}

// trouble turns what is wrong with the bytes into the code that the card shows, "" for a fault of ours.
func trouble(err error) string {
	for code, of := range map[string]error{
		"broken": convert.ErrBroken, "encrypted": convert.ErrEncrypted, "too_large": convert.ErrTooLarge,
		"no_preview": convert.ErrUnsupported, "no_converter": convert.ErrToolMissing, "too_slow": convert.ErrTimeout,
	} {
		if errors.Is(err, of) {
			return code
		}
	}
	return ""
}
