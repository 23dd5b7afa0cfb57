package services

import (
	"encoding/json"
	"mime"
	"net/http"
	"path"
	"strconv"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// mostFile bounds a file of an application.
const mostFile = 25 << 20

// upload takes a scan of what was brought on paper: the part "file" of a form, with the code of the document in "document".
func (s *Service) upload(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return absent(0)
	}
	a, err := seenBy(r.Context(), s.db, by, id, "")
	if err != nil {
		return err
	}
	if err := a.can(by, CheckDocument); err != nil {
		return err
	}
	r.Body = http.MaxBytesReader(w, r.Body, mostFile+64<<10)
	in, header, err := r.FormFile("file")
	if err != nil {
		return fail.Field("application.wrong", "file", "required")
	}
	defer in.Close()
	blob, err := s.Files.Put(r.Context(), in, mostFile)
	if err != nil {
		return err
	}
	err = s.db.Tx(r.Context(), by, func(tx *db.Tx) error { return s.Files.Keep(r.Context(), tx, blob) })
	if err != nil {
		return err
	}
	f := Attached{Document: r.FormValue("document"), Name: path.Base(header.Filename), SHA256: blob.SHA256, Size: blob.Size}
	if err := s.AddFile(r.Context(), by, id, f); err != nil {
		return err
	}
	c, err := s.Get(r.Context(), by, id)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(c)
}

// download gives a file of an application to who sees it. Reading it is an act.
func (s *Service) download(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return absent(0)
	}
	a, err := seenBy(r.Context(), s.db, by, id, "")
	if err != nil {
		return err
	}
	file, _ := strconv.ParseInt(r.PathValue("file"), 10, 64)
	list, err := db.All[File](r.Context(), s.db, "SELECT "+db.Columns[File]("")+" FROM application_files WHERE id = $1 AND application_id = $2", file, id)
	if err == nil && len(list) == 0 {
		err = absent(id)
	}
	if err != nil {
		return err
	}
	in, err := s.Files.Open(r.Context(), list[0].SHA256)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := audit.Seen(r.Context(), s.db, by, audit.Ref{Kind: "application_file", ID: file, Title: a.Number}); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": list[0].Name}))
	http.ServeContent(w, r, "", a.AcceptedAt, in)
	return nil
}
