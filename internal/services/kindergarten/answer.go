package kindergarten

import (
	"context"
	"errors"
	"slices"
	"strings"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services"
)

// Answer is what the parent does in his account.
type Answer string

const (
	Accept  Answer = "accept"  // takes the offered place
	Decline Answer = "decline" // lets it go and stays on record
	Return  Answer = "return"  // stands in the queue again with the same wishes
	Leave   Answer = "leave"   // takes the record back; of a transfer the wish to move alone
)

// Answers are open to the parent now.
func (r Record) Answers() []Answer {
	switch r.State {
	case Directed:
		return []Answer{Accept, Decline, Leave}
	case WishesChange:
		return []Answer{Return, Leave}
	case Checks, Recorded, Accepted:
		return []Answer{Leave}
	}
	return nil
}

// own is the record at a place of the order, held until the end of the transaction; that it is the parent's, the caller has
// asked.
func (s *Service) own(ctx context.Context, tx *db.Tx, place services.Ref) (Record, error) {
	r, err := db.One[Record](ctx, tx, "SELECT "+recordColumns+" FROM kindergarten_records WHERE service_id = $1 AND year = $2 AND sequence = $3"+tx.Words().Lock, place.ServiceID, place.Year, place.Sequence)
	if errors.Is(err, db.ErrNone) {
		err = fail.New(fail.NotFound, "kindergarten.not_found", "no record at %d", place.Sequence)
	}
	return r, err
}

// Answered is the act of the parent on his own record.
func (s *Service) Answered(ctx context.Context, tx *db.Tx, place services.Ref, answer Answer) error {
	r, err := s.own(ctx, tx, place)
	if err != nil {
		return err
	}
	if !slices.Contains(r.Answers(), answer) {
		return fail.New(fail.Conflict, "kindergarten.wrong_state", "%s is %s", answer, r.State)
	}
	was := r.State
	switch answer {
	case Accept:
		err = s.accepted(ctx, tx, &r)
	case Decline:
		return s.declined(ctx, tx, &r, "Родитель отказался от предложенного места", "Вы отказались от места: %s.")
	case Return:
		r.State, r.Reason = Recorded, ""
		if err = s.moved(ctx, tx, r, true, "returned"); err == nil {
			err = s.applications.Noted(ctx, tx, r.place(), "Ребёнок снова участвует в распределении. Дата постановки на учёт прежняя.")
		}
	case Leave:
		err = s.takenBack(ctx, tx, &r, "По просьбе родителя")
	}
	if err != nil {
		return err
	}
	return s.save(ctx, tx, &r, string(answer), was)
}

func (s *Service) accepted(ctx context.Context, tx *db.Tx, r *Record) error {
	where, err := s.where(ctx, tx, *r.GroupID)
	if err != nil {
		return err
	}
	r.State = Accepted
	return s.applications.Noted(ctx, tx, r.place(), "Место принято: "+where+". Придите в детский сад с документами и подпишите договор.")
}

// declined frees the offered place and keeps the record: who refuses what was offered, or says nothing in his term, loses
// nothing but it. The date of the record stays.
func (s *Service) declined(ctx context.Context, tx *db.Tx, r *Record, why, told string) error {
	where, err := s.where(ctx, tx, *r.GroupID)
	if err != nil {
		return err
	}
	r.State, r.Reason, r.GroupID, r.FormationID, r.PaperID, r.AnswerBy = WishesChange, why, nil, nil, nil, calendar.Deadline{}
	words := strings.Replace(told, "%s", where, 1) + " Ребёнок остаётся на учёте с прежней датой. Вернитесь в очередь или измените сады."
	if r.transfer() { // the child stays where it is
		r.State, r.GroupID, r.OldGroupID = Enrolled, r.OldGroupID, nil
		words = strings.Replace(told, "%s", where, 1) + " Ребёнок остаётся в своём детском саду."
	}
	if err := s.applications.Noted(ctx, tx, r.place(), words); err != nil {
		return err
	}
	return s.save(ctx, tx, r, "declined", Directed)
}

// takenBack ends a record. Who takes a transfer back keeps the place that the child has.
func (s *Service) takenBack(ctx context.Context, tx *db.Tx, r *Record, reason string) error {
	if r.State == Recorded {
		if err := s.moved(ctx, tx, *r, false, "withdrawn"); err != nil {
			return err
		}
	}
	r.Reason, r.AnswerBy = strings.TrimSpace(reason), calendar.Deadline{}
	if r.transfer() {
		r.State, r.GroupID, r.OldGroupID = Enrolled, r.OldGroupID, nil
		return s.applications.Noted(ctx, tx, r.place(), "Перевод отменён: ребёнок остаётся в своём детском саду.")
	}
	r.State, r.GroupID = Withdrawn, nil
	return s.applications.TakenBack(ctx, tx, r.place(), r.Reason)
}
