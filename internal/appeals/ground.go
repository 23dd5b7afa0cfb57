package appeals

import (
	"maps"
	"slices"
)

// Ground is a reason of art. 11 for leaving an appeal without an answer on its substance, or that of art. 8.7 for giving
// a complaint back.
type Ground string

const (
	NoNameOrAddress      Ground = "no_name_or_address"    // ч. 1
	CourtDecision        Ground = "court_decision"        // ч. 2
	Abusive              Ground = "abusive"               // ч. 3
	Unreadable           Ground = "unreadable"            // ч. 4
	NoSubstance          Ground = "no_substance"          // ч. 4.1
	CorrespondenceCeased Ground = "correspondence_ceased" // ч. 5
	AnswerPublished      Ground = "answer_published"      // ч. 5.1
	Secret               Ground = "secret"                // ч. 6
	NoOtherBody          Ground = "no_other_body"         // ст. 8 ч. 7: only those complained of are competent
)

// Consequence is what a ground asks of the office.
type Consequence struct {
	Notice   bool // the author is told, where his name and address can be read
	InSeven  bool // within seven days of registration
	Return   bool // the appeal itself goes back
	Decision bool // a signed decision of the head or of who is authorised
	Previous int  // at least so many earlier answers are named
	Link     bool // the address of the published answer is given
}

var consequences = map[Ground]Consequence{
	NoNameOrAddress:      {},
	CourtDecision:        {Notice: true, InSeven: true, Return: true},
	Abusive:              {Notice: true},
	Unreadable:           {Notice: true, InSeven: true},
	NoSubstance:          {Notice: true, InSeven: true},
	CorrespondenceCeased: {Notice: true, Decision: true, Previous: 2},
	AnswerPublished:      {Notice: true, InSeven: true, Link: true},
	Secret:               {Notice: true},
	NoOtherBody:          {Notice: true, InSeven: true, Return: true},
}

// Consequence of the ground; false for a word that is none.
func (g Ground) Consequence() (Consequence, bool) {
	c, known := consequences[g]
	return c, known
}

// Grounds are those that apply to a kind: a message is not under art. 11 and has reasons of its own, only a complaint is
// given back for want of another body.
func Grounds(k Kind) []Ground {
	if !k.ByLaw() {
		return slices.Sorted(maps.Keys(reasons))
	}
	return slices.DeleteFunc(slices.Sorted(maps.Keys(consequences)), func(g Ground) bool { return g == NoOtherBody && k != Complaint })
}
