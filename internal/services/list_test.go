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

// crowd makes applications like one that stands: half of them ended, the open ones in three states, few of them without a
// route. The database counts the rows itself: a million of them is one statement.
func (h *house) crowd(like int64, count int) {
	h.t.Helper()
	h.ok(h.tx(func(tx *db.Tx) error {
		if tx.Words().Name == db.Postgres.Name { // the rows are copies of one whose references are checked
			if _, err := tx.Exec(h.t.Context(), "SET LOCAL session_replication_role = replica"); err != nil {
				return err
			}
		}
		if _, err := tx.Exec(h.t.Context(), `WITH RECURSIVE numbers (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM numbers WHERE i + 1 < $1)
			INSERT INTO applications (service_id, version_id, year, sequence, number, number_key, state, body_id, intake_body_id, applicant_id, channel, answers, accepted_at, due_sort, changed_at, closed_at)
			SELECT a.service_id, a.version_id, a.year, 1000000 + i, '7-' || CAST(i AS text), '7-' || CAST(i AS text),
				CASE WHEN i % 2 = 1 THEN 'issued' WHEN i % 1000 = 0 THEN 'registered' WHEN i % 3 = 1 THEN 'interagency' ELSE 'in_review' END,
				a.body_id, a.body_id, a.applicant_id, 'portal', '{}', a.accepted_at,
				CAST(2026 + i % 365 / 300 AS text) || '-' || substr(CAST(101 + i % 12 AS text), 2) || '-' || substr(CAST(101 + i % 28 AS text), 2),
				a.accepted_at, CASE WHEN i % 2 = 1 THEN a.accepted_at END
			FROM numbers, applications a WHERE a.id = $2`, count, like); err != nil {
			return err
		}
		_, err := tx.Exec(h.t.Context(), "ANALYZE applications")
		return err
	}))
}
