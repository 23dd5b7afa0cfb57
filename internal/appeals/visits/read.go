package visits

import (
	"context"

	"veche/internal/appeals"
	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
)

// DayView is a day of the schedule with how full it is.
type DayView struct {
	Day
	Official string `json:"official" doc:"Surname and initials"`
	Post     string `json:"post"`
	Expected int    `json:"expected"`
	Received int    `json:"received"`
	Free     int    `json:"free" doc:"Times that nobody has taken yet"`
	Mine     bool   `json:"mine" doc:"The reader attends it: he opens its list"`
}

// Sheet is the list of a day.
type Sheet struct {
	DayView
	Visits []Visit  `json:"visits"`
	Times  []string `json:"times" doc:"Free times that are still ahead"`
}

// Card is a visit with what its card is filled from.
type Card struct {
	Visit
	On         calendar.Date     `json:"day"`
	Place      string            `json:"place"`
	Official   string            `json:"official"`
	Post       string            `json:"post"`
	HeldByName string            `json:"held_by"`
	Theme      string            `json:"theme" doc:"Title of the code in the classifier"`
	AppealNo   string            `json:"appeal_number" doc:"Of the appeal that came of the visit; empty while it waits for its number"`
	PreviousNo string            `json:"previous_number"`
	AboutNo    string            `json:"about_number" doc:"Of the appeal from whose card the visit was agreed"`
	Before     []appeals.Earlier `json:"before" doc:"Answered appeals of the same name that the reader sees"`
}

// Days is the schedule of the body. It holds no visitors: everybody in the body may look when receptions are.
func (s *Service) Days(ctx context.Context, by auth.Actor, from, to calendar.Date) ([]DayView, error) {
	if from.IsZero() || to.Before(from) || from.DaysUntil(to) > 366 {
		return nil, fail.Field("visit.fields_wrong", "to", "wrong_period")
	}
	days, err := s.daysBetween(ctx, s.db, by.BodyID, from, to)
	if err != nil {
		return nil, err
	}
	list := make([]DayView, 0, len(days))
	for _, d := range days {
		v, _, err := s.dayView(ctx, by, d)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

// dayView counts a day and tells its free times that are ahead.
func (s *Service) dayView(ctx context.Context, by auth.Actor, d Day) (v DayView, free []string, err error) {
	v = DayView{Day: d, Mine: d.attends(by)}
	official, err := s.org.Person(ctx, s.db, d.OfficialID)
	if err != nil {
		return v, nil, err
	}
	v.Official, v.Post = official.ShortName, official.Post
	type count struct {
		At    string `db:"at"`
		State State  `db:"state"`
	}
	rows, err := db.All[count](ctx, s.db, "SELECT at, state FROM visits WHERE day_id = $1 AND state <> $2", d.ID, Cancelled)
	if err != nil {
		return v, nil, err
	}
	taken := map[string]bool{}
	for _, r := range rows {
		taken[r.At] = true
		switch r.State {
		case Expected:
			v.Expected++
		case Received:
			v.Received++
		}
	}
	free = s.free(ctx, d, taken)
	v.Free = len(free)
	return v, free, nil
}

func (s *Service) free(ctx context.Context, d Day, taken map[string]bool) []string {
	list, zone, now := []string{}, s.org.Zone(ctx, s.db, d.BodyID), s.db.Now()
	for _, at := range d.Times() {
		if !taken[at] && d.bookable(at, now, zone) == nil {
			list = append(list, at)
		}
	}
	return list
}

// List opens the list of a day; names of citizens stand in it, so the reading is written down.
func (s *Service) List(ctx context.Context, by auth.Actor, dayID int64) (sh Sheet, err error) {
	d, err := s.day(ctx, s.db, dayID)
	if err != nil {
		return sh, err
	}
	if err := d.seen(by); err != nil {
		return sh, err
	}
	if err := audit.Seen(ctx, s.db, by, d.Ref()); err != nil {
		return sh, err
	}
	if sh.DayView, sh.Times, err = s.dayView(ctx, by, d); err != nil {
		return sh, err
	}
	sh.Visits, err = s.visitsOf(ctx, s.db, dayID)
	return sh, err
}

// Open is the card of a visit for those who attend the day; the reading is written down.
func (s *Service) Open(ctx context.Context, by auth.Actor, id int64) (c Card, err error) {
	v, d, err := s.openVisit(ctx, s.db, by, id)
	if err != nil {
		return c, err
	}
	if err := audit.Seen(ctx, s.db, by, v.Ref()); err != nil {
		return c, err
	}
	return s.card(ctx, by, v, d)
}

func (s *Service) card(ctx context.Context, by auth.Actor, v Visit, d Day) (c Card, err error) {
	c = Card{Visit: v, On: d.On, Place: d.Place, Before: []appeals.Earlier{}}
	official, err := s.org.Person(ctx, s.db, d.OfficialID)
	if err != nil {
		return c, err
	}
	c.Official, c.Post = fullName(official), official.Post
	if v.HeldBy != nil {
		who, err := s.org.Person(ctx, s.db, *v.HeldBy)
		if err != nil {
			return c, err
		}
		c.HeldByName = who.ShortName
	}
	if c.AppealNo, err = s.numberOf(ctx, v.AppealID); err != nil {
		return c, err
	}
	if c.PreviousNo, err = s.numberOf(ctx, v.PreviousID); err != nil {
		return c, err
	}
	if c.AboutNo, err = s.numberOf(ctx, v.AboutID); err != nil {
		return c, err
	}
	if v.Code != "" {
		if c.Theme, err = s.appeals.ThemeTitle(ctx, v.Code); err != nil {
			return c, err
		}
	}
	if v.State == Expected {
		before, err := s.appeals.AnsweredBefore(ctx, s.db, by, v.BodyID, v.Name)
		if err != nil {
			return c, err
		}
		c.Before = append(c.Before, before...)
	}
	return c, nil
}

// Line is a visit as the card of its appeal shows it.
type Line struct {
	ID         int64         `db:"id" json:"id"`
	DayID      int64         `db:"day_id" json:"day_id"`
	On         calendar.Date `db:"day" json:"day"`
	At         string        `db:"at" json:"at"`
	State      State         `db:"state" json:"state" enum:"expected,received,absent,cancelled"`
	Outcome    Outcome       `db:"outcome" json:"outcome" enum:",oral,written,taken,elsewhere,refused"`
	OutOfTurn  bool          `db:"out_of_turn" json:"out_of_turn"`
	OfficialID int64         `db:"official_id" json:"-"`
	BodyID     int64         `db:"body_id" json:"-"`
	Official   string        `db:"-" json:"official"`
	Mine       bool          `db:"-" json:"mine" doc:"The reader attends the day: he opens the visit"`
}

// OfAppeal are the visits that were agreed on the card of an appeal, and that of which it came, for who sees the appeal.
func (s *Service) OfAppeal(ctx context.Context, by auth.Actor, appealID int64) ([]Line, error) {
	if err := s.about(ctx, s.db, by, &appealID); err != nil {
		return nil, err
	}
	list, err := db.All[Line](ctx, s.db, `SELECT v.id, v.day_id, d.day, v.at, v.state, v.outcome, v.out_of_turn, d.official_id, d.body_id FROM visits v JOIN visit_days d ON d.id = v.day_id
		WHERE v.about_id = $1 OR v.appeal_id = $1 ORDER BY d.day, v.at, v.id`, appealID)
	for i, one := range list {
		official, err := s.org.Person(ctx, s.db, one.OfficialID)
		if err != nil {
			return nil, err
		}
		list[i].Official, list[i].Mine = official.ShortName, Day{BodyID: one.BodyID, OfficialID: one.OfficialID}.attends(by)
	}
	return list, err
}

// numberOf is the number of an appeal; none has none.
func (s *Service) numberOf(ctx context.Context, id *int64) (string, error) {
	if id == nil {
		return "", nil
	}
	card, err := s.documents.Get(ctx, s.db, *id)
	return card.Number, err
}

// fullName is how a document names an employee.
func fullName(e org.Employee) string { return text.FullName(e.Surname, e.Name, e.Patronymic) }
