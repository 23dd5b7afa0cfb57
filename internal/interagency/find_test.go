package interagency_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"veche/internal/interagency"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
)

// askedFor is a request in the matter of somebody.
func (s *stand) askedFor(kind, number, who string, fields map[string]string) int64 {
	s.t.Helper()
	var id int64
	s.tx(func(tx *db.Tx) error {
		q, err := s.Ask(s.t.Context(), tx, interagency.Ask{BodyID: s.body, Kind: kind, About: interagency.Ref{Kind: "service_application", ID: 7, Name: number, Who: who}, Fields: fields})
		id = q.ID
		return err
	})
	return id
}

func numbersOf(rows []interagency.Row, _ string, err error) []int64 {
	if err != nil {
		return []int64{-1}
	}
	ids := []int64{}
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	slices.Sort(ids)
	return ids
}

func TestARequestIsFoundByWhateverAClerkKnowsOfIt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		anna := s.askedFor("address", "15-2026-000321", "Мельникова Анна Сергеевна", map[string]string{"snils": goodSNILS})
		firm := s.askedFor("income", "7-2026-12", "Общество «Ромашка и Ко»", nil)
		child := s.askedFor("address", "15-2026-000322", "", map[string]string{"note": "Ежов Пётр"})
		find := func(what string, f interagency.Filter) []int64 {
			f.Queue = interagency.All
			return numbersOf(s.Find(t.Context(), s.officer, interagency.FindInput{What: what}, f, ""))
		}
		for what, want := range map[string][]int64{
			"мельник": {anna}, "МЕЛЬНИКОВА  Анна": {anna}, "анна серг": {anna}, "112-233-445 95": {anna}, "11223344595": {anna}, "ромашка": {firm}, "общество \"ромашка": {firm},
			"ежов петр": {child}, "№ 15-2026-000321": {anna}, "15-2026": {anna, child}, fmt.Sprintf("№ %d", firm): {firm}, "ФНС": {firm}, "доходах": {firm}, "мвд": {anna, child},
			"регистрации мвд": {anna, child}, "регистрации фнс": {}, "Петрова": {}, "льникова": {}, "99999": {},
		} {
			slices.Sort(want)
			if got := find(what, interagency.Filter{}); !slices.Equal(got, want) {
				t.Errorf("%q finds %v, want %v", what, got, want)
			}
		}
		if got := find("15-2026", interagency.Filter{Kind: "income"}); len(got) != 0 {
			t.Errorf("another kind: %v", got)
		}
		if got := numbersOf(s.Find(t.Context(), s.stranger, interagency.FindInput{What: "мельникова"}, interagency.Filter{Queue: interagency.All}, "")); len(got) != 0 {
			t.Errorf("another body sees %v", got)
		}
		for _, nothing := range []string{" \u00a0 ", "№", "«»"} {
			_, _, err := s.Find(t.Context(), s.officer, interagency.FindInput{What: nothing}, interagency.Filter{}, "")
			s.refused("request.invalid", err)
		}
		_, _, err := s.Find(t.Context(), s.officer, interagency.FindInput{What: "анна"}, interagency.Filter{}, "завтра")
		s.refused("request.invalid", err)
		must(s.Change(t.Context(), s.officer, child, interagency.AskInput{Kind: "address", Fields: map[string]string{"note": "Зимина Ольга"}}))(t)
		if was, is := find("ежов", interagency.Filter{}), find("зимина", interagency.Filter{}); len(was) != 0 || !slices.Equal(is, []int64{child}) {
			t.Errorf("after a correction: %v and %v", was, is)
		}
	})
}

func TestARequestOfOthersIsFoundToo(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		must(s.agency.Ask(t.Context(), "permit", map[string]string{"snils": goodSNILS, "note": "Участок Кузьминых"}))(t)
		s.round()
		all := must(firstOf(s.Inquiries(t.Context(), s.officer, interagency.Filter{}, "")))(t)
		find := func(what string, q interagency.Queue) int {
			return len(must(firstOf(s.FindInquiries(t.Context(), s.officer, interagency.FindInput{What: what}, interagency.Filter{Queue: q}, "")))(t))
		}
		for what, want := range map[string]int{"кузьминых": 1, "11223344595": 1, "разрешении": 1, fmt.Sprint(all[0].ID): 1, strings.Fields(all[0].Sender)[0]: 1, "минстрой": 0, "иванов": 0} {
			if got := find(what, interagency.Open); got != want {
				t.Errorf("%q finds %d", what, got)
			}
		}
		s.pass(49 * time.Hour)
		if late, over := find("кузьминых", interagency.Overdue), find("кузьминых", interagency.Closed); late != 1 || over != 0 {
			t.Errorf("%d overdue, %d over", late, over)
		}
	})
}

func firstOf[T any](list []T, _ string, err error) ([]T, error) { return list, err }

// The list is read page by page in one order: the overdue, what waits by its term, what is over with the newest first.
func TestTheListOfRequestsIsReadToItsEnd(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		late := s.ask("address", true)
		s.pass(49 * time.Hour)
		s.tx(func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), `WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < 120)
				INSERT INTO interagency_requests (body_id, kind_id, state, channel, term, created_at, changed_at, queue_sort)
				SELECT body_id, kind_id, CASE WHEN i % 3 = 0 THEN 'answered' ELSE 'sent' END, channel, term, created_at, changed_at, CASE WHEN i % 3 = 0 THEN 20000000000 ELSE 10000000000 END + i % 7
				  FROM numbers, interagency_requests q WHERE q.id = $1`, late.ID)
			return err
		})
		read := func(f interagency.Filter, what string) (rows []interagency.Row) {
			for after := ""; ; {
				page, next, err := s.Requests(t.Context(), s.officer, f, after)
				if what != "" {
					page, next, err = s.Find(t.Context(), s.officer, interagency.FindInput{What: what}, f, after)
				}
				if err != nil || len(page) == 0 && next != "" {
					t.Fatalf("%+v after %q: %v", f, after, err)
				}
				if rows, after = append(rows, page...), next; next == "" {
					return rows
				}
			}
		}
		for q, want := range map[interagency.Queue]int{interagency.Open: 81, interagency.Closed: 40, interagency.Overdue: 1, interagency.All: 121, "": 81} {
			for _, what := range []string{"", "МВД"} {
				rows, seen := read(interagency.Filter{Queue: q}, what), map[int64]bool{}
				for i, r := range rows {
					if seen[r.ID] = true; i > 0 && rows[i-1].QueueSort > r.QueueSort {
						t.Errorf("%s: line %d stands out of order", q, i)
					}
				}
				if len(rows) != want || len(seen) != want {
					t.Errorf("%s %q: %d rows, %d of them different, want %d", q, what, len(rows), len(seen), want)
				}
				if q != interagency.Closed && len(rows) > 0 && rows[0].ID != late.ID {
					t.Errorf("%s does not begin with what is overdue", q)
				}
			}
		}
	})
}

func TestSearchAmongRequestsCostsALookUp(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := newStand(t, d)
		for _, f := range []interagency.Filter{{}, {Queue: interagency.Closed, Kind: "address"}} {
			for _, what := range []string{"мельникова", "15-2026-7", "12", "мвд"} {
				for _, query := range must(s.Queries(t.Context(), s.officer, what, f))(t) {
					plan := dbtest.Plan(t, d, query)
					for _, scan := range []string{"Seq Scan on interagency", "SCAN x\n", "SCAN x ", "SCAN interagency"} {
						if strings.Contains(plan+"\n", scan) {
							t.Errorf("%q: no index serves\n%s\n%s", what, query, plan)
						}
					}
					if strings.Contains(query, "found") && strings.Contains(plan, "_queue") {
						t.Errorf("%q walks the whole list\n%s\n%s", what, query, plan)
					}
				}
			}
		}
	})
}
