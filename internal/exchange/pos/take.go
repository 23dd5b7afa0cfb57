package pos

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"veche/internal/exchange/pos/contract"
	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
	"veche/smev"
)

// Work makes cards of the items of one message.
type Work struct {
	Source string `json:"source"`
}

func (Work) Kind() string { return "pos.work" }

// heard takes an answer of the platform. It may run twice for the same message: everything has a key of its own.
func (s *Service) heard(ctx context.Context, in *smev.Incoming, out *smev.Outgoing) error {
	if out == nil || in.Received.Response == nil || len(in.Received.Response.Content) == 0 {
		return nil // not an answer to a question of ours
	}
	v, err := settingsOf(ctx, s.db, "")
	if err != nil {
		return err
	}
	m, err := v.Words()
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
		return s.takeOutcomes(ctx, string(in.ID), *answer.Outcomes)
	case answer.StatesOf != nil:
		return s.takeStates(ctx, m, *answer.StatesOf)
	}
	return nil
}

// takeNews writes down what is new, asks for the data of what comes here and acknowledges the rest.
func (s *Service) takeNews(ctx context.Context, messageID string, m contract.Mapping, news contract.News) error {
	var wanted, done []string
	err := s.db.Tx(ctx, system(0), func(tx *db.Tx) error {
		wanted, done = nil, nil
		for _, e := range news.Entries {
			want, err := s.takeEntry(ctx, tx, messageID, m, e)
			if err != nil {
				return err
			}
			if want {
				wanted = append(wanted, e.ItemID)
			} else {
				done = append(done, e.ID)
			}
		}
		_, err := tx.Exec(ctx, "UPDATE pos_settings SET heard_at = $1, waiting = $2 WHERE id = 1", tx.Now, news.Waiting)
		return err
	})
	if err != nil {
		return err
	}
	wanted = distinct(wanted)
	n := 0
	for part := range slices.Chunk(wanted, mostItems) {
		if err := s.request(ctx, fmt.Sprintf("data:%s:%d", messageID, n), contract.Request{Data: &contract.ItemIDs{IDs: part}}); err != nil {
			return err
		}
		n++
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

// takeEntry keeps one entry of the list; true when its item must be fetched before it can be acknowledged.
func (s *Service) takeEntry(ctx context.Context, tx *db.Tx, messageID string, m contract.Mapping, e contract.Entry) (want bool, err error) {
	item, err := s.noticed(ctx, tx, e)
	if err != nil {
		return false, err
	}
	event := m.Sense("event", e.Event)
	raw, err := m.WriteResponse(contract.Response{News: &contract.News{Entries: []contract.Entry{e}, Waiting: 1}})
	if err != nil {
		return false, err
	}
	line := Line{Direction: In, What: whatOf(event), Key: "in/" + e.ID, ItemID: item.ID, Cycle: e.Cycle, BodyID: item.BodyID, DocumentID: item.DocumentID,
		State: Taken, SMEVID: messageID, Raw: string(raw), At: e.At}
	if event == "" {
		line.Error = "pos.event_unknown"
	}
	added, err := enter(ctx, tx, line)
	if err != nil {
		return false, err
	}
	switch event {
	case contract.EventItem, contract.EventFlag:
		return s.flag(ctx, tx, &item, e)
	case contract.EventRating, contract.EventWithdrawn, contract.EventReopened:
		if added {
			err = s.tellOf(ctx, tx, &item, event, e)
		}
	}
	return false, err
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
func (s *Service) flag(ctx context.Context, tx *db.Tx, item *Item, e contract.Entry) (want bool, err error) {
	switch {
	case !e.SendToEDMS && (item.State == Unflagged || item.State == Ordered):
		item.Flagged, item.State = false, Unflagged
		return false, saveItem(ctx, tx, item)
	case !e.SendToEDMS || item.State != Unflagged && item.State != Ordered:
		return false, nil
	}
	item.Flagged, item.State = true, Ordered
	return true, saveItem(ctx, tx, item)
}

// takeItems makes the data of items durable, acknowledges them and has them worked.
func (s *Service) takeItems(ctx context.Context, in *smev.Incoming, m contract.Mapping, data contract.Items) error {
	source := string(in.ID)
	var entries []string
	err := s.db.Tx(ctx, system(0), func(tx *db.Tx) error {
		entries = nil
		for _, one := range data.Items {
			if err := s.takeItem(ctx, tx, in, m, one); err != nil {
				return err
			}
			ids, err := s.entriesOf(ctx, tx, one.ID)
			if err != nil {
				return err
			}
			entries = append(entries, ids...)
		}
		for _, id := range data.Absent {
			if _, err := tx.Exec(ctx, "UPDATE pos_items SET state = $1, error = $2, changed_at = $3 WHERE foreign_id = $4 AND state = $5",
				Faulty, "pos.item_absent", tx.Now, id, Ordered); err != nil {
				return err
			}
		}
		return jobs.Add(ctx, tx, Work{source})
	})
	if err != nil {
		return err
	}
	return s.acknowledge(ctx, source, entries)
}

func (s *Service) takeItem(ctx context.Context, tx *db.Tx, in *smev.Incoming, m contract.Mapping, one contract.Item) error {
	item, known, err := itemOf(ctx, tx, one.ID, tx.Words().Lock)
	if err != nil || !known || item.State != Ordered || !one.SendToEDMS { // asked for by nobody, or taken before
		return err
	}
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

// entriesOf are the entries about an item that the platform does not know to be here yet.
func (s *Service) entriesOf(ctx context.Context, r db.Reader, foreignID string) ([]string, error) {
	keys, err := db.All[string](ctx, r, `
		SELECT l.key FROM pos_ledger l JOIN pos_items i ON i.id = l.item_id
		 WHERE i.foreign_id = $1 AND l.direction = 'in' AND l.state = 'taken' AND l.what IN ('item', 'flag')`, foreignID)
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
	return s.db.Tx(ctx, system(0), func(tx *db.Tx) error {
		for _, id := range asked.Acknowledge.EntryIDs {
			if _, err := tx.Exec(ctx, "UPDATE pos_ledger SET state = 'acknowledged', changed_at = $1 WHERE key = $2 AND state = 'taken'", tx.Now, "in/"+id); err != nil {
				return err
			}
		}
		_, err := tx.Exec(ctx, `
			UPDATE pos_settings SET ask_now = $1, waiting = waiting - $2 WHERE id = 1 AND waiting > $2`, true, len(asked.Acknowledge.EntryIDs))
		return err
	})
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
