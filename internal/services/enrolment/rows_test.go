package enrolment

import (
	"slices"
	"strings"
	"testing"
	"time"

	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/services"
)

// TestARegisterIsReadPageByPage walks through a register of 1,500 applications: each stands in it once, in the order of ranks,
// and its place is the same number that its parents see, on whatever page and however the register is narrowed.
func TestARegisterIsReadPageByPage(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		const each = 1500
		c := crowd(t, d, 4, each)
		s := &Service{db: d, org: org.New(d, nil)}
		officer := auth.Actor{PersonID: 1, BodyID: c.BodyID, Name: "Котова Р. Э.", Rights: []auth.Right{RightEnrol}}
		change(t, d, "UPDATE enrolments SET state = 'checks', grp = 0 WHERE school_id = 2 AND sequence % 5 = 0")
		change(t, d, "UPDATE enrolments SET state = 'refused' WHERE school_id = 2 AND sequence % 7 = 0 AND grp > 0")
		change(t, d, "UPDATE enrolments SET seat = true, state = 'enrolled' WHERE school_id = 3 AND sequence % 3 = 0")
		change(t, d, "UPDATE enrolments SET child = (SELECT o.child FROM enrolments o WHERE o.sequence = enrolments.sequence + 1500) WHERE school_id = 2 AND sequence % 9 = 0")

		var plans []string
		d.WatchReads(func(q string) {
			if strings.Contains(q, "FROM enrolments b") {
				plans = append(plans, q)
			}
		})
		all := walk(t, s, officer, RowFilter{Year: 2026, Stage: 1, Limit: 200}, each)
		d.WatchReads(nil)
		if !slices.IsSortedFunc(all, func(a, b Row) int {
			return Rank{a.Stage, a.Group, a.Sequence}.Compare(Rank{b.Stage, b.Group, b.Sequence})
		}) {
			t.Error("not in the order of ranks")
		}
		place, elsewhere, places := 0, 0, map[int64]int{}
		for _, r := range all {
			if r.Elsewhere {
				elsewhere++
			}
			if want := r.State == Eligible && !r.Elsewhere; want {
				place++
				places[r.ID] = place
			}
			if r.Place != places[r.ID] {
				t.Fatalf("%s stands at %d, not %d", r.Number, r.Place, places[r.ID])
			}
		}
		if elsewhere == 0 || place == 0 {
			t.Fatalf("%d wait, %d are elsewhere", place, elsewhere)
		}
		one := all[len(all)-3]
		if v, err := s.StandingOf(t.Context(), d, services.Ref{ServiceID: 1, Year: 2026, Sequence: one.Sequence}); err != nil || v.Place != places[one.ID] {
			t.Errorf("its parents see %+v, %v, the officer %d", v, err, places[one.ID])
		}
		for _, f := range []RowFilter{{Group: GroupSibling}, {State: Eligible}, {State: Checks}, {State: Eligible, Group: GroupResident}, {Find: "ребенок14 "}, {Find: "РЕБЁНОК1"},
			{Find: one.Number}, {Find: "№ " + one.Number}} {
			f.Year, f.Stage, f.Limit = 2026, 1, 100
			narrowed := walk(t, s, officer, f, -1)
			if len(narrowed) == 0 {
				t.Errorf("%+v: nobody", f)
			}
			for _, r := range narrowed {
				if r.Place != places[r.ID] || f.Group != 0 && r.Group != f.Group || f.State != "" && r.State != f.State {
					t.Errorf("%+v: %+v, its place is %d", f, r, places[r.ID])
				}
			}
		}
		schools, err := s.Schools(t.Context(), officer)
		if err != nil || len(schools) != 4 || schools[1].Unchecked != 300 || schools[2].Enrolled != 500 || schools[0].Waiting != each {
			t.Errorf("%+v, %v", schools, err)
		}
		if none := walk(t, s, officer, RowFilter{Year: 2026, Stage: 2}, 0); len(none) != 0 {
			t.Errorf("%d of stage 2", len(none))
		}
		if _, err := s.Rows(t.Context(), officer, 2, RowFilter{Year: 2026, Stage: 1, After: "x"}); !fail.Is(err, "request.invalid") {
			t.Errorf("a wrong mark of a page: %v", err)
		}
		slices.Sort(plans)
		for _, q := range slices.Compact(plans) {
			if plan := dbtest.Plan(t, d, q); !strings.Contains(plan, "enrolments_register") || strings.Contains(plan, "Seq Scan on enrolments b") || strings.Contains(plan, "SCAN b\n") {
				t.Errorf("no index serves\n%s\n%s", q, plan)
			}
		}
	})
}

// walk reads a register to its end and tells how long its pages took; the count of the first page is what there is.
func walk(t *testing.T, s *Service, by auth.Actor, f RowFilter, want int) (rows []Row) {
	t.Helper()
	count, most := 0, time.Duration(0)
	for {
		begun := time.Now()
		page, err := s.Rows(t.Context(), by, 2, f)
		if err != nil {
			t.Fatal(err)
		}
		most = max(most, time.Since(begun))
		if f.After == "" {
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
	if len(ids) != len(rows) || count != len(rows) || want >= 0 && count != want {
		t.Errorf("%+v: %d rows of %d applications, the count is %d, %d are expected", f, len(rows), len(ids), count, want)
	}
	t.Logf("%+v: %d rows, the slowest page %v", f, len(rows), most.Round(100*time.Microsecond))
	return rows
}

func change(t *testing.T, d *db.DB, query string) {
	t.Helper()
	if err := d.Tx(t.Context(), auth.System("test"), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), query)
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// TestApplicationsWithoutASchoolAreReadPageByPage has more of them than a page holds, of two years.
func TestApplicationsWithoutASchoolAreReadPageByPage(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := crowd(t, d, 1, 130)
		change(t, d, "UPDATE enrolments SET state = 'checks', grp = 0, school_id = NULL, year = 2025 + sequence % 2")
		s, officer := &Service{db: d}, auth.Actor{PersonID: 1, BodyID: c.BodyID, Rights: []auth.Right{RightEnrol}}
		var rows []Row
		count, end := 0, ""
		for {
			page, err := s.Unsorted(t.Context(), officer, end, 50)
			if err != nil {
				t.Fatal(err)
			}
			count, rows = max(count, page.Count), append(rows, page.Items...)
			if end = page.Next; end == "" {
				break
			}
		}
		if count != 130 || len(rows) != 130 || rows[0].Sequence != 1 || rows[65].Sequence != 2 || rows[129].Sequence != 130 {
			t.Errorf("%d of %d", len(rows), count)
		}
	})
}
