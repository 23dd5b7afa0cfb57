package approval_test

import (
	"slices"
	"sync"
	"testing"

	"veche/internal/approval"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/audit/audittest"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs/jobstest"
	"veche/internal/platform/notify"
	"veche/internal/signing/signingtest"
	"veche/internal/tasks"
)

// house is a ministry whose letters go through approval.
type house struct {
	*signingtest.Ministry
	*approval.Service
	t      *testing.T
	lawyer auth.Actor
	clerks []auth.Actor // four people of the department
}

func newHouse(t *testing.T, d *db.DB) *house {
	t.Helper()
	h := &house{Ministry: signingtest.New(t, d, approval.Gate{}), t: t}
	h.Service = approval.New(d, h.Documents, h.Town.Org, h.Signing, h.Files, notify.New(d, h.Town.Org, nil, ""), calendar.Russia())
	legal := h.Town.Unit(h.Body, h.Unit, "Правовой отдел")
	h.lawyer = h.Town.Person(h.Body, legal, "Юрьева Лидия Олеговна", "Начальник правового отдела", org.Lawyer)
	h.Town.Head(legal, h.lawyer)
	for _, name := range []string{"Первов Пётр Ильич", "Второв Иван Ильич", "Третьяков Олег Ильич", "Четвергов Яков Ильич"} {
		h.clerks = append(h.clerks, h.Town.Person(h.Body, h.Department, name, "Специалист", org.Executor))
	}
	return h
}

func person(by auth.Actor) approval.Participant {
	return approval.Participant{Kind: approval.ByPerson, ID: by.PersonID}
}

// stage of these people, one after another, all must agree; change alters it.
func stage(name string, change func(*approval.Stage), people ...auth.Actor) approval.Stage {
	st := approval.Stage{Name: name, Mode: approval.Sequential, Required: true, Rule: approval.All, OnNotAgreed: approval.Stop}
	for _, p := range people {
		st.Participants = append(st.Participants, person(p))
	}
	if change != nil {
		change(&st)
	}
	return st
}

func parallel(policy approval.OnNotAgreed) func(*approval.Stage) {
	return func(st *approval.Stage) { st.Mode, st.OnNotAgreed = approval.Parallel, policy }
}

// started is a letter in approval.
func (h *house) started(stages ...approval.Stage) (documents.Document, documents.Version, int64) {
	h.t.Helper()
	card, v := h.Draft(h.Letter, "Уважаемый Пётр Ильич! Первая редакция.")
	a, err := h.Start(h.t.Context(), h.Author, card.ID, approval.StartInput{Stages: stages})
	if err != nil {
		h.t.Fatal(err)
	}
	return card, v, a.ID
}

func (h *house) vote(by auth.Actor, approvalID int64, v documents.Version, vote approval.Vote) error {
	in := approval.VoteInput{SHA256: v.SHA256, Vote: vote}
	if vote != approval.Agreed {
		in.Remarks = "Нет ссылки на закон"
	}
	return h.Vote(h.t.Context(), by, approvalID, in)
}

func (h *house) votes(approvalID int64, v documents.Version, people ...auth.Actor) {
	h.t.Helper()
	for _, by := range people {
		if err := h.vote(by, approvalID, v, approval.Agreed); err != nil {
			h.t.Fatalf("%s: %v", by.Name, err)
		}
	}
}

func (h *house) current(documentID int64) approval.View {
	h.t.Helper()
	card, err := h.Of(h.t.Context(), h.Author, documentID)
	if err != nil {
		h.t.Fatal(err)
	}
	return *card.Current
}

// states writes the visas of the newest cycle: «voted/agreed asked».
func (h *house) states(documentID int64) []string {
	h.t.Helper()
	view := h.current(documentID)
	var list []string
	for _, v := range view.Cycles[len(view.Cycles)-1].Visas {
		s := string(v.State)
		if v.Vote != "" {
			s += "/" + string(v.Vote)
		}
		list = append(list, s)
	}
	return list
}

func (h *house) is(documentID int64, card documents.State, state approval.State) {
	h.t.Helper()
	if got := h.State(documentID); got != card {
		h.t.Errorf("the card is %s, want %s", got, card)
	}
	if got := h.current(documentID).State; got != state {
		h.t.Errorf("the approval is %s, want %s", got, state)
	}
}

func (h *house) waits(by auth.Actor, documentID int64, kinds ...tasks.Kind) {
	h.t.Helper()
	if got := h.Inbox(by, documentID); !slices.Equal(got, append([]tasks.Kind{}, kinds...)) {
		h.t.Errorf("%s has %v, want %v", by.Name, got, kinds)
	}
}

// told counts the notices of a person.
func (h *house) told(by auth.Actor, code string, times int) {
	h.t.Helper()
	list, err := db.All[int64](h.t.Context(), h.DB, "SELECT id FROM notices WHERE employee_id = $1 AND code = $2", by.PersonID, code)
	if err != nil || len(list) != times {
		h.t.Errorf("%s was told of %s %d times, %v", by.Name, code, len(list), err)
	}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t *testing.T, err error, code string) {
	t.Helper()
	if !fail.Is(err, code) {
		t.Errorf("got %v, want %s", err, code)
	}
}

func TestLetterGoesThroughItsStagesToSignature(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		card, v, id := h.started(
			stage("Соисполнители", parallel(approval.WaitAll), h.clerks[0], h.clerks[1]),
			stage("Руководство", nil, h.Head, h.Deputy))
		h.is(card.ID, documents.InApproval, approval.Running)
		h.waits(h.clerks[0], card.ID, tasks.Vote)
		h.waits(h.clerks[1], card.ID, tasks.Vote)
		h.waits(h.Head, card.ID)
		if _, err := h.Documents.Open(t.Context(), d, h.Head, card.ID); !fail.Is(err, "document.not_found") {
			t.Errorf("who is not asked yet sees the card: %v", err)
		}
		h.votes(id, v, h.clerks[1], h.clerks[0])
		h.waits(h.Head, card.ID, tasks.Vote)
		h.waits(h.Deputy, card.ID)
		refused(t, h.vote(h.Deputy, id, v, approval.Agreed), "approval.not_found") // not asked yet, sees nothing
		h.votes(id, v, h.Head)
		ok(t, h.vote(h.Deputy, id, v, approval.AgreedWithRemarks))
		h.is(card.ID, documents.Approved, approval.Approved)
		h.waits(h.Author, card.ID, tasks.SendToSign)
		jobstest.Has(t, d, approval.Ended{ApprovalID: id, Cycle: 1})
		audittest.Has(t, d, card.Ref(), "document.approved", "in_approval", "approved")
		if _, err := h.Documents.Open(t.Context(), d, h.clerks[0], card.ID); err != nil {
			t.Errorf("who voted may go on seeing the card: %v", err)
		}
		ok(t, h.Signing.SendToSignature(t.Context(), h.Author, card.ID))
		h.waits(h.Author, card.ID)
		_, err := h.Signing.Sign(t.Context(), h.Minister, card.ID, v.SHA256)
		ok(t, err)
	})
}

func TestApprovedTextGoesStraightToSignatureWhereTheRouteSaysSo(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		card, v := h.Draft(h.Letter, "текст")
		straight := true
		a, err := h.Start(t.Context(), h.Author, card.ID, approval.StartInput{Stages: []approval.Stage{stage("Отдел", nil, h.Head)}, ThenSign: &straight})
		ok(t, err)
		h.votes(a.ID, v, h.Head)
		h.is(card.ID, documents.OnSignature, approval.Approved)
		h.waits(h.Minister, card.ID, tasks.Sign)
		h.waits(h.Author, card.ID)
	})
}

// Scenario 6.
func TestVoteOnVersionTwoWhileVersionThreeIsUploadedIsStale(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		card, _ := h.Draft(h.Letter, "версия 1")
		second := h.Version(card.ID, "версия 2")
		a, err := h.Start(t.Context(), h.Author, card.ID, approval.StartInput{Stages: []approval.Stage{stage("Отдел", nil, h.Head)}})
		ok(t, err)
		blob := documents.Stored{Name: "письмо.txt"}
		if _, err := h.Documents.AddVersion(t.Context(), h.Author, card.ID, blob, ""); fail.KindOf(err) != fail.Conflict {
			t.Errorf("a version was put under the voters: %v", err)
		}
		ok(t, h.Recall(t.Context(), h.Author, a.ID))
		third := h.Version(card.ID, "версия 3")
		refused(t, h.vote(h.Head, a.ID, second, approval.Agreed), "approval.stale_version")
		ok(t, h.NextCycle(t.Context(), h.Author, a.ID, approval.NextInput{Set: approval.AskAll}))
		refused(t, h.vote(h.Head, a.ID, second, approval.Agreed), "approval.stale_version")
		h.is(card.ID, documents.InApproval, approval.Running)
		h.votes(a.ID, third, h.Head)
		h.is(card.ID, documents.Approved, approval.Approved)
	})
}

// Scenario 30.
func TestVotePreparedWithoutNetworkIsHeldToItsText(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		card, first, id := h.started(stage("Отдел", parallel(approval.Stop), h.Head, h.Deputy))
		prepared := approval.VoteInput{SHA256: first.SHA256, Vote: approval.Agreed} // on the phone of the deputy
		ok(t, h.vote(h.Head, id, first, approval.NotAgreed))
		second := h.Version(card.ID, "версия 2")
		refused(t, h.Vote(t.Context(), h.Deputy, id, prepared), "approval.stale_version")
		ok(t, h.NextCycle(t.Context(), h.Author, id, approval.NextInput{Set: approval.AskAll}))
		refused(t, h.Vote(t.Context(), h.Deputy, id, prepared), "approval.stale_version")
		if got := h.states(card.ID); !slices.Equal(got, []string{"asked", "asked"}) {
			t.Errorf("visas %v", got)
		}
		h.votes(id, second, h.Deputy)
	})
}

// Scenario 7.
func TestParallelStageOfFourWithOneRefusal(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		t.Run("waits for all", func(t *testing.T) {
			h := newHouse(t, d)
			card, v, id := h.started(stage("Отдел", parallel(approval.WaitAll), h.clerks...))
			ok(t, h.vote(h.clerks[0], id, v, approval.NotAgreed))
			h.is(card.ID, documents.InApproval, approval.Running)
			h.votes(id, v, h.clerks[1], h.clerks[2])
			h.waits(h.Author, card.ID)
			h.votes(id, v, h.clerks[3])
			h.is(card.ID, documents.InRevision, approval.Returned)
			h.waits(h.Author, card.ID, tasks.Rework)
		})
		t.Run("stops at once", func(t *testing.T) {
			h := newHouse(t, d)
			card, v, id := h.started(stage("Отдел", parallel(approval.Stop), h.clerks...))
			h.votes(id, v, h.clerks[0])
			ok(t, h.vote(h.clerks[1], id, v, approval.NotAgreed))
			h.is(card.ID, documents.InRevision, approval.Returned)
			want := []string{"voted/agreed", "voted/not_agreed", "cancelled", "cancelled"}
			if got := h.states(card.ID); !slices.Equal(got, want) {
				t.Errorf("visas %v", got)
			}
			for _, late := range h.clerks[2:] {
				h.waits(late, card.ID)
				refused(t, h.vote(late, id, v, approval.Agreed), "approval.not_running")
				h.told(late, "approval.visa_cancelled", 1)
			}
		})
	})
}

func TestTwoVotesAtOnceLoseNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		card, v, id := h.started(
			stage("Отдел", parallel(approval.Stop), h.clerks...),
			stage("Руководство", nil, h.Deputy))
		var wait sync.WaitGroup
		errs := make([]error, 2*len(h.clerks))
		for i := range errs { // everybody presses twice
			wait.Go(func() { errs[i] = h.vote(h.clerks[i%len(h.clerks)], id, v, approval.Agreed) })
		}
		wait.Wait()
		given := 0
		for _, err := range errs {
			if err == nil {
				given++
			} else {
				refused(t, err, "approval.already_voted")
			}
		}
		view := h.current(card.ID)
		if given != len(h.clerks) || view.Stage != 1 {
			t.Errorf("%d votes were given, stage %d", given, view.Stage)
		}
		h.waits(h.Deputy, card.ID, tasks.Vote)
		h.votes(id, v, h.Deputy)
		h.is(card.ID, documents.Approved, approval.Approved)
	})
}

// Scenario 8.
func TestActingOfficerVotesInHisOwnName(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		card, v, id := h.started(stage("Отдел", nil, h.Head, h.lawyer))
		acting := h.Town.Replaces(h.clerks[0], h.Head, "Приказ № 7 от 02.11.2026")
		h.waits(acting, card.ID, tasks.Vote)
		h.votes(id, v, acting)
		visa := h.current(card.ID).Cycles[0].Visas[0]
		if visa.VotedName != acting.Name || visa.VotedPost != "И. о. начальника отдела" || *visa.OnBehalfID != h.Head.PersonID || visa.Basis != "Приказ № 7 от 02.11.2026" {
			t.Errorf("the visa is %+v", visa)
		}
		refused(t, h.vote(h.Head, id, v, approval.Agreed), "approval.already_voted")
	})
}

// Scenario 9.
func TestAssistantDoesNotVote(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		card, v, id := h.started(stage("Руководство", nil, h.Minister))
		h.waits(h.Assistant, card.ID, tasks.Vote)
		refused(t, h.vote(h.Assistant, id, v, approval.Agreed), "approval.assistant")
		refused(t, h.Delegate(t.Context(), h.Assistant, id, approval.DelegateInput{EmployeeID: h.Head.PersonID}), "approval.assistant")
		rows, err := audit.List(t.Context(), d, audit.Filter{Object: audit.Ref{Kind: "approval", ID: id}, Action: "approval.vote"})
		if err != nil || len(rows) != 1 || rows[0].Result != audit.ResultDenied || rows[0].ActorID != h.Assistant.PersonID {
			t.Errorf("the audit has %+v, %v", rows, err)
		}
		if got := h.states(card.ID); !slices.Equal(got, []string{"asked"}) {
			t.Errorf("visas %v", got)
		}
	})
}

func TestStrangerLearnsNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newHouse(t, d)
		card, v, id := h.started(stage("Отдел", nil, h.Head))
		stranger := h.clerks[3]
		refused(t, h.vote(stranger, id, v, approval.Agreed), "approval.not_found")
		refused(t, h.Recall(t.Context(), stranger, id), "approval.not_found")
		refused(t, h.NextCycle(t.Context(), stranger, id, approval.NextInput{Set: approval.AskAll}), "approval.not_found")
		_, err := h.Of(t.Context(), stranger, card.ID)
		refused(t, err, "document.not_found")
		_, err = h.Sheet(t.Context(), stranger, card.ID)
		refused(t, err, "document.not_found")
		_, err = h.Start(t.Context(), h.Head, card.ID, approval.StartInput{Stages: []approval.Stage{stage("Отдел", nil, h.Deputy)}})
		refused(t, err, "approval.denied")
		refused(t, h.Recall(t.Context(), h.Head, id), "approval.denied")
	})
}
