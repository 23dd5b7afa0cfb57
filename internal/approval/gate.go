package approval

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Gate answers signing whether a text may be signed as it stands.
type Gate struct{}

// Allow lets through a text that an approval has approved, byte for byte, also when the signatory refused it before
// (§3.5). Another text passes only where no route of its kind demands approval and nobody has voted on the document.
func (Gate) Allow(ctx context.Context, r db.Reader, d documents.Document, v documents.Version) error {
	approved, err := db.Exists(ctx, r, `
		SELECT 1 FROM approval_cycles c JOIN approvals a ON a.id = c.approval_id
		 WHERE a.document_id = $1 AND c.sha256 = $2 AND c.outcome = $3`, d.ID, v.SHA256, Approved)
	if err != nil || approved {
		return err
	}
	demanded, err := db.Exists(ctx, r, `
		SELECT 1 FROM routes WHERE body_id = $1 AND flow = $2 AND (kind_id IS NULL OR kind_id = $3) AND required AND active`,
		d.BodyID, d.Flow, d.KindID)
	if err != nil {
		return err
	}
	votedOn, err := db.Exists(ctx, r, `
		SELECT 1 FROM visas v JOIN approvals a ON a.id = v.approval_id WHERE a.document_id = $1 AND v.vote <> ''`, d.ID)
	if err != nil {
		return err
	}
	if demanded || votedOn {
		return fail.New(fail.Conflict, "signing.approval_needed", "version %d of card %d is not approved", v.No, d.ID)
	}
	return nil
}
