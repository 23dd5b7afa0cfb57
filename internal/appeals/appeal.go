package appeals

import (
	"time"

	"veche/internal/platform/calendar"
)

// Kind is what the author asks (59-ФЗ ст. 4), or a message of the feedback platform, which is not an appeal.
type Kind string

const (
	Proposal    Kind = "proposal"    // предложение: to improve laws, the work of bodies, public life
	Application Kind = "application" // заявление: help with a right, or a report of a violation
	Complaint   Kind = "complaint"   // жалоба: restore or protect a right that was violated
	Message     Kind = "message"     // сообщение: a short form with a short term, resolution 1802 of 10.11.2020
)

// ByLaw reports whether 59-ФЗ governs it: its terms, its article 11, its forwarding.
func (k Kind) ByLaw() bool { return k != Message }

// Form is the way the text exists (59-ФЗ ст. 4 п. 1).
type Form string

const (
	Written    Form = "written" // on paper
	Electronic Form = "electronic"
	Oral       Form = "oral" // at a personal reception, art. 13
)

// Recurrence says how the appeal stands to earlier ones of the same author.
type Recurrence string

const (
	First     Recurrence = "first"
	Repeated  Recurrence = "repeated"  // same author, same matter, after an answer or after the term ran out
	Multiple  Recurrence = "multiple"  // the matter was answered several times
	Duplicate Recurrence = "duplicate" // same text before the answer: one answer serves both
)

// Origin is where the appeal came from.
type Origin string

const (
	Post      Origin = "post"
	Courier   Origin = "courier"   // нарочно
	Reception Origin = "reception" // taken at a personal reception
	Website   Origin = "website"   // internet reception after ESIA
	Portal    Origin = "portal"    // ЕПГУ or the feedback platform
	Exchange  Origin = "exchange"  // forwarded by another body
	Phone     Origin = "phone"     // for reference only
	Email     Origin = "email"
)

// identified reports whether the channel has made sure who writes: what came by it is an appeal (art. 7, 547-ФЗ).
func (o Origin) identified() bool { return o == Website || o == Portal }

// Appeal is what the law adds to a card: the row of the table. The id is that of the document.
type Appeal struct {
	DocumentID int64      `db:"document_id"`
	BodyID     int64      `db:"body_id"`
	Kind       Kind       `db:"kind"`
	Form       Form       `db:"form"`
	Origin     Origin     `db:"origin"`
	Collective bool       `db:"collective"`
	Recurrence Recurrence `db:"recurrence"`
	MainID     *int64     `db:"main_id"`   // the appeal whose answer serves this one too
	Migration  bool       `db:"migration"` // facts of migration-law violations (art. 8.3.1, 12.1.1)
	ToHead     bool       `db:"to_head"`   // addressed to the highest official of the region
	SiteVisit  bool       `db:"site_visit"`
	Ground     Ground     `db:"ground"` // of art. 11, empty while there is none

	AnswerBy    calendar.Deadline `db:"answer_by"` // as the law counts it, without the extension
	ExtendedTo  calendar.Deadline `db:"extended_to"`
	ExtendedWhy string            `db:"extended_why"`
	MessageDays int               `db:"message_days"` // term of the topic of a message, 1 to 10
	ToUnit      string            `db:"to_unit"`      // to whom, as the author named them (art. 7)
	ToOfficial  string            `db:"to_official"`
	Requalified string            `db:"requalified_why"` // why a message became an appeal, or the other way round
	WithdrawnAt *time.Time        `db:"withdrawn_at"`
	Rating      int               `db:"rating"` // of the answer, by its author; see Rated
	RatingText  string            `db:"rating_text"`
	Version     int64             `db:"version"`
}

// Due is the day by which the answer must leave, with its derivation.
func (a Appeal) Due() calendar.Deadline {
	if !a.ExtendedTo.Date.IsZero() {
		return a.ExtendedTo
	}
	return a.AnswerBy
}
