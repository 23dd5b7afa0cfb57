package simulator

import (
	"encoding"
	"fmt"
	"slices"
	"strings"
)

// Mood is how the service behaves.
type Mood string

const (
	Ask            Mood = "ask"             // the person decides on the page
	Confirm        Mood = "confirm"         // the person confirms at once
	Refuse         Mood = "refuse"          // the person refuses at once
	Slow           Mood = "slow"            // the person confirms at the third asking
	TimeOut        Mood = "time-out"        // the person never looks at the phone
	SwappedDigest  Mood = "swapped-digest"  // another document is signed
	Foreign        Mood = "foreign"         // another person's certificate signs
	Broken         Mood = "broken"          // what comes is no signature
	LostAnswer     Mood = "lost-answer"     // the first answers with the signature break off
	RepeatedAnswer Mood = "repeated-answer" // every asking is answered with a new signature
	Forgetful      Mood = "forgetful"       // the service loses a request once
)

// Moods are all of them.
var Moods = []Mood{Ask, Confirm, Refuse, Slow, TimeOut, SwappedDigest, Foreign, Broken, LostAnswer, RepeatedAnswer, Forgetful}

var _ encoding.TextUnmarshaler = (*Mood)(nil)

// UnmarshalText reads a mood from the command line.
func (m *Mood) UnmarshalText(text []byte) error {
	*m = Mood(text)
	if slices.Contains(Moods, *m) {
		return nil
	}
	names := make([]string, len(Moods))
	for i, mood := range Moods {
		names[i] = string(mood)
	}
	return fmt.Errorf("no mood %q; there are %s", text, strings.Join(names, ", "))
}

// byItself reports whether the person decides without the page.
func (m Mood) byItself() bool { return m != Ask && m != TimeOut }
