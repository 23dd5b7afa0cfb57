package db

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"veche/internal/platform/auth"
)

// DB is an open database: one writer pool and one reader pool.
type DB struct {
	Dialect Dialect
	url     string
	writer  *sql.DB
	reader  *sql.DB
	kept    *prepared // of the writer; nil where the driver does it itself
	now     func() time.Time
	watch   func(query string) // told of what is read outside a transaction; nil: nobody asks
}

// Reader is what queries need: a DB outside a transaction or a *Tx inside one.
type Reader interface {
	query(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	Words() Dialect
}

// Open opens a database by its URL: postgres://… or sqlite:PATH.
func Open(ctx context.Context, url string) (*DB, error) {
	d := &DB{now: time.Now, url: url}
	var err error
	switch {
	case strings.HasPrefix(url, "sqlite:"):
		err = d.openSQLite(strings.TrimPrefix(url, "sqlite:"))
	case strings.HasPrefix(url, "postgres://"), strings.HasPrefix(url, "postgresql://"):
		err = d.openPostgres(url)
	default:
		return nil, fmt.Errorf("database URL must begin with sqlite: or postgres://")
	}
	if err != nil {
		return nil, err
	}
	if err := d.Ping(ctx); err != nil {
		d.Close()
		return nil, err
	}
	return d, nil
}

// Ping tells whether the database answers.
func (d *DB) Ping(ctx context.Context) error {
	if err := d.writer.PingContext(ctx); err != nil {
		return fmt.Errorf("reach the database: %w", err)
	}
	return nil
}

// Close ends all connections.
func (d *DB) Close() error {
	if d.reader != d.writer {
		d.reader.Close()
	}
	return d.writer.Close()
}

// Beside is the same database with connections of its own and the clock of this one, for work that must not stand in line
// with everything else. SQLite has one writer whatever one does, so there it is this database itself. Whoever asks for it
// closes it before this one.
//
// On PostgreSQL these connections read by indexes alone: a table that grows from nothing to millions within minutes has no
// figures yet by which a plan could be chosen well, and a plan chosen while it was empty reads it whole.
func (d *DB) Beside(ctx context.Context) (*DB, error) {
	if d.Dialect.Name == SQLite.Name {
		return d, nil
	}
	beside := &DB{url: d.url, now: func() time.Time { return d.now() }}
	if err := beside.openPostgres(d.url, func(c *pgx.ConnConfig) {
		c.RuntimeParams["enable_seqscan"], c.DialFunc = "off", dialStraight
	}); err != nil {
		return nil, err
	}
	if err := beside.Ping(ctx); err != nil {
		beside.Close()
		return nil, err
	}
	return beside, nil
}

// Writer is the pool for libraries that bring their own SQL (migrations, jobs).
func (d *DB) Writer() *sql.DB { return d.writer }

// Now is the present moment as the database stores it: UTC, whole microseconds.
func (d *DB) Now() time.Time { return d.now().UTC().Truncate(time.Microsecond) }

// SetClock replaces the clock; tests use it to stand at 31 December 23:59:59.
func (d *DB) SetClock(now func() time.Time) { d.now = now }

// Words is the dialect.
func (d *DB) Words() Dialect { return d.Dialect }

// WatchReads tells of every statement that is read outside a transaction; tests count by it that a page costs no more for
// whoever has more on it. It is set before anybody reads.
func (d *DB) WatchReads(told func(query string)) { d.watch = told }

func (d *DB) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if d.watch != nil {
		d.watch(query)
	}
	return d.reader.QueryContext(ctx, query, args...)
}

// Tx runs fn in one transaction on behalf of an actor and commits when fn returns nil.
// It is run again when the database asks for it (serialisation failure, busy), so fn must not have effects
// outside the transaction.
func (d *DB) Tx(ctx context.Context, by auth.Actor, fn func(tx *Tx) error) error {
	const attempts = 5
	for n := 1; ; n++ {
		err := d.once(ctx, by, fn)
		if err == nil || n == attempts || !d.Dialect.Retryable(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(time.Duration(n*n) * 10 * time.Millisecond):
		}
	}
}

func (d *DB) once(ctx context.Context, by auth.Actor, fn func(tx *Tx) error) (err error) {
	if d.kept != nil {
		d.kept.prepare(ctx, d.writer)
	}
	inner, err := d.writer.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer func() {
		if p := recover(); p != nil {
			inner.Rollback()
			panic(p)
		}
	}()
	tx := &Tx{Now: d.Now(), By: by, dialect: d.Dialect, inner: inner, kept: d.kept}
	if err := fn(tx); err != nil {
		inner.Rollback()
		return err
	}
	if err := tx.writeGathered(ctx); err != nil {
		inner.Rollback()
		return err
	}
	if err := inner.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// Tx is an open transaction.
type Tx struct {
	Now     time.Time  // the moment of the use case
	By      auth.Actor // who acts
	dialect Dialect
	inner   *sql.Tx
	kept    *prepared
	settled map[string]any // answers of Settled

	gathered *gathered // rows that wait to be written together, see Gather
}

// Words is the dialect.
func (tx *Tx) Words() Dialect { return tx.dialect }

func (tx *Tx) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if err := tx.settle(ctx, query); err != nil {
		return nil, err
	}
	if stmt := tx.stmt(ctx, query); stmt != nil {
		return stmt.QueryContext(ctx, args...)
	}
	return tx.inner.QueryContext(ctx, query, args...)
}

// stmt is the prepared statement of a text, or nil.
func (tx *Tx) stmt(ctx context.Context, query string) *sql.Stmt {
	if tx.kept == nil {
		return nil
	}
	if kept := tx.kept.of(query); kept != nil {
		return tx.inner.StmtContext(ctx, kept)
	}
	return nil
}

// Exec runs a statement that returns no rows and tells how many rows it touched.
func (tx *Tx) Exec(ctx context.Context, query string, args ...any) (int64, error) {
	if err := tx.settle(ctx, query); err != nil {
		return 0, err
	}
	var res sql.Result
	var err error
	if stmt := tx.stmt(ctx, query); stmt != nil {
		res, err = stmt.ExecContext(ctx, args...)
	} else {
		res, err = tx.inner.ExecContext(ctx, query, args...)
	}
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}
