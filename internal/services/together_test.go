package services

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

func TestTwoOfficersAtOnce(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.lodged(plain)
		var errs [2]error
		var both sync.WaitGroup
		for i, by := range []auth.Actor{h.officer, h.second} {
			both.Go(func() { errs[i] = h.Take(t.Context(), by, id) })
		}
		both.Wait()
		won, lost := h.officer, errs[1]
		if errs[0] != nil {
			won, lost = h.second, errs[0]
		}
		h.refused("application.taken", lost)
		if a := h.stands(id, Precheck); *a.OfficerID != won.PersonID {
			t.Errorf("with officer %d", *a.OfficerID)
		}
		for i, by := range []auth.Actor{h.dispatcher, won} {
			both.Go(func() { errs[i] = h.Register(t.Context(), by, id) })
		}
		both.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Errorf("both registered, or none: %v", errs)
		}
		if n := must(h.one("SELECT count(*) FROM application_events WHERE application_id = $1 AND act = 'register'", id))(t); n != 1 {
			t.Errorf("registered %d times", n)
		}
	})
}

func TestAStrangerSeesNothing(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.inReview()
		_, err := h.Get(t.Context(), h.stranger, id)
		h.refused("application.not_found", err)
		h.refused("application.not_found", h.Proceed(t.Context(), h.cityOfficer, id))
		seen := must(h.one("SELECT count(*) FROM audit WHERE action = 'application.seen' AND object_id = $1", id))(t)
		must(h.Get(t.Context(), h.officer, id))(t)
		if now := must(h.one("SELECT count(*) FROM audit WHERE action = 'application.seen' AND object_id = $1", id))(t); now != seen+1 {
			t.Errorf("reading was noted %d times", now-seen)
		}
	})
}

func TestTheOrderBecomesApplicationsOnce(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		h.lodged(plain)
		for n := range 5 {
			in := EntryInput{ServiceID: h.service, Key: fmt.Sprintf("%032x", 100+n), Channel: Post, Answers: []byte(plain),
				Applicant: ApplicantCard{Kind: Person, Surname: "Павлова", Name: "Вера", Address: fmt.Sprint("дом ", n)}}
			must(h.Enter(t.Context(), h.officer, in))(t)
		}
		var errs [3]error
		var all sync.WaitGroup
		for i := range errs { // nodes look at the same order at once
			all.Go(func() { errs[i] = h.ReceiveAll(t.Context()) })
		}
		all.Wait()
		h.ok(errors.Join(errs[:]...))
		list := must(db.All[int64](t.Context(), h.db, "SELECT sequence FROM applications ORDER BY id"))(t)
		if !slices.Equal(list, []int64{1, 2, 3, 4, 5, 6}) {
			t.Errorf("applications of the order: %v", list)
		}
		if n := must(h.one("SELECT count(*) FROM applicants"))(t); n != 6 {
			t.Errorf("%d applicants", n)
		}
	})
}
