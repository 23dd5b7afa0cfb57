package audit

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Ref names an object of the business: its kind, its id, and how people call it.
type Ref struct {
	Kind  string `json:"kind"`
	ID    int64  `json:"id"`
	Title string `json:"title"`
}

// Entry is what a use case tells about its act; the rest is known from the transaction.
type Entry struct {
	Action     string // document.registered
	Object     Ref
	From, To   string       // states before and after
	OnBehalfOf *auth.Person // the principal whom the actor replaces or helps
	Effect     string       // what the act brought about, in the words of the order
	Detail     any          // old and new values; never secrets
}

// Result says what came of an act.
type Result string

const (
	ResultOK     Result = "ok"
	ResultDenied Result = "denied"
	ResultError  Result = "error"
)

// Write adds the row of an act to the transaction of the act.
func Write(ctx context.Context, tx *db.Tx, e Entry) error { return write(ctx, tx, e, ResultOK) }

// Denied writes a refused act in a transaction of its own and returns the refusal, so that a use case can end with
// `return audit.Denied(…)`. It must be called outside of any transaction.
func Denied(ctx context.Context, d *db.DB, by auth.Actor, e Entry, refusal error) error {
	result := ResultError
	if kind := fail.KindOf(refusal); kind == fail.Denied || kind == fail.SignedOut {
		result = ResultDenied
	}
	if e.Effect == "" {
		e.Effect = fail.Code(refusal)
	}
	ctx = context.WithoutCancel(ctx) // who hangs up does not take the row of his attempt with him
	err := d.Tx(ctx, by, func(tx *db.Tx) error { return write(ctx, tx, e, result) })
	return errors.Join(written{refusal}, err)
}

// written marks a refusal whose row stands in the log already.
type written struct{ error }

func (w written) Unwrap() error { return w.error }

// Written reports whether the subject itself has written the refusal: the door then adds no second row.
func Written(refusal error) bool {
	var w written
	return errors.As(refusal, &w)
}

// Seen writes that somebody read personal data or a document of limited distribution (152-ФЗ ст. 19).
func Seen(ctx context.Context, d *db.DB, by auth.Actor, object Ref) error {
	return d.Tx(ctx, by, func(tx *db.Tx) error {
		return write(ctx, tx, Entry{Action: object.Kind + ".seen", Object: object}, ResultOK)
	})
}

// unsealedRow names a row that waits for the seal.
type unsealedRow struct {
	AuditID int64 `db:"audit_id"`
}

func write(ctx context.Context, tx *db.Tx, e Entry, result Result) error {
	detail, err := json.Marshal(e.Detail)
	if err != nil {
		return fmt.Errorf("encode the detail of %s: %w", e.Action, err)
	}
	row := Record{
		At:          tx.Now,
		ActorID:     tx.By.PersonID,
		ActorName:   tx.By.Name,
		ActorPost:   tx.By.Post,
		BodyID:      tx.By.BodyID,
		SessionID:   tx.By.SessionID,
		Address:     tx.By.Address,
		RequestID:   tx.By.RequestID,
		Initiator:   "user",
		Action:      e.Action,
		ObjectKind:  e.Object.Kind,
		ObjectID:    e.Object.ID,
		ObjectTitle: e.Object.Title,
		Effect:      e.Effect,
		Result:      result,
		FromState:   e.From,
		ToState:     e.To,
		Detail:      db.JSON[json.RawMessage]{V: detail},
	}
	if tx.By.System {
		row.Initiator = "rule"
	}
	if p := e.OnBehalfOf; p != nil {
		row.OnBehalfID, row.OnBehalfName, row.Basis = p.ID, p.Name, p.Basis
	}
	id, err := db.Insert(ctx, tx, "audit", row)
	if err != nil {
		return fmt.Errorf("write the audit row of %s: %w", e.Action, err)
	}
	if _, err := db.Insert(ctx, tx, "audit_waiting", unsealedRow{id}); err != nil {
		return fmt.Errorf("put the audit row of %s before the seal: %w", e.Action, err)
	}
	return nil
}
