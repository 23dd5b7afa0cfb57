package assignments

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

// onDocument ends the assignments of a record that was annulled: its number stays, nobody works on it.
func (s *Service) onDocument(ctx context.Context, c documents.Changed) error {
	d, err := s.documents.Get(ctx, s.db, c.DocumentID)
	if err != nil || d.State != documents.Annulled {
		return err
	}
	return s.db.Tx(ctx, auth.System("assignments"), func(tx *db.Tx) error {
		d, err := s.documents.Lock(ctx, tx, c.DocumentID)
		if err != nil {
			return err
		}
		all, err := onDocument(ctx, tx, d.ID)
		if err != nil {
			return err
		}
		for _, a := range all {
			if !a.Open || a.ParentID != nil {
				continue
			}
			n, err := nodeByID(ctx, tx, a.ID)
			if err != nil {
				return err
			}
			from := n.State
			if err := s.close(ctx, tx, &n, d.Reason); err != nil {
				return err
			}
			if err := s.keep(ctx, tx, &n, Cancel, from, map[string]any{"document": "annulled"}); err != nil {
				return err
			}
		}
		return nil
	})
}
