package appeals

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/db"
)

// enroll writes the rows of the register anew from the cards, beside each change of them: one DELETE, and one INSERT for
// those that are due on the same day.
func (s *Service) enroll(ctx context.Context, tx *db.Tx, documentIDs ...int64) error {
	var args []any
	if _, err := tx.Exec(ctx, "DELETE FROM appeal_register WHERE "+db.Among(tx, &args, "document_id", documentIDs), args...); err != nil {
		return err
	}
	args = nil
	list, err := db.All[Appeal](ctx, tx, "SELECT "+db.Columns[Appeal]("")+" FROM appeals WHERE "+db.Among(tx, &args, "document_id", documentIDs)+" ORDER BY document_id", args...)
	if err != nil || len(list) == 0 {
		return err
	}
	args = nil
	if _, err := tx.Exec(ctx, `
		INSERT INTO appeal_places (name) SELECT DISTINCT district FROM appeal_authors WHERE `+db.Among(tx, &args, "document_id", documentIDs)+`
		   AND position = 0 AND district <> '' ORDER BY district
		ON CONFLICT (name) DO NOTHING`, args...); err != nil {
		return err
	}
	due := map[string][]int64{}
	for _, a := range list {
		day := a.Due().Date.String()
		due[day] = append(due[day], a.DocumentID)
	}
	for day, ids := range due {
		if err := enrollDue(ctx, tx, day, ids); err != nil {
			return err
		}
	}
	return nil
}

// enrollDue writes the rows of those that the law wants answered by one day.
func enrollDue(ctx context.Context, tx *db.Tx, day string, documentIDs []int64) error {
	args := []any{day}
	live := db.In(&args, []documents.State{documents.Received, documents.Registered, documents.WithExecutive, documents.Resolved, documents.InExecution, documents.ForInformation})
	never := db.In(&args, []documents.State{documents.Annulled, documents.NotRegistrable, documents.ReturnedToSender})
	_, err := tx.Exec(ctx, `
		INSERT INTO appeal_register (document_id, body_id, number, registered_on, due_on, open, closed_on, kind, form, origin, collective,
		       recurrence, ground, extended, site_visit, forwarded, withdrawn, status, place_id, code, executor_id, addressee_id, organisation, rating)
		SELECT a.document_id, a.body_id, d.number, COALESCE(d.registered_on, ''), CASE WHEN d.number = '' THEN COALESCE(d.due_on, '') ELSE $1 END,
		       a.ground = '' AND a.withdrawn_at IS NULL AND d.state IN `+live+` AND (d.number = '' OR EXISTS (SELECT 1 FROM appeal_questions q WHERE q.document_id = d.id AND q.result = '')),
		       COALESCE((SELECT max(q.resolved_on) FROM appeal_questions q WHERE q.document_id = d.id), ''), a.kind, a.form, a.origin, a.collective,
		       a.recurrence, a.ground, COALESCE(a.extended_to, '') <> '', a.site_visit,
		       EXISTS (SELECT 1 FROM appeal_questions q WHERE q.document_id = d.id AND q.result = 'transferred'), a.withdrawn_at IS NOT NULL,
		       COALESCE(w.status, ''), p.id, COALESCE((SELECT q.code FROM appeal_questions q WHERE q.document_id = d.id ORDER BY q.no LIMIT 1), ''),
		       (SELECT q.executor_id FROM appeal_questions q WHERE q.document_id = d.id AND q.executor_id IS NOT NULL ORDER BY q.no LIMIT 1), d.addressee_id,
		       COALESCE(w.organisation, false), a.rating
		  FROM appeals a
		  JOIN documents d ON d.id = a.document_id
		  LEFT JOIN appeal_authors w ON w.document_id = a.document_id AND w.position = 0
		  LEFT JOIN appeal_places p ON p.name = w.district
		 WHERE `+db.Among(tx, &args, "a.document_id", documentIDs)+` AND d.access_mark = '' AND d.state NOT IN `+never, args...)
	return err
}
