package remotesign_test

import (
	"testing"
	"time"

	"veche/internal/exchange/remotesign"
	"veche/internal/exchange/remotesign/simulator"
	"veche/internal/platform/audit/audittest"
)

// TestMoodsOfTheService: only what the signatory confirms over these very bytes is a signature.
func TestMoodsOfTheService(t *testing.T) {
	for _, c := range []struct {
		mood    simulator.Mood
		state   remotesign.State
		trouble string
	}{
		{simulator.Confirm, remotesign.Signed, ""},
		{simulator.Slow, remotesign.Signed, ""},
		{simulator.LostAnswer, remotesign.Signed, ""},
		{simulator.RepeatedAnswer, remotesign.Signed, ""},
		{simulator.Forgetful, remotesign.Signed, ""},
		{simulator.Refuse, remotesign.Refused, "remote.refused"},
		{simulator.SwappedDigest, remotesign.Failed, "signing.invalid_signature"},
		{simulator.Foreign, remotesign.Failed, "signing.foreign_certificate"},
		{simulator.Broken, remotesign.Failed, "remote.broken_answer"},
	} {
		t.Run(string(c.mood), func(t *testing.T) {
			each(t, c.mood, func(o *office) {
				card, x := o.begun()
				o.pass(8)
				if c.state == remotesign.Signed {
					o.signed(card, x.ID)
				} else {
					trouble := c.trouble
					if o.form == remotesign.FormRaw && c.mood == simulator.Broken {
						trouble = "signing.invalid_signature" // a few octets can only be tried
					}
					o.unsigned(card, x.ID, c.state, trouble)
					if why := o.request(x.ID).Reason; trouble == "signing.invalid_signature" && why == "" {
						o.t.Error("what is wrong with the signature is not said")
					}
				}
				audittest.Has(o.t, o.DB, card.Ref(), "remote_signing.begun", "", "waiting")
				audittest.Has(o.t, o.DB, card.Ref(), "remote_signing."+string(c.state), "waiting", string(c.state))
			})
		})
	}
}

func TestNobodyLooksAtThePhone(t *testing.T) {
	each(t, simulator.TimeOut, func(o *office) {
		card, x := o.begun()
		o.pass(3)
		if got := o.request(x.ID).State; got != remotesign.Waiting {
			o.t.Fatalf("the request is %s before its time", got)
		}
		o.now = x.ExpiresAt.Add(time.Second)
		o.pass(1)
		o.unsigned(card, x.ID, remotesign.TimedOut, "remote.timed_out")
	})
}
