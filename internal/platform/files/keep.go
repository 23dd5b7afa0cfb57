package files

import (
	"context"
	"fmt"
	"os"

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
	_, err = tx.Exec(ctx, "INSERT INTO blobs (sha256, streebog256, size, created_at, checked_at) VALUES ($1, $2, $3, $4, $4) ON CONFLICT (sha256) DO NOTHING",
		b.SHA256, b.Streebog256, b.Size, tx.Now)
	if err != nil {
		return fmt.Errorf("keep the file %s: %w", b.SHA256, err)
	}
	return nil
}
