package batch

import (
	"context"

	"veche/internal/platform/db"
)

var (
	columns     = db.Columns[Batch]("")
	itemColumns = db.Columns[Item]("")
)

func byID(ctx context.Context, r db.Reader, id int64) (Batch, error) {
	b, err := db.One[Batch](ctx, r, "SELECT "+columns+" FROM signing_batches WHERE id = $1", id)
	return b, db.Absent(err, "signing.batch_not_found", id)
}

// runningOf is the batch of a person over a pile that has not ended, nil where there is none.
func runningOf(ctx context.Context, r db.Reader, signerID int64, key Key) (*Batch, error) {
	list, err := db.All[Batch](ctx, r, "SELECT "+columns+" FROM signing_batches WHERE signer_id = $1 AND kind_id = $2 AND basis_id = $3 AND state = $4",
		signerID, key.KindID, key.BasisID, Running)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

// insertItems writes the documents of a batch.
func insertItems(ctx context.Context, tx *db.Tx, batchID int64, list []Entry) error {
	batches, documents := make([]int64, len(list)), make([]int64, len(list))
	texts, states := make([]string, len(list)), make([]string, len(list))
	for i, e := range list {
		batches[i], documents[i], texts[i], states[i] = batchID, e.ID, e.SHA256, string(Waiting)
	}
	return db.InsertMany(ctx, tx, "signing_batch_items", db.Column{Name: "batch_id", Values: batches}, db.Column{Name: "document_id", Values: documents},
		db.Column{Name: "sha256", Values: texts}, db.Column{Name: "state", Values: states})
}

// next are the first documents that wait.
func next(ctx context.Context, r db.Reader, batchID int64, limit int) ([]Item, error) {
	return db.All[Item](ctx, r, "SELECT "+itemColumns+" FROM signing_batch_items WHERE batch_id = $1 AND state = $2 ORDER BY id LIMIT $3", batchID, Waiting, limit)
}

// settle writes what became of a document, once.
func settle(ctx context.Context, tx *db.Tx, i Item) error {
	_, err := tx.Exec(ctx, "UPDATE signing_batch_items SET state = $1, code = $2, signature_id = $3, done_at = $4 WHERE id = $5 AND state = $6",
		i.State, i.Code, i.SignatureID, tx.Now, i.ID, Waiting)
	return err
}

// counts tells how many documents are signed and skipped.
func counts(ctx context.Context, r db.Reader, batchID int64) (signed, skipped int, err error) {
	type row struct {
		State Fate `db:"state"`
		N     int  `db:"n"`
	}
	list, err := db.All[row](ctx, r, "SELECT state, count(*) AS n FROM signing_batch_items WHERE batch_id = $1 GROUP BY state", batchID)
	for _, one := range list {
		switch one.State {
		case Signed:
			signed = one.N
		case Skipped:
			skipped = one.N
		}
	}
	return signed, skipped, err
}

// end closes a running batch; it reports false where somebody was faster.
func end(ctx context.Context, tx *db.Tx, id int64, to State) (bool, error) {
	n, err := tx.Exec(ctx, "UPDATE signing_batches SET state = $1, ended_at = $2 WHERE id = $3 AND state = $4", to, tx.Now, id, Running)
	return n == 1, err
}
