package remotesign_test

import (
	"strings"
	"sync"
	"testing"

	"veche/internal/exchange/remotesign"
	"veche/internal/exchange/remotesign/simulator"
	"veche/internal/platform/audit/audittest"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
)

func refused(t *testing.T, err error, code string) {
	t.Helper()
	if !fail.Is(err, code) {
		t.Errorf("got %v, want %s", err, code)
	}
}

func TestWhoMayBegin(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d, simulator.Ask, remotesign.FormCMS)
		card, v := o.sent()
		forgetful := o.Minister
		forgetful.SteppedUp = false
		for _, c := range []struct {
			name, sha, code string
			by              auth.Actor
		}{
			{"an assistant prepares and never signs", v.SHA256, "signing.assistant", o.Assistant},
			{"the author does not", v.SHA256, "signing.denied", o.Author},
			{"who does not see the card learns nothing", v.SHA256, "document.not_found", o.Head},
			{"the minister does not sign another text", strings.Repeat("0", 64), "signing.stale_version", o.Minister},
			{"the minister gives his password first", v.SHA256, "session.step_up", forgetful},
		} {
			_, err := o.remote.Begin(t.Context(), c.by, card.ID, c.sha)
			if !fail.Is(err, c.code) {
				t.Errorf("%s: %v", c.name, err)
			}
		}
		if o.pass(1); len(o.wire.calls) != 0 {
			t.Errorf("the service was asked: %v", o.wire.calls)
		}
	})
}

func TestWithoutAServiceNobodyBegins(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d, simulator.Ask, remotesign.FormCMS)
		card, v := o.sent()
		none := remotesign.New(d, remotesign.Server{}, 0, remotesign.Subjects{Signing: o.Signing}, nil)
		_, err := none.Begin(t.Context(), o.Minister, card.ID, v.SHA256)
		refused(t, err, "remote.not_set_up")
		if none.Offered() || !o.remote.Offered() {
			t.Error("what is offered is not what is set up")
		}
	})
}

func TestBegunTwiceIsOneRequest(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d, simulator.Ask, remotesign.FormCMS)
		card, v := o.sent()
		ids := make([]int64, 6)
		var all sync.WaitGroup
		for i := range ids {
			all.Go(func() {
				x, err := o.remote.Begin(t.Context(), o.Minister, card.ID, v.SHA256)
				if err != nil {
					t.Error(err)
				}
				ids[i] = x.ID
			})
		}
		all.Wait()
		for _, id := range ids {
			if id != ids[0] {
				t.Errorf("requests %v", ids)
			}
		}
		o.pass(2)
		if n := o.wire.called("/requests"); n != 1 {
			t.Errorf("the service was asked %d times", n)
		}
	})
}

func TestRequestsOfOthersAreNotThere(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settle(t, d, simulator.Ask, remotesign.FormCMS)
		_, x := o.begun()
		for _, by := range []auth.Actor{o.Assistant, o.Author, o.Deputy, auth.System("test")} {
			_, err := o.remote.Get(t.Context(), by, x.ID)
			refused(t, err, "remote.not_found")
			_, err = o.remote.Cancel(t.Context(), by, x.ID)
			refused(t, err, "remote.not_found")
		}
		if got := o.request(x.ID).State; got != remotesign.Waiting {
			t.Errorf("the request is %s", got)
		}
	})
}

func TestATakenBackRequestSignsNothing(t *testing.T) {
	each(t, simulator.Ask, func(o *office) {
		card, x := o.begun()
		o.pass(2)
		got, err := o.remote.Cancel(o.t.Context(), o.Minister, x.ID)
		o.ok(err)
		if got.State != remotesign.Cancelled {
			o.t.Errorf("the request is %s", got.State)
		}
		o.pass(2)
		if n := o.wire.called("/cancel"); n != 1 {
			o.t.Errorf("the service heard of it %d times", n)
		}
		o.ok(o.phone.Decide(o.t.Context(), o.shown(), simulator.Confirm)) // too late
		o.pass(3)
		o.unsigned(card, x.ID, remotesign.Cancelled, "remote.cancelled")
		audittest.Has(o.t, o.DB, card.Ref(), "remote_signing.cancelled", "waiting", "cancelled")
		again, err := o.remote.Cancel(o.t.Context(), o.Minister, x.ID)
		if err != nil || again.State != remotesign.Cancelled {
			o.t.Errorf("taken back twice: %s %v", again.State, err)
		}
	})
}

// shown is the name by which the service knows the last request.
func (o *office) shown() string {
	o.t.Helper()
	id, err := db.One[string](o.t.Context(), o.DB, "SELECT service_id FROM remote_signings ORDER BY id DESC LIMIT 1")
	o.ok(err)
	return id
}
