package services

import (
	"cmp"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"veche/internal/platform/db"
)

// TestTheQueueIsReadPageByPage walks through every queue to its end: each application stands in it once, next by term first,
// and the count says how many there are. With VECHE_QUEUE it measures what a page costs at so many applications
// (go test -run TheQueueIsRead -v).
func TestTheQueueIsReadPageByPage(t *testing.T) {
	count := 300
	if wanted := os.Getenv("VECHE_QUEUE"); wanted != "" {
		count = must(strconv.Atoi(wanted))(t)
	}
	each(t, func(t *testing.T, h *house) {
		h.crowd(h.registered(), count)
		for _, f := range []Filter{{Queue: "open"}, {Queue: "closed"}, {Queue: "dispatcher"}, {Queue: "mine"}, {Queue: "open", State: InReview}, {Queue: "open", Overdue: true}, {Queue: "open", Number: "7-"}} {
			begun := time.Now()
			first := must(h.List(t.Context(), h.dispatcher, f, "", 50))(t)
			took, q, rows := time.Since(begun), first, slices.Clone(first.Items)
			for pages := 1; q.Next != "" && pages < 10; pages++ {
				q = must(h.List(t.Context(), h.dispatcher, f, q.Next, 50))(t)
				rows = append(rows, q.Items...)
			}
			if q.Next == "" && int64(len(rows)) != first.Count {
				t.Errorf("%+v: %d applications, the count is %d", f, len(rows), first.Count)
			}
			if f.Queue != "mine" && len(rows) == 0 {
				t.Errorf("%+v: nobody stands in it", f)
			}
			ids := map[int64]bool{}
			for _, r := range rows {
				ids[r.ID] = true
			}
			if len(ids) != len(rows) {
				t.Errorf("%+v: %d rows are of %d applications", f, len(rows), len(ids))
			}
			if f.Queue != "closed" && !slices.IsSortedFunc(rows, func(a, b Row) int { return cmp.Or(cmp.Compare(a.DueSort, b.DueSort), cmp.Compare(a.ID, b.ID)) }) {
				t.Errorf("%+v: not next by term first", f)
			}
			t.Logf("%d applications, %+v: the first page with its count in %v", count, f, took.Round(time.Millisecond))
		}
	})
}

// crowd makes applications like one that stands: half of them ended, the open ones in three states, few of them without a route.
func (h *house) crowd(like int64, count int) {
	h.t.Helper()
	h.ok(h.tx(func(tx *db.Tx) error {
		a, err := byID(h.t.Context(), tx, like, "")
		if err != nil {
			return err
		}
		const most = 20_000
		for from := 0; from < count; from += most {
			if err := crowded(h, tx, a, from, min(count, from+most)); err != nil {
				return err
			}
		}
		_, err = tx.Exec(h.t.Context(), "ANALYZE")
		return err
	}))
}

func crowded(h *house, tx *db.Tx, a Application, from, to int) error {
	n := to - from
	same := func(id int64) []int64 { return slices.Repeat([]int64{id}, n) }
	words := func(of func(i int) string) (list []string) {
		for i := from; i < to; i++ {
			list = append(list, of(i))
		}
		return list
	}
	sequences, accepted := make([]int64, n), slices.Repeat([]time.Time{h.db.Now()}, n)
	for i := range n {
		sequences[i] = int64(1_000_000 + from + i)
	}
	column := func(name string, values any) db.Column { return db.Column{Name: name, Values: values} }
	if err := db.InsertMany(h.t.Context(), tx, "applications", column("service_id", same(a.ServiceID)), column("version_id", same(a.VersionID)), column("year", same(int64(a.Year))),
		column("sequence", sequences), column("number", words(func(i int) string { return "7-" + strconv.Itoa(i) })), column("number_key", words(func(i int) string { return "7-" + strconv.Itoa(i) })),
		column("state", words(func(i int) string {
			switch {
			case i%2 == 1:
				return string(GivenOut)
			case i%1000 == 0:
				return string(Registered)
			}
			return string([]State{InReview, Interagency, InReview}[i%3])
		})), column("body_id", same(a.BodyID)), column("intake_body_id", same(a.BodyID)), column("applicant_id", same(a.ApplicantID)), column("channel", words(func(int) string { return string(Portal) })),
		column("answers", words(func(int) string { return "{}" })), column("accepted_at", accepted), column("due_sort", words(func(i int) string { return day("2026-03-01").AddDays(i % 365).String() })),
		column("changed_at", accepted)); err != nil {
		return err
	}
	_, err := tx.Exec(h.t.Context(), "UPDATE applications SET closed_at = $1 WHERE state = 'issued' AND closed_at IS NULL", h.db.Now())
	return err
}
