package assignments

import (
	"slices"
	"testing"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/tasks"
)

func internalCard(d *documents.Document)  { d.Flow = documents.Internal }
func directiveCard(d *documents.Document) { d.Flow = documents.Directive }

func TestAMemoIsConsideredExecutedAndFiledLikeALetter(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		d := o.sent(internalCard)
		o.cardIs(d.ID, documents.WithExecutive)
		a := o.issuedOn(d)
		o.cardIs(d.ID, documents.Resolved)
		must(o.Take(t.Context(), o.officer, a.ID))(t)
		o.cardIs(d.ID, documents.InExecution)
		must(o.Report(t.Context(), o.officer, a.ID, ReportInput{Kind: Final, Text: "Исполнено"}))(t)
		must(o.Accept(t.Context(), o.minister, a.ID, AcceptInput{}))(t)
		o.cardIs(d.ID, documents.Executed)
	})
}

func TestTheOnlyAssignmentOnAMemoIsCancelled(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		d := o.sent(internalCard)
		a := o.issuedOn(d)
		must(o.Cancel(t.Context(), o.minister, a.ID, "Отпала нужда"))(t)
		o.cardIs(d.ID, documents.WithExecutive)
	})
}

func TestAnOrderIsMadeKnownAndItsPointsAreAssignments(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		d := o.registered(directiveCard)
		refusedResult(o.SendToExecutive(t.Context(), o.clerk, d.ID, SendInput{ExecutiveID: o.minister.PersonID}))(t, "document.wrong_state")
		refusedResult(o.Inform(t.Context(), o.clerk, d.ID, InformInput{People: []int64{o.second.PersonID}, DueOn: day("2026-05-05")}))(t, "assignment.due_past")
		must(o.Inform(t.Context(), o.clerk, d.ID, InformInput{People: []int64{o.second.PersonID, o.third.PersonID}, DueOn: day("2026-05-12")}))(t)
		o.cardIs(d.ID, documents.Registered)
		o.today("2026-05-07")
		if err := o.Noted(t.Context(), o.second, d.ID); err != nil {
			t.Fatal(err)
		}
		list := must(o.Tree(t.Context(), o.clerk, d.ID))(t).Acknowledgements
		if len(list) != 2 || list[0].ID != o.second.PersonID || list[0].AcknowledgedAt == nil || list[1].AcknowledgedAt != nil || list[1].DueOn != day("2026-05-12") {
			t.Errorf("the sheet says %+v", list)
		}
		in := o.draft(o.item())
		o.tx(func(tx *db.Tx) error {
			return o.docs.Grant(t.Context(), tx, d, auth.Employee(o.minister.PersonID), "signature")
		})
		res := must(o.Prepare(t.Context(), o.minister, d.ID, in))(t)
		must(o.Sign(t.Context(), o.minister, res.ID, res.Version))(t)
		o.cardIs(d.ID, documents.Registered)
		if o.waits(o.officer)[tasks.Execute] != 1 || slices.Contains(must(o.Tree(t.Context(), o.clerk, d.ID))(t).Actions, SendForConsideration) {
			t.Error("a point of the order is an assignment, the order itself is not considered")
		}
	})
}
