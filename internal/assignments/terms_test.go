package assignments

import (
	"testing"

	"pgregory.net/rapid"

	"veche/internal/platform/calendar"
)

// Whatever is asked for: a term never ends before the day of signing, after the term of the law, or after the parent's.
func TestNoTermBreaksItsBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := clock{calendar.Russia(), calendar.Presets(), day("2026-01-01").AddDays(rapid.IntRange(0, 700).Draw(t, "today"))}
		bound := func(name string) (d calendar.Deadline) {
			if rapid.Bool().Draw(t, name) {
				d = c.calendar.Due(c.today.AddDays(-rapid.IntRange(0, 40).Draw(t, name+" began")), calendar.Term{Code: "reply.deputy_request",
					Amount: rapid.IntRange(0, 40).Draw(t, name+" days"), Unit: calendar.CalendarDay, Policy: calendar.Prev})
			}
			return d
		}
		law, parent := bound("law"), bound("parent")
		a := Assignment{TermCode: rapid.SampledFrom([]string{"", "assignment.urgent", "assignment.operative", "reply.deputy_request", "unknown"}).Draw(t, "term")}
		if rapid.Bool().Draw(t, "by hand") {
			a.DueOn = c.today.AddDays(rapid.IntRange(-5, 60).Draw(t, "hand"))
		}
		due, err := c.due(a, law, parent)
		if err != nil {
			if a.DueOn.IsZero() {
				t.Fatalf("only a date by hand is refused: %v", err)
			}
			return
		}
		if due.Date.Before(c.today) || due.Explain() == "" {
			t.Errorf("due %s before %s: %s", due.Date, c.today, due.Explain())
		}
		for _, end := range []calendar.Deadline{law, parent} {
			if !end.Date.IsZero() && due.Date.After(c.notBeforeToday(end).Date) {
				t.Errorf("due %s after %s", due.Date, end.Date)
			}
		}
	})
}

func TestTermIsCountedAnewWhenTheYearIsPublished(t *testing.T) {
	each(t, "2028-06-02", func(t *testing.T, o *office) {
		a := o.issued(func(i *Item) { i.TermCode = "assignment.operative" })
		named := o.issued(func(i *Item) { i.DueOn = day("2028-06-09") })
		if a.DueOn != day("2028-06-09") || len(a.DueWhy.Unpublished) != 1 {
			t.Fatalf("due %s: %s", a.DueOn, a.DueWhy.Explain())
		}
		o.calendar = calendar.Russia().WithYear(calendar.Year{Year: 2028, Off: []calendar.Date{day("2028-06-09"), day("2028-06-12")}})
		o.remindOn("2028-06-05")
		if got := o.again(a); got.DueOn != day("2028-06-08") || got.FirstDueOn != got.DueOn || len(got.DueWhy.Unpublished) != 0 {
			t.Errorf("now due %s: %s", got.DueOn, got.DueWhy.Explain())
		}
		if got := o.again(named); got.DueOn != day("2028-06-09") {
			t.Errorf("a date by hand moved to %s", got.DueOn)
		}
	})
}
