package queuelog_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"veche/cms/reason"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/transparency"
	"veche/internal/services/queuelog"
)

// TestMain makes this program a sequencer that is to be killed.
func TestMain(m *testing.M) {
	if url := os.Getenv("QUEUELOG_TEST_SEQUENCER"); url != "" {
		fmt.Println(sequencer(url, os.Getenv("QUEUELOG_TEST_DIR"), os.Getenv("QUEUELOG_TEST_KEY")))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// sequencer seals without a pause.
func sequencer(url, dir, keyFile string) error {
	d, err := db.Open(context.Background(), url)
	if err != nil {
		return err
	}
	key, err := transparency.OpenKey(keyFile, name)
	if err != nil {
		return err
	}
	log := queuelog.New(d, newIntake(d), dir, key, name, quiet)
	fmt.Println("sealing")
	for {
		if err := log.Seal(context.Background()); err != nil {
			return err
		}
	}
}

// Kill -9 at random moments of a sequencer that does nothing but write tiles and checkpoints.
func TestAKilledSequencerLeavesNoContradiction(t *testing.T) {
	for _, open := range []struct {
		name string
		url  func(t *testing.T) string
	}{
		{"sqlite", func(t *testing.T) string { return "sqlite:" + copyOf(t, dbtest.SQLite(t)) }},
		{"postgres", func(t *testing.T) string { return dbtest.PostgresURL(t) }},
	} {
		t.Run(open.name, func(t *testing.T) {
			url := open.url(t)
			d, err := db.Open(t.Context(), url)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { d.Close() })
			o := newOrder(t, d)
			d.SetClock(time.Now)
			keyFile := filepath.Join(t.TempDir(), "order.key")
			if o.key, err = transparency.OpenKey(keyFile, name); err != nil {
				t.Fatal(err)
			}
			for range 6 {
				o.acceptUnderKill(url, keyFile)
			}
			o.log = o.node(o.dir)
			o.seal()
			if report := o.verify(); !report.OK() || report.Size != int64(len(o.taken)) {
				t.Error(report.Russian())
			}
			for _, a := range o.taken {
				if report := o.examine(o.file(a.Sequence)); report.Verdict != reason.Valid {
					t.Fatal(report.Russian())
				}
			}
		})
	}
}

// acceptUnderKill takes applications until the sequencer beside is killed.
func (o *order) acceptUnderKill(url, keyFile string) {
	o.t.Helper()
	child := exec.CommandContext(o.t.Context(), os.Args[0])
	child.Env = append(os.Environ(), "QUEUELOG_TEST_SEQUENCER="+url, "QUEUELOG_TEST_DIR="+o.dir, "QUEUELOG_TEST_KEY="+keyFile)
	says, err := child.StdoutPipe()
	if err != nil {
		o.t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		o.t.Fatal(err)
	}
	line, err := bufio.NewReader(says).ReadString('\n')
	if err != nil || line != "sealing\n" {
		o.t.Fatalf("%q, %v", line, err)
	}
	for range 3 + rand.IntN(20) {
		o.accept(7 + rand.IntN(30))
	}
	if err := child.Process.Kill(); err != nil {
		o.t.Fatal(err)
	}
	_ = child.Wait() // says that it was killed
}

// copyOf is a file with the content of a database, so that another process can open it by name.
func copyOf(t *testing.T, d *db.DB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "order.db")
	if _, err := d.Writer().ExecContext(t.Context(), "VACUUM INTO $1", path); err != nil {
		t.Fatal(err)
	}
	return path
}

// The two moments that matter, one by one: after the tiles and before the checkpoint in the database, and after that and
// before the checkpoint outside.
func TestASealThatStopsHalfwayIsFinishedByTheNextOne(t *testing.T) {
	for name, stop := range map[string]func(o *order) (release func()){
		"between the tiles and the checkpoint in the database": func(o *order) func() {
			o.exec("ALTER TABLE queue_checkpoints RENAME COLUMN note TO stolen")
			return func() { o.exec("ALTER TABLE queue_checkpoints RENAME COLUMN stolen TO note") }
		},
		"between the checkpoint in the database and that outside": func(o *order) func() {
			days := filepath.Join(queuelog.Folder(o.dir, school).Dir, "checkpoints")
			must(o.t, os.Rename(days, days+".away"))
			must(o.t, os.WriteFile(days, nil, 0o600))
			return func() {
				must(o.t, os.Remove(days))
				must(o.t, os.Rename(days+".away", days))
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				o := newOrder(t, d).day()
				o.accept(400)
				release := stop(o)
				if err := o.log.Seal(t.Context()); err == nil {
					t.Fatal("it was not stopped")
				}
				release()
				o.log = o.node(o.dir) // it was killed there
				o.accept(10)
				o.seal()
				if report := o.verify(); !report.OK() || report.Size != 1110 {
					t.Error(report.Russian())
				}
				if report := o.examine(o.file(900)); report.Verdict != reason.Valid {
					t.Error(report.Russian())
				}
			})
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
