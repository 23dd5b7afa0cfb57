package kindergarten

import (
	"context"
	"fmt"
	"slices"
	"time"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/services"
	"veche/internal/services/directive"
)

// Standing is what a parent sees: his places, why they moved, what is offered, and what he may do.
type Standing struct {
	Number     string
	Child      string
	AcceptedAt time.Time
	State      State
	Reason     string
	Benefit    string
	WishedOn   calendar.Date
	Wishes     []Place
	Now        string // where the child is while a transfer is wished
	Offer      string // kindergarten and group of the direction
	Order      string // by which it was directed
	AnswerBy   calendar.Date
	Basis      string
	Answers    []Answer
	Why        string
	Papers     []int64 // cards of the signed papers about his child, the newest first
	Extract    string  // name of the extract from the order of enrolment, "" while there is none
	Change     *Choosing
}

// Choosing is what the parent may wish; nil while there is nothing to change.
type Choosing struct {
	Gardens  []Kindergarten
	Chosen   []int64 // as many places as there may be wishes, 0 where none is named
	On       calendar.Date
	From, To calendar.Date
	Version  int64
	Transfer bool
}

// Place is the place in the queue of one wished kindergarten.
type Place struct {
	Name  string
	Place int // 0: not in the queue
	Of    int
	Moves []string // why it moved
}

// StandingOf tells how the application at a place of the order stands; nil where it is in no queue.
func (s *Service) StandingOf(ctx context.Context, r db.Reader, place services.Ref) (*Standing, error) {
	list, err := db.All[Record](ctx, r, "SELECT "+recordColumns+" FROM kindergarten_records WHERE service_id = $1 AND year = $2 AND sequence = $3", place.ServiceID, place.Year, place.Sequence)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	one := list[0]
	q, err := s.queue(ctx, r, one.QueueID)
	if err != nil {
		return nil, err
	}
	v := Standing{Number: one.Number, Child: one.ChildName, AcceptedAt: one.AcceptedAt, State: one.State, Reason: one.Reason, Benefit: q.title(one.Benefit), WishedOn: one.WishedOn,
		AnswerBy: one.AnswerBy.Date, Basis: one.Basis, Answers: one.Answers(), Why: whys[one.State]}
	if v.Extract = one.extract(); one.OldGroupID != nil {
		if v.Now, err = s.where(ctx, r, *one.OldGroupID); err != nil {
			return nil, err
		}
	}
	if one.GroupID != nil && one.State != Selected {
		if v.Offer, err = s.where(ctx, r, *one.GroupID); err != nil {
			return nil, err
		}
	}
	if one.FormationID != nil && one.State != Selected {
		f, err := db.One[Formation](ctx, r, "SELECT "+formationColumns+" FROM kindergarten_formations WHERE id = $1", *one.FormationID)
		if err != nil {
			return nil, err
		}
		v.Order = f.Title()
	}
	if v.Papers, err = db.All[int64](ctx, r, "SELECT document_id FROM kindergarten_papers WHERE id = $1 AND state = $2", one.PaperID, directive.InForce); err != nil {
		return nil, err
	}
	if v.Wishes, err = s.wished(ctx, r, one); err != nil {
		return nil, err
	}
	v.Change, err = s.choosing(ctx, r, one)
	return &v, err
}

// choosing are the kindergartens among which the parent may choose anew.
func (s *Service) choosing(ctx context.Context, r db.Reader, one Record) (*Choosing, error) {
	if one.can(Change) != nil {
		return nil, nil
	}
	c := &Choosing{Chosen: make([]int64, mostWishes), On: one.WishedOn, Version: one.Version, Transfer: one.transfer() || one.State == Enrolled}
	var err error
	if c.Gardens, err = s.gardens(ctx, r, one.BodyID); err != nil {
		return nil, err
	}
	now, err := s.gardenOf(ctx, r, one)
	if err != nil {
		return nil, err
	}
	c.Gardens = slices.DeleteFunc(c.Gardens, func(k Kindergarten) bool { return k.ID == now })
	wishes, err := s.wishesOf(ctx, r, one.ID)
	if err != nil {
		return nil, err
	}
	for i, w := range wishes {
		if i < len(c.Chosen) && w.KindergartenID != now {
			c.Chosen[i] = w.KindergartenID
		}
	}
	c.From, c.To = s.dates(ctx, r, one)
	return c, nil
}

var whys = map[State]string{
	Checks:       "Заявление проверяют. Место в очереди считается с минуты его приёма, проверка его не меняет.",
	Recorded:     "Ребёнок на учёте. Сначала идут дети с преимуществом, внутри – по времени постановки на учёт.",
	Selected:     "Место найдено, направление ждёт подписи.",
	Directed:     "Ребёнку выдано направление. Примите его или откажитесь: после отказа ребёнок остаётся на учёте.",
	WishesChange: "Ребёнок на учёте, но в распределении не участвует, пока вы не вернётесь в очередь.",
	Accepted:     "Направление принято. Придите в детский сад с документами и подпишите договор.",
	Enrolled:     "Ребёнок зачислен.",
	Ordered:      "Договор подписан, приказ о зачислении ждёт подписи.",
	Refusing:     "Заявление проверяют. Место в очереди считается с минуты его приёма, проверка его не меняет.",
	Refused:      "В постановке на учёт отказано.",
	Withdrawn:    "Заявление отозвано.",
}

// wished are the queues of the wished kindergartens: children of the same age and kind of group.
func (s *Service) wished(ctx context.Context, r db.Reader, one Record) ([]Place, error) {
	wishes, err := s.wishesOf(ctx, r, one.ID)
	if err != nil {
		return nil, err
	}
	list := make([]Place, len(wishes))
	for i, w := range wishes {
		if list[i].Name, err = db.One[string](ctx, r, "SELECT name FROM kindergartens WHERE id = $1", w.KindergartenID); err != nil {
			return nil, err
		}
		if one.State != Recorded {
			continue
		}
		const among = ` FROM kindergarten_wishes w JOIN kindergarten_records r ON r.id = w.record_id WHERE w.kindergarten_id = $1 AND r.state = $2 AND r.cohort = $3 AND r.profile = $4`
		if list[i].Of, err = db.One[int](ctx, r, "SELECT count(*)"+among, w.KindergartenID, Recorded, one.Cohort, one.Profile); err != nil {
			return nil, err
		}
		before, err := db.One[int](ctx, r, "SELECT count(*)"+among+` AND (w.rank < $5 OR w.rank = $5 AND (r.accepted_at < $6 OR r.accepted_at = $6 AND r.id < $7))`,
			w.KindergartenID, Recorded, one.Cohort, one.Profile, w.Rank, one.AcceptedAt, one.ID)
		if err != nil {
			return nil, err
		}
		list[i].Place = before + 1
		if list[i].Moves, err = s.movesOf(ctx, r, one, w); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// movesOf counts who came before the record and who left since it stands in the queue. Others are numbers.
func (s *Service) movesOf(ctx context.Context, r db.Reader, one Record, w Wish) (words []string, err error) {
	type row struct {
		Why  string `db:"why"`
		Came bool   `db:"came"`
		N    int    `db:"n"`
	}
	list, err := db.All[row](ctx, r, `SELECT m.why, m.came, count(*) AS n FROM kindergarten_moves m
		WHERE m.kindergarten_id = $1 AND m.cohort = $2 AND m.profile = $3 AND m.record_id <> $4 AND (m.rank < $5 OR m.rank = $5 AND m.accepted_at < $6)
		AND m.at >= (SELECT min(o.at) FROM kindergarten_moves o WHERE o.record_id = $4) GROUP BY m.why, m.came ORDER BY m.came, m.why`,
		w.KindergartenID, one.Cohort, one.Profile, one.ID, w.Rank, one.AcceptedAt)
	for _, m := range list {
		words = append(words, fmt.Sprintf("%s: %d", moveWords[m.Why+sign(m.Came)], m.N))
	}
	return words, err
}

func sign(came bool) string {
	if came {
		return "+"
	}
	return "-"
}

var moveWords = map[string]string{
	"recorded+": "встали впереди – подали раньше или имеют преимущество", "wishes+": "выбрали этот сад, стоят на учёте дольше или имеют преимущество",
	"returned+": "вернулись в очередь на своё место", "directed-": "получили направление", "withdrawn-": "отозвали заявление", "wishes-": "выбрали другие сады",
}

// Counter is a queue as everybody may see it: numbers alone.
type Counter struct {
	Name    string
	Waiting int
	Free    int
}

// Counters are the public numbers of the kindergartens of a service, for the school year that is being formed.
func (s *Service) Counters(ctx context.Context, r db.Reader, serviceID int64, on calendar.Date) ([]Counter, error) {
	type row struct {
		Name    string `db:"name"`
		Waiting int    `db:"waiting"`
		Free    int    `db:"free"`
	}
	year := schoolYear(on)
	if on.In(time.UTC).Month() < time.September {
		year++
	}
	list, err := db.All[row](ctx, r, `SELECT k.name,
			(SELECT count(*) FROM kindergarten_wishes w JOIN kindergarten_records r ON r.id = w.record_id WHERE w.kindergarten_id = k.id AND r.state = $1) AS waiting,
			COALESCE((SELECT sum(g.places) FROM kindergarten_groups g WHERE g.kindergarten_id = k.id AND g.year = $2), 0)
			- (SELECT count(*) FROM kindergarten_records r JOIN kindergarten_groups g ON g.id = r.group_id OR g.id = r.old_group_id WHERE g.kindergarten_id = k.id AND g.year = $2) AS free
		FROM kindergartens k JOIN kindergarten_queues q ON q.body_id = k.body_id WHERE q.service_id = $3 ORDER BY k.name, k.id`, Recorded, year, serviceID)
	counters := make([]Counter, len(list))
	for i, one := range list {
		counters[i] = Counter(one)
	}
	return counters, err
}
