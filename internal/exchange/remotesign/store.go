package remotesign

import (
	"context"
	"time"

	"veche/internal/platform/db"
)

var columns = db.Columns[RemoteSigning]("")

func byID(ctx context.Context, r db.Reader, id int64) (RemoteSigning, error) {
	x, err := db.One[RemoteSigning](ctx, r, "SELECT "+columns+" FROM remote_signings WHERE id = $1", id)
	return x, db.Absent(err, "remote.not_found", id)
}

// waitingOf is the request of a person on a card that is not decided yet; nil where there is none.
func waitingOf(ctx context.Context, r db.Reader, documentID, signerID int64) (*RemoteSigning, error) {
	list, err := db.All[RemoteSigning](ctx, r, "SELECT "+columns+" FROM remote_signings WHERE document_id = $1 AND signer_id = $2 AND state = $3",
		documentID, signerID, Waiting)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

// forgotten are the requests whose term is long over and that no job has ended.
func forgotten(ctx context.Context, r db.Reader, before time.Time) ([]RemoteSigning, error) {
	return db.All[RemoteSigning](ctx, r, "SELECT "+columns+" FROM remote_signings WHERE state = $1 AND expires_at < $2 ORDER BY id LIMIT 200", Waiting, before)
}

// known keeps the name that the service gave to the request; "" when the service has lost it. It reports false where
// the request has ended meanwhile.
func known(ctx context.Context, tx *db.Tx, id int64, serviceID string) (bool, error) {
	n, err := tx.Exec(ctx, "UPDATE remote_signings SET service_id = $1 WHERE id = $2 AND state = $3", serviceID, id, Waiting)
	return n == 1, err
}

// chosen keeps the certificate with which a raw signature is asked for: a repeat asks for the same.
func chosen(ctx context.Context, tx *db.Tx, id int64, certificate []byte) error {
	_, err := tx.Exec(ctx, "UPDATE remote_signings SET certificate = $1 WHERE id = $2 AND state = $3", certificate, id, Waiting)
	return err
}

// keepAnswer keeps the message that came. It reports false where another answer, or a cancellation, was faster.
func keepAnswer(ctx context.Context, tx *db.Tx, id int64, answer []byte) (bool, error) {
	n, err := tx.Exec(ctx, "UPDATE remote_signings SET answer = $1, answered_at = $2 WHERE id = $3 AND state = $4 AND answered_at IS NULL",
		answer, tx.Now, id, Waiting)
	return n == 1, err
}

// end writes how a waiting request ended. It reports false where somebody was faster. A signature that stands is what
// counts: the node that has put it corrects one that gave the request up at the same moment.
func end(ctx context.Context, tx *db.Tx, x RemoteSigning) (bool, error) {
	over := Waiting
	if x.State == Signed {
		over = Failed
	}
	n, err := tx.Exec(ctx, "UPDATE remote_signings SET state = $1, ended_at = $2, trouble = $3, reason = $4, signature_id = $5 WHERE id = $6 AND state IN ($7, $8)",
		x.State, tx.Now, x.Trouble, x.Reason, x.SignatureID, x.ID, Waiting, over)
	return n == 1, err
}

// cancel ends a waiting request that the phone has not answered.
func cancel(ctx context.Context, tx *db.Tx, id int64) (bool, error) {
	n, err := tx.Exec(ctx, "UPDATE remote_signings SET state = $1, ended_at = $2, trouble = $3 WHERE id = $4 AND state = $5 AND answered_at IS NULL",
		Cancelled, tx.Now, troubleCancelled, id, Waiting)
	return n == 1, err
}
