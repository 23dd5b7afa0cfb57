package proof

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
)

// Checkpoint says which tree the log is up to a size: a C2SP checkpoint with the moment of sealing as extension line.
type Checkpoint struct {
	Origin string
	Size   uint64
	Root   []byte
	At     time.Time
}

// Text is what the key signs.
func (c Checkpoint) Text() string {
	return fmt.Sprintf("%s\n%d\n%s\n%s\n", c.Origin, c.Size, base64.StdEncoding.EncodeToString(c.Root), c.At.UTC().Format(time.RFC3339Nano))
}

// ReadCheckpoint reads a signed note and refuses it unless this key has signed it.
func ReadCheckpoint(signed string, key note.Verifier) (Checkpoint, error) {
	text, err := Open(signed, key)
	if err != nil {
		return Checkpoint{}, err
	}
	lines := strings.Split(text, "\n")
	if len(lines) < 5 || lines[0] != key.Name() {
		return Checkpoint{}, fmt.Errorf("it is no checkpoint of %s", key.Name())
	}
	c := Checkpoint{Origin: lines[0]}
	if c.Size, err = strconv.ParseUint(lines[1], 10, 63); err != nil {
		return Checkpoint{}, fmt.Errorf("its size: %w", err)
	}
	if c.Root, err = base64.StdEncoding.DecodeString(lines[2]); err != nil {
		return Checkpoint{}, fmt.Errorf("its root: %w", err)
	}
	if c.At, err = time.Parse(time.RFC3339Nano, lines[3]); err != nil {
		return Checkpoint{}, fmt.Errorf("its time: %w", err)
	}
	return c, nil
}

// Open is the text of a signed note, refused unless this key has signed it.
func Open(signed string, key note.Verifier) (string, error) {
	n, err := note.Open([]byte(signed), note.VerifierList(key))
	if err != nil {
		return "", fmt.Errorf("the signature does not hold: %w", err)
	}
	return n.Text, nil
}
