package bench

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"veche/internal/platform/db"
	"veche/internal/services/intake"
)

// receiptOf reads what is compared later out of an answer, without reading all of it: the generator has the same cores.
func receiptOf(key [16]byte, body []byte) got {
	g := got{key: key, sequence: number(body, `"sequence":`), placeNo: int32(number(body, `"place_no":`))}
	if at, err := time.Parse(time.RFC3339Nano, string(word(body, `"at":"`))); err == nil {
		g.at = at.UnixMicro()
	}
	if leaf := word(body, `"leaf":"`); len(leaf) == 2*len(g.leaf) {
		hex.Decode(g.leaf[:], leaf)
	}
	return g
}

func codeOf(body []byte) string { return string(word(body, `"code":"`)) }

func number(body []byte, after string) (n int64) {
	at := bytes.Index(body, []byte(after))
	if at < 0 {
		return 0
	}
	for _, digit := range body[at+len(after):] {
		if digit < '0' || digit > '9' {
			break
		}
		n = 10*n + int64(digit-'0')
	}
	return n
}

func word(body []byte, after string) []byte {
	at := bytes.Index(body, []byte(after))
	if at < 0 {
		return nil
	}
	rest := body[at+len(after):]
	end := bytes.IndexByte(rest, '"')
	return rest[:max(end, 0)]
}

// Reconciled is what the database holds against what was promised.
type Reconciled struct {
	Rows     int64    `json:"rows"`     // of the service and year, from the first one on
	Receipts int      `json:"receipts"` // held by the generator
	Found    int      `json:"found"`    // with their number, moment, place and leaf
	Wrong    []string `json:"wrong,omitempty"`
}

// Whole tells whether every promise is kept.
func (r Reconciled) Whole() bool { return len(r.Wrong) == 0 && r.Found == r.Receipts }

func (r *Reconciled) wrong(format string, args ...any) {
	if len(r.Wrong) < 20 {
		r.Wrong = append(r.Wrong, fmt.Sprintf(format, args...))
	}
}

// page is how many rows are read at a time.
const page = 2000

// reconcile reads every series of the service from its first place, over a connection of its own, and compares: no gap, no
// moment that goes back, no place counted twice, and each receipt with its row down to the hash of its leaf.
func reconcile(ctx context.Context, d *db.DB, s *intake.Service, serviceID int64, receipts []got) (r Reconciled, err error) {
	r.Receipts = len(receipts)
	slices.SortFunc(receipts, func(a, b got) int { return int(a.sequence - b.sequence) })
	list, err := s.Series(ctx, d)
	if err != nil {
		return r, err
	}
	for _, one := range list {
		if one.ServiceID != serviceID {
			continue
		}
		if receipts, err = r.series(ctx, d, s, one, receipts); err != nil {
			return r, err
		}
	}
	for _, lost := range receipts {
		r.wrong("the receipt %d is not in the database", lost.sequence)
	}
	return r, nil
}

func (r *Reconciled) series(ctx context.Context, d *db.DB, s *intake.Service, in intake.Series, receipts []got) ([]got, error) {
	last, at, places := int64(0), time.Time{}, map[string]int64{}
	for {
		rows, err := s.After(ctx, d, in.ServiceID, in.Year, last, page)
		if err != nil {
			return nil, err
		}
		for i := range rows {
			a := &rows[i]
			places[a.Place]++
			switch {
			case a.Sequence != last+1:
				r.wrong("a gap: %d after %d", a.Sequence, last)
			case !a.At.After(at):
				r.wrong("%d stands at %s, the one before it at %s", a.Sequence, a.At, at)
			case a.Place != "" && a.PlaceNo != places[a.Place]:
				r.wrong("%d is number %d in %s, and %d stand there", a.Sequence, a.PlaceNo, a.Place, places[a.Place])
			}
			for len(receipts) > 0 && receipts[0].sequence <= a.Sequence {
				r.compare(receipts[0], a)
				receipts = receipts[1:]
			}
			last, at = a.Sequence, a.At
		}
		r.Rows += int64(len(rows))
		if len(rows) < page {
			break
		}
	}
	if last != in.Sequence {
		r.wrong("the counter stands at %d, the order ends with %d", in.Sequence, last)
	}
	return receipts, nil
}

func (r *Reconciled) compare(g got, a *intake.Accepted) {
	leaf := a.Leaf()
	hash := leaf.Hash() // of the form that is stored
	if g.sequence == a.Sequence && g.key == [16]byte(a.Key) && g.at == a.At.UnixMicro() && int64(g.placeNo) == a.PlaceNo && g.leaf == hash {
		r.Found++
		return
	}
	r.wrong("the receipt %d differs from the row %d", g.sequence, a.Sequence)
}
