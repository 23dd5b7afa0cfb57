package proof

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// Inclusion proves that a record is in the tree of a checkpoint (RFC 6962 §2.1.1). The path names the side on which each
// hash stands, so that an expert can climb it with sha256sum alone.
type Inclusion struct {
	Leaf []byte // the record as it was sealed
	Path []Step
}

// Step is one neighbour on the way from the leaf to the root.
type Step struct {
	Left bool // the neighbour stands on the left
	Hash []byte
}

// Under reports whether the path leads from the record to the root of the checkpoint.
func (i Inclusion) Under(c Checkpoint) bool {
	hash := sha256.Sum256(append([]byte{0}, i.Leaf...))
	for _, step := range i.Path {
		left, right := hash[:], step.Hash
		if step.Left {
			left, right = right, left
		}
		hash = sha256.Sum256(bytes.Join([][]byte{{1}, left, right}, nil))
	}
	return bytes.Equal(hash[:], c.Root)
}

// maxSteps is the height of the tallest tree: its size has 63 bits.
const maxSteps = 63

// Lines writes the path a step a line, "L" or "R" and the hash in capital hexadecimal, as `basenc --base16` reads it.
func (i Inclusion) Lines() string {
	var b strings.Builder
	for _, step := range i.Path {
		side := "R"
		if step.Left {
			side = "L"
		}
		fmt.Fprintf(&b, "%s %X\n", side, step.Hash)
	}
	return b.String()
}

// ReadPath reads what Lines has written.
func ReadPath(text string) ([]Step, error) {
	var path []Step
	for line := range strings.Lines(text) {
		side, digits, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		hash, err := hex.DecodeString(digits)
		if err != nil || len(hash) != sha256.Size || side != "L" && side != "R" || len(path) == maxSteps {
			return nil, fmt.Errorf("step %d of the path is malformed", len(path)+1)
		}
		path = append(path, Step{Left: side == "L", Hash: hash})
	}
	return path, nil
}
