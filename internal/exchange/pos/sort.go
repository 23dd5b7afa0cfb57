package pos

import (
	"context"
	"time"

	"veche/internal/exchange/pos/contract"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
)

// Route says which body of ours the platform means by a code, and when.
type Route struct {
	ID      int64         `db:"id" json:"id"`
	Code    string        `db:"code" json:"code" minLength:"1" maxLength:"100"`
	Title   string        `db:"title" json:"title" maxLength:"500"`
	BodyID  int64         `db:"body_id" json:"body_id" minimum:"1"`
	FromDay calendar.Date `db:"from_day" json:"from_day" format:"date"`
	ToDay   calendar.Date `db:"to_day" json:"to_day,omitempty" format:"date"`
	Version int64         `db:"version" json:"version"`
}

// Sorted is a person's word on an item whose body was not known.
type Sorted struct {
	BodyID int64 `json:"body_id" minimum:"1"`
	Always bool  `json:"always,omitempty" doc:"From today on all items of this code go there"`
}

// manage runs an act of the integration administrator and writes it into the audit.
func (s *Service) manage(ctx context.Context, by auth.Actor, entry audit.Entry, do func(tx *db.Tx) error) error {
	if !by.Can(RightManage) {
		return audit.Denied(ctx, s.db, by, entry, fail.New(fail.Denied, "pos.denied", "no right %s", RightManage))
	}
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if err := do(tx); err != nil {
			return err
		}
		return audit.Write(ctx, tx, entry)
	})
}

// AskNow asks for the list with the next step.
func (s *Service) AskNow(ctx context.Context, by auth.Actor) error {
	return s.manage(ctx, by, audit.Entry{Action: "pos.asked", Object: audit.Ref{Kind: "pos_settings", ID: 1}}, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE pos_settings SET ask_now = $1 WHERE id = 1", true)
		return err
	})
}

// CompareNow asks for the statuses that the platform knows with the next step.
func (s *Service) CompareNow(ctx context.Context, by auth.Actor) error {
	return s.manage(ctx, by, audit.Entry{Action: "pos.compared", Object: audit.Ref{Kind: "pos_settings", ID: 1}}, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE pos_settings SET compare_at = $1 WHERE id = 1", tx.Now)
		return err
	})
}

// Sort names the body of an item of the sorting queue; the card follows by a job.
func (s *Service) Sort(ctx context.Context, by auth.Actor, itemID int64, in Sorted) error {
	entry := audit.Entry{Action: "pos.sorted", Object: audit.Ref{Kind: "pos_item", ID: itemID}, Detail: in}
	return s.manage(ctx, by, entry, func(tx *db.Tx) error {
		item, err := s.mine(ctx, tx, by, itemID)
		if err != nil {
			return err
		}
		if item.State != Sorting {
			return fail.New(fail.Conflict, "pos.wrong_state", "item %d is %s", itemID, item.State)
		}
		if _, err := s.Org.Body(ctx, tx, in.BodyID); err != nil {
			return fail.Field("pos.fields_wrong", "body_id", "unknown")
		}
		if in.Always {
			route := Route{Code: item.BodyCode, Title: item.BodyTitle, BodyID: in.BodyID, FromDay: calendar.DateOf(tx.Now, time.UTC), Version: 1}
			if _, err := db.Insert(ctx, tx, "pos_routes", route); err != nil {
				return err
			}
		}
		item.BodyID, item.State = &in.BodyID, Stored
		if err := s.again(ctx, tx, &item); err != nil || !in.Always {
			return err
		}
		return followRoute(ctx, tx, item.BodyCode)
	})
}

// followRoute sends the items of a code that wait in the sorting queue on their way; those whose day the table does not
// cover come back to it.
func followRoute(ctx context.Context, tx *db.Tx, code string) error {
	n, err := tx.Exec(ctx, "UPDATE pos_items SET state = $1, changed_at = $2 WHERE state = $3 AND body_id IS NULL AND body_code = $4", Stored, tx.Now, Sorting, code)
	if err != nil || n == 0 {
		return err
	}
	return jobs.Add(ctx, tx, Work{})
}

// followBegun does the same for the lines of the table that begin today: nobody saves them on their day.
func (s *Service) followBegun(ctx context.Context) error {
	return s.db.Tx(ctx, system(0), func(tx *db.Tx) error {
		codes, err := db.All[string](ctx, tx, `SELECT DISTINCT code FROM pos_routes WHERE from_day = $1`, calendar.DateOf(tx.Now, time.UTC))
		for _, code := range codes {
			if err = followRoute(ctx, tx, code); err != nil {
				break
			}
		}
		return err
	})
}

// Retry works an item again that could not become a card; one whose data never came is asked for again.
func (s *Service) Retry(ctx context.Context, by auth.Actor, itemID int64) error {
	entry := audit.Entry{Action: "pos.retried", Object: audit.Ref{Kind: "pos_item", ID: itemID}}
	return s.manage(ctx, by, entry, func(tx *db.Tx) error {
		item, err := s.mine(ctx, tx, by, itemID)
		switch {
		case err != nil:
			return err
		case item.State == Stored:
			return nil // it is on its way
		case item.State != Faulty:
			return fail.New(fail.Conflict, "pos.wrong_state", "item %d is %s", itemID, item.State)
		case item.Raw == "":
			item.State, item.Error = Ordered, ""
			if err := saveItem(ctx, tx, &item); err != nil {
				return err
			}
			return jobs.Add(ctx, tx, Fetch{item.ID})
		}
		if err := s.reread(ctx, tx, &item); err != nil {
			return err
		}
		item.State, item.Error = Stored, ""
		return s.again(ctx, tx, &item)
	})
}

// reread takes the words of the dictionaries anew: the mapping may have learned them.
func (s *Service) reread(ctx context.Context, tx *db.Tx, item *Item) error {
	m, err := mappingOf(ctx, tx)
	if err != nil {
		return err
	}
	answer, err := m.ReadResponse([]byte(item.Raw))
	if err != nil || answer.Data == nil || len(answer.Data.Items) != 1 {
		return fail.New(fail.Conflict, "pos.item_unreadable", "item %d: %v", item.ID, err)
	}
	one := answer.Data.Items[0]
	if kind := m.Sense("kind", one.Kind); kind != "" {
		item.Kind = kind
	}
	if channel := m.Sense("channel", one.Channel); channel != "" {
		item.Channel = channel
	}
	return nil
}

func (s *Service) again(ctx context.Context, tx *db.Tx, item *Item) error {
	if err := saveItem(ctx, tx, item); err != nil {
		return err
	}
	return jobs.Add(ctx, tx, Work{})
}

// Fetch asks for the data of one item again.
type Fetch struct {
	ItemID int64 `json:"item_id"`
}

func (Fetch) Kind() string { return "pos.fetch" }

func (s *Service) fetch(ctx context.Context, a Fetch) error {
	item, err := itemByID(ctx, s.db, a.ItemID, "")
	if err != nil || item.State != Ordered || !s.Connected() {
		return err
	}
	return s.request(ctx, "fetch:"+item.ForeignID+":"+item.ChangedAt.Format(time.RFC3339Nano), contract.Request{Data: &contract.ItemIDs{IDs: []string{item.ForeignID}}})
}

// mine is an item that the administrator may touch: of his own body, or, where he runs the installation, any.
func (s *Service) mine(ctx context.Context, tx *db.Tx, by auth.Actor, itemID int64) (Item, error) {
	item, err := itemByID(ctx, tx, itemID, tx.Words().Lock)
	if err != nil {
		return item, err
	}
	all, err := s.overAll(ctx, tx, by)
	if err != nil {
		return item, err
	}
	if !all && (item.BodyID == nil || *item.BodyID != by.BodyID) {
		return Item{}, fail.New(fail.NotFound, "pos.item_not_found", "item %d of another body", itemID)
	}
	return item, nil
}

// overAll reports whether the actor looks after the exchange of the whole region: he stands in the body that runs the
// installation.
func (s *Service) overAll(ctx context.Context, r db.Reader, by auth.Actor) (bool, error) {
	operator, err := s.Org.Operator(ctx, r)
	return by.System || by.Can(RightManage) && by.BodyID == operator, err
}
