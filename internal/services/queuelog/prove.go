package queuelog

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"

	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/transparency"
	"veche/internal/platform/transparency/proof"
	"veche/internal/services/intake"
	"veche/internal/services/receipt"
)

// Prove shows that the leaf of a receipt stands at its place of the log, under the newest checkpoint, or under that of a
// size which somebody else holds. Who does not know the leaf learns nothing.
func (s *Service) Prove(ctx context.Context, r Ref, sequence int64, leaf receipt.Hash, size uint64) (proof.Offline, error) {
	q, c, err := s.covering(ctx, r, sequence, size)
	if err != nil {
		return proof.Offline{}, err
	}
	place := uint64(sequence - 1)
	o, err := q.prove(place, leaf, c)
	if errors.Is(err, fs.ErrNotExist) { // an unfinished tile has become a finished one meanwhile
		o, err = q.prove(place, leaf, c)
	}
	return o, err
}

var errUnknown = fail.New(fail.NotFound, "receipt.unknown", "no such leaf at this place")

func (q *queue) prove(place uint64, leaf receipt.Hash, c transparency.Checkpoint) (proof.Offline, error) {
	there, err := q.folder.Leaf(place)
	if err != nil {
		return proof.Offline{}, fmt.Errorf("read the log of the order: %w", err)
	}
	if !bytes.Equal(there, leaf[:]) {
		return proof.Offline{}, errUnknown
	}
	o := proof.Offline{Index: place, Checkpoint: c.Note}
	if o.Path, err = q.folder.Inclusion(place, c.Size); err != nil {
		return o, fmt.Errorf("read the log of the order: %w", err)
	}
	if !o.Under(c.Checkpoint, leaf[:]) {
		return o, fmt.Errorf("the tiles do not lead to the checkpoint of %d: %w", c.Size, transparency.ErrContradiction)
	}
	return o, nil
}

// covering finds the checkpoint under which a place is to be shown.
func (s *Service) covering(ctx context.Context, r Ref, sequence int64, size uint64) (*queue, transparency.Checkpoint, error) {
	var none transparency.Checkpoint
	known, err := db.Exists(ctx, s.db, "SELECT 1 FROM intake_counters WHERE service_id = $1 AND year = $2 AND sequence >= $3", r.ServiceID, r.Year, sequence)
	if err != nil {
		return nil, none, err
	}
	if !known || sequence < 1 || size > 0 && size < uint64(sequence) {
		return nil, none, errUnknown
	}
	q, err := s.of(r)
	if err != nil {
		return nil, none, err
	}
	c, err := s.atLeast(ctx, q, max(uint64(sequence), size))
	if err != nil || size == 0 || size == c.Size {
		return q, c, err
	}
	text, err := db.One[string](ctx, s.db, "SELECT note FROM queue_checkpoints WHERE service_id = $1 AND year = $2 AND size = $3", r.ServiceID, r.Year, int64(size))
	if errors.Is(err, db.ErrNone) {
		return nil, none, errUnknown
	}
	if err != nil {
		return nil, none, err
	}
	c, err = transparency.ReadCheckpoint(text, q.verifier)
	return q, c, err
}

// atLeast is the newest checkpoint of this node, brought up to a size if another node has gone so far.
func (s *Service) atLeast(ctx context.Context, q *queue, size uint64) (transparency.Checkpoint, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.newest.Size < size {
		if err := s.read(ctx, q); err != nil {
			return q.newest, err
		}
		if err := s.catchUp(ctx, q); err != nil {
			return q.newest, err
		}
	}
	if q.newest.Size < size {
		return q.newest, fail.New(fail.Unready, "receipt.not_sealed", "place %d waits for its checkpoint", size).With("retry_after", 2)
	}
	return q.newest, nil
}

// Receipt is what the applicant takes away: with its proof when the log has got so far, and without it in the first seconds.
func (s *Service) Receipt(ctx context.Context, a intake.Accepted, service string) (receipt.Receipt, error) {
	q, err := s.of(Ref{a.ServiceID, a.Year})
	if err != nil {
		return receipt.Receipt{}, err
	}
	made := receipt.New(a.Leaf(), s.Origin(q.Ref), service, q.public)
	o, err := s.Prove(ctx, q.Ref, a.Sequence, made.Hash, 0)
	if f := (*fail.Error)(nil); errors.As(err, &f) && f.Code == "receipt.not_sealed" {
		return made, nil
	}
	if err == nil {
		made.Proof = o.Text()
	}
	return made, err
}
