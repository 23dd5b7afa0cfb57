package services

import (
	"context"

	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
)

// waitsForJournal leaves a signed paper of a body without a journal of outgoing documents as it is, and tells the
// administrators of the body: the journal was closed between the writing of the paper and its signature. The card of the
// application says so, and as soon as there is a journal the paper gets its number by itself (NumberWaiting).
func (s *Service) waitsForJournal(ctx context.Context, d documents.Document) error {
	return s.db.Tx(ctx, auth.System("services"), func(tx *db.Tx) error {
		people, err := s.Org.WithRight(ctx, tx, d.BodyID, org.RightAdmin)
		if err != nil {
			return err
		}
		for _, e := range people {
			if err := s.Notify.Notify(ctx, tx, e.ID, "application.no_journal", "/admin/journals", map[string]any{"paper": d.Summary}); err != nil {
				return err
			}
		}
		return nil
	})
}

// NumberWaiting looks for signed papers without a number whose body has a journal by now.
func (s *Service) NumberWaiting(ctx context.Context) error {
	type waiting struct {
		DocumentID int64 `db:"document_id"`
		BodyID     int64 `db:"body_id"`
	}
	list, err := db.All[waiting](ctx, s.db, `
		SELECT p.document_id, d.body_id FROM application_papers p JOIN documents d ON d.id = p.document_id
		 WHERE p.settled_at IS NULL AND d.state = $1 ORDER BY p.document_id LIMIT 1000`, documents.Signed)
	if err != nil {
		return err
	}
	for _, one := range list {
		_, err := s.journalOf(ctx, s.db, one.BodyID)
		if fail.Is(err, "application.no_journal") {
			continue
		}
		if err != nil {
			return err
		}
		if err := s.db.Tx(ctx, auth.System("services"), func(tx *db.Tx) error { return jobs.Add(ctx, tx, PaperSigned{one.DocumentID}) }); err != nil {
			return err
		}
	}
	return nil
}
