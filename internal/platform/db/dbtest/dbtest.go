// Package dbtest gives each test a fresh, migrated database of both kinds.
package dbtest

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"veche/internal/migrations"
	"veche/internal/platform/db"
)

// Each runs a test on SQLite and on PostgreSQL. The PostgreSQL server is named by VECHE_TEST_POSTGRES
// (test/postgres.sh starts one); without it the test fails, for a test on one database proves half.
func Each(t *testing.T, test func(t *testing.T, d *db.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, SQLite(t))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, Postgres(t))
	})
}

// SQLite is a fresh migrated database in a file of its own.
func SQLite(t testing.TB) *db.DB {
	t.Helper()
	path := filepath.Join(t.TempDir(), "veche.db")
	copyFile(t, sqliteTemplate(t), path)
	return open(t, "sqlite:"+path)
}

// Postgres is a fresh migrated database on the test server, cloned from a template.
func Postgres(t testing.TB) *db.DB {
	t.Helper()
	return open(t, PostgresURL(t))
}

// PostgresURL names a fresh migrated database on the test server.
func PostgresURL(t testing.TB) string {
	t.Helper()
	return create(t, "TEMPLATE "+postgresTemplate(t, server(t)))
}

// EmptyPostgresURL names a database without tables whose texts are ordered as in a Russian dictionary, as an
// administrator may have made it.
func EmptyPostgresURL(t testing.TB) string {
	t.Helper()
	return create(t, "TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'ru-RU' LOCALE 'C.UTF-8'")
}

func create(t testing.TB, how string) string {
	t.Helper()
	server := server(t)
	name := fmt.Sprintf("t%d_%d_%d", os.Getpid(), time.Now().UnixNano(), counter.Add(1))
	admin(t, server, "CREATE DATABASE "+name+" "+how)
	t.Cleanup(func() { admin(t, server, "DROP DATABASE "+name+" WITH (FORCE)") })
	return within(t, server, name)
}

var (
	counter  atomic.Int64
	making   sync.Mutex
	template = map[string]string{}
)

// sqliteTemplate migrates one file per test binary; tests copy it.
func sqliteTemplate(t testing.TB) string {
	making.Lock()
	defer making.Unlock()
	if path := template["sqlite"]; path != "" {
		return path
	}
	dir, err := os.MkdirTemp("", "veche-sqlite-template")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "template.db")
	migrate(t, "sqlite:"+path)
	template["sqlite"] = path
	return path
}

func postgresTemplate(t testing.TB, server string) string {
	making.Lock()
	defer making.Unlock()
	if name := template["postgres"]; name != "" {
		return name
	}
	name := fmt.Sprintf("template_%d_%d", os.Getpid(), time.Now().UnixNano())
	admin(t, server, "CREATE DATABASE "+name)
	migrate(t, within(t, server, name))
	template["postgres"] = name
	return name
}

func migrate(t testing.TB, address string) {
	d, err := db.Open(context.Background(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if err := d.Migrate(context.Background(), migrations.Files); err != nil {
		t.Fatal(err)
	}
	if d.Dialect.Name == "sqlite" {
		if _, err := d.Writer().Exec("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
			t.Fatal(err)
		}
	}
}

func open(t testing.TB, address string) *db.DB {
	d, err := db.Open(context.Background(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

func server(t testing.TB) string {
	address := os.Getenv("VECHE_TEST_POSTGRES")
	if address == "" {
		t.Fatal("VECHE_TEST_POSTGRES is not set: run make test, or export VECHE_TEST_POSTGRES=$(test/postgres.sh)")
	}
	return address
}

func admin(t testing.TB, server, statement string) {
	pool, err := sql.Open("pgx", server)
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	if _, err := pool.Exec(statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

func within(t testing.TB, server, database string) string {
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + database
	return u.String()
}

func copyFile(t testing.TB, from, to string) {
	raw, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, raw, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}
