package faults

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"veche/internal/platform/db"
)

// workshop is the folder of one run: the binary and the seeded regions that tests copy.
var workshop string

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	var err error
	if workshop, err = os.MkdirTemp("", "veche-faults-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(workshop)
	build := exec.Command("go", "build", "-o", binary(), "veche/cmd/veche")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "build the binary: %v\n%s", err, out)
		return 1
	}
	defer dropTemplate()
	return m.Run()
}

func binary() string { return filepath.Join(workshop, "veche") }

// region is a settled region at rest: its data folder and, on PostgreSQL, its database.
type region struct {
	data     string
	database string // name of the template on the server; "" on SQLite
}

// onSQLite and onPostgres settle the region once per run; tests copy it.
var (
	onSQLite   = sync.OnceValues(func() (region, error) { return settled("sqlite", "") })
	onPostgres = sync.OnceValues(func() (region, error) {
		name := freshName("faults")
		if err := onServer("CREATE DATABASE " + name); err != nil {
			return region{}, err
		}
		return settled("postgres", name)
	})
)

// crowd is how many letters stand around the story: enough for lists to have more than a page of years.
const crowd = "20"

func settled(folder, database string) (region, error) {
	r := region{data: filepath.Join(workshop, folder), database: database}
	args := []string{"seed", "--documents", crowd, "--data", r.data}
	if database != "" {
		args = append(args, "--database", onServerNamed(database))
	}
	if out, err := exec.Command(binary(), args...).CombinedOutput(); err != nil {
		return r, fmt.Errorf("settle the region: %w\n%s", err, out)
	}
	return r, nil
}

// dropTemplate leaves no database behind, also when the region could not be settled.
func dropTemplate() {
	if !postgresUsed.Load() {
		return
	}
	r, _ := onPostgres() // its error was reported by the tests
	if r.database == "" {
		return
	}
	if err := onServer("DROP DATABASE IF EXISTS " + r.database + " WITH (FORCE)"); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}

var postgresUsed atomic.Bool // some test has asked for the region on PostgreSQL

// server is the PostgreSQL server of the tests. A test on one database proves half, so its absence is a failure.
func server() (string, error) {
	address := os.Getenv("VECHE_TEST_POSTGRES")
	if address == "" {
		return "", fmt.Errorf("VECHE_TEST_POSTGRES is not set: run make test, or export VECHE_TEST_POSTGRES=$(test/postgres.sh)")
	}
	return address, nil
}

var counter atomic.Int64

func freshName(word string) string {
	return fmt.Sprintf("%s_%d_%d_%d", word, os.Getpid(), time.Now().UnixNano(), counter.Add(1))
}

func onServer(statement string) error {
	address, err := server()
	if err != nil {
		return err
	}
	pool, err := sql.Open("pgx", address)
	if err != nil {
		return err
	}
	defer pool.Close()
	if _, err := pool.Exec(statement); err != nil {
		return fmt.Errorf("%s: %w", statement, err)
	}
	return nil
}

func onServerNamed(database string) string {
	address, err := server()
	if err != nil {
		return ""
	}
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	u.Path = "/" + database
	return u.String()
}

// each runs a test on a fresh copy of the region on both databases.
func each(t *testing.T, test func(s *stand)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		r, err := onSQLite()
		if err != nil {
			t.Fatal(err)
		}
		test(copied(t, r))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		postgresUsed.Store(true)
		r, err := onPostgres()
		if err != nil {
			t.Fatal(err)
		}
		test(copied(t, r))
	})
}

// copied is a stand of its own for one test; nothing runs on it yet.
func copied(t *testing.T, r region) *stand {
	t.Helper()
	s := &stand{T: t, data: filepath.Join(t.TempDir(), "data")}
	if err := os.CopyFS(s.data, os.DirFS(r.data)); err != nil {
		t.Fatal(err)
	}
	s.database = "sqlite:" + filepath.Join(s.data, "veche.db")
	if r.database != "" {
		name := freshName("t")
		if err := onServer("CREATE DATABASE " + name + " TEMPLATE " + r.database); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := onServer("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
				t.Error(err)
			}
		})
		s.database = onServerNamed(name)
	}
	return s
}

// tables opens the database of the stand beside the program, as an administrator of the database could.
func (s *stand) tables() *db.DB {
	s.Helper()
	d, err := db.Open(context.Background(), s.database)
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { d.Close() })
	return d
}

// one reads a single value.
func one[T any](s *stand, d *db.DB, query string, args ...any) T {
	s.Helper()
	v, err := db.One[T](s.Context(), d, query, args...)
	if err != nil {
		s.Fatalf("%s %v: %v", strings.Join(strings.Fields(query), " "), args, err)
	}
	return v
}

// all reads rows.
func all[T any](s *stand, d *db.DB, query string, args ...any) []T {
	s.Helper()
	list, err := db.All[T](s.Context(), d, query, args...)
	if err != nil {
		s.Fatalf("%s %v: %v", strings.Join(strings.Fields(query), " "), args, err)
	}
	return list
}
