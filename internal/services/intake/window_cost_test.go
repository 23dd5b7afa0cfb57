package intake

import (
	"context"
	"testing"
	"time"

	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

type openSince time.Time

func (o openSince) Windows(context.Context, db.Reader, int64) ([]Window, error) {
	return []Window{{Opens: time.Time(o)}}, nil
}

// The windows are in memory: the door takes ten thousand a second, and none of them may make or ask anything for it.
func TestTheWindowsCostTheDoorNothing(t *testing.T) {
	d := dbtest.SQLite(t)
	now := time.Date(2026, 5, 1, 10, 0, 0, 0, time.UTC)
	s := New(d, nil, nil, nil)
	s.Set(openSince(now))
	desk := &desk{subjects: 1}
	if _, err := s.window(t.Context(), desk, now); err != nil {
		t.Fatal(err)
	}
	if n := testing.AllocsPerRun(1000, func() {
		if w, err := s.window(context.Background(), desk, now); err != nil || w.No != 0 {
			t.Fatal(err)
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
