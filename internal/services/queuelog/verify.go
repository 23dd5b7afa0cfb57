package queuelog

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"golang.org/x/mod/sumdb/note"

	"veche/internal/platform/db"
	"veche/internal/platform/transparency"
	"veche/internal/platform/transparency/proof"
	"veche/internal/services/intake"
	"veche/internal/services/receipt"
)

// slack is how far clocks of nodes may differ, and how long a transaction may take between its moment and its commit.
const slack = time.Minute

// Examiner is what an examiner brings: the published key, the folder, and what other people hold.
type Examiner struct {
	Key  string // verifier key of the installation or of this log
	Name string // of the key: the beginning of the origin
	Dir  string // folder of all logs, "" when only others' checkpoints and receipts are to be believed
	Held []receipt.Held
}

// Verify recomputes the order from the rows and compares it with the folder and with what others hold. It writes nothing
// and needs no running server; it reads a log of millions by pages.
func Verify(ctx context.Context, r db.Reader, in *intake.Service, ref Ref, by Examiner) (Report, error) {
	of, err := proof.VerifierOf(by.Key, origin(by.Name, ref))
	if err != nil {
		return Report{}, err
	}
	key, err := note.NewVerifier(of)
	if err != nil {
		return Report{}, fmt.Errorf("read the verifier key of the order: %w", err)
	}
	v := verification{r: r, intake: in, Ref: ref, key: key, report: Report{Troubles: []Trouble{}}, receipts: map[int64]receipt.Receipt{}}
	if by.Dir != "" {
		folder := Folder(by.Dir, ref)
		v.folder = &folder
	}
	for _, step := range []func() error{
		func() error { return v.gather(ctx, by.Held) },
		v.openTiles,
		func() error { return v.walk(ctx) },
		v.nameDiffering,
	} {
		if err := step(); err != nil {
			return v.report, fmt.Errorf("verify the order %d-%d: %w", ref.ServiceID, ref.Year, err)
		}
	}
	return v.report, nil
}

type verification struct {
	Ref
	r      db.Reader
	intake *intake.Service
	folder *transparency.Folder
	key    note.Verifier
	report Report

	checkpoints []transparency.Checkpoint // signed by the key, by size
	receipts    map[int64]receipt.Receipt // of others, by place
	trusted     uint64                    // how far the tiles give the checkpoints

	tile      []byte // leaf hashes of one page of the folder
	tileFrom  uint64
	differing []intake.Accepted // rows that are not what the tiles say
	last      time.Time         // moment of the row before
	broken    bool              // the rows have failed to give a checkpoint
}

// gather collects the checkpoints of the folder, of the database and of others.
func (v *verification) gather(ctx context.Context, held []receipt.Held) error {
	var found []transparency.Found
	if v.folder != nil {
		notes, err := v.folder.Notes()
		if err != nil {
			return err
		}
		found = notes
	}
	type inside struct {
		Size int64  `db:"size"`
		Note string `db:"note"`
	}
	list, err := db.All[inside](ctx, v.r, "SELECT size, note FROM queue_checkpoints WHERE service_id = $1 AND year = $2 ORDER BY size", v.ServiceID, v.Year)
	if err != nil {
		return err
	}
	for _, c := range list {
		found = append(found, transparency.Found{Place: fmt.Sprintf("в базе, размер %d", c.Size), Note: c.Note})
	}
	for _, h := range held {
		r, err := receipt.Read(h.Raw)
		if err != nil {
			found = append(found, transparency.Found{Place: h.Name, Note: string(h.Raw)})
			continue
		}
		if o, err := proof.ReadOffline(r.Proof); err == nil {
			found = append(found, transparency.Found{Place: h.Name, Note: o.Checkpoint})
		}
		v.hold(h.Name, r)
	}
	v.keep(found)
	return nil
}

// hold takes a receipt of somebody else, if its proof holds: anybody can write a file.
func (v *verification) hold(name string, r receipt.Receipt) {
	o, err := proof.ReadOffline(r.Proof)
	if err == nil {
		var c proof.Checkpoint
		leaf := r.Leaf()
		hash := leaf.Hash()
		if c, err = proof.ReadCheckpoint(o.Checkpoint, v.key); err == nil && (o.Index != uint64(r.Sequence-1) || !o.Under(c, hash[:])) {
			err = errors.New("it is not under its checkpoint")
		}
	}
	if err != nil {
		v.report.add(CheckpointForged, 0, "Расписка %s не доказана и не учитывается: %v", name, err)
		return
	}
	v.receipts[r.Sequence] = r
	v.report.Receipts++
}

// keep sorts out the checkpoints that the key has signed, one of each size.
func (v *verification) keep(found []transparency.Found) {
	seen := map[uint64]transparency.Checkpoint{}
	for _, n := range found {
		c, err := transparency.ReadCheckpoint(n.Note, v.key)
		if err != nil {
			v.report.add(CheckpointForged, 0, "Отметка %s не подписана ключом журнала: %v", n.Place, err)
			continue
		}
		if was, twice := seen[c.Size]; twice {
			if !bytes.Equal(was.Root, c.Root) {
				v.report.add(CheckpointSplit, 0, "Отметка %s противоречит другой того же размера %d: журнал раздвоен", n.Place, c.Size)
			}
			continue
		}
		seen[c.Size] = c
		v.checkpoints = append(v.checkpoints, c)
	}
	slices.SortFunc(v.checkpoints, func(a, b transparency.Checkpoint) int { return cmp.Compare(a.Size, b.Size) })
	v.report.Checkpoints = len(v.checkpoints)
	if n := len(v.checkpoints); n > 0 {
		newest := v.checkpoints[n-1]
		v.report.Size, v.report.At = int64(newest.Size), &newest.At
	}
}

// openTiles finds out how far the folder gives the checkpoints.
func (v *verification) openTiles() error {
	if v.folder == nil {
		return nil
	}
	tree, next, broken := transparency.NewTree(), v.checkpoints, false
	err := v.folder.Leaves(uint64(v.report.Size), func(hash []byte) {
		tree.Append(hash)
		tree.Forget()
		for ; len(next) > 0 && next[0].Size == tree.Size(); next = next[1:] {
			if broken = broken || !next[0].Holds(tree); !broken {
				v.trusted = tree.Size()
			}
		}
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err != nil || broken {
		v.report.add(FolderDamaged, 0, "Копия журнала вне базы сходится с отметками только до места %d, а не до %d", v.trusted, v.report.Size)
	}
	return nil
}
