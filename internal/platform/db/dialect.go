package db

import (
	"errors"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Dialect holds the differences between the two databases. A new difference needs a decision record.
type Dialect struct {
	Name string // "sqlite" or "postgres"

	// Lock is put at the end of a SELECT to hold its rows until the end of the transaction.
	// SQLite has one writer, so it needs nothing.
	Lock string

	// SkipLocked is put at the end of a SELECT that takes free rows from a queue.
	SkipLocked string
}

var (
	SQLite   = Dialect{Name: "sqlite"}
	Postgres = Dialect{Name: "postgres", Lock: " FOR UPDATE", SkipLocked: " FOR UPDATE SKIP LOCKED"}
)

// IsUnique tells whether err is a broken uniqueness and names what was broken: the constraint in PostgreSQL,
// "table.column" in SQLite.
func (d Dialect) IsUnique(err error) (what string, ok bool) {
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.Code == "23505" {
		return pg.ConstraintName, true
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) && (lite.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE || lite.Code() == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY) {
		_, what, _ := strings.Cut(lite.Error(), "constraint failed: ")
		what, _, _ = strings.Cut(what, " (")
		return what, true
	}
	return "", false
}

// Retryable tells whether the same transaction may succeed when it is run again.
func (d Dialect) Retryable(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == "40001" || pg.Code == "40P01" // serialization_failure, deadlock_detected
	}
	var lite *sqlite.Error
	return errors.As(err, &lite) && lite.Code()&0xff == sqlite3.SQLITE_BUSY
}

// translate turns a migration from PostgreSQL words into this dialect's.
func (d Dialect) translate(migration string) string {
	if d.Name != "sqlite" {
		return migration
	}
	return sqliteWords.Replace(migration)
}

var sqliteWords = strings.NewReplacer(
	"bigint generated always as identity primary key", "integer primary key autoincrement",
	"timestamptz", "timestamp",
	"jsonb", "text",
	"bytea", "blob",
)
