package org_test

import (
	"sync"
	"testing"

	"veche/internal/org"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
)

// atOnce runs an act of two administrators at the same moment: one is served, the other is told by the code.
func atOnce(t *testing.T, what, code string, act func() error) {
	t.Helper()
	var together sync.WaitGroup
	start, answers := make(chan struct{}), make(chan error, 2)
	for range 2 {
		together.Go(func() {
			<-start
			answers <- act()
		})
	}
	close(start)
	together.Wait()
	first, second := <-answers, <-answers
	if first != nil {
		first, second = second, first
	}
	if first != nil || !fail.Is(second, code) {
		t.Errorf("%s: %v and %v, want one served and one %s", what, first, second, code)
	}
}

func TestTwoAdministratorsAtOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		helper := o.Person(o.body, o.unit, "Титова Инна Андреевна", "Помощник", org.Assistant)
		for range 5 {
			atOnce(t, "one assistant", "org.assistant.already", func() error {
				_, err := o.org.Assist(t.Context(), o.admin, org.AssistInput{AssistantID: helper.PersonID, PrincipalID: o.minister.PersonID})
				return err
			})
			list, err := o.org.Assistants(t.Context(), o.admin)
			if err != nil || len(list) != 1 {
				t.Fatalf("%+v %v", list, err)
			}
			if err := o.org.StopAssisting(t.Context(), o.admin, list[0].ID); err != nil {
				t.Fatal(err)
			}
		}
	})
}
