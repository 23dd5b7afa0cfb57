package smevstore

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/files"
	"veche/smev"
	"veche/smev/message"
)

// Store is the messages of one box.
type Store struct {
	db    *db.DB
	files *files.Store
	box   string
	*spool
}

// Open opens a box; dir is where files lie while their message is being received.
func Open(d *db.DB, f *files.Store, box, dir string) (*Store, error) {
	s, err := openSpool(f, dir)
	return &Store{db: d, files: f, box: box, spool: s}, err
}

type row struct {
	ID       int64  `db:"id"`
	Body     string `db:"body"`
	Revision int64  `db:"revision"`
}

func (s *Store) tx(ctx context.Context, do func(tx *db.Tx) error) error {
	return s.db.Tx(ctx, auth.System("smev"), do)
}

func read[T any](r row) (*T, error) {
	v := new(T)
	if err := json.Unmarshal([]byte(r.Body), v); err != nil {
		return nil, fmt.Errorf("smevstore: %w", err)
	}
	return v, nil
}

// AddOutgoing is that of smev.Store.
func (s *Store) AddOutgoing(ctx context.Context, o *smev.Outgoing) (kept *smev.Outgoing, err error) {
	err = s.tx(ctx, func(tx *db.Tx) error {
		kept, err = s.AddOutgoingIn(ctx, tx, o)
		return err
	})
	return kept, err
}

// AddOutgoingIn is AddOutgoing in the caller's transaction: a message and what it follows from are one thing.
func (s *Store) AddOutgoingIn(ctx context.Context, tx *db.Tx, o *smev.Outgoing) (*smev.Outgoing, error) {
	added := *o
	added.Revision = 1
	body, err := json.Marshal(&added)
	if err != nil {
		return nil, fmt.Errorf("smevstore: %w", err)
	}
	ids, err := db.All[int64](ctx, tx, `
		INSERT INTO smev_outgoing (box, message_id, key, pending, next_at, body, revision) VALUES ($1, $2, $3, $4, $5, $6, 1)
		ON CONFLICT (box, key) DO NOTHING RETURNING id`, s.box, added.ID, orNull(added.Key), added.Pending(), stamp(added.Next), string(body))
	if err != nil {
		return nil, err
	}
	if len(ids) == 0 { // the same was given before
		r, err := db.One[row](ctx, tx, "SELECT id, body, revision FROM smev_outgoing WHERE box = $1 AND key = $2", s.box, added.Key)
		if err != nil {
			return nil, err
		}
		return outgoing(r)
	}
	return &added, s.name(ctx, tx, ids[0], added.ID)
}

func (s *Store) name(ctx context.Context, tx *db.Tx, id int64, m message.MessageID) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO smev_identifiers (box, message_id, outgoing_id) VALUES ($1, $2, $3) ON CONFLICT (box, message_id) DO NOTHING`, s.box, m, id)
	return err
}

func orNull(key string) *string {
	if key == "" {
		return nil
	}
	return &key
}

// stamp is a time as the database keeps it.
func stamp(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

func outgoing(r row) (*smev.Outgoing, error) {
	o, err := read[smev.Outgoing](r)
	if err == nil {
		o.Revision = r.Revision
	}
	return o, err
}

func incoming(r row) (*smev.Incoming, error) {
	in, err := read[smev.Incoming](r)
	if err == nil {
		in.Revision = r.Revision
	}
	return in, err
}

// Outgoing is that of smev.Store.
func (s *Store) Outgoing(ctx context.Context, id message.MessageID) (*smev.Outgoing, error) {
	list, err := db.All[row](ctx, s.db, `
		SELECT o.id, o.body, o.revision FROM smev_identifiers i JOIN smev_outgoing o ON o.id = i.outgoing_id
		 WHERE i.box = $1 AND i.message_id = $2`, s.box, id)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("%w: %s", smev.ErrNotFound, id)
	}
	return outgoing(list[0])
}

// DueOutgoing is that of smev.Store.
func (s *Store) DueOutgoing(ctx context.Context, now time.Time, limit int) ([]*smev.Outgoing, error) {
	return due(ctx, s, "smev_outgoing", now, limit, outgoing)
}

// DueIncoming is that of smev.Store.
func (s *Store) DueIncoming(ctx context.Context, now time.Time, limit int) ([]*smev.Incoming, error) {
	return due(ctx, s, "smev_incoming", now, limit, incoming)
}

func due[T any](ctx context.Context, s *Store, table string, now time.Time, limit int, open func(row) (*T, error)) ([]*T, error) {
	order := "next_at, id"
	if table == "smev_incoming" {
		order = "id"
	}
	rows, err := db.All[row](ctx, s.db, "SELECT id, body, revision FROM "+table+" WHERE box = $1 AND pending AND next_at <= $2 ORDER BY "+order+" LIMIT $3",
		s.box, stamp(now), limit)
	if err != nil {
		return nil, err
	}
	list := make([]*T, 0, len(rows))
	for _, r := range rows {
		v, err := open(r)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

// SaveOutgoing is that of smev.Store.
func (s *Store) SaveOutgoing(ctx context.Context, o *smev.Outgoing) error {
	next := *o
	next.Revision++
	body, err := json.Marshal(&next)
	if err != nil {
		return fmt.Errorf("smevstore: %w", err)
	}
	err = s.tx(ctx, func(tx *db.Tx) error {
		names := append([]message.MessageID{o.ID}, o.Earlier...)
		args := []any{s.box}
		ids, err := db.All[int64](ctx, tx, "SELECT DISTINCT outgoing_id FROM smev_identifiers WHERE box = $1 AND message_id IN "+db.In(&args, names), args...)
		if err != nil {
			return err
		}
		if len(ids) != 1 {
			return fmt.Errorf("%w: %s", smev.ErrNotFound, o.ID)
		}
		n, err := tx.Exec(ctx, `
			UPDATE smev_outgoing SET message_id = $1, pending = $2, next_at = $3, body = $4, revision = revision + 1 WHERE id = $5 AND revision = $6`,
			next.ID, next.Pending(), stamp(next.Next), string(body), ids[0], o.Revision)
		if err != nil {
			return err
		}
		if n == 0 {
			return smev.ErrChanged
		}
		return s.name(ctx, tx, ids[0], next.ID)
	})
	if err == nil {
		o.Revision++
	}
	return err
}

// AddIncoming is that of smev.Store: its files are made durable first.
func (s *Store) AddIncoming(ctx context.Context, in *smev.Incoming) (added bool, err error) {
	blobs, err := s.settle(ctx, in)
	if err != nil {
		return false, err
	}
	in.Revision = 1
	body, err := json.Marshal(in)
	if err != nil {
		return false, fmt.Errorf("smevstore: %w", err)
	}
	err = s.tx(ctx, func(tx *db.Tx) error {
		n, err := tx.Exec(ctx, `
			INSERT INTO smev_incoming (box, message_id, pending, next_at, arrived_at, body, revision) VALUES ($1, $2, $3, $4, $5, $6, 1)
			ON CONFLICT (box, message_id) DO NOTHING`, s.box, in.ID, pending(in), stamp(in.Next), stamp(in.Arrived), string(body))
		if added = n == 1; err != nil || !added {
			return err
		}
		tx.Gather()
		return s.keep(ctx, tx, blobs)
	})
	return added, err
}

func pending(in *smev.Incoming) bool { return !in.Handled && in.Refused == "" }

func (s *Store) keep(ctx context.Context, tx *db.Tx, blobs []files.Blob) error {
	for _, b := range blobs {
		if err := s.files.Keep(ctx, tx, b); err != nil {
			return err
		}
	}
	return nil
}

// Incoming is that of smev.Store.
func (s *Store) Incoming(ctx context.Context, id message.MessageID) (*smev.Incoming, error) {
	list, err := db.All[row](ctx, s.db, "SELECT id, body, revision FROM smev_incoming WHERE box = $1 AND message_id = $2", s.box, id)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("%w: %s", smev.ErrNotFound, id)
	}
	return incoming(list[0])
}

// SaveIncoming is that of smev.Store.
func (s *Store) SaveIncoming(ctx context.Context, in *smev.Incoming) error {
	blobs, err := s.settle(ctx, in)
	if err != nil {
		return err
	}
	if err := s.tx(ctx, func(tx *db.Tx) error {
		if err := s.keep(ctx, tx, blobs); err != nil {
			return err
		}
		return s.saveIncoming(ctx, tx, *in)
	}); err != nil {
		return err
	}
	in.Revision++
	return nil
}

func (s *Store) saveIncoming(ctx context.Context, tx *db.Tx, in smev.Incoming) error {
	was := in.Revision
	in.Revision++
	body, err := json.Marshal(&in)
	if err != nil {
		return fmt.Errorf("smevstore: %w", err)
	}
	n, err := tx.Exec(ctx, `
		UPDATE smev_incoming SET pending = $1, next_at = $2, body = $3, revision = revision + 1 WHERE box = $4 AND message_id = $5 AND revision = $6`,
		pending(&in), stamp(in.Next), string(body), s.box, in.ID, was)
	if err == nil && n == 0 {
		err = smev.ErrChanged
	}
	return err
}

// Finish is that of smev.Store.
func (s *Store) Finish(ctx context.Context, in *smev.Incoming, answer *smev.Outgoing) error {
	done := *in
	done.Handled = true
	err := s.tx(ctx, func(tx *db.Tx) error {
		if err := s.saveIncoming(ctx, tx, done); err != nil {
			return err
		}
		if answer == nil {
			return nil
		}
		_, err := s.AddOutgoingIn(ctx, tx, answer)
		return err
	})
	if err == nil {
		in.Handled = true
		in.Revision++
	}
	return err
}
