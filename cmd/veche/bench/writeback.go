package bench

import (
	"os"
	"strings"
)

// The system lets what is written gather for thirty seconds and sends it to the disk in one piece; a commit stands behind
// it meanwhile, a third of a second for the applications of half a minute. A machine that keeps a database is told to send
// it as it comes (docs/production.md), and so is this one for the time of a run, where the bench may.
const (
	backgroundBytes = "/proc/sys/vm/dirty_background_bytes"
	backgroundRatio = "/proc/sys/vm/dirty_background_ratio" // says the same as a share of memory; the one that was set last holds
	steadyBytes     = "16777216"
)

// steadyWriteback lets the system write as it comes, and gives back what makes it as it was.
func steadyWriteback() (undo func()) {
	before, err := os.ReadFile(backgroundRatio)
	if err != nil || strings.TrimSpace(string(before)) == "0" { // 0: bytes were set, by somebody who knew why
		return func() {}
	}
	if os.WriteFile(backgroundBytes, []byte(steadyBytes), 0o644) != nil {
		return func() {}
	}
	return func() { os.WriteFile(backgroundRatio, before, 0o644) }
}

// writeback is the setting as the system reports it.
func writeback() string {
	raw, err := os.ReadFile(backgroundBytes)
	if err != nil {
		return ""
	}
	return ", vm.dirty_background_bytes=" + strings.TrimSpace(string(raw))
}
