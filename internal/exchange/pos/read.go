package pos

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// ItemRow is an item as the lists show it; texts of citizens are not in it.
type ItemRow struct {
	ID         int64      `db:"id" json:"id"`
	ForeignID  string     `db:"foreign_id" json:"foreign_id"`
	Number     string     `db:"number" json:"number"`
	Cycle      int        `db:"cycle" json:"cycle"`
	BodyCode   string     `db:"body_code" json:"body_code"`
	BodyTitle  string     `db:"body_title" json:"body_title"`
	Body       string     `db:"body" json:"body" doc:"Our body"`
	Kind       string     `db:"kind" json:"kind"`
	Channel    string     `db:"channel" json:"channel"`
	Flagged    bool       `db:"flagged" json:"flagged"`
	LKO        bool       `db:"lko" json:"lko"`
	State      ItemState  `db:"state" json:"state" enum:"unflagged,ordered,stored,sorting,faulty,carded"`
	Error      string     `db:"error" json:"error"`
	DocumentID *int64     `db:"document_id" json:"document_id"`
	Ours       string     `db:"ours" json:"ours" doc:"The furthest status that we have given out"`
	Theirs     string     `db:"theirs" json:"theirs" doc:"The status that the platform knows"`
	ComparedAt *time.Time `db:"compared_at" json:"compared_at"`
	Rating     *int       `db:"rating" json:"rating"`
	ArrivedAt  time.Time  `db:"arrived_at" json:"arrived_at"`
}

const itemRow = `
	SELECT i.id, i.foreign_id, i.number, i.cycle, i.body_code, i.body_title, coalesce(b.short_name, '') AS body, i.kind, i.channel, i.flagged, i.lko, i.state, i.error,
	       i.document_id, i.shown AS ours, i.theirs, i.compared_at, i.rating, i.arrived_at
	  FROM pos_items i LEFT JOIN bodies b ON b.id = i.body_id`

// LineRow is a line of the ledger as the lists show it.
type LineRow struct {
	ID         int64     `db:"id" json:"id"`
	Direction  Direction `db:"direction" json:"direction" enum:"in,out"`
	What       What      `db:"what" json:"what" enum:"item,flag,rating,withdrawn,reopened,status,interim,answer"`
	ItemID     int64     `db:"item_id" json:"item_id"`
	Number     string    `db:"number" json:"number"`
	Cycle      int       `db:"cycle" json:"cycle"`
	Body       string    `db:"body" json:"body"`
	DocumentID *int64    `db:"document_id" json:"document_id"`
	RunID      *int64    `db:"run_id" json:"run_id"`
	Status     string    `db:"status" json:"status"`
	Ours       string    `db:"ours" json:"ours" doc:"The furthest status of the item that we have given out"`
	Theirs     string    `db:"theirs" json:"theirs" doc:"The status of the item that the platform knows"`
	State      LineState `db:"state" json:"state" enum:"taken,acknowledged,ready,sent,accepted,refused"`
	Error      string    `db:"error" json:"error"`
	Attempts   int       `db:"attempts" json:"attempts"`
	SMEVID     string    `db:"smev_id" json:"smev_id"`
	At         time.Time `db:"at" json:"at"`
	ChangedAt  time.Time `db:"changed_at" json:"changed_at"`
}

const lineRow = `
	SELECT l.id, l.direction, l.what, l.item_id, i.number, l.cycle, coalesce(b.short_name, '') AS body, l.document_id, l.run_id, l.status, i.shown AS ours, i.theirs, l.state, l.error,
	       l.attempts, l.smev_id, l.at, l.changed_at
	  FROM pos_ledger l JOIN pos_items i ON i.id = l.item_id LEFT JOIN bodies b ON b.id = coalesce(l.body_id, i.body_id)`

// page is how many rows a list shows at a time.
const page = 50

// scope is what an administrator may see: his body, or all of them where he runs the installation.
func (s *Service) scope(ctx context.Context, by auth.Actor, args *[]any, column string) (string, error) {
	if !by.Can(RightManage) {
		return "", fail.New(fail.Denied, "pos.denied", "no right %s", RightManage)
	}
	all, err := s.overAll(ctx, s.db, by)
	if err != nil || all {
		return "TRUE", err
	}
	return column + " = " + db.Arg(args, by.BodyID), nil
}

// LedgerFilter narrows the ledger.
type LedgerFilter struct {
	Direction Direction `query:"direction" enum:",in,out"`
	State     LineState `query:"state" enum:",taken,acknowledged,ready,sent,accepted,refused"`
	Number    string    `query:"number" maxLength:"100" doc:"Number of the item at the platform"`
	Before    int64     `query:"before"`
}

// Ledger lists messages in and out, newest first.
func (s *Service) Ledger(ctx context.Context, by auth.Actor, f LedgerFilter) ([]LineRow, error) {
	var args []any
	where, err := s.scope(ctx, by, &args, "coalesce(l.body_id, i.body_id)")
	if err != nil {
		return nil, err
	}
	if f.Direction != "" {
		where += " AND l.direction = " + db.Arg(&args, f.Direction)
	}
	if f.State != "" {
		where += " AND l.state = " + db.Arg(&args, f.State)
	}
	if number := strings.TrimSpace(f.Number); number != "" {
		where += " AND i.number = " + db.Arg(&args, number)
	}
	if f.Before > 0 {
		where += " AND l.id < " + db.Arg(&args, f.Before)
	}
	return db.All[LineRow](ctx, s.db, lineRow+" WHERE "+where+" ORDER BY l.id DESC LIMIT "+db.Arg(&args, page), args...)
}

// Raw is the text of a message as it went or came. Reading it is an act: it holds what a citizen has written.
func (s *Service) Raw(ctx context.Context, by auth.Actor, lineID int64) (raw string, err error) {
	err = s.manage(ctx, by, audit.Entry{Action: "pos.raw_read", Object: audit.Ref{Kind: "pos_line", ID: lineID}}, func(tx *db.Tx) error {
		l, err := lineByID(ctx, tx, lineID, "")
		if err != nil {
			return err
		}
		item, err := s.mine(ctx, tx, by, l.ItemID)
		if fail.KindOf(err) == fail.NotFound {
			return fail.New(fail.NotFound, "pos.line_not_found", "line %d of another body", lineID)
		}
		raw = l.Raw
		if l.What == AboutItem && item.Raw != "" {
			raw = item.Raw
		}
		return err
	})
	return raw, err
}

// Items lists items of a state, the oldest first: the sorting queue, the faulty ones.
func (s *Service) Items(ctx context.Context, by auth.Actor, state ItemState, after int64) ([]ItemRow, error) {
	var args []any
	where, err := s.scope(ctx, by, &args, "i.body_id")
	if err != nil {
		return nil, err
	}
	return db.All[ItemRow](ctx, s.db, itemRow+" WHERE "+where+" AND i.state = "+db.Arg(&args, state)+" AND i.id > "+db.Arg(&args, after)+" ORDER BY i.id LIMIT "+db.Arg(&args, page), args...)
}

// Differences are items whose status there is not ours, while nothing is on its way.
func (s *Service) Differences(ctx context.Context, by auth.Actor) ([]ItemRow, error) {
	var args []any
	where, err := s.scope(ctx, by, &args, "i.body_id")
	if err != nil {
		return nil, err
	}
	return db.All[ItemRow](ctx, s.db, itemRow+" WHERE "+where+` AND i.state = 'carded' AND i.shown <> '' AND i.theirs <> i.shown AND i.compared_at IS NOT NULL
		AND NOT EXISTS (SELECT 1 FROM pos_ledger l WHERE l.item_id = i.id AND l.direction = 'out' AND l.state IN ('ready', 'sent'))
		ORDER BY i.id DESC LIMIT `+db.Arg(&args, page), args...)
}

// RunRow is a run with what became of its lines.
type RunRow struct {
	Run
	Body     string `db:"body" json:"body"`
	By       string `db:"by_name" json:"by"`
	Lines    int    `db:"lines" json:"lines"`
	Accepted int    `db:"accepted" json:"accepted"`
	Refused  int    `db:"refused" json:"refused"`
	Filter   Filter `db:"-" json:"filter" doc:"What it took; empty: everything that waited"`
}

const runRow = `
	SELECT r.id, r.body_id, r.mode, r.day, r.filter, r.started_by, r.started_at, b.short_name AS body, coalesce(e.short_name, '') AS by_name,
	       (SELECT count(*) FROM pos_ledger l WHERE l.run_id = r.id) AS lines,
	       (SELECT count(*) FROM pos_ledger l WHERE l.run_id = r.id AND l.state = 'accepted') AS accepted,
	       (SELECT count(*) FROM pos_ledger l WHERE l.run_id = r.id AND l.state = 'refused') AS refused
	  FROM pos_runs r JOIN bodies b ON b.id = r.body_id LEFT JOIN employees e ON e.id = r.started_by`

// Runs lists the newest runs that the actor may see.
func (s *Service) Runs(ctx context.Context, by auth.Actor) ([]RunRow, error) {
	if err := s.mayExport(by); err != nil {
		return nil, err
	}
	args := []any{by.BodyID}
	where := "r.body_id = $1"
	if all, err := s.overAll(ctx, s.db, by); err != nil {
		return nil, err
	} else if all {
		where, args = "TRUE", nil
	}
	list, err := db.All[RunRow](ctx, s.db, runRow+" WHERE "+where+" ORDER BY r.id DESC LIMIT 50", args...)
	for i := range list {
		if text := list[i].Run.Filter; text != "" {
			err = errors.Join(err, json.Unmarshal([]byte(text), &list[i].Filter))
		}
	}
	return list, err
}

// Protocol are the lines of a run; those that failed stand first.
func (s *Service) Protocol(ctx context.Context, by auth.Actor, runID int64) ([]LineRow, error) {
	if err := s.mayExport(by); err != nil {
		return nil, err
	}
	body, err := db.One[int64](ctx, s.db, "SELECT body_id FROM pos_runs WHERE id = $1", runID)
	if err := db.Absent(err, "pos.run_not_found", runID); err != nil {
		return nil, err
	}
	all, err := s.overAll(ctx, s.db, by)
	if err != nil {
		return nil, err
	}
	if !all && body != by.BodyID {
		return nil, fail.New(fail.NotFound, "pos.run_not_found", "run %d of another body", runID)
	}
	return db.All[LineRow](ctx, s.db, lineRow+" WHERE l.run_id = $1 ORDER BY CASE l.state WHEN 'refused' THEN 0 ELSE 1 END, l.id LIMIT 1000", runID)
}

// Resend sends a refused line again, mended or as it was; the platform knows it by its key. No card is made of it.
func (s *Service) Resend(ctx context.Context, by auth.Actor, lineID int64) error {
	if err := s.mayExport(by); err != nil {
		return err
	}
	var letter *int64
	err := s.db.Tx(ctx, by, func(tx *db.Tx) error {
		l, err := lineByID(ctx, tx, lineID, tx.Words().Lock)
		if err != nil {
			return err
		}
		all, err := s.overAll(ctx, tx, by)
		if err != nil {
			return err
		}
		if l.Direction != Out || !all && (l.BodyID == nil || *l.BodyID != by.BodyID) {
			return fail.New(fail.NotFound, "pos.line_not_found", "line %d of another body", lineID)
		}
		if l.State != Refused {
			return fail.New(fail.Conflict, "pos.still_sent", "line %d is %s", lineID, l.State)
		}
		l.State, l.Error, l.Batch, letter = Ready, "", "", l.LetterID
		if err := saveLine(ctx, tx, &l); err != nil {
			return err
		}
		if letter != nil { // the card says again that its answer is on the way
			if err := s.Dispatch.SendAgain(ctx, tx, *letter); err != nil {
				return err
			}
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "pos.resent", Object: audit.Ref{Kind: "pos_line", ID: lineID}})
	})
	return err
}

// Panel is what the card of an appeal shows of the exchange.
type Panel struct {
	Item    ItemRow   `json:"item"`
	Lines   []LineRow `json:"lines"`
	Reviews []Review  `json:"reviews"`
	Waiting int       `json:"waiting" doc:"Lines that wait for a run"`
	Export  bool      `json:"export" doc:"The reader may send them"`
}

// Of is the exchange of a card that the actor sees; nil for a card that came otherwise.
func (s *Service) Of(ctx context.Context, by auth.Actor, documentID int64) (*Panel, error) {
	d, err := s.Documents.Open(ctx, s.db, by, documentID)
	if err != nil {
		return nil, err
	}
	item, _, known, err := itemOfCard(ctx, s.db, documentID)
	if err != nil || !known {
		return nil, err
	}
	p := &Panel{Export: s.mayExport(by) == nil && by.BodyID == d.BodyID}
	if p.Item, err = db.One[ItemRow](ctx, s.db, itemRow+" WHERE i.id = $1", item.ID); err != nil {
		return nil, err
	}
	if p.Lines, err = db.All[LineRow](ctx, s.db, lineRow+" WHERE l.document_id = $1 ORDER BY l.id DESC LIMIT 50", documentID); err != nil {
		return nil, err
	}
	for _, l := range p.Lines {
		if l.State == Ready && l.RunID == nil {
			p.Waiting++
		}
	}
	p.Reviews, err = db.All[Review](ctx, s.db, `
		SELECT r.id, r.item_id, r.document_id, i.number, r.score, r.comment, r.closed_at IS NULL AS open, r.conclusion
		  FROM pos_reviews r JOIN pos_items i ON i.id = r.item_id WHERE r.document_id = $1 ORDER BY r.id DESC`, documentID)
	return p, err
}
