package pos

import (
	"context"
	"time"

	"veche/internal/exchange/pos/contract"
	"veche/internal/platform/db"
)

// takeOutcomes notes what the platform says of statuses and answers. A word on what was accepted before changes nothing.
func (s *Service) takeOutcomes(ctx context.Context, list contract.Outcomes) error {
	said := map[string]contract.Outcome{}
	keys, args := make([]string, len(list.Outcomes)), []any{Accepted}
	for i, o := range list.Outcomes {
		said[o.Key], keys[i] = o, o.Key
	}
	return s.db.Tx(ctx, system(0), func(tx *db.Tx) error {
		lines, err := db.All[Line](ctx, tx, "SELECT "+lineColumns+" FROM pos_ledger WHERE direction = 'out' AND state <> $1 AND "+db.Among(tx, &args, "key", keys)+
			" ORDER BY id"+tx.Words().Lock, args...)
		if err != nil {
			return err
		}
		agreed := map[string][]int64{} // lines of accepted statuses
		for _, l := range lines {
			o := said[l.Key]
			if o.Accepted && l.What == AboutStatus {
				agreed[l.Status] = append(agreed[l.Status], l.ID)
				continue
			}
			if err := s.settle(ctx, tx, l, o); err != nil {
				return err
			}
		}
		for _, status := range contract.Statuses() {
			if err := s.agree(ctx, tx, status, agreed[status]); err != nil {
				return err
			}
		}
		return nil
	})
}

// agree notes that the platform has accepted a status of many items. What it knows of an item is never taken back.
func (s *Service) agree(ctx context.Context, tx *db.Tx, status string, lines []int64) error {
	if len(lines) == 0 {
		return nil
	}
	args := []any{Accepted, tx.Now}
	if _, err := tx.Exec(ctx, "UPDATE pos_ledger SET state = $1, error = '', changed_at = $2 WHERE "+db.Among(tx, &args, "id", lines), args...); err != nil {
		return err
	}
	args = []any{status, tx.Now}
	earlier := db.In(&args, append([]string{""}, contract.Statuses()[:rank(status)]...))
	_, err := tx.Exec(ctx, `
		UPDATE pos_items SET theirs = $1, changed_at = $2 WHERE theirs IN `+earlier+`
		   AND (id, cycle) IN (SELECT l.item_id, l.cycle FROM pos_ledger l WHERE `+db.Among(tx, &args, "l.id", lines)+`)`, args...)
	return err
}

func (s *Service) settle(ctx context.Context, tx *db.Tx, l Line, o contract.Outcome) error {
	if o.Accepted {
		l.State, l.Error = Accepted, ""
	} else {
		l.State, l.Error = Refused, short(o.Code+": "+o.Reason)
	}
	if err := saveLine(ctx, tx, &l); err != nil {
		return err
	}
	switch {
	case l.DeliveryID == nil:
		return nil
	case o.Accepted:
		return s.Dispatch.Returned(ctx, tx, *l.DeliveryID)
	}
	return s.Dispatch.ReturnFailed(ctx, tx, *l.DeliveryID, l.Error)
}

// refuseMessage notes that SMEV did not take the lines of a message.
func (s *Service) refuseMessage(ctx context.Context, tx *db.Tx, batch, why string) error {
	lines, err := db.All[Line](ctx, tx, "SELECT "+lineColumns+" FROM pos_ledger WHERE batch = $1 AND state = 'sent'"+tx.Words().Lock, batch)
	if err != nil {
		return err
	}
	for _, l := range lines {
		l.State, l.Error = Refused, short(why)
		if err := saveLine(ctx, tx, &l); err != nil {
			return err
		}
		if l.DeliveryID != nil {
			if err := s.Dispatch.ReturnFailed(ctx, tx, *l.DeliveryID, l.Error); err != nil {
				return err
			}
		}
	}
	return nil
}

// silent is after how long a line without an outcome is shown as failed: a person looks and sends it again.
const silent = 24 * time.Hour

func (s *Service) silence(ctx context.Context) error {
	batches, err := db.All[string](ctx, s.db, "SELECT DISTINCT batch FROM pos_ledger WHERE direction = 'out' AND state = 'sent' AND changed_at < $1 AND batch <> ''", s.db.Now().Add(-silent))
	if err != nil {
		return err
	}
	for _, batch := range batches {
		if err := s.db.Tx(ctx, system(0), func(tx *db.Tx) error { return s.refuseMessage(ctx, tx, batch, "pos.no_outcome") }); err != nil {
			return err
		}
	}
	return nil
}

// Reconciliation: what the platform knows is asked for once a day, and at once when a person wants it.
const (
	compareEvery = 24 * time.Hour
	compareDays  = 90
	mostCompared = 500
)

// askForStates asks for the statuses of the items of the last months.
func (s *Service) askForStates(ctx context.Context) error {
	v, err := settingsOf(ctx, s.db, "")
	if err != nil || v.CompareAt != nil && v.CompareAt.After(s.db.Now()) {
		return err
	}
	name, last := "first", int64(0)
	if v.CompareAt != nil {
		name = v.CompareAt.Format(time.RFC3339Nano)
	}
	type row struct {
		ID        int64  `db:"id"`
		ForeignID string `db:"foreign_id"`
	}
	for {
		list, err := db.All[row](ctx, s.db, "SELECT id, foreign_id FROM pos_items WHERE state = 'carded' AND id > $1 AND changed_at > $2 ORDER BY id LIMIT $3",
			last, s.db.Now().AddDate(0, 0, -compareDays), mostCompared)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			break
		}
		ask := contract.ItemIDs{}
		for _, r := range list {
			ask.IDs = append(ask.IDs, r.ForeignID)
		}
		last = list[len(list)-1].ID
		if err := s.request(ctx, "states:"+name+":"+list[0].ForeignID, contract.Request{StatesOf: &ask}); err != nil {
			return err
		}
	}
	return s.db.Tx(ctx, system(0), func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE pos_settings SET compare_at = $1 WHERE id = 1", tx.Now.Add(compareEvery))
		return err
	})
}

// takeStates writes their status beside ours.
func (s *Service) takeStates(ctx context.Context, m contract.Mapping, list contract.KnownStates) error {
	return s.db.Tx(ctx, system(0), func(tx *db.Tx) error {
		for _, k := range list.Known {
			item, known, err := itemOf(ctx, tx, k.ItemID, tx.Words().Lock)
			if err != nil {
				return err
			}
			if !known || k.Cycle != 0 && k.Cycle != item.Cycle {
				continue
			}
			item.Theirs, item.ComparedAt = s.sense(m, item, k.Status), &tx.Now
			if err := saveItem(ctx, tx, &item); err != nil {
				return err
			}
		}
		return nil
	})
}

// sense is our word for a status of theirs. Where they have one word for two of ours, it is the one that we have told.
func (s *Service) sense(m contract.Mapping, item Item, theirs string) string {
	if item.Shown != "" && m.Word(item.Shown) == theirs {
		return item.Shown
	}
	return m.Sense("status", theirs)
}
