package intake_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/services/intake"
)

var quiet = slog.New(slog.NewTextHandler(io.Discard, nil))

func key(n int) (k [16]byte) {
	binary.BigEndian.PutUint64(k[8:], uint64(n)+1)
	return k
}

// application is a submission to a school: who comes with which key for which child.
func application(service int64, applicant, k int, child, school string) intake.Submission {
	in := intake.Submission{ServiceID: service, VersionID: service, Key: key(k), Applicant: int64(applicant), Channel: "portal",
		Place: school, Form: fmt.Appendf(nil, `{"child":%q,"school":%q,"applicant":%d}`, child, school, applicant)}
	if child != "" {
		in.Subject = child + "|" + school
	}
	return in
}

// together submits all at once, as the first second of a reception does.
func together(ctx context.Context, doors []*intake.Service, list []intake.Submission) ([]intake.Accepted, []error) {
	got, errs := make([]intake.Accepted, len(list)), make([]error, len(list))
	var all sync.WaitGroup
	for i, in := range list {
		all.Go(func() { got[i], errs[i] = doors[i%len(doors)].Submit(ctx, in) })
	}
	all.Wait()
	return got, errs
}

// holds checks a series from its first place: no gap, growing moments, places counted from one.
func holds(t interface {
	Helper()
	Fatalf(string, ...any)
}, d *db.DB, s *intake.Service, service int64, year int) []intake.Accepted {
	t.Helper()
	list, err := s.After(context.Background(), d, service, year, 0, 1<<20)
	if err != nil {
		t.Fatalf("%v", err)
	}
	places, subjects, keys := map[string]int64{}, map[string]bool{}, map[string]bool{}
	for i, a := range list {
		if a.Sequence != int64(i)+1 {
			t.Fatalf("place %d has the sequence %d", i+1, a.Sequence)
		}
		if i > 0 && !a.At.After(list[i-1].At) {
			t.Fatalf("%d stands at %s, %d before it at %s", a.Sequence, a.At, a.Sequence-1, list[i-1].At)
		}
		if a.Place != "" {
			places[a.Place]++
		}
		if a.PlaceNo != places[a.Place] {
			t.Fatalf("%d is number %d in %s, %d before it", a.Sequence, a.PlaceNo, a.Place, places[a.Place]-1)
		}
		if a.Subject != "" && subjects[a.Subject] || keys[string(a.Key)] {
			t.Fatalf("%d stands there twice", a.Sequence)
		}
		subjects[a.Subject], keys[string(a.Key)] = true, true
	}
	return list
}

// TestTheOrderHolds throws random crowds at two doors of one database: repeats of keys and of children, several services,
// several schools. Whoever was told a number finds it, and repeats got the first one.
func TestTheOrderHolds(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		doors := []*intake.Service{open(d), open(d)}
		round := 0
		rapid.Check(t, func(t *rapid.T) {
			round++
			first := int64(round * 10)
			type arrival struct {
				Key           int
				Child, School string
			}
			crowd := []intake.Submission{}
			for _, a := range rapid.SliceOfN(rapid.Custom(func(t *rapid.T) arrival {
				return arrival{Key: rapid.IntRange(0, 30).Draw(t, "key"), Child: rapid.SampledFrom([]string{"", "a", "b", "c"}).Draw(t, "child"),
					School: rapid.SampledFrom([]string{"", "school 1", "school 2"}).Draw(t, "school")}
			}), 1, 60).Draw(t, "crowd") {
				crowd = append(crowd, application(first+int64(a.Key%2), 1+a.Key%5, round*1000+a.Key, a.Child, a.School))
			}
			got, errs := together(context.Background(), doors, crowd)
			year := d.Now().Year()
			stored := map[int64][]intake.Accepted{first: holds(t, d, doors[0], first, year), first + 1: holds(t, d, doors[0], first+1, year)}
			places := map[[16]byte]int64{}
			for i, in := range crowd {
				if errs[i] != nil {
					if !fail.Is(errs[i], "intake.key_taken") {
						t.Fatalf("%v", errs[i])
					}
					continue
				}
				a := stored[in.ServiceID][got[i].Sequence-1]
				if a.Number != got[i].Number || !a.At.Equal(got[i].At) || a.PlaceNo != got[i].PlaceNo {
					t.Fatalf("told %+v, stored %+v", got[i], a)
				}
				if in.Key != [16]byte(a.Key) && (in.Subject == "" || in.Subject != a.Subject) {
					t.Fatalf("%+v got the place of another: %+v", in, a)
				}
				if in.Key == [16]byte(a.Key) {
					if was, again := places[in.Key]; again && was != a.Sequence {
						t.Fatalf("one key has the places %d and %d", was, a.Sequence)
					}
					places[in.Key] = a.Sequence
				}
			}
		})
	})
}
