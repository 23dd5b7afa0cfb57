package documents

import (
	"context"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// AddVersion puts a new text on a draft: votes for the older ones no longer count. The version that was shown to the author guards against two editors.
func (s *Service) AddVersion(ctx context.Context, by auth.Actor, id int64, stored Stored, note string) (Version, error) {
	var v Version
	_, err := s.act(ctx, by, id, AddVersion, func(tx *db.Tx, d *Document) (any, error) {
		var err error
		v, err = s.addVersion(ctx, tx, *d, stored, note)
		return map[string]any{"no": v.No, "sha256": v.SHA256}, err
	})
	return v, err
}

func (s *Service) addVersion(ctx context.Context, tx *db.Tx, d Document, stored Stored, note string) (Version, error) {
	was, err := s.Versions(ctx, tx, d.ID)
	if err != nil {
		return Version{}, err
	}
	if len(was) > 0 && was[len(was)-1].SHA256 == stored.Blob.SHA256 {
		return Version{}, fail.New(fail.Conflict, "version.same", "the bytes are those of version %d", len(was))
	}
	f, err := s.AddFileTo(ctx, tx, d, Main, stored.Name, stored.Blob, "")
	if err != nil {
		return Version{}, err
	}
	v := Version{DocumentID: d.ID, No: len(was) + 1, FileID: f.ID, SHA256: f.SHA256, Note: note, CreatedBy: tx.By.PersonID, CreatedAt: tx.Now}
	v.ID, err = db.Insert(ctx, tx, "document_versions", v)
	return v, err
}
