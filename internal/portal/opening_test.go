package portal

import (
	"encoding/json"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/transparency"
	"veche/internal/services/drafts"
	"veche/internal/services/queuelog"
)

// enrolling are the answers of a mother who wants a place in stage 2.
const enrolling = `{"stage":"any","privilege":"none","applicant":{"surname":"Мельникова","name":"Анна","patronymic":"Сергеевна","birth_date":"1990-04-12","snils":"11223344595"},
	"passport":{"number":"9411123456","issued_on":"2011-05-03","issued_by":"УФМС"},"contacts":{"phone":"+79120000001","email":"anna@example.org"},"relation":"parent",
	"child":{"surname":"Мельников","name":"Тимофей","birth_date":"2020-08-30","snils":"11223344595","sex":"m"},"birth_kind":"ru","certificate":"III-НИ 654321",
	"address":{"settlement":"Ижевск","street":"ул. Ленина","house":"18"},"lives":"same","school":"izh-90","language":"ru","native":"udm","needs":false,"charter":true,"personal":true,"sign":true}`

// domain.md §6.8: the page tells the moment of the opening, a draft is checked beforehand, the door takes nobody an instant too
// early and gives no place to him, and at the opening one small request is enough.
func TestADraftIsCheckedBeforeTheReceptionOpensAndSentAtTheInstant(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		o.offersAsTheyAre() // they open on 1 October at 9 in Samara
		o.now = time.Date(2026, 10, 1, 4, 30, 0, 0, time.UTC)
		if a := o.browser().get("/services/zapis-v-pervyi-klass"); !strings.Contains(a.body, "Приём откроется 1 октября") || !strings.Contains(a.body, "в 09:00") || !strings.Contains(a.body, "Заполнить заранее") {
			t.Error("the page of the service does not tell when it opens")
		}
		anna := o.as("anna")
		path := anna.apply("zapis-v-pervyi-klass")
		if a := anna.get(path); !strings.Contains(a.body, `"opens":"2026-10-01T05:00:00Z"`) {
			t.Error("the wizard does not know when the reception opens")
		}
		if page := anna.get(path + "?first=5-2026-000001").body; !strings.Contains(page, "Такое заявление уже принято") || !strings.Contains(page, "5-2026-000001") {
			t.Error("a repeat is told the number that stands already")
		}
		if page := anna.get(path + "?first=Ваше").body; strings.Contains(page, "Такое заявление уже принято") {
			t.Error("the page says whatever somebody writes into its address")
		}
		a := anna.send(path+"/check", map[string]any{"answers": json.RawMessage(enrolling)})
		var checked checkedState
		o.ok(json.Unmarshal([]byte(a.body), &checked))
		if a.status != 200 || len(checked.Problems) != 0 || checked.Pass == "" {
			t.Fatalf("a draft is checked and admitted before the opening: %s", a.body)
		}
		lodge := func(at time.Time) answer {
			o.now = at
			return anna.do("POST", "/api/intake", strings.NewReader(enrolling), map[string]string{"Content-Type": "application/json", "Authorization": "Pass " + checked.Pass})
		}
		opens := time.Date(2026, 10, 1, 5, 0, 0, 0, time.UTC)
		if a := lodge(opens.Add(-time.Microsecond)); a.status != 409 || !strings.Contains(a.body, "intake.not_open") {
			t.Errorf("a microsecond too early: %d %s", a.status, a.body)
		}
		if n, err := db.One[int](t.Context(), d, "SELECT count(*) FROM intake"); err != nil || n != 0 {
			t.Errorf("%d early applications have a place, %v", n, err)
		}
		if a := lodge(opens); a.status != 200 || !strings.Contains(a.body, `"place_no":1`) {
			t.Errorf("at the instant: %d %s", a.status, a.body)
		}
		if page := anna.get(path).body; !strings.Contains(page, "Школа № 90: 1-е по времени подачи") || strings.Contains(page, "izh-90") {
			t.Error("the receipt of the form names the school, not its code")
		}
		if a := lodge(opens.Add(time.Second)); a.status != 200 || !strings.Contains(a.body, `"repeat":true`) || !strings.Contains(a.body, `"place_no":1`) {
			t.Errorf("a repeat keeps its place: %d %s", a.status, a.body)
		}
	})
}

// Between the door and the officer an application waits its turn, after a surge for many minutes. Its applicant sees the
// number and has the receipt all the while, and nobody else has.
func TestWhatIsAcceptedStandsInTheAccountBeforeItIsAnApplication(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		o.services()
		key, err := transparency.OpenKey(filepath.Join(t.TempDir(), "order.key"), "veche.test/order")
		o.ok(err)
		o.s.Order = queuelog.New(d, o.s.Intake, t.TempDir(), key, "veche.test/order", slog.New(slog.DiscardHandler))
		o.offersAsTheyAre()
		anna, viktor := o.as("anna"), o.as("viktor")
		r, _ := anna.appliesFor("spravka-o-brake", 1)
		sent, err := o.s.Begun.SentBy(t.Context(), d, drafts.Owner{CitizenID: 1})
		o.ok(err)
		if len(sent) != 1 || sent[0].Number != r.Number {
			t.Fatalf("sent: %+v", sent)
		}
		own := applyPath + "/" + sent[0].Key
		for path, want := range map[string]string{accountPath: "Принято", own: "Номер и время приёма уже закреплены", own + "/receipt/page": "Расписка о приёме заявления", own + "/receipt": r.Number} {
			if a := anna.get(path); a.status != 200 || !strings.Contains(a.body, want) || !strings.Contains(a.body, r.Number) {
				t.Errorf("%s before the turn: %d %s", path, a.status, a.body)
			}
			if a := viktor.get(path); strings.Contains(a.body, r.Number) {
				t.Errorf("another sees %s", path)
			}
		}
		o.ok(o.s.Services.ReceiveAll(t.Context()))
		if page := anna.get(accountPath).body; strings.Contains(page, own) || strings.Count(page, r.Number) != 1 {
			t.Error("an application that is one stands in the account once")
		}
		if page := anna.get(own).body; !strings.Contains(page, `href="/account/applications/`) {
			t.Error("the sent form does not lead to the application")
		}
	})
}
