package intake

import (
	"context"

	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Drafts keeps what citizens have begun; those that were checked may be lodged by their number and a pass alone.
type Drafts interface {
	// Checked are the answers of drafts that were checked, by draft; a draft that was not is left out.
	Checked(ctx context.Context, r db.Reader, ids []int64) (map[int64]string, error)
}

// asked is somebody whose draft is to be read.
type asked struct {
	id      int64
	answers []byte
	err     error
	done    chan struct{}
}

// begun reads a draft together with those that others ask for at the same time: in the first second of a reception a
// statement for each would cost more than everything else.
func (s *Service) begun(id int64) ([]byte, error) {
	a := &asked{id: id, done: make(chan struct{})}
	if !s.reading.enter(a) {
		return nil, s.full()
	}
	<-a.done
	return a.answers, a.err
}

// read answers a batch of those who ask.
func (s *Service) read(batch []*asked) {
	ids := make([]int64, len(batch))
	for i, a := range batch {
		ids[i] = a.id
	}
	found, err := s.drafts.Checked(context.Background(), s.orders, ids)
	for _, a := range batch {
		answers, there := found[a.id]
		if a.answers, a.err = []byte(answers), err; err == nil && !there {
			a.err = fail.New(fail.Conflict, "intake.no_draft", "draft %d was not checked, or was lodged", a.id)
		}
		close(a.done)
	}
}
