package transparency

import (
	"bytes"
	"fmt"

	"golang.org/x/mod/sumdb/note"

	"veche/internal/platform/transparency/proof"
)

// Checkpoint is a checkpoint with the note in which it was signed.
type Checkpoint struct {
	proof.Checkpoint
	Note string
}

// Sign makes the signed note of a checkpoint; the origin is the name of the key.
func (c Checkpoint) Sign(key note.Signer) (string, error) {
	c.Origin = key.Name()
	signed, err := note.Sign(&note.Note{Text: c.Text()}, key)
	if err != nil {
		return "", fmt.Errorf("sign a checkpoint: %w", err)
	}
	return string(signed), nil
}

// ReadCheckpoint reads a signed note and refuses it unless this key has signed it.
func ReadCheckpoint(signed string, key note.Verifier) (Checkpoint, error) {
	c, err := proof.ReadCheckpoint(signed, key)
	return Checkpoint{c, signed}, err
}

// Holds reports whether it is of this tree.
func (c Checkpoint) Holds(t *Tree) bool { return c.Size == t.Size() && bytes.Equal(c.Root, t.Root()) }
