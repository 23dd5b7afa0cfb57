package receipt_test

import (
	"crypto/rand"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"veche/cms/reason"
	"veche/internal/platform/transparency/proof"
	"veche/internal/services/receipt"
)

const log = "veche.test/order/12/2026"

// register is a log of two leaves, sealed ten seconds after the first.
type register struct {
	t        *testing.T
	signer   note.Signer
	verifier string
	leaves   []receipt.Leaf
	at       time.Time
}

func newRegister(t *testing.T) *register {
	t.Helper()
	private, verifier, err := note.GenerateKey(rand.Reader, log)
	must(t, err)
	signer, err := note.NewSigner(private)
	must(t, err)
	first, second := sample(), sample()
	first.Sequence, first.Number = 1, "12-2026-000001"
	second.Sequence, second.Number, second.At, second.PlaceNo = 2, "12-2026-000002", first.At.Add(time.Microsecond), 18
	return &register{t, signer, verifier, []receipt.Leaf{first, second}, first.At.Add(10 * time.Second)}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// note signs the tree of so many leaves.
func (r *register) note(size int) string {
	r.t.Helper()
	root := r.leaves[0].Hash()
	if size == 2 {
		root = parent(r.leaves[0].Hash(), r.leaves[1].Hash())
	}
	c := proof.Checkpoint{Origin: log, Size: uint64(size), Root: root[:], At: r.at}
	signed, err := note.Sign(&note.Note{Text: c.Text()}, r.signer)
	must(r.t, err)
	return string(signed)
}

// receipt is that of one of the two, under the tree of both.
func (r *register) receipt(i int, change ...func(*receipt.Receipt)) []byte {
	r.t.Helper()
	made := receipt.New(r.leaves[i], log, "Запись в первый класс", r.verifier)
	other := r.leaves[1-i].Hash()
	made.Proof = proof.Offline{Index: uint64(i), Path: [][]byte{other[:]}, Checkpoint: r.note(2)}.Text()
	for _, c := range change {
		c(&made)
	}
	raw, err := made.JSON()
	must(r.t, err)
	return raw
}

func codes(report *receipt.Report) (list []receipt.Code) {
	for _, f := range report.Findings {
		list = append(list, f.Code)
	}
	return list
}

func TestExamine(t *testing.T) {
	stranger := newRegister(t)
	for _, c := range []struct {
		name   string
		change func(r *register, f *receipt.Receipt)
		held   func(r *register) string
		own    bool // the key of the receipt alone
		want   receipt.Code
		weigh  reason.Verdict
	}{
		{name: "a receipt as it was given", want: receipt.Included, weigh: reason.Valid},
		{name: "with its own key alone", own: true, want: receipt.KeyAlone, weigh: reason.Indeterminate},
		{name: "in the first seconds", change: func(_ *register, f *receipt.Receipt) { f.Proof = "" }, want: receipt.ProofAbsent, weigh: reason.Indeterminate},
		{name: "an earlier moment", change: func(_ *register, f *receipt.Receipt) { f.At = f.At.Add(-time.Microsecond) }, want: receipt.LeafDiffers, weigh: reason.Invalid},
		{name: "an earlier moment and its leaf", change: func(_ *register, f *receipt.Receipt) {
			f.At = f.At.Add(-time.Microsecond)
			l := f.Leaf()
			f.Hash = l.Hash()
		}, want: receipt.NotIncluded, weigh: reason.Invalid},
		{name: "another place", change: func(_ *register, f *receipt.Receipt) {
			f.Sequence = 2
			l := f.Leaf()
			f.Hash = l.Hash()
		}, want: receipt.NotIncluded, weigh: reason.Invalid},
		{name: "a later moment than its seal", change: func(r *register, f *receipt.Receipt) {
			r.at = f.At.Add(-time.Hour)
			other := r.leaves[1].Hash()
			f.Proof = proof.Offline{Path: [][]byte{other[:]}, Checkpoint: r.note(2)}.Text()
		}, want: receipt.SealedBefore, weigh: reason.Invalid},
		{name: "a broken proof", change: func(_ *register, f *receipt.Receipt) { f.Proof = f.Proof[10:] }, want: receipt.ProofMalformed, weigh: reason.Invalid},
		{name: "a checkpoint of another size", change: func(_ *register, f *receipt.Receipt) { f.Proof = strings.Replace(f.Proof, "\n2\n", "\n3\n", 1) }, want: receipt.CheckpointForged, weigh: reason.Invalid},
		{name: "a key of somebody else in the receipt", change: func(_ *register, f *receipt.Receipt) { f.Key = stranger.verifier }, want: receipt.KeyDiffers, weigh: reason.Invalid},
		{name: "the log of another service", change: func(_ *register, f *receipt.Receipt) { f.ServiceID = 13 }, want: receipt.OtherLog, weigh: reason.Invalid},
		{name: "the same checkpoint elsewhere", held: func(r *register) string { return r.note(2) }, want: receipt.HeldAgrees, weigh: reason.Valid},
		{name: "another tree of this size elsewhere", held: func(r *register) string {
			r.leaves[1].PlaceNo = 1
			return r.note(2)
		}, want: receipt.HeldContradicts, weigh: reason.Invalid},
		{name: "a smaller one without a copy of the log", held: func(r *register) string { return r.note(1) }, want: receipt.HeldNotCompared, weigh: reason.Indeterminate},
		{name: "one of a stranger", held: func(*register) string { return stranger.note(2) }, want: receipt.HeldMalformed, weigh: reason.Indeterminate},
		{name: "one of another log", held: func(r *register) string { return strings.ReplaceAll(r.note(2), log, "veche.test/order/13/2026") }, want: receipt.HeldForeign, weigh: reason.Valid},
		{name: "a neighbour behind", held: func(r *register) string { return string(r.receipt(1)) }, want: receipt.NeighbourInOrder, weigh: reason.Valid},
		{name: "a neighbour who came earlier", held: func(r *register) string {
			r.leaves[1].At = r.leaves[0].At.Add(-time.Second)
			return string(r.receipt(1))
		}, want: receipt.NeighbourDisorder, weigh: reason.Invalid},
		{name: "a neighbour before it in the queue", held: func(r *register) string {
			r.leaves[1].PlaceNo = 3
			return string(r.receipt(1))
		}, want: receipt.NeighbourDisorder, weigh: reason.Invalid},
		{name: "somebody else at its place", held: func(r *register) string {
			r.leaves[0].Content[0]++
			return string(r.receipt(0))
		}, want: receipt.NeighbourSamePlace, weigh: reason.Invalid},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRegister(t)
			raw := r.receipt(0, func(f *receipt.Receipt) {
				if c.change != nil {
					c.change(r, f)
				}
			})
			o := receipt.Options{Key: r.verifier}
			if c.own {
				o.Key = ""
			}
			if c.held != nil {
				o.Held = []receipt.Held{{Name: "сосед", Raw: []byte(c.held(r))}}
			}
			report, err := receipt.Examine(raw, o)
			must(t, err)
			if !slices.Contains(codes(report), c.want) || report.Verdict != c.weigh {
				t.Errorf("got %s %v, want %s %s\n%s", report.Verdict, codes(report), c.weigh, c.want, report.Russian())
			}
		})
	}
}

// Whoever was put in afterwards with an old moment stands behind a checkpoint that does not know him.
func TestALateApplicationIsNamedByACheckpointOfBefore(t *testing.T) {
	r := newRegister(t)
	r.at = r.at.Add(time.Hour)
	before := r.note(1)
	report, err := receipt.Examine(r.receipt(1), receipt.Options{Key: r.verifier, Held: []receipt.Held{{Name: "газета", Raw: []byte(before)}},
		Grew: func(from, to uint64) ([][]byte, error) {
			hash := r.leaves[1].Hash()
			return [][]byte{hash[:]}, nil
		}})
	must(t, err)
	if want := []receipt.Code{receipt.LeafHolds, receipt.Included, receipt.CheckpointSigned, receipt.Late, receipt.HeldGrew}; !slices.Equal(codes(report), want) {
		t.Errorf("got %v, want %v", codes(report), want)
	}
}

// Whatever byte is changed, the receipt is no longer what it was: it cannot be read, does not hold, or says the same.
func TestEveryByteCounts(t *testing.T) {
	r := newRegister(t)
	raw := r.receipt(0)
	was, err := receipt.Read(raw)
	must(t, err)
	for i := range raw {
		flipped := slices.Clone(raw)
		flipped[i] ^= 1
		report, err := receipt.Examine(flipped, receipt.Options{Key: r.verifier})
		if err != nil || report.Verdict != reason.Valid {
			continue
		}
		report.Receipt.Service = was.Service // for the eye alone
		if got, wanted := fmt.Sprint(report.Receipt.Leaf()), fmt.Sprint(was.Leaf()); got != wanted {
			t.Errorf("byte %d %q: %s", i, raw[i], got)
		}
	}
}

func TestReadRefusesWhatIsNoReceipt(t *testing.T) {
	for name, raw := range map[string]string{
		"nothing": "", "another file": `{"a":1}`, "another form": `{"format":"veche receipt 2","sequence":1}`,
		"no place": `{"format":"veche receipt 1"}`, "too long": strings.Repeat(" ", 65<<10) + "{}", "a short hash": `{"format":"veche receipt 1","leaf":"00"}`,
	} {
		if _, err := receipt.Read([]byte(raw)); err == nil {
			t.Errorf("%s is read", name)
		}
	}
}
