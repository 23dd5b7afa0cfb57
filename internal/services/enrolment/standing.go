package enrolment

import (
	"context"
	"fmt"
	"time"

	"veche/internal/platform/db"
)

// Standing is what a parent sees of an application: his place and why.
type Standing struct {
	Number     string    `json:"number"`
	School     string    `json:"school"`
	AcceptedAt time.Time `json:"accepted_at"`
	State      State     `json:"state"`
	Reason     string    `json:"reason"`
	Place      int       `json:"place"`  // among the eligible, 0 while there is none
	Places     int       `json:"places"` // free in the school
	Why        string    `json:"why"`
	Order      string    `json:"order"` // of enrolment, "" before it
}

// Standings tells an applicant how each of his applications stands, the newest first. Nobody else is in it but as a number.
func (s *Service) Standings(ctx context.Context, r db.Reader, applicant int64) ([]Standing, error) {
	list, err := db.All[Enrolment](ctx, r, "SELECT "+enrolmentColumns+" FROM enrolments WHERE applicant = $1 ORDER BY id DESC LIMIT 50", applicant)
	if err != nil {
		return nil, err
	}
	views := make([]Standing, len(list))
	for i, e := range list {
		if views[i], err = s.standing(ctx, r, e); err != nil {
			return nil, err
		}
	}
	return views, nil
}

func (s *Service) standing(ctx context.Context, r db.Reader, e Enrolment) (v Standing, err error) {
	v = Standing{Number: e.Number, School: e.Asked, AcceptedAt: e.AcceptedAt, State: e.State, Reason: e.Reason}
	if e.SchoolID == nil {
		v.Why = "Школа не найдена в перечне: приёмная комиссия уточнит её у вас."
		return v, nil
	}
	if v.School, err = db.One[string](ctx, r, "SELECT name FROM enrolment_schools WHERE id = $1", *e.SchoolID); err != nil {
		return v, err
	}
	places, _, err := s.placesOf(ctx, r, *e.SchoolID, e.Year)
	if err != nil {
		return v, err
	}
	given, err := s.enrolledIn(ctx, r, *e.SchoolID, e.Year)
	if err != nil {
		return v, err
	}
	v.Places = places - given
	if e.State == Eligible {
		before, err := db.One[int](ctx, r, `SELECT count(*) FROM enrolments WHERE school_id = $1 AND year = $2 AND state = $3
			AND (stage < $4 OR stage = $4 AND (grp < $5 OR grp = $5 AND sequence < $6))`, *e.SchoolID, e.Year, Eligible, e.Stage, e.Group, e.Sequence)
		if err != nil {
			return v, err
		}
		v.Place = before + 1
	}
	if e.OrderID != nil {
		o, err := db.One[Order](ctx, r, "SELECT "+orderColumns+" FROM enrolment_orders WHERE id = $1", *e.OrderID)
		if err != nil {
			return v, err
		}
		v.Order = fmt.Sprintf("№ %d/%d от %s", o.No, o.Year, s.org.Today(ctx, r, e.BodyID, o.At).Russian())
	}
	v.Why = e.why(v)
	return v, nil
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
	case Enrolled:
		return group + ". Ребёнок зачислен приказом " + v.Order + "."
	case NoPlace:
		return group + ". Свободных мест не осталось: их получили дети, чьё место в порядке раньше (приказ " + v.Order + ")."
	}
	return fmt.Sprintf("%s. Внутри группы порядок – по времени приёма. Перед вами %d, свободных мест %d. Приказ издаётся после конца этапа.", group, v.Place-1, v.Places)
}
