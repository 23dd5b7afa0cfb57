package visits

import (
	"context"
	"strings"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Every says how a day of reception repeats.
type Every string

const (
	Once  Every = "once"
	Week  Every = "week"
	Month Every = "month" // the same weekday of the month: «первый вторник»
)

// PlanInput is a schedule of one official.
type PlanInput struct {
	OfficialID int64         `json:"official_id" minimum:"1"`
	Place      string        `json:"place" minLength:"1" maxLength:"300"`
	On         calendar.Date `json:"day" doc:"The first day"`
	Every      Every         `json:"every" enum:"once,week,month"`
	Until      calendar.Date `json:"until,omitempty" doc:"The last day, where it repeats"`
	Starts     string        `json:"starts" pattern:"^([01]\\d|2[0-3]):[0-5]\\d$"`
	Ends       string        `json:"ends" pattern:"^([01]\\d|2[0-3]):[0-5]\\d$"`
	Minutes    int           `json:"minutes" minimum:"5" maximum:"120"`
	Online     bool          `json:"online" doc:"Citizens choose a time by themselves"`
}

// mostDays bounds one schedule: every week of a year.
const mostDays = 53

// Plan writes the days on which an official receives. Days off are left out: nobody receives on them.
func (s *Service) Plan(ctx context.Context, by auth.Actor, in PlanInput) (list []Day, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if !by.Can(documents.RightRegister) {
			return fail.New(fail.Denied, "visit.denied", "receptions are planned by the records office")
		}
		if err := s.checkPlan(ctx, tx, by, &in); err != nil {
			return err
		}
		for _, on := range in.days() {
			if !s.calendar.IsWorking(on) {
				continue
			}
			d := Day{BodyID: by.BodyID, OfficialID: in.OfficialID, On: on, Starts: in.Starts, Ends: in.Ends, Minutes: in.Minutes, Place: in.Place,
				Online: in.Online, CreatedBy: by.PersonID, CreatedAt: tx.Now, Version: 1}
			if d.ID, err = db.Insert(ctx, tx, "visit_days", d); err != nil {
				if _, twice := tx.Words().IsUnique(err); twice {
					return fail.New(fail.Conflict, "visit.planned_already", "%s is planned", d.Ref().Title).With("day", on)
				}
				return err
			}
			list = append(list, d)
			if err := audit.Write(ctx, tx, audit.Entry{Action: "visit_day.planned", Object: d.Ref()}); err != nil {
				return err
			}
		}
		if len(list) == 0 {
			return fail.Field("visit.no_working_day", "day", "day_off")
		}
		return nil
	})
	return list, err
}

func (s *Service) checkPlan(ctx context.Context, r db.Reader, by auth.Actor, in *PlanInput) error {
	in.Place = strings.TrimSpace(in.Place)
	official, err := s.org.Person(ctx, r, in.OfficialID)
	switch {
	case err != nil || official.BodyID != by.BodyID || official.Dismissed():
		return fail.Field("visit.fields_wrong", "official_id", "unknown")
	case in.Place == "":
		return fail.Field("visit.fields_wrong", "place", "required")
	case in.On.Before(s.org.Today(ctx, r, by.BodyID, s.db.Now())):
		return fail.Field("visit.fields_wrong", "day", "past")
	case in.Every != Once && (in.Until.Before(in.On) || in.On.DaysUntil(in.Until) > 366):
		return fail.Field("visit.fields_wrong", "until", "wrong_period")
	case len((Day{Starts: in.Starts, Ends: in.Ends, Minutes: in.Minutes}).Times()) == 0:
		return fail.Field("visit.fields_wrong", "ends", "wrong_period")
	}
	return nil
}

// days are those of the schedule, days off among them.
func (in PlanInput) days() (list []calendar.Date) {
	if in.Every == Once {
		return []calendar.Date{in.On}
	}
	for on := in.On; !on.After(in.Until) && len(list) < mostDays; on = on.AddDays(7) {
		if in.Every == Week || nth(on) == nth(in.On) {
			list = append(list, on)
		}
	}
	return list
}

// nth is which Tuesday of its month a Tuesday is.
func nth(d calendar.Date) int { return (d.Day() - 1) / 7 }

// ReasonInput is why.
type ReasonInput struct {
	Reason string `json:"reason" minLength:"1" maxLength:"500"`
}

// CancelDay calls a day off with all who are expected; those who made their appointment in the account see it there.
func (s *Service) CancelDay(ctx context.Context, by auth.Actor, id int64, reason string) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		d, err := s.held(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := d.seen(by); err != nil {
			return err
		}
		if d.CancelledWhy != "" {
			return fail.New(fail.Conflict, "visit.day_cancelled", "day %d is cancelled", id)
		}
		if d.CancelledWhy = strings.TrimSpace(reason); d.CancelledWhy == "" {
			return fail.Field("visit.fields_wrong", "reason", "required")
		}
		if _, err := db.Update(ctx, tx, "visit_days", d); err != nil {
			return err
		}
		expected, err := s.visitsOf(ctx, tx, id)
		if err != nil {
			return err
		}
		for _, v := range expected {
			if v.State != Expected {
				continue
			}
			v.State, v.Why = Cancelled, d.CancelledWhy
			if err := s.save(ctx, tx, &v, "visit.cancelled", nil); err != nil {
				return err
			}
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "visit_day.cancelled", Object: d.Ref()})
	})
}
