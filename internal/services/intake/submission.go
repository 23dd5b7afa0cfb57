package intake

import (
	"bytes"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"veche/internal/platform/fail"
	"veche/internal/services/receipt"
)

// Submission is an application at the door.
type Submission struct {
	ServiceID int64
	VersionID int64    // published version by which the form was checked; its order decides whether the door is open
	Key       [16]byte // the applicant's idempotency key, a UUID: a repeat with it gets the first number
	Applicant int64    // services.Applicant
	Channel   string   // portal | visit | post | …
	Subject   string   // what may stand in the order only once; "" and an order in the version: taken from the answers
	Place     string   // what the place is counted in; as Subject
	Form      []byte   // the answers, kept byte for byte; empty when DraftID names them
	DraftID   int64    // a draft that was checked before the door opened, 0 for none
}

// Accepted is an application in the order. It never changes.
type Accepted struct {
	ServiceID int64        `db:"service_id"`
	Year      int          `db:"year"`
	Sequence  int64        `db:"sequence"` // from 1, without gaps within service and year
	At        time.Time    `db:"at"`       // grows with the sequence
	VersionID int64        `db:"version_id"`
	Key       []byte       `db:"key"`
	Applicant int64        `db:"applicant"`
	Channel   string       `db:"channel"`
	Subject   string       `db:"subject"`
	Place     string       `db:"place"`
	PlaceNo   int64        `db:"place_no"` // from 1 within the place, 0 outside queues
	Salt      []byte       `db:"salt"`
	Hash      []byte       `db:"leaf"` // of Leaf, as it was when the application was accepted
	DraftID   int64        `db:"draft_id"`
	Form      string       `db:"form"`
	Repeat    bool         `db:"-"` // it stood there already
	Foreign   bool         `db:"-"` // and somebody else has lodged it: number and place alone are told
	Number    string       `db:"-"` // as it is told to the applicant
	Content   receipt.Hash `db:"-"` // what the leaf binds: applicant, channel, subject, form
}

// Number is how an accepted application is called: digits and hyphens, so that it can be told on the telephone. It
// follows from the place in the order, so it needs no keeping.
func Number(serviceID int64, year int, sequence int64) string {
	return fmt.Sprintf("%d-%d-%06d", serviceID, year, sequence)
}

// Leaf is what stands of it in the log of the order.
func (a *Accepted) Leaf() receipt.Leaf {
	return receipt.Leaf{ServiceID: a.ServiceID, Year: a.Year, Sequence: a.Sequence, Number: a.Number, At: a.At,
		Place: a.Place, PlaceNo: a.PlaceNo, Content: a.Content, Salt: receipt.Salt(a.Salt)}
}

// complete computes what follows from the row.
func (a *Accepted) complete() {
	a.Number = Number(a.ServiceID, a.Year, a.Sequence)
	a.Content = receipt.Content(a.Applicant, a.Channel, a.Subject, []byte(a.Form))
}

// mostWord is the longest subject, place and channel: they stand in indexes.
const mostWord = 300

// MostForm is the longest form; files are kept elsewhere and named in it.
const MostForm = 64 << 10

// check refuses what the database would refuse later, when it would take the whole batch down with it.
func (in *Submission) check(serviceID int64) error {
	switch {
	case in.ServiceID != serviceID || in.Applicant == 0 || in.Channel == "" || in.Key == [16]byte{}:
		return fmt.Errorf("a submission needs the service of its version, an applicant, a channel and a key")
	case len(in.Form) == 0 && in.DraftID == 0:
		return fail.New(fail.Invalid, "intake.empty", "neither a form nor a draft")
	case len(in.Form) > MostForm:
		return fail.New(fail.TooLarge, "intake.too_large", "%d bytes", len(in.Form))
	case len(in.Subject) > mostWord || len(in.Place) > mostWord || len(in.Channel) > mostWord:
		return fmt.Errorf("subject, place and channel have %d bytes at most", mostWord)
	case !utf8.Valid(in.Form) || bytes.IndexByte(in.Form, 0) >= 0 || !storable(in.Subject) || !storable(in.Place) || !storable(in.Channel):
		return fail.New(fail.Invalid, "intake.not_text", "the form is no text in UTF-8")
	}
	return nil
}

// storable tells whether both databases keep it as it is.
func storable(s string) bool { return utf8.ValidString(s) && strings.IndexByte(s, 0) < 0 }
