package documents

import (
	"context"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

// Damage flags every file with these bytes when they are no longer what was stored, and takes the flag off when they
// are whole again; both stand in the audit (§3.5, scenario 5). The integrity job of platform/files calls it.
func (s *Service) Damage(ctx context.Context, tx *db.Tx, sha string, damaged bool) error {
	hit, err := db.All[File](ctx, tx, "SELECT "+fileColumns+" FROM document_files WHERE (sha256 = $1 OR preview = $1) AND (damaged_at IS NULL) = $2", sha, damaged)
	if err != nil {
		return err
	}
	action, mark := "file.mended", any(nil)
	if damaged {
		action, mark = "file.damaged", tx.Now
	}
	for _, f := range hit {
		if _, err := tx.Exec(ctx, "UPDATE document_files SET damaged_at = $1 WHERE id = $2", mark, f.ID); err != nil {
			return err
		}
		entry := audit.Entry{Action: action, Object: audit.Ref{Kind: "document", ID: f.DocumentID}, Detail: map[string]any{"file_id": f.ID, "sha256": sha}}
		if err := audit.Write(ctx, tx, entry); err != nil {
			return err
		}
	}
	return nil
}

// flagDamaged is Damage for a reader who met it on download.
func (s *Service) flagDamaged(ctx context.Context, by auth.Actor, sha string) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error { return s.Damage(ctx, tx, sha, true) })
}
