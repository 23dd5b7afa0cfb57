package remotesign_test

import (
	"testing"
	"time"

	"veche/internal/documents"
	"veche/internal/exchange/remotesign"
	"veche/internal/exchange/remotesign/simulator"
	"veche/internal/platform/audit/audittest"
)

// TestMoodsOfTheService: only what the signatory confirms over these very bytes is a signature.
func TestMoodsOfTheService(t *testing.T) {
	each(t, simulator.Ask, func(o *office) {
		for _, c := range moods {
			o.run(string(c.mood), func() {
				o.in(c.mood)
				card, x := o.begun()
				o.pass(8)
				o.endedSo(c, card, x.ID)
				audittest.Has(o.t, o.DB, card.Ref(), "remote_signing.begun", "", "waiting")
				audittest.Has(o.t, o.DB, card.Ref(), "remote_signing."+string(c.state), "waiting", string(c.state))
			})
		}
	})
}

// moodCase is what comes of a request in a mood of the service.
type moodCase struct {
	mood    simulator.Mood
	state   remotesign.State
	trouble string
}

var moods = []moodCase{
	{simulator.Confirm, remotesign.Signed, ""},
	{simulator.Slow, remotesign.Signed, ""},
	{simulator.LostAnswer, remotesign.Signed, ""},
	{simulator.RepeatedAnswer, remotesign.Signed, ""},
	{simulator.Forgetful, remotesign.Signed, ""},
	{simulator.Refuse, remotesign.Refused, "remote.refused"},
	{simulator.SwappedDigest, remotesign.Failed, "signing.invalid_signature"},
	{simulator.Foreign, remotesign.Failed, "signing.foreign_certificate"},
	{simulator.Broken, remotesign.Failed, "remote.broken_answer"},
}

func (o *office) endedSo(c moodCase, card documents.Document, id int64) {
	o.t.Helper()
	if c.state == remotesign.Signed {
		o.signed(card, id)
		return
	}
	if o.form == remotesign.FormRaw && c.mood == simulator.Broken {
		c.trouble = "signing.invalid_signature" // a few octets can only be tried
	}
	o.unsigned(card, id, c.state, c.trouble)
	if why := o.request(id).Reason; c.trouble == "signing.invalid_signature" && why == "" {
		o.t.Error("what is wrong with the signature is not said")
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
