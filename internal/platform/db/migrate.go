package db

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"strings"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// Migrate brings the database to the newest of the migrations: SQL files in PostgreSQL words, forward only.
// A file whose name ends in .postgres.sql or .sqlite.sql runs on that database alone. Nodes that start together do it
// one after another: PostgreSQL holds a lock for the session, SQLite has one program.
func (d *DB) Migrate(ctx context.Context, migrations fs.FS) error {
	dialect, options := goose.DialectSQLite3, []goose.ProviderOption{goose.WithDisableGlobalRegistry(true)}
	if d.Dialect.Name == Postgres.Name {
		dialect = goose.DialectPostgres
		turn, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, lockSeconds))
		if err != nil {
			return fmt.Errorf("make the lock of migrations: %w", err)
		}
		options = append(options, goose.WithSessionLocker(turn))
	}
	provider, err := goose.NewProvider(dialect, d.writer, translated{migrations, d.Dialect}, options...)
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

// lockSeconds is how long a node waits for another one that migrates: building an index over millions of rows takes
// minutes.
const lockSeconds = 15 * 60

// translated is the migrations folder in the words of one dialect.
type translated struct {
	fs.FS
	dialect Dialect
}

func (t translated) Open(name string) (fs.File, error) {
	raw, err := fs.ReadFile(t.FS, name)
	if err != nil {
		return t.FS.Open(name)
	}
	info, err := fs.Stat(t.FS, name)
	if err != nil {
		return nil, err
	}
	text := t.dialect.translate(string(raw))
	return &file{Reader: bytes.NewReader([]byte(text)), FileInfo: info, size: int64(len(text))}, nil
}

func (t translated) ReadDir(name string) ([]fs.DirEntry, error) {
	all, err := fs.ReadDir(t.FS, name)
	kept := all[:0]
	for _, e := range all {
		if other := strings.Contains(e.Name(), ".postgres.") || strings.Contains(e.Name(), ".sqlite."); !other || strings.Contains(e.Name(), "."+t.dialect.Name+".") {
			kept = append(kept, e)
		}
	}
	return kept, err
}

func (t translated) Glob(pattern string) ([]string, error) {
	entries, err := t.ReadDir(".")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), strings.TrimPrefix(pattern, "*")) {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

type file struct {
	*bytes.Reader
	fs.FileInfo
	size int64
}

func (f *file) Stat() (fs.FileInfo, error) { return f, nil }
func (f *file) Size() int64                { return f.size }
func (f *file) Close() error               { return nil }
