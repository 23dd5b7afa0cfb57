package audit

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"veche/internal/platform/db"
)

// Record is one row of the log.
type Record struct {
	ID           int64                    `db:"id" json:"id"`
	At           time.Time                `db:"at" json:"at"`
	ActorID      int64                    `db:"actor_id" json:"actor_id"`
	ActorName    string                   `db:"actor_name" json:"actor_name"`
	ActorPost    string                   `db:"actor_post" json:"actor_post"`
	BodyID       int64                    `db:"body_id" json:"body_id"`
	OnBehalfID   int64                    `db:"on_behalf_id" json:"on_behalf_id"`
	OnBehalfName string                   `db:"on_behalf_name" json:"on_behalf_name"`
	Basis        string                   `db:"basis" json:"basis"`
	SessionID    int64                    `db:"session_id" json:"session_id"`
	Address      string                   `db:"address" json:"address"`
	RequestID    string                   `db:"request_id" json:"request_id"`
	Initiator    string                   `db:"initiator" json:"initiator" enum:"user,rule"`
	Action       string                   `db:"action" json:"action"`
	ObjectKind   string                   `db:"object_kind" json:"object_kind"`
	ObjectID     int64                    `db:"object_id" json:"object_id"`
	ObjectTitle  string                   `db:"object_title" json:"object_title"`
	Effect       string                   `db:"effect" json:"effect"`
	Result       Result                   `db:"result" json:"result" enum:"ok,denied,error"`
	FromState    string                   `db:"from_state" json:"from_state"`
	ToState      string                   `db:"to_state" json:"to_state"`
	Detail       db.JSON[json.RawMessage] `db:"detail" json:"detail"`
}

const columns = `id, at, actor_id, actor_name, actor_post, body_id, on_behalf_id, on_behalf_name, basis, session_id, address,
	request_id, initiator, action, object_kind, object_id, object_title, effect, result, from_state, to_state, detail`

// Filter chooses rows of the log; what is zero does not narrow it.
type Filter struct {
	Object  Ref // by kind, and by id where it is given
	ActorID int64
	BodyID  int64
	Action  string
	Result  Result
	From    time.Time // the first moment of the first day in the reader's zone
	Until   time.Time // the first moment after the last day
	Before  int64     // id of the last row of the page before
	Limit   int       // 50 when zero
}

// History tells what happened to one object, the newest first; before is the id of the last row of the page before, or 0.
func History(ctx context.Context, r db.Reader, object Ref, before int64, limit int) ([]Record, error) {
	return List(ctx, r, Filter{Object: object, Before: before, Limit: limit})
}

// List tells the rows of the log that pass the filter, the newest first.
func List(ctx context.Context, r db.Reader, f Filter) ([]Record, error) {
	var args []any
	where := []string{"true"}
	narrow := func(use bool, condition string, value any) {
		if use {
			where = append(where, condition+db.Arg(&args, value))
		}
	}
	narrow(f.Object.Kind != "", "object_kind = ", f.Object.Kind)
	narrow(f.Object.ID != 0, "object_id = ", f.Object.ID)
	narrow(f.ActorID != 0, "actor_id = ", f.ActorID)
	narrow(f.BodyID != 0, "body_id = ", f.BodyID)
	narrow(f.Action != "", "action = ", f.Action)
	narrow(f.Result != "", "result = ", f.Result)
	narrow(!f.From.IsZero(), "at >= ", f.From.UTC())
	narrow(!f.Until.IsZero(), "at < ", f.Until.UTC())
	narrow(f.Before != 0, "id < ", f.Before)
	if f.Limit == 0 {
		f.Limit = 50
	}
	return db.All[Record](ctx, r, "SELECT "+columns+" FROM audit WHERE "+strings.Join(where, " AND ")+
		" ORDER BY id DESC LIMIT "+db.Arg(&args, f.Limit), args...)
}
