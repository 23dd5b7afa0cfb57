package audit

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"veche/internal/platform/db"
	"veche/internal/platform/transparency"
	"veche/internal/platform/transparency/proof"
)

// Proof is what somebody takes away to show, without the log, that records stand in it.
type Proof struct {
	Checkpoint string // signed note of the first checkpoint that covers all of them
	Verifier   string // key that reads it
	Records    []Proven
}

// Proven is a record with its place under the seal.
type Proven struct {
	ID int64
	proof.Inclusion
}

// Prove seals what waits and proves the records with these ids, in their order. The same records always get the same
// proof: it is of the first checkpoint that covers them, not of the newest.
func (s *Sealer) Prove(ctx context.Context, ids []int64) (Proof, error) {
	err := s.Seal(ctx)
	if err != nil && !errors.Is(err, transparency.ErrContradiction) {
		err = s.Seal(ctx) // another node was quicker
	}
	if err != nil {
		return Proof{}, err
	}
	p := Proof{Verifier: s.published}
	if len(ids) == 0 {
		return p, nil
	}
	places, err := places(ctx, s.db, ids)
	if err != nil {
		return p, err
	}
	last := int64(0)
	for _, seq := range places {
		last = max(last, seq)
	}
	if p.Checkpoint, err = db.One[string](ctx, s.db, "SELECT note FROM audit_checkpoints WHERE size > $1 ORDER BY size LIMIT 1", last); err != nil {
		return p, fmt.Errorf("find the checkpoint of the records: %w", err)
	}
	c, err := transparency.ReadCheckpoint(p.Checkpoint, s.verifier)
	if err != nil {
		return p, err
	}
	for _, id := range ids {
		one, err := s.prove(ctx, id, uint64(places[id]), c.Size)
		if err != nil {
			return p, fmt.Errorf("prove the record %d: %w", id, err)
		}
		p.Records = append(p.Records, one)
	}
	return p, nil
}

// places tells where the records stand in the tree; one that is not sealed is an error.
func places(ctx context.Context, r db.Reader, ids []int64) (map[int64]int64, error) {
	var args []any
	leaves, err := db.All[dbLeaf](ctx, r, "SELECT seq, audit_id, hash FROM audit_leaves WHERE audit_id IN "+db.In(&args, ids), args...)
	if err != nil {
		return nil, err
	}
	found := make(map[int64]int64, len(leaves))
	for _, leaf := range leaves {
		found[leaf.AuditID] = leaf.Seq
	}
	if len(found) != len(ids) {
		return nil, fmt.Errorf("%d of %d records are sealed", len(found), len(ids))
	}
	return found, nil
}

func (s *Sealer) prove(ctx context.Context, id int64, seq, size uint64) (Proven, error) {
	record, err := db.One[Record](ctx, s.db, "SELECT "+columns+" FROM audit WHERE id = $1", id)
	if err != nil {
		return Proven{}, err
	}
	p := Proven{ID: id}
	if p.Leaf, err = record.sealed(); err != nil {
		return p, err
	}
	hashes, err := s.outside.Inclusion(seq, size)
	if err != nil {
		return p, err
	}
	p.Path = sides(seq, size, hashes)
	return p, nil
}

// sides tells for each hash of a proof on which side of the way to the root it stands (RFC 9162 §2.1.3.2).
func sides(seq, size uint64, hashes [][]byte) []proof.Step {
	path := make([]proof.Step, 0, len(hashes))
	last := size - 1
	for _, hash := range hashes {
		left := seq&1 == 1 || seq == last
		path = append(path, proof.Step{Left: left, Hash: hash})
		for left && seq&1 == 0 && seq != 0 {
			seq, last = seq>>1, last>>1
		}
		seq, last = seq>>1, last>>1
	}
	return path
}

// Certify signs a statement with the key of the log: what the installation says of bytes that it hands out. A text that
// could be read as a checkpoint is refused.
func (s *Sealer) Certify(text string) (string, error) {
	if strings.HasPrefix(text, s.key.Name()+"\n") {
		return "", errors.New("a statement must not look like a checkpoint")
	}
	signed, err := note.Sign(&note.Note{Text: text}, s.key)
	if err != nil {
		return "", fmt.Errorf("sign a statement: %w", err)
	}
	return string(signed), nil
}
