package files

import (
	"context"
	"errors"
	"fmt"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Sweep reads the n blobs that were checked longest ago. It calls changed in its transaction for a blob that turned out
// to be damaged or gone, and for one that is whole again after somebody has put it once more.
// Called again and again by a schedule it goes round through all of them.
func (s *Store) Sweep(ctx context.Context, d *db.DB, n int, changed func(ctx context.Context, tx *db.Tx, sha string, damaged bool) error) error {
	list, err := db.All[string](ctx, d, "SELECT sha256 FROM blobs ORDER BY checked_at, sha256 LIMIT $1", n)
	if err != nil {
		return fmt.Errorf("choose files to check: %w", err)
	}
	var unread []error
	whole := map[string]bool{}
	for _, sha := range list {
		switch err := s.Check(ctx, sha); {
		case err == nil:
			whole[sha] = true
		case ctx.Err() != nil:
			return ctx.Err()
		case fail.Is(err, "file.damaged"), fail.Is(err, "file.not_found"):
			whole[sha] = false
		default: // the disk or the rights to the folder: nothing is known about the bytes
			unread = append(unread, err)
		}
	}
	err = d.Tx(ctx, auth.System("files"), func(tx *db.Tx) error {
		for _, sha := range list {
			if _, err := tx.Exec(ctx, "UPDATE blobs SET checked_at = $1 WHERE sha256 = $2", tx.Now, sha); err != nil {
				return err
			}
			if ok, known := whole[sha]; known {
				if err := mark(ctx, tx, sha, !ok, changed); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return errors.Join(append(unread, err)...)
}

func mark(ctx context.Context, tx *db.Tx, sha string, damaged bool, changed func(context.Context, *db.Tx, string, bool) error) error {
	query, args := "UPDATE blobs SET damaged_at = NULL WHERE sha256 = $1 AND damaged_at IS NOT NULL", []any{sha}
	if damaged {
		query, args = "UPDATE blobs SET damaged_at = $2 WHERE sha256 = $1 AND damaged_at IS NULL", []any{sha, tx.Now}
	}
	n, err := tx.Exec(ctx, query, args...)
	if err != nil || n == 0 {
		return err
	}
	return changed(ctx, tx, sha, damaged)
}
