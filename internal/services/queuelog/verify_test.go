package queuelog_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/transparency"
	"veche/internal/services/queuelog"
	"veche/internal/services/receipt"
)

func (o *order) verify(held ...receipt.Held) queuelog.Report {
	return o.verifyWith(o.dir, held...)
}

func (o *order) verifyWith(dir string, held ...receipt.Held) queuelog.Report {
	o.t.Helper()
	report, err := queuelog.Verify(o.t.Context(), o.d, o.intake, school, queuelog.Examiner{Key: o.key.Verifier, Name: name, Dir: dir, Held: held})
	if err != nil {
		o.t.Fatal(err)
	}
	return report
}

// rehash gives rows the leaf of what they hold now, as an intruder who knows the program does.
func (o *order) rehash(sequences ...int64) {
	o.t.Helper()
	for _, n := range sequences {
		rows, err := o.intake.After(o.t.Context(), o.d, school.ServiceID, school.Year, n-1, 1)
		if err != nil {
			o.t.Fatal(err)
		}
		leaf := rows[0].Leaf()
		hash := leaf.Hash()
		err = o.d.Tx(o.t.Context(), auth.System("intruder"), func(tx *db.Tx) error {
			_, err := tx.Exec(o.t.Context(), "UPDATE intake SET leaf = $1 WHERE service_id = 12 AND sequence = $2", hash[:], n)
			return err
		})
		if err != nil {
			o.t.Fatal(err)
		}
	}
}

// swap exchanges the places of two applications; what names the place stays where it is.
func (o *order) swap(a, b int64) {
	o.t.Helper()
	o.exec("CREATE TABLE places AS SELECT sequence, at, place, place_no FROM intake",
		fmt.Sprintf("UPDATE intake SET sequence = -%d WHERE sequence = %d", a, b),
		fmt.Sprintf("UPDATE intake SET sequence = %d WHERE sequence = %d", b, a),
		fmt.Sprintf("UPDATE intake SET sequence = %d WHERE sequence = -%d", a, a),
		"UPDATE intake SET at = (SELECT p.at FROM places p WHERE p.sequence = intake.sequence)",
		"DROP TABLE places")
}

type want struct {
	kind     queuelog.TroubleKind
	sequence int64
}

func kinds(report queuelog.Report) (got []want) {
	for _, trouble := range report.Troubles {
		got = append(got, want{trouble.Kind, trouble.Sequence})
	}
	return got
}

// tampering is what an administrator of the database can do, with what is found by whom: by the folder outside the
// database, and by people who hold nothing but receipts of the places 42 and 150 and the checkpoint of 400.
var tampering = []struct {
	name   string
	do     func(o *order)
	folder []want
	people []want
}{
	{"an edited form", func(o *order) { o.exec(`UPDATE intake SET form = '{"child":9}' WHERE sequence = 42`) },
		[]want{{queuelog.TreeBroken, 0}, {queuelog.ApplicationChanged, 42}},
		[]want{{queuelog.ReceiptDiffers, 42}, {queuelog.ApplicationChanged, 42}, {queuelog.TreeBroken, 0}}},
	{"another applicant, with the leaf rewritten", func(o *order) {
		o.exec("UPDATE intake SET applicant = 7 WHERE sequence = 42")
		o.rehash(42)
	}, []want{{queuelog.TreeBroken, 0}, {queuelog.ApplicationChanged, 42}},
		[]want{{queuelog.ReceiptDiffers, 42}, {queuelog.TreeBroken, 0}}},
	{"an earlier moment", func(o *order) {
		o.now = o.at(41).At
		o.exec("UPDATE intake SET at = (SELECT w.at FROM intake w WHERE w.sequence = 41) WHERE sequence = 42")
		o.rehash(42)
	}, []want{{queuelog.OutOfOrder, 42}, {queuelog.TreeBroken, 0}, {queuelog.ApplicationChanged, 42}},
		[]want{{queuelog.OutOfOrder, 42}, {queuelog.ReceiptDiffers, 42}, {queuelog.TreeBroken, 0}}},
	{"a better place in the queue", func(o *order) {
		o.exec("UPDATE intake SET place_no = 1 WHERE sequence = 42")
		o.rehash(42)
	}, []want{{queuelog.TreeBroken, 0}, {queuelog.ApplicationChanged, 42}},
		[]want{{queuelog.ReceiptDiffers, 42}, {queuelog.TreeBroken, 0}}},
	{"two applications exchanged", func(o *order) {
		o.swap(42, 660)
		o.rehash(42, 660)
	}, []want{{queuelog.TreeBroken, 0}, {queuelog.ApplicationMoved, 42}, {queuelog.ApplicationMoved, 660}},
		[]want{{queuelog.ReceiptDiffers, 42}, {queuelog.TreeBroken, 0}}},
	{"two applications of one school exchanged with their places in its queue", func(o *order) {
		a, b := o.at(42), o.at(0+o.sameSchool(42))
		o.swap(a.Sequence, b.Sequence)
		o.exec(fmt.Sprintf("UPDATE intake SET place_no = %d WHERE sequence = %d", a.PlaceNo, a.Sequence),
			fmt.Sprintf("UPDATE intake SET place_no = %d WHERE sequence = %d", b.PlaceNo, b.Sequence))
		o.rehash(a.Sequence, b.Sequence)
	}, []want{{queuelog.TreeBroken, 0}, {queuelog.ApplicationMoved, 42}, {queuelog.ApplicationMoved, -1}},
		[]want{{queuelog.ReceiptDiffers, 42}, {queuelog.TreeBroken, 0}}},
	{"a removed application", func(o *order) { o.exec("DELETE FROM intake WHERE sequence = 42") },
		[]want{{queuelog.ApplicationMissing, 42}, {queuelog.TreeBroken, 0}},
		[]want{{queuelog.ApplicationMissing, 42}, {queuelog.TreeBroken, 0}}},
	{"the last applications removed with their checkpoints", func(o *order) {
		o.exec("DELETE FROM intake WHERE sequence > 399", "DELETE FROM queue_checkpoints WHERE size > 100", "UPDATE intake_counters SET sequence = 399")
	}, missing(400, 700), missing(400, 700)},
	{"one slipped in at the end with an old moment", func(o *order) {
		o.exec(slip(701, "2026-04-01 11:00:30+00:00"))
		o.rehash(701)
	}, []want{{queuelog.OutOfOrder, 701}, {queuelog.ApplicationInserted, 701}},
		[]want{{queuelog.OutOfOrder, 701}, {queuelog.ApplicationInserted, 701}}},
	{"one put into the place of another", func(o *order) {
		o.exec("DELETE FROM intake WHERE sequence = 42", slip(42, o.at(42).At.Format("2006-01-02 15:04:05.000000+00:00")))
		o.rehash(42)
	}, []want{{queuelog.TreeBroken, 0}, {queuelog.ApplicationChanged, 42}},
		[]want{{queuelog.ReceiptDiffers, 42}, {queuelog.TreeBroken, 0}}},
}

// sameSchool finds another application to the school of one, after the second checkpoint.
func (o *order) sameSchool(sequence int64) int64 {
	for n := int64(500); ; n++ {
		if o.at(n).Place == o.at(sequence).Place {
			return n
		}
	}
}

func missing(from, to int64) (list []want) {
	for n := from; n <= to; n++ {
		list = append(list, want{queuelog.ApplicationMissing, n})
	}
	return append(list, want{queuelog.TreeBroken, 0})
}

func slip(sequence int64, at string) string {
	return fmt.Sprintf(`INSERT INTO intake (service_id, year, sequence, at, version_id, key, applicant, channel, subject, place, place_no, salt, draft_id, form)
		SELECT 12, 2026, %d, '%s', 1, substr(salt, 1, 8), 5, 'portal', 'slipped in', 'школа 1', 1, salt, 0, '{}' FROM intake WHERE sequence = 1`, sequence, at)
}

func TestWhatAnAdministratorOfTheDatabaseDoesIsFound(t *testing.T) {
	for _, c := range tampering {
		t.Run(c.name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				o := newOrder(t, d).day()
				held := []receipt.Held{{Name: "расписка 42", Raw: o.file(42)}, {Name: "расписка 150", Raw: o.file(150)}}
				held = append(held, receipt.Held{Name: "отметка", Raw: o.note(400)})
				if report := o.verify(held...); !report.OK() || report.Applications != 700 || report.Receipts != 2 || report.Size != 700 {
					t.Fatal(report.Russian())
				}
				c.do(o)
				check(t, o.verify(), c.folder)

				// The folder is lost with the checkpoints of the database: the proof is what people hold.
				o.exec("DELETE FROM queue_checkpoints")
				check(t, o.verifyWith("", held...), c.people)
			})
		})
	}
}

// check compares what was found; a place of -1 is any place.
func check(t *testing.T, report queuelog.Report, wanted []want) {
	t.Helper()
	got := kinds(report)
	same := slices.EqualFunc(got, wanted, func(a, b want) bool { return a.kind == b.kind && (b.sequence == -1 || a.sequence == b.sequence) })
	if !same {
		t.Errorf("got %v, want %v\n%s", got, wanted, report.Russian())
	}
}

func mentions(found []want, kind queuelog.TroubleKind) bool {
	return slices.ContainsFunc(found, func(w want) bool { return w.kind == kind })
}

// note is the signed checkpoint of a size as somebody has copied it.
func (o *order) note(size int) []byte {
	o.t.Helper()
	note, err := db.One[string](o.t.Context(), o.d, "SELECT note FROM queue_checkpoints WHERE size = $1", size)
	if err != nil {
		o.t.Fatal(err)
	}
	return []byte(note)
}

// Whoever has the database, the folder and the key can make another history; he cannot make others forget the first one.
func TestAHistoryMadeAnewWithTheKeyContradictsWhatOthersHold(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOrder(t, d).day()
		first, note, later := o.file(42), o.note(400), o.receipt(600)
		o.exec("UPDATE intake SET applicant = 7 WHERE sequence = 42", "DELETE FROM queue_checkpoints")
		o.rehash(42)
		if err := os.RemoveAll(o.dir); err != nil {
			t.Fatal(err)
		}
		o.log = o.node(o.dir)
		o.seal()
		if report := o.verify(); !report.OK() {
			t.Fatalf("the intruder was not thorough: %s", report.Russian())
		}
		if got := kinds(o.verify(receipt.Held{Name: "отметка", Raw: note})); !slices.Equal(got, []want{{queuelog.FolderDamaged, 0}, {queuelog.TreeBroken, 0}}) {
			t.Errorf("by a checkpoint: %v", got)
		}
		if got := kinds(o.verify(receipt.Held{Name: "расписка", Raw: first})); !mentions(got, queuelog.ReceiptDiffers) || !mentions(got, queuelog.CheckpointSplit) {
			t.Errorf("by a receipt: %v", got)
		}
		// The neighbour asks for his receipt anew and lays the old one beside it.
		old, err := later.JSON()
		if err != nil {
			t.Fatal(err)
		}
		if report := o.examine(o.file(600), receipt.Held{Name: "старая", Raw: old}); !found(report, receipt.HeldContradicts) {
			t.Error(report.Russian())
		}
		if report := o.examine(o.file(600), receipt.Held{Name: "отметка", Raw: note}); !found(report, receipt.HeldContradicts) {
			t.Error(report.Russian())
		}
	})
}

func found(report *receipt.Report, code receipt.Code) bool {
	return slices.ContainsFunc(report.Findings, func(f receipt.Finding) bool { return f.Code == code })
}

func TestTheLogNeverSignsAContradiction(t *testing.T) {
	for name, do := range map[string]func(o *order){
		"applications taken back": func(o *order) { o.exec("DELETE FROM intake WHERE sequence > 690") },
		"an older state of the database": func(o *order) {
			o.exec("DELETE FROM intake WHERE sequence > 690", "UPDATE intake_counters SET sequence = 690", "DELETE FROM queue_checkpoints WHERE size = 700")
			o.accept(30)
		},
		"a gap": func(o *order) { o.exec("UPDATE intake SET sequence = 703 WHERE sequence = 702") },
	} {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				o := newOrder(t, d).day()
				o.accept(2)
				do(o)
				for who, log := range map[string]*queuelog.Service{"the node": o.log, "after a restart": o.node(o.dir)} {
					if err := log.Seal(t.Context()); err == nil {
						t.Errorf("%s has sealed it", who)
					}
				}
				if n, err := db.One[int](t.Context(), d, "SELECT count(*) FROM queue_checkpoints WHERE size > 700"); err != nil || n != 0 {
					t.Errorf("%d checkpoints, %v", n, err)
				}
			})
		})
	}
}

// A power cut may take tiles that were not forced to the disk.
func TestLostTilesAreMadeAnew(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOrder(t, d).day()
		tiles := filepath.Join(queuelog.Folder(o.dir, school).Dir, "tile")
		if err := os.Truncate(filepath.Join(tiles, "0", "001"), 100); err != nil {
			t.Fatal(err)
		}
		if err := os.RemoveAll(filepath.Join(tiles, "1")); err != nil {
			t.Fatal(err)
		}
		o.log = o.node(o.dir)
		o.accept(1)
		o.seal()
		o.now = o.now.Add(time.Minute)
		if report := o.verify(); !report.OK() || report.Size != 701 {
			t.Error(report.Russian())
		}
		// But never from applications that do not give the checkpoint any more.
		if err := os.Truncate(filepath.Join(tiles, "0", "001"), 100); err != nil {
			t.Fatal(err)
		}
		o.exec("UPDATE intake SET applicant = 7 WHERE sequence = 42")
		o.rehash(42)
		o.accept(1)
		if err := o.node(o.dir).Seal(t.Context()); err == nil || !strings.Contains(err.Error(), transparency.ErrContradiction.Error()) {
			t.Error(err)
		}
	})
}
