package catalogue

import (
	"fmt"
	"time"
)

// Order is how applications stand in a strict order (domain.md §6.8, §6.9): when the door opens, what may stand in it only
// once, in what a place is counted, and which answer gives the group.
type Order struct {
	Opens   string   `json:"opens,omitempty" maxLength:"16" doc:"Local date and time 2027-04-01T15:00; empty: open always"`
	Closes  string   `json:"closes,omitempty" maxLength:"16"`
	Zone    string   `json:"zone" maxLength:"60" doc:"Europe/Samara"`
	Subject []string `json:"subject" maxItems:"8" doc:"Paths of the answers that together may stand in the order once: child, school, year"`
	Place   []string `json:"place" maxItems:"8" doc:"Paths of the answers in which a place is counted: school, group"`
	Group   string   `json:"group,omitempty" maxLength:"100" doc:"Path of the answer that gives the group of priority"`
}

const localTime = "2006-01-02T15:04"

// OpensAt is the instant of the opening; zero when it is open always.
func (o Order) OpensAt() (time.Time, error) { return o.instant(o.Opens) }

// ClosesAt is the instant from which applications are no longer taken; zero when there is none.
func (o Order) ClosesAt() (time.Time, error) { return o.instant(o.Closes) }

func (o Order) instant(local string) (time.Time, error) {
	zone, err := time.LoadLocation(o.Zone)
	if err != nil {
		return time.Time{}, fmt.Errorf("zone of the order: %w", err)
	}
	if local == "" {
		return time.Time{}, nil
	}
	t, err := time.ParseInLocation(localTime, local, zone)
	return t.UTC(), err
}
