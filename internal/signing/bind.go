package signing

import (
	"context"

	"veche/internal/platform/db"
)

// isBound reports whether the administrator has bound a certificate to a person.
func isBound(ctx context.Context, r db.Reader, employee int64, sha256 string) (bool, error) {
	return db.Exists(ctx, r, "SELECT 1 FROM bound_certificates WHERE employee_id = $1 AND sha256 = $2 AND removed_at IS NULL", employee, sha256)
}
