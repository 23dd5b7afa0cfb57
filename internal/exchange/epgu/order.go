package epgu

import (
	"context"
	"crypto/sha256"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

// RightManage is the right of the integration administrator: dictionaries, the log with raw texts, the sorting queue.
const RightManage auth.Right = "exchange.manage"

// OrderState says where an application of a portal stands on its way into the order of its service.
type OrderState string

// The states.
const (
	Stored  OrderState = "stored"  // durable here, waits for the job
	Sorting OrderState = "sorting" // the portal names a service that nobody has mapped
	Faulty  OrderState = "faulty"  // cannot be lodged as it is
	Lodged  OrderState = "lodged"
)

// Order is an application of a portal: the row of the table.
type Order struct {
	ID            int64                   `db:"id"`
	Portal        string                  `db:"portal"`
	OrderID       string                  `db:"order_id"`
	Namespace     string                  `db:"namespace"`
	Code          string                  `db:"code"`
	Organisation  string                  `db:"organisation"`
	OKTMO         string                  `db:"oktmo"`
	State         OrderState              `db:"state"`
	Error         string                  `db:"error"`
	RouteID       *int64                  `db:"route_id"`
	Raw           string                  `db:"raw"`
	Corrected     bool                    `db:"corrected"`
	Files         db.JSON[[]AttachedFile] `db:"files"`
	FilesGiven    bool                    `db:"files_given"`
	MessageID     string                  `db:"message_id"`
	SignedBy      string                  `db:"signed_by"`
	Verdict       string                  `db:"verdict"`
	ServiceID     *int64                  `db:"service_id"`
	Year          int                     `db:"year"`
	Sequence      int64                   `db:"sequence"`
	Number        string                  `db:"number"`
	ApplicationID *int64                  `db:"application_id"`
	Shown         string                  `db:"shown"`
	ArrivedAt     time.Time               `db:"arrived_at"`
	ChangedAt     time.Time               `db:"changed_at"`
	Version       int64                   `db:"version"`
}

// key is that of the application in the order: a UUID that follows from the portal's own number, so that whoever brings it
// again gets the first place.
func (o Order) key() (key [16]byte) {
	sum := sha256.Sum256([]byte("epgu\x00" + o.Portal + "\x00" + o.OrderID))
	copy(key[:], sum[:16])
	key[6], key[8] = key[6]&0x0f|0x80, key[8]&0x3f|0x80 // version 8: made from a name of our own
	return key
}

var orderColumns = db.Columns[Order]("")

func orderByID(ctx context.Context, r db.Reader, id int64, lock string) (Order, error) {
	o, err := db.One[Order](ctx, r, "SELECT "+orderColumns+" FROM epgu_orders WHERE id = $1"+lock, id)
	return o, db.Absent(err, "epgu.order_not_found", id)
}

// orderOf finds an application by the portal's number; false when it has not come yet.
func orderOf(ctx context.Context, r db.Reader, portal, orderID, lock string) (Order, bool, error) {
	return found(db.All[Order](ctx, r, "SELECT "+orderColumns+" FROM epgu_orders WHERE portal = $1 AND order_id = $2"+lock, portal, orderID))
}

// orderAt finds an application by its place.
func orderAt(ctx context.Context, r db.Reader, p Place, lock string) (Order, bool, error) {
	return found(db.All[Order](ctx, r, "SELECT "+orderColumns+" FROM epgu_orders WHERE service_id = $1 AND year = $2 AND sequence = $3"+lock, p.ServiceID, p.Year, p.Sequence))
}

func found[T any](list []T, err error) (T, bool, error) {
	var none T
	if err != nil || len(list) == 0 {
		return none, false, err
	}
	return list[0], true, nil
}

func saveOrder(ctx context.Context, tx *db.Tx, o *Order) error {
	o.ChangedAt = tx.Now
	n, err := db.Update(ctx, tx, "epgu_orders", *o)
	o.Version++
	return stale(n, err)
}
