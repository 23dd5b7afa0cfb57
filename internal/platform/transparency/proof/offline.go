package proof

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	merkle "github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
)

// Offline is what shows without the log that a leaf stands in it: place, path and the signed checkpoint (C2SP tlog-proof).
type Offline struct {
	Index      uint64
	Path       [][]byte // RFC 9162 §2.1.3
	Checkpoint string   // signed note
}

const offlineHead = "c2sp.org/tlog-proof@v1"

var errOffline = errors.New("the proof is malformed")

// Text writes it as the specification says.
func (o Offline) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\nindex %d\n", offlineHead, o.Index)
	for _, hash := range o.Path {
		b.WriteString(base64.StdEncoding.EncodeToString(hash) + "\n")
	}
	b.WriteString("\n" + o.Checkpoint)
	return b.String()
}

// ReadOffline reads what Text has written. It says nothing of whether the proof holds.
func ReadOffline(text string) (o Offline, err error) {
	head, checkpoint, whole := strings.Cut(text, "\n\n")
	lines := strings.Split(head, "\n")
	if !whole || len(lines) < 2 || len(lines) > 2+maxSteps || lines[0] != offlineHead {
		return o, errOffline
	}
	number, named := strings.CutPrefix(lines[1], "index ")
	if o.Index, err = strconv.ParseUint(number, 10, 63); err != nil || !named {
		return o, errOffline
	}
	for _, line := range lines[2:] {
		hash, err := base64.StdEncoding.Strict().DecodeString(line)
		if err != nil || len(hash) != rfc6962.DefaultHasher.Size() {
			return o, errOffline
		}
		o.Path = append(o.Path, hash)
	}
	o.Checkpoint = checkpoint
	return o, nil
}

// Under reports whether the path leads from the leaf hash at this place to the root of the checkpoint.
func (o Offline) Under(c Checkpoint, leaf []byte) bool {
	return merkle.VerifyInclusion(rfc6962.DefaultHasher, o.Index, c.Size, leaf, o.Path, c.Root) == nil
}

// Grew reports whether the tree of one checkpoint grew into that of the other: nothing before it was changed.
func Grew(from, to Checkpoint, path [][]byte) bool {
	if from.Size == to.Size {
		return bytes.Equal(from.Root, to.Root)
	}
	return merkle.VerifyConsistency(rfc6962.DefaultHasher, from.Size, to.Size, path, from.Root, to.Root) == nil
}
