package calendar

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// published is the file in which an office keeps what was signed after the release of the program: the production
// calendars of further years, and the days off of the region.
type published struct {
	Years []Year `json:"years"`
	Days  []Day  `json:"days"`
}

// Load is the calendar with the years and the days of a file (JSON). A year of the file replaces the one that is known;
// what cannot be is refused as a whole, because every term is counted by it.
func (c Calendar) Load(file io.Reader) (Calendar, error) {
	in := json.NewDecoder(file)
	in.DisallowUnknownFields()
	var p published
	if err := in.Decode(&p); err != nil {
		return c, fmt.Errorf("calendar: %w", err)
	}
	for _, y := range p.Years {
		if err := y.Check(); err != nil {
			return c, err
		}
		c = c.WithYear(y)
	}
	for _, d := range p.Days {
		if d.Date.IsZero() || !slices.Contains([]Kind{Working, Short, Off}, d.Kind) {
			return c, errors.New("calendar: a day needs its date and its kind: working, short or off")
		}
	}
	return c.With(p.Days...), nil
}
