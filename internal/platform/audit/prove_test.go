package audit_test

import (
	"bytes"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"veche/internal/platform/audit"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/transparency/proof"
)

func TestProve(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := newSealed(t, d)
		l.act(t, 7) // these wait for the seal until they are to be proven
		ids, err := db.All[int64](t.Context(), d, "SELECT id FROM audit ORDER BY id")
		if err != nil || len(ids) != 307 {
			t.Fatalf("%d records, %v", len(ids), err)
		}
		key, err := note.NewVerifier(l.verifier)
		if err != nil {
			t.Fatal(err)
		}
		proven := func(s *audit.Sealer, ids ...int64) audit.Proof {
			p, err := s.Prove(t.Context(), ids)
			if err != nil {
				t.Fatal(err)
			}
			return p
		}
		all := proven(l.sealer, ids...)
		c, err := proof.ReadCheckpoint(all.Checkpoint, key)
		if err != nil || c.Size != 307 || all.Verifier != l.verifier {
			t.Fatalf("checkpoint of %d: %v", c.Size, err)
		}
		for _, one := range all.Records {
			path, err := proof.ReadPath(one.Lines())
			if err != nil || !(proof.Inclusion{Leaf: one.Leaf, Path: path}).Under(c) {
				t.Errorf("the record %d is not under the seal: %v", one.ID, err)
			}
			changed := bytes.Replace(one.Leaf, []byte("registered"), []byte("annulled__"), 1)
			if (proof.Inclusion{Leaf: changed, Path: one.Path}).Under(c) {
				t.Errorf("the record %d may be changed", one.ID)
			}
		}
		first := proven(l.sealer, ids[3], ids[140])
		if c, err := proof.ReadCheckpoint(first.Checkpoint, key); err != nil || c.Size != 200 {
			t.Errorf("the proof of old records is of %d: %v", c.Size, err)
		}
		l.now = l.now.Add(time.Hour)
		l.act(t, 300)
		l.seal(t)
		for name, s := range map[string]*audit.Sealer{"later": l.sealer, "on another node": secondNode(t, l)} {
			if again := proven(s, ids[3], ids[140]); again.Checkpoint != first.Checkpoint || again.Records[1].Lines() != first.Records[1].Lines() {
				t.Errorf("%s the proof is another one", name)
			}
		}
	})
}

func secondNode(t *testing.T, l *sealed) *audit.Sealer {
	s, _ := l.node(t, t.TempDir())
	return s
}

func TestReadPath(t *testing.T) {
	hash := "B5BB9D8014A0F9B1D61E21E796D78DCCDF1352F23CD32812F4850B878AE4944C"
	for _, c := range []struct {
		name, text string
		whole      bool
	}{
		{"two steps", "L " + hash + "\nR " + hash + "\n", true},
		{"no step: the only record", "", true},
		{"another side", "X " + hash + "\n", false},
		{"a short hash", "L " + hash[2:] + "\n", false},
		{"no digits", "L ZZ\n", false},
		{"an empty line", "\n", false},
	} {
		if _, err := proof.ReadPath(c.text); (err == nil) != c.whole {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestCertify(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		l := newSealed(t, d)
		key, err := note.NewVerifier(l.verifier)
		if err != nil {
			t.Fatal(err)
		}
		signed, err := l.sealer.Certify("statement\n1\n")
		if err != nil {
			t.Fatal(err)
		}
		if text, err := proof.Open(signed, key); err != nil || text != "statement\n1\n" {
			t.Errorf("read %q, %v", text, err)
		}
		if _, err := proof.ReadCheckpoint(signed, key); err == nil {
			t.Error("a statement passes for a checkpoint")
		}
		if _, err := l.sealer.Certify(key.Name() + "\n1000000\n"); err == nil {
			t.Error("a checkpoint can be had as a statement")
		}
	})
}
