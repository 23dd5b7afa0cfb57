package bench

import (
	"context"
	"fmt"
	"os"
	"strings"

	"veche/internal/platform/db"
)

// durability is what the database says of itself: not what was asked of it.
func durability(ctx context.Context, d *db.DB) (string, error) {
	var words []string
	say := func(name, query string) error {
		value, err := db.One[string](ctx, d, query)
		if err != nil {
			return fmt.Errorf("ask for %s: %w", name, err)
		}
		words = append(words, name+"="+value)
		return nil
	}
	if d.Dialect.Name == db.SQLite.Name {
		for _, name := range []string{"journal_mode", "synchronous"} {
			if err := say(name, "SELECT CAST("+name+" AS text) FROM pragma_"+name); err != nil {
				return "", err
			}
		}
		err := say("version", "SELECT sqlite_version()")
		return "SQLite " + strings.Join(words, " "), err
	}
	for _, name := range []string{"server_version", "fsync", "synchronous_commit", "full_page_writes", "wal_sync_method", "wal_compression",
		"shared_buffers", "max_wal_size"} {
		if err := say(name, "SELECT setting FROM pg_settings WHERE name = '"+name+"'"); err != nil {
			return "", err
		}
	}
	return "PostgreSQL " + strings.Join(words, " "), nil
}

// sizeOf is how many bytes the order takes with its indexes; in SQLite the whole file, in which there is little else.
func sizeOf(ctx context.Context, d *db.DB, file string) (int64, error) {
	if d.Dialect.Name == db.SQLite.Name {
		info, err := os.Stat(file)
		if err != nil {
			return 0, err
		}
		return info.Size(), nil
	}
	return db.One[int64](ctx, d, "SELECT pg_total_relation_size('intake')")
}
