package remotesign_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"veche/internal/documents"
	"veche/internal/exchange/remotesign"
	"veche/internal/exchange/remotesign/simulator"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/signing"
)

var errCut = errors.New("the wire is cut")

// answered lets the call reach the service and loses its answer.
type answered struct{ to http.RoundTripper }

func (a answered) RoundTrip(r *http.Request) (*http.Response, error) {
	if answer, err := a.to.RoundTrip(r); err == nil {
		answer.Body.Close()
	}
	return nil, errCut
}

// TestTheProgramIsKilledBetweenAnyTwoSteps: whatever was done before is done once.
func TestTheProgramIsKilledBetweenAnyTwoSteps(t *testing.T) {
	each(t, simulator.Ask, func(o *office) {
		steps := []string{"/requests", "/result", "/certificates"}
		if o.form == remotesign.FormCMS {
			steps = steps[:2]
		}
		for _, step := range steps {
			o.run("after "+step, func() {
				o.in(simulator.Confirm)
				card, x := o.begun()
				whole := o.wire.to
				o.wire.before = func(r *http.Request) error { // the service hears it, the program dies before it knows
					if strings.HasSuffix(r.URL.Path, step) {
						_, err := answered{whole}.RoundTrip(r)
						return err
					}
					return nil
				}
				o.pass(3)
				if n := len(o.signatures(card)); n != 0 || o.wire.called(step) == 0 {
					o.t.Errorf("%d signatures after %v", n, o.wire.calls)
				}
				o.wire.before = nil
				o.restart()
				o.pass(6)
				o.signed(card, x.ID)
			})
		}
	})
}

// killed is signing in a program that dies as soon as the signature stands.
type killed struct{ remotesign.Signatures }

func (k killed) AttachFrom(ctx context.Context, by auth.Actor, documentID int64, sha256 string, cms []byte, means signing.Means) (signing.Signature, error) {
	if _, err := k.Signatures.AttachFrom(ctx, by, documentID, sha256, cms, means); err != nil {
		return signing.Signature{}, err
	}
	return signing.Signature{}, errors.New("killed")
}

// TestKilledAfterTheSignatureStands: the next program sees that it stands and puts no second one.
func TestKilledAfterTheSignatureStands(t *testing.T) {
	each(t, simulator.RepeatedAnswer, func(o *office) {
		card, x := o.begun()
		o.remote.Signing = killed{o.Signing}
		o.pass(2)
		if got := o.request(x.ID); got.State != remotesign.Waiting || len(o.signatures(card)) != 1 {
			o.t.Fatalf("the request is %s, %d signatures", got.State, len(o.signatures(card)))
		}
		if _, err := o.remote.Cancel(o.t.Context(), o.Minister, x.ID); err == nil {
			o.t.Error("taken back though the phone has answered")
		}
		o.restart()
		o.now = o.now.Add(2 * time.Hour) // even after the term
		o.pass(3)
		o.signed(card, x.ID)
	})
}

// TestTwoNodesWorkOneRequest: two answers come for one request, and one of them signs.
func TestTwoNodesWorkOneRequest(t *testing.T) {
	each(t, simulator.RepeatedAnswer, func(o *office) {
		card, x := o.begun()
		o.ok(o.DB.Tx(o.t.Context(), auth.System("test"), func(tx *db.Tx) error { // the lease of the first ran out while it still works
			for range 3 {
				if _, err := tx.Exec(o.t.Context(), "INSERT INTO jobs (kind, subscriber, args, due_at, created_at) SELECT kind, 'remote_signing', args, due_at, created_at FROM jobs WHERE kind = 'remote_signing.work' AND subscriber = ''"); err != nil {
					return err
				}
			}
			return nil
		}))
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				for range 5 {
					_ = o.worker.Drain(context.WithoutCancel(o.t.Context()))
				}
			})
		}
		all.Wait()
		o.pass(6)
		o.signed(card, x.ID)
	})
}

func TestAServiceThatNeverAnswersLeavesTheDocumentUnsigned(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d, simulator.Confirm, remotesign.FormCMS)
		o.wire.before = func(*http.Request) error { return errCut }
		card, x := o.begun()
		o.pass(3)
		if got := o.request(x.ID).State; got != remotesign.Waiting {
			t.Fatalf("given up at once: %s", got)
		}
		o.now = x.ExpiresAt.Add(2 * time.Minute)
		o.pass(1)
		o.unsigned(card, x.ID, remotesign.TimedOut, "remote.unreachable")
	})
}

// TestTheWorldMovesWhileThePhoneIsSilent: what was confirmed too late signs nothing, and the phone is told.
func TestTheWorldMovesWhileThePhoneIsSilent(t *testing.T) {
	for _, c := range []struct {
		name    string
		move    func(o *office, card documents.Document)
		trouble string
	}{
		{"a newer text", func(o *office, card documents.Document) {
			o.ok(o.Signing.Refuse(o.t.Context(), o.Minister, card.ID, "Исправьте дату"))
			o.Version(card.ID, "Приказ о ремонте дорог, исправленный")
			o.ok(o.Signing.SendToSignature(o.t.Context(), o.Author, card.ID))
		}, "signing.stale_version"},
		{"he refused on the screen", func(o *office, card documents.Document) {
			o.ok(o.Signing.Refuse(o.t.Context(), o.Minister, card.ID, "Не согласен"))
		}, "signing.wrong_state"},
		{"he is dismissed", func(o *office, _ documents.Document) {
			o.Tx(func(tx *db.Tx) error {
				_, err := tx.Exec(o.t.Context(), "UPDATE employees SET dismissed_at = $1 WHERE id = $2", tx.Now, o.Minister.PersonID)
				return err
			})
		}, "remote.signer_left"},
		{"his account is closed", func(o *office, _ documents.Document) {
			o.Tx(func(tx *db.Tx) error { return o.session.Disable(o.t.Context(), tx, o.Minister.AccountID) })
		}, "remote.signer_left"},
		{"it is signed by other means", func(o *office, card documents.Document) {
			v, err := o.Documents.CurrentVersion(o.t.Context(), o.DB, card.ID)
			o.ok(err)
			_, err = o.Signing.StandSign(o.t.Context(), o.Minister, card.ID, v.SHA256)
			o.ok(err)
		}, "signing.wrong_state"},
	} {
		for _, looked := range []bool{false, true} {
			name := c.name + ", and he confirms before the program looks"
			if looked {
				name = c.name + ", and he confirms when the program has looked"
			}
			t.Run(name, func(t *testing.T) {
				dbtest.Each(t, func(t *testing.T, d *db.DB) {
					o := settle(t, d, simulator.Ask, remotesign.FormCMS)
					card, x := o.begun()
					o.pass(2)
					c.move(o, card)
					if looked {
						o.pass(2)
					}
					o.ok(o.phone.Decide(t.Context(), o.shown(), simulator.Confirm))
					o.pass(4)
					if got := o.request(x.ID); got.State != remotesign.Failed || got.Trouble != c.trouble {
						t.Errorf("%s %q", got.State, got.Trouble)
					}
					for _, sig := range o.signatures(card) {
						if sig.Means == signing.Remote {
							t.Error("signed after all")
						}
					}
				})
			})
		}
	}
}

func TestAnActingOfficerSignsOnHisOwnPhone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d, simulator.Ask, remotesign.FormCMS)
		card, v := o.sent()
		today := o.Town.Org.Today(t.Context(), d, o.Body, o.now)
		o.Town.Order(o.Deputy, o.Minister, today.AddDays(-1), today.AddDays(1), "Приказ № 7")
		deputy := o.Town.Actor(o.Deputy.PersonID)
		deputy.SteppedUp = true
		x, err := o.remote.Begin(t.Context(), deputy, card.ID, v.SHA256)
		o.ok(err)
		o.pass(1)
		o.ok(o.phone.Decide(t.Context(), o.shown(), simulator.Confirm))
		o.pass(2)
		got, err := o.remote.Get(t.Context(), deputy, x.ID)
		o.ok(err)
		list := o.signatures(card)
		if got.State != remotesign.Signed || len(list) != 1 || list[0].SignerPost != "И. о. министра строительства" {
			t.Errorf("%s %q, signatures %d", got.State, got.Trouble, len(list))
		}
	})
}

// TestASubstitutionThatEndsTakesThePowerWithIt: the phone may be answered a day later, the order counts as it stands.
func TestASubstitutionThatEndsTakesThePowerWithIt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d, simulator.Ask, remotesign.FormCMS)
		card, v := o.sent()
		o.Town.Order(o.Deputy, o.Minister, calendar.MustParse("2020-01-01"), calendar.MustParse("2099-01-01"), "Приказ № 7")
		deputy := o.Town.Actor(o.Deputy.PersonID)
		deputy.SteppedUp = true
		x, err := o.remote.Begin(t.Context(), deputy, card.ID, v.SHA256)
		o.ok(err)
		o.pass(1)
		o.Tx(func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE substitutions SET cancelled_at = $1", tx.Now)
			return err
		})
		o.ok(o.phone.Decide(t.Context(), o.shown(), simulator.Confirm))
		o.pass(3)
		got, err := o.remote.Get(t.Context(), deputy, x.ID)
		o.ok(err)
		if got.State != remotesign.Failed || len(o.signatures(card)) != 0 {
			t.Errorf("%s %q", got.State, got.Trouble)
		}
	})
}

func TestAForgottenRequestEnds(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d, simulator.Ask, remotesign.FormCMS)
		card, x := o.begun()
		o.Tx(func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), "DELETE FROM jobs")
			return err
		})
		o.now = x.ExpiresAt.Add(2 * time.Hour)
		o.ok(remotesign.EndForgotten(t.Context(), o.remote))
		o.unsigned(card, x.ID, remotesign.TimedOut, "remote.timed_out")
	})
}
