package assignments

import (
	"slices"
	"sync"
	"testing"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/audit/audittest"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/fail"
	"veche/internal/tasks"
)

// The edge dates of §2.5, through a signed resolution.
func TestTermsRunFromTheDayOfSigning(t *testing.T) {
	cases := []struct{ name, signed, term, due, why string }{
		{"urgent ends before Victory Day", "2026-05-06", "assignment.urgent", "2026-05-08", "3 дня с 06.05.2026 → 09.05.2026, нерабочий → 08.05.2026"},
		{"urgent before New Year falls back to the day of signing", "2026-12-30", "assignment.urgent", "2026-12-30", "3 дня с 30.12.2026 → 02.01.2027, нерабочий → 30.12.2026"},
		{"operative ends before the Day of Russia", "2026-06-02", "assignment.operative", "2026-06-11", "10 дней с 02.06.2026 → 12.06.2026, нерабочий → 11.06.2026"},
		{"no date means a month", "2027-01-31", "", "2027-02-26", "1 месяц с 31.01.2027 → 28.02.2027, нерабочий → 26.02.2027"},
	}
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		for _, tc := range cases {
			o.today(tc.signed)
			a := o.issued(func(i *Item) { i.TermCode = tc.term })
			if a.DueOn != day(tc.due) || a.FirstDueOn != a.DueOn || a.DueWhy.Explain() != tc.why {
				t.Errorf("%s: due %s: %s", tc.name, a.DueOn, a.DueWhy.Explain())
			}
		}
	})
}

func TestTermByHandByLawAndOfTheBody(t *testing.T) {
	byLaw := func(d *documents.Document) {
		term, _ := calendar.Preset("reply.prosecutor_request")
		d.DueWhy = calendar.Russia().Due(day("2026-05-05"), term)
		d.DueOn = d.DueWhy.Date
	}
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		a := o.issued(func(i *Item) { i.DueOn = day("2026-05-20") })
		if a.DueOn != day("2026-05-20") || a.DueWhy.Explain() != "назначен 20.05.2026" || a.Statutory {
			t.Errorf("by hand: %s %s", a.DueOn, a.DueWhy.Explain())
		}
		a = o.issuedOn(o.sent(byLaw))
		if a.DueOn != day("2026-05-13") || !a.Statutory || a.DueWhy.Term.Basis == "" {
			t.Errorf("the prosecutor waits five working days, got %s statutory %v", a.DueOn, a.Statutory)
		}
		a = o.issuedOn(o.sent(byLaw), func(i *Item) { i.TermCode = "assignment.urgent" })
		if a.DueOn != day("2026-05-08") || a.Statutory {
			t.Errorf("a shorter internal term stands: %s", a.DueOn)
		}
		a = o.issuedOn(o.sent(byLaw), func(i *Item) { i.TermCode = "assignment.operative" })
		if a.DueOn != day("2026-05-13") || !a.Statutory {
			t.Errorf("a longer one ends with the law: %s", a.DueOn)
		}
		d := o.sent(byLaw)
		res := must(o.Prepare(t.Context(), o.minister, d.ID, o.draft(o.item(func(i *Item) { i.DueOn = day("2026-05-14") }))))(t)
		refusedResult(o.Sign(t.Context(), o.minister, res.ID, 1))(t, "assignment.after_law")
		res = must(o.Prepare(t.Context(), o.minister, o.sent().ID, o.draft(o.item(func(i *Item) { i.DueOn = day("2026-05-05") }))))(t)
		refusedResult(o.Sign(t.Context(), o.minister, res.ID, 1))(t, "assignment.due_past")

		very := calendar.Term{Code: "assignment.very_urgent", Title: "Весьма срочно", Amount: 1, Unit: calendar.WorkingDay, Policy: calendar.None}
		refused(t, o.SetTerm(t.Context(), o.officer, very), "term.denied")
		if err := o.SetTerm(t.Context(), o.admin, very); err != nil {
			t.Fatal(err)
		}
		if a = o.issued(func(i *Item) { i.TermCode = very.Code }); a.DueOn != day("2026-05-07") {
			t.Errorf("the body's own preset gives %s", a.DueOn)
		}
		choices := must(o.Choices(t.Context(), o.officer, calendar.Date{}))(t)
		i := slices.IndexFunc(choices, func(c Choice) bool { return c.Code == "assignment.urgent" })
		if i < 0 || choices[i].Date != day("2026-05-08") || choices[len(choices)-1].Code != very.Code {
			t.Errorf("choices: %+v", choices)
		}
	})
}

func TestSigningIssuesAndHandsOut(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		d := o.sent()
		o.cardIs(d.ID, documents.WithExecutive)
		if o.waits(o.minister)[tasks.Consider] != 1 || o.waits(o.helper)[tasks.Consider] != 1 {
			t.Error("the document is before the minister, and his assistant sees it")
		}
		a := o.issuedOn(d, onControl(o), func(i *Item) {
			i.CoExecutors = []CoExecution{{EmployeeID: o.second.PersonID}, {EmployeeID: o.third.PersonID, DueOn: day("2026-05-25")}}
			i.Informed = []int64{o.stranger.PersonID}
		})
		o.cardIs(d.ID, documents.Resolved)
		if n := o.waits(o.minister)[tasks.Consider]; n != 0 {
			t.Errorf("%d still to consider", n)
		}
		for _, tc := range []struct {
			who  auth.Actor
			kind tasks.Kind
		}{{o.officer, tasks.Execute}, {o.second, tasks.Contribute}, {o.third, tasks.Contribute}, {o.controller, tasks.Control}, {o.stranger, tasks.Inform}} {
			if got := o.waits(tc.who); got[tc.kind] != 1 || len(got) != 1 {
				t.Errorf("for %s waits %v, want %s", tc.who.Name, got, tc.kind)
			}
			must(o.docs.Open(t.Context(), o.db, tc.who, d.ID))(t)
		}
		must(o.docs.Open(t.Context(), o.db, o.head, d.ID))(t) // answers for his unit
		members := must(membersOf(t.Context(), o.db, []int64{a.ID}))(t)
		due := map[int64]calendar.Date{}
		for _, m := range members {
			due[m.EmployeeID] = m.DueOn
		}
		// a month from 06.05 is 05.06 (06.06 is a Saturday): 30 days, half of them ends on 21.05
		if a.DueOn != day("2026-06-05") || due[o.second.PersonID] != day("2026-05-21") || due[o.third.PersonID] != day("2026-05-25") {
			t.Errorf("due %s, co-executors %v", a.DueOn, due)
		}
		if c := o.card(d.ID); c.DueOn != a.DueOn || c.DueWhy.Explain() != a.DueWhy.Explain() {
			t.Errorf("the card shows %s: %s", c.DueOn, c.DueWhy.Explain())
		}
		must(o.Take(t.Context(), o.officer, a.ID))(t)
		o.cardIs(d.ID, documents.InExecution)
		if err := o.Noted(t.Context(), o.stranger, d.ID); err != nil {
			t.Error(err)
		}
		refused(t, o.Noted(t.Context(), o.stranger, d.ID), "document.not_for_information")
	})
}

// Scenario 9.
func TestAssistantPreparesAndNeverSigns(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		d := o.sent()
		in := o.draft(o.item())
		in.Paper, in.Note = true, "Со слов министра"
		res := must(o.Prepare(t.Context(), o.helper, d.ID, in))(t)
		_, err := o.Sign(t.Context(), o.helper, res.ID, res.Version)
		if fail.KindOf(err) != fail.Denied {
			t.Fatalf("the assistant signed: %v", err)
		}
		rows := must(audit.History(t.Context(), o.db, res.Ref(), 0, 10))(t)
		i := slices.IndexFunc(rows, func(r audit.Record) bool { return r.Result == audit.ResultDenied })
		if i < 0 || rows[i].ActorID != o.helper.PersonID || rows[i].OnBehalfID != o.minister.PersonID {
			t.Errorf("the attempt is not in the audit: %+v", rows)
		}
		o.cardIs(d.ID, documents.WithExecutive)
		tree := must(o.Tree(t.Context(), o.minister, d.ID))(t)
		if r := tree.Resolutions[0]; r.Note == "" || !slices.Contains(r.Actions, "sign") {
			t.Errorf("the minister sees %+v", r)
		}
		tree = must(o.Tree(t.Context(), o.helper, d.ID))(t)
		if r := tree.Resolutions[0]; slices.Contains(r.Actions, "sign") || !slices.Contains(r.Actions, "edit") {
			t.Errorf("the assistant is offered %v", r.Actions)
		}
		must(o.Sign(t.Context(), o.minister, res.ID, res.Version))(t)
		audittest.Has(t, o.db, res.Ref(), "resolution.signed", "draft", "signed")
	})
}

func TestAResolutionOnPaperIsRecordedFromItsScan(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		d := o.sent()
		in := o.draft(o.item(func(i *Item) {
			i.CoExecutors = []CoExecution{{EmployeeID: o.second.PersonID, DueOn: day("2026-05-12")}}
		}))
		in.Paper = true
		res := must(o.Prepare(t.Context(), o.helper, d.ID, in))(t)
		refusedResult(o.Enter(t.Context(), o.helper, res.ID, res.Version))(t, "resolution.no_scan")
		letter, paper := o.file(d, documents.Main), o.file(d, documents.Paper)
		in.ScanID = &letter
		refusedResult(o.Edit(t.Context(), o.helper, res.ID, res.Version, in))(t, "resolution.wrong_scan")
		in.ScanID = &paper
		res = must(o.Edit(t.Context(), o.helper, res.ID, res.Version, in))(t)
		refusedResult(o.Enter(t.Context(), o.stranger, res.ID, res.Version))(t, "resolution.not_found")
		if r := must(o.Tree(t.Context(), o.helper, d.ID))(t).Resolutions[0]; !slices.Contains(r.Actions, "enter") || slices.Contains(r.Actions, "sign") {
			t.Errorf("the assistant is offered %v", r.Actions)
		}
		res = must(o.Enter(t.Context(), o.helper, res.ID, res.Version))(t)
		if *res.SignedBy != o.minister.PersonID || res.SignedName != res.AuthorName || res.PreparedBy != o.helper.PersonID || res.Acting() {
			t.Errorf("recorded as %+v", res)
		}
		rows := must(audit.History(t.Context(), o.db, res.Ref(), 0, 10))(t)
		i := slices.IndexFunc(rows, func(r audit.Record) bool { return r.Action == "resolution.entered" })
		if i < 0 || rows[i].ActorID != o.helper.PersonID || rows[i].OnBehalfID != o.minister.PersonID {
			t.Errorf("the audit keeps %+v", rows)
		}
		if len(o.said.list) != 1 || o.said.list[0].code != "resolution.entered" || o.said.list[0].employee != o.minister.PersonID {
			t.Errorf("the minister was told %+v", o.said.list)
		}
		if o.waits(o.officer)[tasks.Execute] != 1 || o.waits(o.minister)[tasks.Consider] != 0 {
			t.Error("the assignment is not issued")
		}
		members := must(membersOf(t.Context(), o.db, []int64{must(inResolution(t.Context(), o.db, res.ID))(t)[0].ID}))(t)
		if len(members) != 1 || members[0].DueOn != day("2026-05-12") || !members[0].OwnDue {
			t.Errorf("the co-executor's own date: %+v", members)
		}
	})
}

func TestAnExecutiveDisownsWhatWasRecordedInHisName(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		d := o.sent()
		paper := o.file(d, documents.Paper)
		in := o.draft(o.item())
		in.Paper, in.ScanID = true, &paper
		res := must(o.Prepare(t.Context(), o.helper, d.ID, in))(t)
		refusedResult(o.Disown(t.Context(), o.minister, res.ID, res.Version))(t, "resolution.not_entered")
		res = must(o.Enter(t.Context(), o.helper, res.ID, res.Version))(t)
		if o.waits(o.minister)[tasks.Inform] != 1 {
			t.Error("the minister is not asked to look at what was recorded in his name")
		}
		tree := must(o.Tree(t.Context(), o.minister, d.ID))(t)
		if !slices.Contains(tree.Resolutions[0].Actions, "disown") || !slices.Contains(tree.Actions, DisownResolution) || len(tree.Acknowledgements) != 0 {
			t.Errorf("the minister is offered %v and %v; the sheet of acknowledgement has %v", tree.Resolutions[0].Actions, tree.Actions, tree.Acknowledgements)
		}
		if tree := must(o.Tree(t.Context(), o.helper, d.ID))(t); slices.Contains(tree.Actions, DisownResolution) {
			t.Error("the assistant may take the word of the minister")
		}
		refusedResult(o.Disown(t.Context(), o.helper, res.ID, res.Version))(t, "resolution.denied")
		refusedResult(o.Disown(t.Context(), o.minister, res.ID, res.Version-1))(t, "resolution.stale")

		res = must(o.Disown(t.Context(), o.minister, res.ID, res.Version))(t)
		audittest.Has(t, o.db, res.Ref(), "resolution.disowned", "signed", "disowned")
		if item := must(inResolution(t.Context(), o.db, res.ID))(t)[0]; item.State != Cancelled || item.Open {
			t.Errorf("the assignment is %s", item.State)
		}
		if o.waits(o.officer)[tasks.Execute] != 0 || o.waits(o.minister)[tasks.Inform] != 0 || o.waits(o.minister)[tasks.Consider] != 1 {
			t.Error("the letter is not before the minister alone again")
		}
		if d := must(o.documents.Get(t.Context(), o.db, d.ID))(t); d.State != documents.WithExecutive {
			t.Errorf("the card is %s", d.State)
		}
		if last := o.said.list[len(o.said.list)-1]; last.code != "resolution.disowned" || last.employee != o.helper.PersonID {
			t.Errorf("the assistant was told %+v", last)
		}
		refusedResult(o.Disown(t.Context(), o.minister, res.ID, res.Version))(t, "resolution.not_entered")
	})
}

func TestWhatIsCarriedOutIsNotDisowned(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		d := o.sent()
		paper := o.file(d, documents.Paper)
		in := o.draft(o.item())
		in.Paper, in.ScanID = true, &paper
		res := must(o.Prepare(t.Context(), o.helper, d.ID, in))(t)
		res = must(o.Enter(t.Context(), o.helper, res.ID, res.Version))(t)
		item := must(inResolution(t.Context(), o.db, res.ID))(t)[0]
		must(o.Report(t.Context(), o.officer, item.ID, ReportInput{Kind: Final, Text: "Исполнено."}))(t)
		must(o.Accept(t.Context(), o.minister, item.ID, AcceptInput{}))(t)
		refusedResult(o.Disown(t.Context(), o.minister, res.ID, res.Version))(t, "resolution.carried_out")
	})
}

// Scenario 8.
func TestActingOfficerSignsWithHisOwnName(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		o.deputy = o.town.Replaces(o.deputy, o.minister, "Приказ № 12-л")
		d := o.sent()
		if o.waits(o.deputy)[tasks.Consider] != 1 {
			t.Fatal("new items reach the acting officer")
		}
		res := must(o.Prepare(t.Context(), o.deputy, d.ID, o.draft(o.item())))(t)
		res = must(o.Sign(t.Context(), o.deputy, res.ID, res.Version))(t)
		if !res.Acting() || res.SignedName != o.deputy.Name || res.SignedPost != o.deputy.Post || res.SignedBasis != "Приказ № 12-л" || res.AuthorID != o.minister.PersonID {
			t.Errorf("signed as %+v", res)
		}
		rows := must(audit.History(t.Context(), o.db, res.Ref(), 0, 10))(t)
		i := slices.IndexFunc(rows, func(r audit.Record) bool { return r.Action == "resolution.signed" })
		if i < 0 || rows[i].OnBehalfID != o.minister.PersonID || rows[i].Basis != "Приказ № 12-л" {
			t.Errorf("the audit keeps %+v", rows)
		}
		if o.waits(o.deputy)[tasks.Consider] != 0 || o.waits(o.minister)[tasks.Consider] != 0 {
			t.Error("it is considered")
		}
	})
}

func TestWhoMayResolve(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		d := o.registered()
		refusedResult(o.SendToExecutive(t.Context(), o.clerk, d.ID, SendInput{ExecutiveID: o.officer.PersonID}))(t, "assignment.wrong_person")
		refusedResult(o.SendToExecutive(t.Context(), o.officer, d.ID, SendInput{ExecutiveID: o.minister.PersonID}))(t, "document.not_found")
		in := o.draft(o.item())
		d = must(o.SendToExecutive(t.Context(), o.clerk, d.ID, SendInput{ExecutiveID: o.minister.PersonID, Draft: &in}))(t)
		tree := must(o.Tree(t.Context(), o.minister, d.ID))(t)
		if len(tree.Resolutions) != 1 || len(tree.Resolutions[0].Items) != 1 || !slices.Contains(tree.Actions, Resolve) {
			t.Fatalf("the draft of the clerk came along: %+v", tree)
		}
		refusedResult(o.Prepare(t.Context(), o.stranger, d.ID, in))(t, "document.not_found")
		a := o.issuedOn(d)
		must(o.docs.Open(t.Context(), o.db, o.officer, d.ID))(t)
		own := in
		own.AuthorID = o.officer.PersonID
		refusedResult(o.Prepare(t.Context(), o.officer, d.ID, own))(t, "assignment.wrong_person")
		refusedResult(o.Prepare(t.Context(), o.officer, d.ID, in))(t, "resolution.denied")
		tree = must(o.Tree(t.Context(), o.officer, d.ID))(t)
		if len(tree.Resolutions) != 1 || tree.Resolutions[0].Items[0].ID != a.ID || len(tree.Actions) != 0 {
			t.Errorf("the executor sees no drafts and orders nothing: %+v", tree)
		}
	})
}

func TestDraftsAreCheckedAndNotOverwritten(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		d := o.sent()
		elsewhere := o.town.Body("Минздрав")
		foreign := o.town.Person(elsewhere, o.town.Unit(elsewhere, 0, "Отдел"), "Белов Ян Карлович", "Врач")
		for name, tc := range map[string]struct {
			item Item
			code string
		}{
			"no text":             {o.item(func(i *Item) { i.Text = " " }), "assignment.incomplete"},
			"person of elsewhere": {o.item(func(i *Item) { i.ResponsibleID = foreign.PersonID }), "assignment.wrong_person"},
			"nobody":              {o.item(func(i *Item) { i.ResponsibleID = 9999 }), "assignment.wrong_person"},
			"twice":               {o.item(func(i *Item) { i.CoExecutors = []CoExecution{{EmployeeID: i.ResponsibleID}} }), "assignment.wrong_person"},
			"unknown term":        {o.item(func(i *Item) { i.TermCode = "assignment.someday" }), "assignment.wrong_term"},
		} {
			_, err := o.Prepare(t.Context(), o.minister, d.ID, o.draft(tc.item))
			if !fail.Is(err, tc.code) {
				t.Errorf("%s: %v", name, err)
			}
		}
		res := must(o.Prepare(t.Context(), o.helper, d.ID, o.draft(o.item())))(t)
		edited := must(o.Edit(t.Context(), o.helper, res.ID, res.Version, o.draft(o.item(), o.item(func(i *Item) { i.ResponsibleID = o.second.PersonID }))))(t)
		refusedResult(o.Edit(t.Context(), o.minister, res.ID, res.Version, o.draft(o.item())))(t, "resolution.stale")
		refusedResult(o.Sign(t.Context(), o.minister, res.ID, res.Version))(t, "resolution.stale")
		must(o.Sign(t.Context(), o.minister, res.ID, edited.Version))(t)
		refusedResult(o.Edit(t.Context(), o.minister, res.ID, edited.Version, o.draft(o.item())))(t, "resolution.wrong_state")
		if n := len(must(inResolution(t.Context(), o.db, res.ID))(t)); n != 2 {
			t.Errorf("%d assignments, want 2", n)
		}
		other := must(o.Prepare(t.Context(), o.helper, d.ID, o.draft(o.item())))(t)
		must(o.Discard(t.Context(), o.minister, other.ID, other.Version))(t)
		if tree := must(o.Tree(t.Context(), o.minister, d.ID))(t); len(tree.Resolutions) != 1 {
			t.Errorf("%d resolutions are shown", len(tree.Resolutions))
		}
	})
}

func TestTwoPeopleAtOnce(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		o.deputy = o.town.Replaces(o.deputy, o.minister, "Приказ № 12-л")
		d := o.sent()
		res := must(o.Prepare(t.Context(), o.minister, d.ID, o.draft(o.item())))(t)
		sign := func(i int) error {
			_, err := o.Sign(t.Context(), o.pair(i), res.ID, res.Version)
			return err
		}
		if code := once(t, sign); code != "resolution.wrong_state" {
			t.Errorf("the second signature: %s", code)
		}
		a := must(inResolution(t.Context(), o.db, res.ID))(t)[0]
		must(o.Report(t.Context(), o.officer, a.ID, ReportInput{Kind: Final, Text: "Исполнено"}))(t)
		accept := func(i int) error {
			_, err := o.Accept(t.Context(), o.pair(i), a.ID, AcceptInput{})
			return err
		}
		if code := once(t, accept); code != "assignment.wrong_state" {
			t.Errorf("the second acceptance: %s", code)
		}
		o.cardIs(d.ID, documents.Executed)
	})
}

// once runs two people at the same moment: one succeeds, the other is told why not.
func once(t *testing.T, act func(i int) error) (code string) {
	t.Helper()
	var both sync.WaitGroup
	errs := make([]error, 2)
	for i := range errs {
		both.Go(func() { errs[i] = act(i) })
	}
	both.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Fatalf("one of two must succeed: %v", errs)
	}
	return fail.Code(errs[0]) + fail.Code(errs[1])
}
