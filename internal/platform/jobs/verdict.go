package jobs

import (
	"errors"
	"fmt"
	"time"
)

// Cancel wraps an error that repetition cannot mend: the job ends, and the log keeps the reason.
func Cancel(err error) error { return &cancelled{err} }

// Snooze asks to run the job again after a while, without counting an attempt: something is not there yet.
func Snooze(d time.Duration) error { return &snoozed{d} }

type cancelled struct{ error }

func (c *cancelled) Error() string { return "cancelled: " + c.error.Error() }
func (c *cancelled) Unwrap() error { return c.error }

type snoozed struct{ time.Duration }

func (s *snoozed) Error() string { return fmt.Sprintf("not before %s", s.Duration) }

const attempts = 14 // about a day with the pauses below

// pause is the time before the next attempt: 1 s, 16 s, 81 s … 8 hours.
func pause(attempt int) time.Duration {
	n := time.Duration(attempt)
	return n * n * n * n * time.Second
}

// outcome is what becomes of a job after its handler.
type outcome struct {
	gone  bool          // deleted
	dead  bool          // shown on the health page
	after time.Duration // the next attempt
	free  bool          // the attempt does not count
	error string
}

func judge(err error, attempt int) outcome {
	var stop *cancelled
	var later *snoozed
	switch {
	case err == nil, errors.As(err, &stop):
		return outcome{gone: true}
	case errors.As(err, &later):
		return outcome{after: later.Duration, free: true}
	case attempt >= attempts:
		return outcome{dead: true, error: brief(err)}
	}
	return outcome{after: pause(attempt), error: brief(err)}
}

// brief is the beginning of an error for the health page.
func brief(err error) string {
	text := []rune(err.Error())
	return string(text[:min(len(text), 500)])
}
