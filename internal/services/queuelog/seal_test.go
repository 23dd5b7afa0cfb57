package queuelog_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"veche/cms/reason"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/platform/transparency"
	"veche/internal/services/intake"
	"veche/internal/services/queuelog"
	"veche/internal/services/receipt"
)

const (
	name = "veche.test/order"
	year = 2026
)

var (
	quiet  = slog.New(slog.NewTextHandler(io.Discard, nil))
	school = queuelog.Ref{ServiceID: 12, Year: year}
)

// order is a reception under a log.
type order struct {
	t      *testing.T
	d      *db.DB
	intake *intake.Service
	log    *queuelog.Service
	dir    string
	key    transparency.Key
	now    time.Time
	taken  []intake.Accepted
}

func newOrder(t *testing.T, d *db.DB) *order {
	t.Helper()
	o := &order{t: t, d: d, intake: newIntake(d), dir: t.TempDir(), now: time.Date(year, 4, 1, 11, 0, 0, 0, time.UTC)}
	var now sync.Mutex
	d.SetClock(func() time.Time { now.Lock(); defer now.Unlock(); return o.now })
	key, err := transparency.OpenKey(filepath.Join(t.TempDir(), "order.key"), name)
	if err != nil {
		t.Fatal(err)
	}
	o.key, o.log = key, queuelog.New(d, o.intake, o.dir, key, name, quiet)
	return o
}

// node is another node with this folder.
func (o *order) node(dir string) *queuelog.Service {
	return queuelog.New(o.d, o.intake, dir, o.key, name, quiet)
}

// accept takes n applications, each of its own child, to three schools in turn.
func (o *order) accept(n int) {
	o.t.Helper()
	got, errs := make([]intake.Accepted, n), make([]error, n)
	var all sync.WaitGroup
	for i := range n {
		child := len(o.taken) + i
		all.Go(func() {
			in := intake.Submission{ServiceID: school.ServiceID, VersionID: 1, Applicant: int64(1000 + child), Channel: "portal",
				Subject: fmt.Sprintf("child %d", child), Place: fmt.Sprintf("школа %d", child%3), Form: fmt.Appendf(nil, `{"child":%d}`, child)}
			binary.BigEndian.PutUint64(in.Key[8:], uint64(child)+1)
			got[i], errs[i] = o.intake.Submit(o.t.Context(), in)
		})
	}
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		o.t.Fatal(err)
	}
	o.taken = append(o.taken, got...)
}

func (o *order) seal() {
	o.t.Helper()
	if err := o.log.Seal(o.t.Context()); err != nil {
		o.t.Fatal(err)
	}
}

// day is a reception of 700 applications under three checkpoints, some minutes apart: more than one tile.
func (o *order) day() *order {
	o.t.Helper()
	for _, n := range []int{100, 300, 300} {
		o.accept(n)
		o.now = o.now.Add(time.Second)
		o.seal()
		o.now = o.now.Add(5 * time.Minute)
	}
	return o
}

// at is the application at a place.
func (o *order) at(sequence int64) intake.Accepted {
	o.t.Helper()
	for _, a := range o.taken {
		if a.Sequence == sequence {
			return a
		}
	}
	o.t.Fatalf("nobody stands at %d", sequence)
	return intake.Accepted{}
}

func (o *order) receipt(sequence int64) receipt.Receipt {
	o.t.Helper()
	r, err := o.log.Receipt(o.t.Context(), o.at(sequence), "Запись в первый класс")
	if err != nil {
		o.t.Fatal(err)
	}
	return r
}

func (o *order) file(sequence int64) []byte {
	o.t.Helper()
	raw, err := o.receipt(sequence).JSON()
	if err != nil {
		o.t.Fatal(err)
	}
	return raw
}

func (o *order) examine(raw []byte, held ...receipt.Held) *receipt.Report {
	o.t.Helper()
	report, err := receipt.Examine(raw, receipt.Options{Key: o.key.Verifier, Held: held, Grew: queuelog.Folder(o.dir, school).Consistency})
	if err != nil {
		o.t.Fatal(err)
	}
	return report
}

func code(err error) string {
	if f := (*fail.Error)(nil); errors.As(err, &f) {
		return f.Code
	}
	return fmt.Sprint(err)
}

// exec does what an administrator of the database can do.
func (o *order) exec(statements ...string) {
	o.t.Helper()
	err := o.d.Tx(o.t.Context(), auth.System("intruder"), func(tx *db.Tx) error {
		for _, s := range statements {
			if _, err := tx.Exec(o.t.Context(), s); err != nil {
				return fmt.Errorf("%s: %w", s, err)
			}
		}
		return nil
	})
	if err != nil {
		o.t.Fatal(err)
	}
}

func TestEveryReceiptIsProvenAfterTheNextSeal(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOrder(t, d).day()
		o.accept(1)
		waiting := o.taken[700]
		if r, err := o.log.Receipt(t.Context(), waiting, ""); err != nil || r.Proof != "" {
			t.Fatalf("%q, %v", r.Proof, err)
		}
		o.seal()
		for _, a := range o.taken {
			if report := o.examine(o.file(a.Sequence)); report.Verdict != reason.Valid {
				t.Fatal(report.Russian())
			}
		}
	})
}

func TestWhoDoesNotKnowTheLeafLearnsNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOrder(t, d).day()
		fifth, sixth := o.receipt(5), o.receipt(6)
		for name, c := range map[string]struct {
			ref      queuelog.Ref
			sequence int64
			leaf     receipt.Hash
			size     uint64
			want     string
		}{
			"his own":                      {school, 5, fifth.Hash, 0, "<nil>"},
			"under an older checkpoint":    {school, 5, fifth.Hash, 400, "<nil>"},
			"under a size nobody signed":   {school, 5, fifth.Hash, 401, "receipt.unknown"},
			"under one that was before it": {school, 5, fifth.Hash, 4, "receipt.unknown"},
			"of a neighbour":               {school, 5, sixth.Hash, 0, "receipt.unknown"},
			"of nobody":                    {school, 701, fifth.Hash, 0, "receipt.unknown"},
			"before the first":             {school, 0, fifth.Hash, 0, "receipt.unknown"},
			"of another year":              {queuelog.Ref{ServiceID: 12, Year: 2025}, 5, fifth.Hash, 0, "receipt.unknown"},
		} {
			if _, err := o.log.Prove(t.Context(), c.ref, c.sequence, c.leaf, c.size); code(err) != c.want {
				t.Errorf("%s: %v", name, err)
			}
		}
		o.accept(1)
		last := o.at(701)
		leaf := last.Leaf()
		if _, err := o.log.Prove(t.Context(), school, 701, leaf.Hash(), 0); code(err) != "receipt.not_sealed" {
			t.Error(err)
		}
	})
}

func TestNodesSealTogetherAndNeverContradict(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOrder(t, d)
		nodes := []*queuelog.Service{o.log, o.node(t.TempDir()), o.node(t.TempDir())}
		for range 5 {
			var all sync.WaitGroup
			for _, n := range nodes {
				all.Go(func() {
					if err := n.Seal(t.Context()); err != nil {
						t.Error(err)
					}
				})
			}
			o.accept(120)
			all.Wait()
		}
		o.now = o.now.Add(time.Second)
		for _, n := range nodes {
			if err := n.Seal(t.Context()); err != nil {
				t.Error(err)
			}
			r, err := n.Receipt(t.Context(), o.at(600), "")
			if err != nil {
				t.Fatal(err)
			}
			raw, err := r.JSON()
			if err != nil {
				t.Fatal(err)
			}
			if report := o.examine(raw, receipt.Held{Name: "сосед", Raw: o.file(3)}); report.Verdict != reason.Valid {
				t.Error(report.Russian())
			}
		}
		if report := o.verify(); !report.OK() || report.Size != 600 {
			t.Error(report.Russian())
		}
	})
}
