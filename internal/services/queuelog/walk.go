package queuelog

import (
	"bytes"
	"context"
	"fmt"
	"sort"

	"veche/internal/platform/transparency"
	"veche/internal/services/intake"
	"veche/internal/services/receipt"
)

// walk goes through the rows in their order.
func (v *verification) walk(ctx context.Context) error {
	const page = 2000
	tree, next, after := transparency.NewTree(), v.checkpoints, int64(0)
	for {
		rows, err := v.intake.After(ctx, v.r, v.ServiceID, v.Year, after, page)
		if err != nil {
			return err
		}
		for i := range rows {
			v.miss(after+1, rows[i].Sequence)
			after = rows[i].Sequence
			leaf := rows[i].Leaf()
			hash := leaf.Hash()
			if err := v.look(&rows[i], hash); err != nil {
				return err
			}
			tree.Append(hash[:])
			tree.Forget()
			for ; len(next) > 0 && next[0].Size == tree.Size(); next = next[1:] {
				v.compareRoot(next[0], tree)
			}
		}
		v.report.Applications += int64(len(rows))
		if len(rows) < page {
			break
		}
	}
	v.miss(after+1, v.report.Size+1)
	if len(next) > 0 && !v.broken {
		v.report.add(TreeBroken, 0, "В базе %d заявлений, а отметка журнала поставлена на %d", tree.Size(), v.report.Size)
	}
	for sequence := range v.receipts {
		if sequence > max(after, v.report.Size) {
			v.report.add(ApplicationMissing, sequence, "Заявления %d, на которое выдана расписка, в базе нет", sequence)
		}
	}
	return nil
}

// compareRoot says once where the rows stop giving the checkpoints.
func (v *verification) compareRoot(c transparency.Checkpoint, t *transparency.Tree) {
	if !v.broken && !c.Holds(t) {
		v.broken = true
		v.report.add(TreeBroken, 0, "Заявления в базе не дают отметки размера %d от %s", c.Size, c.At.UTC().Format("02.01.2006 15:04:05 UTC"))
	}
}

// miss names the places in [from, to) that have no row.
func (v *verification) miss(from, to int64) {
	for sequence := from; sequence < to; sequence++ {
		v.report.add(ApplicationMissing, sequence, "Заявления %d больше нет", sequence)
	}
}

// look compares a row with its own leaf, with the tiles, with its neighbours and with what others hold.
func (v *verification) look(row *intake.Accepted, hash receipt.Hash) error {
	if !row.At.After(v.last) {
		v.report.add(OutOfOrder, row.Sequence, "Заявление %s принято не позже предыдущего: %s", row.Number, row.At.UTC().Format("15:04:05.000000"))
	}
	v.last = row.At
	if held, some := v.receipts[row.Sequence]; some && held.Hash != hash {
		v.report.add(ReceiptDiffers, row.Sequence, "Заявление %s – не то, на которое выдана расписка %s от %s", row.Number, held.Number, held.At.UTC().Format("02.01.2006 15:04:05.000000"))
	}
	there, err := v.tileLeaf(uint64(row.Sequence - 1))
	switch {
	case err != nil:
		return err
	case there == nil:
		v.lookUnsealed(row, hash)
	case !bytes.Equal(there, hash[:]):
		v.differing = append(v.differing, *row)
	case !bytes.Equal(row.Hash, hash[:]):
		v.report.add(ApplicationChanged, row.Sequence, "Контрольный код заявления %s в базе – не его", row.Number)
	}
	return nil
}

// lookUnsealed looks at a row of which the tiles know nothing.
func (v *verification) lookUnsealed(row *intake.Accepted, hash receipt.Hash) {
	if !bytes.Equal(row.Hash, hash[:]) {
		v.report.add(ApplicationChanged, row.Sequence, "Заявление %s изменено после приёма", row.Number)
	}
	if before := v.before(row.Sequence); before != nil && row.At.Before(before.At.Add(-slack)) {
		v.report.add(ApplicationInserted, row.Sequence, "Заявление %s вставлено задним числом: его не было при отметке от %s", row.Number, before.At.UTC().Format("02.01.2006 15:04:05 UTC"))
	}
}

// before gives the newest checkpoint that does not cover a place.
func (v *verification) before(sequence int64) *transparency.Checkpoint {
	i := sort.Search(len(v.checkpoints), func(i int) bool { return v.checkpoints[i].Size >= uint64(sequence) })
	if i == 0 {
		return nil
	}
	return &v.checkpoints[i-1]
}

// tileLeaf is the leaf of the folder at a place, nil beyond what can be trusted.
func (v *verification) tileLeaf(index uint64) ([]byte, error) {
	if v.folder == nil || index >= v.trusted {
		return nil, nil
	}
	const width = 256
	if v.tile == nil || index < v.tileFrom || index >= v.tileFrom+width {
		var err error
		v.tileFrom = index - index%width
		if v.tile, err = v.folder.LeavesFrom(v.tileFrom, min(width, v.trusted-v.tileFrom)); err != nil {
			return nil, err
		}
	}
	at := (index - v.tileFrom) * 32
	return v.tile[at : at+32], nil
}

// nameDiffering says of each row that is not what was sealed whether it stood at another place or was changed.
func (v *verification) nameDiffering() error {
	const few = 300 // beyond that nobody reads it, and the comparison is square
	for i := range v.differing {
		row := &v.differing[i]
		if len(v.differing) <= few {
			from, err := v.cameFrom(row)
			if err != nil {
				return err
			}
			if from != 0 {
				v.report.add(ApplicationMoved, row.Sequence, "Заявление, принятое на месте %d, переставлено на место %d", from, row.Sequence)
				continue
			}
		}
		v.report.add(ApplicationChanged, row.Sequence, "Заявление %s – не то, что принято на этом месте", row.Number)
	}
	return nil
}

// cameFrom looks for the place at which the content of a row was accepted. Whoever moves a row gives it the number of the
// new place, and perhaps its moment and its place in the queue too.
func (v *verification) cameFrom(row *intake.Accepted) (int64, error) {
	for i := range v.differing {
		there := &v.differing[i]
		was, err := v.tileLeaf(uint64(there.Sequence - 1))
		if err != nil {
			return 0, err
		}
		numbered := row.Leaf()
		numbered.Sequence, numbered.Number = there.Sequence, there.Number
		timed := numbered
		timed.At = there.At
		queued := timed
		queued.Place, queued.PlaceNo = there.Place, there.PlaceNo
		for _, leaf := range []receipt.Leaf{numbered, timed, queued} {
			if hash := leaf.Hash(); there.Sequence != row.Sequence && bytes.Equal(hash[:], was) {
				return there.Sequence, nil
			}
		}
	}
	return 0, nil
}

// String is the name of a log for people.
func (r Ref) String() string { return fmt.Sprintf("%d-%d", r.ServiceID, r.Year) }
