package faults

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"veche/internal/approval"
	"veche/internal/assignments"
	"veche/internal/cards"
	"veche/internal/documents"
	"veche/internal/platform/api"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/registry"
	"veche/internal/tasks"
)

// secret is a letter for official use (ДСП) that the chief of the office has restricted, registered and sent to the
// minister, and on which he has given an assignment.
type secret struct {
	*stand
	d                       *db.DB
	chief, minister         *client
	id, file                int64
	number, content, word   string
	correspondent, executor int64
	others                  []*client
}

// uninvited are people who must not learn that the letter exists: clerks, one of whom shares the office with the chief,
// the minister's assistant, his acting officer, the controller, the administrator, colleagues, another body.
var uninvited = []string{"vasileva", "belova", "titova", "ershova", "fomin", "larin", "petrov", "osipova", "nikitin", "lapina", "sokolov"}

// TestRestrictedDocumentLeavesNoTraceForOthers is scenario 28 of the specification (§2.11, resolution 1233/1994).
func TestRestrictedDocumentLeavesNoTraceForOthers(t *testing.T) {
	each(t, func(s *stand) {
		s.start()
		x := &secret{stand: s, d: s.tables(), chief: s.as("gromova"), minister: s.as("surnin"), word: "кварцитовый", content: printed("О деле", "Кварцитовый карьер.")}
		before := map[string]string{}
		for _, login := range uninvited {
			c := s.as(login)
			x.others = append(x.others, c)
			before[login] = c.overview()
		}
		x.happens()
		for _, c := range x.others {
			x.sameAs(before[c.login], c)
			x.closed(c)
			x.notFound(c)
		}
		x.notAmongDuplicates()
		x.notBehindLinks()
		x.notAmongLeavingTasks()
		x.notInTheJournal()
		x.openToReaders()
	})
}

// happens is the way of the letter; the bytes are read, so that there is something to find.
func (x *secret) happens() {
	x.Helper()
	o := officeOf(x.chief)
	x.correspondent = o.correspondent
	done := put[documents.Done](x.chief, "/api/incoming", file{x.word + ".pdf", x.content})
	x.id = done.ID
	x.file = x.chief.card(x.id).Files[0].ID
	x.until("the letter is read", func() bool { return x.chief.finds(x.word, x.id) })
	done = act[documents.Done](x.chief, "POST", x.path("restrict"), documents.RestrictInput{Mark: documents.Restricted,
		Readers: []int64{x.employee("surnin")}, Version: x.chief.card(x.id).Version})
	card := o.registration("О деле "+x.word, done.Version)
	card.JournalID = one[int64](x.stand, x.d, `SELECT j.id FROM journals j JOIN bodies b ON b.id = j.body_id
		WHERE b.short_name = 'Минстрой' AND j.flow = 'incoming' AND j.access_mark = 'dsp'`)
	card.Card.SenderNumber, card.Card.SenderDate, card.Card.AddresseeID = "К-777", calendar.MustParse("2026-01-15"), ref(x.employee("surnin"))
	x.number = act[documents.Done](x.chief, "POST", x.path("register"), card).Number
	x.executor = x.employee("kuznecov")
	act[assignments.Moved](x.chief, "POST", x.path("send-to-executive"), assignments.SendInput{ExecutiveID: x.employee("surnin")})
	draft := act[assignments.DraftRef](x.minister, "POST", x.path("resolutions"), assignments.DraftInput{AuthorID: x.employee("surnin"),
		Items: []assignments.Item{{Text: "Проверить " + x.word, ResponsibleID: x.executor, Control: assignments.Ordinary, TermCode: "assignment.urgent"}}})
	act[assignments.DraftRef](x.minister, "POST", fmt.Sprintf("/api/resolutions/%d/sign", draft.ID), assignments.VersionInput{Version: draft.Version})
}

func (x *secret) path(verb string) string { return fmt.Sprintf("/api/documents/%d/%s", x.id, verb) }

func (s *stand) employee(login string) int64 {
	s.Helper()
	return one[int64](s, s.tables(), "SELECT e.id FROM employees e JOIN accounts a ON a.id = e.account_id WHERE a.login = $1", login)
}

// overview is everything that a person sees at a glance: counters, lists of every flow, the inbox, assignments, notices,
// the report.
func (c *client) overview() string {
	c.Helper()
	var b strings.Builder
	for _, flow := range []string{"incoming", "outgoing", "internal", "directive"} {
		fmt.Fprintf(&b, "%s: %s\n", flow, c.shown("/api/cards/counters?flow="+flow))
		for _, order := range []string{"newest", "due"} {
			for _, row := range get[cards.Page](c, "/api/cards?flow=%s&order=%s&limit=200", flow, order).Items {
				fmt.Fprintf(&b, "%d %s ", row.ID, row.Number)
			}
		}
	}
	fmt.Fprintf(&b, "\ntasks: %s\n", c.shown("/api/tasks/counters"))
	for _, t := range get[api.List[tasks.Row]](c, "/api/tasks?limit=200").Items {
		fmt.Fprintf(&b, "%d %s ", t.DocumentID, t.Kind)
	}
	for _, scope := range []string{"mine", "issued", "control", "unit", "body"} {
		fmt.Fprintf(&b, "\n%s: %s", scope, c.shown("/api/assignments?limit=200&scope="+scope))
	}
	fmt.Fprintf(&b, "\nnotices: %s", c.shown("/api/notices"))
	fmt.Fprintf(&b, "\nreport: %s", c.shown(fmt.Sprintf("/api/reports/discipline?from=%d-01-01&to=%[1]d-12-31", time.Now().Year())))
	return b.String()
}

// shown is what a person reads there, or that he may not.
func (c *client) shown(path string) string {
	c.Helper()
	switch a := c.do("GET", path, nil); a.status {
	case 200:
		return string(a.body)
	case 403:
		return "not for him"
	default:
		c.Fatalf("%s by %s: %v", path, c.login, a)
		return ""
	}
}

// sameAs waits until a person sees what he saw before there was the letter.
func (x *secret) sameAs(before string, c *client) {
	x.Helper()
	now := ""
	defer func() {
		for i, line := range strings.Split(before, "\n") {
			if got := strings.Split(now, "\n"); got[i] != line {
				x.Errorf("%s saw %s\nand sees  %s", c.login, line, got[i])
			}
		}
	}()
	x.within(20*time.Second, "nothing of the letter is left for "+c.login, func() bool { now = c.overview(); return now == before })
}

// closed: by its address the letter is not there, and neither is anything of it.
func (x *secret) closed(c *client) {
	x.Helper()
	for _, path := range []string{
		"/api/cards/%d", "/api/cards/%d/timeline", "/api/cards/%d/history", "/api/documents/%d/approval", "/api/documents/%d/approval-sheet",
		"/api/documents/%d/assignments", "/api/documents/%d/deliveries", "/api/documents/%d/duplicates", "/api/documents/%d/grounds", "/api/documents/%d/signatures",
	} {
		c.refused(404, "document.not_found", "GET", fmt.Sprintf(path, x.id), nil)
	}
	for _, path := range []string{"/api/files/%d", "/api/files/%d/preview"} {
		c.refused(404, "file.not_found", "GET", fmt.Sprintf(path, x.file), nil)
	}
}

// notFound: neither its words nor its numbers, people or days find it.
func (x *secret) notFound(c *client) {
	x.Helper()
	for _, q := range []cards.Query{{Text: x.word}, {Text: x.number}, {Number: x.number}, {Text: "К-777"}, {CorrespondentID: x.correspondent},
		{PersonID: x.executor}, {Flow: documents.Incoming, Order: "newest"}, {Text: "15.01.2026"}} {
		q.Limit = 100
		a := c.do("POST", "/api/search", q)
		if a.status == 429 {
			c.Fatal("asked too often")
		}
		for _, hit := range decoded[cards.Found](c, "POST", "/api/search", a).Items {
			if hit.ID == x.id {
				c.Errorf("%s finds it by %+v", c.login, q)
			}
		}
	}
	for _, typed := range []string{x.word, x.number, "К-777"} {
		if a := c.do("POST", "/api/jump", cards.JumpInput{Typed: typed}); a.status != 200 || strings.Contains(string(a.body), fmt.Sprintf(`"id":%d,`, x.id)) || strings.Contains(string(a.body), x.number) {
			c.Errorf("%s jumps to it by %q: %v", c.login, typed, a)
		}
	}
}

// notAmongDuplicates: the clerk gets the same bytes and writes the same requisites; nothing tells him that they are known.
func (x *secret) notAmongDuplicates() {
	x.Helper()
	clerk := x.others[0]
	twin := put[documents.Done](clerk, "/api/incoming", file{"письмо.pdf", x.content})
	path := fmt.Sprintf("/api/documents/%d/duplicates?correspondent_id=%d&sender_number=К-777&sender_date=2026-01-15", twin.ID, x.correspondent)
	if list := get[api.List[documents.Duplicate]](clerk, path).Items; len(list) != 0 {
		x.Errorf("the clerk is told of %+v", list)
	}
	if list := get[api.List[documents.Duplicate]](x.chief, path).Items; len(list) == 0 || list[0].ID != x.id {
		x.Errorf("who may read the letter is told of %+v", list)
	}
}

// notBehindLinks: an open letter refers to it; who is asked for a visa on that letter does not see to what it refers.
func (x *secret) notBehindLinks() {
	x.Helper()
	kind := one[int64](x.stand, x.d, "SELECT MIN(id) FROM kinds WHERE flow = 'outgoing'")
	draft := act[documents.Done](x.chief, "POST", "/api/documents", documents.DraftInput{Flow: documents.Outgoing, KindID: kind, Summary: "Открытое письмо"})
	own := fmt.Sprintf("/api/documents/%d", draft.ID)
	put[documents.Version](x.chief, own+"/versions", file{"письмо.pdf", printed("Письмо", "Открытое письмо.")})
	act[documents.Done](x.chief, "PUT", own, documents.Description{KindID: kind, Summary: "Открытое письмо", InReplyToID: &x.id,
		SignatoryID: ref(x.employee("surnin")), Version: x.chief.card(draft.ID).Version})
	act[approval.Card](x.chief, "POST", own+"/approval", approval.StartInput{Stages: []approval.Stage{{Name: "Виза", Mode: approval.Parallel, Rule: approval.All,
		OnNotAgreed: approval.WaitAll, Term: approval.Term{Amount: 1, Unit: approval.Days},
		Participants: []approval.Participant{{Kind: approval.ByPerson, ID: x.employee("nikitin")}}}}})
	lawyer := x.others[slices.Index(uninvited, "nikitin")]
	x.until("the lawyer is asked", func() bool { return lawyer.do("GET", fmt.Sprintf("/api/cards/%d", draft.ID), nil).status == 200 })
	card := lawyer.card(draft.ID)
	if card.InReplyTo != nil || len(card.Links) != 0 {
		x.Errorf("the lawyer sees to what the letter refers: %+v %+v", card.InReplyTo, card.Links)
	}
	for _, part := range []string{"timeline", "history"} {
		if a := lawyer.do("GET", fmt.Sprintf("/api/cards/%d/%s", draft.ID, part), nil); strings.Contains(string(a.body), x.number) || strings.Contains(string(a.body), x.word) {
			x.Errorf("the %s of another card tells of it: %v", part, a)
		}
	}
	if card := x.chief.card(draft.ID); card.InReplyTo == nil || card.InReplyTo.ID != x.id {
		x.Errorf("the author does not see to what his letter refers: %+v", card.InReplyTo)
	}
}

// notAmongLeavingTasks: the administrator who gives the tasks of a colleague to others is not told of it.
func (x *secret) notAmongLeavingTasks() {
	x.Helper()
	of := func(c *client) string {
		return string(c.do("GET", fmt.Sprintf("/api/employees/%d/tasks", x.executor), nil).body)
	}
	if list := of(x.others[slices.Index(uninvited, "larin")]); strings.Contains(list, x.number) {
		x.Errorf("the administrator is told of the letter: %s", list)
	}
	if list := of(x.chief); !strings.Contains(list, x.number) {
		x.Errorf("who deals with such letters is not told of it: %s", list)
	}
}

// notInTheJournal: the book of restricted numbers is for those who are admitted to such documents.
func (x *secret) notInTheJournal() {
	x.Helper()
	card := x.chief.card(x.id)
	path := fmt.Sprintf("/api/journals/%d/numbers?year=%d", card.Journal.ID, card.RegisteredAt.Year())
	for _, c := range x.others[:2] {
		c.refused(403, "journal.denied", "GET", path, nil)
	}
	if list := get[api.List[registry.Number]](x.chief, path).Items; len(list) == 0 || list[0].Number != x.number {
		x.Errorf("the chief reads in the journal %+v", list)
	}
}

// openToReaders: those on the list see it everywhere, and each look stands in the log of acts.
func (x *secret) openToReaders() {
	x.Helper()
	for _, c := range []*client{x.chief, x.minister, x.as("kuznecov")} {
		looks := func() int {
			return one[int](x.stand, x.d, `SELECT COUNT(*) FROM audit WHERE action = 'document.seen' AND object_id = $1 AND actor_id = $2`, x.id, x.employee(c.login))
		}
		before := looks()
		if card := c.card(x.id); card.Number != x.number {
			x.Errorf("%s reads %+v", c.login, card)
		}
		if a := c.do("GET", fmt.Sprintf("/api/files/%d", x.file), nil); hashOf(a.body) != hashOf([]byte(x.content)) {
			x.Errorf("%s downloads %v", c.login, a)
		}
		if after := looks(); after != before+2 {
			x.Errorf("%s has looked twice, the log holds %d looks", c.login, after-before)
		}
		x.until(c.login+" finds the letter", func() bool { return c.finds(x.number, x.id) })
	}
}
