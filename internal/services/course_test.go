package services

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"veche/internal/documents"
	"veche/internal/interagency"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/services/catalogue"
)

func (h *house) inReview() int64 {
	h.t.Helper()
	id := h.registered()
	h.ok(h.Proceed(h.t.Context(), h.officer, id))
	h.stands(id, InReview)
	return id
}

func (h *house) decides(id int64, in DecideInput) {
	h.t.Helper()
	in.SignatoryID = h.head.PersonID
	must(h.Decide(h.t.Context(), h.officer, id, in))(h.t)
	h.stands(id, Decision)
}

func TestFromTheCounterToTheSignedResultInTheAccount(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.lodged(plain)
		a := h.stands(id, Received)
		if a.RegisterBy.Date.String() != "2026-05-08" || a.Variant != "v" {
			t.Errorf("registration by %s, variant %q", a.RegisterBy.Date, a.Variant)
		}
		h.ok(h.Take(t.Context(), h.officer, id))
		h.ok(h.CheckDocument(t.Context(), h.officer, id, CheckInput{Document: "passport", Verdict: "ok"}))
		h.ok(h.Register(t.Context(), h.officer, id))
		if a = h.stands(id, Interagency); a.Due.V.Date.String() != "2026-05-22" || a.VersionID != h.version {
			t.Errorf("due %s by version %d", a.Due.V.Date, a.VersionID)
		}
		h.ok(h.Proceed(t.Context(), h.officer, id))
		h.decides(id, DecideInput{Outcome: PaperGrant, Text: "Справка выдана для школы."})
		paper := h.signs(id)
		a = h.stands(id, GivenOut)
		if a.ResultID == nil || *a.ResultID != paper || a.Issued.V.Officer != h.head.Name || !strings.Contains(a.Issued.V.Basis, "№ 1 от 07.05.2026") {
			t.Errorf("issued %+v", a.Issued.V)
		}
		if d := must(h.docs.Get(t.Context(), h.db, paper))(t); d.State != documents.Delivered || d.Number != "1" {
			t.Errorf("the decision is %s, number %q", d.State, d.Number)
		}
		h.ok(h.onPaperSigned(t.Context(), PaperSigned{paper})) // a job may come twice
		v := must(h.ShownOf(t.Context(), h.db, id))(t)
		if v.Status != StatusDone || v.Stage != 5 || !v.Final || v.ResultID == nil {
			t.Errorf("shown %+v", v)
		}
		card := must(h.Get(t.Context(), h.officer, id))(t)
		if len(card.Steps) != 5 || card.Steps[4].Outcome != catalogue.Delivered || len(card.Answers) != 1 || card.Checklist[0].Verdict != "ok" {
			t.Errorf("card: steps %+v, answers %+v", card.Steps, card.Answers)
		}
		if len(h.letters) < 2 || !strings.Contains(h.letters[len(h.letters)-1], "Услуга оказана") {
			t.Errorf("letters: %q", h.letters)
		}
	})
}

func TestTheInvitationIsStageFour(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.lodged(`{"why":"для школы","result_way":"visit"}`)
		h.ok(h.Take(t.Context(), h.officer, id))
		h.ok(h.Register(t.Context(), h.officer, id))
		h.ok(h.Proceed(t.Context(), h.officer, id))
		h.decides(id, DecideInput{Outcome: PaperGrant})
		h.signs(id)
		h.stands(id, Granted)
		h.refused("application.wrong", h.Invite(t.Context(), h.officer, id, Invitation{Place: "Окно 4", Hours: "9–17", Until: day("2026-05-01")}))
		h.ok(h.Invite(t.Context(), h.officer, id, Invitation{Place: "Окно 4", Hours: "9–17", Bring: "паспорт", Until: day("2026-06-30")}))
		if v := must(h.ShownOf(t.Context(), h.db, id))(t); v.Stage != 4 || v.Invitation == nil || v.Invitation.Bring != "паспорт" {
			t.Errorf("shown %+v", v)
		}
		h.ok(h.Issue(t.Context(), h.officer, id, IssueInput{Fact: "Справка выдана на руки", Way: InPerson}))
		if a := h.stands(id, GivenOut); a.Issued.V.Officer != h.officer.Name || a.ClosedAt == nil {
			t.Errorf("issued %+v", a.Issued.V)
		}
	})
}

func TestTheWayOfTheResultChangesUntilItIsIssued(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.lodged(`{"why":"для школы","result_way":"visit"}`)
		h.ok(h.Register(t.Context(), h.officer, id))
		h.ok(h.Proceed(t.Context(), h.officer, id))
		h.decides(id, DecideInput{Outcome: PaperGrant})
		h.signs(id)
		h.stands(id, Granted)
		h.ok(h.tx(func(tx *db.Tx) error { return h.ChooseWay(t.Context(), tx, id, ToAccount, "") }))
		h.stands(id, GivenOut)
		h.refused("application.wrong_state", h.tx(func(tx *db.Tx) error { return h.ChooseWay(t.Context(), tx, id, ByPost, "") }))
	})
}

func TestThreeRefusalsEachWithItsGround(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		intake := h.lodged(plain)
		h.ok(h.Take(t.Context(), h.officer, intake))
		h.refused("application.no_ground", h.RefuseIntake(t.Context(), h.officer, intake, RefusalInput{Ground: "r1", Reason: "нет"}))
		h.refused("application.document_of_bodies", h.RefuseIntake(t.Context(), h.officer, intake, RefusalInput{Ground: "i1", Reason: "нет", Missing: []string{"income"}}))
		h.ok(h.RefuseIntake(t.Context(), h.officer, intake, RefusalInput{Ground: "i1", Reason: "Нет паспорта", Missing: []string{"passport"}}))
		if v := must(h.ShownOf(t.Context(), h.db, intake))(t); v.Status != StatusIntakeRefused || v.Act != "п. 2.7" {
			t.Errorf("shown %+v", v)
		}

		id := h.inReview()
		h.refused("application.no_ground", h.Suspend(t.Context(), h.officer, id, SuspendInput{Ground: "i1", Reason: "нет"}))
		in := DecideInput{Outcome: PaperRefusal, Ground: "s1", Reason: "нет", SignatoryID: h.head.PersonID}
		_, err := h.Decide(t.Context(), h.officer, id, in)
		h.refused("application.no_ground", err)
		h.decides(id, DecideInput{Outcome: PaperRefusal, Ground: "r1", Reason: "Доход выше порога", Missing: []string{"passport"}})
		h.signs(id)
		if a := h.stands(id, Refused); a.GroundWords != "Заявитель не имеет права на услугу" || a.Reason != "Доход выше порога" {
			t.Errorf("refused: %q %q", a.GroundWords, a.Reason)
		}
	})
}

// 210-ФЗ ст. 7 ч. 1 п. 4.
func TestALaterRefusalNamesNoNewDocuments(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		first := h.lodged(plain)
		h.ok(h.RefuseIntake(t.Context(), h.officer, first, RefusalInput{Ground: "i1", Reason: "Нет паспорта", Missing: []string{"passport"}}))
		again := h.lodged(plain)
		h.refused("application.demanded_anew", h.RefuseIntake(t.Context(), h.officer, again, RefusalInput{Ground: "i1", Reason: "Нет фото", Missing: []string{"photo"}}))
		h.ok(h.RefuseIntake(t.Context(), h.officer, again, RefusalInput{Ground: "i1", Reason: "Паспорт истёк", Missing: []string{"photo"}, Except: Expired}))
		third := h.lodged(plain)
		h.ok(h.RefuseIntake(t.Context(), h.officer, third, RefusalInput{Ground: "i1", Reason: "Снова нет паспорта", Missing: []string{"passport"}}))
	})
}

// Scenario 19 of domain.md §17.
func TestASuspensionNeedsAGroundOfThePinnedVersion(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		old := certificate()
		old.Suspensions = nil
		pinned := h.publish(old, "2026-02-01")
		id := h.inReview()
		if a := h.stands(id, InReview); a.VersionID != pinned {
			t.Fatalf("version %d, want %d", a.VersionID, pinned)
		}
		changed := certificate()
		changed.Terms[0].Amount = 3
		h.publish(changed, "2026-05-01") // v2 is in force now, with grounds and a shorter term
		h.refused("application.no_ground", h.Suspend(t.Context(), h.officer, id, SuspendInput{Ground: "s1", Reason: "противоречия"}))
		if a := h.stands(id, InReview); a.Due.V.Date.String() != "2026-05-22" || a.VersionID != pinned {
			t.Errorf("the new version touched it: due %s, version %d", a.Due.V.Date, a.VersionID)
		}
		next := h.inReview()
		if a := h.stands(next, InReview); a.Due.V.Date.String() != "2026-05-13" {
			t.Errorf("the next one is due %s", a.Due.V.Date)
		}
	})
}

func TestASuspensionStopsTheClock(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.inReview()
		h.at("2026-05-13")
		h.ok(h.Suspend(t.Context(), h.officer, id, SuspendInput{Ground: "s1", Reason: "Фамилии различаются"}))
		if a := h.stands(id, Suspended); a.DueSort != never {
			t.Errorf("presses on %s while the clock stands", a.DueSort)
		}
		h.at("2026-05-18")
		h.ok(h.Resume(t.Context(), h.officer, id))
		a := h.stands(id, InReview)
		if a.Due.V.Date.String() != "2026-05-27" || !strings.Contains(a.Due.V.Explain(), "приостановлено с 13.05.2026 по 18.05.2026, это 3 рабочих дня") {
			t.Errorf("due %s: %s", a.Due.V.Date, a.Due.V.Explain())
		}
		h.ok(h.Suspend(t.Context(), h.officer, id, SuspendInput{Ground: "s1", Reason: "Снова"}))
		h.at("2026-06-30")
		h.ok(h.Lapse(t.Context()))
		h.stands(id, InReview)
	})
}

// Scenario 18 of domain.md §17.
func TestALateInteragencyAnswerMovesNothing(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.exec("DELETE FROM request_kinds")
		h.exec(`INSERT INTO request_kinds (code, name, term, fields, answer, to_name, letter, namespace, root, answer_root, active, version)
			VALUES ('income', 'Доходы', 'electronic', '[]', '[]', 'ФНС', 'Просим сообщить', 'urn:income', 'Request', 'Response', $1, 1)`, true)
		id := h.registered()
		due := h.stands(id, Interagency).Due.V.Date
		h.ok(h.AskBodies(t.Context(), h.officer, id, []AskLine{{Kind: "income", Fields: map[string]string{}}}))
		list := must(h.Requests.Of(t.Context(), h.db, interagency.Ref{Kind: "application", ID: id}))(t)
		if len(list) != 1 || list[0].AboutID != id {
			t.Fatalf("requests %+v", list)
		}
		h.at("2026-05-13") // 48 hours are long over
		if a := h.stands(id, Interagency); a.Due.V.Date != due {
			t.Errorf("due %s, was %s", a.Due.V.Date, due)
		}
		h.ok(h.Proceed(t.Context(), h.officer, id)) // a late answer is no ground to wait
		if a := h.stands(id, InReview); a.Due.V.Date != due {
			t.Errorf("due %s, was %s", a.Due.V.Date, due)
		}
		late := list[0]
		late.State = interagency.Answered
		h.ok(h.tx(func(tx *db.Tx) error { return h.RequestAnswered(t.Context(), tx, late) }))
		h.runs()
		if a := h.stands(id, InReview); a.Due.V.Date != due {
			t.Errorf("the late answer moved it to %s", a.Due.V.Date)
		}
	})
}

func TestTheApplicantIsAskedAndBrings(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.inReview()
		h.refused("application.document_of_bodies", h.AskApplicant(t.Context(), h.officer, id, AskApplicantInput{Text: "Справку", Documents: []string{"income"}}))
		h.ok(h.AskApplicant(t.Context(), h.officer, id, AskApplicantInput{Text: "Пришлите фото", Documents: []string{"photo"}}))
		a := h.stands(id, AwaitingApplicant)
		if a.Due.V.Date.String() != "2026-05-22" || !a.Due.V.Stopped.IsZero() {
			t.Errorf("asking the applicant stopped the clock: %+v", a.Due.V)
		}
		if v := must(h.ShownOf(t.Context(), h.db, id))(t); v.Asked == nil || v.Asked.Due.Date.String() != "2026-05-15" {
			t.Errorf("shown %+v", v.Asked)
		}
		h.ok(h.tx(func(tx *db.Tx) error {
			return h.Reply(t.Context(), tx, id, "Вот", []Attached{{Document: "photo", Name: "фото.jpg", SHA256: strings.Repeat("a", 64), Size: 3}})
		}))
		h.stands(id, InReview)
		if card := must(h.Get(t.Context(), h.officer, id))(t); len(card.Messages) != 2 || len(card.Checklist[1].Files) != 1 {
			t.Errorf("messages %+v, checklist %+v", card.Messages, card.Checklist)
		}
	})
}

func TestAnUnsignedDecisionComesBack(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.inReview()
		h.decides(id, DecideInput{Outcome: PaperGrant})
		paper := must(h.one("SELECT max(document_id) FROM application_papers WHERE application_id = $1", id))(t)
		h.moves(paper, documents.SignatureRefused)
		h.stands(id, InReview)
		h.decides(id, DecideInput{Outcome: PaperRefusal, Ground: "r1", Reason: "Нет права"})
		h.signs(id)
		h.stands(id, Refused)
	})
}

func TestTheApplicantWithdraws(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.inReview()
		h.refused("application.not_asked", h.Cancel(t.Context(), h.officer, id))
		h.ok(h.tx(func(tx *db.Tx) error { return h.AskCancel(t.Context(), tx, id, "Передумала") }))
		h.ok(h.DeclineCancel(t.Context(), h.officer, id, "Справка уже готова"))
		h.ok(h.EnterCancel(t.Context(), h.officer, id, "Заявление на бумаге"))
		h.ok(h.Cancel(t.Context(), h.officer, id))
		h.stands(id, Cancelled)
		h.refused("application.wrong_state", h.tx(func(tx *db.Tx) error { return h.AskCancel(t.Context(), tx, id, "") }))
	})
}

func TestATypoIsCorrectedByAShortProcedure(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.inReview()
		h.decides(id, DecideInput{Outcome: PaperGrant})
		first := h.signs(id)
		h.ok(h.EnterCorrection(t.Context(), h.officer, id, "В фамилии ошибка"))
		h.refused("application.correction_waits", h.EnterCorrection(t.Context(), h.officer, id, "Ещё"))
		card := must(h.Get(t.Context(), h.officer, id))(t)
		if len(card.Corrections) != 1 || card.Corrections[0].DueOn.String() != "2026-05-15" {
			t.Fatalf("corrections %+v", card.Corrections)
		}
		h.ok(h.Correct(t.Context(), h.officer, id, CorrectInput{Text: "Читать: Смирнова.", SignatoryID: h.head.PersonID}))
		second := h.signs(id)
		if a := h.stands(id, GivenOut); second == first || *a.ResultID != second {
			t.Errorf("result %d, first %d, corrected %d", *a.ResultID, first, second)
		}
	})
}

func TestWhatHasNoLineWaitsForTheDispatcher(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.exec("DELETE FROM service_routes")
		id := h.lodged(`{"why":"для школы","territory":"Ижевск"}`)
		h.ok(h.Take(t.Context(), h.officer, id))
		h.ok(h.Register(t.Context(), h.officer, id))
		before := h.stands(id, Registered)
		rows, _, err := h.List(t.Context(), h.dispatcher, Filter{Queue: "dispatcher"}, "", 0)
		if err != nil || len(rows) != 1 {
			t.Fatal(rows, err)
		}
		h.refused("application.denied", h.Route(t.Context(), h.officer, id, RouteInput{BodyID: h.city}))
		h.ok(h.Route(t.Context(), h.dispatcher, id, RouteInput{BodyID: h.city}))
		after := h.stands(id, Interagency)
		if after.BodyID != h.city || after.Number != before.Number || after.Due.V.Date != before.Due.V.Date || after.OfficerID != nil {
			t.Errorf("routed: %+v", after)
		}
		h.ok(h.HandOver(t.Context(), h.cityOfficer, id, RouteInput{BodyID: h.ministry, Reason: "Не наше"}))
		if back := h.stands(id, Interagency); back.BodyID != h.ministry || back.Due.V.Date != before.Due.V.Date {
			t.Errorf("handed over: %+v", back)
		}
	})
}

func TestTheTableRoutesByTerritory(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.refused("application.routes_denied", h.PutRoute(t.Context(), h.officer, 0, RouteLineInput{ServiceID: h.service, BodyID: h.city, From: day("2026-01-01")}))
		h.refused("application.wrong", h.PutRoute(t.Context(), h.stranger, 0, RouteLineInput{ServiceID: h.service, BodyID: h.city, From: day("2026-01-01")}))
		h.ok(h.PutRoute(t.Context(), h.dispatcher, 0, RouteLineInput{ServiceID: h.service, Territory: "Ижевск", BodyID: h.city, From: day("2026-01-01")}))
		id := h.lodged(`{"why":"для школы","territory":"Ижевск"}`)
		h.ok(h.Register(t.Context(), h.officer, id))
		if a := h.stands(id, Interagency); a.BodyID != h.city || a.IntakeBodyID != h.ministry {
			t.Errorf("routed to %d", a.BodyID)
		}
		lines := must(h.Routes(t.Context(), h.dispatcher))(t)
		if len(lines) != 2 {
			t.Errorf("lines %+v", lines)
		}
	})
}

func TestTwoOfficersAtOnce(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.lodged(plain)
		var errs [2]error
		var both sync.WaitGroup
		for i, by := range []auth.Actor{h.officer, h.second} {
			both.Go(func() { errs[i] = h.Take(t.Context(), by, id) })
		}
		both.Wait()
		won, lost := h.officer, errs[1]
		if errs[0] != nil {
			won, lost = h.second, errs[0]
		}
		h.refused("application.taken", lost)
		if a := h.stands(id, Precheck); *a.OfficerID != won.PersonID {
			t.Errorf("with officer %d", *a.OfficerID)
		}
		for i, by := range []auth.Actor{h.dispatcher, won} {
			both.Go(func() { errs[i] = h.Register(t.Context(), by, id) })
		}
		both.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Errorf("both registered, or none: %v", errs)
		}
		if n := must(h.one("SELECT count(*) FROM application_events WHERE application_id = $1 AND act = 'register'", id))(t); n != 1 {
			t.Errorf("registered %d times", n)
		}
	})
}

func TestAStrangerSeesNothing(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.inReview()
		_, err := h.Get(t.Context(), h.stranger, id)
		h.refused("application.not_found", err)
		h.refused("application.not_found", h.Proceed(t.Context(), h.cityOfficer, id))
		seen := must(h.one("SELECT count(*) FROM audit WHERE action = 'application.seen' AND object_id = $1", id))(t)
		must(h.Get(t.Context(), h.officer, id))(t)
		if now := must(h.one("SELECT count(*) FROM audit WHERE action = 'application.seen' AND object_id = $1", id))(t); now != seen+1 {
			t.Errorf("reading was noted %d times", now-seen)
		}
	})
}

func TestAComplaintGoesItsCourse(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.lodged(plain)
		h.ok(h.RefuseIntake(t.Context(), h.officer, id, RefusalInput{Ground: "i1", Reason: "Нет паспорта"}))
		c := must(h.EnterComplaint(t.Context(), h.officer, ComplainInput{ApplicationID: id, Ground: IntakeWasRefused, Against: AgainstBody, Text: "Паспорт был", Channel: Visit}))(t)
		if c.RegisterBy.Date.String() != "2026-05-08" {
			t.Errorf("registration by %s", c.RegisterBy.Date)
		}
		h.refused("complaint.denied", h.RegisterComplaint(t.Context(), h.officer, c.ID))
		h.ok(h.RegisterComplaint(t.Context(), h.head, c.ID))
		v := must(h.Complaint(t.Context(), h.head, c.ID))(t)
		if v.DueOn.String() != "2026-05-15" || v.Number != "Ж-1/26" {
			t.Errorf("registered %+v", v)
		}
		h.at("2026-05-14")
		h.refused("complaint.wrong", h.DecideComplaint(t.Context(), h.head, c.ID, ComplaintDecision{Outcome: Satisfied, Decision: "Паспорт приложен"}))
		h.ok(h.DecideComplaint(t.Context(), h.head, c.ID, ComplaintDecision{Outcome: Satisfied, Decision: "Паспорт приложен", Measures: "Заявление принято"}))
		if v = must(h.Complaint(t.Context(), h.head, c.ID))(t); v.AnswerBy.String() != "2026-05-15" {
			t.Errorf("answer by %s", v.AnswerBy)
		}
		h.ok(h.AnswerComplaint(t.Context(), h.head, c.ID))
		_, err := h.Complaint(t.Context(), h.stranger, c.ID)
		h.refused("complaint.not_found", err)
	})
}

func TestTheOrderBecomesApplicationsOnce(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.lodged(plain)
		for n := range 5 {
			in := EntryInput{ServiceID: h.service, Key: fmt.Sprintf("%032x", 100+n), Channel: Post, Answers: []byte(plain),
				Applicant: ApplicantCard{Kind: Person, Surname: "Павлова", Name: "Вера", Address: fmt.Sprint("дом ", n)}}
			must(h.Enter(t.Context(), h.officer, in))(t)
		}
		var errs [3]error
		var all sync.WaitGroup
		for i := range errs { // nodes look at the same order at once
			all.Go(func() { errs[i] = h.ReceiveAll(t.Context()) })
		}
		all.Wait()
		h.ok(errors.Join(errs[:]...))
		list := must(db.All[int64](t.Context(), h.db, "SELECT sequence FROM applications ORDER BY id"))(t)
		if !slices.Equal(list, []int64{1, 2, 3, 4, 5, 6}) {
			t.Errorf("applications of the order: %v", list)
		}
		if n := must(h.one("SELECT count(*) FROM applicants"))(t); n != 6 {
			t.Errorf("%d applicants", n)
		}
	})
}
