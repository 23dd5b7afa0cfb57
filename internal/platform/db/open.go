package db

import (
	"database/sql"
	"fmt"
	"net/url"
	"runtime"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"
)

// cacheMB is what a connection to SQLite keeps of the file for itself; the system keeps the rest for all of them. It is small
// for the writer too: a commit that has balanced a tree walks through the whole table of its cache, because a page had a number
// behind the end of the file for a moment. With 64 MB that was a fifth of a commit.
const cacheMB = 16

// openSQLite opens one writer connection, which begins every transaction with the write lock, and a pool of readers
// that cannot write. WAL lets them read while the writer writes; FULL makes a commit survive a power cut.
func (d *DB) openSQLite(path string) error {
	d.Dialect = SQLite
	dsn := func(extra ...string) string {
		q := url.Values{
			"_pragma": {"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)",
				fmt.Sprintf("cache_size(-%d)", cacheMB<<10)},
			"_time_format": {"sqlite"}, "_timezone": {"UTC"}, "_texttotime": {"1"},
		}
		for i := 0; i < len(extra); i += 2 {
			q.Add(extra[i], extra[i+1])
		}
		return "file:" + path + "?" + q.Encode()
	}
	var err error
	if d.writer, err = sql.Open("sqlite", dsn("_txlock", "immediate")); err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	d.writer.SetMaxOpenConns(1)
	d.kept = &prepared{ready: map[string]*sql.Stmt{}, wanted: map[string]int{}}
	if d.reader, err = sql.Open("sqlite", dsn("_pragma", "query_only(1)")); err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	d.reader.SetMaxOpenConns(max(4, runtime.NumCPU()))
	d.reader.SetMaxIdleConns(max(4, runtime.NumCPU()))
	return nil
}

// idleTime is how long a connection that nobody uses is kept. A new one knows neither the tables nor any statement: the
// first card over it takes ten times as long, so what a burst has opened stays for the next one.
const idleTime = 10 * time.Minute

func (d *DB) openPostgres(address string, with ...func(*pgx.ConnConfig)) error {
	d.Dialect = Postgres
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return fmt.Errorf("read the database URL: %w", err)
	}
	config.RuntimeParams["timezone"] = "UTC"
	for _, set := range with {
		set(config)
	}
	d.writer = stdlib.OpenDB(*config)
	most := max(16, 4*runtime.NumCPU())
	d.writer.SetMaxOpenConns(most)
	d.writer.SetMaxIdleConns(most)
	d.writer.SetConnMaxIdleTime(idleTime)
	d.reader = d.writer
	return nil
}
