package tasks

import (
	"fmt"
	"net/http"
	"testing"

	"veche/internal/platform/api"
	"veche/internal/platform/api/apitest"
	"veche/internal/platform/auth"
)

func TestTheInboxOverTheWire(t *testing.T) {
	each(t, func(t *testing.T, o *office) {
		server := apitest.New(t, func(a *api.API) { Routes(a, o.Service) })
		o.put(Task{Principal: auth.Employee(o.minister.PersonID), Kind: Consider, DocumentID: o.document(""), Subject: "consider:1", DueOn: day("2026-05-05")})
		o.put(Task{Principal: auth.Employee(o.minister.PersonID), Kind: Sign, DocumentID: o.document(""), Subject: "signature:2"})

		first := apitest.JSON[api.List[Row]](t, server, o.minister, "GET", "/api/tasks?limit=1", nil)
		second := apitest.JSON[api.List[Row]](t, server, o.minister, "GET", "/api/tasks?limit=1&after="+first.Next, nil)
		if len(first.Items) != 1 || !first.Items[0].Overdue || len(second.Items) != 1 || second.Items[0].Kind != Sign || second.Next != "" {
			t.Errorf("pages: %+v, %+v", first, second)
		}
		if list := apitest.JSON[api.List[Row]](t, server, o.minister, "GET", "/api/tasks?kind=vote&kind=sign", nil); len(list.Items) != 1 {
			t.Errorf("by kinds: %+v", list)
		}
		counters := apitest.JSON[api.List[Counter]](t, server, o.helper, "GET", "/api/tasks/counters", nil)
		if len(counters.Items) != 2 || counters.Items[0] != (Counter{Consider, 1, 1}) {
			t.Errorf("counters: %+v", counters)
		}
		seen := fmt.Sprintf("/api/tasks/%d/seen", first.Items[0].ID)
		if answer := server.Do(t, &o.minister, "POST", seen, nil); answer.Status != http.StatusNoContent {
			t.Errorf("seen: %d %s", answer.Status, answer.Body)
		}
		move := fmt.Sprintf("/api/tasks/%d/move", first.Items[0].ID)
		apitest.Refused(t, server, &o.another, "POST", seen, nil, http.StatusNotFound, "task.not_found")
		apitest.Refused(t, server, &o.minister, "POST", move, MoveInput{o.another.PersonID}, http.StatusNotFound, "task.not_found")
		apitest.Refused(t, server, &o.another, "GET", fmt.Sprintf("/api/employees/%d/tasks", o.minister.PersonID), nil, http.StatusForbidden, "task.denied")
		apitest.Refused(t, server, nil, "GET", "/api/tasks", nil, http.StatusUnauthorized, "session.none")
	})
}
