package audit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"github.com/transparency-dev/merkle/rfc6962"
)

// leaf is a row as it is sealed: JSON with the fields in this order, times in UTC, detail with sorted keys.
// The shape is frozen. A new column goes to the end with omitempty, so that the leaves of old rows stay what they are.
type leaf struct {
	ID           int64           `json:"id"`
	At           time.Time       `json:"at"`
	ActorID      int64           `json:"actor_id"`
	ActorName    string          `json:"actor_name"`
	ActorPost    string          `json:"actor_post"`
	BodyID       int64           `json:"body_id"`
	OnBehalfID   int64           `json:"on_behalf_id"`
	OnBehalfName string          `json:"on_behalf_name"`
	Basis        string          `json:"basis"`
	SessionID    int64           `json:"session_id"`
	Address      string          `json:"address"`
	RequestID    string          `json:"request_id"`
	Initiator    string          `json:"initiator"`
	Action       string          `json:"action"`
	ObjectKind   string          `json:"object_kind"`
	ObjectID     int64           `json:"object_id"`
	ObjectTitle  string          `json:"object_title"`
	Effect       string          `json:"effect"`
	Result       Result          `json:"result"`
	FromState    string          `json:"from_state"`
	ToState      string          `json:"to_state"`
	Detail       json.RawMessage `json:"detail"`
}

// hash is the RFC 6962 leaf hash of the row.
func (r Record) hash() ([]byte, error) {
	raw, err := r.sealed()
	if err != nil {
		return nil, err
	}
	return rfc6962.DefaultHasher.HashLeaf(raw), nil
}

// sealed is the row in the shape that is hashed.
func (r Record) sealed() ([]byte, error) {
	detail, err := sorted(r.Detail.V)
	if err != nil {
		return nil, fmt.Errorf("read the detail of audit row %d: %w", r.ID, err)
	}
	raw, err := json.Marshal(leaf{
		ID: r.ID, At: r.At.UTC(), ActorID: r.ActorID, ActorName: r.ActorName, ActorPost: r.ActorPost, BodyID: r.BodyID,
		OnBehalfID: r.OnBehalfID, OnBehalfName: r.OnBehalfName, Basis: r.Basis, SessionID: r.SessionID, Address: r.Address,
		RequestID: r.RequestID, Initiator: r.Initiator, Action: r.Action, ObjectKind: r.ObjectKind, ObjectID: r.ObjectID,
		ObjectTitle: r.ObjectTitle, Effect: r.Effect, Result: r.Result, FromState: r.FromState, ToState: r.ToState, Detail: detail,
	})
	if err != nil {
		return nil, fmt.Errorf("encode audit row %d: %w", r.ID, err)
	}
	return raw, nil
}

// sorted is JSON in one spelling: PostgreSQL's jsonb keeps neither the order of keys nor spaces.
func sorted(raw json.RawMessage) (json.RawMessage, error) {
	if len(raw) == 0 {
		return json.RawMessage("null"), nil
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	return json.Marshal(v)
}
