package faults

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"veche/internal/org"
	"veche/internal/platform/api"
	"veche/internal/seed"
	"veche/internal/tasks"
)

// TestDismissedEmployee is scenario 29: his sessions end with the next request, his tasks wait for somebody else, what he
// did keeps his name and his post.
func TestDismissedEmployee(t *testing.T) {
	each(t, func(s *stand) {
		s.start()
		administrator, heir := s.as("larin").steppedUp(), s.as("sidorova")
		sessions := []*client{s.as("petrov"), s.as("petrov")}
		id := s.employee("petrov")
		open := get[api.List[tasks.Row]](sessions[0], "/api/tasks?limit=200").Items
		if len(open) == 0 {
			s.Fatal("the story has no task for him")
		}
		executing := one[int64](s, s.tables(), "SELECT document_id FROM assignments WHERE responsible_id = $1 AND state = 'in_progress' ORDER BY id DESC LIMIT 1", id)
		history := s.as("surnin").history(executing)

		left := act[org.Dismissal](administrator, "POST", fmt.Sprintf("/api/employees/%d/dismiss", id), org.DismissInput{Basis: "Приказ № 12-лс"})
		if left.OpenTasks != len(open) {
			s.Errorf("%d tasks are left, he had %d", left.OpenTasks, len(open))
		}
		for _, c := range sessions {
			c.refused(401, "session.signed_out", "GET", "/api/me", nil)
		}
		again := s.stranger()
		again.refused(401, "session.wrong_credentials", http.MethodPost, "/auth/sign-in", map[string]string{"login": "petrov", "password": seed.Password})
		s.passedOn(administrator, heir, id, open)
		s.historyStays(executing, history)
	})
}

// passedOn: the administrator sees every open task and gives it to a colleague, who finds it in her inbox.
func (s *stand) passedOn(administrator, heir *client, id int64, open []tasks.Row) {
	s.Helper()
	list := get[api.List[tasks.Leaving]](administrator, "/api/employees/%d/tasks", id).Items
	for _, t := range open {
		i := slices.IndexFunc(list, func(l tasks.Leaving) bool { return l.ID == t.ID })
		if i < 0 {
			s.Errorf("the task %d %s is not listed: %+v", t.ID, t.Kind, list)
			continue
		}
		act[any](administrator, "POST", fmt.Sprintf("/api/tasks/%d/move", t.ID), tasks.MoveInput{EmployeeID: s.employee("sidorova")})
		mine := get[api.List[tasks.Row]](heir, "/api/tasks?limit=200").Items
		if !slices.ContainsFunc(mine, func(r tasks.Row) bool { return r.DocumentID == t.DocumentID && r.Kind == t.Kind }) {
			s.Errorf("the task %d %s did not come to the colleague", t.ID, t.Kind)
		}
	}
	if list := get[api.List[tasks.Leaving]](administrator, "/api/employees/%d/tasks", id).Items; len(list) != 0 {
		s.Errorf("still waiting for him: %+v", list)
	}
}

// history is what the log of acts tells of a card.
func (c *client) history(document int64) string {
	c.Helper()
	return string(c.do("GET", fmt.Sprintf("/api/cards/%d/history?limit=200", document), nil).body)
}

// historyStays: who did it then is called as he was called then.
func (s *stand) historyStays(document int64, before string) {
	s.Helper()
	after := s.as("surnin").history(document)
	for _, word := range []string{"Петров Г. А.", "Ведущий консультант"} {
		if n := strings.Count(before, word); n == 0 || strings.Count(after, word) < n {
			s.Errorf("«%s» stood in the history %d times, now %d", word, n, strings.Count(after, word))
		}
	}
}
