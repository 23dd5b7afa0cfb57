package registry

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"veche/internal/org"
	"veche/internal/org/orgtest"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
)

// office is a body with a journal and two clerks.
type office struct {
	*Service
	t       *testing.T
	db      *db.DB
	anna    auth.Actor
	vera    auth.Actor
	journal Journal
}

func newOffice(t *testing.T, d *db.DB, template string) *office {
	t.Helper()
	town := orgtest.New(t, d)
	body := town.Body("Минстрой")
	unit := town.Unit(body, 0, "Отдел делопроизводства")
	o := &office{
		Service: New(d, town.Org), t: t, db: d,
		anna: town.Person(body, unit, "Иванова Анна Петровна", "Делопроизводитель", org.Clerk, org.Administrator),
		vera: town.Person(body, unit, "Сидорова Вера Ильинична", "Делопроизводитель", org.Clerk),
	}
	j, err := o.SaveJournal(t.Context(), o.anna, Journal{Name: "Входящие", Flow: "incoming", Template: template, Period: "year", Active: true})
	if err != nil {
		t.Fatal(err)
	}
	o.journal = j
	return o
}

// number registers something in a transaction of its own; broken fails after the number was taken.
func (o *office) number(by auth.Actor, day string, broken error) (string, error) {
	var n Number
	err := o.db.Tx(context.Background(), by, func(tx *db.Tx) (err error) {
		if n, err = o.Next(context.Background(), tx, o.journal.ID, 1, calendar.MustParse(day), Values{Index: "01", File: "15"}); err != nil {
			return err
		}
		return broken
	})
	return n.Number, err
}

func (o *office) want(day, number string) {
	o.t.Helper()
	if got, err := o.number(o.anna, day, nil); err != nil || got != number {
		o.t.Fatalf("number %q, %v; want %q", got, err, number)
	}
}

func TestNumbersAreGapFree(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d, "{index}-{file}/{seq}")
		t.Run("scenario 1: clerks who register at once get consecutive numbers", func(t *testing.T) {
			const each = 20
			got := make(chan string, 2*each)
			var wait sync.WaitGroup
			for _, clerk := range []auth.Actor{o.anna, o.vera} {
				wait.Go(func() {
					for range each {
						n, err := o.number(clerk, "2026-11-21", nil)
						if err != nil {
							t.Error(err)
						}
						got <- n
					}
				})
			}
			wait.Wait()
			close(got)
			seen := map[string]bool{}
			for n := range got {
				seen[n] = true
			}
			for i := 1; i <= 2*each; i++ {
				if !seen["01-15/"+strconv.Itoa(i)] {
					t.Errorf("number %d is missing", i)
				}
			}
		})
		t.Run("a registration that fails half-way consumes no number", func(t *testing.T) {
			broken := errors.New("disk full")
			if _, err := o.number(o.vera, "2026-11-21", broken); !errors.Is(err, broken) {
				t.Fatal(err)
			}
			o.want("2026-11-21", "01-15/41")
		})
	})
}

func TestYearBeginsAnewInTheZoneOfTheBody(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d, "{seq:4}-{yy}")
		samara := o.org.Zone(t.Context(), d, o.anna.BodyID)
		at := func(year int, month time.Month, day, hour, min, sec int) string {
			moment := time.Date(year, month, day, hour, min, sec, 0, samara)
			return o.org.Today(t.Context(), d, o.anna.BodyID, moment.UTC()).String()
		}
		// Scenario 2: a second before and a second after midnight of 1 January in UTC+4, 20:00 UTC of the day before.
		o.want(at(2026, time.December, 31, 23, 59, 58), "0001-26")
		o.want(at(2026, time.December, 31, 23, 59, 59), "0002-26")
		o.want(at(2027, time.January, 1, 0, 0, 1), "0001-27")
		// A late registration of the old year goes on with the old counter.
		o.want("2026-12-31", "0003-26")
	})
}

func TestAnnulledNumberStaysInTheJournal(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d, "{seq}")
		for i := 1; i <= 57; i++ {
			o.want("2026-11-21", strconv.Itoa(i))
		}
		// All cards of this test are number 1, so give 57 a card of its own.
		err := d.Tx(t.Context(), o.anna, func(tx *db.Tx) error {
			if _, err := tx.Exec(t.Context(), "UPDATE numbers SET document_id = 57 WHERE seq = 57"); err != nil {
				return err
			}
			if err := o.Annul(t.Context(), tx, 57, ""); !fail.Is(err, "registry.reason_required") {
				t.Errorf("annulled without a reason: %v", err)
			}
			return o.Annul(t.Context(), tx, 57, "зарегистрировано ошибочно")
		})
		if err != nil {
			t.Fatal(err)
		}
		o.want("2026-11-21", "58")
		lines, next, err := o.Lines(t.Context(), o.anna, o.journal.ID, 2026, "", 10)
		if err != nil {
			t.Fatal(err)
		}
		if n := lines[1]; n.Seq != 57 || n.State != Annulled || n.Reason != "зарегистрировано ошибочно" {
			t.Errorf("scenario 3: the journal prints %+v", n)
		}
		if more, _, err := o.Lines(t.Context(), o.anna, o.journal.ID, 2026, next, 10); err != nil || len(more) != 10 || more[0].Seq != 48 {
			t.Errorf("the next page: %+v, %v", more, err)
		}
	})
}

func TestReservedNumbers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d, "{seq}")
		o.want("2026-11-21", "1")
		d.SetClock(func() time.Time { return time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC) })
		kept, err := o.Reserve(t.Context(), o.vera, o.journal.ID, ReserveInput{Count: 3, Purpose: "приказы о премировании", ExpiresOn: calendar.MustParse("2026-12-31")})
		if err != nil || len(kept) != 3 || kept[2].Number != "4" {
			t.Fatalf("%+v, %v", kept, err)
		}
		o.want("2026-12-01", "5")
		take := func(number Number) error {
			return d.Tx(t.Context(), o.vera, func(tx *db.Tx) error {
				taken, err := o.Take(t.Context(), tx, number.ID, o.journal.ID, number.Seq, Values{})
				if err == nil && taken.Day != o.today(t.Context(), tx, o.journal.BodyID) {
					t.Errorf("№ %s is dated %s", taken.Number, taken.Day)
				}
				return err
			})
		}
		d.SetClock(func() time.Time { return time.Date(2026, 12, 7, 8, 0, 0, 0, time.UTC) })
		for _, n := range kept[:2] {
			if err := take(n); err != nil {
				t.Fatal(err)
			}
		}
		d.SetClock(func() time.Time { return time.Date(2026, 12, 31, 20, 0, 1, 0, time.UTC) }) // 1 January in UTC+4
		if err := take(kept[2]); !fail.Is(err, "registry.reservation_expired") {
			t.Errorf("a number was taken after the reservation: %v", err)
		}
		d.SetClock(func() time.Time { return time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC) })
		if err := take(kept[0]); !fail.Is(err, "registry.not_reserved") {
			t.Errorf("a number was taken twice: %v", err)
		}
		if err := o.CloseYear(t.Context(), o.anna, o.journal.ID, 2026); !fail.Is(err, "registry.reservations_left") {
			t.Errorf("scenario 4: the year closed over a reservation: %v", err)
		}
		if err := o.AnnulReserved(t.Context(), o.vera, kept[2].ID, "приказ не издан"); err != nil {
			t.Fatal(err)
		}
		if err := o.CloseYear(t.Context(), o.anna, o.journal.ID, 2026); err != nil {
			t.Fatal(err)
		}
		if _, err := o.number(o.anna, "2026-12-31", nil); !fail.Is(err, "registry.year_closed") {
			t.Errorf("a closed year gave a number: %v", err)
		}
		o.want("2027-01-11", "1")
	})
}

func TestAReservationCountsWithTheDocumentsOfItsDimension(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d, "{kind}-{seq}")
		d.SetClock(func() time.Time { return time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC) })
		o.journal.Dimension, o.journal.BackDates = "kind", true
		journal, err := o.SaveJournal(t.Context(), o.anna, o.journal)
		if err != nil {
			t.Fatal(err)
		}
		next := func(kind string) (n Number, err error) {
			err = d.Tx(t.Context(), o.vera, func(tx *db.Tx) error {
				n, err = o.Next(t.Context(), tx, journal.ID, 1, calendar.MustParse("2026-12-01"), Values{Kind: kind})
				return err
			})
			return n, err
		}
		if n, err := next("7"); err != nil || n.Seq != 1 {
			t.Fatalf("%+v, %v", n, err)
		}
		in := ReserveInput{Count: 1, Purpose: "приказы", ExpiresOn: calendar.MustParse("2027-12-31")}
		if _, err := o.Reserve(t.Context(), o.vera, journal.ID, in); !fail.Is(err, "registry.value_missing") {
			t.Errorf("a reservation without its counter: %v", err)
		}
		in.KindID = 7
		kept, err := o.Reserve(t.Context(), o.vera, journal.ID, in)
		if err != nil || kept[0].Number != "7-2" {
			t.Fatalf("%+v, %v", kept, err)
		}
		if n, err := next("7"); err != nil || n.Seq != 3 {
			t.Errorf("the same counter: %+v, %v", n, err)
		}
		d.SetClock(func() time.Time { return time.Date(2027, 1, 20, 8, 0, 0, 0, time.UTC) })
		take := func(v Values) (n Number, err error) {
			err = d.Tx(t.Context(), o.vera, func(tx *db.Tx) error {
				n, err = o.Take(t.Context(), tx, kept[0].ID, journal.ID, 1, v)
				return err
			})
			return n, err
		}
		if _, err := take(Values{Kind: "8"}); !fail.Is(err, "registry.not_reserved") {
			t.Errorf("a document of another kind took it: %v", err)
		}
		if n, err := take(Values{Kind: "7"}); err != nil || n.Day != calendar.MustParse("2026-12-01") {
			t.Errorf("the journal keeps the day of the reservation: %+v, %v", n, err)
		}
		if err := o.CloseYear(t.Context(), o.anna, journal.ID, 2028); err != nil {
			t.Fatal(err)
		}
		err = d.Tx(t.Context(), o.vera, func(tx *db.Tx) error {
			_, err := o.Next(t.Context(), tx, journal.ID, 1, calendar.MustParse("2028-01-10"), Values{Kind: "7"})
			return err
		})
		if !fail.Is(err, "registry.year_closed") {
			t.Errorf("a year closed without numbers gave one: %v", err)
		}
	})
}

func TestNumbersOfRestrictedDocumentsAreForThoseAdmitted(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d, "{seq}")
		secret, err := o.SaveJournal(t.Context(), o.anna, Journal{Name: "Входящие ДСП", Flow: "incoming", Template: "{seq}дсп", Period: "year", AccessMark: "dsp", Active: true})
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := o.Lines(t.Context(), o.vera, secret.ID, 2026, "", 10); !fail.Is(err, "journal.denied") {
			t.Errorf("a clerk counts restricted documents: %v", err)
		}
		input := ReserveInput{Count: 1, Purpose: "письмо", ExpiresOn: calendar.MustParse("2030-12-31")}
		if _, err := o.Reserve(t.Context(), o.vera, secret.ID, input); !fail.Is(err, "journal.denied") {
			t.Errorf("a clerk learns the next number of restricted documents: %v", err)
		}
		admitted := o.vera
		admitted.Rights = append(slices.Clone(admitted.Rights), rightRestricted)
		if _, _, err := o.Lines(t.Context(), admitted, secret.ID, 2026, "", 10); err != nil {
			t.Error(err)
		}
	})
}

// A reservation that comes while the year is being closed must not be left in a closed year.
func TestClosingAYearAndReservingAtOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d, "{seq}")
		d.SetClock(func() time.Time { return time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC) })
		for year := 2026; year < 2036; year++ {
			at := time.Date(year, 12, 1, 8, 0, 0, 0, time.UTC)
			d.SetClock(func() time.Time { return at })
			o.want(calendar.DateOf(at, time.UTC).String(), "1")
			var both sync.WaitGroup
			var reserved, closed error
			both.Go(func() {
				_, reserved = o.Reserve(t.Context(), o.vera, o.journal.ID, ReserveInput{Count: 5, Purpose: "приказы", ExpiresOn: calendar.DateOf(at, time.UTC)})
			})
			both.Go(func() { closed = o.CloseYear(t.Context(), o.anna, o.journal.ID, year) })
			both.Wait()
			if (reserved == nil) == (closed == nil) {
				t.Fatalf("%d: reserved %v, closed %v", year, reserved, closed)
			}
		}
	})
}

func TestJournalsAreSetUpByTheAdministratorOfTheBody(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d, "{seq}")
		if _, err := o.SaveJournal(t.Context(), o.vera, o.journal); !fail.Is(err, "journal.denied") {
			t.Errorf("a clerk changed a journal: %v", err)
		}
		town := orgtest.New(t, d)
		other := town.Body("Минфин")
		stranger := town.Person(other, town.Unit(other, 0, "Аппарат"), "Чужой Пётр Ильич", "Администратор", org.Administrator, org.Clerk)
		if _, err := o.SaveJournal(t.Context(), stranger, o.journal); !fail.Is(err, "journal.not_found") {
			t.Errorf("a stranger changed a journal: %v", err)
		}
		if _, _, err := o.Lines(t.Context(), stranger, o.journal.ID, 2026, "", 10); !fail.Is(err, "journal.not_found") {
			t.Errorf("a stranger read a journal: %v", err)
		}
		o.journal.Name = "Входящая корреспонденция"
		if _, err := o.SaveJournal(t.Context(), o.anna, o.journal); err != nil {
			t.Fatal(err)
		}
		if _, err := o.SaveJournal(t.Context(), o.anna, o.journal); !fail.Is(err, "journal.stale") {
			t.Errorf("an old version was saved over a newer one: %v", err)
		}
	})
}

func TestTemplate(t *testing.T) {
	day := calendar.MustParse("2026-03-02")
	v := Values{Index: "01", File: "15", Kind: "р", Letter: "И", Parent: "77"}
	for _, c := range []struct{ template, want string }{
		{"{seq}-РГ", "141-РГ"},
		{"{seq}-р", "141-р"},
		{"{index}-{file}/{seq}", "01-15/141"},
		{"{seq}/{index}-{file}", "141/01-15"},
		{"{letter}-{seq}", "И-141"},
		{"{seq:5}/{yy}", "00141/26"},
		{"{seq}{suffix}", "141дсп"},
		{"{parent}/{seq}", "77/141"},
		{"{yyyy}.{kind}.{seq}", "2026.р.141"},
	} {
		if err := checkTemplate(c.template); err != nil {
			t.Errorf("%s: %v", c.template, err)
		}
		if got, err := (Journal{Template: c.template, Suffix: "дсп"}).render(141, day, v); err != nil || got != c.want {
			t.Errorf("%s gives %q, %v; want %q", c.template, got, err, c.want)
		}
	}
	for template, reason := range map[string]string{
		"": "needs_one_seq", "01-15": "needs_one_seq", "{seq}{seq}": "needs_one_seq",
		"{seq}{unknown}": "unknown_token", "{seq}{": "unknown_token", "{yy:2}{seq}": "unknown_token", "{seq:99}": "unknown_token",
	} {
		var refusal *fail.Error
		if err := checkTemplate(template); !errors.As(err, &refusal) || refusal.Fields["template"] != reason {
			t.Errorf("%q: %v, want %s", template, err, reason)
		}
	}
	if _, err := (Journal{Template: "{index}-{file}/{seq}"}).render(1, day, Values{Index: "01"}); !fail.Is(err, "registry.value_missing") {
		t.Errorf("a number with a hole left the office: %v", err)
	}
}

func FuzzTemplate(f *testing.F) {
	for _, s := range []string{"{seq}", "{index}-{file}/{seq:5}{suffix}", "{{seq}}", "{seq:}", "}{", "№ {seq}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, template string) {
		if checkTemplate(template) != nil {
			return
		}
		j := Journal{Template: template}
		v := Values{Index: "1", File: "1", Kind: "1", Letter: "1", Parent: "1"}
		day := calendar.MustParse("2026-01-01")
		one, err := j.render(1, day, v)
		two, err2 := j.render(2, day, v)
		if err != nil || err2 != nil || one == two {
			t.Errorf("%q gives %q, %v and %q, %v", template, one, err, two, err2)
		}
	})
}
