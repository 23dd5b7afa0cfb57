package audit

import (
	"bytes"
	"fmt"

	"golang.org/x/mod/sumdb/note"

	"veche/internal/platform/audit/proof"
)

// checkpoint is a checkpoint with the note in which it was signed.
type checkpoint struct {
	proof.Checkpoint
	note string
}

// sign makes the signed note of a checkpoint; the origin is the name of the key.
func (c checkpoint) sign(key note.Signer) (string, error) {
	c.Origin = key.Name()
	signed, err := note.Sign(&note.Note{Text: c.Text()}, key)
	if err != nil {
		return "", fmt.Errorf("sign a checkpoint: %w", err)
	}
	return string(signed), nil
}

// readCheckpoint reads a signed note and refuses it unless this key has signed it.
func readCheckpoint(signed string, key note.Verifier) (checkpoint, error) {
	c, err := proof.ReadCheckpoint(signed, key)
	return checkpoint{c, signed}, err
}

func (c checkpoint) holds(t *tree) bool { return c.Size == t.size() && bytes.Equal(c.Root, t.root()) }
