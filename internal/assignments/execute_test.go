package assignments

import (
	"context"
	"testing"

	"veche/internal/documents"
	"veche/internal/platform/audit/audittest"
	"veche/internal/platform/db"
	"veche/internal/tasks"
)

func final(text string) ReportInput { return ReportInput{Kind: Final, Text: text} }

// reply is a sent answer to a letter.
func (o *office) reply(to int64) int64 {
	o.t.Helper()
	var id int64
	o.tx(func(tx *db.Tx) (err error) {
		id, err = db.Insert(context.Background(), tx, "documents", documents.Document{BodyID: o.body, Flow: documents.Outgoing, KindID: o.kind,
			State: documents.Dispatched, InReplyToID: &to, CreatedBy: o.officer.PersonID, CreatedAt: tx.Now, ChangedAt: tx.Now, Version: 1})
		return err
	})
	return id
}

func TestFromWorkToRelease(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		a := o.issued(onControl(o), func(i *Item) { i.CoExecutors = []CoExecution{{EmployeeID: o.second.PersonID}} })
		must(o.Take(t.Context(), o.officer, a.ID))(t)
		refusedResult(o.Take(t.Context(), o.officer, a.ID))(t, "assignment.wrong_state")
		must(o.Contribute(t.Context(), o.second, a.ID, "Смета готова"))(t)
		if n := len(o.waits(o.second)); n != 0 {
			t.Errorf("the co-executor has handed his part over, %d wait", n)
		}
		must(o.Report(t.Context(), o.officer, a.ID, ReportInput{Kind: Interim, Text: "Собраны данные", Percent: 40}))(t)
		o.state(a, InProgress)
		refusedResult(o.Report(t.Context(), o.officer, a.ID, ReportInput{Kind: Final}))(t, "assignment.incomplete")
		must(o.Report(t.Context(), o.officer, a.ID, final("Ответ подготовлен")))(t)
		if o.waits(o.minister)[tasks.AcceptReport] != 1 || o.waits(o.officer)[tasks.Execute] != 0 {
			t.Error("the issuer looks, the executor waits")
		}
		refusedResult(o.Return(t.Context(), o.minister, a.ID, ReturnInput{Reason: " "}))(t, "assignment.incomplete")
		n := must(o.Return(t.Context(), o.minister, a.ID, ReturnInput{Reason: "Нет приложения"}))(t)
		if n.State != Returned || n.Returns != 1 || n.ReportedAt != nil || n.DueOn != a.DueOn {
			t.Errorf("returned as %+v", n.Assignment)
		}
		if o.waits(o.officer)[tasks.Execute] != 1 {
			t.Error("it waits for the executor again")
		}
		o.today("2026-05-07")
		must(o.Report(t.Context(), o.officer, a.ID, final("Приложение добавлено")))(t)
		must(o.Accept(t.Context(), o.minister, a.ID, AcceptInput{}))(t)
		o.cardIs(a.DocumentID, documents.Executed)
		if o.waits(o.controller)[tasks.Release] != 1 || o.waits(o.controller)[tasks.Control] != 0 {
			t.Errorf("for the controller waits %v", o.waits(o.controller))
		}
		refusedResult(o.Release(t.Context(), o.officer, a.ID, ReleaseInput{Kind: ReleaseExecuted}))(t, "assignment.denied")
		n = must(o.Release(t.Context(), o.controller, a.ID, ReleaseInput{Kind: ReleaseExecuted}))(t)
		if n.ReleasedName != o.controller.Name || n.ReleasedAt == nil || n.ReportedAt.Format("2006-01-02") != "2026-05-07" {
			t.Errorf("released as %+v", n.Assignment)
		}
		if len(o.waits(o.controller)) != 0 {
			t.Error("nothing waits for the controller")
		}
		refusedResult(o.Release(t.Context(), o.controller, a.ID, ReleaseInput{Kind: ReleaseExecuted}))(t, "assignment.not_controlled")
		audittest.Has(t, o.db, a.Ref(), "assignment.release", "executed", "executed")
		tree := must(o.Tree(t.Context(), o.minister, a.DocumentID))(t)
		v := tree.Resolutions[0].Items[0]
		if len(v.Reports) != 3 || v.Reports[1].Decision != "returned" || v.Reports[2].Decision != "accepted" || v.Release == nil || v.Members[0].Contribution == "" {
			t.Errorf("the card tells %+v", v)
		}

		n = must(o.Reopen(t.Context(), o.minister, a.ID, ReopenInput{Reason: "Жалоба повторилась", DueOn: day("2026-06-19")}))(t)
		if n.State != InProgress || n.DueOn != day("2026-06-19") || n.FirstDueOn != a.DueOn || !n.Controlled() {
			t.Errorf("re-opened as %+v", n.Assignment)
		}
		o.cardIs(a.DocumentID, documents.InExecution)
		if o.waits(o.officer)[tasks.Execute] != 1 || o.waits(o.controller)[tasks.Control] != 1 {
			t.Error("work and control go on")
		}
	})
}

// Scenario 10.
func TestFinalReportWaitsForThePartsBelow(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		a := o.issued(onControl(o), func(i *Item) { i.DueOn = day("2026-05-20") })
		part := o.item(func(i *Item) { i.ResponsibleID = o.second.PersonID })
		late := part
		late.DueOn = day("2026-05-21")
		refusedResult(o.Reassign(t.Context(), o.officer, a.ID, []Item{late}))(t, "assignment.after_parent")
		refusedResult(o.Reassign(t.Context(), o.officer, a.ID, []Item{o.item()}))(t, "assignment.wrong_person")
		refusedResult(o.Reassign(t.Context(), o.second, a.ID, []Item{part}))(t, "assignment.not_found")
		operative := part
		operative.TermCode, operative.ResponsibleID = "assignment.operative", o.third.PersonID
		must(o.Reassign(t.Context(), o.officer, a.ID, []Item{part, operative}))(t)
		o.state(a, InProgress)
		o.cardIs(a.DocumentID, documents.InExecution)
		parts := must(openChildren(t.Context(), o.db, a.ID))(t)
		if parts[0].DueOn != day("2026-05-20") || parts[1].DueOn != day("2026-05-15") || parts[0].IssuerID != o.officer.PersonID {
			t.Errorf("the parts are due %s and %s", parts[0].DueOn, parts[1].DueOn)
		}
		refusedResult(o.Report(t.Context(), o.officer, a.ID, final("Готово")))(t, "assignment.children_open")
		must(o.Report(t.Context(), o.second, parts[0].ID, final("Часть готова")))(t)
		refusedResult(o.Accept(t.Context(), o.minister, parts[0].ID, AcceptInput{}))(t, "assignment.denied")
		must(o.Accept(t.Context(), o.officer, parts[0].ID, AcceptInput{}))(t)
		refusedResult(o.Report(t.Context(), o.officer, a.ID, final("Готово")))(t, "assignment.children_open")

		refusedResult(o.Accept(t.Context(), o.officer, a.ID, AcceptInput{Override: true}))(t, "assignment.denied")
		n := must(o.Accept(t.Context(), o.minister, a.ID, AcceptInput{Override: true, Release: true}))(t)
		if n.State != Executed || !n.Overridden || n.ReleaseKind != ReleaseExecuted {
			t.Errorf("accepted as %+v", n.Assignment)
		}
		audittest.Has(t, o.db, a.Ref(), "assignment.override", "in_progress", "executed")
		o.state(parts[1], Issued)
		tree := must(o.Tree(t.Context(), o.minister, a.DocumentID))(t)
		items := tree.Resolutions[0].Items
		if len(items) != 3 || items[1].Depth != 1 || items[1].Responsible.Name != o.second.Name {
			t.Errorf("the tree is %+v", items)
		}
		o.cardIs(a.DocumentID, documents.Executed) // the only controlled one
	})
}

// Scenario 11.
func TestTermIsExtendedTwice(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		a := o.issued(onControl(o), func(i *Item) { i.DueOn = day("2026-05-14") })
		ask := AskInput{DueOn: day("2026-05-20"), Reason: "Ждём смету", Measures: "Запрошена у подрядчика"}
		refusedResult(o.AskExtension(t.Context(), o.second, a.ID, ask))(t, "assignment.not_found")
		early := ask
		early.DueOn = day("2026-05-13")
		refusedResult(o.AskExtension(t.Context(), o.officer, a.ID, early))(t, "assignment.not_later")
		must(o.AskExtension(t.Context(), o.officer, a.ID, ask))(t)
		refusedResult(o.AskExtension(t.Context(), o.officer, a.ID, ask))(t, "assignment.extension_pending")
		if o.waits(o.minister)[tasks.DecideExtension] != 1 {
			t.Error("the issuer decides")
		}
		must(o.RefuseExtension(t.Context(), o.minister, a.ID, "Срок достаточен"))(t)
		if got := o.again(a); got.DueOn != a.DueOn || got.Extensions != 0 || got.Extension != Refused {
			t.Errorf("after the refusal %+v", got)
		}
		must(o.AskExtension(t.Context(), o.officer, a.ID, ask))(t)
		must(o.GrantExtension(t.Context(), o.minister, a.ID, GrantInput{}))(t)
		refusedResult(o.GrantExtension(t.Context(), o.minister, a.ID, GrantInput{}))(t, "assignment.no_request")
		o.today("2026-05-19")
		ask.DueOn = day("2026-06-01")
		must(o.AskExtension(t.Context(), o.officer, a.ID, ask))(t)
		n := must(o.GrantExtension(t.Context(), o.minister, a.ID, GrantInput{DueOn: day("2026-05-29"), Answer: "До пятницы"}))(t)
		if n.DueOn != day("2026-05-29") || n.FirstDueOn != day("2026-05-14") || n.Extensions != 2 {
			t.Errorf("after two extensions %+v", n.Assignment)
		}
		rows, _, err := o.inbox.List(t.Context(), o.officer, tasks.Filter{}, "", 10)
		if err != nil || rows[0].DueOn != day("2026-05-29") {
			t.Errorf("the inbox shows %v, %v", rows, err)
		}
		v := must(o.Tree(t.Context(), o.officer, a.DocumentID))(t).Resolutions[0].Items[0]
		if len(v.TermChanges) != 3 || v.TermChanges[0].Late || !v.TermChanges[2].Late || v.TermChanges[2].Answer != "До пятницы" || v.Why != "назначен 29.05.2026" {
			t.Errorf("every date is kept: %+v", v.TermChanges)
		}
		must(o.Report(t.Context(), o.officer, a.ID, final("Исполнено")))(t)
		if o.again(a).Overdue(day("2026-06-10"), o.town.Org.Zone(t.Context(), o.db, o.body)) {
			t.Error("it is on time against the third date")
		}
		o.today("2026-06-02")
		b := o.issued(func(i *Item) { i.DueOn = day("2026-06-03") })
		o.today("2026-06-04")
		refusedResult(o.AskExtension(t.Context(), o.officer, b.ID, AskInput{DueOn: day("2026-06-10"), Reason: "Не успели"}))(t, "assignment.extension_late")
	})
}

func TestSentReplyProposesAndNeverCloses(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		d := o.sent()
		a := o.issuedOn(d, onControl(o))
		must(o.Take(t.Context(), o.officer, a.ID))(t)
		refusedResult(o.Release(t.Context(), o.controller, a.ID, ReleaseInput{Kind: ReleaseExecuted}))(t, "assignment.not_executed")
		o.today("2026-05-12")
		reply := o.reply(d.ID)
		for range 2 { // said twice, it is one proposal
			o.tx(func(tx *db.Tx) error { return o.ProposeRelease(t.Context(), tx, d.ID, reply) })
		}
		o.state(a, InProgress)
		o.cardIs(d.ID, documents.InExecution)
		if o.waits(o.controller)[tasks.Release] != 1 {
			t.Errorf("for the controller waits %v", o.waits(o.controller))
		}
		o.today("2026-05-15")
		n := must(o.Release(t.Context(), o.controller, a.ID, ReleaseInput{Kind: ReleaseExecuted}))(t)
		if n.State != Executed || n.ReportedAt.Format("2006-01-02") != "2026-05-12" {
			t.Errorf("the day of the reply is the day of execution: %+v", n.Assignment)
		}
		o.cardIs(d.ID, documents.Executed)
		v := must(o.Tree(t.Context(), o.minister, d.ID))(t).Resolutions[0].Items[0]
		if len(v.Reports) != 1 || v.Reports[0].ReplyID == nil || *v.Reports[0].ReplyID != reply {
			t.Errorf("the reply stands as the report: %+v", v.Reports)
		}
		if n := len(o.waits(o.officer)) + len(o.waits(o.controller)); n != 0 {
			t.Errorf("%d things still wait", n)
		}

		free := o.issued()
		o.tx(func(tx *db.Tx) error { return o.ProposeRelease(t.Context(), tx, free.DocumentID, reply) })
		must(o.Accept(t.Context(), o.minister, free.ID, AcceptInput{}))(t)
		o.cardIs(free.DocumentID, documents.Executed)
	})
}

func TestReleaseWithoutExecutionAndCancellation(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		a := o.issued(onControl(o))
		must(o.Reassign(t.Context(), o.officer, a.ID, []Item{o.item(func(i *Item) { i.ResponsibleID = o.second.PersonID })}))(t)
		part := must(openChildren(t.Context(), o.db, a.ID))(t)[0]
		refusedResult(o.Release(t.Context(), o.controller, a.ID, ReleaseInput{Kind: ReleaseImpossible}))(t, "assignment.incomplete")
		n := must(o.Release(t.Context(), o.controller, a.ID, ReleaseInput{Kind: ReleaseImpossible, Basis: "Дом снесён"}))(t)
		if n.State != Cancelled || n.ReleaseKind != ReleaseImpossible || n.ReleaseBasis != "Дом снесён" {
			t.Errorf("released as %+v", n.Assignment)
		}
		o.state(part, Cancelled)
		o.cardIs(a.DocumentID, documents.Executed)
		if len(o.waits(o.second)) != 0 {
			t.Error("nothing waits below")
		}

		b := o.issued()
		refusedResult(o.Cancel(t.Context(), o.officer, b.ID, "Не наше"))(t, "assignment.denied")
		must(o.Cancel(t.Context(), o.minister, b.ID, "Поручено ошибочно"))(t)
		o.state(b, Cancelled)
		o.cardIs(b.DocumentID, documents.WithExecutive)
		if o.waits(o.minister)[tasks.Consider] != 1 || len(o.waits(o.officer)) != 0 {
			t.Error("the document is before the minister again")
		}
		_, err := o.docs.Open(t.Context(), o.db, o.officer, b.DocumentID)
		refused(t, err, "document.not_found") // in the next request he sees it no more
	})
}

func TestCardIsExecutedWithItsLastControlledAssignment(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		d := o.sent()
		res := must(o.Prepare(t.Context(), o.minister, d.ID, o.draft(o.item(onControl(o)),
			o.item(onControl(o), func(i *Item) { i.ResponsibleID = o.second.PersonID }),
			o.item(func(i *Item) { i.ResponsibleID = o.third.PersonID }))))(t)
		must(o.Sign(t.Context(), o.minister, res.ID, res.Version))(t)
		items := must(inResolution(t.Context(), o.db, res.ID))(t)
		must(o.Report(t.Context(), o.officer, items[0].ID, final("Готово")))(t)
		must(o.Accept(t.Context(), o.minister, items[0].ID, AcceptInput{}))(t)
		o.cardIs(d.ID, documents.InExecution)
		must(o.Report(t.Context(), o.second, items[1].ID, final("Готово")))(t)
		must(o.Accept(t.Context(), o.minister, items[1].ID, AcceptInput{}))(t)
		o.cardIs(d.ID, documents.Executed)
		o.state(items[2], Issued)
	})
}

func TestForInformation(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		d := o.sent()
		refusedResult(o.Inform(t.Context(), o.officer, d.ID, InformInput{People: []int64{o.second.PersonID}}))(t, "document.not_found")
		must(o.Inform(t.Context(), o.minister, d.ID, InformInput{People: []int64{o.second.PersonID, o.third.PersonID}}))(t)
		o.cardIs(d.ID, documents.ForInformation)
		if len(o.waits(o.minister)) != 0 || o.waits(o.second)[tasks.Inform] != 1 {
			t.Error("the minister is done, two have to know")
		}
		if err := o.Noted(t.Context(), o.second, d.ID); err != nil {
			t.Fatal(err)
		}
		if len(o.waits(o.second)) != 0 || o.waits(o.third)[tasks.Inform] != 1 {
			t.Error("each notes for himself")
		}
		other := o.sent()
		must(o.Inform(t.Context(), o.helper, other.ID, InformInput{People: []int64{o.second.PersonID}}))(t)
		o.cardIs(other.ID, documents.ForInformation)
		if len(o.waits(o.minister)) != 0 {
			t.Error("the assistant marked it in the minister's place")
		}
	})
}
