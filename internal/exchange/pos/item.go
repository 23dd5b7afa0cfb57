package pos

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/files"
)

// Rights of this subject; org gives them to roles.
const (
	// RightManage is the right of the integration administrator: settings, the ledger with raw texts, the sorting queue.
	RightManage auth.Right = "exchange.manage"
)

// ItemState says where an item stands on its way to a card.
type ItemState string

const (
	Unflagged ItemState = "unflagged" // without «Направить в СЭД»: counted, never a card
	Ordered   ItemState = "ordered"   // its data are asked for
	Stored    ItemState = "stored"    // durable here, waits for the job
	Sorting   ItemState = "sorting"   // the platform names a body that we do not know
	Faulty    ItemState = "faulty"    // cannot become a card as it is
	Carded    ItemState = "carded"
)

// Item is what the platform has told of: the row of the table.
type Item struct {
	ID         int64      `db:"id"`
	ForeignID  string     `db:"foreign_id"`
	Number     string     `db:"number"`
	Cycle      int        `db:"cycle"`
	BodyCode   string     `db:"body_code"`
	BodyTitle  string     `db:"body_title"`
	BodyID     *int64     `db:"body_id"`
	Kind       string     `db:"kind"`
	Channel    string     `db:"channel"`
	Flagged    bool       `db:"flagged"`
	LKO        bool       `db:"lko"`
	State      ItemState  `db:"state"`
	Error      string     `db:"error"`
	Files      string     `db:"files"`
	Raw        string     `db:"raw"`
	DocumentID *int64     `db:"document_id"`
	Shown      string     `db:"shown"`
	Theirs     string     `db:"theirs"`
	ComparedAt *time.Time `db:"compared_at"`
	Rating     *int       `db:"rating"`
	RatedAt    *time.Time `db:"rated_at"`
	CreatedAt  time.Time  `db:"created_at"`
	ArrivedAt  time.Time  `db:"arrived_at"`
	ChangedAt  time.Time  `db:"changed_at"`
	Source     string     `db:"source"`
	Reopened   string     `db:"reopened_why"`
	AskedIn    string     `db:"asked_in"`
	AskedAt    *time.Time `db:"asked_at"`
}

// keptFile is a file of an item that is durable here.
type keptFile struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
}

func (i Item) stored() ([]documents.Stored, error) {
	var kept []keptFile
	if i.Files != "" {
		if err := json.Unmarshal([]byte(i.Files), &kept); err != nil {
			return nil, fmt.Errorf("files of item %d: %w", i.ID, err)
		}
	}
	list := make([]documents.Stored, len(kept))
	for n, f := range kept {
		list[n] = documents.Stored{Name: f.Name, Blob: files.Blob{SHA256: f.SHA256, Size: f.Size}}
	}
	return list, nil
}

var itemColumns = db.Columns[Item]("")

func itemByID(ctx context.Context, r db.Reader, id int64, lock string) (Item, error) {
	i, err := db.One[Item](ctx, r, "SELECT "+itemColumns+" FROM pos_items WHERE id = $1"+lock, id)
	return i, db.Absent(err, "pos.item_not_found", id)
}

func itemOf(ctx context.Context, r db.Reader, foreignID, lock string) (Item, bool, error) {
	list, err := db.All[Item](ctx, r, "SELECT "+itemColumns+" FROM pos_items WHERE foreign_id = $1"+lock, foreignID)
	if err != nil || len(list) == 0 {
		return Item{}, false, err
	}
	return list[0], true, nil
}

// itemOfCard is the item of a card of any cycle; false for a card that came otherwise.
func itemOfCard(ctx context.Context, r db.Reader, documentID int64) (Item, int, bool, error) {
	type row struct {
		ItemID int64 `db:"item_id"`
		Cycle  int   `db:"cycle"`
	}
	list, err := db.All[row](ctx, r, "SELECT item_id, cycle FROM pos_cards WHERE document_id = $1", documentID)
	if err != nil || len(list) == 0 {
		return Item{}, 0, false, err
	}
	i, err := itemByID(ctx, r, list[0].ItemID, "")
	return i, list[0].Cycle, err == nil, err
}

func saveItem(ctx context.Context, tx *db.Tx, i *Item) error {
	i.ChangedAt = tx.Now
	_, err := db.Update(ctx, tx, "pos_items", *i)
	return err
}

// bodyOf is our body under a code of the platform on a day.
func bodyOf(ctx context.Context, r db.Reader, code string, day calendar.Date) (int64, bool, error) {
	list, err := db.Settled[int64](ctx, r, `
		SELECT body_id FROM pos_routes WHERE code = $1 AND from_day <= $2 AND (to_day IS NULL OR to_day >= $2) ORDER BY from_day DESC, id DESC LIMIT 1`, code, day)
	if err != nil || len(list) == 0 {
		return 0, false, err
	}
	return list[0], true, nil
}
