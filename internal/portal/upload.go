package portal

import (
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"path/filepath"
	"slices"
	"strings"

	"veche/internal/documents"
	"veche/internal/platform/convert"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
)

// Limits of what is put beside an appeal.
const (
	mostFiles = 10
	mostFile  = 20 << 20
	mostAll   = 60 << 20
)

// accepted are the kinds of files that every office can open, by their extensions. Programs and archives are not among
// them: nobody would open what a stranger has packed.
var accepted = []string{".pdf", ".doc", ".docx", ".odt", ".rtf", ".txt", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp",
	".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".mp3", ".mp4", ".mov", ".avi"}

// unseen are those whose bytes package convert does not know: a name and a bound have to do.
var unseen = []string{".mp3", ".mp4", ".mov", ".avi"}

// receive stores the files of a multipart body: all of them, or none with the reason.
func (s *Service) receive(w http.ResponseWriter, r *http.Request, already int, size int64) ([]documents.Stored, error) {
	return s.receiveWith(w, r, already, size, func(string, io.Reader) error { return nil })
}

// receiveWith also hands over the plain fields that stand beside the files, as they come.
func (s *Service) receiveWith(w http.ResponseWriter, r *http.Request, already int, size int64, field func(name string, value io.Reader) error) (list []documents.Stored, err error) {
	if r.ContentLength > mostAll+1<<20 {
		return nil, tooLarge()
	}
	r.Body = http.MaxBytesReader(w, r.Body, mostAll+1<<20)
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, fail.New(fail.Invalid, "reception.file_none", "%v", err)
	}
	for {
		part, err := parts.NextPart()
		switch {
		case errors.Is(err, io.EOF):
			if len(list) == 0 {
				return nil, fail.New(fail.Invalid, "reception.file_none", "no files")
			}
			return list, nil
		case err != nil:
			return nil, cutShort(err)
		case part.FileName() == "":
			if err := field(part.FormName(), part); err != nil {
				return nil, cutShort(err)
			}
			continue
		case already+len(list) >= mostFiles:
			return nil, fail.New(fail.Invalid, "reception.file_many", "more than %d files", mostFiles)
		}
		one, err := s.receiveOne(r.Context(), part)
		if err != nil {
			return nil, err
		}
		if size += one.Blob.Size; size > mostAll {
			return nil, tooLarge()
		}
		list = append(list, one)
	}
}

func (s *Service) receiveOne(ctx context.Context, part *multipart.Part) (one documents.Stored, err error) {
	name := part.FileName()
	extension := strings.ToLower(filepath.Ext(name))
	if !slices.Contains(accepted, extension) {
		return one, fail.New(fail.Invalid, "reception.file_kind", "extension %q", extension)
	}
	blob, err := s.Files.Put(ctx, part, mostFile)
	switch {
	case fail.KindOf(err) == fail.TooLarge:
		return one, tooLarge()
	case err != nil:
		return one, cutShort(err)
	case blob.Size == 0:
		return one, fail.New(fail.Invalid, "reception.file_empty", "an empty file")
	}
	if err := s.honest(ctx, name, extension, blob); err != nil {
		return one, err
	}
	return documents.Stored{Name: name, Blob: blob}, nil
}

// honest refuses bytes that are something else than their name says: a program that calls itself a picture.
func (s *Service) honest(ctx context.Context, name, extension string, blob files.Blob) error {
	f, err := s.Files.Open(ctx, blob.SHA256)
	if err != nil {
		return err
	}
	defer f.Close()
	head := make([]byte, convert.HeadSize)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	found := convert.Kind(name, head[:n])
	media := slices.Contains(unseen, extension) && found.Format == convert.Unknown
	packed := found.Format == convert.ZIP && slices.Contains([]convert.Format{convert.DOCX, convert.XLSX, convert.PPTX, convert.ODT, convert.ODS, convert.ODP}, found.Claimed)
	if found.Format == convert.Program || found.Lies && !media && !packed && found.Claimed != convert.Unknown {
		return fail.New(fail.Invalid, "reception.file_lies", "%s is %s", extension, found.Format)
	}
	return nil
}

func tooLarge() error {
	return fail.New(fail.TooLarge, "reception.file_large", "more than %d bytes, or %d in all", mostFile, mostAll)
}

// cutShort tells a body that is too large from one that broke off.
func cutShort(err error) error {
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return tooLarge()
	case fail.Code(err) != "":
		return err
	}
	return fail.New(fail.Invalid, "reception.file_broken_off", "the upload ended early: %v", err)
}

// draftFiles are those of a draft, as they came.
func (s *Service) draftFiles(ctx context.Context, r db.Reader, draftID int64) ([]DraftFile, error) {
	return db.All[DraftFile](ctx, r, "SELECT "+db.Columns[DraftFile]("")+" FROM reception_files WHERE draft_id = $1 ORDER BY id", draftID)
}

// putFiles adds stored files to a draft.
func (s *Service) putFiles(ctx context.Context, tx *db.Tx, draftID int64, list []documents.Stored) error {
	known, err := s.draftFiles(ctx, tx, draftID)
	if err != nil {
		return err
	}
	var size int64
	for _, f := range known {
		size += f.Size
	}
	for _, f := range list {
		if size += f.Blob.Size; size > mostAll {
			return tooLarge()
		}
		if err := s.Files.Keep(ctx, tx, f.Blob); err != nil {
			return err
		}
		row := DraftFile{DraftID: draftID, Name: cleanName(f.Name), SHA256: f.Blob.SHA256, Streebog256: f.Blob.Streebog256, Size: f.Blob.Size, CreatedAt: tx.Now}
		if _, err := db.Insert(ctx, tx, "reception_files", row); err != nil {
			return err
		}
	}
	if len(known)+len(list) > mostFiles {
		return fail.New(fail.Invalid, "reception.file_many", "more than %d files", mostFiles)
	}
	return nil
}

// cleanName keeps the last part of a foreign file name.
func cleanName(name string) string {
	name = clean(filepath.Base(strings.ReplaceAll(name, `\`, "/")), false)
	if runes := []rune(name); len(runes) > 200 {
		name = string(runes[:150]) + "…" + string(runes[len(runes)-40:])
	}
	return name
}

func stored(list []DraftFile) []documents.Stored {
	out := make([]documents.Stored, len(list))
	for i, f := range list {
		out[i] = documents.Stored{Name: f.Name, Blob: files.Blob{SHA256: f.SHA256, Streebog256: f.Streebog256, Size: f.Size}}
	}
	return out
}
