package faults

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"veche/internal/app"
	"veche/internal/platform/api/apitest"
	"veche/internal/platform/config"
)

// door lists what the program serves, from the program itself.
func door(t *testing.T) []apitest.Operation {
	t.Helper()
	a, err := app.New(t.Context(), config.Config{Data: t.TempDir(), Session: time.Hour, Idle: time.Hour}, app.LogTo(io.Discard))
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	return apitest.Operations(a.Door)
}

// served is a row of the table with how it is called.
type served struct {
	operation
	method, path string
}

// parts stand for what a path names beside its object.
var parts = strings.NewReplacer("{code}", "assignment.urgent", "{letter}", "1", "{request}", "1", "{form}", "extension", "{number}", "1")

// table joins the table of rights with what the program serves; neither may have what the other lacks.
func table(t *testing.T) (list []served) {
	t.Helper()
	rows := map[string]operation{}
	for _, o := range operations {
		rows[o.id] = o
	}
	for _, op := range door(t) {
		row, known := rows[op.ID]
		delete(rows, op.ID)
		switch {
		case op.Public != isPublic(op.ID):
			t.Errorf("%s: the list of public operations says something else than the program", op.ID)
		case op.Public:
		case !known:
			t.Errorf("%s (%s %s) is new: say in operations_test.go who may not do it and what he is answered", op.ID, op.Method, op.Path)
		case strings.Contains(op.Path, "{id}") && (row.on == "" || row.foreign == ""):
			t.Errorf("%s names an object: say which one, and what people of another body are answered", op.ID)
		case (row.by == "") != (row.free != "") || (row.by == "") != (row.denied == ""):
			t.Errorf("%s: say either who lacks the right and what he is answered, or why everybody has it", op.ID)
		default:
			list = append(list, served{row, op.Method, parts.Replace(op.Path)})
		}
	}
	for id := range rows {
		t.Errorf("%s stands in the table and is not served", id)
	}
	return list
}

func isPublic(id string) bool {
	for _, p := range public {
		if p == id {
			return true
		}
	}
	return false
}

// call makes the request of a row as a person.
func (o served) call(f *facts, c *client) answer {
	path := f.address(o.path, o.on) + o.query
	if strings.HasPrefix(o.id, "POST /") {
		a, err := c.upload(path, file{"письмо.txt", "Проверка прав"})
		if err != nil {
			c.Fatal(err)
		}
		return a
	}
	if o.input == nil {
		return c.do(o.method, path, nil)
	}
	return c.do(o.method, path, o.input(f))
}

// TestEveryOperationIsRefusedToThoseWithoutTheRight walks over everything that the program serves: without a session,
// from a page of another site, by a colleague without the right, by people of another body.
func TestEveryOperationIsRefusedToThoseWithoutTheRight(t *testing.T) {
	rows := table(t)
	each(t, func(s *stand) {
		s.start()
		f := s.found()
		people := map[string]*client{}
		for _, login := range []string{"lapina", "sokolov", "gusev"} {
			people[login] = s.as(login).steppedUp()
		}
		for _, o := range rows {
			if o.by != "" && people[o.by] == nil {
				people[o.by] = s.as(o.by).steppedUp()
			}
		}
		people["gromova"] = s.as("gromova").steppedUp()
		before := f.business()
		for _, o := range rows {
			f.withoutSession(o)
			f.fromAnotherSite(o, people["gromova"])
			if o.by != "" {
				f.without(o, people[o.by], o.denied)
			}
			for _, login := range []string{"lapina", "sokolov", "gusev"} {
				f.foreign(o, people[login])
			}
		}
		if after := f.business(); after != before {
			s.Errorf("refused requests have changed something: %s, before %s", after, before)
		}
	})
}

func (f *facts) withoutSession(o served) {
	f.Helper()
	if a := o.call(f, f.stranger()); a.status != 401 || a.code() != "session.signed_out" {
		f.Errorf("%s without a session: %v", o.id, a)
	}
}

// fromAnotherSite: a page elsewhere makes the browser of a signed-in person send a request; what changes something is refused.
func (f *facts) fromAnotherSite(o served, person *client) {
	f.Helper()
	if o.method == "GET" {
		return
	}
	elsewhere := *person
	elsewhere.site = "cross-site"
	if a := o.call(f, &elsewhere); a.status != 403 || a.code() != "request.cross_origin" {
		f.Errorf("%s from a page of another site: %v", o.id, a)
	}
}

// without is a person who must be refused, and whose attempt must stand in the log of acts.
func (f *facts) without(o served, c *client, want string) {
	f.Helper()
	a := o.call(f, c)
	if !wanted(want, a) {
		f.Errorf("%s by %s: want %s, got %v", o.id, c.login, want, a)
		return
	}
	if a.status == http.StatusConflict {
		return // what the state forbids is no denial
	}
	if n := one[int](f.stand, f.d, "SELECT COUNT(*) FROM audit WHERE request_id = $1 AND result = 'denied' AND actor_id = $2",
		a.header.Get("X-Request-Id"), f.person(c.login)); n != 1 {
		f.Errorf("%s by %s: the refusal stands %d times in the log of acts", o.id, c.login, n)
	}
}

// foreign is a person of another body: refused where the row names an object, and shown nothing of the ministry elsewhere.
func (f *facts) foreign(o served, c *client) {
	f.Helper()
	if o.foreign != "" {
		f.without(o, c, o.foreign)
		f.looksAbsent(o, c)
		return
	}
	if o.method != "GET" && !slices.Contains(searches, o.id) {
		return // it changes the person's own body
	}
	a := o.call(f, c)
	for _, secret := range f.secrets {
		if strings.Contains(string(a.body), secret) {
			f.Errorf("%s tells %s «%s»: %v", o.id, c.login, secret, a)
		}
	}
}

// searches take what is typed as a body, for names do not stand in addresses; they change nothing.
var searches = []string{"cards-search", "cards-jump", "correspondents-find", "employees-find"}

// nowhere is the id of nothing.
const nowhere = 1 << 40

// looksAbsent: an object that one may not see is answered as one that is not there, so that ids tell nothing.
func (f *facts) looksAbsent(o served, c *client) {
	f.Helper()
	if o.on == "" || o.on == "body" { // the organisations of the platform are known to everybody
		return
	}
	there := o.call(f, c)
	id := f.object[o.on]
	f.object[o.on] = nowhere
	absent := o.call(f, c)
	f.object[o.on] = id
	if there.status != absent.status || there.code() != absent.code() {
		f.Errorf("%s by %s betrays that the object is there: %v, and without it %v", o.id, c.login, there, absent)
	}
}

// business sums up the tables that a refused request must leave alone.
func (f *facts) business() string {
	f.Helper()
	var b strings.Builder
	for _, table := range []string{"bodies", "units", "posts", "employees", "employee_roles", "substitutions", "assistants", "accounts", "journals",
		"numbers", "counters", "case_files", "correspondents", "documents", "document_files", "document_versions", "document_links", "grants", "access",
		"resolutions", "assignments", "extensions", "execution_reports", "approvals", "approval_cycles", "visas", "signatures", "deliveries",
		"delivery_registers", "routes", "addressees", "blobs"} {
		fmt.Fprintf(&b, "%s %d ", table, one[int](f.stand, f.d, "SELECT COUNT(*) FROM "+table))
	}
	for _, versioned := range []string{"bodies", "units", "posts", "employees", "journals", "case_files", "correspondents", "documents", "resolutions",
		"assignments", "approvals", "deliveries", "routes"} {
		fmt.Fprintf(&b, "%s at %d ", versioned, one[int](f.stand, f.d, "SELECT SUM(version) FROM "+versioned))
	}
	return b.String()
}
