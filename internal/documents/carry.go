package documents

import (
	"context"

	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
)

// Outgoing lists the files that leave the body with a letter: the signed version, its attachments and signatures.
// Older versions and the approval sheet are inner.
func (s *Service) Outgoing(ctx context.Context, r db.Reader, d Document) ([]File, error) {
	current, err := s.CurrentVersion(ctx, r, d.ID)
	if err != nil {
		return nil, err
	}
	all, err := s.Files(ctx, r, d.ID)
	if err != nil {
		return nil, err
	}
	var list []File
	for _, f := range all {
		if f.ID == current.FileID || f.Role == Attachment || f.Role == Signature {
			list = append(list, f)
		}
	}
	return list, nil
}

// CopyFiles puts the files of a sent letter on the card of the same letter in another body: the same bytes under the
// same hash. It tells which file became which.
func (s *Service) CopyFiles(ctx context.Context, tx *db.Tx, from, to Document) (map[int64]int64, error) {
	list, err := s.Outgoing(ctx, tx, from)
	if err != nil {
		return nil, err
	}
	copied := map[int64]int64{}
	for _, f := range list {
		there, err := s.AddFileTo(ctx, tx, to, f.Role, f.Name, files.Blob{SHA256: f.SHA256, Size: f.Size}, f.Kind)
		if err != nil {
			return nil, err
		}
		copied[f.ID] = there.ID
	}
	return copied, nil
}

// ReplaceSignature puts the improved bytes of a detached signature in the place of those that came. Nothing but a
// signature is ever replaced: what is signed stays as it was (§3.5).
func (s *Service) ReplaceSignature(ctx context.Context, tx *db.Tx, fileID int64, was string, now files.Blob) error {
	if err := s.files.Keep(ctx, tx, now); err != nil {
		return err
	}
	n, err := tx.Exec(ctx, "UPDATE document_files SET sha256 = $1, size = $2 WHERE id = $3 AND role IN ($4, $5) AND sha256 = $6",
		now.SHA256, now.Size, fileID, Signature, Acknowledgement, was)
	if err == nil && n == 0 {
		err = fail.New(fail.Conflict, "document.stale", "file %d is no longer %s", fileID, was)
	}
	return err
}
