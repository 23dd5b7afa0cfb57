package bench

import (
	"fmt"
	"io"
	"maps"
	"slices"
)

// Print writes the result for a person.
func (r Result) Print(w io.Writer) error {
	say := func(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }
	say("%s, %d node(s)", r.Durability, r.Nodes)
	say("offered %.0f/s, accepted %.0f/s (%d), errors %d", r.OfferedPerSecond, r.AcceptedPerSec, r.Accepted, r.Errors)
	for _, why := range slices.Sorted(maps.Keys(r.ErrorsBy)) {
		say("  %6d  %s", r.ErrorsBy[why], why)
	}
	say("latency from the scheduled moment, ms: p50 %.1f, p95 %.1f, p99 %.1f, max %.1f", r.P50, r.P95, r.P99, r.Max)
	say("cores: server %.2f, database %.2f, generator %.2f, others %.2f; memory of the server %d MB",
		r.CPU.Server, r.CPU.Database, r.CPU.Generator, r.CPU.Others, r.MemoryMB)
	say("table: %d rows, %d MB", r.Rows, r.TableMB)
	if g := r.Growth; g != nil {
		say("%d rows stood there before; the committer alone: %.0f/s from empty, %.0f/s at the end, %.2f of it", r.RowsBefore, g.FirstPerSecond, g.LastPerSecond, g.Ratio)
	}
	if r.Bare != nil {
		say("the same POST with nothing stored: %.0f/s; durable is %.2f of it", r.Bare.PerSecond, r.Bare.Ratio)
	}
	if r.Clerks != nil {
		r.Clerks.Inbox.print(say, "clerks, inbox")
		r.Clerks.Card.print(say, "clerks, card")
	}
	if b := r.Backlog; b != nil {
		say("after it: %d of %d waiting received, %.0f/s", b.Done, b.Waiting, b.PerSecond)
		b.Pages.print(say, "pages of the portal meanwhile")
	}
	say("receipts: %d held, %d found in their place", r.Reconciled.Receipts, r.Reconciled.Found)
	for _, line := range r.Reconciled.Wrong {
		say("  %s", line)
	}
	return nil
}

func (f Fared) print(say func(string, ...any), what string) {
	say("%s: %.0f/s, p50 %.1f, p99 %.1f, max %.1f ms, errors %d", what, f.PerSecond, f.P50, f.P99, f.Max, f.Errors)
}
