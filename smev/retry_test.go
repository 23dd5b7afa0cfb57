package smev

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"veche/smev/message"
)

func TestWaitsGrowAndEnd(t *testing.T) {
	for _, b := range []Backoff{backoffFailure, backoffOverflow, backoffHandler} {
		for attempts := range 60 {
			want := b.Most
			if attempts < 20 {
				want = min(b.Most, b.First<<max(attempts-1, 0))
			}
			if got := b.after(attempts); got < want*4/5 || got > want*6/5+1 {
				t.Errorf("after %d attempts %v instead of about %v", attempts, got, want)
			}
		}
	}
}

func TestWhatFollowsFromAnAttempt(t *testing.T) {
	fault := func(k message.FaultKind) error { return fmt.Errorf("wrapped: %w", &message.Fault{Kind: k}) }
	for name, c := range map[string]struct {
		err       error
		retry     message.Retry
		uncertain bool
		atLeast   time.Duration
	}{
		"a failure of SMEV":           {fault(message.SMEVFailure), message.Later, false, 8 * time.Second},
		"an overflow":                 {fault(message.DestinationOverflow), message.Later, false, 48 * time.Second},
		"the end of life":             {fault(message.EndOfLifeReached), message.WithNewLife, false, 0},
		"a stale identifier":          {fault(message.StaleMessageID), message.WithNewID, false, 0},
		"a repetition":                {fault(message.MessageIsAlreadySent), message.Accepted, false, 0},
		"no access":                   {fault(message.AccessDenied), message.Never, false, 0},
		"a fault nobody knows":        {fault("NewFault"), message.Never, false, 0},
		"a connection that broke":     {&TransportError{Err: errors.New("EOF")}, message.Later, true, 8 * time.Second},
		"a node that was not reached": {&TransportError{Err: errors.New("refused"), NotSent: true}, message.Later, false, 8 * time.Second},
		"a page of a gateway":         {&TransportError{Status: 502, Err: errors.New("html")}, message.Later, true, 8 * time.Second},
		"a message that is wrong":     {fmt.Errorf("%w: no content", ErrUnwritable), message.Never, false, 0},
		"a wrong signature of SMEV":   {&message.SignatureError{Holder: message.SMEVSignature, Absent: true}, message.Later, true, 8 * time.Second},
	} {
		got := judge(c.err, 1)
		if got.retry != c.retry || got.uncertain != c.uncertain || got.wait < c.atLeast {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
