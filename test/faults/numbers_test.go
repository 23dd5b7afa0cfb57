package faults

import (
	"fmt"
	"io"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"veche/internal/app"
	"veche/internal/documents"
	"veche/internal/platform/config"
	"veche/internal/platform/db"
)

// received are letters that wait for their numbers.
func (c *client) received(n int) (list []documents.Done) {
	c.Helper()
	for i := range n {
		list = append(list, put[documents.Done](c, "/api/incoming", file{"письмо.pdf", printed("Письмо", fmt.Sprintf("Письмо %s %d.", c.login, i))}))
	}
	return list
}

// numbered registers a letter that must get a number; it tells the number without its prefix.
func (c *client) numbered(o office, letter documents.Done) int {
	c.Helper()
	done := act[documents.Done](c, "POST", fmt.Sprintf("/api/documents/%d/register", letter.ID), o.registration("О регистрации", letter.Version))
	seq, err := strconv.Atoi(strings.TrimPrefix(done.Number, "Вх-"))
	if err != nil {
		c.Fatal(err)
	}
	return seq
}

// TestTwoClerksRegisterAtOnce is scenario 1: consecutive numbers without a gap, none twice.
func TestTwoClerksRegisterAtOnce(t *testing.T) {
	each(t, func(s *stand) {
		s.start()
		clerks := []*client{s.as("vasileva"), s.as("belova")}
		o := officeOf(clerks[0])
		const each = 12
		letters := [][]documents.Done{clerks[0].received(each), clerks[1].received(each)}
		var all sync.WaitGroup
		var mu sync.Mutex
		var given []int
		begin := make(chan struct{})
		for i, c := range clerks {
			all.Go(func() {
				<-begin
				for _, letter := range letters[i] {
					n := c.registeredOrReported(o, letter)
					mu.Lock()
					given = append(given, n)
					mu.Unlock()
				}
			})
		}
		close(begin)
		all.Wait()
		slices.Sort(given)
		for i, n := range given {
			if n != given[0]+i {
				s.Fatalf("the numbers are %v", given)
			}
		}
		s.numbersHaveNoGap(o)
	})
}

// registeredOrReported is numbered for a goroutine, which must not end the test.
func (c *client) registeredOrReported(o office, letter documents.Done) int {
	a, err := c.try("POST", fmt.Sprintf("/api/documents/%d/register", letter.ID), o.registration("О регистрации", letter.Version))
	if err != nil {
		c.Error(err)
		return 0
	}
	done, _ := acknowledged(c, a)
	seq, err := strconv.Atoi(strings.TrimPrefix(done.Number, "Вх-"))
	if err != nil {
		c.Errorf("%v in %v", err, a)
	}
	return seq
}

// obstacle lets the last step of a registration fail, after the number was taken.
var obstacle = map[string]struct{ put, take []string }{
	"sqlite": {
		put:  []string{`CREATE TRIGGER obstacle BEFORE INSERT ON jobs WHEN NEW.kind = 'document.registered' BEGIN SELECT RAISE(ABORT, 'no room'); END`},
		take: []string{`DROP TRIGGER obstacle`},
	},
	"postgres": {
		put: []string{`CREATE FUNCTION obstacle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room'; END $$`,
			`CREATE TRIGGER obstacle BEFORE INSERT ON jobs FOR EACH ROW WHEN (NEW.kind = 'document.registered') EXECUTE FUNCTION obstacle()`},
		take: []string{`DROP TRIGGER obstacle ON jobs`, `DROP FUNCTION obstacle`},
	},
}

// TestRegistrationThatFailsHalfWayConsumesNoNumber: neither what the clerk has forgotten nor a fault of the database
// after the number was taken leaves a gap.
func TestRegistrationThatFailsHalfWayConsumesNoNumber(t *testing.T) {
	each(t, func(s *stand) {
		s.start()
		c, d := s.as("vasileva"), s.tables()
		o := officeOf(c)
		letters := c.received(3)
		first := c.numbered(o, letters[0])
		path := fmt.Sprintf("/api/documents/%d/register", letters[1].ID)
		c.refused(422, "document.incomplete", "POST", path, o.registration("", letters[1].Version))
		c.refused(409, "document.stale", "POST", path, o.registration("О регистрации", letters[1].Version+1))
		for _, statement := range obstacle[d.Dialect.Name].put {
			s.change(d, statement)
		}
		c.refused(500, "internal", "POST", path, o.registration("О регистрации", letters[1].Version))
		if card := c.card(letters[1].ID); card.Number != "" || card.State != documents.Received || card.Summary != "" {
			s.Errorf("half of a registration stands: %+v", card)
		}
		for _, statement := range obstacle[d.Dialect.Name].take {
			s.change(d, statement)
		}
		if second := c.numbered(o, letters[2]); second != first+1 {
			s.Errorf("after %d comes %d", first, second)
		}
		if third := c.numbered(o, letters[1]); third != first+2 {
			s.Errorf("after %d comes %d", first+1, third)
		}
		s.numbersHaveNoGap(o)
	})
}

// TestNewYearAtThePlaceOfTheBody is scenario 2: the machine keeps UTC, the body lives four hours before it. The clock of
// a process cannot be moved, so the program runs inside of the test here.
func TestNewYearAtThePlaceOfTheBody(t *testing.T) {
	each(t, func(s *stand) {
		year := time.Now().Year()
		var mu sync.Mutex
		now := time.Date(year, 12, 31, 19, 59, 59, 0, time.UTC) // 23:59:59 in Izhevsk
		a := s.inside(func() time.Time { mu.Lock(); defer mu.Unlock(); return now })
		c := s.as("vasileva")
		o := officeOf(c)
		letters := c.received(4)
		last := one[int](s, a, "SELECT last FROM counters WHERE journal_id = $1 AND year = $2", o.journal, year)
		if n := c.numbered(o, letters[0]); n != last+1 {
			s.Errorf("a second before midnight after %d comes %d", last, n)
		}
		mu.Lock()
		now = time.Date(year, 12, 31, 20, 0, 1, 0, time.UTC) // 00:00:01 there, and the old year in Moscow
		mu.Unlock()
		if n := c.numbered(o, letters[1]); n != 1 {
			s.Errorf("a second after midnight comes %d", n)
		}
		if n := c.numbered(o, letters[2]); n != 2 {
			s.Errorf("then comes %d", n)
		}
		old, young := c.card(letters[0].ID), c.card(letters[1].ID)
		if old.RegisteredOn.String() != fmt.Sprintf("%d-12-31", year) || young.RegisteredOn.String() != fmt.Sprintf("%d-01-01", year+1) {
			s.Errorf("registered on %s and %s", old.RegisteredOn, young.RegisteredOn)
		}
		s.numbersHaveNoGap(o)
	})
}

// inside runs the program in the test's own process with another clock.
func (s *stand) inside(clock func() time.Time) *db.DB {
	s.Helper()
	a, err := app.New(s.Context(), config.Config{Data: s.data, Database: s.database, Demo: true, Session: 8 * time.Hour, Idle: time.Hour}, app.LogTo(io.Discard))
	if err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() { a.Close() })
	a.DB.SetClock(clock)
	server := httptest.NewServer(a.Handler())
	s.Cleanup(server.Close)
	s.address = server.URL
	return a.DB
}
