package intake_test

import (
	"testing"

	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
)

// TestANodeThatWasAloneMeetsOthers: a node goes by what it knows of a series as long as nobody comes between. Repeats that
// nobody looked for any more get their first place, another node is noticed, and the order holds all the while.
func TestANodeThatWasAloneMeetsOthers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := t.Context()
		beside := must(d.Beside(ctx))
		if beside != d {
			defer beside.Close()
		}
		alone, other := open(d), open(d)
		alone.Aside(beside)
		const service = 7
		child := func(n int) string { return string(rune('а'+n%30)) + string(rune('а'+n/30)) }
		for n := range 230 { // by then nobody has repeated anything for long
			if a := must(alone.Submit(ctx, application(service, n+1, n, child(n), "school 1"))); a.Sequence != int64(n)+1 || a.Repeat {
				t.Fatalf("%d got %+v", n, a)
			}
		}
		if a := must(alone.Submit(ctx, application(service, 5, 4, child(4), "school 1"))); a.Sequence != 5 || !a.Repeat || a.Foreign {
			t.Fatalf("a repeated key got %+v", a)
		}
		if a := must(alone.Submit(ctx, application(service, 900, 900, child(4), "school 1"))); a.Sequence != 5 || !a.Foreign {
			t.Fatalf("a child that stands there got %+v", a)
		}
		if _, err := alone.Submit(ctx, application(service, 901, 4, "", "school 1")); !fail.Is(err, "intake.key_taken") {
			t.Fatalf("the key of another: %v", err)
		}
		for n := 230; n < 250; n += 2 {
			must(other.Submit(ctx, application(service, n+1, n, child(n), "school 1")))
			must(alone.Submit(ctx, application(service, n+2, n+1, child(n+1), "school 2")))
		}
		list := holds(t, d, alone, service, d.Now().In(izhevsk).Year())
		if len(list) != 250 {
			t.Fatalf("%d stand there", len(list))
		}
	})
}
