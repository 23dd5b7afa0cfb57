package intake

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"maps"
	"slices"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services/receipt"
)

// patience is how long a batch waits for a database that is away: longer than a restart takes. Whoever was taken into the
// queue is not sent away for a time-out; the door refuses others meanwhile.
const patience = 30 * time.Second

// commit makes a batch durable or says of every one in it why not.
func (s *Service) commit(batch []*waiting) {
	defer func() {
		for _, w := range batch {
			close(w.done)
		}
	}()
	ctx, began, pause := context.Background(), time.Now(), 10*time.Millisecond
	for {
		err := s.orders.Tx(ctx, auth.System("intake"), func(tx *db.Tx) error { return enter(ctx, tx, batch) })
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

// enter puts a batch into its series, in one order for all nodes, so that none waits for the other crosswise.
func enter(ctx context.Context, tx *db.Tx, batch []*waiting) error {
	if err := tx.KeepToIndexes(ctx); err != nil {
		return err
	}
	groups := map[series][]*waiting{}
	for _, w := range batch {
		w.err = nil
		key := series{w.ServiceID, w.year}
		groups[key] = append(groups[key], w)
	}
	inOrder := slices.SortedFunc(maps.Keys(groups), func(a, b series) int {
		return cmp.Or(cmp.Compare(a.ServiceID, b.ServiceID), cmp.Compare(a.Year, b.Year))
	})
	for _, in := range inOrder {
		if err := enterSeries(ctx, tx, in, groups[in]); err != nil {
			return err
		}
	}
	return nil
}

// enterSeries gives out the places of one series under the lock of its counter.
func enterSeries(ctx context.Context, tx *db.Tx, in series, group []*waiting) error {
	last, err := lock(ctx, tx, in)
	if err != nil {
		return err
	}
	fresh, err := dropRepeats(ctx, tx, in, group)
	if err != nil || len(fresh) == 0 {
		return err
	}
	counts, err := taken(ctx, tx, in, placesOf(fresh))
	if err != nil {
		return err
	}
	salts := make([]byte, len(fresh)*len(receipt.Salt{}))
	rand.Read(salts) // never fails since Go 1.24
	for i, w := range fresh {
		last.give(w, in, tx.Now, counts)
		w.accepted.Salt = salts[i*len(receipt.Salt{}):][:len(receipt.Salt{}):len(receipt.Salt{})]
		leaf := w.accepted.Leaf()
		hash := leaf.Hash()
		w.accepted.Hash = hash[:]
	}
	if err := insert(ctx, tx, fresh); err != nil {
		return err
	}
	for _, w := range group { // those who repeat somebody of this very batch
		if w.first != nil {
			w.repeat(&w.first.accepted)
		}
	}
	if err := keepTaken(ctx, tx, in, counts); err != nil {
		return err
	}
	return last.save(ctx, tx, in)
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

// dropRepeats answers those who stand in the order already and returns the others, each once.
func dropRepeats(ctx context.Context, tx *db.Tx, in series, group []*waiting) (fresh []*waiting, err error) {
	keys, subjects := make([][]byte, len(group)), make([]string, 0, len(group))
	for i, w := range group {
		keys[i] = w.Key[:]
		if w.Subject != "" {
			subjects = append(subjects, w.Subject)
		}
	}
	there, err := standing(ctx, tx, keys, subjects)
	if err != nil {
		return nil, err
	}
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
		w.first = nil
		if a, found := stored.get(w.Key, w.Subject); found {
			w.repeat(a)
			continue
		}
		if w.first, _ = inBatch.get(w.Key, w.Subject); w.first == nil {
			inBatch.put(w.Key, w.Subject, w)
			fresh = append(fresh, w)
		}
	}
	return fresh, nil
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

func placesOf(fresh []*waiting) []string {
	places := map[string]bool{}
	for _, w := range fresh {
		if w.Place != "" {
			places[w.Place] = true
		}
	}
	return slices.Collect(maps.Keys(places))
}
