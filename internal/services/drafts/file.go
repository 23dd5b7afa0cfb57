package drafts

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// PutFile adds a stored file to a draft.
func (s *Service) PutFile(ctx context.Context, by auth.Actor, o Owner, key string, in documents.Stored) (f File, err error) {
	_, err = s.change(ctx, by, o, key, func(tx *db.Tx, d *Draft) error {
		list, err := s.FilesOf(ctx, tx, d.ID)
		if err != nil {
			return err
		}
		size := in.Blob.Size
		for _, one := range list {
			size += one.Size
		}
		if len(list) >= mostFiles || size > mostSize {
			return fail.New(fail.TooLarge, "draft.files_many", "%d files, %d bytes", len(list)+1, size)
		}
		if err := s.files.Keep(ctx, tx, in.Blob); err != nil {
			return err
		}
		f = File{DraftID: d.ID, Code: NewCode(), Name: in.Name, SHA256: in.Blob.SHA256, Streebog256: in.Blob.Streebog256, Size: in.Blob.Size, CreatedAt: tx.Now}
		f.ID, err = db.Insert(ctx, tx, "application_draft_files", f)
		return err
	})
	return f, err
}

// RemoveFile takes a file away; one that is away already is no error.
func (s *Service) RemoveFile(ctx context.Context, by auth.Actor, o Owner, key, code string) error {
	_, err := s.change(ctx, by, o, key, func(tx *db.Tx, d *Draft) error {
		_, err := tx.Exec(ctx, "DELETE FROM application_draft_files WHERE draft_id = $1 AND code = $2", d.ID, code)
		return err
	})
	return err
}
