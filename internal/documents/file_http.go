package documents

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"

	"veche/internal/platform/api"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
)

// maxFile is the largest file of a card: a scan of several hundred pages fits, a disk image does not.
const maxFile = 1 << 30

// fileRoutes carry bytes: they are streamed, never held in memory.
func fileRoutes(a *api.API, s *Service) {
	a.Handle("POST /api/incoming", s.receiving(Incoming))
	a.Handle("POST /api/appeals", s.receiving(Appeal))
	a.Handle("POST /api/documents/{id}/files", func(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
		id, stored, _, err := s.uploadTo(w, r, by, AddFile)
		if err != nil {
			return err
		}
		f, err := s.AddFile(r.Context(), by, id, stored)
		return answer(w, f, err)
	})
	a.Handle("POST /api/documents/{id}/scans", func(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
		id, stored, _, err := s.uploadTo(w, r, by, AddScan)
		if err != nil {
			return err
		}
		f, err := s.AddScan(r.Context(), by, id, stored)
		return answer(w, f, err)
	})
	a.Handle("POST /api/documents/{id}/versions", func(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
		id, stored, note, err := s.uploadTo(w, r, by, AddVersion)
		if err != nil {
			return err
		}
		v, err := s.AddVersion(r.Context(), by, id, stored, note)
		return answer(w, v, err)
	})
	a.Handle("GET /api/files/{id}", func(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
		return s.download(w, r, by, false)
	})
	a.Handle("GET /api/files/{id}/preview", func(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
		return s.download(w, r, by, true)
	})
}

// receiving takes the files of a letter that has arrived.
func (s *Service) receiving(flow Flow) func(http.ResponseWriter, *http.Request, auth.Actor) error {
	return func(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
		if !by.Can(RightRegister) {
			return fail.New(fail.Denied, "document.denied", "no right to receive documents")
		}
		stored, _, err := s.upload(w, r, 100)
		if err != nil {
			return err
		}
		d, err := s.ReceiveAs(r.Context(), by, flow, stored)
		return answer(w, Done{d.ID, d.State, d.Number, d.Version}, err)
	}
}

// uploadTo takes one file for a card; the right is asked before the bytes are taken and again when they are used.
func (s *Service) uploadTo(w http.ResponseWriter, r *http.Request, by auth.Actor, act Action) (int64, Stored, string, error) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return 0, Stored{}, "", fail.New(fail.NotFound, "document.not_found", "no id")
	}
	d, err := s.Open(r.Context(), s.db, by, id)
	if err != nil {
		return 0, Stored{}, "", err
	}
	if err := d.can(by, act); err != nil {
		return 0, Stored{}, "", err
	}
	stored, note, err := s.upload(w, r, 1)
	if err != nil {
		return 0, Stored{}, "", err
	}
	if len(stored) == 0 {
		return 0, Stored{}, "", fail.Field("document.no_files", "files", "required")
	}
	return id, stored[0], note, nil
}

// upload stores every file part of a multipart body; a part named note is the remark to a version.
func (s *Service) upload(w http.ResponseWriter, r *http.Request, most int) (list []Stored, note string, err error) {
	if r.ContentLength > maxFile+1<<20 { // known before a gigabyte has travelled
		return nil, "", tooLarge()
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxFile+1<<20)
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, "", fail.New(fail.Invalid, "file.not_multipart", "%v", err)
	}
	for {
		part, err := parts.NextPart()
		switch {
		case errors.Is(err, io.EOF):
			return list, note, nil
		case err != nil:
			return nil, "", cutShort(err)
		case part.FormName() == "note":
			if note, err = readNote(part); err != nil {
				return nil, "", err
			}
		case part.FileName() == "":
		case len(list) == most:
			return nil, "", fail.New(fail.Invalid, "file.too_many", "more than %d files", most).With("most", most)
		default:
			blob, err := s.files.Put(r.Context(), part, maxFile)
			if err != nil {
				return nil, "", cutShort(err)
			}
			if blob.Size == 0 {
				return nil, "", fail.New(fail.Invalid, "file.empty", "an empty file")
			}
			list = append(list, Stored{Name: part.FileName(), Blob: blob})
		}
	}
}

func readNote(part *multipart.Part) (string, error) {
	raw, err := io.ReadAll(io.LimitReader(part, 4001))
	if err == nil && len(raw) > 4000 {
		err = fail.Field("version.note_long", "note", "too_long")
	}
	return string(raw), err
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
	return fail.New(fail.Invalid, "file.broken_off", "the upload ended early: %v", err)
}

func tooLarge() error {
	return fail.New(fail.TooLarge, "file.too_large", "more than %d bytes", maxFile).With("limit_mb", maxFile>>20)
}

// download sends a file, or the PDF that shows it. The hash is checked before the first byte leaves: a damaged file is
// reported, never served (§3.5).
func (s *Service) download(w http.ResponseWriter, r *http.Request, by auth.Actor, preview bool) error {
	f, d, err := s.openFile(r.Context(), by, r.PathValue("id"))
	if err != nil {
		return err
	}
	sha, name, kind := f.SHA256, f.Name, "application/octet-stream"
	if preview {
		if f.Preview == "" {
			return fail.New(fail.NotFound, "file.no_preview", "file %d has no preview", f.ID)
		}
		sha, kind = f.Preview, "application/pdf"
	}
	content, err := s.files.Open(r.Context(), sha)
	if fail.Is(err, "file.damaged") {
		return errors.Join(err, s.flagDamaged(r.Context(), by, sha))
	}
	if err != nil {
		return err
	}
	defer content.Close()
	if d.AccessMark == Restricted {
		if err := audit.Seen(r.Context(), s.db, by, d.Ref()); err != nil {
			return err
		}
	}
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", disposition(preview, name))
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Cache-Control", "private, no-cache")
	h.Set("ETag", `"`+sha+`"`)
	http.ServeContent(w, r, "", d.ChangedAt, content)
	return nil
}

func (s *Service) openFile(ctx context.Context, by auth.Actor, id string) (File, Document, error) {
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return File{}, Document{}, fail.New(fail.NotFound, "file.not_found", "no id")
	}
	f, err := s.FileByID(ctx, s.db, n)
	if err != nil {
		return f, Document{}, err
	}
	d, err := s.Open(ctx, s.db, by, f.DocumentID)
	if fail.KindOf(err) == fail.NotFound {
		err = fail.New(fail.NotFound, "file.not_found", "file %d is not visible", f.ID)
	}
	return f, d, err
}

func disposition(inline bool, name string) string {
	word := "attachment"
	if inline {
		word = "inline"
	}
	return mime.FormatMediaType(word, nil) + "; filename*=UTF-8''" + url.PathEscape(name)
}

func answer(w http.ResponseWriter, value any, err error) error {
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusCreated)
	return json.NewEncoder(w).Encode(value)
}
