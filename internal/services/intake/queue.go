package intake

import (
	"sync"
	"time"

	"veche/internal/services/receipt"
)

// waiting is a submission between the door and the receipt.
type waiting struct {
	Submission
	year     int
	arrived  time.Time
	content  receipt.Hash
	first    *waiting      // who of the same batch came with the same key or subject before
	done     chan struct{} // closed when accepted or err is set
	accepted Accepted
	err      error
}

// queue is the bounded line before the committer. The committer is a goroutine that lives while somebody waits: there is
// nothing to start, to stop or to forget.
type queue struct {
	limit  int
	commit func(batch []*waiting)

	mu      sync.Mutex
	line    []*waiting
	working bool
}

// enter puts a submission at the end of the line; false where the line is full.
func (q *queue) enter(w *waiting) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.line) >= q.limit {
		return false
	}
	q.line = append(q.line, w)
	if !q.working {
		q.working = true
		go q.work()
	}
	return true
}

// mostAtOnce is the longest batch: by then the cost of a commit is spread so thin that more only makes people wait.
const mostAtOnce = 1024

// work commits what waits until nobody does. There is no timer: while one batch is being committed the next one gathers,
// so batches are as long as the load makes them.
func (q *queue) work() {
	var batch []*waiting
	for {
		if batch = q.take(batch[:0]); len(batch) == 0 {
			return
		}
		q.commit(batch)
		for _, w := range batch {
			close(w.done)
		}
		clear(batch)
	}
}

func (q *queue) take(batch []*waiting) []*waiting {
	q.mu.Lock()
	defer q.mu.Unlock()
	n := min(len(q.line), mostAtOnce)
	batch = append(batch, q.line[:n]...)
	rest := copy(q.line, q.line[n:])
	clear(q.line[rest:])
	q.line = q.line[:rest]
	q.working = n > 0
	return batch
}

// length is how many wait.
func (q *queue) length() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.line)
}
