package drill

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"veche/cmd/veche/bench"
)

// rounds is how often each is killed: a few times in every run of the tests, twenty in `make drill`.
var rounds = flag.Int("rounds", 2, "kills of each victim")

// TestNothingAcknowledgedIsLost kills the server and the database under load, at random moments, with SIGKILL. Every
// acknowledged receipt is found with its number, its moment, its place and its leaf; the order has no gap; who comes again
// with his pass gets his first receipt.
func TestNothingAcknowledgedIsLost(t *testing.T) {
	program := filepath.Join(t.TempDir(), "veche")
	if out, err := exec.Command("go", "build", "-o", program, "veche/cmd/veche").CombinedOutput(); err != nil {
		t.Fatalf("build the program: %v\n%s", err, out)
	}
	for _, c := range []struct {
		database string
		victims  []bench.Victim
	}{
		{"sqlite", []bench.Victim{bench.KillServer}}, // the database is within it
		{"postgres", []bench.Victim{bench.KillServer, bench.KillDatabase}},
	} {
		t.Run(c.database, func(t *testing.T) {
			d, err := bench.NewDrill(t.Context(), program, os.TempDir(), c.database)
			if err != nil {
				t.Fatal(err)
			}
			defer d.Close()
			for n := range *rounds * len(c.victims) {
				victim := c.victims[n%len(c.victims)]
				r, err := d.Round(t.Context(), victim)
				if err != nil {
					t.Fatal(err)
				}
				t.Logf("round %d, %s killed: %d acknowledged, %d cut off, %d retries got the first receipt", n+1, victim, r.Acknowledged, r.Cut, r.Returned)
				if len(r.Wrong) > 0 || r.Returned != r.Acknowledged || r.Acknowledged == 0 {
					t.Fatalf("%+v", r)
				}
			}
		})
	}
}
