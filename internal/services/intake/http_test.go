package intake_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"veche/internal/platform/api"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/services/catalogue"
	"veche/internal/services/intake"
)

// school is a reception of applications to the first class: it opens on 1 April at 15:00 of Izhevsk and ends on 30 June
// (domain.md §6.8); a child stands once in the queue of a school.
func school(v *catalogue.Version) {
	v.Passport = db.JSON[catalogue.Passport]{V: catalogue.Passport{Order: &catalogue.Order{Opens: "2026-04-01T15:00", Closes: "2026-07-01T00:00",
		Zone: "Europe/Samara", Subject: []string{"child", "school"}, Place: []string{"school"}}}}
}

// hall is a door behind HTTP.
type hall struct {
	*testing.T
	door *intake.Service
	at   string
}

// entrance opens a door to people.
type entrance func(t *testing.T, door *intake.Service) *hall

// entrances are both: what is promised holds at each.
var entrances = map[string]entrance{"main": behind, "surge": inSurge}

func behind(t *testing.T, door *intake.Service) *hall {
	mux := http.NewServeMux()
	a := api.New(mux, nil, quiet)
	intake.Routes(a, door)
	server := httptest.NewServer(a.Handler(api.Outside{}))
	t.Cleanup(server.Close)
	return &hall{T: t, door: door, at: server.URL}
}

func inSurge(t *testing.T, door *intake.Service) *hall {
	listener := must(net.Listen("tcp", "127.0.0.1:0"))
	surge := intake.NewSurge(door, api.New(http.NewServeMux(), nil, quiet), api.Outside{}, quiet)
	done := make(chan error, 1)
	go func() { done <- surge.Serve(listener) }()
	t.Cleanup(func() {
		http.DefaultClient.CloseIdleConnections() // those that were opened and never used would be waited for
		if err := errors.Join(surge.Shutdown(context.Background()), <-done); err != nil {
			t.Error(err)
		}
	})
	return &hall{T: t, door: door, at: "http://" + listener.Addr().String()}
}

// eachEntrance runs a test at both entrances, on both databases.
func eachEntrance(t *testing.T, fn func(t *testing.T, d *db.DB, enter entrance)) {
	for name, enter := range entrances {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) { fn(t, d, enter) })
		})
	}
}

func (h *hall) pass(applicant, service int64) string {
	h.Helper()
	written, _, err := h.door.Admit(h.Context(), applicant, service, 0)
	if err != nil {
		h.Fatal(err)
	}
	return written
}

// answer is what a browser gets: a receipt or a problem.
type answer struct {
	intake.Receipt
	Status     int    `json:"-"`
	RetryAfter string `json:"-"`
	Code       string
	Fields     map[string]string
}

func (h *hall) post(pass, body string) (got answer) {
	h.Helper()
	r, err := http.NewRequest(http.MethodPost, h.at+"/api/intake", strings.NewReader(body))
	if err != nil {
		h.Fatal(err)
	}
	if pass != "" {
		r.Header.Set("Authorization", "Pass "+pass)
	}
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		h.Fatal(err)
	}
	defer w.Body.Close()
	raw, _ := io.ReadAll(w.Body)
	if err := json.Unmarshal(raw, &got); err != nil {
		h.Fatalf("%s: %v", raw, err)
	}
	got.Status, got.RetryAfter = w.StatusCode, w.Header.Get("Retry-After")
	return got
}

func (h *hall) is(what string, got answer, status int, code string) {
	h.Helper()
	if got.Status != status || got.Code != code {
		h.Errorf("%s: %d %s, want %d %s", what, got.Status, got.Code, status, code)
	}
}

func child(name, school string) string { return fmt.Sprintf(`{"child":%q,"school":%q}`, name, school) }

// at sets the clock to a moment of Izhevsk.
func at(d *db.DB, moment string) {
	now := must(time.ParseInLocation("2006-01-02T15:04:05.999999999", moment, izhevsk))
	d.SetClock(func() time.Time { return now })
}

// TestOpening is the instant of domain.md §17, scenario 22: the server decides by its own clock, to the microsecond.
func TestOpening(t *testing.T) {
	eachEntrance(t, func(t *testing.T, d *db.DB, enter entrance) {
		at(d, "2026-04-01T14:00:00")
		h := enter(t, open(d, school))
		pass := h.pass(1, 7)
		for _, c := range []struct {
			moment string
			status int
			code   string
		}{
			{"2026-04-01T14:59:59.999", 409, "intake.not_open"},
			{"2026-04-01T14:59:59.999999", 409, "intake.not_open"},
			{"2026-04-01T15:00:00.000", 200, ""},
		} {
			at(d, c.moment)
			h.is(c.moment, h.post(pass, child("Маша", "30")), c.status, c.code)
		}
		list := holds(t, d, h.door, 7, 2026)
		if len(list) != 1 || !list[0].At.Equal(time.Date(2026, 4, 1, 11, 0, 0, 0, time.UTC)) {
			t.Fatalf("early posts left something: %+v", list)
		}
		at(d, "2026-06-30T23:59:59.999999")
		pass = h.pass(2, 7)
		h.is("the last microsecond", h.post(pass, child("Юра", "30")), 200, "")
		at(d, "2026-07-01T00:00:00")
		h.is("the end", h.post(h.pass(3, 7), child("Оля", "30")), 409, "intake.closed")
	})
}

// TestScenario22 is the intake part of domain.md §17, scenario 22: a crowd at the opening is acknowledged to the last, in the
// order of the server's time, and a retry gets the number of the first time.
func TestScenario22(t *testing.T) {
	const crowd = 400
	eachEntrance(t, func(t *testing.T, d *db.DB, enter entrance) {
		at(d, "2026-04-01T15:00:00")
		opened := time.Now()
		d.SetClock(func() time.Time { return time.Date(2026, 4, 1, 11, 0, 0, 0, time.UTC).Add(time.Since(opened)) })
		h := enter(t, open(d, school))
		first, second := make([]answer, crowd), make([]answer, crowd)
		var all sync.WaitGroup
		for n := range crowd {
			pass, body := h.pass(int64(n+1), 7), child(fmt.Sprint("ребёнок ", n), fmt.Sprint(n%5))
			all.Go(func() { first[n], second[n] = h.post(pass, body), h.post(pass, body) })
		}
		all.Wait()
		list := holds(t, d, h.door, 7, 2026)
		if len(list) != crowd {
			t.Fatalf("%d stand there, %d came", len(list), crowd)
		}
		for n := range crowd {
			a, b := first[n], second[n]
			h.is("a parent", a, 200, "")
			stored := list[a.Sequence-1]
			if stored.Number != a.Number || !stored.At.Equal(a.At) || stored.PlaceNo != a.PlaceNo || stored.Content != a.Content || a.Repeat {
				t.Fatalf("told %+v, stored %+v", a, stored)
			}
			leaf := stored.Leaf()
			if leaf.Hash() != a.Leaf {
				t.Fatalf("the leaf of %s is another", a.Number)
			}
			if !b.Repeat || b.Number != a.Number || b.PlaceNo != a.PlaceNo || b.Leaf != a.Leaf {
				t.Fatalf("the retry of %s got %+v", a.Number, b)
			}
		}
	})
}

func TestTheOtherParentIsToldTheNumber(t *testing.T) {
	eachEntrance(t, func(t *testing.T, d *db.DB, enter entrance) {
		at(d, "2026-04-02T10:00:00")
		h := enter(t, open(d, school))
		mother := h.post(h.pass(1, 7), child("Маша", "30"))
		father := h.post(h.pass(2, 7), child(" МАША ", "30"))
		if father.Number != mother.Number || !father.Foreign || father.Salt != [16]byte{} || father.Leaf != [32]byte{} {
			t.Errorf("the other parent got %+v", father)
		}
		elsewhere := h.post(h.pass(2, 7), child("Маша", "24"))
		if elsewhere.Repeat || elsewhere.Sequence != 2 || elsewhere.PlaceNo != 1 {
			t.Errorf("another school: %+v", elsewhere)
		}
	})
}

func TestWhoMayNotCome(t *testing.T) {
	eachEntrance(t, func(t *testing.T, d *db.DB, enter entrance) {
		at(d, "2026-04-02T10:00:00")
		h := enter(t, open(d, school))
		pass := h.pass(1, 7)
		h.is("without a pass", h.post("", child("Маша", "30")), 401, "intake.no_pass")
		for n := range len(pass) {
			forged := []byte(pass)
			if forged[n]++; forged[n] == 'Z'+1 || forged[n] == 'z'+1 || forged[n] == '9'+1 {
				forged[n] = 'A'
			}
			if got := h.post(string(forged), child("Маша", "30")); got.Status != 401 && got.Status != 429 {
				t.Fatalf("a pass with another sign %d: %d %s", n, got.Status, got.Code)
			}
		}
		h.is("answers with an error", h.post(pass, `{"child":"Маша","room":"1"}`), 422, "intake.wrong")
		h.is("no school", h.post(pass, `{"child":"Маша"}`), 422, "intake.no_subject")
		h.is("no form", h.post(pass, ``), 422, "intake.wrong")
		h.is("no letters", h.post(pass, "{\"child\":\"\xff\",\"school\":\"30\"}"), 422, "intake.wrong")
		h.is("a book", h.post(pass, strings.Repeat(" ", intake.MostForm+1)), 413, "intake.too_large")
		at(d, "2026-04-02T22:00:00")
		h.is("half a day later", h.post(pass, child("Маша", "30")), 401, "intake.no_pass")
		if list := holds(t, d, h.door, 7, 2026); len(list) != 0 {
			t.Errorf("somebody came through: %+v", list)
		}
	})
}

func TestTheEntranceOfASurgeKnowsOneRequest(t *testing.T) {
	h := inSurge(t, open(dbtest.SQLite(t), school))
	for _, request := range []string{"GET /api/intake", "POST /api/tasks", "GET /"} {
		method, path, _ := strings.Cut(request, " ")
		r := must(http.NewRequest(method, h.at+path, nil))
		w := must(http.DefaultClient.Do(r))
		raw := must(io.ReadAll(w.Body))
		w.Body.Close()
		var problem api.Problem
		if err := json.Unmarshal(raw, &problem); err != nil || w.StatusCode != 404 || problem.Code != "request.no_operation" || problem.RequestID == "" ||
			w.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d %s %v", request, w.StatusCode, raw, err)
		}
	}
}

func TestAPassIsForTheFormInForce(t *testing.T) {
	d := dbtest.SQLite(t)
	r := &region{catalogue.Version{Form: plain}}
	h := behind(t, intake.New(d, newer{r}, r, quiet))
	at(d, "2026-04-02T10:00:00")
	pass := h.pass(1, 7)
	h.is("the form of today", h.post(pass, child("Маша", "30")), 200, "")
	at(d, "2026-04-02T10:00:02")
	h.is("the form has changed", h.post(pass, child("Юра", "30")), 409, "intake.version_over")
}

// TestADraftAndItsPassAreEnough: what was checked before the opening is lodged by its number; the second press finds it when
// the draft was emptied too.
func TestADraftAndItsPassAreEnough(t *testing.T) {
	eachEntrance(t, func(t *testing.T, d *db.DB, enter entrance) {
		at(d, "2026-04-02T10:00:00")
		h := enter(t, open(d, school))
		begun := shelf{11: child("Маша", "30"), 12: `{"room":"1"}`}
		h.door.Begun(begun)
		pass, _, err := h.door.Admit(t.Context(), 1, 7, 11)
		if err != nil {
			t.Fatal(err)
		}
		first := h.post(pass, "")
		h.is("a draft", first, 200, "")
		delete(begun, 11)
		if again := h.post(pass, ""); !again.Repeat || again.Leaf != first.Leaf {
			t.Errorf("the second press got %+v", again)
		}
		for draft, code := range map[int64]string{12: "intake.wrong", 13: "intake.no_draft"} {
			pass, _, _ := h.door.Admit(t.Context(), 2, 7, draft)
			if got := h.post(pass, ""); got.Code != code {
				t.Errorf("draft %d: %d %s", draft, got.Status, got.Code)
			}
		}
		if list := holds(t, d, h.door, 7, 2026); len(list) != 1 || list[0].Form != child("Маша", "30") || list[0].DraftID != 11 {
			t.Errorf("%+v", list)
		}
	})
}

// shelf holds drafts that were checked.
type shelf map[int64]string

func (s shelf) Checked(_ context.Context, _ db.Reader, ids []int64) (map[int64]string, error) {
	found := map[int64]string{}
	for _, id := range ids {
		if answers, there := s[id]; there {
			found[id] = answers
		}
	}
	return found, nil
}

// newer is a catalogue in which a new version comes into force at 10:00:01.
type newer struct{ *region }

func (c newer) Published(ctx context.Context, d db.Reader, serviceID int64, on time.Time) (catalogue.Version, error) {
	if !on.Before(time.Date(2026, 4, 2, 6, 0, 1, 0, time.UTC)) {
		serviceID++
	}
	return c.VersionByID(ctx, d, serviceID)
}

// TestASchoolIsNotPunished: people with passes are counted each by himself, however many come from one address.
func TestASchoolIsNotPunished(t *testing.T) {
	d := dbtest.SQLite(t)
	at(d, "2026-04-02T10:00:00")
	h := behind(t, open(d, school))
	for n := range 80 {
		h.post("forged", "")
		h.is("a parent at the school's computer", h.post(h.pass(int64(n+1), 7), child(fmt.Sprint(n), "30")), 200, "")
	}
	got := h.post("forged", "")
	h.is("who only knocks", got, 429, "intake.too_many")
	if got.RetryAfter != "1" {
		t.Errorf("Retry-After %q", got.RetryAfter)
	}
	pass := h.pass(100, 7)
	for range 20 {
		h.is("one person", h.post(pass, child("Маша", "30")), 200, "")
	}
	h.is("one person without end", h.post(pass, child("Маша", "30")), 429, "intake.too_many")
	h.is("his neighbour", h.post(h.pass(101, 7), child("Юра", "30")), 200, "")
	at(d, "2026-04-02T10:00:02")
	h.is("after two seconds", h.post(pass, child("Маша", "30")), 200, "")
}
