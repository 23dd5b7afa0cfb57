package intake

import (
	"context"
	"crypto/rand"
	"maps"
	"time"

	"veche/internal/platform/db"
	"veche/internal/services/receipt"
)

// known is a series as this node has left it. While nobody else comes to the counter it is still so, and the next batch
// needs neither a lock nor a look: its statement is guarded by the counter, and writes nothing where that has moved.
type known struct {
	counter
	places map[string]int64 // how many stand there
	alone  int              // batches in a row before which no other node had come
	looks  int              // for so many batches more those who repeat are looked for beforehand
}

const (
	// enoughAlone is after how many batches a node takes it that it has the series for itself. Of several nodes at work
	// none comes so often in a row.
	enoughAlone = 8

	// looksAfter is for how many batches repeats are expected after one was met: they come in swarms.
	looksAfter = 200
)

// now is the series as it stands under its lock. There a repeat is always looked for beforehand: it would take the
// others of the transaction down with it.
func (k *known) now(last counter) *known {
	next := &known{counter: last, places: map[string]int64{}, looks: looksAfter}
	if k != nil {
		next.looks = max(k.looks, 1)
		if k.counter == last {
			next.alone = k.alone + 1
		}
	}
	return next
}

// enterAlone enters a batch of one series by what is known of it; false: another node has come between.
func (s *Service) enterAlone(ctx context.Context, groups map[series][]*waiting) (done bool, err error) {
	for in, group := range groups {
		k := s.left[in]
		if k == nil || k.alone < enoughAlone {
			return false, nil
		}
		insert := func(ctx context.Context, g db.Guard, rows ...db.Rows) (bool, error) {
			return s.orders.InsertGuarded(ctx, committer, g, rows...)
		}
		done, err = k.enter(ctx, s.orders, in, group, s.db.Now(), insert)
		if _, repeated := s.orders.Dialect.IsUnique(err); repeated && k.looks == 0 {
			k.looks = looksAfter
			done, err = k.enter(ctx, s.orders, in, group, s.db.Now(), insert)
		}
		if _, repeated := s.orders.Dialect.IsUnique(err); repeated {
			done, err = false, nil
		}
		if !done {
			delete(s.left, in)
		}
	}
	return done, err
}

// enter gives out the next places of the series and writes them behind its counter.
func (k *known) enter(ctx context.Context, r db.Reader, in series, group []*waiting, now time.Time,
	insert func(context.Context, db.Guard, ...db.Rows) (bool, error)) (done bool, err error) {
	fresh, err := k.fresh(ctx, r, in, group)
	if err != nil || len(fresh) == 0 {
		return true, err
	}
	counts, err := k.counts(ctx, r, in, fresh)
	if err != nil {
		return false, err
	}
	next := k.counter
	salts := make([]byte, len(fresh)*len(receipt.Salt{}))
	rand.Read(salts) // never fails since Go 1.24
	for i, w := range fresh {
		next.give(w, in, now, counts)
		w.accepted.Salt = salts[i*len(receipt.Salt{}):][:len(receipt.Salt{}):len(receipt.Salt{})]
		leaf := w.accepted.Leaf()
		hash := leaf.Hash()
		w.accepted.Hash = hash[:]
	}
	if done, err = insert(ctx, next.guard(in, k.counter), placesRows(in, counts), intakeRows(fresh)); err != nil || !done {
		return false, err
	}
	k.counter = next
	maps.Copy(k.places, counts)
	for _, w := range group { // those who repeat somebody of this very batch
		if w.first != nil {
			w.repeat(&w.first.accepted)
		}
	}
	return true, nil
}

// fresh are those who do not stand in the order yet. When no repeats have come for long they are not looked for: the
// unique indexes will find them.
func (k *known) fresh(ctx context.Context, r db.Reader, in series, group []*waiting) ([]*waiting, error) {
	if k.looks == 0 {
		return dropRepeats(in, group, nil), nil
	}
	keys, subjects := make([][]byte, len(group)), make([]string, 0, len(group))
	for i, w := range group {
		keys[i] = w.Key[:]
		if w.Subject != "" {
			subjects = append(subjects, w.Subject)
		}
	}
	there, err := standing(ctx, r, keys, subjects)
	if err != nil {
		return nil, err
	}
	if k.looks--; len(there) > 0 {
		k.looks = looksAfter
	}
	return dropRepeats(in, group, there), nil
}

// counts are how many stand in the places that the new ones come for.
func (k *known) counts(ctx context.Context, r db.Reader, in series, fresh []*waiting) (map[string]int64, error) {
	counts, unknown := map[string]int64{}, []string(nil)
	for _, w := range fresh {
		if _, seen := counts[w.Place]; seen || w.Place == "" {
			continue
		}
		n, there := k.places[w.Place]
		if counts[w.Place] = n; !there {
			unknown = append(unknown, w.Place)
		}
	}
	found, err := taken(ctx, r, in, unknown)
	maps.Copy(counts, found)
	return counts, err
}
