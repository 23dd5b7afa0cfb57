package intake

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// patience is how long a batch waits for a database that is away: longer than a restart takes. Whoever was taken into the
// queue is not sent away for a time-out; the door refuses others meanwhile.
const patience = 30 * time.Second

var committer = auth.System("intake")

// commit makes a batch durable or says of every one in it why not.
func (s *Service) commit(batch []*waiting) {
	defer func() {
		for _, w := range batch {
			close(w.done)
		}
	}()
	ctx, began, pause := context.Background(), time.Now(), 10*time.Millisecond
	for {
		err := s.enter(ctx, batch)
		if err == nil {
			s.pace.committed(len(batch), time.Now())
			return
		}
		if time.Since(began) > patience {
			s.log.Error("intake: a batch was not committed", "length", len(batch), "error", err)
			for _, w := range batch {
				w.err = fail.New(fail.Unready, "intake.unready", "the database has been away").With("retry_after", 10)
			}
			return
		}
		// A commit whose answer was lost may have happened: the next attempt finds its keys.
		s.log.Warn("intake: a batch is tried again", "length", len(batch), "error", err)
		time.Sleep(pause)
		pause = min(2*pause, time.Second)
	}
}

// enter puts a batch into its series. A surge comes for one service, and where one node takes it all in, a statement is
// enough; whoever meets other nodes, or several services, waits for the locks.
func (s *Service) enter(ctx context.Context, batch []*waiting) error {
	groups := map[series][]*waiting{}
	for _, w := range batch {
		key := series{w.ServiceID, w.year}
		groups[key] = append(groups[key], w)
	}
	if len(groups) == 1 {
		if done, err := s.enterAlone(ctx, groups); done || err != nil {
			return err
		}
	}
	return s.enterLocked(ctx, groups)
}

// enterLocked enters the series in one order for all nodes, so that none waits for the other crosswise.
func (s *Service) enterLocked(ctx context.Context, groups map[series][]*waiting) error {
	inOrder := slices.SortedFunc(maps.Keys(groups), func(a, b series) int {
		return cmp.Or(cmp.Compare(a.ServiceID, b.ServiceID), cmp.Compare(a.Year, b.Year))
	})
	after := map[series]*known{}
	err := s.orders.Tx(ctx, committer, func(tx *db.Tx) error {
		for _, in := range inOrder {
			last, err := lock(ctx, tx, in)
			if err != nil {
				return err
			}
			k := s.left[in].now(last)
			done, err := k.enter(ctx, tx, in, groups[in], tx.Now, tx.InsertGuarded)
			if err == nil && !done {
				err = fmt.Errorf("the counter of %d-%d has moved under its lock", in.ServiceID, in.Year)
			}
			if err != nil {
				return err
			}
			after[in] = k
		}
		return nil
	})
	for in := range groups {
		delete(s.left, in)
		if err == nil {
			s.left[in] = after[in]
		}
	}
	return err
}

// give hands the next place of the order to a submission. The moment never goes back, whatever the clock does.
func (c *counter) give(w *waiting, in series, now time.Time, counts map[string]int64) {
	c.Sequence++
	c.LastAt = later(c.LastAt.Add(time.Microsecond), later(now, w.arrived))
	w.accepted = Accepted{ServiceID: in.ServiceID, Year: in.Year, Sequence: c.Sequence, At: c.LastAt, VersionID: w.VersionID, Key: w.Key[:],
		Applicant: w.Applicant, Channel: w.Channel, Subject: w.Subject, Place: w.Place, DraftID: w.DraftID, Form: string(w.Form),
		Number: Number(in.ServiceID, in.Year, c.Sequence), Content: w.content}
	if w.Place != "" {
		counts[w.Place]++
		w.accepted.PlaceNo = counts[w.Place]
	}
}

// dropRepeats answers those who stand in the order already – there are these – and returns the others, each once.
func dropRepeats(in series, group []*waiting, there []Accepted) (fresh []*waiting) {
	stored := byBoth[*Accepted]{keys: map[[16]byte]*Accepted{}, subjects: map[string]*Accepted{}}
	for i := range there {
		a := &there[i]
		subject := a.Subject
		if a.ServiceID != in.ServiceID || a.Year != in.Year {
			subject = "" // a subject stands once in a series; the key alone is known in all of them
		}
		stored.put([16]byte(a.Key), subject, a)
	}
	inBatch := byBoth[*waiting]{keys: make(map[[16]byte]*waiting, len(group)), subjects: make(map[string]*waiting, len(group))}
	for _, w := range group {
		w.first, w.err = nil, nil
		if a, found := stored.get(w.Key, w.Subject); found {
			w.repeat(a)
			continue
		}
		if w.first, _ = inBatch.get(w.Key, w.Subject); w.first == nil {
			inBatch.put(w.Key, w.Subject, w)
			fresh = append(fresh, w)
		}
	}
	return fresh
}

// byBoth finds by the key first, then by the subject.
type byBoth[T any] struct {
	keys     map[[16]byte]T
	subjects map[string]T
}

func (b byBoth[T]) put(key [16]byte, subject string, v T) {
	b.keys[key] = v
	if subject != "" {
		b.subjects[subject] = v
	}
}

func (b byBoth[T]) get(key [16]byte, subject string) (v T, found bool) {
	if v, found = b.keys[key]; !found && subject != "" {
		v, found = b.subjects[subject]
	}
	return v, found
}

// repeat answers with what stands in the order already. A key is the applicant's own: what somebody else comes with under
// it is refused. A subject is the same child for the other parent too: he is told the number, and the receipt with its
// salt stays with the one who applied.
func (w *waiting) repeat(first *Accepted) {
	own := first.Applicant == w.Applicant
	if bytes.Equal(first.Key, w.Key[:]) && (!own || first.ServiceID != w.ServiceID) {
		w.err = fail.New(fail.Conflict, "intake.key_taken", "the key belongs to another application")
		return
	}
	w.accepted = *first
	w.accepted.Repeat = true
	if !own {
		w.accepted = Accepted{ServiceID: first.ServiceID, Year: first.Year, Sequence: first.Sequence, At: first.At, Number: first.Number,
			Place: first.Place, PlaceNo: first.PlaceNo, Repeat: true, Foreign: true}
	}
}
