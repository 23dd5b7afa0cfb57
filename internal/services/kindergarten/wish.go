package kindergarten

import (
	"context"
	"slices"
	"strings"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services"
)

// Wished are the kindergartens in their order, and from when a place is wished.
type Wished struct {
	Kindergartens []int64       `json:"kindergartens" minItems:"1" maxItems:"5"`
	On            calendar.Date `json:"on"`
	Version       int64         `json:"version"`
}

// mostWishes is how many kindergartens one child may wait for: as many as the form takes.
const mostWishes = 5

// Change writes the wishes anew for a parent who has come or called.
func (s *Service) Change(ctx context.Context, by auth.Actor, id int64, in Wished) (Record, error) {
	return s.act(ctx, by, id, in.Version, Change, func(tx *db.Tx, q Queue, r *Record) error {
		return s.rewish(ctx, tx, q, r, in)
	})
}

// Rewished is the same in the parent's account. While an offer waits for his answer, or a paper for its signature, there is
// nothing to change: he answers first.
func (s *Service) Rewished(ctx context.Context, tx *db.Tx, place services.Ref, in Wished) error {
	r, err := s.own(ctx, tx, place)
	if err != nil {
		return err
	}
	return s.change(ctx, tx, &r, in.Version, Change, func(q Queue) error { return s.rewish(ctx, tx, q, &r, in) })
}

// rewish writes the wishes anew; the moment of the record stays, and so does a benefit that was proven. Whoever has let an
// offer go stands in the queue again, and of an enrolled child it is a transfer: the place is held until the new one is given.
func (s *Service) rewish(ctx context.Context, tx *db.Tx, q Queue, r *Record, in Wished) error {
	names, err := s.mayWish(ctx, tx, *r, in)
	if err != nil {
		return err
	}
	if r.State == Recorded {
		if err := s.moved(ctx, tx, *r, false, "wishes"); err != nil {
			return err
		}
	}
	if err := s.wish(ctx, tx, q, *r, in.Kindergartens); err != nil {
		return err
	}
	r.WishedOn = in.On
	words := "Желаемые сады: " + strings.Join(names, ", ") + ". Место нужно с " + in.On.Russian() + "."
	switch r.State {
	case Checks:
		return s.applications.Noted(ctx, tx, r.place(), words)
	case Enrolled:
		r.OldGroupID, r.GroupID, r.FormationID, r.ContractOn, r.EnrolBy = r.GroupID, nil, nil, calendar.Date{}, calendar.Deadline{}
		words = "Перевод. " + words + " Нынешнее место за ребёнком сохраняется."
	}
	r.State, r.Reason = Recorded, ""
	if err := s.moved(ctx, tx, *r, true, "wishes"); err != nil {
		return err
	}
	return s.applications.Noted(ctx, tx, r.place(), words+" Дата постановки на учёт прежняя.")
}

// mayWish names the wished kindergartens: of this queue, each once, and for a transfer another one than the child is in. A
// child goes to a kindergarten from two months on (273-ФЗ ст. 67 ч. 1) and until it is eight.
func (s *Service) mayWish(ctx context.Context, r db.Reader, one Record, in Wished) (names []string, err error) {
	if len(in.Kindergartens) == 0 || len(in.Kindergartens) > mostWishes {
		return nil, fail.New(fail.Invalid, "kindergarten.wishes", "%d kindergartens", len(in.Kindergartens)).With("most", mostWishes)
	}
	ours, err := s.gardens(ctx, r, one.BodyID)
	if err != nil {
		return nil, err
	}
	now, err := s.gardenOf(ctx, r, one)
	if err != nil {
		return nil, err
	}
	for _, wish := range in.Kindergartens {
		at := slices.IndexFunc(ours, func(k Kindergarten) bool { return k.ID == wish })
		switch {
		case at < 0:
			return nil, fail.Field("kindergarten.wrong", "kindergartens", "unknown")
		case wish == now:
			return nil, fail.New(fail.Invalid, "kindergarten.there_already", "record %d is in %d", one.ID, wish)
		}
		if !slices.Contains(names, ours[at].Name) {
			names = append(names, ours[at].Name)
		}
	}
	if from, to := s.dates(ctx, r, one); in.On != one.WishedOn && (in.On.Before(from) || in.On.After(to)) {
		return nil, fail.New(fail.Invalid, "kindergarten.wish_date", "%s is not in %s..%s", in.On, from, to).With("from", from.Russian()).With("to", to.Russian())
	}
	return names, nil
}

// gardenOf is the kindergarten in which the child is, 0 where it is in none.
func (s *Service) gardenOf(ctx context.Context, r db.Reader, one Record) (int64, error) {
	group := one.OldGroupID
	if one.State == Enrolled {
		group = one.GroupID
	}
	if group == nil {
		return 0, nil
	}
	return db.One[int64](ctx, r, "SELECT kindergarten_id FROM kindergarten_groups WHERE id = $1", *group)
}

// dates are those between which a place may be wished.
func (s *Service) dates(ctx context.Context, r db.Reader, one Record) (from, to calendar.Date) {
	from = s.org.Today(ctx, r, one.BodyID, s.db.Now())
	if one.BornOn.IsZero() {
		return from, from.AddMonths(7 * 12)
	}
	if ready := one.BornOn.AddMonths(2); ready.After(from) {
		from = ready
	}
	return from, one.BornOn.AddMonths(8 * 12).AddDays(-1)
}

// wish writes the kindergartens of a record in the order in which they are wished, each once.
func (s *Service) wish(ctx context.Context, tx *db.Tx, q Queue, r Record, wished []int64) error {
	if _, err := tx.Exec(ctx, "DELETE FROM kindergarten_wishes WHERE record_id = $1", r.ID); err != nil {
		return err
	}
	seen := map[int64]bool{}
	for _, id := range wished {
		if seen[id] {
			continue
		}
		seen[id] = true
		if _, err := tx.Exec(ctx, "INSERT INTO kindergarten_wishes (record_id, position, kindergarten_id, rank) VALUES ($1, $2, $3, $4)", r.ID, len(seen), id, q.rank(r.Benefit, r.in(id))); err != nil {
			return err
		}
	}
	return s.rankOf(ctx, tx, r.ID)
}

// rankOf writes the rank of the first wish to its record: the whole queue is read by it.
func (s *Service) rankOf(ctx context.Context, tx *db.Tx, recordID int64) error {
	_, err := tx.Exec(ctx, "UPDATE kindergarten_records SET rank = COALESCE((SELECT w.rank FROM kindergarten_wishes w WHERE w.record_id = $1 AND w.position = 1), $2) WHERE id = $1", recordID, general)
	return err
}
