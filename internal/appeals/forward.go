package appeals

import (
	"slices"

	"veche/internal/platform/fail"
)

// MayForward refuses to send a complaint to the very body or official complained of (art. 8.6). Where nobody else is
// competent, the complaint goes back to its author with his right to a court explained (art. 8.7).
func MayForward(a Appeal, complainedOf []int64, to int64) error {
	if a.Kind == Complaint && slices.Contains(complainedOf, to) {
		return fail.New(fail.Conflict, "appeal.complained_of", "appeal %d complains of %d", a.DocumentID, to)
	}
	return nil
}

// Accepted says whether what came by a channel is an appeal at all. Since 30.03.2025 an electronic one is only what an
// identified person sends (547-ФЗ); an e-mail is answered with the name of the proper channel, a telephone call with an
// invitation to write or to come.
func Accepted(o Origin, identified bool) error {
	switch {
	case o == Email:
		return fail.New(fail.Invalid, "appeal.not_by_email", "an e-mail is no appeal")
	case o == Phone:
		return fail.New(fail.Invalid, "appeal.not_by_phone", "a call is no appeal")
	case (o == Website || o == Portal) && !identified:
		return fail.New(fail.Invalid, "appeal.not_identified", "the author is not identified")
	}
	return nil
}
