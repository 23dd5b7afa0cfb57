package enrolment

import (
	"context"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

const (
	extrasEvery  = 10 * time.Minute
	extrasAtOnce = 50
)

// EndExtras ends, when a reception is over, what is left of the applications of children who are enrolled elsewhere. Until
// then the choice is the parents': they withdraw the extra ones, or give up the place for another school (domain.md §6.8).
// The job may be killed halfway: what has its end is passed over.
func (s *Service) EndExtras(ctx context.Context) error {
	over, err := db.All[Campaign](ctx, s.db, "SELECT "+campaignColumns+" FROM enrolment_campaigns WHERE closes2 <= $1", s.db.Now())
	if err != nil {
		return err
	}
	for _, c := range over {
		for n := extrasAtOnce; n == extrasAtOnce; {
			if n, err = s.endExtrasOf(ctx, c); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Service) endExtrasOf(ctx context.Context, c Campaign) (n int, err error) {
	err = s.db.Tx(ctx, auth.System("enrolment"), func(tx *db.Tx) error {
		list, err := db.All[Enrolment](ctx, tx, "SELECT "+enrolmentColumns+` FROM enrolments WHERE campaign_id = $1 AND state IN ($2, $3, $4)
			AND child IN (SELECT child FROM enrolments WHERE campaign_id = $1 AND state = $5) ORDER BY id LIMIT $6`+tx.Words().Lock,
			c.ID, Checks, NeedsConfirmation, Eligible, Enrolled, extrasAtOnce)
		if err != nil {
			return err
		}
		for _, e := range list {
			if err := s.endExtra(ctx, tx, e); err != nil {
				return err
			}
		}
		n = len(list)
		return nil
	})
	return n, err
}

// placeOf is where a child has his place, and by what order.
type placeOf struct {
	School   string        `db:"school"`
	Number   string        `db:"number"`
	SignedOn calendar.Date `db:"signed_on"`
}

func (s *Service) endExtra(ctx context.Context, tx *db.Tx, e Enrolment) error {
	place, err := db.One[placeOf](ctx, tx, `SELECT s.name AS school, o.number AS number, o.signed_on AS signed_on FROM enrolments e
		JOIN enrolment_schools s ON s.id = e.school_id JOIN enrolment_orders o ON o.id = e.order_id
		WHERE e.campaign_id = $1 AND e.child = $2 AND e.state = $3 ORDER BY e.id LIMIT 1`, e.CampaignID, e.Child, Enrolled)
	if err != nil {
		return err
	}
	was := e.State
	e.Reason = "Ребёнок зачислен: " + place.School + ", приказ № " + place.Number + " от " + place.SignedOn.Russian() +
		". Приём закончен, поэтому заявление в другую школу закрыто без вашего участия."
	if err := s.takenBack(ctx, tx, &e); err != nil {
		return err
	}
	e.State, e.ChangedAt = Withdrawn, tx.Now
	return s.save(ctx, tx, &e, "enrolment.extra_ended", was)
}
