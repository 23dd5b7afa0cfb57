package faults

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"veche/internal/documents"
)

// kept is what a client holds of one letter: the acknowledgements that it has seen.
type kept struct {
	clerk   string
	id      int64
	word    string // stands in this letter alone
	sha     string
	version int64
	number  string // "" as long as no registration was acknowledged
}

// ledger gathers what all clients hold.
type ledger struct {
	mu      sync.Mutex
	letters []*kept
	asked   atomic.Int64 // requests sent, whether they were answered or not
}

func (l *ledger) add(k *kept) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.letters = append(l.letters, k)
}

// TestKilledInTheMiddleNothingAcknowledgedIsLost: two clerks, each in two browsers, upload and register as fast as they
// can; the program is killed at a random moment, again and again. What was acknowledged stands; numbers have no gap.
func TestKilledInTheMiddleNothingAcknowledgedIsLost(t *testing.T) {
	each(t, func(s *stand) {
		lot := time.Now().UnixNano()
		s.Logf("the moments of the kills come from the seed %d", lot)
		random := rand.New(rand.NewPCG(uint64(lot), 9))
		held := &ledger{}
		s.start()
		o := officeOf(s.as("vasileva"))
		browsers := []*client{s.as("vasileva"), s.as("belova"), s.as("vasileva"), s.as("belova")}
		for round := range 4 {
			if round > 0 {
				s.start() // the same data, the same cookies
			}
			s.killedAmid(held, o, browsers, round, held.asked.Load()+4+random.Int64N(50), time.Duration(random.IntN(15))*time.Millisecond)
		}
		s.start()
		s.Logf("%d letters acknowledged", len(held.letters))
		s.nothingLost(held, browsers)
		s.numbersHaveNoGap(o)
		s.filesAreWhole()
		s.jobsGoOn(held, browsers[0])
		s.registeredAfterAll(held, o)
		s.due("audit.seal")
		s.sealed(s.tables())
		s.healthy("after all the kills")
	})
}

// killedAmid lets everybody work until so many requests were sent, and kills a moment later.
func (s *stand) killedAmid(held *ledger, o office, browsers []*client, round int, requests int64, later time.Duration) {
	s.Helper()
	var all sync.WaitGroup
	for n, c := range browsers {
		all.Go(func() {
			for i := 0; c.oneLetter(held, o, fmt.Sprintf("слово%dк%dп%d", round, n, i)); i++ {
			}
		})
	}
	s.until("the clerks are at work", func() bool { return held.asked.Load() >= requests })
	<-time.After(later)
	s.kill()
	all.Wait()
}

// oneLetter uploads and registers; it reports whether the program still answers.
func (c *client) oneLetter(held *ledger, o office, word string) bool {
	content := printed("О деле "+word, "Сообщаем: "+word+".")
	held.asked.Add(1)
	a, err := c.upload("/api/incoming", file{word + ".pdf", content})
	if err != nil {
		return false
	}
	done, ok := acknowledged(c, a)
	if !ok {
		return false
	}
	k := &kept{clerk: c.login, id: done.ID, word: word, sha: hashOf([]byte(content)), version: done.Version}
	held.add(k)
	held.asked.Add(1)
	a, err = c.try("POST", fmt.Sprintf("/api/documents/%d/register", k.id), o.registration("О деле "+word, k.version))
	if err != nil {
		return false
	}
	if done, ok = acknowledged(c, a); ok {
		k.number = done.Number
	}
	return ok
}

func acknowledged(c *client, a answer) (done documents.Done, ok bool) {
	if a.status >= 300 {
		c.Errorf("%s is refused: %v", c.login, a)
		return done, false
	}
	if err := json.Unmarshal(a.body, &done); err != nil {
		c.Errorf("%v in %v", err, a)
		return done, false
	}
	return done, true
}

// nothingLost compares what the clients hold with what the program tells them now.
func (s *stand) nothingLost(held *ledger, browsers []*client) {
	s.Helper()
	numbers := map[string]int64{}
	for i, k := range held.letters {
		c := browsers[i%len(browsers)]
		card := c.card(k.id)
		if len(card.Files) != 1 || card.Files[0].SHA256 != k.sha {
			s.Errorf("card %d has the files %+v, acknowledged was %s", k.id, card.Files, k.sha)
			continue
		}
		if a := c.do("GET", fmt.Sprintf("/api/files/%d", card.Files[0].ID), nil); a.status != 200 || hashOf(a.body) != k.sha {
			s.Errorf("the file of card %d: %d, %d bytes", k.id, a.status, len(a.body))
		}
		if k.number == "" {
			continue
		}
		if card.Number != k.number || card.State != documents.Registered {
			s.Errorf("card %d is %q %s, acknowledged was %q", k.id, card.Number, card.State, k.number)
		}
		if other, twice := numbers[k.number]; twice {
			s.Errorf("the number %s was given to %d and %d", k.number, other, k.id)
		}
		numbers[k.number] = k.id
	}
	if len(numbers) == 0 {
		s.Error("nothing was registered: the kills came too early to prove anything")
	}
}

// numbersHaveNoGap looks at the journal itself: every year counts from one without a gap, every line has its card and
// every card its line.
func (s *stand) numbersHaveNoGap(o office) {
	s.Helper()
	d := s.tables()
	type year struct {
		Year  int   `db:"year"`
		Lines int64 `db:"lines"`
		First int64 `db:"first"`
		Last  int64 `db:"last"`
		Next  int64 `db:"next"`
	}
	years := all[year](s, d, `
		SELECT n.year, COUNT(*) AS lines, MIN(n.seq) AS first, MAX(n.seq) AS last,
		       (SELECT c.last FROM counters c WHERE c.journal_id = $1 AND c.year = n.year) AS next
		  FROM numbers n WHERE n.journal_id = $1 GROUP BY n.year ORDER BY n.year`, o.journal)
	for _, y := range years {
		if y.First != 1 || y.Last != y.Lines || y.Next != y.Last {
			s.Errorf("the journal of %d has %d lines from %d to %d, the counter stands at %d", y.Year, y.Lines, y.First, y.Last, y.Next)
		}
	}
	if n := one[int](s, d, `
		SELECT COUNT(*) FROM numbers n LEFT JOIN documents d ON d.id = n.document_id
		 WHERE n.state = 'given' AND (d.id IS NULL OR d.number <> n.number OR d.journal_id <> n.journal_id)`); n != 0 {
		s.Errorf("%d lines of journals without their card", n)
	}
	if n := one[int](s, d, `
		SELECT COUNT(*) FROM documents d
		 WHERE d.number <> '' AND (SELECT COUNT(*) FROM numbers n WHERE n.document_id = d.id AND n.number = d.number) <> 1`); n != 0 {
		s.Errorf("%d registered cards without one line in the journal", n)
	}
}

// filesAreWhole: no half file has a name, and every row has its file.
func (s *stand) filesAreWhole() {
	s.Helper()
	there := s.wholeFiles()
	for _, sha := range all[string](s, s.tables(), "SELECT sha256 FROM blobs UNION SELECT sha256 FROM document_files") {
		if !there[sha] {
			s.Errorf("the file %s is not there", sha)
		}
	}
}

// jobsGoOn: what was asked of jobs before a kill is done after it: every letter has its preview and its words are found.
func (s *stand) jobsGoOn(held *ledger, c *client) {
	s.Helper()
	d := s.tables()
	s.until("every file is read", func() bool {
		return one[int](s, d, "SELECT COUNT(*) FROM document_files WHERE text_state = 'waiting'") == 0
	})
	for _, k := range []*kept{held.letters[0], held.letters[len(held.letters)/2], held.letters[len(held.letters)-1]} {
		if f := c.card(k.id).Files[0]; !f.HasPreview || f.Pages != 1 || f.Trouble != "" {
			s.Errorf("the letter %d has no preview: %+v", k.id, f)
		}
		s.until("the words of a letter are found", func() bool { return c.finds(k.word, k.id) })
	}
	if n := one[int](s, d, "SELECT COUNT(*) FROM jobs WHERE state = 'dead'"); n != 0 {
		s.Errorf("%d jobs gave up", n)
	}
}

// registeredAfterAll: the letters whose registration broke off are registered now, and the numbers go on.
func (s *stand) registeredAfterAll(held *ledger, o office) {
	s.Helper()
	c := s.as("belova")
	for _, k := range held.letters {
		card := c.card(k.id)
		if k.number != "" || card.State != documents.Received { // acknowledged, or committed and not heard of
			continue
		}
		act[documents.Done](c, "POST", fmt.Sprintf("/api/documents/%d/register", k.id), o.registration("О деле "+k.word, card.Version))
	}
	s.numbersHaveNoGap(o)
}
