package smev

import (
	"errors"
	"math/rand/v2"
	"time"

	"veche/smev/message"
)

// Backoff is how long to wait before trying again: the first time, then twice as long each time, up to the most. A fifth
// more or less is left to chance, so that systems which a failure has stopped together do not come back together.
type Backoff struct {
	First time.Duration
	Most  time.Duration
}

// The waits. SMEV asks to go on without end after its own failures, and an overflowing queue needs longer to empty.
var (
	backoffFailure  = Backoff{10 * time.Second, 15 * time.Minute}
	backoffOverflow = Backoff{time.Minute, 30 * time.Minute}
	backoffHandler  = Backoff{5 * time.Second, 15 * time.Minute}
)

func (b Backoff) after(attempts int) time.Duration {
	wait := b.First
	for range min(attempts-1, 30) {
		if wait *= 2; wait >= b.Most {
			wait = b.Most
			break
		}
	}
	return wait*4/5 + rand.N(wait*2/5+1)
}

// outcome of an attempt to send.
type outcome struct {
	retry     message.Retry
	wait      time.Duration
	uncertain bool
	fault     *message.Fault
	problem   string
}

// judge says what follows from the error of an attempt.
func judge(err error, attempts int) outcome {
	var fault *message.Fault
	var transport *TransportError
	switch {
	case errors.As(err, &fault):
		wait := backoffFailure
		if fault.Kind == message.DestinationOverflow {
			wait = backoffOverflow
		}
		return outcome{retry: fault.Kind.Retry(), wait: wait.after(attempts), fault: fault}
	case errors.Is(err, ErrUnwritable):
		return outcome{retry: message.Never, problem: err.Error()}
	case errors.As(err, &transport):
		return outcome{retry: message.Later, wait: backoffFailure.after(attempts), uncertain: !transport.NotSent, problem: err.Error()}
	}
	return outcome{retry: message.Later, wait: backoffFailure.after(attempts), uncertain: true, problem: err.Error()}
}
