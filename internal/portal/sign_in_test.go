package portal

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

func TestACitizenComesThroughTheProvider(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		b := o.browser()
		if a := b.get("/account"); a.status != 303 || a.location != "/account/sign-in?next=%2Faccount" {
			t.Fatal(a)
		}
		b = o.as("anna")
		if a := b.get("/account"); a.status != 200 || !strings.Contains(a.body, "Мельникова Анна Сергеевна") || a.header.Get("Cache-Control") != "no-store" {
			t.Fatal(a)
		}
		if a := b.post("/account/sign-out"); a.status != 303 || b.get("/account").status != 303 {
			t.Error("signing out", a)
		}
	})
}

// A citizen is nobody in the office, whatever cookie his token is put into, and the other way round.
func TestTheSessionOfACitizenGivesNoRightOfTheOffice(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		b := o.as("anna")
		token := b.cookies[stayCookie]
		for _, path := range []string{"/api/reception/page", "/api/tasks/counters", "/api/tasks"} {
			if a := b.get(path); a.status != 401 {
				t.Error(path, a.status)
			}
		}
		b.cookies["veche_session"] = token
		if a := b.get("/api/reception/page"); a.status != 401 {
			t.Error("as a session of the office", a.status)
		}
		if n, err := db.One[int](t.Context(), d, "SELECT count(*) FROM sessions"); err != nil || n != 0 {
			t.Error("rows in the sessions of the office", n, err)
		}
		b = o.browser()
		b.cookies[stayCookie] = "a token of the office"
		if a := b.get("/account"); a.status != 303 {
			t.Error(a.status)
		}
	})
}

func TestTheWayIsGoodOnceForTheBrowserThatLeft(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		b := o.browser()
		left := b.get("/account/enter?next=/account").location
		if a := o.browser().come(left, "anna"); a.status != 409 {
			t.Error("another browser, whom somebody sent the link", a.status)
		}
		if a := b.come(left, "anna"); a.status != 409 {
			t.Error("the state was used by then", a.status)
		}
		left = b.get("/account/enter?next=/account").location
		if a := b.come(left, "anna"); a.status != 303 {
			t.Error(a.status)
		}
		if a := b.come(left, "anna"); a.status != 409 {
			t.Error("twice", a.status)
		}
		left = b.get("/account/enter").location
		o.now = o.now.Add(wayTime + time.Second)
		if a := b.come(left, "anna"); a.status != 409 {
			t.Error("old", a.status)
		}
	})
}

func TestTheWayBackStaysOnOurPages(t *testing.T) {
	for next, want := range map[string]string{"/account/write": "/account/write", "//evil.example": accountPath, `/\evil.example`: accountPath,
		"https://evil.example": accountPath, "": accountPath, "/a\r\nSet-Cookie: x": accountPath} {
		if got := inside(next); got != want {
			t.Errorf("%q → %q", next, got)
		}
	}
}

func TestWhoIsNotConfirmedIsToldWhatToDo(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		o.provider.err = ErrUnconfirmed
		a := o.browser().enter("anna", "next=/account")
		if a.status != 403 || !strings.Contains(a.body, "Подтвердите её в МФЦ") {
			t.Error(a.status, a.body)
		}
		b := o.browser()
		left, err := url.Parse(b.get("/account/enter").location)
		o.ok(err)
		if a := b.get("/account/entered?error=access_denied&state=" + left.Query().Get("state")); a.status != 303 || a.location != "/account/sign-in" {
			t.Error("who thought better of it", a)
		}
	})
}

func TestAStayEnds(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		b := o.as("anna")
		o.now = o.now.Add(idleStay - time.Minute)
		if a := b.get("/account"); a.status != 200 {
			t.Error("before", a.status)
		}
		o.now = o.now.Add(idleStay + time.Minute)
		if a := b.get("/account"); a.status != 303 {
			t.Error("after two hours of silence", a.status)
		}
		o.ok(o.s.sweep(t.Context()))
	})
}

func TestAnOrganisationIsAnotherCapacity(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		b := o.as("viktor")
		receipt, _ := b.lodge()
		if a := b.enter("viktor", "organisation=77&next=/account"); a.status != 303 {
			t.Fatal(a)
		}
		page := b.get("/account").body
		if !strings.Contains(page, "ТСЖ «Речной дом»") || !strings.Contains(page, "руководитель") || strings.Contains(page, receipt) {
			t.Error("his own appeals are not the organisation's", page)
		}
		if a := b.get("/account/appeals/" + url.PathEscape(receipt)); a.status != 404 {
			t.Error(a.status)
		}
		key := b.begin()
		b.write(key, "text", "kind", "complaint", "subject", "Тариф", "text", "Проверьте тариф.")
		b.write(key, "whom", "body", number(o.body))
		a := b.write(key, "author", "consent", "1", "address", "")
		if a.status != 422 || !strings.Contains(a.body, "Укажите вашу должность") || !strings.Contains(a.body, "почтовый адрес организации") || strings.Contains(a.body, "номер и дату доверенности") {
			t.Error("a head names his post, and no power of attorney", a.status, a.body)
		}
		if a := b.write(key, "author", "consent", "1", "address", "г. Воткинск", "post", "председатель"); a.status != 303 {
			t.Error(a.status, a.body)
		}
		if b.post("/account/person"); !strings.Contains(b.get("/account").body, receipt) {
			t.Error("back in his own name")
		}
	})
}

func TestARepresentativeNamesHisPower(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		b := o.as("elena")
		if a := b.enter("elena", "organisation=88&next=/account"); a.status != 303 {
			t.Fatal(a)
		}
		key := b.begin()
		a := b.write(key, "author", "consent", "1", "address", "г. Ижевск", "post", "юрист")
		if a.status != 422 || !strings.Contains(a.body, "номер и дату доверенности") {
			t.Error(a.status, a.body)
		}
		b.fill(key, "post", "юрист", "power", "№ 5 от 01.10.2026")
		card := o.card(receiptOf(b.write(key, "check")))
		sender, err := o.docs.Correspondent(t.Context(), o.db, *card.CorrespondentID)
		if err != nil || sender.Name != "ООО «Родник»" {
			t.Error(sender, err)
		}
	})
}
