package pos

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"veche/internal/exchange/pos/contract"
	possim "veche/internal/exchange/pos/simulator"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/smev/simulator"
)

// waitingItems is how many items wait; VECHE_POS_ITEMS=10000 repeats the published figure.
func waitingItems(t *testing.T) int {
	t.Helper()
	text := os.Getenv("VECHE_POS_ITEMS")
	if text == "" {
		return 120
	}
	return must(strconv.Atoi(text))(t)
}

// The node, the platform and the import share one process: what is measured is the whole circle, not our side alone.
func TestManyWaitingItemsBecomeExactlyAsManyCardsOnABadDay(t *testing.T) {
	n := waitingItems(t)
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		for i := range n {
			s.submit(citizen(func(c *contract.Item) { c.Text = fmt.Sprintf("Обращение %d.", i) }),
				possim.Upload{Name: "снимок.txt", Content: strings.NewReader(strings.Repeat(strconv.Itoa(i), 500))})
		}
		s.rough = true
		for _, mood := range []simulator.Mood{simulator.LostAck, simulator.Duplicate, simulator.Reorder} {
			s.ok(s.node.Moods.Set(mood, 3))
		}
		started := time.Now()
		for deadline := started.Add(20 * time.Minute); s.count("SELECT count(*) FROM pos_cards") < n && time.Now().Before(deadline); {
			for _, step := range []func(context.Context) error{s.Step, s.platform.Step, s.worker.Drain} {
				_ = step(t.Context()) // the node has a bad day: done again
			}
		}
		took := time.Since(started)
		s.round()
		if cards := s.count("SELECT count(*) FROM documents WHERE flow = 'appeal'"); cards != n || s.count("SELECT count(*) FROM pos_cards") != n {
			t.Errorf("%d cards of %d items", cards, n)
		}
		t.Logf("%d items in %s: %.0f items/s", n, took.Round(time.Millisecond), float64(n)/took.Seconds())
	})
}
