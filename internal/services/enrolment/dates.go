package enrolment

import (
	"context"
	"time"

	"veche/internal/platform/db"
	"veche/internal/services/intake"
)

// Dates are the two stages of a reception (приказ Минпросвещения № 458 п. 17).
type Dates struct {
	Opens1  time.Time `db:"opens1" json:"opens1"`
	Closes1 time.Time `db:"closes1" json:"closes1"`
	Opens2  time.Time `db:"opens2" json:"opens2"`
	Closes2 time.Time `db:"closes2" json:"closes2"`
}

func (d Dates) local(zone *time.Location) (typed [4]string) {
	for n, at := range []time.Time{d.Opens1, d.Closes1, d.Opens2, d.Closes2} {
		typed[n] = at.In(zone).Format(localTime)
	}
	return typed
}

// Windows tells the door when applications are taken: in the two stages of each year, and never between them.
func (s *Service) Windows(ctx context.Context, r db.Reader, serviceID int64) ([]intake.Window, error) {
	years, err := db.All[Dates](ctx, r, "SELECT opens1, closes1, opens2, closes2 FROM enrolment_campaigns WHERE service_id = $1 ORDER BY opens1", serviceID)
	list := make([]intake.Window, 0, 2*len(years))
	for _, d := range years {
		list = append(list, intake.Window{Opens: d.Opens1, Closes: d.Closes1}, intake.Window{Opens: d.Opens2, Closes: d.Closes2, No: 1})
	}
	return list, err
}

// pastDates is a version of the dates: who has set it.
type pastDates struct {
	CampaignID int64 `db:"campaign_id"`
	Version    int64 `db:"version"`
	Dates
	At     time.Time `db:"at"`
	Person string    `db:"person"`
}

// PastDatesView is a version of the dates as its officer sees it.
type PastDatesView struct {
	Version int64     `json:"version"`
	At      time.Time `json:"at"`
	Person  string    `json:"person"`
	Local   [4]string `json:"local"`
}

// keepDates writes down the dates of a campaign with who has set them: an application is explained by those of its day.
func keepDates(ctx context.Context, tx *db.Tx, c Campaign) error {
	_, err := tx.Exec(ctx, `INSERT INTO enrolment_campaign_versions (campaign_id, version, opens1, closes1, opens2, closes2, at, person)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`, c.ID, c.Version, c.Opens1, c.Closes1, c.Opens2, c.Closes2, tx.Now, tx.By.Name)
	return err
}

func (s *Service) pastDates(ctx context.Context, campaignID int64, zone *time.Location) ([]PastDatesView, error) {
	list, err := db.All[pastDates](ctx, s.db, "SELECT "+db.Columns[pastDates]("")+` FROM enrolment_campaign_versions WHERE campaign_id = $1
		ORDER BY version DESC`, campaignID)
	views := make([]PastDatesView, len(list))
	for i, v := range list {
		views[i] = PastDatesView{v.Version, v.At, v.Person, v.local(zone)}
	}
	return views, err
}
