package epgu

import (
	"context"
	"errors"

	"veche/internal/exchange/epgu/contract"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
)

// work lodges an application and passes on what was said of it. Done twice, it is done once: the application has a key of
// its own in the order, and each word of the applicant a line.
func (s *Service) work(ctx context.Context, a Work) error {
	o, known, err := orderOf(ctx, s.db, a.Portal, a.OrderID, "")
	if err != nil || !known {
		return err // a word that came before its application waits for it
	}
	if o.State == Stored {
		if o, err = s.lodge(ctx, o); err != nil {
			return err
		}
	}
	if o.ApplicationID == nil {
		return nil
	}
	return s.db.Tx(ctx, system(), func(tx *db.Tx) error { return s.passOn(ctx, tx, a) })
}

// lodge brings an application to the desk, or puts it where a person looks at it.
func (s *Service) lodge(ctx context.Context, o Order) (Order, error) {
	route, known, err := routeOf(ctx, s.db, o.Namespace, o.Code, calendar.DateOf(s.db.Now(), moscow))
	if err != nil {
		return o, err
	}
	if !known {
		return s.settle(ctx, o.ID, func(o *Order) { o.State, o.Error = Sorting, "" })
	}
	form, err := contract.ReadForm([]byte(o.Raw))
	if err != nil || form.Order == nil {
		return s.settle(ctx, o.ID, func(o *Order) { o.State, o.Error = Faulty, "epgu.order_unreadable" })
	}
	files := route.sorted(o.Files.V)
	lodging, err := route.lodging(*form.Order, files)
	if err == nil {
		lodging.Key = o.key()
		var place Place
		if place, err = s.Desk.Lodge(ctx, lodging); err == nil {
			return s.settle(ctx, o.ID, func(o *Order) {
				o.State, o.Error, o.RouteID, o.ServiceID = Lodged, "", &route.ID, &place.ServiceID
				o.Year, o.Sequence, o.Number, o.Files.V = place.Year, place.Sequence, place.Number, files
			})
		}
	}
	if kind := fail.KindOf(err); kind == fail.Internal || kind == fail.Unready || kind == fail.TooMany {
		return o, err // trouble of the machine: the job tries again
	}
	s.log.WarnContext(ctx, "epgu order cannot be lodged", "order", o.ID, "code", fail.Code(err))
	return s.settle(ctx, o.ID, func(o *Order) { o.State, o.Error = Faulty, said(err) })
}

// said is what stands beside a faulty order: the code and, where the refusal names it, what is wrong.
func said(err error) string {
	var refusal *fail.Error
	if errors.As(err, &refusal) {
		if why, ok := refusal.Params["why"].(string); ok && why != "" {
			return contract.Clean(refusal.Code+": "+why, 500)
		}
		for field, why := range refusal.Fields {
			return contract.Clean(refusal.Code+": "+field+" "+why, 500)
		}
	}
	return fail.Code(err)
}

// settle writes what became of an order. Its application may have been made meanwhile: that it is there is told by its own
// change, which comes after.
func (s *Service) settle(ctx context.Context, id int64, set func(o *Order)) (o Order, err error) {
	err = s.db.Tx(ctx, system(), func(tx *db.Tx) error {
		if o, err = orderByID(ctx, tx, id, tx.Words().Lock); err != nil || o.State == Lodged {
			return err
		}
		set(&o)
		if err := saveOrder(ctx, tx, &o); err != nil || o.State != Lodged {
			return err
		}
		return jobs.Add(ctx, tx, Look{OrderID: o.ID})
	})
	return o, err
}

// passOn gives the desk the files and the words of the applicant, each once.
func (s *Service) passOn(ctx context.Context, tx *db.Tx, a Work) error {
	o, known, err := orderOf(ctx, tx, a.Portal, a.OrderID, tx.Words().Lock)
	if err != nil || !known || o.ApplicationID == nil {
		return err
	}
	lines, err := linesOf(ctx, tx, o, In)
	if err != nil {
		return err
	}
	for _, l := range lines {
		if l.State != Waiting {
			continue
		}
		if l.What == AboutCancel {
			err = s.passCancel(ctx, tx, o, &l)
		} else {
			err = s.passText(ctx, tx, o, &l)
		}
		if err != nil {
			return err
		}
		if err := saveLine(ctx, tx, &l); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) passCancel(ctx context.Context, tx *db.Tx, o Order, l *Line) error {
	l.State = Taken
	result, comment := contract.CancelWaits, "Ведомство рассмотрит отмену."
	shown, err := s.Desk.Shown(ctx, tx, *o.ApplicationID)
	if err != nil {
		return err
	}
	if shown.Final {
		result, comment = contract.CancelRejected, "Рассмотрение заявления уже закончено."
	} else if !shown.CancelAsked {
		if err := s.Desk.AskCancel(ctx, tx, *o.ApplicationID, l.Comment); err != nil {
			if fail.KindOf(err) != fail.Conflict {
				return err
			}
			result, comment = contract.CancelRejected, "На этой стадии заявление уже нельзя отменить."
		}
	}
	l.Code = result
	_, err = enter(ctx, tx, Line{Direction: Out, What: CancelResponse, Key: "cancel/" + l.AnswersTo + "/" + result, Portal: o.Portal, OrderID: o.OrderID, State: Ready,
		Way: ByReply, Code: result, Comment: comment, AnswersTo: l.AnswersTo})
	return err
}

func (s *Service) passText(ctx context.Context, tx *db.Tx, o Order, l *Line) error {
	err := s.Desk.Write(ctx, tx, *o.ApplicationID, l.Comment, nil)
	if err != nil && fail.KindOf(err) != fail.Conflict {
		return err
	}
	if l.State = Taken; err != nil { // the application is closed: nobody reads what is said of it now
		l.State, l.Error = Refused, fail.Code(err)
		return nil
	}
	_, err = enter(ctx, tx, Line{Direction: Out, What: TextResponse, Key: "text/" + l.AnswersTo, Portal: o.Portal, OrderID: o.OrderID, State: Ready, Way: ByReply, AnswersTo: l.AnswersTo})
	return err
}
