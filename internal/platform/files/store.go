package files

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"syscall"

	"veche/gost"
	"veche/internal/platform/fail"
)

// Blob is stored bytes, known by their hashes.
type Blob struct {
	SHA256      string `db:"sha256" json:"sha256"`
	Streebog256 string `db:"streebog256" json:"streebog256"`
	Size        int64  `db:"size" json:"size"`
}

// Store is a folder of files, each under its hash: ab/abcdef….
type Store struct{ dir string }

const temporary = "tmp"

// Open opens the folder, making it when it is not there.
func Open(dir string) (*Store, error) {
	if err := os.MkdirAll(filepath.Join(dir, temporary), 0o750); err != nil {
		return nil, fmt.Errorf("open the file store: %w", err)
	}
	return &Store{dir: dir}, nil
}

// Path is where the bytes with this hash stand, for converters that read them. They must not write there.
func (s *Store) Path(sha string) string {
	if !wellFormed(sha) {
		return filepath.Join(s.dir, "malformed")
	}
	return filepath.Join(s.dir, sha[:2], sha)
}

// wellFormed keeps everything that is not a hash away from paths.
func wellFormed(sha string) bool {
	raw, err := hex.DecodeString(sha)
	return err == nil && len(raw) == sha256.Size && sha == hex.EncodeToString(raw)
}

// Put stores what r gives, at most limit bytes. The bytes are durable when it returns.
func (s *Store) Put(ctx context.Context, r io.Reader, limit int64) (Blob, error) {
	blobs, err := s.PutAll(ctx, []io.Reader{r}, limit)
	if err != nil {
		return Blob{}, err
	}
	return blobs[0], nil
}

// PutAll stores several contents together, each of at most limit bytes: all are written before the disk is waited for,
// so that it is waited for about once. When it fails, those that have their names are whole, and nothing needs them.
func (s *Store) PutAll(ctx context.Context, contents []io.Reader, limit int64) ([]Blob, error) {
	temps, blobs := make([]*os.File, 0, len(contents)), make([]Blob, len(contents))
	named := 0
	defer func() {
		for _, temp := range temps[named:] {
			temp.Close()
			os.Remove(temp.Name())
		}
	}()
	for i, r := range contents {
		temp, err := os.OpenFile(filepath.Join(s.dir, temporary, "put-"+rand.Text()), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o440)
		if err != nil {
			return nil, refuse(err)
		}
		temps = append(temps, temp)
		if blobs[i], err = copyHashed(temp, &patient{ctx, r}, limit); err != nil {
			return nil, refuse(err)
		}
	}
	if err := together(temps, func(temp *os.File) error { return errors.Join(temp.Sync(), temp.Close()) }); err != nil {
		return nil, refuse(err)
	}
	folders := map[string]bool{}
	for i, temp := range temps {
		if err := s.name(temp.Name(), blobs[i].SHA256, folders); err != nil {
			return nil, refuse(err)
		}
		named++
	}
	if err := together(slices.Collect(maps.Keys(folders)), syncFolder); err != nil {
		return nil, refuse(err)
	}
	return blobs, nil
}

// atOnce is how many files wait for the disk side by side.
const atOnce = 8

func together[T any](list []T, do func(T) error) error {
	errs, places := make([]error, len(list)), make(chan struct{}, atOnce)
	var all sync.WaitGroup
	for i, v := range list {
		places <- struct{}{}
		all.Go(func() {
			defer func() { <-places }()
			errs[i] = do(v)
		})
	}
	all.Wait()
	return errors.Join(errs...)
}

func copyHashed(w io.Writer, r io.Reader, limit int64) (Blob, error) {
	sha, streebog := sha256.New(), gost.New256()
	n, err := io.Copy(io.MultiWriter(w, sha, streebog), io.LimitReader(r, limit+1))
	if err != nil {
		return Blob{}, err
	}
	if n > limit {
		return Blob{}, fail.New(fail.TooLarge, "file.too_large", "more than %d bytes", limit).With("limit", limit)
	}
	return Blob{SHA256: hex.EncodeToString(sha.Sum(nil)), Streebog256: hex.EncodeToString(streebog.Sum(nil)), Size: n}, nil
}

// name gives whole and durable bytes their name and notes the folders that must become durable for it. It replaces a file
// of that name, which holds the same bytes unless it is damaged; so a second Put mends it, and no sweep can take away a
// file that a Put relies on.
func (s *Store) name(temp, sha string, folders map[string]bool) error {
	path := s.Path(sha)
	folder := filepath.Dir(path)
	err := os.Rename(temp, path)
	if errors.Is(err, fs.ErrNotExist) {
		if err := os.Mkdir(folder, 0o750); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
		folders[s.dir] = true
		err = os.Rename(temp, path)
	}
	folders[folder] = true
	return err
}

func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

// refuse turns trouble of the disk into an error that a person can act on.
func refuse(err error) error {
	if fail.KindOf(err) != fail.Internal {
		return err
	}
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return fail.New(fail.Unready, "file.no_space", "%v", err)
	}
	return fmt.Errorf("store a file: %w", err)
}

// Check reads the bytes and tells whether they still have their hash.
func (s *Store) Check(ctx context.Context, sha string) error {
	f, err := s.Open(ctx, sha)
	if err != nil {
		return err
	}
	return f.Close()
}

// Open opens the bytes for reading after it has checked their hash: damaged bytes are never served.
func (s *Store) Open(ctx context.Context, sha string) (*os.File, error) {
	f, err := os.Open(s.Path(sha))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fail.New(fail.NotFound, "file.not_found", "no file %s", sha)
	}
	if err != nil {
		return nil, fmt.Errorf("open a file: %w", err)
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, &patient{ctx, f}); err != nil {
		f.Close()
		return nil, fmt.Errorf("read the file %s: %w", sha, err)
	}
	if hex.EncodeToString(hash.Sum(nil)) != sha {
		f.Close()
		return nil, fail.New(fail.Unready, "file.damaged", "the bytes of %s have changed", sha)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		f.Close()
		return nil, fmt.Errorf("read the file %s: %w", sha, err)
	}
	return f, nil
}

// patient reads until its context ends.
type patient struct {
	ctx context.Context
	io.Reader
}

func (p *patient) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.Reader.Read(b)
}
