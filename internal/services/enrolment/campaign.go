package enrolment

import (
	"context"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// CampaignInput are the dates of a reception, in the time of the body: 2027-04-01T15:00.
type CampaignInput struct {
	ServiceID int64  `json:"service_id" minimum:"1"`
	Year      int    `json:"year" minimum:"2020" maximum:"2100"`
	Opens1    string `json:"opens1" minLength:"16" maxLength:"16" doc:"Stage 1: rights and residents"`
	Closes1   string `json:"closes1" minLength:"16" maxLength:"16"`
	Opens2    string `json:"opens2" minLength:"16" maxLength:"16" doc:"Stage 2: everybody, while there are places"`
	Closes2   string `json:"closes2" minLength:"16" maxLength:"16"`
	Version   int64  `json:"version,omitempty"`
}

const localTime = "2006-01-02T15:04"

// CampaignView is a reception; by its dates the door of the portal opens and closes.
type CampaignView struct {
	Campaign
	Service string          `json:"service"`
	Zone    string          `json:"zone"`
	Local   [4]string       `json:"local" doc:"The four moments in the time of the body, as they are typed"`
	Open    Stage           `json:"open" doc:"The stage that is open now; 0: none"`
	Past    []PastDatesView `json:"past" doc:"Who has set the dates, and what they were: the newest first"`
}

// ServiceChoice is a service of the body that has an order of applications.
type ServiceChoice struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
}

// Campaigns lists the receptions of the officer's body, the newest first.
func (s *Service) Campaigns(ctx context.Context, by auth.Actor) ([]CampaignView, error) {
	if !by.Can(RightEnrol) {
		return nil, fail.New(fail.Denied, "enrolment.denied", "campaigns")
	}
	type row struct {
		Campaign
		Service string `db:"service"`
	}
	list, err := db.All[row](ctx, s.db, "SELECT "+db.Columns[Campaign]("c")+", s.short_name AS service FROM enrolment_campaigns c JOIN services s ON s.id = c.service_id WHERE c.body_id = $1 ORDER BY c.year DESC, c.id", by.BodyID)
	if err != nil {
		return nil, err
	}
	views, zone, now := make([]CampaignView, len(list)), s.org.Zone(ctx, s.db, by.BodyID), s.db.Now()
	for i, r := range list {
		views[i] = CampaignView{Campaign: r.Campaign, Service: r.Service, Zone: zone.String(), Local: r.Dates.local(zone), Open: r.StageAt(now)}
		if views[i].Past, err = s.pastDates(ctx, r.ID, zone); err != nil {
			return nil, err
		}
	}
	return views, nil
}

// Services are those of the body for which a reception may be set.
func (s *Service) Services(ctx context.Context, by auth.Actor) ([]ServiceChoice, error) {
	if !by.Can(RightEnrol) {
		return nil, fail.New(fail.Denied, "enrolment.denied", "services")
	}
	return db.All[ServiceChoice](ctx, s.db, "SELECT id, short_name AS name FROM services WHERE body_id = $1 AND active ORDER BY short_name, id", by.BodyID)
}

// dates are the moments of a reception, checked by the Order of the ministry (приказ № 458 п. 17): stage 1 opens not later
// than 1 April and ends on 30 June, stage 2 opens on 6 July, and all is over by 5 September.
func (in CampaignInput) dates(zone *time.Location) (c Campaign, err error) {
	wrong := map[string]string{}
	for _, one := range []struct {
		name, typed string
		into        *time.Time
	}{{"opens1", in.Opens1, &c.Opens1}, {"closes1", in.Closes1, &c.Closes1}, {"opens2", in.Opens2, &c.Opens2}, {"closes2", in.Closes2, &c.Closes2}} {
		at, err := time.ParseInLocation(localTime, one.typed, zone)
		if err != nil {
			wrong[one.name] = "wrong_format"
		}
		*one.into = at.UTC()
	}
	in.lawful(c, zone, wrong)
	if len(wrong) > 0 {
		return c, fail.Fields("enrolment.dates_wrong", wrong)
	}
	return c, nil
}

// lawful names what the Order of the ministry does not allow.
func (in CampaignInput) lawful(c Campaign, zone *time.Location, wrong map[string]string) {
	day := func(month time.Month, day int) time.Time { return time.Date(in.Year, month, day, 0, 0, 0, 0, zone) }
	switch {
	case len(wrong) > 0:
	case !c.Opens1.Before(c.Closes1):
		wrong["closes1"] = "closes_before"
	case c.Opens2.Before(c.Closes1):
		wrong["opens2"] = "stages_overlap"
	case !c.Opens2.Before(c.Closes2):
		wrong["closes2"] = "closes_before"
	case !c.Opens1.Before(day(time.April, 2)):
		wrong["opens1"] = "after_april"
	case c.Closes1.After(day(time.July, 1)):
		wrong["closes1"] = "after_june"
	case c.Opens2.Before(day(time.July, 6)):
		wrong["opens2"] = "before_july"
	case !c.Closes2.Before(day(time.September, 6)):
		wrong["closes2"] = "after_september"
	}
}

// AddCampaign sets the reception of a year.
func (s *Service) AddCampaign(ctx context.Context, by auth.Actor, in CampaignInput) (c Campaign, err error) {
	if !by.Can(RightEnrol) {
		return c, fail.New(fail.Denied, "enrolment.denied", "campaigns")
	}
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if c, err = in.dates(s.org.Zone(ctx, tx, by.BodyID)); err != nil {
			return err
		}
		ours, err := db.Exists(ctx, tx, "SELECT 1 FROM services WHERE id = $1 AND body_id = $2", in.ServiceID, by.BodyID)
		if err != nil {
			return err
		}
		if !ours {
			return fail.Field("enrolment.dates_wrong", "service_id", "unknown")
		}
		known, err := db.Exists(ctx, tx, "SELECT 1 FROM enrolment_campaigns WHERE year = $1 AND (service_id = $2 OR body_id = $3)", in.Year, in.ServiceID, by.BodyID)
		if err != nil {
			return err
		}
		if known {
			return fail.New(fail.Conflict, "enrolment.campaign_known", "year %d", in.Year)
		}
		c.BodyID, c.ServiceID, c.Year, c.Version = by.BodyID, in.ServiceID, in.Year, 1
		if c.ID, err = db.Insert(ctx, tx, "enrolment_campaigns", c); err != nil {
			return err
		}
		if err := keepDates(ctx, tx, c); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "enrolment_campaign.set", Object: c.Ref(), Detail: in})
	})
	return c, err
}

// ChangeCampaign moves the dates of a reception. An application keeps the stage in which it came.
func (s *Service) ChangeCampaign(ctx context.Context, by auth.Actor, id int64, in CampaignInput) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		c, err := s.campaign(ctx, tx, id)
		missing := fail.New(fail.NotFound, "enrolment.no_campaign", "no campaign %d", id)
		if c, err = absent(c, err, missing); err != nil {
			return err
		}
		if err := officer(by, c.BodyID, missing); err != nil {
			return err
		}
		in.Year = c.Year
		at, err := in.dates(s.org.Zone(ctx, tx, c.BodyID))
		if err != nil {
			return err
		}
		n, err := tx.Exec(ctx, "UPDATE enrolment_campaigns SET opens1 = $1, closes1 = $2, opens2 = $3, closes2 = $4, version = version + 1 WHERE id = $5 AND version = $6",
			at.Opens1, at.Closes1, at.Opens2, at.Closes2, id, in.Version)
		if err != nil {
			return err
		}
		if n == 0 {
			return fail.New(fail.Conflict, "enrolment.stale", "the campaign is of another version")
		}
		c.Dates, c.Version = at.Dates, in.Version+1
		if err := keepDates(ctx, tx, c); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "enrolment_campaign.changed", Object: c.Ref(), Detail: in})
	})
}
