package cards

import (
	"fmt"
	"net/http"
	"testing"

	"veche/internal/platform/api"
	"veche/internal/platform/api/apitest"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

func TestOperations(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		letter := o.registered("О ремонте кровли", "1")
		s := apitest.New(t, func(a *api.API) { Routes(a, o.Service) })

		page := apitest.JSON[Page](t, s, o.clerk, "GET", "/api/cards?flow=incoming&view=on_consideration&state=with_executive&state=registered&limit=10", nil)
		if len(page.Items) != 1 || page.Items[0].ID != letter.ID {
			t.Errorf("%+v", page)
		}
		counters := apitest.JSON[api.List[Counter]](t, s, o.clerk, "GET", "/api/cards/counters?flow=incoming", nil)
		if len(counters.Items) != 5 || counters.Items[1] != (Counter{OnConsideration, 1}) {
			t.Errorf("%+v", counters)
		}
		path := fmt.Sprintf("/api/cards/%d", letter.ID)
		if card := apitest.JSON[Card](t, s, o.clerk, "GET", path, nil); card.ID != letter.ID || card.Links == nil || card.Versions == nil {
			t.Errorf("%+v", card)
		}
		for _, part := range []string{"/timeline", "/history"} {
			if acts := apitest.JSON[api.List[Act]](t, s, o.clerk, "GET", path+part+"?limit=1", nil); len(acts.Items) != 1 || acts.Next == "" {
				t.Errorf("%s: %+v", part, acts)
			}
		}
		for _, part := range []string{"", "/timeline", "/history"} {
			apitest.Refused(t, s, &o.stranger, "GET", path+part, nil, http.StatusNotFound, "document.not_found")
		}
		o.work()
		found := apitest.JSON[Found](t, s, o.clerk, "POST", "/api/search", map[string]any{"text": "кровли", "from": "2020-01-01", "states": []string{"registered"}})
		if len(found.Items) != 1 || found.Items[0].ID != letter.ID || !found.Items[0].Fragments[0].Pieces[1].Hit {
			t.Errorf("%+v", found)
		}
		if found := apitest.JSON[Found](t, s, o.stranger, "POST", "/api/search", map[string]any{"text": "кровли"}); len(found.Items) != 0 {
			t.Errorf("the stranger finds %+v", found)
		}
		if jump := apitest.JSON[Jump](t, s, o.clerk, "POST", "/api/jump", JumpInput{"01-15"}); len(jump.Cards) != 1 || jump.People == nil {
			t.Errorf("%+v", jump)
		}
		apitest.Refused(t, s, nil, "POST", "/api/search", map[string]any{}, http.StatusUnauthorized, "session.none")
		apitest.Refused(t, s, &o.clerk, "GET", "/api/cards?flow=incoming&view=sent", nil, http.StatusUnprocessableEntity, "request.invalid")
		apitest.Refused(t, s, nil, "GET", path, nil, http.StatusUnauthorized, "session.none")
	})
}
