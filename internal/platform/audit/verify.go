package audit

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"golang.org/x/mod/sumdb/note"

	"veche/internal/platform/db"
	"veche/internal/platform/transparency"
)

// late is how long a row may be older than the checkpoint before its seal: the longest transaction we allow.
const late = 10 * time.Minute

// Verify recomputes the whole log from the database and compares it with the checkpoints and tiles outside, using the
// verifier key only. It writes nothing and needs no running server.
func Verify(ctx context.Context, r db.Reader, dir, verifierKey string) (Report, error) {
	key, err := note.NewVerifier(verifierKey)
	if err != nil {
		return Report{}, fmt.Errorf("read the verifier key of the audit log: %w", err)
	}
	v := verification{r: r, outside: transparency.Folder{Dir: dir}, key: key, report: Report{Troubles: []Trouble{}}}
	for _, step := range []func(context.Context) error{v.readCheckpoints, v.readTiles, v.readLeaves, v.compareTiles, v.readUnsealed} {
		if err := step(ctx); err != nil {
			return v.report, fmt.Errorf("verify the audit log: %w", err)
		}
	}
	return v.report, nil
}

// verification is the state of Verify.
type verification struct {
	r       db.Reader
	outside transparency.Folder
	key     note.Verifier
	report  Report

	checkpoints []transparency.Checkpoint // signed by the key, by size
	tiles       [][]byte                  // leaf hashes outside, as far as they give a checkpoint
	stray       map[int64]dbLeaf          // leaves that differ from the tiles at their place
	absent      map[int64]bool            // places of the tiles without a leaf
	inside      map[string]bool           // hashes of leaves that stand elsewhere than in the tiles
	named       map[int64]bool            // rows already named in the report
}

type dbLeaf struct {
	Seq     int64  `db:"seq"`
	AuditID int64  `db:"audit_id"`
	Hash    []byte `db:"hash"`
}

// readCheckpoints gathers the checkpoints of the folder and of the database that the key has signed.
func (v *verification) readCheckpoints(ctx context.Context) error {
	found, err := v.outside.Notes()
	if err != nil {
		return err
	}
	outside := len(found)
	inside, err := db.All[struct {
		Size int64  `db:"size"`
		Note string `db:"note"`
	}](ctx, v.r, "SELECT size, note FROM audit_checkpoints ORDER BY size")
	if err != nil {
		return err
	}
	for _, c := range inside {
		found = append(found, transparency.Found{Place: fmt.Sprintf("database, size %d", c.Size), Note: c.Note})
	}
	seen := map[uint64]transparency.Checkpoint{}
	for i, n := range found {
		c, err := transparency.ReadCheckpoint(n.Note, v.key)
		if err != nil {
			v.report.add(CheckpointForged, 0, -1, "checkpoint %s: %v", n.Place, err)
			continue
		}
		if was, ok := seen[c.Size]; ok {
			if !bytes.Equal(was.Root, c.Root) {
				v.report.add(CheckpointForged, 0, -1, "checkpoint %s: another one of size %d has another root", n.Place, c.Size)
			}
			continue
		}
		seen[c.Size] = c
		v.checkpoints = append(v.checkpoints, c)
		if i < outside && int64(c.Size) > v.report.Size {
			v.report.Size, v.report.Root, v.report.At = int64(c.Size), c.Root, &c.At
		}
	}
	slices.SortFunc(v.checkpoints, func(a, b transparency.Checkpoint) int { return cmp.Compare(a.Size, b.Size) })
	v.report.Checkpoints = len(v.checkpoints)
	return nil
}

// readTiles reads the leaf hashes outside and trusts them as far as they give the checkpoints.
func (v *verification) readTiles(context.Context) error {
	var all [][]byte
	trusted, broken := 0, false
	t, next := transparency.NewTree(), v.from(1)
	err := v.outside.Leaves(uint64(v.report.Size), func(hash []byte) {
		all = append(all, hash)
		t.Append(hash)
		t.Forget()
		for ; len(next) > 0 && next[0].Size == t.Size(); next = next[1:] {
			if broken = broken || !next[0].Holds(t); !broken {
				trusted = len(all)
			}
		}
	})
	if err != nil || broken {
		v.report.add(TilesDamaged, 0, int64(trusted), "the tiles outside hold to size %d only, not to %d", trusted, v.report.Size)
	}
	v.tiles = all[:trusted]
	return nil
}

// from gives the checkpoints of at least a size.
func (v *verification) from(size uint64) []transparency.Checkpoint {
	i, _ := slices.BinarySearchFunc(v.checkpoints, size, func(c transparency.Checkpoint, size uint64) int { return cmp.Compare(c.Size, size) })
	return v.checkpoints[i:]
}

// readLeaves walks the sealed rows in the order of the tree.
func (v *verification) readLeaves(ctx context.Context) error {
	v.stray, v.absent, v.inside, v.named = map[int64]dbLeaf{}, map[int64]bool{}, map[string]bool{}, map[int64]bool{}
	t, next, broken := transparency.NewTree(), v.from(1), false
	const page = 2000
	after, place := int64(-1), int64(0)
	for {
		leaves, err := db.All[dbLeaf](ctx, v.r, "SELECT seq, audit_id, hash FROM audit_leaves WHERE seq > $1 ORDER BY seq LIMIT $2", after, page)
		if err != nil {
			return err
		}
		if len(leaves) == 0 {
			break
		}
		last := leaves[len(leaves)-1].Seq
		rows, err := v.rows(ctx, after, last)
		if err != nil {
			return err
		}
		for _, leaf := range leaves {
			v.miss(place, leaf.Seq)
			place = leaf.Seq + 1
			v.checkLeaf(leaf, rows)
			t.Append(leaf.Hash)
			t.Forget()
			for ; len(next) > 0 && next[0].Size == t.Size(); next = next[1:] {
				if !broken && !next[0].Holds(t) {
					broken = true
					v.report.add(TreeBroken, 0, int64(next[0].Size), "the leaves in the database do not give the checkpoint of size %d", next[0].Size)
				}
			}
		}
		after = last
	}
	v.miss(place, int64(len(v.tiles)))
	if !broken && len(next) > 0 {
		v.report.add(TreeBroken, 0, int64(next[0].Size), "the database has %d leaves, a checkpoint has %d", t.Size(), next[len(next)-1].Size)
	}
	v.report.Sealed = int64(t.Size())
	return nil
}

// miss takes note of the places in [from, to) that have no leaf.
func (v *verification) miss(from, to int64) {
	for seq := from; seq < to; seq++ {
		if seq < int64(len(v.tiles)) {
			v.absent[seq] = true
		} else {
			v.report.add(RowMissing, 0, seq, "the leaf %d is not there any more", seq)
		}
	}
}

// rows reads the rows of the leaves in (after, last] by id.
func (v *verification) rows(ctx context.Context, after, last int64) (map[int64]Record, error) {
	list, err := db.All[Record](ctx, v.r, "SELECT "+columns+" FROM audit WHERE id IN (SELECT audit_id FROM audit_leaves WHERE seq > $1 AND seq <= $2)", after, last)
	if err != nil {
		return nil, err
	}
	rows := make(map[int64]Record, len(list))
	for _, r := range list {
		rows[r.ID] = r
	}
	v.report.Rows += int64(len(list))
	return rows, nil
}

// checkLeaf compares a leaf with its row and with the tile.
func (v *verification) checkLeaf(leaf dbLeaf, rows map[int64]Record) {
	switch {
	case leaf.Seq >= int64(len(v.tiles)):
		v.inside[string(leaf.Hash)] = true
	case !bytes.Equal(v.tiles[leaf.Seq], leaf.Hash):
		v.inside[string(leaf.Hash)] = true
		v.stray[leaf.Seq] = leaf
	}
	row, there := rows[leaf.AuditID]
	if !there {
		v.name(RowMissing, leaf.AuditID, leaf.Seq, "row %d, sealed as %d, is not there any more", leaf.AuditID, leaf.Seq)
		return
	}
	hash, err := row.hash()
	if err != nil || !bytes.Equal(hash, leaf.Hash) {
		v.name(RowChanged, leaf.AuditID, leaf.Seq, "row %d (%s, %s) is not what was sealed as %d", row.ID, row.At.Format(time.RFC3339), row.Action, leaf.Seq)
		return
	}
	if before := v.before(uint64(leaf.Seq)); before != nil && row.At.Before(before.At.Add(-late)) {
		v.name(RowInserted, leaf.AuditID, leaf.Seq, "row %d claims %s, but was not there at the checkpoint of %s", row.ID, row.At.Format(time.RFC3339), before.At.Format(time.RFC3339))
	}
}

// before gives the newest checkpoint that does not cover a leaf.
func (v *verification) before(seq uint64) *transparency.Checkpoint {
	i := len(v.checkpoints) - len(v.from(seq+1))
	if i == 0 {
		return nil
	}
	return &v.checkpoints[i-1]
}

func (v *verification) name(kind TroubleKind, id, seq int64, format string, args ...any) {
	v.named[id] = true
	v.report.add(kind, id, seq, format, args...)
}

// compareTiles names the rows whose leaves were rewritten together with them: only the tiles outside know better.
// A leaf is known by its hash, so one row put in or taken out does not accuse all that follow it.
func (v *verification) compareTiles(context.Context) error {
	gone, known := map[int64]bool{}, map[string]bool{}
	for seq := range int64(len(v.tiles)) {
		if _, differs := v.stray[seq]; differs || v.absent[seq] {
			known[string(v.tiles[seq])] = true
			gone[seq] = !v.inside[string(v.tiles[seq])]
		}
	}
	for seq := range int64(len(v.tiles)) {
		leaf, differs := v.stray[seq]
		strange := differs && !known[string(leaf.Hash)]
		switch {
		case strange && v.named[leaf.AuditID]:
		case strange && gone[seq]:
			v.name(RowChanged, leaf.AuditID, seq, "row %d is not what was sealed as %d: its leaf was rewritten too", leaf.AuditID, seq)
		case strange:
			v.name(RowInserted, leaf.AuditID, seq, "row %d was put in as %d after the checkpoint", leaf.AuditID, seq)
		case gone[seq]:
			v.report.add(RowMissing, 0, seq, "the row sealed as %d is not there any more, nor is its leaf", seq)
		}
	}
	return nil
}

// readUnsealed looks at the rows without a leaf: they may only be new ones that wait for the seal.
func (v *verification) readUnsealed(ctx context.Context) error {
	type unsealed struct {
		ID      int64     `db:"id"`
		At      time.Time `db:"at"`
		Waiting bool      `db:"waiting"`
	}
	rows, err := db.All[unsealed](ctx, v.r, `SELECT id, at, EXISTS (SELECT 1 FROM audit_waiting w WHERE w.audit_id = a.id) AS waiting
		FROM audit a WHERE NOT EXISTS (SELECT 1 FROM audit_leaves l WHERE l.audit_id = a.id) ORDER BY id`)
	if err != nil {
		return err
	}
	v.report.Rows += int64(len(rows))
	for _, row := range rows {
		old := v.report.At != nil && row.At.Before(v.report.At.Add(-late))
		switch {
		case !row.Waiting:
			v.name(RowInserted, row.ID, -1, "row %d of %s did not come through the log: it never waited for the seal", row.ID, row.At.Format(time.RFC3339))
		case old:
			v.name(RowInserted, row.ID, -1, "row %d claims %s, but was not there at the checkpoint of %s", row.ID, row.At.Format(time.RFC3339), v.report.At.Format(time.RFC3339))
		default:
			v.report.Waiting++
		}
	}
	lost, err := db.All[int64](ctx, v.r, "SELECT audit_id FROM audit_waiting w WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.id = w.audit_id) ORDER BY audit_id")
	for _, id := range lost {
		v.name(RowMissing, id, -1, "row %d waited for the seal and is not there any more", id)
	}
	return err
}
