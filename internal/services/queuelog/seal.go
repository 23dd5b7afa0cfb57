package queuelog

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/transparency"
	"veche/internal/platform/transparency/proof"
)

// atATime is how many leaves are read at once: eight tiles, some milliseconds of work.
const atATime = 2048

// rests is how much longer the sealing rests than it works while a surge is at the door: on two cores a second of
// applications sealed in one piece is a pause for everybody who waits.
const rests = 3

// errBehind says that another node has sealed meanwhile.
var errBehind = errors.New("another node has sealed")

// Seal takes everything that is accepted by now into the logs. A log that contradicts its seal does not stop the others.
func (s *Service) Seal(ctx context.Context) error {
	all, err := s.intake.Series(ctx, s.db)
	if err != nil {
		return fmt.Errorf("seal the order: %w", err)
	}
	var failed []error
	for _, one := range all {
		q, err := s.of(Ref{one.ServiceID, one.Year})
		if err == nil {
			err = s.sealUpTo(ctx, q, uint64(one.Sequence))
		}
		if err != nil {
			failed = append(failed, fmt.Errorf("seal the order %d-%d: %w", one.ServiceID, one.Year, err))
		}
	}
	return errors.Join(failed...)
}

func (s *Service) sealUpTo(ctx context.Context, q *queue, last uint64) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.tree != nil && q.tree.Size() == last {
		return nil
	}
	err := s.seal(ctx, q)
	for errors.Is(err, errBehind) {
		err = s.seal(ctx, q)
	}
	return err
}

// seal brings a log up to date and signs what is new. The tree of the log changes only when all of it is written: an
// attempt that fails leaves nothing but finished tiles, and those come out the same again.
func (s *Service) seal(ctx context.Context, q *queue) error {
	if err := s.read(ctx, q); err != nil {
		return err
	}
	if err := s.catchUp(ctx, q); err != nil {
		return err
	}
	if err := s.anchor(ctx, q); err != nil {
		return err
	}
	next := q.tree.Clone()
	for {
		// Whatever was accepted before this moment is read below.
		moment, began := s.db.Now(), time.Now()
		n, err := s.append(ctx, q, next, atATime)
		if err != nil {
			return err
		}
		if err := q.folder.WriteFinished(next); err != nil {
			return err
		}
		if n == atATime {
			if s.intake.Busy() {
				time.Sleep(rests * time.Since(began))
			}
			continue
		}
		if next.Size() == q.tree.Size() {
			return nil
		}
		c := transparency.Checkpoint{Checkpoint: proof.Checkpoint{Size: next.Size(), Root: next.Root(), At: moment}}
		return s.sign(ctx, q, next, c)
	}
}

// anchor looks whether the last application under the seal is still the same: a database taken back to an older state is
// found before anything is signed over it.
func (s *Service) anchor(ctx context.Context, q *queue) error {
	size := q.tree.Size()
	if size == 0 {
		return nil
	}
	sealed, err := q.folder.Leaf(size - 1)
	if err != nil {
		return err
	}
	there, err := s.intake.Leaves(ctx, s.db, q.ServiceID, q.Year, int64(size-1), 1)
	if err != nil {
		return err
	}
	if len(there) != 1 || !bytes.Equal(there[0], sealed) {
		return fmt.Errorf("the application %d: %w", size, transparency.ErrContradiction)
	}
	return nil
}

// append takes the next leaves into a tree.
func (s *Service) append(ctx context.Context, q *queue, to *transparency.Tree, limit int) (int, error) {
	leaves, err := s.intake.Leaves(ctx, s.db, q.ServiceID, q.Year, int64(to.Size()), limit)
	if err != nil {
		return 0, err
	}
	for _, leaf := range leaves {
		to.Append(leaf)
	}
	return len(leaves), nil
}

// sign puts a checkpoint into the database first, then outside: what is outside is always known inside, so that another
// node cannot go another way.
func (s *Service) sign(ctx context.Context, q *queue, next *transparency.Tree, c transparency.Checkpoint) (err error) {
	if c.Note, err = c.Sign(q.signer); err != nil {
		return err
	}
	err = s.db.Tx(ctx, auth.System("queuelog"), func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "INSERT INTO queue_checkpoints (service_id, year, size, follows, at, note) VALUES ($1, $2, $3, $4, $5, $6)",
			q.ServiceID, q.Year, int64(c.Size), int64(q.tree.Size()), c.At, c.Note)
		return err
	})
	if _, twice := s.db.Dialect.IsUnique(err); twice {
		return errBehind
	}
	if err != nil {
		return err
	}
	return q.take(next, c)
}

// take writes what is signed to the folder.
func (q *queue) take(next *transparency.Tree, signed ...transparency.Checkpoint) error {
	if err := q.folder.Write(next, signed); err != nil {
		return err
	}
	q.tree, q.newest = next, signed[len(signed)-1]
	return nil
}

// catchUp brings the folder up to what is sealed in the database: by another node, or before a power cut. Each checkpoint
// there must follow from the tree here.
func (s *Service) catchUp(ctx context.Context, q *queue) error {
	for {
		notes, err := db.All[string](ctx, s.db, "SELECT note FROM queue_checkpoints WHERE service_id = $1 AND year = $2 AND size > $3 ORDER BY size LIMIT 100",
			q.ServiceID, q.Year, int64(q.tree.Size()))
		if err != nil || len(notes) == 0 {
			return err
		}
		next := q.tree.Clone()
		var signed []transparency.Checkpoint
		for _, text := range notes {
			c, err := transparency.ReadCheckpoint(text, q.verifier)
			if err != nil {
				return fmt.Errorf("a checkpoint in the database: %w: %w", err, transparency.ErrContradiction)
			}
			if err := s.follow(ctx, q, next, c); err != nil {
				return err
			}
			if err := q.folder.WriteFinished(next); err != nil {
				return err
			}
			signed = append(signed, c)
		}
		if err := q.take(next, signed...); err != nil {
			return err
		}
	}
}

// follow takes the leaves up to a checkpoint and compares.
func (s *Service) follow(ctx context.Context, q *queue, next *transparency.Tree, c transparency.Checkpoint) error {
	for next.Size() < c.Size {
		n, err := s.append(ctx, q, next, int(min(atATime, c.Size-next.Size())))
		if err != nil {
			return err
		}
		if n == 0 {
			break
		}
	}
	if !c.Holds(next) {
		return fmt.Errorf("the applications do not give the checkpoint of %d: %w", c.Size, transparency.ErrContradiction)
	}
	return nil
}
