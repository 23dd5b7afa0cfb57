// Command tally reads `go test -json` from standard input, shows what a person wants to see, and closes with a count.
// It fails on a failed or a skipped test, and where a test ran on one database and not on the other.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
)

type event struct {
	Action, Package, Test, Output string
	Elapsed                       float64
}

type tally struct {
	passed, failed, skipped int
	sqlite, postgres        map[string]bool
	output                  map[string][]string
}

func main() {
	t := tally{sqlite: map[string]bool{}, postgres: map[string]bool{}, output: map[string][]string{}}
	if err := t.read(os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if !t.close() {
		os.Exit(1)
	}
}

func (t *tally) read(r io.Reader) error {
	lines := bufio.NewReader(r)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			var e event
			if json.Unmarshal(line, &e) != nil {
				os.Stdout.Write(line)
			} else {
				t.note(e)
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (t *tally) note(e event) {
	name := e.Package + " " + e.Test
	switch e.Action {
	case "output", "build-output":
		t.output[name] = append(t.output[name], e.Output)
		return
	case "pass", "fail", "skip":
	default:
		return
	}
	if e.Test == "" {
		t.closePackage(e, name)
		return
	}
	switch e.Action {
	case "pass":
		t.passed++
	case "fail":
		t.failed++
		fmt.Printf("--- FAIL %s\n%s", name, strings.Join(t.output[name], ""))
	case "skip":
		t.skipped++
		fmt.Printf("--- SKIP %s\n%s", name, strings.Join(t.output[name], ""))
	}
	delete(t.output, name)
	t.pair(name)
}

// pair notes on which database a test ran.
func (t *tally) pair(name string) {
	parts := strings.Split(name, "/")
	for kind, seen := range map[string]map[string]bool{"sqlite": t.sqlite, "postgres": t.postgres} {
		if i := slices.Index(parts, kind); i >= 0 {
			rest := slices.Clone(parts)
			rest[i] = "*"
			seen[strings.Join(rest, "/")] = true
		}
	}
}

func (t *tally) closePackage(e event, name string) {
	switch e.Action {
	case "fail":
		t.failed++
		fmt.Printf("FAIL %s\n%s", e.Package, strings.Join(t.output[name], ""))
	case "pass":
		fmt.Printf("ok   %-60s %6.1fs\n", e.Package, e.Elapsed)
	}
	delete(t.output, name)
}

// close prints the count and tells whether all is well.
func (t *tally) close() bool {
	for _, name := range only(t.sqlite, t.postgres) {
		fmt.Println("ran on SQLite alone:", name)
	}
	for _, name := range only(t.postgres, t.sqlite) {
		fmt.Println("ran on PostgreSQL alone:", name)
	}
	fmt.Printf("Tests on SQLite: %d, on PostgreSQL: %d\n", len(t.sqlite), len(t.postgres))
	if t.skipped > 0 {
		fmt.Printf("%d tests were skipped: nothing may be skipped here\n", t.skipped)
	}
	fmt.Printf("Go: %d passed, %d failed\n", t.passed, t.failed)
	return t.failed == 0 && t.skipped == 0 && t.passed > 0 && maps.Equal(t.sqlite, t.postgres)
}

func only(a, b map[string]bool) []string {
	var names []string
	for name := range a {
		if !b[name] {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
