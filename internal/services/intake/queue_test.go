package intake

import (
	"testing"
	"time"
)

// TestTheQueueIsBounded: who finds the line full is sent away at the door, and nobody who stands in it is.
func TestTheQueueIsBounded(t *testing.T) {
	begun, free := make(chan int), make(chan int)
	var batches []int
	q := queue[waiting]{limit: 3, serve: func(batch []*waiting) {
		begun <- len(batch)
		batches = append(batches, len(batch))
		<-free
		for _, w := range batch {
			close(w.done)
		}
	}}
	one := func() *waiting { return &waiting{done: make(chan struct{})} }
	first := one()
	if !q.enter(first) {
		t.Fatal("an empty line is full")
	}
	<-begun // the committer has taken the first one
	line := []*waiting{one(), one(), one()}
	for _, w := range line {
		if !q.enter(w) {
			t.Fatal("there is room for three")
		}
	}
	if q.enter(one()) {
		t.Error("a fourth one came in")
	}
	free <- 1
	<-begun
	free <- 2
	for _, w := range append(line, first) {
		<-w.done
	}
	if len(batches) != 2 || batches[0] != 1 || batches[1] != 3 {
		t.Errorf("batches %v", batches)
	}
	last := one()
	q.enter(last)
	<-begun
	free <- 3
	<-last.done
}

// TestABatchGathersUntilThereAreEnough: a rest ends with the one who makes them enough, long before its time.
func TestABatchGathersUntilThereAreEnough(t *testing.T) {
	batches := make(chan int, 10)
	q := queue[waiting]{limit: 10, breath: time.Hour, enough: 3, filled: make(chan struct{}, 1), serve: func(batch []*waiting) { batches <- len(batch) }}
	q.enter(&waiting{})
	if n := <-batches; n != 1 {
		t.Fatalf("who comes alone is served in a batch of %d", n)
	}
	for range 3 {
		q.enter(&waiting{})
	}
	if n := <-batches; n != 3 {
		t.Errorf("three gathered, and %d were served", n)
	}
}

// TestPace: what is told to those who come too late rests on what is committed.
func TestPace(t *testing.T) {
	var p pace
	if got := p.delay(400); got != 2*time.Second {
		t.Errorf("before anything is known: %s", got)
	}
	now := time.Date(2026, 4, 1, 11, 0, 0, 0, time.UTC)
	for range 31 {
		p.committed(500, now)
		now = now.Add(100 * time.Millisecond)
	}
	if got := p.delay(5000); got < 900*time.Millisecond || got > 1100*time.Millisecond {
		t.Errorf("at 5,000 a second 5,000 wait %s", got)
	}
	if got := p.recent(now); got < 4500 || got > 5500 {
		t.Errorf("the pace of late is %v", got)
	}
	if got := p.recent(now.Add(time.Minute)); got != 0 {
		t.Errorf("a minute later it is %v", got)
	}
	if got := p.seconds(16_000); got != 4 {
		t.Errorf("Retry-After %d", got)
	}
}
