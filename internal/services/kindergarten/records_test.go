package kindergarten

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"veche/internal/org/orgtest"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
)

// TestTheQueueIsReadPageByPage walks through a queue of 2,400 children: each stands in it once, in the order of the queue, and
// in the queue of a kindergarten its place is the number that its parents see.
func TestTheQueueIsReadPageByPage(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		const children = 2400
		s, officer, gardens := crowded(t, d, children)
		var plans []string
		d.WatchReads(func(q string) {
			if strings.Contains(q, "ORDER BY") && strings.Contains(q, "kindergarten_records r") {
				plans = append(plans, q)
			}
		})
		total := 0
		for _, state := range []State{Checks, Recorded, Enrolled} {
			all := walk(t, s, officer, RecordFilter{State: state, Limit: 200})
			total += len(all)
			if !slices.IsSortedFunc(all, inOrder) {
				t.Errorf("%s: not in the order of the queue", state)
			}
		}
		if total != children {
			t.Errorf("%d children of %d", total, children)
		}
		queue := walk(t, s, officer, RecordFilter{State: Recorded, Garden: gardens[1], Limit: 200})
		if !slices.IsSortedFunc(queue, inOrder) || len(queue) < 400 {
			t.Errorf("the queue of a kindergarten: %d", len(queue))
		}
		for i, r := range queue {
			before := 1
			for _, other := range queue[:i] {
				if cohortOf(other.BornOn) == cohortOf(r.BornOn) {
					before++
				}
			}
			if r.Place != before {
				t.Fatalf("%s stands at %d, not %d", r.Number, r.Place, before)
			}
		}
		one := queue[len(queue)-2]
		parents, err := s.StandingOf(t.Context(), d, Record{ServiceID: 1, Year: 2026, Sequence: sequenceOf(one)}.place())
		if err != nil || !slices.ContainsFunc(parents.Wishes, func(p Place) bool { return p.Place == one.Place }) {
			t.Errorf("its parents see %+v, %v, the officer %d", parents, err, one.Place)
		}
		for _, f := range []RecordFilter{{Find: one.Number}, {Find: fmt.Sprint(sequenceOf(one))}, {Find: "РЕБЁНОК17"}, {Find: "ребенок17", State: Recorded}, {Find: "ребенок17", Garden: gardens[1]},
			{State: Recorded, Cohort: cohortOf(one.BornOn)}} {
			f.Limit = 60
			if len(walk(t, s, officer, f)) == 0 {
				t.Errorf("%+v: nobody", f)
			}
		}
		d.WatchReads(nil)
		if _, err := s.Records(t.Context(), officer, RecordFilter{After: "1.x"}); !fail.Is(err, "request.invalid") {
			t.Errorf("a wrong mark of a page: %v", err)
		}
		slices.Sort(plans)
		for _, q := range slices.Compact(plans) {
			if plan := dbtest.Plan(t, d, q); strings.Contains(plan, "Seq Scan") || strings.Contains(plan, "SCAN r\n") || strings.Contains(plan, "SCAN w\n") {
				t.Errorf("no index serves\n%s\n%s", q, plan)
			}
		}
	})
}

func inOrder(a, b RecordView) int {
	return Key{a.Rank, a.AcceptedAt, a.ID}.Compare(Key{b.Rank, b.AcceptedAt, b.ID})
}

func sequenceOf(r RecordView) (n int64) {
	_, _ = fmt.Sscanf(r.Number, "1-2026-%d", &n)
	return n
}

// walk reads a queue to its end; the count of the first page is what there is.
func walk(t *testing.T, s *Service, by auth.Actor, f RecordFilter) (rows []RecordView) {
	t.Helper()
	count, most, asked := 0, time.Duration(0), f
	for {
		begun := time.Now()
		page, err := s.Records(t.Context(), by, f)
		if err != nil {
			t.Fatal(err)
		}
		if most = max(most, time.Since(begun)); f.After == "" {
			count = page.Count
		}
		rows = append(rows, page.Items...)
		if f.After = page.Next; page.Next == "" {
			break
		}
	}
	ids := map[int64]bool{}
	for _, r := range rows {
		ids[r.ID] = true
	}
	if len(ids) != len(rows) || count != len(rows) {
		t.Errorf("%+v: %d rows of %d records, the count is %d", asked, len(rows), len(ids), count)
	}
	t.Logf("%+v: %d rows, the slowest page %v", asked, len(rows), most.Round(100*time.Microsecond))
	return rows
}

// crowded is a queue of three kindergartens: ranks, moments, ages, states and wishes are mixed.
func crowded(t *testing.T, d *db.DB, children int) (s *Service, officer auth.Actor, gardens []int64) {
	t.Helper()
	town := orgtest.New(t, d)
	body, now := town.Body("Город"), d.Now()
	s, officer = &Service{db: d, org: town.Org}, auth.Actor{PersonID: 1, BodyID: body, Name: "Котова Р. Э.", Rights: []auth.Right{RightEnrol}}
	if err := d.Tx(t.Context(), auth.System("test"), func(tx *db.Tx) error {
		q, err := s.Settle(t.Context(), tx, Queue{BodyID: body, ServiceID: 1, AnswerDays: 5, EnrolDays: 3, Benefits: db.JSON[[]Benefit]{V: []Benefit{{Code: "first", Title: "Первоочередное", Rank: 2}}}},
			[]Kindergarten{{Name: "Сад № 1"}, {Name: "Сад № 2"}, {Name: "Сад № 3"}}, nil)
		if err != nil {
			return err
		}
		list, err := s.gardens(t.Context(), tx, body)
		for _, k := range list {
			gardens = append(gardens, k.ID)
		}
		if err != nil {
			return err
		}
		if _, err := tx.Exec(t.Context(), "INSERT INTO kindergarten_cursors (service_id, year, sequence) VALUES (1, 2026, $1)", children); err != nil {
			return err
		}
		for i := range children {
			name := fmt.Sprintf("Ребёнок%d Аня", i)
			r := Record{QueueID: q.ID, BodyID: body, ServiceID: 1, Year: 2026, Sequence: int64(i + 1), Number: fmt.Sprintf("1-2026-%06d", i+1), AcceptedAt: now.Add(time.Duration(i/3) * time.Microsecond), ChildName: name,
				ChildFold: text.Fold(name), BornOn: first(2020 + i%4).AddDays(30), Cohort: 2020 + i%4, Profile: "general", State: []State{Recorded, Recorded, Checks, Recorded, Enrolled}[i%5], ChangedAt: now, Version: 1}
			if i%7 == 0 {
				r.Benefit = "first"
			}
			if r.ID, err = db.Insert(t.Context(), tx, "kindergarten_records", r); err != nil {
				return err
			}
			if err := s.wish(t.Context(), tx, q, r, []int64{gardens[i%3], gardens[(i+1)%3]}); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return s, officer, gardens
}
