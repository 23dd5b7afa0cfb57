package files

import (
	"context"
	"fmt"
	"os"
	"time"

	"veche/internal/platform/db"
)

// Keep records in the transaction of a business row that it needs these bytes. The bytes get today's date, so that
// Tidy leaves them alone until the transaction is over.
func (s *Store) Keep(ctx context.Context, tx *db.Tx, b Blob) error {
	path := s.Path(b.SHA256)
	if err := touch(path); err != nil {
		return fmt.Errorf("keep a file: %w", err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("keep a file: %w", err)
	}
	if info.Size() != b.Size {
		return fmt.Errorf("keep a file: %s has %d bytes, not %d", b.SHA256, info.Size(), b.Size)
	}
	if err := db.InsertNew(ctx, tx, "blobs", "sha256", kept{b, tx.Now, tx.Now}); err != nil {
		return fmt.Errorf("keep the file %s: %w", b.SHA256, err)
	}
	return nil
}

// kept is the row of a blob.
type kept struct {
	Blob
	CreatedAt time.Time `db:"created_at"`
	CheckedAt time.Time `db:"checked_at"` // against damage, for the first time when it was written
}
