package portal

import (
	"strings"
	"testing"

	"veche/internal/appeals/visits"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

// receives plans a reception of the clerk himself for the next Tuesday.
func (o *town) receives() visits.Day {
	o.t.Helper()
	days, err := o.visits.Plan(o.t.Context(), o.clerk, visits.PlanInput{OfficialID: o.clerk.PersonID, Place: "каб. 105", On: calendar.MustParse("2026-11-03"),
		Every: visits.Once, Starts: "14:00", Ends: "15:00", Minutes: 20, Online: true})
	o.ok(err)
	return days[0]
}

func TestACitizenMakesAnAppointment(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		planned := o.receives()
		day := number(planned.ID)
		page := o.browser().get("/reception/minstroy/visits")
		if page.status != 200 || !strings.Contains(page.body, "Васильева Ольга Николаевна") || !strings.Contains(page.body, "day="+day+"&amp;at=14%3a20") {
			t.Fatal("the page tells day, official and free times to everybody", page.body)
		}
		link := "/account/visits/new?day=" + day + "&at=14:20"
		if a := o.browser().get(link); a.status != 303 || !strings.HasPrefix(a.location, "/account/sign-in?next=") {
			t.Error("a stranger signs in first", a)
		}
		b := o.as("anna")
		if a := b.get(link); a.status != 200 || !strings.Contains(a.body, "Мельникова Анна Сергеевна") {
			t.Fatal(a)
		}
		if a := b.post("/account/visits", "day", day, "at", "14:20", "topic", " "); a.status != 422 || !strings.Contains(a.body, "о чём хотите поговорить.") {
			t.Error("without a matter", a.status, a.body)
		}
		if a := b.post("/account/visits", "day", day, "at", "14:20", "topic", "Отопление"); a.status != 303 {
			t.Fatal(a)
		}
		if a := o.as("elena").post("/account/visits", "day", day, "at", "14:20", "topic", "Тариф"); a.status != 409 || !strings.Contains(a.body, "уже занято") {
			t.Error("a time is taken once", a.status)
		}
		account := b.get("/account").body
		if !strings.Contains(account, "Вас ждут") || !strings.Contains(account, "3 ноября 2026 г., 14:20") {
			t.Error(account)
		}
		sheet, err := o.visits.List(t.Context(), o.clerk, planned.ID)
		o.ok(err)
		visit := number(sheet.Visits[0].ID)
		if a := o.as("elena").post("/account/visits/" + visit + "/cancel"); a.status != 404 {
			t.Error("another's appointment", a.status)
		}
		if a := b.post("/account/visits/" + visit + "/cancel"); a.status != 303 || strings.Contains(b.get("/account").body, "Вас ждут") {
			t.Error("his own", a)
		}
	})
}

func TestACitizenHasThreeAppointmentsAtMost(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		day := number(o.receives().ID)
		b := o.as("anna")
		for _, at := range []string{"14:00", "14:20", "14:40"} {
			if a := b.post("/account/visits", "day", day, "at", at, "topic", "Отопление"); a.status != 303 {
				t.Fatal(at, a)
			}
		}
		in := visits.PlanInput{OfficialID: o.admin.PersonID, Place: "каб. 1", On: calendar.MustParse("2026-11-05"), Every: visits.Once, Starts: "10:00", Ends: "11:00", Minutes: 30, Online: true}
		next, err := o.visits.Plan(t.Context(), o.clerk, in)
		o.ok(err)
		if a := b.post("/account/visits", "day", number(next[0].ID), "at", "10:00", "topic", "Ещё"); a.status != 409 || !strings.Contains(a.body, "три записи") {
			t.Error(a.status)
		}
	})
}
