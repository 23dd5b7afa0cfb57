package assignments

import (
	"testing"

	"veche/internal/platform/audit/audittest"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/tasks"
)

func TestAReportToADismissedIssuerReachesSomebody(t *testing.T) {
	for _, c := range []struct {
		name string
		with func(o *office) func(*Item)
		heir func(o *office) int64
	}{
		{"the controller has it", onControl, func(o *office) int64 { return o.controller.PersonID }},
		{"the head of his unit, else another executive", func(*office) func(*Item) { return func(*Item) {} }, func(o *office) int64 { return o.deputy.PersonID }},
	} {
		t.Run(c.name, func(t *testing.T) {
			each(t, "2026-05-06", func(t *testing.T, o *office) {
				a := o.issued(c.with(o))
				o.tx(func(tx *db.Tx) error {
					_, err := tx.Exec(t.Context(), "UPDATE employees SET dismissed_at = $1 WHERE id = $2", tx.Now, o.minister.PersonID)
					return err
				})
				must(o.Report(t.Context(), o.officer, a.ID, ReportInput{Kind: Final, Text: "Исполнено"}))(t)
				heir := o.town.Actor(c.heir(o))
				if o.waits(heir)[tasks.AcceptReport] != 1 {
					t.Errorf("nobody is asked to accept: %v", o.waits(heir))
				}
				if len(o.said.list) != 1 || o.said.list[0].employee != heir.PersonID || o.said.list[0].code != "assignment.inherited" {
					t.Errorf("told %+v", o.said.list)
				}
				audittest.Has(t, o.db, a.Ref(), "assignment.moved", string(ReportSubmitted), string(ReportSubmitted))
				must(o.Accept(t.Context(), heir, a.ID, AcceptInput{}))(t)
				o.state(a, Executed)
			})
		})
	}
}

func TestAnotherTermIsNotOfferedAfterTheDate(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		a := o.issued(func(i *Item) { i.DueOn = calendar.MustParse("2026-05-12") })
		offered := func() bool {
			for _, one := range must(o.Tree(t.Context(), o.officer, a.DocumentID))(t).Resolutions[0].Items[0].Actions {
				if one == AskExtension {
					return true
				}
			}
			return false
		}
		if !offered() {
			t.Error("before the date it is offered")
		}
		o.today("2026-05-13")
		if offered() {
			t.Error("after the date it is not")
		}
	})
}
