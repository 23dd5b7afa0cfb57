package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"mime/multipart"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"veche/internal/app"
	"veche/internal/approval"
	"veche/internal/assignments"
	"veche/internal/cards"
	"veche/internal/dispatch"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/org/orgtest"
	"veche/internal/platform/api"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/registry"
	"veche/internal/tasks"
)

// region is two bodies that write to each other, with everybody signed in through the door.
type region struct {
	*testing.T
	app                                                   *app.App
	town                                                  *orgtest.Town
	ministry, treasury                                    int64
	clerk, minister, executor, lawyer, controller, remote *person
	who                                                   map[*person]auth.Actor
	letter, reply                                         int64 // kinds
	incoming, outgoing, there                             int64 // journals
	sender                                                int64 // the treasury in the ministry's address book
}

func newRegion(t *testing.T, a *app.App) *region {
	r := &region{T: t, app: a, town: orgtest.New(t, a.DB), who: map[*person]auth.Actor{}}
	r.ministry, r.treasury = r.town.Body("Минстрой"), r.town.Body("Минфин")
	lead := r.town.Unit(r.ministry, 0, "Руководство")
	department := r.town.Unit(r.ministry, lead, "Отдел жилья")
	office := r.town.Unit(r.treasury, 0, "Канцелярия")
	r.clerk = r.person(r.ministry, lead, "Васильева Ольга Николаевна", "Делопроизводитель", org.Clerk)
	r.minister = r.person(r.ministry, lead, "Сурнин Денис Николаевич", "Министр", org.Executive)
	r.controller = r.person(r.ministry, lead, "Зимина Вера Олеговна", "Контролёр", org.Controller)
	r.executor = r.person(r.ministry, department, "Ершов Лев Ильич", "Консультант", org.Executor)
	r.lawyer = r.person(r.ministry, department, "Громова Нина Павловна", "Юрист", org.Lawyer)
	r.remote = r.person(r.treasury, office, "Панова Инна Львовна", "Делопроизводитель", org.Clerk)
	r.settle()
	return r
}

// person settles an employee and signs him in.
func (r *region) person(body, unit int64, name, post string, roles ...org.Role) *person {
	r.Helper()
	by := r.town.Person(body, unit, name, post, roles...)
	login := fmt.Sprintf("p%d", by.PersonID)
	r.tx(func(tx *db.Tx) error {
		if err := r.app.Sessions.SetPassword(r.Context(), tx, by.AccountID, password); err != nil {
			return err
		}
		_, err := tx.Exec(r.Context(), "UPDATE accounts SET must_change = false, login = $2, login_fold = $2 WHERE id = $1", by.AccountID, login)
		return err
	})
	p := signIn(r.T, r.app.Handler(), login, password)
	r.who[p] = by
	return p
}

// settle makes kinds, journals and the address book.
func (r *region) settle() {
	r.Helper()
	r.tx(func(tx *db.Tx) (err error) {
		insert := func(table string, row any) int64 {
			if err != nil {
				return 0
			}
			var id int64
			id, err = db.Insert(r.Context(), tx, table, row)
			return id
		}
		r.letter = insert("kinds", documents.Kind{Flow: documents.Incoming, Name: "Письмо", SignWith: "simple", Active: true})
		r.reply = insert("kinds", documents.Kind{Flow: documents.Outgoing, Name: "Ответ", SignWith: "simple", Active: true})
		journal := registry.Journal{Flow: "incoming", Name: "Входящие", Template: "{index}-{seq}", Period: "year", Active: true, Version: 1}
		journal.BodyID = r.ministry
		r.incoming = insert("journals", journal)
		journal.BodyID = r.treasury
		r.there = insert("journals", journal)
		journal.BodyID, journal.Flow, journal.Name, journal.Template = r.ministry, "outgoing", "Исходящие", "{seq}/{index}"
		r.outgoing = insert("journals", journal)
		book := documents.Correspondent{BodyID: r.ministry, Kind: "body", Name: "Министерство финансов", NameFold: "министерство финансов",
			OfBodyID: &r.treasury, Channel: documents.ByPlatform, Active: true, Version: 1}
		r.sender = insert("correspondents", book)
		return err
	})
}

func (r *region) tx(fn func(tx *db.Tx) error) {
	r.Helper()
	if err := r.app.DB.Tx(r.Context(), auth.System("test"), fn); err != nil {
		r.Fatal(err)
	}
}

// work runs every job that is due.
func (r *region) work() {
	r.Helper()
	if err := r.app.Worker.Drain(context.WithoutCancel(r.Context())); err != nil {
		r.Fatal(err)
	}
}

// acts counts the rows of the log.
func (r *region) acts() int {
	r.Helper()
	n, err := db.One[int](r.Context(), r.app.DB, "SELECT COUNT(*) FROM audit")
	if err != nil {
		r.Fatal(err)
	}
	return n
}

// ok calls an operation that must succeed; one that changes something must leave its row in the log.
func ok[T any](r *region, p *person, method, path string, body any) T {
	r.Helper()
	before := r.acts()
	status, raw := p.do(method, path, body)
	if method != "GET" && status < 300 && r.acts() == before {
		r.Errorf("%s %s left no row in the log", method, path)
	}
	var out T
	if status >= 300 {
		r.Fatalf("%s %s by %s: %d %s", method, path, r.who[p].Name, status, raw)
	}
	if status != 204 {
		if err := json.Unmarshal(raw, &out); err != nil {
			r.Fatal(err)
		}
	}
	return out
}

// form sends one file as a browser does.
func (p *person) form(path, field, name, content string) (int, []byte) {
	p.t.Helper()
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	part, err := w.CreateFormFile(field, name)
	if err == nil {
		_, err = part.Write([]byte(content))
	}
	if err = errors.Join(err, w.WriteField("sha256", strings.Repeat("a", 64)), w.Close()); err != nil {
		p.t.Fatal(err)
	}
	r := httptest.NewRequest("POST", path, &form)
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.AddCookie(p.cookie)
	answer := httptest.NewRecorder()
	p.h.ServeHTTP(answer, r)
	return answer.Code, answer.Body.Bytes()
}

// upload sends a file that must be taken.
func (r *region) upload(p *person, path, name, content string) (done documents.Done) {
	r.Helper()
	status, raw := p.form(path, "files", name, content)
	if status >= 300 || json.Unmarshal(raw, &done) != nil {
		r.Fatalf("upload %s: %d %s", path, status, raw)
	}
	return done
}

// task is the open task of a kind in a person's inbox.
func (r *region) task(p *person, kind tasks.Kind) tasks.Row {
	r.Helper()
	list := ok[api.List[tasks.Row]](r, p, "GET", "/api/tasks", nil)
	for _, t := range list.Items {
		if t.Kind == kind {
			return t
		}
	}
	r.Fatalf("%s has no task %s, but %+v", r.who[p].Name, kind, list.Items)
	return tasks.Row{}
}

func (r *region) card(p *person, id int64) cards.Card {
	r.Helper()
	return ok[cards.Card](r, p, "GET", fmt.Sprintf("/api/cards/%d", id), nil)
}

func at(id int64, verb string) string { return fmt.Sprintf("/api/documents/%d/%s", id, verb) }

// TestALetterGoesItsWholeWay is the main job: from arrival to the sent answer, registered by the other body.
func TestALetterGoesItsWholeWay(t *testing.T) {
	each(t, func(t *testing.T, a *app.App) {
		r := newRegion(t, a)
		letter := r.arrives()
		subject := r.considered(letter)
		answer := r.answered(letter, subject)
		r.approvedAndSigned(answer)
		r.sent(answer)
		r.controlled(letter, answer, subject)
		r.journalled(letter, answer)
	})
}

func (r *region) arrives() int64 {
	r.Helper()
	done := r.upload(r.clerk, "/api/incoming", "письмо.txt", "О капитальном ремонте домов")
	r.work()
	card := r.card(r.clerk, done.ID)
	if card.State != documents.Received || len(card.Files) != 1 {
		r.Fatalf("%+v", card)
	}
	in := documents.RegisterInput{JournalID: r.incoming, Card: &documents.Description{KindID: r.letter, Summary: "О капитальном ремонте",
		CorrespondentID: &r.sender, SenderNumber: "01-15/77", SenderDate: orgtest.Day("2026-11-18"), Version: card.Version,
		AddresseeID: ref(r.who[r.minister].PersonID)}}
	if got := ok[documents.Done](r, r.clerk, "POST", at(done.ID, "register"), in); got.Number != "01-1" {
		r.Fatalf("%+v", got)
	}
	ok[assignments.Moved](r, r.clerk, "POST", at(done.ID, "send-to-executive"), assignments.SendInput{ExecutiveID: r.who[r.minister].PersonID})
	r.work()
	return done.ID
}

func ref[T any](v T) *T { return &v }

// considered: the executive gives a resolution; the path of the assignment comes back.
func (r *region) considered(letter int64) string {
	r.Helper()
	if t := r.task(r.minister, tasks.Consider); t.DocumentID != letter {
		r.Fatalf("%+v", t)
	}
	draft := ok[assignments.DraftRef](r, r.minister, "POST", at(letter, "resolutions"), assignments.DraftInput{AuthorID: r.who[r.minister].PersonID,
		Items: []assignments.Item{{Text: "Подготовить ответ", ResponsibleID: r.who[r.executor].PersonID, Control: assignments.Ordinary,
			ControllerID: ref(r.who[r.controller].PersonID)}}})
	ok[assignments.DraftRef](r, r.minister, "POST", fmt.Sprintf("/api/resolutions/%d/sign", draft.ID), assignments.VersionInput{Version: draft.Version})
	r.work()
	_, id := tasks.ParseSubject(r.task(r.executor, tasks.Execute).Subject)
	path := fmt.Sprintf("/api/assignments/%d/", id)
	ok[assignments.AssignmentView](r, r.executor, "POST", path+"take", nil)
	return path
}

// answered: the executor begins an answer from the card and brings his text.
func (r *region) answered(letter int64, _ string) int64 {
	r.Helper()
	draft := ok[documents.Done](r, r.executor, "POST", at(letter, "reply"), nil)
	r.upload(r.executor, at(draft.ID, "versions"), "ответ.txt", "Ремонт начат в ноябре.")
	r.work()
	card := r.card(r.executor, draft.ID)
	if card.InReplyTo == nil || card.InReplyTo.ID != letter || len(card.Addressees) != 1 || card.Signatory == nil || card.Signatory.ID != r.who[r.minister].PersonID {
		r.Fatalf("the answer does not take over: %+v", card)
	}
	return draft.ID
}

func (r *region) approvedAndSigned(answer int64) {
	r.Helper()
	stage := approval.Stage{Name: "Правовая служба", Mode: approval.Parallel, Required: true, Rule: approval.All, OnNotAgreed: approval.WaitAll,
		Participants: []approval.Participant{{Kind: approval.ByPerson, ID: r.who[r.lawyer].PersonID}}}
	ok[approval.Card](r, r.executor, "POST", at(answer, "approval"), approval.StartInput{Stages: []approval.Stage{stage}, ThenSign: ref(true)})
	r.work()
	card := r.card(r.lawyer, answer)
	text := card.Versions[len(card.Versions)-1]
	_, visa := tasks.ParseSubject(r.task(r.lawyer, tasks.Vote).Subject)
	run := ok[approval.Card](r, r.lawyer, "GET", at(answer, "approval"), nil)
	if status, raw := r.lawyer.do("POST", fmt.Sprintf("/api/approvals/%d/vote", run.Current.ID), approval.VoteInput{SHA256: card.Versions[0].SHA256, Vote: approval.Agreed, VisaID: visa}); status != 409 {
		r.Errorf("a vote on an old version: %d %s", status, raw)
	}
	ok[approval.Card](r, r.lawyer, "POST", fmt.Sprintf("/api/approvals/%d/vote", run.Current.ID), approval.VoteInput{SHA256: text.SHA256, Vote: approval.Agreed, VisaID: visa})
	r.work()

	r.task(r.minister, tasks.Sign)
	sign := map[string]string{"sha256": text.SHA256}
	if status, raw := r.minister.do("POST", at(answer, "sign"), sign); status != 403 || !bytes.Contains(raw, []byte(api.CodeStepUp)) {
		r.Errorf("signing without the password given again: %d %s", status, raw)
	}
	ok[any](r, r.minister, "POST", "/auth/step-up", map[string]string{"password": password})
	if status, raw := r.executor.do("POST", at(answer, "sign"), sign); status != 403 && status != 404 {
		r.Errorf("somebody else signs: %d %s", status, raw)
	}
	ok[any](r, r.minister, "POST", at(answer, "sign"), sign)
	r.work()
}

func (r *region) sent(answer int64) {
	r.Helper()
	if t := r.task(r.clerk, tasks.Register); t.DocumentID != answer {
		r.Fatalf("%+v", t)
	}
	if got := ok[documents.Done](r, r.clerk, "POST", at(answer, "register"), documents.RegisterInput{JournalID: r.outgoing}); got.Number != "1/01" {
		r.Fatalf("%+v", got)
	}
	ok[api.List[dispatch.Delivery]](r, r.clerk, "POST", at(answer, "send"), nil)
	r.work()
	list := ok[cards.Page](r, r.remote, "GET", "/api/cards?flow=incoming", nil)
	if len(list.Items) != 1 {
		r.Fatalf("the other body has %+v", list.Items)
	}
	id := list.Items[0].ID
	card := r.card(r.remote, id)
	if card.SenderNumber != "1/01" || card.Summary != "О капитальном ремонте" || len(card.Signing.Signatures) != 1 || len(card.Files) == 0 {
		r.Fatalf("fields are not taken over: %+v", card)
	}
	if status, _ := r.remote.do("GET", fmt.Sprintf("/api/cards/%d", answer), nil); status != 404 {
		r.Error("the other body opens the sender's own card:", status)
	}
	ok[documents.Done](r, r.remote, "POST", at(id, "register"), documents.RegisterInput{JournalID: r.there})
	r.work()
	deliveries := ok[api.List[dispatch.Delivery]](r, r.clerk, "GET", at(answer, "deliveries"), nil)
	if len(deliveries.Items) != 1 || deliveries.Items[0].State != dispatch.Registered || deliveries.Items[0].ToNumber != "01-1" {
		r.Fatalf("the sender does not see the registration: %+v", deliveries.Items)
	}
}

// controlled: the report is accepted and the assignment released.
func (r *region) controlled(letter, answer int64, assignment string) {
	r.Helper()
	ok[assignments.AssignmentView](r, r.executor, "POST", assignment+"report", assignments.ReportInput{Kind: assignments.Final, ReplyID: &answer})
	r.work()
	ok[assignments.AssignmentView](r, r.minister, "POST", assignment+"accept", assignments.AcceptInput{})
	ok[assignments.AssignmentView](r, r.controller, "POST", assignment+"release", assignments.ReleaseInput{Kind: assignments.ReleaseExecuted})
	r.work()
	if card := r.card(r.clerk, letter); card.State != documents.Executed {
		r.Errorf("the letter is %s", card.State)
	}
	left := ok[api.List[tasks.Row]](r, r.executor, "GET", "/api/tasks", nil)
	if len(left.Items) != 0 {
		r.Errorf("still waits for the executor: %+v", left.Items)
	}
	report, raw := r.controller.do("GET", "/api/reports/discipline?from=2026-01-01&to=2027-12-31", nil)
	if report != 200 {
		r.Errorf("discipline: %d %s", report, raw)
	}
	found, raw := r.executor.do("POST", "/api/search", map[string]string{"text": "капитальный ремонт"})
	if found != 200 || !bytes.Contains(raw, []byte(fmt.Sprintf(`"id":%d`, letter))) {
		r.Errorf("search: %d %s", found, raw)
	}
}

// journalled: every act stands in the log, and the log verifies.
func (r *region) journalled(letter, answer int64) {
	r.Helper()
	for id, actions := range map[int64][]string{
		letter: {"document.register"},
		answer: {"document.register"},
	} {
		rows, err := audit.History(r.Context(), r.app.DB, audit.Ref{Kind: "document", ID: id}, 0, 1000)
		if err != nil {
			r.Fatal(err)
		}
		for _, action := range actions {
			seen := false
			for _, row := range rows {
				seen = seen || row.Action == action
			}
			if !seen {
				r.Errorf("document %d: %s is not in the log: %v", id, action, rows)
			}
		}
	}
	if err := r.app.Sealer.Seal(context.WithoutCancel(r.Context())); err != nil {
		r.Fatal(err)
	}
	key, err := os.ReadFile(r.app.Config.AuditKey() + ".pub")
	if err != nil {
		r.Fatal(err)
	}
	report, err := audit.Verify(r.Context(), r.app.DB, r.app.Config.Seal(), strings.TrimSpace(string(key)))
	if err != nil || !report.OK() {
		r.Errorf("the log does not verify: %v %v", report, err)
	}
}
