package documents

import (
	"context"

	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

var (
	documentColumns  = db.Columns[Document]("")
	fileColumns      = db.Columns[File]("")
	versionColumns   = db.Columns[Version]("")
	addresseeColumns = db.Columns[Addressee]("")
)

func byID(ctx context.Context, r db.Reader, id int64, lock string) (Document, error) {
	d, err := db.One[Document](ctx, r, "SELECT "+documentColumns+" FROM documents WHERE id = $1"+lock, id)
	return d, db.Absent(err, "document.not_found", id)
}

// save writes the card over the stored one; the version tells whether somebody was faster.
func save(ctx context.Context, tx *db.Tx, d *Document) error {
	d.ChangedAt = tx.Now
	n, err := db.Update(ctx, tx, "documents", *d)
	if err != nil {
		return err
	}
	if n == 0 {
		return fail.New(fail.Conflict, "document.stale", "card %d was changed by somebody else", d.ID)
	}
	d.Version++
	return nil
}

// Files lists the files of a card in their order.
func (s *Service) Files(ctx context.Context, r db.Reader, documentID int64) ([]File, error) {
	return db.All[File](ctx, r, "SELECT "+fileColumns+" FROM document_files WHERE document_id = $1 ORDER BY position, id", documentID)
}

// FileByID loads one file of any card; the caller has checked that the card is visible.
func (s *Service) FileByID(ctx context.Context, r db.Reader, id int64) (File, error) {
	f, err := db.One[File](ctx, r, "SELECT "+fileColumns+" FROM document_files WHERE id = $1", id)
	return f, db.Absent(err, "file.not_found", id)
}

// Versions lists the versions of a created document, oldest first.
func (s *Service) Versions(ctx context.Context, r db.Reader, documentID int64) ([]Version, error) {
	return db.All[Version](ctx, r, "SELECT "+versionColumns+" FROM document_versions WHERE document_id = $1 ORDER BY no", documentID)
}

// CurrentVersion is the newest version: what is voted on and signed.
func (s *Service) CurrentVersion(ctx context.Context, r db.Reader, documentID int64) (Version, error) {
	v, err := db.One[Version](ctx, r, "SELECT "+versionColumns+" FROM document_versions WHERE document_id = $1 ORDER BY no DESC LIMIT 1", documentID)
	return v, db.Absent(err, "version.not_found", documentID)
}

// Addressees lists to whom a created document goes.
func (s *Service) Addressees(ctx context.Context, r db.Reader, documentID int64) ([]Addressee, error) {
	return db.All[Addressee](ctx, r, "SELECT "+addresseeColumns+" FROM addressees WHERE document_id = $1 ORDER BY position, id", documentID)
}

// KindByID loads one kind.
func (s *Service) KindByID(ctx context.Context, r db.Reader, id int64) (Kind, error) {
	k, err := db.One[Kind](ctx, r, "SELECT "+db.Columns[Kind]("")+" FROM kinds WHERE id = $1", id)
	return k, db.Absent(err, "kind.not_found", id)
}

// uses reports whether a kind is one of the flow that the body knows: a common one or its own.
func (s *Service) uses(ctx context.Context, r db.Reader, bodyID int64, flow Flow, kindID int64) bool {
	k, err := s.KindByID(ctx, r, kindID)
	return err == nil && k.Flow == flow && (k.BodyID == nil || *k.BodyID == bodyID)
}

// Links lists the links of a card in both directions.
func (s *Service) Links(ctx context.Context, r db.Reader, documentID int64) ([]Link, error) {
	return db.All[Link](ctx, r, "SELECT "+db.Columns[Link]("")+" FROM document_links WHERE from_id = $1 OR to_id = $1 ORDER BY id", documentID)
}

// Link joins two cards; the same link twice is one.
func (s *Service) Link(ctx context.Context, tx *db.Tx, from, to int64, kind LinkKind) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO document_links (from_id, to_id, kind, created_by, created_at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (from_id, to_id, kind) DO NOTHING`, from, to, kind, tx.By.PersonID, tx.Now)
	return err
}
