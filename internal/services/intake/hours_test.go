package intake_test

import (
	"context"
	"testing"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/services/catalogue"
	"veche/internal/services/intake"
)

// stages are the windows of two years.
type stages []intake.Window

func (s stages) Windows(context.Context, db.Reader, int64) ([]intake.Window, error) { return s, nil }

func moment(day, clock string) time.Time {
	return must(time.ParseInLocation("2006-01-02T15:04", day+"T"+clock, izhevsk)).UTC()
}

var twoYears = stages{{Opens: moment("2026-04-01", "15:00"), Closes: moment("2026-06-30", "18:00")}, {Opens: moment("2026-07-06", "09:00"), Closes: moment("2026-09-05", "18:00"), No: 1},
	{Opens: moment("2027-04-01", "15:00"), Closes: moment("2027-06-30", "18:00")}, {Opens: moment("2027-07-06", "09:00"), Closes: moment("2027-09-05", "18:00"), No: 1}}

func TestTheDoorIsOpenInItsWindowsAlone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		now := moment("2026-04-01", "14:00")
		d.SetClock(func() time.Time { return now })
		door := open(d, school)
		door.Set(twoYears)
		for i, one := range []struct {
			at    time.Time
			code  string
			opens time.Time
		}{
			{moment("2026-04-01", "15:00").Add(-time.Microsecond), "intake.not_open", twoYears[0].Opens}, {moment("2026-04-01", "15:00"), "", time.Time{}},
			{moment("2026-06-30", "18:00").Add(-time.Microsecond), "", time.Time{}}, {moment("2026-06-30", "18:00"), "intake.between", twoYears[1].Opens},
			{moment("2026-07-06", "09:00").Add(-time.Microsecond), "intake.between", twoYears[1].Opens}, {moment("2026-07-06", "09:00"), "", time.Time{}},
			{moment("2026-09-05", "18:00"), "intake.between", twoYears[2].Opens}, {moment("2027-04-01", "15:00"), "", time.Time{}},
			{moment("2027-07-06", "09:00"), "", time.Time{}}, {moment("2027-09-05", "18:00"), "intake.closed", time.Time{}},
		} {
			now = one.at
			_, err := door.Submit(t.Context(), application(1, 1, i, "", ""))
			if fail.Code(err) != "intake.no_subject" && fail.Code(err) != one.code { // an open door asks for the child
				t.Errorf("at %s: %v", one.at.In(izhevsk), err)
			}
			h, err := door.HoursOf(t.Context(), 1)
			if err != nil || h.Open != (one.code == "") || !h.Opens.Equal(one.opens) || h.Open == h.Closes.IsZero() {
				t.Errorf("hours at %s: %+v, %v", one.at.In(izhevsk), h, err)
			}
		}
		if n := len(holds(t, d, door, 1, 2026)) + len(holds(t, d, door, 1, 2027)); n != 0 {
			t.Errorf("%d have a place", n)
		}
	})
}

// A child, a school and a year are one application until a window has refused it: then they may be another one in the next.
func TestASubjectComesAgainAfterItsApplicationHasEndedInAnEarlierWindow(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		now, n := moment("2026-05-01", "10:00"), 0
		d.SetClock(func() time.Time { return now })
		door := open(d, school)
		door.Set(twoYears)
		comes := func(child string) intake.Accepted {
			t.Helper()
			n++
			a, err := door.Submit(t.Context(), application(1, 7, n, child, "8"))
			if err != nil {
				t.Fatal(err)
			}
			return a
		}
		ends := func(a intake.Accepted) {
			t.Helper()
			if err := d.Tx(t.Context(), auth.System("test"), func(tx *db.Tx) error { return door.End(t.Context(), tx, a.ServiceID, a.Year, a.Sequence) }); err != nil {
				t.Fatal(err)
			}
		}
		gone, stays := comes("gone"), comes("stays")
		ends(gone)
		if a := comes("gone"); a.Number != gone.Number {
			t.Errorf("in the same window it is %s, not %s", a.Number, gone.Number)
		}
		now = moment("2026-07-06", "09:00")
		anew := comes("gone")
		if anew.Number == gone.Number || anew.Repeat || comes("gone").Number != anew.Number || comes("stays").Number != stays.Number {
			t.Errorf("%+v", anew)
		}
		ends(anew)
		if a := comes("gone"); a.Number != anew.Number {
			t.Errorf("in its window the second application stands too: %+v", a)
		}
		now = moment("2027-04-01", "15:00")
		if a := comes("stays"); a.Repeat || a.Year != 2027 {
			t.Errorf("another year is another application: %+v", a)
		}
	})
}

// Through a door without hours whoever has ended may come again on any day, as often as it happens; who has not, gets his number.
func TestThroughADoorWithoutHoursOneComesAgainAfterTheEnd(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		door, n, numbers := open(d, school, func(v *catalogue.Version) { v.Passport.V.Order.Opens, v.Passport.V.Order.Closes = "", "" }), 0, map[string]bool{}
		comes := func() intake.Accepted {
			n++
			return must(door.Submit(t.Context(), application(1, 7, n, "child", "8")))
		}
		for range 4 {
			a := comes()
			if numbers[a.Number] || comes().Number != a.Number {
				t.Errorf("%s: a new one after the end, the same before it", a.Number)
			}
			numbers[a.Number] = true
			if err := d.Tx(t.Context(), auth.System("test"), func(tx *db.Tx) error { return door.End(t.Context(), tx, a.ServiceID, a.Year, a.Sequence) }); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// Two parents and many tries at once, in the first second of the second window: one application.
func TestWhoComesAgainAtOnceGetsOnePlace(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		now := moment("2026-05-01", "10:00")
		d.SetClock(func() time.Time { return now })
		doors := []*intake.Service{open(d, school), open(d, school)}
		for _, door := range doors {
			door.Set(twoYears)
		}
		first, err := doors[0].Submit(t.Context(), application(1, 1, 1, "child", "8"))
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Tx(t.Context(), auth.System("test"), func(tx *db.Tx) error { return doors[0].End(t.Context(), tx, 1, 2026, first.Sequence) }); err != nil {
			t.Fatal(err)
		}
		now = moment("2026-07-06", "09:00")
		crowd := []intake.Submission{}
		for i := range 60 {
			crowd = append(crowd, application(1, 1+i%2, 100+i, "child", "8"))
		}
		got, errs := together(t.Context(), doors, crowd)
		numbers := map[string]bool{}
		for i, a := range got {
			if errs[i] != nil {
				t.Fatal(errs[i])
			}
			numbers[a.Number] = true
		}
		if len(holds(t, d, doors[0], 1, 2026)) != 2 || len(numbers) != 1 || numbers[first.Number] {
			t.Errorf("numbers %v", numbers)
		}
	})
}
