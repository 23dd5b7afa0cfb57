package tasks

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

// Drafts makes a task of every text that a leaving employee has begun and nobody waits for: without it a draft would
// have no successor, for only its author sees it (scenario 29).
func Drafts(ctx context.Context, tx *db.Tx, employeeID int64) error {
	person, named := auth.Employee(employeeID), auth.Named(employeeID)
	args := []any{person, named, employeeID}
	states := db.In(&args, []documents.State{documents.Draft, documents.InRevision, documents.SignatureRefused, documents.Approved})
	asked := db.In(&args, []Kind{Rework, SendToSign})
	begun, err := db.All[struct {
		ID     int64          `db:"id"`
		BodyID int64          `db:"body_id"`
		Mark   documents.Mark `db:"access_mark"`
		Urgent bool           `db:"urgent"`
	}](ctx, tx, `
		SELECT DISTINCT d.id, d.body_id, d.access_mark, d.urgent
		  FROM access a JOIN documents d ON d.id = a.document_id
		 WHERE a.principal IN ($1, $2) AND d.author_id = $3 AND d.state IN `+states+`
		   AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.document_id = d.id AND t.done_at IS NULL AND t.kind IN `+asked+`)
		 ORDER BY d.id`, args...)
	if err != nil {
		return err
	}
	for _, d := range begun {
		whose := person
		if d.Mark == documents.Restricted {
			whose = named
		}
		if err := Put(ctx, tx, Task{BodyID: d.BodyID, Principal: whose, Kind: Rework, DocumentID: d.ID, Subject: Subject("document", d.ID),
			FromName: tx.By.Name, Urgent: d.Urgent}); err != nil {
			return err
		}
	}
	return nil
}
