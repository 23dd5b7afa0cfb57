package approval

import (
	"context"

	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

var (
	approvalColumns = db.Columns[Approval]("")
	cycleColumns    = db.Columns[Cycle]("")
	visaColumns     = db.Columns[Visa]("")
	routeColumns    = db.Columns[Route]("")
)

func byID(ctx context.Context, r db.Reader, id int64) (Approval, error) {
	a, err := db.One[Approval](ctx, r, "SELECT "+approvalColumns+" FROM approvals WHERE id = $1", id)
	return a, db.Absent(err, "approval.not_found", id)
}

// ofDocument lists the approvals of a card, the newest first.
func ofDocument(ctx context.Context, r db.Reader, documentID int64) ([]Approval, error) {
	return db.All[Approval](ctx, r, "SELECT "+approvalColumns+" FROM approvals WHERE document_id = $1 ORDER BY id DESC", documentID)
}

// latest is the newest approval of a card, nil when there was none.
func latest(ctx context.Context, r db.Reader, documentID int64) (*Approval, error) {
	list, err := db.All[Approval](ctx, r, "SELECT "+approvalColumns+" FROM approvals WHERE document_id = $1 ORDER BY id DESC LIMIT 1", documentID)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

func cyclesOf(ctx context.Context, r db.Reader, approvalID int64) ([]Cycle, error) {
	return db.All[Cycle](ctx, r, "SELECT "+cycleColumns+" FROM approval_cycles WHERE approval_id = $1 ORDER BY no", approvalID)
}

// visasOf lists the visas of an approval in the order of cycles, stages and places; an opinion stands after the visa
// for which it was asked.
func visasOf(ctx context.Context, r db.Reader, approvalID int64) ([]Visa, error) {
	return db.All[Visa](ctx, r, "SELECT "+visaColumns+" FROM visas WHERE approval_id = $1 ORDER BY cycle, stage, position, id", approvalID)
}

// save writes an approval over the stored one. The card is locked by every use case, so nobody can be faster; the
// version proves it.
func save(ctx context.Context, tx *db.Tx, a *Approval) error {
	n, err := db.Update(ctx, tx, "approvals", *a)
	if err != nil {
		return err
	}
	if n == 0 {
		return fail.New(fail.Conflict, "approval.stale", "approval %d was changed by somebody else", a.ID)
	}
	a.Version++
	return nil
}

func saveVisa(ctx context.Context, tx *db.Tx, v Visa) error {
	_, err := db.Update(ctx, tx, "visas", v)
	return err
}
