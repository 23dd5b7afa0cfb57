package pos

import (
	"context"
	"slices"
	"time"

	"veche/internal/exchange/pos/contract"
	"veche/internal/platform/db"
)

// welcome keeps all together the entries of items that are heard of for the first time with «Направить в СЭД», as most of
// a long list are, and passes over those whose data are on their way: the list names items until they are here. It
// returns the items that are to be asked for and the entries that must be looked at one by one.
func (s *Service) welcome(ctx context.Context, tx *db.Tx, messageID string, m contract.Mapping, list []contract.Entry) (wanted []string, rest []contract.Entry, err error) {
	waiting, kept, err := namedBefore(ctx, tx, messageID, list)
	if err != nil {
		return nil, nil, err
	}
	var fresh []contract.Entry
	for _, e := range list {
		await, known := waiting[e.ItemID]
		switch event := m.Sense("event", e.Event); {
		case !known && event == contract.EventItem && e.SendToEDMS && !kept[e.ID]:
			waiting[e.ItemID] = false
			fresh, wanted = append(fresh, e), append(wanted, e.ItemID)
		case !await || !kept[e.ID] || !e.SendToEDMS:
			rest = append(rest, e)
		}
	}
	if len(fresh) == 0 {
		return nil, rest, nil
	}
	return wanted, rest, addNews(ctx, tx, messageID, m, fresh)
}

// namedBefore tells of the items of a list that are known whether their data are on their way, and which entries are kept.
func namedBefore(ctx context.Context, tx *db.Tx, messageID string, list []contract.Entry) (waiting, kept map[string]bool, err error) {
	waiting, kept = map[string]bool{}, map[string]bool{}
	items, keys := make([]string, len(list)), make([]string, len(list))
	for i, e := range list {
		items[i], keys[i] = e.ItemID, "in/"+e.ID
	}
	var args []any
	known, err := db.All[Item](ctx, tx, "SELECT "+itemColumns+" FROM pos_items WHERE "+db.Among(tx, &args, "foreign_id", distinct(items))+" ORDER BY id"+tx.Words().Lock, args...)
	if err != nil {
		return nil, nil, err
	}
	for _, i := range known {
		waiting[i.ForeignID] = i.awaited(messageID, tx.Now)
	}
	args = nil
	found, err := db.All[string](ctx, tx, "SELECT substr(key, 4) FROM pos_ledger WHERE "+db.Among(tx, &args, "key", keys), args...)
	for _, id := range found {
		kept[id] = true
	}
	return waiting, kept, err
}

// awaited reports whether the data of an item were asked for not long ago, by another list than this one.
func (i Item) awaited(list string, now time.Time) bool {
	return i.State == Ordered && i.AskedIn != list && i.AskedAt != nil && now.Sub(*i.AskedAt) < askAgain
}

// addNews writes new items, asked for by this list, and their lines of the ledger.
func addNews(ctx context.Context, tx *db.Tx, messageID string, m contract.Mapping, list []contract.Entry) error {
	n := len(list)
	foreign, cycles, codes, titles, created := make([]string, n), make([]int64, n), make([]string, n), make([]string, n), make([]time.Time, n)
	keys, raws := make([]string, n), make([]string, n)
	for i, e := range list {
		raw, err := m.WriteResponse(contract.Response{News: &contract.News{Entries: []contract.Entry{e}, Waiting: 1}})
		if err != nil {
			return err
		}
		foreign[i], cycles[i], codes[i], titles[i], created[i] = e.ItemID, int64(max(e.Cycle, 1)), e.Body.Code, e.Body.Title, e.At.UTC().Truncate(time.Microsecond)
		keys[i], raws[i] = "in/"+e.ID, string(raw)
	}
	now, flags := slices.Repeat([]time.Time{tx.Now}, n), slices.Repeat([]bool{true}, n)
	states, asked := slices.Repeat([]string{string(Ordered)}, n), slices.Repeat([]string{messageID}, n)
	if err := db.InsertMany(ctx, tx, "pos_items", db.Column{Name: "foreign_id", Values: foreign}, db.Column{Name: "cycle", Values: cycles},
		db.Column{Name: "body_code", Values: codes}, db.Column{Name: "body_title", Values: titles}, db.Column{Name: "flagged", Values: flags},
		db.Column{Name: "state", Values: states}, db.Column{Name: "asked_in", Values: asked}, db.Column{Name: "asked_at", Values: now},
		db.Column{Name: "created_at", Values: created}, db.Column{Name: "arrived_at", Values: now}, db.Column{Name: "changed_at", Values: now}); err != nil {
		return err
	}
	var args []any
	type made struct {
		ID        int64  `db:"id"`
		ForeignID string `db:"foreign_id"`
	}
	rows, err := db.All[made](ctx, tx, "SELECT id, foreign_id FROM pos_items WHERE "+db.Among(tx, &args, "foreign_id", foreign), args...)
	if err != nil {
		return err
	}
	named := map[string]int64{}
	for _, r := range rows {
		named[r.ForeignID] = r.ID
	}
	ids := make([]int64, n)
	for i := range foreign {
		ids[i] = named[foreign[i]]
	}
	return db.InsertMany(ctx, tx, "pos_ledger", db.Column{Name: "direction", Values: slices.Repeat([]string{string(In)}, n)},
		db.Column{Name: "what", Values: slices.Repeat([]string{string(AboutItem)}, n)}, db.Column{Name: "key", Values: keys}, db.Column{Name: "item_id", Values: ids},
		db.Column{Name: "cycle", Values: cycles}, db.Column{Name: "state", Values: slices.Repeat([]string{string(Taken)}, n)},
		db.Column{Name: "smev_id", Values: asked}, db.Column{Name: "raw", Values: raws}, db.Column{Name: "at", Values: created},
		db.Column{Name: "created_at", Values: now}, db.Column{Name: "changed_at", Values: now})
}
