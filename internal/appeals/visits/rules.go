package visits

import (
	"time"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/fail"
)

// office says whether the actor keeps the receptions of the body: the records office does.
func office(by auth.Actor, bodyID int64) bool {
	return by.BodyID == bodyID && by.Can(documents.RightRegister)
}

// attends says whether the actor has to do with this day: the office, the official himself, who acts for him, who helps him.
func (d Day) attends(by auth.Actor) bool {
	return office(by, d.BodyID) || by.BodyID == d.BodyID && (by.ActsFor(d.OfficialID) || by.Helps(d.OfficialID))
}

// seen hides a day from everybody else: it holds names of citizens.
func (d Day) seen(by auth.Actor) error {
	if !d.attends(by) {
		return fail.New(fail.NotFound, "visit.no_day", "day %d is not seen by person %d", d.ID, by.PersonID)
	}
	return nil
}

// over reports whether a time of the day has passed; without a time, whether the day has come.
func (d Day) over(at string, now time.Time, zone *time.Location) bool {
	today := calendar.DateOf(now, zone)
	switch {
	case d.On.Before(today):
		return true
	case d.On.After(today):
		return false
	case at == "":
		return true
	}
	here := now.In(zone)
	return minutesOf(at) <= here.Hour()*60+here.Minute()
}

// bookable says whether somebody may be written down for a time.
func (d Day) bookable(at string, now time.Time, zone *time.Location) error {
	switch {
	case d.CancelledWhy != "":
		return fail.New(fail.Conflict, "visit.day_cancelled", "day %d is cancelled", d.ID)
	case at == "" && d.On.After(calendar.DateOf(now, zone)):
		return fail.New(fail.Conflict, "visit.too_early", "%s is ahead", d.On)
	case at == "":
		return nil // who came without an appointment is written down afterwards too
	case d.over(at, now, zone):
		return fail.New(fail.Conflict, "visit.past", "%s %s is over", d.On, at)
	}
	for _, one := range d.Times() {
		if one == at {
			return nil
		}
	}
	return fail.Field("visit.no_time", "at", "unknown")
}

// open says whether anything can be decided about a visit.
func (v Visit) open(version int64) error {
	switch {
	case v.State != Expected:
		return fail.New(fail.Conflict, "visit.over", "visit %d is %s", v.ID, v.State)
	case version != 0 && version != v.Version:
		return fail.New(fail.Conflict, "document.stale", "visit %d is at version %d", v.ID, v.Version)
	}
	return nil
}
