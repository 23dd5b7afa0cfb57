package transparency_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/transparency-dev/merkle/rfc6962"
	"golang.org/x/mod/sumdb/note"

	"veche/internal/platform/transparency"
	"veche/internal/platform/transparency/proof"
)

const origin = "veche.test/log/1"

func leafHash(i int) []byte { return rfc6962.DefaultHasher.HashLeaf(fmt.Appendf(nil, "leaf %d", i)) }

// signed is a folder with checkpoints of these sizes.
func signed(t *testing.T, dir string, sizes ...int) (transparency.Folder, note.Verifier, []transparency.Checkpoint) {
	t.Helper()
	all, err := transparency.OpenKey(filepath.Join(t.TempDir(), "log.key"), "veche.test")
	must(t, err)
	key, err := all.Of(origin)
	must(t, err)
	signer, err := key.Signer()
	must(t, err)
	verifier, err := note.NewVerifier(key.Verifier)
	must(t, err)
	f := transparency.Folder{Dir: dir, Hasty: true}
	tree := transparency.NewTree()
	var list []transparency.Checkpoint
	for _, size := range sizes {
		for i := int(tree.Size()); i < size; i++ {
			tree.Append(leafHash(i))
		}
		c := transparency.Checkpoint{Checkpoint: proof.Checkpoint{Size: tree.Size(), Root: tree.Root(), At: time.Date(2026, 4, 1, 11, 0, size%60, 0, time.UTC)}}
		c.Note, err = c.Sign(signer)
		must(t, err)
		must(t, f.Write(tree, []transparency.Checkpoint{c}))
		list = append(list, c)
	}
	return f, verifier, list
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestEveryLeafIsProvenUnderEveryCheckpoint(t *testing.T) {
	f, key, list := signed(t, t.TempDir(), 1, 2, 255, 256, 257, 700, 1025)
	for _, made := range list {
		c, err := proof.ReadCheckpoint(made.Note, key)
		must(t, err)
		for i := uint64(0); i < c.Size; i++ {
			path, err := f.Inclusion(i, c.Size)
			must(t, err)
			read, err := proof.ReadOffline(proof.Offline{Index: i, Path: path, Checkpoint: made.Note}.Text())
			must(t, err)
			leaf, err := f.Leaf(i)
			must(t, err)
			if read.Checkpoint != made.Note || !read.Under(c, leaf) || string(leaf) != string(leafHash(int(i))) {
				t.Fatalf("leaf %d is not under the checkpoint of %d", i, c.Size)
			}
			if read.Under(c, leafHash(int(i)+1)) {
				t.Fatalf("another leaf passes at %d of %d", i, c.Size)
			}
			if read.Index++; read.Under(c, leaf) {
				t.Fatalf("leaf %d passes at the next place of %d", i, c.Size)
			}
		}
	}
}

func TestEveryCheckpointGrewIntoTheLaterOnes(t *testing.T) {
	f, key, list := signed(t, t.TempDir(), 1, 2, 255, 256, 257, 700, 1025)
	_, otherKey, other := signed(t, t.TempDir(), 257, 699, 700)
	for i, a := range list {
		from, err := proof.ReadCheckpoint(a.Note, key)
		must(t, err)
		for _, b := range list[i:] {
			to, err := proof.ReadCheckpoint(b.Note, key)
			must(t, err)
			path, err := f.Consistency(from.Size, to.Size)
			must(t, err)
			if !proof.Grew(from, to, path) {
				t.Errorf("%d did not grow into %d", from.Size, to.Size)
			}
			to.Root[0]++
			if proof.Grew(from, to, path) {
				t.Errorf("%d grew into another tree of %d", from.Size, to.Size)
			}
		}
	}
	if _, err := proof.ReadCheckpoint(other[0].Note, key); err == nil {
		t.Error("a checkpoint of another key passes")
	}
	if _, err := proof.ReadCheckpoint(other[0].Note, otherKey); err != nil {
		t.Error(err)
	}
}

func TestAFolderThatLostATileIsNotOpened(t *testing.T) {
	f, key, _ := signed(t, t.TempDir(), 700)
	tree, err := f.Open(key)
	must(t, err)
	if tree.Size() != 700 {
		t.Fatalf("%d leaves", tree.Size())
	}
	must(t, os.Remove(filepath.Join(f.Dir, "tile", "0", "001")))
	if _, err := f.Open(key); !errors.Is(err, transparency.ErrContradiction) {
		t.Fatal(err)
	}
}

func TestReadOfflineRefusesWhatIsMalformed(t *testing.T) {
	hash := "sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08="
	for name, text := range map[string]string{
		"nothing":         "",
		"another version": "c2sp.org/tlog-proof@v2\nindex 1\n\nx",
		"no index":        "c2sp.org/tlog-proof@v1\n" + hash + "\n\nx",
		"a negative one":  "c2sp.org/tlog-proof@v1\nindex -1\n\nx",
		"a short hash":    "c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n\nx",
		"too many steps":  "c2sp.org/tlog-proof@v1\nindex 1\n" + strings.Repeat(hash+"\n", 64) + "\nx",
		"no checkpoint":   "c2sp.org/tlog-proof@v1\nindex 1\n" + hash,
	} {
		if _, err := proof.ReadOffline(text); err == nil {
			t.Errorf("%s is read", name)
		}
	}
}

func TestAKeyIsOneUnderManyNames(t *testing.T) {
	all, err := transparency.OpenKey(filepath.Join(t.TempDir(), "k"), "veche.test")
	must(t, err)
	one, err := all.Of("veche.test/a")
	must(t, err)
	if again, err := proof.VerifierOf(one.Verifier, "veche.test"); err != nil || again != all.Verifier {
		t.Errorf("%s, %v", again, err)
	}
	for _, name := range []string{"", "a b", "a+b", "a\nb"} {
		if _, err := all.Of(name); err == nil {
			t.Errorf("%q is a name", name)
		}
	}
}
