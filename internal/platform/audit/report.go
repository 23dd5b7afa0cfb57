package audit

import (
	"fmt"
	"strings"
	"time"
)

// Trouble is one thing that does not hold.
type Trouble struct {
	Kind    TroubleKind `json:"kind"`
	AuditID int64       `json:"audit_id,omitempty"` // row, where it is known
	Seq     int64       `json:"seq"`                // place in the tree, -1 where there is none
	Text    string      `json:"text"`
}

// TroubleKind says what does not hold.
type TroubleKind string

const (
	RowChanged       TroubleKind = "row_changed"       // the row is not what was sealed
	RowMissing       TroubleKind = "row_missing"       // it was sealed, or waited for the seal, and is gone
	RowInserted      TroubleKind = "row_inserted"      // it was never sealed in its time
	CheckpointForged TroubleKind = "checkpoint_forged" // not signed by the key, or two that contradict each other
	TilesDamaged     TroubleKind = "tiles_damaged"     // the folder does not give its own checkpoints
	TreeBroken       TroubleKind = "tree_broken"       // the database does not give a checkpoint
)

// Report is what Verify found.
type Report struct {
	Rows        int64      `json:"rows"`
	Sealed      int64      `json:"sealed"`
	Waiting     int64      `json:"waiting"` // not sealed yet, and new enough for that
	Checkpoints int        `json:"checkpoints"`
	Size        int64      `json:"size"` // of the newest checkpoint outside the database
	Root        []byte     `json:"root"`
	At          *time.Time `json:"at,omitempty"`
	Troubles    []Trouble  `json:"troubles"`
}

// OK reports whether everything holds.
func (r Report) OK() bool { return len(r.Troubles) == 0 }

// String is the report for the console.
func (r Report) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "rows %d, sealed %d, waiting %d, checkpoints %d, newest of size %d", r.Rows, r.Sealed, r.Waiting, r.Checkpoints, r.Size)
	if r.At != nil {
		fmt.Fprintf(&b, " of %s, root %x", r.At.Format(time.RFC3339), r.Root)
	}
	for _, t := range r.Troubles {
		fmt.Fprintf(&b, "\n%s: %s", t.Kind, t.Text)
	}
	return b.String()
}

func (r *Report) add(kind TroubleKind, id, seq int64, format string, args ...any) {
	r.Troubles = append(r.Troubles, Trouble{kind, id, seq, fmt.Sprintf(format, args...)})
}
