package cards

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

// Act is one thing that was done with the card or with what hangs on it.
type Act struct {
	ID         int64     `json:"id"`
	At         time.Time `json:"at"`
	Action     string    `json:"action" doc:"Code of the act: document.registered"`
	Object     string    `json:"object" enum:"document,resolution,assignment" doc:"What it was done with"`
	ObjectID   int64     `json:"object_id"`
	ActorID    int64     `json:"actor_id" doc:"0: the system"`
	Actor      string    `json:"actor" doc:"As the person was called on that day"`
	ActorPost  string    `json:"actor_post"`
	OnBehalfOf string    `json:"on_behalf_of" doc:"The principal whom the actor replaced or helped"`
	Basis      string    `json:"basis" doc:"Order of the substitution"`
	From       string    `json:"from" doc:"State before"`
	To         string    `json:"to" doc:"State after"`
	Result     string    `json:"result" enum:"ok,denied,error"`
	Changes    []Change  `json:"changes"`
}

// Change is one value that an act brought.
type Change struct {
	Name string `json:"name" doc:"Code of the field"`
	From string `json:"from"`
	To   string `json:"to"`
}

// parts are the objects that hang on a card and whose acts belong to its course; a draft of a resolution is its
// author's own matter (§2.9). Approval, signing and sending write their acts on the card itself.
var parts = []struct{ kind, table, known string }{
	{"resolution", "resolutions", " AND o.state = 'signed'"}, {"assignment", "assignments", ""},
}

// Timeline is the course of a card (Ход): what was done with it, with its resolutions and assignments, the newest
// first. Attempts and views are left to the history.
func (s *Service) Timeline(ctx context.Context, by auth.Actor, id int64, after string, limit int) ([]Act, string, error) {
	d, before, err := s.from(ctx, by, id, after)
	if err != nil {
		return nil, "", err
	}
	args := []any{id, before, limit + 1}
	const acts = ` AND a.id < $2 AND a.result = 'ok' AND a.action NOT IN ('document.seen', 'signature.checked') ORDER BY a.id DESC LIMIT $3`
	query := "SELECT id FROM (SELECT a.id FROM audit a WHERE a.object_kind = 'document' AND a.object_id = $1" + acts + ") AS card"
	for _, p := range parts {
		if by.BodyID != d.BodyID { // orders are the inner matter of the body
			break
		}
		query += fmt.Sprintf(" UNION ALL SELECT id FROM (SELECT a.id FROM %s o JOIN audit a ON a.object_kind = '%s' AND a.object_id = o.id WHERE o.document_id = $1%s"+acts+") AS %s",
			p.table, p.kind, p.known, p.table)
	}
	records, err := db.All[audit.Record](ctx, s.db, "SELECT "+db.Columns[audit.Record]("a")+" FROM ("+query+") AS course JOIN audit a ON a.id = course.id ORDER BY a.id DESC LIMIT $3", args...)
	return pageOf(records, limit, err)
}

// History is everything that the log of acts holds of the card itself, attempts and views too.
func (s *Service) History(ctx context.Context, by auth.Actor, id int64, after string, limit int) ([]Act, string, error) {
	d, before, err := s.from(ctx, by, id, after)
	if err != nil {
		return nil, "", err
	}
	records, err := audit.History(ctx, s.db, d.Ref(), before, limit+1)
	return pageOf(records, limit, err)
}

// from checks that the card is visible and reads the key of the page.
func (s *Service) from(ctx context.Context, by auth.Actor, id int64, after string) (d documents.Document, before int64, err error) {
	if d, err = s.documents.Open(ctx, s.db, by, id); err != nil || after == "" {
		return d, math.MaxInt64, err
	}
	before, err = keyID(after)
	return d, before, err
}

func pageOf(records []audit.Record, limit int, err error) ([]Act, string, error) {
	if err != nil {
		return nil, "", err
	}
	next := ""
	if len(records) > limit {
		records = records[:limit]
		next = fmt.Sprint(records[limit-1].ID)
	}
	acts := make([]Act, 0, len(records))
	for _, r := range records {
		acts = append(acts, Act{
			ID: r.ID, At: r.At, Action: r.Action, Object: r.ObjectKind, ObjectID: r.ObjectID, ActorID: r.ActorID, Actor: r.ActorName, ActorPost: r.ActorPost,
			OnBehalfOf: r.OnBehalfName, Basis: r.Basis, From: r.FromState, To: r.ToState, Result: string(r.Result), Changes: changes(r.Detail.V),
		})
	}
	return acts, next, nil
}

// changes writes the detail of an act as a list: a pair is the value before and after, anything else is the value.
func changes(detail json.RawMessage) []Change {
	list := []Change{}
	var fields map[string]any
	if json.Unmarshal(detail, &fields) != nil { // a subject kept something else than fields
		return list
	}
	for name, value := range fields {
		switch v := value.(type) {
		case []any:
			if len(v) == 2 {
				list = append(list, Change{name, word(v[0]), word(v[1])})
			}
		case map[string]any:
		default:
			list = append(list, Change{Name: name, To: word(v)})
		}
	}
	slices.SortFunc(list, func(a, b Change) int { return strings.Compare(a.Name, b.Name) })
	return list
}

func word(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case float64:
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprint(v)
}
