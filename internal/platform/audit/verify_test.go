package audit_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/transparency-dev/merkle/rfc6962"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

// sealed is a log of 300 acts under a seal: more than one tile.
type sealed struct {
	d        *db.DB
	dir      string
	sealer   *audit.Sealer
	verifier string
	now      time.Time
}

func newSealed(t *testing.T, d *db.DB) *sealed {
	t.Helper()
	l := &sealed{d: d, dir: t.TempDir(), now: time.Date(2026, 11, 20, 5, 0, 0, 0, time.UTC)}
	d.SetClock(func() time.Time { return l.now })
	l.sealer, l.verifier = l.node(t, l.dir)
	for range 3 {
		l.act(t, 100)
		l.seal(t)
		l.now = l.now.Add(time.Hour)
	}
	return l
}

// node is a sealer with a folder; all nodes have the same key.
func (l *sealed) node(t *testing.T, dir string) (*audit.Sealer, string) {
	t.Helper()
	key, verifier, err := audit.OpenKey(filepath.Join(l.dir, "..", "audit.key"), "veche.test/audit")
	if err != nil {
		t.Fatal(err)
	}
	s, err := audit.NewSealer(l.d, dir, key, verifier)
	if err != nil {
		t.Fatal(err)
	}
	return s, verifier
}

func (l *sealed) act(t *testing.T, n int) {
	t.Helper()
	err := l.d.Tx(t.Context(), clerk, func(tx *db.Tx) error {
		for range n {
			e := audit.Entry{Action: "document.registered", Object: letter, From: "new", To: "registered", Detail: map[string]any{"z": 1, "a": "Ёлка <1>"}}
			if err := audit.Write(t.Context(), tx, e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (l *sealed) seal(t *testing.T) {
	t.Helper()
	if err := l.sealer.Seal(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func (l *sealed) verify(t *testing.T) audit.Report {
	t.Helper()
	report, err := audit.Verify(t.Context(), l.d, l.dir, l.verifier)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// exec does what an administrator of the database can do.
func (l *sealed) exec(t *testing.T, statements ...string) {
	t.Helper()
	drop := []string{"DROP TRIGGER IF EXISTS audit_no_update", "DROP TRIGGER IF EXISTS audit_no_delete",
		"DROP TRIGGER IF EXISTS audit_leaves_no_update", "DROP TRIGGER IF EXISTS audit_leaves_no_delete",
		"DROP TRIGGER IF EXISTS audit_checkpoints_no_update", "DROP TRIGGER IF EXISTS audit_checkpoints_no_delete"}
	if l.d.Dialect.Name == "postgres" {
		drop = []string{"ALTER TABLE audit DISABLE TRIGGER ALL", "ALTER TABLE audit_leaves DISABLE TRIGGER ALL", "ALTER TABLE audit_checkpoints DISABLE TRIGGER ALL"}
	}
	err := l.d.Tx(t.Context(), auth.System("intruder"), func(tx *db.Tx) error {
		for _, s := range append(drop, statements...) {
			if _, err := tx.Exec(t.Context(), s); err != nil {
				return fmt.Errorf("%s: %w", s, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

const insertAct = `INSERT INTO audit (at, actor_name, initiator, action, object_kind, object_id, result) VALUES ('2026-11-20 06:30:00+00:00', 'Иванов И. И.', 'user', 'document.signed', 'document', 12, 'ok')`

func TestAnUntouchedLogVerifies(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := newSealed(t, d)
		l.act(t, 5)
		report := l.verify(t)
		if !report.OK() || report.Rows != 305 || report.Sealed != 300 || report.Waiting != 5 || report.Size != 300 || report.Checkpoints != 3 {
			t.Fatal(report)
		}
	})
}

func TestWhatAnAdministratorOfTheDatabaseDoesIsFound(t *testing.T) {
	type want struct {
		kind audit.TroubleKind
		id   int64
		seq  int64
	}
	cases := []struct {
		name string
		do   func(t *testing.T, l *sealed)
		want []want
	}{
		{"an edited row", func(t *testing.T, l *sealed) {
			l.exec(t, "UPDATE audit SET actor_name = 'Иванов И. И.' WHERE id = 42")
		}, []want{{audit.RowChanged, 42, 41}}},
		{"an edited detail", func(t *testing.T, l *sealed) {
			l.exec(t, `UPDATE audit SET detail = '{"a":"Ёлка <2>","z":1}' WHERE id = 42`)
		}, []want{{audit.RowChanged, 42, 41}}},
		{"a row edited together with its leaf", func(t *testing.T, l *sealed) {
			l.exec(t, "UPDATE audit SET actor_name = 'Иванов И. И.' WHERE id = 42")
			l.rehash(t, 42)
		}, []want{{audit.TreeBroken, 0, 100}, {audit.RowChanged, 42, 41}}},
		{"a deleted row", func(t *testing.T, l *sealed) {
			l.exec(t, "DELETE FROM audit WHERE id = 299")
		}, []want{{audit.RowMissing, 299, 298}}},
		{"a row deleted together with its leaf", func(t *testing.T, l *sealed) {
			l.exec(t, "DELETE FROM audit WHERE id = 42", "DELETE FROM audit_leaves WHERE audit_id = 42")
		}, []want{{audit.TreeBroken, 0, 100}, {audit.RowMissing, 0, 41}}},
		{"the last rows deleted together with their leaves and checkpoint", func(t *testing.T, l *sealed) {
			l.exec(t, "DELETE FROM audit WHERE id > 299", "DELETE FROM audit_leaves WHERE audit_id > 299", "DELETE FROM audit_checkpoints WHERE size = 300")
		}, []want{{audit.TreeBroken, 0, 300}, {audit.RowMissing, 0, 299}}},
		{"a row inserted behind a checkpoint", func(t *testing.T, l *sealed) {
			l.exec(t, insertAct)
		}, []want{{audit.RowInserted, 301, -1}}},
		{"a row inserted as if it waited for the seal", func(t *testing.T, l *sealed) {
			l.exec(t, insertAct, "INSERT INTO audit_waiting (audit_id) VALUES (301)")
		}, []want{{audit.RowInserted, 301, -1}}},
		{"a row inserted with an old date and sealed by us", func(t *testing.T, l *sealed) {
			l.exec(t, insertAct, "INSERT INTO audit_waiting (audit_id) VALUES (301)")
			l.act(t, 3)
			l.seal(t)
		}, []want{{audit.RowInserted, 301, 300}}},
		{"a row inserted in the place of another with all leaves moved", func(t *testing.T, l *sealed) {
			l.exec(t, insertAct,
				"UPDATE audit_leaves SET seq = -seq - 2 WHERE seq >= 150", "UPDATE audit_leaves SET seq = -seq - 1 WHERE seq < -1",
				"INSERT INTO audit_leaves (seq, audit_id, hash) SELECT 150, 301, hash FROM audit_leaves WHERE seq = 149")
			l.rehash(t, 301)
		}, []want{{audit.TreeBroken, 0, 200}, {audit.RowInserted, 301, 150}}},
		{"a row that waited for the seal and was deleted", func(t *testing.T, l *sealed) {
			l.act(t, 1)
			l.exec(t, "DELETE FROM audit WHERE id = 301")
		}, []want{{audit.RowMissing, 301, -1}}},
		{"a forged checkpoint in the database", func(t *testing.T, l *sealed) {
			l.exec(t, "UPDATE audit_checkpoints SET note = replace(note, '200', '201') WHERE size = 200")
		}, []want{{audit.CheckpointForged, 0, -1}}},
		{"a forged checkpoint outside", func(t *testing.T, l *sealed) {
			edit(t, filepath.Join(l.dir, "checkpoint"), func(raw string) string { return strings.Replace(raw, "300", "299", 1) })
		}, []want{{audit.CheckpointForged, 0, -1}}},
		{"a damaged tile", func(t *testing.T, l *sealed) {
			edit(t, filepath.Join(l.dir, "tile", "0", "000"), func(raw string) string { return raw[:32*150] + strings.Repeat("x", 32) + raw[32*151:] })
		}, []want{{audit.TilesDamaged, 0, 100}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				l := newSealed(t, d)
				c.do(t, l)
				report := l.verify(t)
				var got []want
				for _, trouble := range report.Troubles {
					got = append(got, want{trouble.Kind, trouble.AuditID, trouble.Seq})
				}
				if !slices.Equal(got, c.want) {
					t.Fatalf("got %v, want %v\n%s", got, c.want, report)
				}
			})
		})
	}
}

// rehash rewrites the leaf of a row as an intruder who knows the program does.
func (l *sealed) rehash(t *testing.T, id int64) {
	t.Helper()
	rows, err := audit.List(t.Context(), l.d, audit.Filter{Before: id + 1, Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	hash, err := audit.LeafHash(rows[0])
	if err != nil {
		t.Fatal(err)
	}
	err = l.d.Tx(t.Context(), auth.System("intruder"), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "UPDATE audit_leaves SET hash = $1 WHERE audit_id = $2", hash, id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func edit(t *testing.T, path string, change func(string) string) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(change(string(raw))), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestTheSealerNeverSignsAContradiction(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := newSealed(t, d)
		l.exec(t, "DELETE FROM audit_leaves WHERE seq >= 250", "DELETE FROM audit_checkpoints WHERE size > 250")
		l.act(t, 1)
		if err := l.sealer.Seal(t.Context()); err == nil || !strings.Contains(err.Error(), "contradicts its seal") {
			t.Fatal(err)
		}
	})
}

func TestANodeBringsItsFolderUpToDate(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := newSealed(t, d)
		first := l.dir
		second, _ := l.node(t, t.TempDir())
		for _, s := range []*audit.Sealer{second, l.sealer, second, l.sealer} {
			l.act(t, 150)
			if err := s.Seal(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		again, _ := l.node(t, first) // after a restart
		l.act(t, 1)
		if err := again.Seal(t.Context()); err != nil {
			t.Fatal(err)
		}
		if report := l.verify(t); !report.OK() || report.Size != 901 || report.Checkpoints != 8 {
			t.Fatal(report)
		}
	})
}

// The folder is readable by anybody who knows C2SP tlog-tiles: the upper tile is made of the roots of the lower ones.
func TestTilesFollowTheSpecification(t *testing.T) {
	l := newSealed(t, dbtest.SQLite(t))
	level := func(path string) (hashes [][]byte) {
		raw, err := os.ReadFile(filepath.Join(l.dir, filepath.FromSlash(path)))
		if err != nil {
			t.Fatal(err)
		}
		return slices.Collect(slices.Chunk(raw, 32))
	}
	leaves := level("tile/0/000")
	if len(leaves) != 256 || len(level("tile/0/001.p/44")) != 44 {
		t.Fatal("the leaves are not in their tiles")
	}
	for len(leaves) > 1 {
		var upper [][]byte
		for pair := range slices.Chunk(leaves, 2) {
			upper = append(upper, rfc6962.DefaultHasher.HashChildren(pair[0], pair[1]))
		}
		leaves = upper
	}
	if top := level("tile/1/000.p/1"); !slices.Equal(top[0], leaves[0]) {
		t.Fatal("the upper tile does not hold the root of the lower one")
	}
}
