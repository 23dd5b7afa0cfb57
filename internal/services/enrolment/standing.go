package enrolment

import (
	"context"
	"fmt"
	"time"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/services"
)

// Standing is what a parent sees of an application: his place and why.
type Standing struct {
	Number     string
	School     string
	Child      string
	AcceptedAt time.Time
	Stage      Stage
	Group      string // in words, "" before the checks are over
	State      State
	Reason     string
	Place      int      // among the eligible, 0 while there is none
	Ahead      string   // who stands before it, by right
	Moves      []string // why the place is another one than at first
	Free       int      // places that are left in the school
	Why        string
	Order      string    // of enrolment, "" before it
	OrderFrom  time.Time // before it no order of the stage is made
	Elsewhere  string    // the school that holds a place for the child meanwhile
	ExtraUntil string    // the day on which an extra application is ended by itself, in words
	MayLeave   bool      // he may withdraw it himself
	Paper      string    // name of the extract or the notice, "" while there is none
}

// StandingOf tells how the application at a place of the order stands; nil where it is in no register of schools. Nobody
// else is in it but as a number.
func (s *Service) StandingOf(ctx context.Context, r db.Reader, place services.Ref) (*Standing, error) {
	e, found, err := s.at(ctx, r, place)
	if err != nil || !found {
		return nil, err
	}
	v, err := s.standing(ctx, r, e)
	return &v, err
}

func (s *Service) at(ctx context.Context, r db.Reader, place services.Ref) (Enrolment, bool, error) {
	list, err := db.All[Enrolment](ctx, r, "SELECT "+enrolmentColumns+" FROM enrolments WHERE service_id = $1 AND year = $2 AND sequence = $3", place.ServiceID, place.Year, place.Sequence)
	if err != nil || len(list) == 0 {
		return Enrolment{}, false, err
	}
	return list[0], true, nil
}

func (s *Service) standing(ctx context.Context, r db.Reader, e Enrolment) (v Standing, err error) {
	v = Standing{Number: e.Number, School: e.Asked, Child: e.ChildName, AcceptedAt: e.AcceptedAt, Stage: e.Stage, Group: groupWords[e.Group], State: e.State, Reason: e.Reason,
		MayLeave: e.can(Withdraw) == nil, Paper: e.paperName()}
	if e.SchoolID == nil {
		v.Why = "Школа не найдена в перечне: приёмная комиссия уточнит её у вас. Место по времени подачи за вами сохранено."
		return v, nil
	}
	if v.School, err = db.One[string](ctx, r, "SELECT name FROM enrolment_schools WHERE id = $1", *e.SchoolID); err != nil {
		return v, err
	}
	c, err := s.campaign(ctx, r, e.CampaignID)
	if err != nil {
		return v, err
	}
	v.ExtraUntil = calendar.DateOf(c.Closes2, s.org.Zone(ctx, r, e.BodyID)).InWords()
	if v.OrderFrom = c.Closes1; e.Stage == 2 {
		v.OrderFrom = c.Opens2
	}
	if err := s.around(ctx, r, e, &v); err != nil {
		return v, err
	}
	if e.OrderID != nil {
		o, err := db.One[Order](ctx, r, "SELECT "+orderColumns+" FROM enrolment_orders WHERE id = $1", *e.OrderID)
		if err != nil {
			return v, err
		}
		v.Order = o.Title()
	}
	v.Why = e.why(v)
	return v, nil
}

// around adds what others in the register mean for the application, as numbers.
func (s *Service) around(ctx context.Context, r db.Reader, e Enrolment, v *Standing) error {
	places, _, err := s.placesOf(ctx, r, *e.SchoolID, e.Year)
	if err != nil {
		return err
	}
	held, err := s.seatsIn(ctx, r, *e.SchoolID, e.Year)
	if err != nil {
		return err
	}
	v.Free = max(places-held, 0)
	if !e.Seat {
		names, err := db.All[string](ctx, r, `SELECT s.name FROM enrolments e JOIN enrolment_schools s ON s.id = e.school_id WHERE e.campaign_id = $1 AND e.child = $2 AND e.seat AND e.id <> $3`,
			e.CampaignID, e.Child, e.ID)
		if err != nil {
			return err
		}
		if len(names) > 0 {
			v.Elsewhere = names[0]
		}
	}
	if e.State != Eligible || v.Elsewhere != "" {
		return nil
	}
	return s.ahead(ctx, r, e, v)
}

// groupWords are the groups in words.
var groupWords = map[Group]string{
	GroupOutOfTurn: "внеочередное право", GroupFirstTurn: "первоочередное право на закреплённой территории",
	GroupSibling: "в школе учится брат или сестра", GroupResident: "закреплённая территория", GroupOther: "свободные места",
}

// why explains the place in words.
func (e Enrolment) why(v Standing) string {
	group := fmt.Sprintf("Этап %d, группа %d – %s", e.Stage, e.Group, groupWords[e.Group])
	switch e.State {
	case Checks:
		return "Школа проверяет адрес и право на преимущество. Место по времени подачи за вами сохранено."
	case NeedsConfirmation:
		return "Школа просит показать подлинники: " + e.Reason
	case Refused:
		return "Отказано: " + e.Reason
	case Withdrawn:
		return "Заявление отозвано: " + e.Reason
	case Ordered:
		return group + ". Приказ подготовлен и ждёт подписи."
	case Enrolled:
		return group + ". Ребёнок зачислен приказом " + v.Order + "."
	case NoPlace:
		return group + ". Свободных мест не осталось: их получили дети, чьё место в порядке раньше (приказ " + v.Order + ")."
	}
	if v.Elsewhere != "" {
		return "Место ребёнку уже есть: " + v.Elsewhere + ". Пока оно за вами, это заявление мест не занимает. Оставьте одно: отзовите это заявление или откажитесь от того места. Если ничего не сделать, это заявление закроется само, когда закончится приём: " + v.ExtraUntil
	}
	return fmt.Sprintf("%s. Внутри группы порядок – по времени приёма. Перед вами %d, свободных мест %d. Приказ издаётся после конца этапа.", group, v.Place-1, v.Free)
}
