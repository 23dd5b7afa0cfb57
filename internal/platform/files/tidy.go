package files

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"veche/internal/platform/db"
)

// forgotten is the age at which bytes that nothing needs are taken away: the longest time between Put and Keep.
const forgotten = 24 * time.Hour

// Tidy takes away what is older than a day and nobody needs: temporary files of uploads that broke off, and blobs
// without a row. It tells how many there were.
func (s *Store) Tidy(ctx context.Context, d *db.DB) (removed int, err error) {
	before := d.Now().Add(-forgotten)
	folders, err := os.ReadDir(s.dir)
	if err != nil {
		return 0, fmt.Errorf("tidy the file store: %w", err)
	}
	for _, folder := range folders {
		old, err := olderThan(filepath.Join(s.dir, folder.Name()), before)
		if err != nil {
			return removed, fmt.Errorf("tidy the file store: %w", err)
		}
		if folder.Name() != temporary {
			if old, err = unneeded(ctx, d, old); err != nil {
				return removed, fmt.Errorf("tidy the file store: %w", err)
			}
		}
		for _, name := range old {
			if err := s.remove(filepath.Join(s.dir, folder.Name(), name), before); err != nil {
				return removed, fmt.Errorf("tidy the file store: %w", err)
			}
			removed++
		}
	}
	return removed, nil
}

func olderThan(dir string, moment time.Time) (names []string, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if info.ModTime().Before(moment) {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// unneeded keeps the names that no row knows.
func unneeded(ctx context.Context, d *db.DB, names []string) (free []string, err error) {
	const page = 500
	for len(names) > 0 {
		n := min(page, len(names))
		var args []any
		known, err := db.All[string](ctx, d, "SELECT sha256 FROM blobs WHERE sha256 IN "+db.In(&args, names[:n]), args...)
		if err != nil {
			return nil, err
		}
		needed := map[string]bool{}
		for _, sha := range known {
			needed[sha] = true
		}
		for _, name := range names[:n] {
			if !needed[name] {
				free = append(free, name)
			}
		}
		names = names[n:]
	}
	return free, nil
}

// remove takes a file away unless it became young meanwhile: then somebody has put or kept these bytes, and they go back.
func (s *Store) remove(path string, before time.Time) error {
	away := filepath.Join(s.dir, temporary, "away-"+filepath.Base(path))
	if err := os.Rename(path, away); err != nil {
		return err
	}
	info, err := os.Stat(away)
	if err != nil {
		return err
	}
	if !info.ModTime().Before(before) {
		if err := os.Link(away, path); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	return os.Remove(away)
}

func touch(path string) error {
	now := time.Now()
	return os.Chtimes(path, now, now)
}
