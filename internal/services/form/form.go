package form

import (
	"regexp"
	"sync"
)

// Limits of a form and of the answers to it.
const (
	mostBytes  = 64 << 10  // of answers
	mostForm   = 512 << 10 // of a form with its dictionaries
	mostDepth  = 6         // of groups and lists, one in another
	mostFields = 300
	mostItems  = 50   // of a list
	mostRunes  = 1000 // of a text whose field names no maxLength
)

// Form is a form that was read and found to stand within the subset. It never changes, so any number of goroutines may
// check answers by it at once.
type Form struct {
	pages []Page
	root  *field
	spare sync.Pool // of *reading
}

// Page is one page of a form with the questions on it.
type Page struct {
	Code  string
	Title string
	Hint  string
	Asks  []Question
}

// Question is a field as a person sees it: its title, and for groups and lists what it consists of.
type Question struct {
	Path  string // from the root, or from the item of its list
	Title string
	Asks  []Question
}

// Problem is one thing that is wrong with the answers. Text is a sentence for the applicant.
type Problem struct {
	Path string `json:"path"` // "children.0.surname"; "" where it is not about one field
	Code string `json:"code"`
	Text string `json:"text"`
}

// Pages are the pages in their order.
func (f *Form) Pages() []Page { return f.pages }

type kind uint8

const (
	absent kind = iota
	text
	number
	integer
	boolean
	group
	list
	// What only answers can be.
	escaped // a text with escapes
	hostile // a text with control characters
	yes
	no
	null
)

// field is one compiled property. Its slot is its place in the frame of its scope: the whole form, or one item of a list.
type field struct {
	name, path, title string
	context           []string // titles of the groups around it, up to its scope
	kind              kind
	slot, span        int // its own place, and how many places it takes with all inside it
	required          bool
	broken            bool      // something is wrong with it: conditions say nothing more of it
	when              condition // nil: always asked
	widget            string
	mask, unit        string

	shortest, longest int // texts, in letters
	pattern           *regexp.Regexp
	format            *format
	choices           map[string]int
	labels            []string
	earliest, latest  *moment

	low, high *float64
	agree     bool // a box that has to be ticked

	fields []*field // of a group, in the order of asking
	byName map[string]*field

	item      *field // of a list; its own frame begins with itself
	few, many int
	unique    bool

	errors map[string]string // the editor's own sentences by code; "" for any
}
