package audit

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
)

// checkpoint says which tree the log is up to a size: a C2SP checkpoint with the moment of sealing as extension line.
type checkpoint struct {
	size uint64
	root []byte
	at   time.Time
	note string // as signed
}

// sign makes the signed note of a checkpoint; the origin is the name of the key.
func (c checkpoint) sign(key note.Signer) (string, error) {
	text := fmt.Sprintf("%s\n%d\n%s\n%s\n", key.Name(), c.size, base64.StdEncoding.EncodeToString(c.root), c.at.UTC().Format(time.RFC3339Nano))
	signed, err := note.Sign(&note.Note{Text: text}, key)
	if err != nil {
		return "", fmt.Errorf("sign a checkpoint: %w", err)
	}
	return string(signed), nil
}

// readCheckpoint reads a signed note and refuses it unless this key has signed it.
func readCheckpoint(signed string, key note.Verifier) (checkpoint, error) {
	n, err := note.Open([]byte(signed), note.VerifierList(key))
	if err != nil {
		return checkpoint{}, fmt.Errorf("the signature does not hold: %w", err)
	}
	lines := strings.Split(n.Text, "\n")
	if len(lines) < 5 || lines[0] != key.Name() {
		return checkpoint{}, fmt.Errorf("it is no checkpoint of %s", key.Name())
	}
	c := checkpoint{note: signed}
	if c.size, err = strconv.ParseUint(lines[1], 10, 63); err != nil {
		return checkpoint{}, fmt.Errorf("its size: %w", err)
	}
	if c.root, err = base64.StdEncoding.DecodeString(lines[2]); err != nil {
		return checkpoint{}, fmt.Errorf("its root: %w", err)
	}
	if c.at, err = time.Parse(time.RFC3339Nano, lines[3]); err != nil {
		return checkpoint{}, fmt.Errorf("its time: %w", err)
	}
	return c, nil
}

func (c checkpoint) holds(t *tree) bool { return c.size == t.size() && bytes.Equal(c.root, t.root()) }
