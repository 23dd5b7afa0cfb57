package queuelog

import (
	"fmt"
	"strings"
	"time"
)

// TroubleKind says what does not hold.
type TroubleKind string

const (
	ApplicationChanged  TroubleKind = "application_changed"  // it is not what was accepted
	ApplicationMoved    TroubleKind = "application_moved"    // accepted at another place
	ApplicationMissing  TroubleKind = "application_missing"  // it stood in the order and is gone
	ApplicationInserted TroubleKind = "application_inserted" // it was not there in its time
	OutOfOrder          TroubleKind = "out_of_order"         // its moment is not after that of the one before
	CheckpointForged    TroubleKind = "checkpoint_forged"    // not signed by the key
	CheckpointSplit     TroubleKind = "checkpoint_split"     // two of one size contradict each other
	TreeBroken          TroubleKind = "tree_broken"          // the applications do not give a checkpoint
	FolderDamaged       TroubleKind = "folder_damaged"       // the tiles do not give the checkpoints
	ReceiptDiffers      TroubleKind = "receipt_differs"      // somebody holds a receipt of another application at this place
)

// Trouble is one thing that does not hold.
type Trouble struct {
	Kind     TroubleKind `json:"kind"`
	Sequence int64       `json:"sequence,omitempty"` // place in the order, 0 where there is none
	Text     string      `json:"text"`
}

// most is how many troubles are named one by one: one application slipped in at the front moves all that follow.
const mostNamed = 1000

// Report is what Verify found.
type Report struct {
	Applications int64      `json:"applications"`
	Size         int64      `json:"size"` // of the newest checkpoint, wherever it is kept
	At           *time.Time `json:"at,omitempty"`
	Checkpoints  int        `json:"checkpoints"`
	Receipts     int        `json:"receipts"` // of others
	Troubles     []Trouble  `json:"troubles"`
	Unnamed      int64      `json:"unnamed,omitempty"` // troubles beyond those that are named
}

// OK reports whether everything holds.
func (r Report) OK() bool { return len(r.Troubles) == 0 }

// Russian is the report for people.
func (r Report) Russian() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Заявлений %d, под отметкой журнала %d", r.Applications, r.Size)
	if r.At != nil {
		fmt.Fprintf(&b, " (%s)", r.At.UTC().Format("02.01.2006 15:04:05 UTC"))
	}
	fmt.Fprintf(&b, ", отметок %d, чужих расписок %d\n", r.Checkpoints, r.Receipts)
	if r.OK() {
		b.WriteString("✓ Порядок приёма такой, каким он был подписан.\n")
	}
	for _, t := range r.Troubles {
		fmt.Fprintf(&b, "✗ %s\n", t.Text)
	}
	if r.Unnamed > 0 {
		fmt.Fprintf(&b, "✗ и ещё %d мест порядка не сходятся\n", r.Unnamed)
	}
	return b.String()
}

func (r *Report) add(kind TroubleKind, sequence int64, format string, args ...any) {
	if len(r.Troubles) == mostNamed {
		r.Unnamed++
		return
	}
	r.Troubles = append(r.Troubles, Trouble{kind, sequence, fmt.Sprintf(format, args...)})
}
