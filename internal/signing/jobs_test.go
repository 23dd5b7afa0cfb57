package signing_test

import (
	"io"
	"log/slog"
	"slices"
	"testing"

	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/jobs"
	"veche/internal/platform/jobs/jobstest"
	"veche/internal/signing"
	"veche/internal/signing/signingtest"
	"veche/internal/tasks"
)

func newWorker(m *signingtest.Ministry) *jobs.Worker {
	w := jobs.New(m.DB, slog.New(slog.NewTextHandler(io.Discard, nil)))
	signing.Jobs(w, m.Signing)
	return w
}

func TestWithdrawnDraftLeavesTheQueueOfItsSignatory(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		card, v := sent(t, m, m.Letter)
		_, err := m.Documents.Withdraw(t.Context(), m.Author, card.ID, "Не нужно")
		ok(t, err)
		_, err = m.Signing.Sign(t.Context(), m.Minister, card.ID, v.SHA256)
		refused(t, err, "signing.wrong_state")
		jobstest.Run(t, newWorker(m))
		if got := m.Inbox(m.Minister, card.ID); len(got) != 0 {
			t.Errorf("the minister still has %v", got)
		}
	})
}

func TestRegisteredLetterLeavesTheQueueOfTheOffice(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		card, v := sent(t, m, m.Letter)
		_, err := m.Signing.Sign(t.Context(), m.Minister, card.ID, v.SHA256)
		ok(t, err)
		journal := m.Journal(documents.Outgoing, "01-15/{seq}")
		registered, err := m.Documents.Register(t.Context(), m.Town.Actor(m.Clerk.PersonID), card.ID, documents.RegisterInput{JournalID: journal})
		ok(t, err)
		jobstest.Run(t, newWorker(m))
		if got := m.Inbox(m.Clerk, card.ID); slices.Contains(got, tasks.Register) {
			t.Errorf("the clerk still has %v", got)
		}
		shown, err := m.Signing.Of(t.Context(), m.Author, card.ID)
		ok(t, err)
		if stamps := shown.Stamps; len(stamps) != 2 || stamps[1].Kind != signing.RegistrationStamp || stamps[1].Page != 1 ||
			stamps[1].Lines[0] != registered.RegisteredOn.Russian()+" № 01-15/1" {
			t.Errorf("stamps %+v", stamps)
		}
	})
}

// Scenario 29.
func TestSignatureOfALeavingPersonGoesToAnother(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		card, v := sent(t, m, m.Letter)
		open, err := tasks.OnDocument(t.Context(), d, card.ID)
		ok(t, err)
		m.Tx(func(tx *db.Tx) error {
			next, err := m.Town.Org.Person(t.Context(), tx, m.Deputy.PersonID)
			if err != nil {
				return err
			}
			return m.Signing.MoveTask(t.Context(), tx, open[0], next)
		})
		if got := m.Inbox(m.Minister, card.ID); len(got) != 0 {
			t.Errorf("the minister still has %v", got)
		}
		_, err = m.Signing.Sign(t.Context(), m.Minister, card.ID, v.SHA256)
		refused(t, err, "document.not_found") // the ground on which he saw it is another's now
		_, err = m.Signing.Sign(t.Context(), m.Deputy, card.ID, v.SHA256)
		ok(t, err)
	})
}

// Scenario 29: a text that nobody waits for has a successor too.
func TestADraftOfALeavingAuthorGoesToAnother(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		begun, _ := m.Draft(m.Letter, "Начато и не закончено.")
		away, _ := sent(t, m, m.Letter)
		for range 2 { // whoever takes stock twice finds the same
			m.Tx(func(tx *db.Tx) error { return tasks.Drafts(t.Context(), tx, m.Author.PersonID) })
		}
		if got := m.Inbox(m.Author, away.ID); len(got) != 0 {
			t.Errorf("of what is on signature the author has %v", got)
		}
		open, err := tasks.OnDocument(t.Context(), d, begun.ID)
		ok(t, err)
		if len(open) != 1 || open[0].Kind != tasks.Rework || open[0].Person() != m.Author.PersonID {
			t.Fatalf("of the draft there are %+v", open)
		}
		m.Tx(func(tx *db.Tx) error {
			next, err := m.Town.Org.Person(t.Context(), tx, m.Deputy.PersonID)
			if err != nil {
				return err
			}
			return m.Signing.MoveTask(t.Context(), tx, open[0], next)
		})
		refused(t, m.Signing.SendToSignature(t.Context(), m.Author, begun.ID), "document.not_found")
		ok(t, m.Signing.SendToSignature(t.Context(), m.Deputy, begun.ID))
		if got := m.Inbox(m.Deputy, begun.ID); slices.Contains(got, tasks.Rework) {
			t.Errorf("what was given on still waits: %v", got)
		}
	})
}

// A restricted document is registered by clerks who are admitted to such documents, by name (§2.11).
func TestRestrictedLetterIsSignedOnlyWhereSomebodyCanRegisterIt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		m := settle(t, d)
		card, v := m.Draft(m.Letter, "Тихо.")
		m.Tx(func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE documents SET access_mark = 'dsp' WHERE id = $1", card.ID)
			return err
		})
		refused(t, m.Signing.SendToSignature(t.Context(), m.Author, card.ID), "signing.nobody_admitted")
		first := m.Town.Person(m.Body, m.Unit, "Рогова Анна Львовна", "Делопроизводитель", org.Clerk, org.Restricted)
		ok(t, m.Signing.SendToSignature(t.Context(), m.Author, card.ID))
		_, err := m.Signing.Sign(t.Context(), m.Minister, card.ID, v.SHA256)
		ok(t, err)
		second := m.Town.Person(m.Body, m.Unit, "Белова Вера Ильинична", "Делопроизводитель", org.Clerk, org.Restricted)
		if got := m.Inbox(first, card.ID); !slices.Contains(got, tasks.Register) {
			t.Errorf("the admitted clerk has %v", got)
		}
		m.Tx(func(tx *db.Tx) error {
			open, err := tasks.OnDocument(t.Context(), tx, card.ID)
			if err != nil {
				return err
			}
			next, err := m.Town.Org.Person(t.Context(), tx, second.PersonID)
			if err != nil {
				return err
			}
			return m.Signing.MoveTask(t.Context(), tx, open[0], next)
		})
		sees, err := m.Documents.Sees(t.Context(), d, m.Town.Actor(second.PersonID), card.ID)
		ok(t, err)
		if !sees {
			t.Error("who is to register the letter does not see it")
		}
	})
}
