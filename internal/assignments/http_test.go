package assignments

import (
	"fmt"
	"net/http"
	"testing"

	"veche/internal/org"
	"veche/internal/platform/api"
	"veche/internal/platform/api/apitest"
	"veche/internal/platform/auth"
)

// Every verb is tried by somebody without a part in the assignment, by a person of another body, and without a session.
func TestEveryOperationIsGuarded(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		server := apitest.New(t, func(a *api.API) { Routes(a, o.Service) })
		d := o.sent()
		draft := must(o.Prepare(t.Context(), o.minister, d.ID, o.draft(o.item())))(t)
		a := o.issuedOn(d, func(i *Item) { i.Informed = []int64{o.stranger.PersonID} })
		elsewhere := o.town.Body("Минздрав")
		unit := o.town.Unit(elsewhere, 0, "Отдел")
		foreign := o.town.Person(elsewhere, unit, "Белов Ян Карлович", "Министр", org.Executive, org.ChiefClerk, org.Controller)

		on := func(verb string) string { return fmt.Sprintf("/api/assignments/%d/%s", a.ID, verb) }
		card := func(verb string) string { return fmt.Sprintf("/api/documents/%d/%s", d.ID, verb) }
		res := func(verb string) string { return fmt.Sprintf("/api/resolutions/%d%s", draft.ID, verb) }
		reason := map[string]any{"reason": "Проба"}
		for _, tc := range []struct {
			method, path string
			body         any
			known, other string // codes for one who sees the document without a part, and for another body
		}{
			{"POST", on("take"), nil, "assignment.denied", "assignment.not_found"},
			{"POST", on("report"), ReportInput{Kind: Final, Text: "Проба"}, "assignment.denied", "assignment.not_found"},
			{"POST", on("contribute"), TextInput{"Проба"}, "assignment.denied", "assignment.not_found"},
			{"POST", on("reassign"), ItemsInput{[]Item{o.item()}}, "assignment.denied", "assignment.not_found"},
			{"POST", on("accept"), AcceptInput{}, "assignment.denied", "assignment.not_found"},
			{"POST", on("accept"), AcceptInput{Override: true}, "assignment.denied", "assignment.not_found"},
			{"POST", on("return"), reason, "assignment.denied", "assignment.not_found"},
			{"POST", on("ask-extension"), AskInput{DueOn: day("2026-06-30"), Reason: "Проба"}, "assignment.denied", "assignment.not_found"},
			{"POST", on("grant-extension"), GrantInput{}, "assignment.denied", "assignment.not_found"},
			{"POST", on("refuse-extension"), reason, "assignment.denied", "assignment.not_found"},
			{"POST", on("release"), ReleaseInput{Kind: ReleaseExecuted}, "assignment.denied", "assignment.not_found"},
			{"POST", on("cancel"), reason, "assignment.denied", "assignment.not_found"},
			{"POST", on("reopen"), reason, "assignment.denied", "assignment.not_found"},
			{"POST", card("send-to-executive"), SendInput{ExecutiveID: o.minister.PersonID}, "assignment.denied", "document.not_found"},
			{"POST", card("inform"), InformInput{People: []int64{o.officer.PersonID}}, "assignment.denied", "document.not_found"},
			{"POST", card("resolutions"), o.draft(o.item()), "resolution.denied", "document.not_found"},
			{"PUT", res(""), map[string]any{"version": 1, "author_id": o.minister.PersonID, "items": []Item{o.item()}}, "resolution.denied", "resolution.not_found"},
			{"POST", res("/sign"), VersionInput{1}, "resolution.not_author", "resolution.not_found"},
			{"POST", res("/discard"), VersionInput{1}, "resolution.denied", "resolution.not_found"},
		} {
			apitest.Refused(t, server, &o.stranger, tc.method, tc.path, tc.body, http.StatusForbidden, tc.known)
			apitest.Refused(t, server, &foreign, tc.method, tc.path, tc.body, http.StatusNotFound, tc.other)
			apitest.Refused(t, server, nil, tc.method, tc.path, tc.body, http.StatusUnauthorized, "session.none")
		}
		apitest.Refused(t, server, &foreign, "GET", card("assignments"), nil, http.StatusNotFound, "document.not_found")
		apitest.Refused(t, server, &foreign, "POST", card("noted"), nil, http.StatusNotFound, "document.not_found")
		apitest.Refused(t, server, &o.officer, "PUT", "/api/terms/assignment.urgent",
			map[string]any{"title": "Срочно", "amount": 1, "unit": "working_day", "policy": "none"}, http.StatusForbidden, "term.denied")
		for _, scope := range []Scope{Mine, IssuedBy, OnControl, OfUnit, OfBody} {
			if list := apitest.JSON[api.List[Row]](t, server, foreign, "GET", "/api/assignments?scope="+string(scope), nil); len(list.Items) != 0 {
				t.Errorf("another body sees %+v", list.Items)
			}
		}
	})
}

func TestTheWayOverTheWire(t *testing.T) {
	each(t, "2026-05-06", func(t *testing.T, o *office) {
		server := apitest.New(t, func(a *api.API) { Routes(a, o.Service) })
		post := func(by auth.Actor, path string, body any) AssignmentView {
			t.Helper()
			return apitest.JSON[AssignmentView](t, server, by, "POST", path, body)
		}
		d := o.registered()
		moved := apitest.JSON[Moved](t, server, o.clerk, "POST", fmt.Sprintf("/api/documents/%d/send-to-executive", d.ID),
			map[string]any{"executive_id": o.minister.PersonID})
		if moved.State != "with_executive" {
			t.Errorf("moved to %s", moved.State)
		}
		draft := apitest.JSON[DraftRef](t, server, o.helper, "POST", fmt.Sprintf("/api/documents/%d/resolutions", d.ID), map[string]any{
			"author_id": o.minister.PersonID, "items": []map[string]any{{"text": "Ответить", "responsible_id": o.officer.PersonID,
				"term_code": "assignment.urgent", "due_on": "", "control": "special"}}})
		apitest.JSON[DraftRef](t, server, o.minister, "POST", fmt.Sprintf("/api/resolutions/%d/sign", draft.ID), VersionInput{draft.Version})
		list := apitest.JSON[api.List[Row]](t, server, o.officer, "GET", "/api/assignments?scope=mine&due_in=3", nil)
		if len(list.Items) != 1 || list.Items[0].DueOn != day("2026-05-08") || !list.Items[0].Urgent {
			t.Fatalf("the list: %+v", list)
		}
		if list := apitest.JSON[api.List[Row]](t, server, o.officer, "GET", "/api/assignments?state=in_progress&state=issued", nil); len(list.Items) != 1 {
			t.Errorf("by two states: %+v", list)
		}
		on := fmt.Sprintf("/api/assignments/%d/", list.Items[0].ID)
		if v := post(o.officer, on+"take", nil); v.State != InProgress || v.Why == "" || len(v.Roles) != 1 {
			t.Errorf("taken: %+v", v)
		}
		post(o.officer, on+"report", map[string]any{"kind": "final", "text": "Ответ направлен"})
		if v := post(o.minister, on+"accept", map[string]any{"release": true}); v.State != Executed || v.Release == nil {
			t.Errorf("accepted: %+v", v)
		}
		tree := apitest.JSON[Tree](t, server, o.clerk, "GET", fmt.Sprintf("/api/documents/%d/assignments", d.ID), nil)
		if len(tree.Resolutions) != 1 || tree.Resolutions[0].Items[0].Reports[0].Decision != "accepted" {
			t.Errorf("the tree: %+v", tree)
		}
		terms := apitest.JSON[api.List[Choice]](t, server, o.minister, "GET", "/api/terms?from=2026-06-02", nil)
		if terms.Items[2].Code != "assignment.operative" || terms.Items[2].Date != day("2026-06-11") {
			t.Errorf("the presets: %+v", terms.Items)
		}
	})
}
