package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"veche/internal/platform/db/dbtest"
)

// TestKilledExchangeLosesNothing is the small version of the measurement on both databases.
func TestKilledExchangeLosesNothing(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "veche")
	if out, err := exec.Command("go", "build", "-o", binary, "veche/cmd/veche").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	for name, database := range map[string]func(t *testing.T) string{
		"sqlite": func(*testing.T) string { return "" }, "postgres": func(t *testing.T) string { return dbtest.PostgresURL(t) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			trial := trial{items: 200, answers: 20, kills: 1, rough: true, database: database(t), dir: t.TempDir(), binary: binary, say: t.Logf}
			if err := trial.run(t.Context()); err != nil {
				for _, side := range []string{"program", "platform", "node"} {
					text, _ := os.ReadFile(filepath.Join(trial.dir, side+".log"))
					t.Logf("%s:\n%s", side, text[max(0, len(text)-4000):])
				}
				t.Fatal(err)
			}
		})
	}
}
