package files_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv("VECHE_TEST_PUT"); dir != "" {
		putUntilKilled(dir)
	}
	os.Exit(m.Run())
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func put(t *testing.T, s *files.Store, text string) files.Blob {
	t.Helper()
	b, err := s.Put(t.Context(), strings.NewReader(text), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// names lists all files of a store.
func names(t *testing.T, dir string) (list []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			list = append(list, must(filepath.Rel(dir, path)))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func damage(t *testing.T, path, text string) {
	t.Helper()
	if err := errors.Join(os.Chmod(path, 0o600), os.WriteFile(path, []byte(text), 0o600)); err != nil {
		t.Fatal(err)
	}
}

func TestPut(t *testing.T) {
	dir := t.TempDir()
	s := must(files.Open(dir))
	b := put(t, s, "abc")
	want := files.Blob{
		SHA256:      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
		Streebog256: "4e2919cf137ed41ec4fb6270c61826cc4fffb660341e0af3688cd0626d23b481",
		Size:        3,
	}
	if b != want {
		t.Fatalf("%+v", b)
	}
	if again := put(t, s, "abc"); again != b || len(names(t, dir)) != 1 {
		t.Error("the same bytes are not one file:", names(t, dir))
	}
	f, err := s.Open(t.Context(), b.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := must(io.ReadAll(f)); string(got) != "abc" {
		t.Errorf("read %q", got)
	}
	if info := must(os.Stat(s.Path(b.SHA256))); info.Mode().Perm()&0o222 != 0 {
		t.Errorf("it can be written: %s", info.Mode())
	}
}

func TestPutLeavesNothingBehindWhen(t *testing.T) {
	stopped, stop := context.WithCancel(t.Context())
	stop()
	broken := errors.New("the connection broke off")
	for _, c := range []struct {
		name string
		ctx  context.Context
		r    io.Reader
		want func(error) bool
	}{
		{"the file is too large", t.Context(), strings.NewReader("abcd"), func(err error) bool { return fail.Is(err, "file.too_large") && fail.KindOf(err) == fail.TooLarge }},
		{"the upload breaks off", t.Context(), io.MultiReader(strings.NewReader("ab"), failing{broken}), func(err error) bool { return errors.Is(err, broken) }},
		{"the request ends", stopped, strings.NewReader("ab"), func(err error) bool { return errors.Is(err, context.Canceled) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			_, err := must(files.Open(dir)).Put(c.ctx, c.r, 3)
			if !c.want(err) || len(names(t, dir)) != 0 {
				t.Error(err, names(t, dir))
			}
		})
	}
}

type failing struct{ error }

func (f failing) Read([]byte) (int, error) { return 0, f.error }

func TestDamagedBytesAreNeverServed(t *testing.T) {
	s := must(files.Open(t.TempDir()))
	b := put(t, s, "постановление")
	damage(t, s.Path(b.SHA256), "постановленіе")
	if err := s.Check(t.Context(), b.SHA256); !fail.Is(err, "file.damaged") {
		t.Error(err)
	}
	if _, err := s.Open(t.Context(), b.SHA256); !fail.Is(err, "file.damaged") {
		t.Error(err)
	}
	put(t, s, "постановление")
	if err := s.Check(t.Context(), b.SHA256); err != nil {
		t.Error("a second Put does not mend it:", err)
	}
}

func TestAWordThatIsNoHashLeadsNowhere(t *testing.T) {
	s := must(files.Open(t.TempDir()))
	for _, sha := range []string{"", "..", "../../etc/passwd", strings.Repeat("A", 64), strings.Repeat("0", 64)} {
		if err := s.Check(t.Context(), sha); !fail.Is(err, "file.not_found") {
			t.Errorf("%q: %v", sha, err)
		}
	}
}

func TestSweepFindsDamagedBlobsAndThoseMended(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		now := time.Now()
		d.SetClock(func() time.Time { now = now.Add(time.Second); return now })
		s := must(files.Open(t.TempDir()))
		var blobs []files.Blob
		for _, text := range []string{"a", "b", "c"} {
			b := put(t, s, text)
			keep(t, d, s, b)
			keep(t, d, s, b) // a second document with the same bytes
			blobs = append(blobs, b)
		}
		sweep := func(n int) (told []string) {
			t.Helper()
			err := s.Sweep(t.Context(), d, n, func(ctx context.Context, tx *db.Tx, sha string, damaged bool) error {
				told = append(told, fmt.Sprint(sha[:4], damaged))
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			return told
		}
		damage(t, s.Path(blobs[2].SHA256), "x")
		if err := os.Remove(s.Path(blobs[0].SHA256)); err != nil {
			t.Fatal(err)
		}
		for i, step := range []struct {
			n    int
			want string
		}{
			{2, "[" + blobs[0].SHA256[:4] + "true]"},
			{1, "[" + blobs[2].SHA256[:4] + "true]"},
			{3, "[]"},
		} {
			if got := fmt.Sprint(sweep(step.n)); got != step.want {
				t.Fatalf("round %d: told %s, want %s", i, got, step.want)
			}
		}
		put(t, s, "a")
		if got := fmt.Sprint(sweep(3)); got != "["+blobs[0].SHA256[:4]+"false]" {
			t.Fatal(got)
		}
	})
}

func keep(t *testing.T, d *db.DB, s *files.Store, b files.Blob) {
	t.Helper()
	if err := d.Tx(t.Context(), auth.System("test"), func(tx *db.Tx) error { return s.Keep(t.Context(), tx, b) }); err != nil {
		t.Fatal(err)
	}
}

func TestTidyTakesAwayWhatNobodyNeeds(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		dir := t.TempDir()
		s := must(files.Open(dir))
		kept, free := put(t, s, "kept"), put(t, s, "free")
		keep(t, d, s, kept)
		if err := os.WriteFile(filepath.Join(dir, "tmp", "put-1"), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
		if n, err := s.Tidy(t.Context(), d); n != 0 || err != nil {
			t.Fatal("what is young may be needed soon:", n, err)
		}
		d.SetClock(func() time.Time { return time.Now().Add(25 * time.Hour) })
		if n, err := s.Tidy(t.Context(), d); n != 2 || err != nil {
			t.Fatal(n, err)
		}
		if got := names(t, dir); len(got) != 1 || !strings.HasSuffix(got[0], kept.SHA256) {
			t.Fatal(got)
		}
		if err := d.Tx(t.Context(), auth.System("test"), func(tx *db.Tx) error { return s.Keep(t.Context(), tx, free) }); err == nil {
			t.Error("bytes that are gone cannot be kept")
		}
	})
}

// putUntilKilled is the child process: it stores some files, tells their hashes, and stops in the middle of one.
func putUntilKilled(dir string) {
	s := must(files.Open(dir))
	for i := range 5 {
		b := must(s.Put(context.Background(), bytes.NewReader(bytes.Repeat([]byte{byte(i)}, 300_000)), 1<<20))
		fmt.Println(b.SHA256)
	}
	s.Put(context.Background(), io.MultiReader(bytes.NewReader(make([]byte, 300_000)), halfway{}), 1<<20)
}

type halfway struct{}

func (halfway) Read([]byte) (int, error) {
	fmt.Println("halfway")
	select {}
}

func TestAKilledProcessLeavesNoHalfFileUnderItsName(t *testing.T) {
	dir := t.TempDir()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), "VECHE_TEST_PUT="+dir)
	out := must(child.StdoutPipe())
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	var told []string
	for lines := bufio.NewScanner(out); lines.Scan() && lines.Text() != "halfway"; {
		told = append(told, lines.Text())
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	child.Wait()

	s := must(files.Open(dir))
	if len(told) != 5 {
		t.Fatal("the child told", told)
	}
	for _, sha := range told {
		if err := s.Check(t.Context(), sha); err != nil {
			t.Error("a file that was promised is not whole:", err)
		}
	}
	half := 0
	for _, name := range names(t, dir) {
		if strings.HasPrefix(name, "tmp") {
			half++
		} else if err := s.Check(t.Context(), filepath.Base(name)); err != nil {
			t.Error("a half file has a name:", err)
		}
	}
	if half != 1 {
		t.Errorf("%d files were under way", half)
	}
}
