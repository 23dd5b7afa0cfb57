package pos

import (
	"context"

	"veche/internal/exchange/pos/contract"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Correct sends the statuses of an item again that the platform does not know any more: reconciliation has shown that it
// stands behind us, say after a copy of theirs was restored. The keys are those of the first time, so what it does know it
// takes once; the card is not touched. A platform that is ahead of us is never put back: there the card is looked into.
func (s *Service) Correct(ctx context.Context, by auth.Actor, itemID int64) error {
	entry := audit.Entry{Action: "pos.corrected", Object: audit.Ref{Kind: "pos_item", ID: itemID}}
	return s.manage(ctx, by, entry, func(tx *db.Tx) error {
		item, err := s.mine(ctx, tx, by, itemID)
		switch {
		case err != nil:
			return err
		case item.State != Carded || item.Shown == "":
			return fail.New(fail.Conflict, "pos.wrong_state", "item %d is %s", itemID, item.State)
		case rank(item.Theirs) >= rank(item.Shown):
			return fail.New(fail.Conflict, "pos.not_behind", "item %d is %s there, %s here", itemID, item.Theirs, item.Shown)
		}
		under, err := db.Exists(ctx, tx, "SELECT 1 FROM pos_ledger WHERE item_id = $1 AND direction = 'out' AND state IN ('ready', 'sent')", item.ID)
		if err != nil {
			return err
		}
		if under {
			return fail.New(fail.Conflict, "pos.still_sent", "item %d has lines on their way", itemID)
		}
		args := []any{Ready, tx.Now, item.ID, item.Cycle, Accepted}
		missed := db.In(&args, contract.Statuses()[rank(item.Theirs)+1:rank(item.Shown)+1])
		n, err := tx.Exec(ctx, `
			UPDATE pos_ledger SET state = $1, error = '', batch = '', changed_at = $2
			 WHERE item_id = $3 AND cycle = $4 AND direction = 'out' AND what = 'status' AND state = $5 AND status IN `+missed, args...)
		if err == nil && n == 0 {
			err = fail.New(fail.Conflict, "pos.nothing_to_send", "item %d has no line of the missed statuses", itemID)
		}
		return err
	})
}
