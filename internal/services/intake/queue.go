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

// queue is a bounded line before one goroutine that serves it in batches. The goroutine lives while somebody waits: there is
// nothing to start, to stop or to forget.
type queue[T any] struct {
	limit  int
	serve  func(batch []*T)
	breath time.Duration // from the beginning of a batch to that of the next, unless enough wait before
	enough int
	filled chan struct{} // told when enough wait

	mu      sync.Mutex
	line    []*T
	working bool
}

// enter puts somebody at the end of the line; false where the line is full.
func (q *queue[T]) enter(w *T) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.line) >= q.limit {
		return false
	}
	q.line = append(q.line, w)
	if len(q.line) == q.enough {
		select {
		case q.filled <- struct{}{}:
		default:
		}
	}
	if !q.working {
		q.working = true
		go q.work()
	}
	return true
}

// mostAtOnce is the longest batch: by then the cost of a commit is spread so thin that more only makes people wait.
const mostAtOnce = 1024

// work serves those who wait until nobody does. While one batch is being served the next one gathers, so batches are as
// long as the load makes them; who comes alone is served at once.
func (q *queue[T]) work() {
	var batch []*T
	for {
		began := time.Now()
		if batch = q.take(batch[:0]); len(batch) == 0 {
			return
		}
		q.serve(batch)
		clear(batch)
		q.rest(q.breath - time.Since(began))
	}
}

// rest lets a batch gather: for so long, or until there are enough.
func (q *queue[T]) rest(long time.Duration) {
	select {
	case <-q.filled: // of the batch before
	default:
	}
	if long <= 0 || q.length() >= q.enough {
		return
	}
	select {
	case <-q.filled:
	case <-time.After(long):
	}
}

func (q *queue[T]) take(batch []*T) []*T {
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
func (q *queue[T]) length() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.line)
}
