package pos

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"veche/internal/exchange/pos/contract"
	"veche/internal/platform/db"
	"veche/smev"
)

// heard takes an answer of the platform. It may run twice for the same message: everything has a key of its own.
func (s *Service) heard(ctx context.Context, in *smev.Incoming, out *smev.Outgoing) error {
	if out == nil || in.Received.Response == nil || len(in.Received.Response.Content) == 0 {
		return nil // not an answer to a question of ours
	}
	m, err := mappingOf(ctx, s.db)
	if err != nil {
		return err
	}
	answer, err := m.ReadResponse(in.Received.Response.Content)
	if err != nil {
		return fmt.Errorf("read the platform's answer %s: %w", in.ID, err)
	}
	switch {
	case answer.News != nil:
		return s.takeNews(ctx, string(in.ID), m, *answer.News)
	case answer.Data != nil:
		return s.takeItems(ctx, in, m, *answer.Data)
	case answer.Acknowledged != nil:
		return s.acknowledged(ctx, out, m)
	case answer.Outcomes != nil:
		return s.takeOutcomes(ctx, *answer.Outcomes)
	case answer.StatesOf != nil:
		return s.takeStates(ctx, m, *answer.StatesOf)
	}
	return nil
}

// takeNews writes down what is new, asks for the data of what comes here and acknowledges the rest.
func (s *Service) takeNews(ctx context.Context, messageID string, m contract.Mapping, news contract.News) error {
	var wanted, done []string
	err := s.db.Tx(ctx, system(0), func(tx *db.Tx) error {
		done = nil
		fresh, rest, err := s.welcome(ctx, tx, messageID, m, news.Entries)
		if err != nil {
			return err
		}
		wanted = fresh
		for _, e := range rest {
			next, err := s.takeEntry(ctx, tx, messageID, m, e)
			switch {
			case err != nil:
				return err
			case next == toFetch:
				wanted = append(wanted, e.ItemID)
			case next == toConfirm:
				done = append(done, e.ID)
			}
		}
		_, err = tx.Exec(ctx, "UPDATE pos_settings SET heard_at = $1, waiting = $2 WHERE id = 1", tx.Now, news.Waiting)
		return err
	})
	if err != nil {
		return err
	}
	for part := range slices.Chunk(distinct(wanted), mostItems) { // the key names what is asked for: after a fall it may be less
		if err := s.request(ctx, "data:"+messageID+":"+part[0], contract.Request{Data: &contract.ItemIDs{IDs: part}}); err != nil {
			return err
		}
	}
	return s.acknowledge(ctx, messageID, done)
}

func distinct(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

// acknowledge tells the platform what is durable here, so that it is not listed again.
func (s *Service) acknowledge(ctx context.Context, messageID string, entries []string) error {
	if len(entries) == 0 {
		return nil
	}
	return s.request(ctx, "ack:"+messageID, contract.Request{Acknowledge: &contract.Receipts{EntryIDs: entries}})
}

// next is what an entry of the list waits for.
type next int

const (
	toConfirm next = iota // durable here
	toFetch               // the data of its item
	toAwait               // the data of its item, which another list has asked for
)

// takeEntry keeps one entry of the list.
func (s *Service) takeEntry(ctx context.Context, tx *db.Tx, messageID string, m contract.Mapping, e contract.Entry) (next, error) {
	item, err := s.noticed(ctx, tx, e)
	if err != nil {
		return toConfirm, err
	}
	event := m.Sense("event", e.Event)
	raw, err := m.WriteResponse(contract.Response{News: &contract.News{Entries: []contract.Entry{e}, Waiting: 1}})
	if err != nil {
		return toConfirm, err
	}
	line := Line{Direction: In, What: whatOf(event), Key: "in/" + e.ID, ItemID: item.ID, Cycle: e.Cycle, BodyID: item.BodyID, DocumentID: item.DocumentID,
		State: Taken, SMEVID: messageID, Raw: string(raw), At: e.At}
	if event == "" {
		line.Error = "pos.event_unknown"
	}
	added, err := enter(ctx, tx, line)
	if err != nil {
		return toConfirm, err
	}
	switch event {
	case contract.EventItem, contract.EventFlag:
		return s.flag(ctx, tx, &item, e, messageID)
	case contract.EventRating, contract.EventWithdrawn, contract.EventReopened:
		if added {
			err = s.tellOf(ctx, tx, &item, event, e)
		}
	}
	return toConfirm, err
}

func whatOf(event string) What {
	switch event {
	case contract.EventFlag:
		return AboutFlag
	case contract.EventRating:
		return AboutRating
	case contract.EventWithdrawn:
		return AboutWithdrawn
	case contract.EventReopened:
		return AboutReopened
	}
	return AboutItem
}

// askAgain is after how long the data of an item are asked for once more when a list still names it.
const askAgain = 30 * time.Minute

// noticed is the row of an item, made when the platform names it for the first time.
func (s *Service) noticed(ctx context.Context, tx *db.Tx, e contract.Entry) (Item, error) {
	if _, err := tx.Exec(ctx, `
		INSERT INTO pos_items (foreign_id, cycle, body_code, body_title, state, created_at, arrived_at, changed_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT (foreign_id) DO NOTHING`,
		e.ItemID, max(e.Cycle, 1), e.Body.Code, e.Body.Title, Unflagged, e.At.UTC(), tx.Now); err != nil {
		return Item{}, err
	}
	item, _, err := itemOf(ctx, tx, e.ItemID, tx.Words().Lock)
	return item, err
}

// flag follows «Направить в СЭД». Without it an item is counted and nothing more; once it has a card the flag changes
// nothing.
func (s *Service) flag(ctx context.Context, tx *db.Tx, item *Item, e contract.Entry, list string) (next, error) {
	waits := item.State == Unflagged || item.State == Ordered
	switch {
	case !waits:
		return toConfirm, nil
	case !e.SendToEDMS:
		item.Flagged, item.State = false, Unflagged
		return toConfirm, saveItem(ctx, tx, item)
	case item.State == Ordered && item.AskedIn == list:
		return toFetch, nil // we fell between this list and the question
	case item.awaited(list, tx.Now):
		return toAwait, nil
	}
	item.Flagged, item.State, item.AskedIn, item.AskedAt = true, Ordered, list, &tx.Now
	return toFetch, saveItem(ctx, tx, item)
}

// takeItems makes the data of items durable, acknowledges them and has them worked.
func (s *Service) takeItems(ctx context.Context, in *smev.Incoming, m contract.Mapping, data contract.Items) error {
	source := string(in.ID)
	var entries []string
	err := s.db.Tx(ctx, system(0), func(tx *db.Tx) (err error) {
		waiting, err := ordered(ctx, tx, data.Items)
		if err != nil {
			return err
		}
		for _, one := range data.Items {
			if item, waits := waiting[one.ID]; waits && one.SendToEDMS {
				delete(waiting, one.ID)
				if err := s.takeItem(ctx, tx, in, m, one, item); err != nil {
					return err
				}
			}
		}
		for _, id := range data.Absent {
			if _, err := tx.Exec(ctx, "UPDATE pos_items SET state = $1, error = $2, changed_at = $3 WHERE foreign_id = $4 AND state = $5",
				Faulty, "pos.item_absent", tx.Now, id, Ordered); err != nil {
				return err
			}
		}
		entries, err = entriesOf(ctx, tx, data.Items)
		return err
	})
	if err != nil {
		return err
	}
	return s.acknowledge(ctx, source, entries)
}

// ordered are those of the items that somebody has asked for and that were not taken before.
func ordered(ctx context.Context, tx *db.Tx, list []contract.Item) (map[string]Item, error) {
	ids, args := make([]string, len(list)), []any{Ordered}
	for i := range list {
		ids[i] = list[i].ID
	}
	found, err := db.All[Item](ctx, tx, "SELECT "+itemColumns+" FROM pos_items WHERE state = $1 AND "+db.Among(tx, &args, "foreign_id", ids)+" ORDER BY id"+tx.Words().Lock, args...)
	if err != nil {
		return nil, err
	}
	waiting := make(map[string]Item, len(found))
	for _, i := range found {
		waiting[i.ForeignID] = i
	}
	return waiting, nil
}

func (s *Service) takeItem(ctx context.Context, tx *db.Tx, in *smev.Incoming, m contract.Mapping, one contract.Item, item Item) error {
	raw, err := m.WriteResponse(contract.Response{Data: &contract.Items{Items: []contract.Item{one}}})
	if err != nil {
		return err
	}
	item.Number, item.Cycle, item.BodyCode, item.BodyTitle = one.Number, max(one.Cycle, 1), one.Body.Code, one.Body.Title
	item.Kind, item.Channel = m.Sense("kind", one.Kind), m.Sense("channel", one.Channel)
	item.LKO, item.CreatedAt, item.Raw, item.Source = one.ProcessInLKO, one.CreatedAt.UTC(), string(raw), string(in.ID)
	item.State, item.Error = Stored, ""
	kept, whole := keptOf(in, one)
	if !whole {
		item.Error = "pos.files_missing" // the card is made all the same: its term runs
	}
	text, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	item.Files = string(text)
	return saveItem(ctx, tx, &item)
}

// keptOf are the files of an item that have come as the platform says they are.
func keptOf(in *smev.Incoming, one contract.Item) (kept []keptFile, whole bool) {
	whole = true
	for _, f := range one.Files {
		n := slices.IndexFunc(in.Files, func(got smev.File) bool { return got.Attachment == f.AttachmentID })
		if n < 0 || in.Files[n].Key == "" || in.Files[n].Problem != "" {
			whole = false
			continue
		}
		kept = append(kept, keptFile{Name: f.Name, SHA256: in.Files[n].Key, Size: in.Files[n].Size})
	}
	return kept, whole
}

// entriesOf are the entries about items that the platform does not know to be here yet.
func entriesOf(ctx context.Context, r db.Reader, list []contract.Item) ([]string, error) {
	ids := make([]string, len(list))
	for i := range list {
		ids[i] = list[i].ID
	}
	var args []any
	keys, err := db.All[string](ctx, r, `
		SELECT l.key FROM pos_items i JOIN pos_ledger l ON l.item_id = i.id
		 WHERE l.direction = 'in' AND l.state = 'taken' AND l.what IN ('item', 'flag') AND i.foreign_id IN `+db.In(&args, ids)+" ORDER BY l.id", args...)
	for i := range keys {
		keys[i] = strings.TrimPrefix(keys[i], "in/")
	}
	return keys, err
}

// acknowledged notes what the platform will not list again; when more waits there, it is asked for at once.
func (s *Service) acknowledged(ctx context.Context, out *smev.Outgoing, m contract.Mapping) error {
	asked, err := m.ReadRequest(out.Request.Content)
	if err != nil || asked.Acknowledge == nil {
		return err
	}
	err = s.db.Tx(ctx, system(0), func(tx *db.Tx) error {
		keys := make([]string, len(asked.Acknowledge.EntryIDs))
		for i, id := range asked.Acknowledge.EntryIDs {
			keys[i] = "in/" + id
		}
		args := []any{tx.Now}
		if _, err := tx.Exec(ctx, "UPDATE pos_ledger SET state = 'acknowledged', changed_at = $1 WHERE state = 'taken' AND key IN "+db.In(&args, keys), args...); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "UPDATE pos_settings SET waiting = CASE WHEN waiting > $1 THEN waiting - $1 ELSE 0 END WHERE id = 1", len(keys)); err != nil {
			return err
		}
		// The list names items again while their data are on their way; so it is asked for when half of them are here.
		_, err := tx.Exec(ctx, `
			UPDATE pos_settings SET ask_now = $1 WHERE id = 1 AND waiting > 0
			   AND (SELECT count(*) FROM pos_items WHERE state = 'ordered' AND asked_at > $2) <= $3`, true, tx.Now.Add(-askAgain), mostNews/2)
		return err
	})
	if err != nil {
		return err
	}
	return s.askForNews(ctx)
}

// rejected hears of a message that SMEV did not take, or whose fate nobody knows.
func (s *Service) rejected(ctx context.Context, out *smev.Outgoing) error {
	why := out.Problem
	if out.Fault != nil {
		why = out.Fault.StableCode()
	}
	s.log.WarnContext(ctx, "pos message rejected", "message", out.ID, "key", out.Key, "why", why)
	return s.db.Tx(ctx, system(0), func(tx *db.Tx) error { return s.refuseMessage(ctx, tx, out.Key, why) })
}
