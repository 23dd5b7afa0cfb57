package enrolment

import (
	"fmt"
	"testing"
	"time"

	"veche/internal/org/orgtest"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/text"
)

// After a surge: 100,000 applications of 200 schools are read in the order of their ranks, looked up in other schools, and
// distributed. docs/intake.md has the figures.
func BenchmarkRank100000(b *testing.B) {
	for name, open := range map[string]func(testing.TB) *db.DB{"sqlite": dbtest.SQLite, "postgres": dbtest.Postgres} {
		b.Run(name, func(b *testing.B) {
			const schools, each = 200, 500
			d := open(b)
			s := &Service{db: d}
			c := crowd(b, d, schools, each)
			for b.Loop() {
				ranked := 0
				if err := d.Tx(b.Context(), auth.System("bench"), func(tx *db.Tx) error {
					for school := int64(1); school <= schools; school++ {
						queue, err := s.queueOf(b.Context(), tx, c, school, 1)
						if err != nil {
							return err
						}
						candidates, _, err := s.candidates(b.Context(), tx, c, queue)
						if err != nil {
							return err
						}
						taken, without := Distribute(candidates, each/2)
						ranked += len(taken) + len(without)
					}
					return nil
				}); err != nil || ranked != schools*each {
					b.Fatalf("%d ranked, %v", ranked, err)
				}
			}
			b.ReportMetric(float64(schools*each*b.N)/b.Elapsed().Seconds(), "applications/s")
		})
	}
}

func crowd(b testing.TB, d *db.DB, schools, each int) (c Campaign) {
	b.Helper()
	now := d.Now()
	body := orgtest.New(b, d).Body("Город")
	if err := d.Tx(b.Context(), auth.System("bench"), func(tx *db.Tx) (err error) {
		c = Campaign{BodyID: body, ServiceID: 1, Year: 2026, Dates: Dates{now, now, now, now}, Version: 1}
		if c.ID, err = db.Insert(b.Context(), tx, "enrolment_campaigns", c); err != nil {
			return err
		}
		for school := range schools {
			name := fmt.Sprintf("Школа № %d", school)
			if _, err := db.Insert(b.Context(), tx, "enrolment_schools", School{BodyID: body, Name: name, NameKey: nameKey(name), Version: 1}); err != nil {
				return err
			}
			id, list := int64(school+1), make([]Enrolment, each)
			for i := range list {
				n := int64(school*each + i + 1)
				name := fmt.Sprintf("Ребёнок%d Аня", i)
				list[i] = Enrolment{CampaignID: c.ID, BodyID: body, SchoolID: &id, ServiceID: 1, Year: 2026, Sequence: n, Number: fmt.Sprintf("1-2026-%06d", n), Applicant: n, AcceptedAt: now.Add(time.Duration(n)),
					Child: fmt.Sprint("snils ", n), ChildName: name, ChildFold: text.Fold(name), Claim: None, Ground: None, Stage: 1, Group: Group(1 + n%4), State: Eligible, ChangedAt: now}
			}
			if err := insert(b.Context(), tx, list); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		b.Fatal(err)
	}
	return c
}

func BenchmarkDistribute100000(b *testing.B) {
	list := make([]Candidate, 100_000)
	for i := range list {
		list[i] = Candidate{Rank: Rank{1, Group(1 + i%4), int64(len(list) - i)}, ID: int64(i)}
	}
	for b.Loop() {
		Distribute(list, 50_000)
	}
}
