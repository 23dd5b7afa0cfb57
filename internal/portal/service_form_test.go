package portal

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/services/drafts"
)

// apply opens the draft of a service and tells its path.
func (b *browser) apply(slug string) string {
	b.o.t.Helper()
	a := b.get("/services/" + slug + "/apply")
	if a.status != 303 || !strings.HasPrefix(a.location, applyPath+"/") {
		b.o.t.Fatal(a)
	}
	return a.location
}

func (b *browser) send(target string, body any) answer {
	b.o.t.Helper()
	raw, err := json.Marshal(body)
	b.o.ok(err)
	return b.do("POST", target, strings.NewReader(string(raw)), map[string]string{"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"})
}

func typed(version int64, answers string) drafts.Typed {
	return drafts.Typed{Version: version, Answers: json.RawMessage(answers), Page: "applicant"}
}

func TestADraftIsOpenOnEveryDevice(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		o.offers()
		phone, desk := o.as("anna"), o.as("anna")
		path := phone.apply("detskii-sad")
		if again := desk.apply("detskii-sad"); again != path {
			t.Errorf("another device began anew: %s, %s", again, path)
		}
		page := phone.get(path)
		if page.status != 200 || !strings.Contains(page.body, `id="wizard-state"`) || !strings.Contains(page.body, "только со включёнными сценариями") ||
			!strings.Contains(page.header.Get("Content-Security-Policy"), "script-src 'self'") || !strings.Contains(page.body, "Мельникова") {
			t.Errorf("the page of the wizard: %d\n%s", page.status, page.body)
		}
		if a := phone.send(path+"/draft", typed(1, `{"privilege":"none"}`)); a.status != 200 || !strings.Contains(a.body, `"version":2`) {
			t.Error(a)
		}
		if a := desk.send(path+"/draft", typed(1, `{"privilege":"out"}`)); a.status != 409 || !strings.Contains(a.body, "draft.stale") {
			t.Error("an older device wrote over a newer one", a)
		}
		if a := desk.get(path + "/draft"); !strings.Contains(a.body, `"privilege":"none"`) || !strings.Contains(a.body, `"page":"applicant"`) {
			t.Error(a)
		}
		if a := phone.send(path+"/draft", typed(2, `{"privilege":"`+strings.Repeat("я", 150_000)+`"}`)); a.status != 422 || !strings.Contains(a.body, "Сократите") {
			t.Error("endless answers were kept", a)
		}
	})
}

func TestADraftBelongsToItsAuthor(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		o.offers()
		anna, viktor, stranger := o.as("anna"), o.as("viktor"), o.browser()
		path := anna.apply("detskii-sad")
		for name, a := range map[string]answer{"page": viktor.get(path), "draft": viktor.get(path + "/draft"), "save": viktor.send(path+"/draft", typed(1, "{}")),
			"check": viktor.send(path+"/check", map[string]any{"answers": map[string]any{}}), "discard": viktor.send(path+"/discard", 0),
			"file": viktor.upload(path+"/files", "a.txt", strings.NewReader("a"))} {
			if a.status != 404 {
				t.Errorf("%s of another: %d %s", name, a.status, a.body)
			}
		}
		if a := stranger.send(path+"/draft", typed(1, "{}")); a.status != 401 || !strings.Contains(a.body, "session.signed_out") {
			t.Error(a)
		}
		if a := stranger.get("/services/detskii-sad/apply"); !strings.HasPrefix(a.location, "/account/sign-in?next=") {
			t.Error(a)
		}
	})
}

func TestAnswersAreCheckedByTheFormInForce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		o.offers()
		anna := o.as("anna")
		path := anna.apply("okhotnichii-bilet")
		a := anna.send(path+"/check", map[string]any{"answers": map[string]any{"purpose": "nothing"}})
		if a.status != 200 || !strings.Contains(a.body, `"path":"purpose","code":"choice"`) || !strings.Contains(a.body, "Заполните поле «Фамилия» (Заявитель).") || !strings.Contains(a.body, `"pass":""`) {
			t.Error(a)
		}
	})
}

func TestFilesOfADraft(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		o.offers()
		anna := o.as("anna")
		path := anna.apply("detskii-sad")
		a := anna.upload(path+"/files", "Справка.txt", strings.NewReader("справка"))
		var file fileState
		o.ok(json.Unmarshal([]byte(a.body), &file))
		if a.status != 200 || len(file.Code) != 32 || file.Name != "Справка.txt" {
			t.Fatal(a)
		}
		if a := anna.upload(path+"/files", "игра.exe", strings.NewReader("MZ")); a.status != 422 || !strings.Contains(a.body, `"text":"`) || strings.Contains(a.body, `"text":""`) {
			t.Error(a)
		}
		if a := anna.get(path + "/draft"); !strings.Contains(a.body, file.Code) {
			t.Error(a)
		}
		if a := anna.send(path+"/files/"+file.Code+"/remove", 0); a.status != 200 {
			t.Error(a)
		}
		if a := anna.get(path + "/draft"); strings.Contains(a.body, file.Code) {
			t.Error("the file is still there", a)
		}
		o.now = o.now.Add(91 * 24 * time.Hour)
		o.ok(o.s.Begun.Forget(t.Context()))
		if list, err := o.s.Begun.ListOf(t.Context(), d, drafts.Owner{CitizenID: 1}); err != nil || len(list) != 0 {
			t.Errorf("an old draft is kept: %v, %v", list, err)
		}
	})
}

func TestTheWizardIsTodayAtThePlaceOfTheBody(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		o.offers()
		anna := o.as("anna")
		if page := anna.get(anna.apply("detskii-sad")); !strings.Contains(page.body, calendar.DateOf(o.now, o.s.zone(t.Context(), o.body)).String()) {
			t.Error("today is missing")
		}
	})
}
