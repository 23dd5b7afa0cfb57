package enrolment

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
	"veche/internal/services"
)

// DirectiveSigned announces that the card of an order has its signature.
type DirectiveSigned struct {
	DocumentID int64 `json:"document_id"`
}

func (DirectiveSigned) Kind() string { return "enrolment.order_signed" }

// cardMoved hears of every saved card: an order that was signed, or taken back by its author.
func (s *Service) cardMoved(ctx context.Context, tx *db.Tx, from documents.State, d documents.Document) error {
	if d.Flow != documents.Directive || from == d.State || d.State != documents.Signed && d.State != documents.Withdrawn {
		return nil
	}
	o, found, err := orderOn(ctx, tx, d.ID)
	if err != nil || !found || o.State != OrderPrepared {
		return err
	}
	if d.State == documents.Signed {
		return jobs.Add(ctx, tx, DirectiveSigned{d.ID})
	}
	return s.release(ctx, tx, o)
}

func orderOn(ctx context.Context, r db.Reader, documentID int64) (o Order, found bool, err error) {
	list, err := db.All[Order](ctx, r, "SELECT "+orderColumns+" FROM enrolment_orders WHERE document_id = $1", documentID)
	if err != nil || len(list) == 0 {
		return o, false, err
	}
	return list[0], true, nil
}

// release gives the applications of an order that will not be signed back to the queue. Their ranks are as they were.
func (s *Service) release(ctx context.Context, tx *db.Tx, o Order) error {
	if _, err := tx.Exec(ctx, "UPDATE enrolment_orders SET state = $1 WHERE id = $2", OrderWithdrawn, o.ID); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "UPDATE enrolments SET state = $1, order_id = NULL, seat = $2, changed_at = $3, version = version + 1 WHERE order_id = $4 AND state = $5",
		Eligible, false, tx.Now, o.ID, Ordered); err != nil {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{Action: "enrolment_order.withdrawn", Object: o.Ref(), From: string(OrderPrepared), To: string(OrderWithdrawn)})
}

// linesAtOnce is how many outcomes of an order go into the account in one transaction.
const linesAtOnce = 50

// onSigned lets a signed order take effect: it gets its number, and each of its applications its end. The job may come
// twice, and it may be killed halfway: what has its end is passed over.
func (s *Service) onSigned(ctx context.Context, job DirectiveSigned) error {
	card, err := s.directives.Number(ctx, job.DocumentID)
	if err != nil {
		return err
	}
	o, inForce, err := s.comesIntoForce(ctx, card)
	if err != nil || !inForce {
		return err
	}
	for n := linesAtOnce; n == linesAtOnce; {
		if n, err = s.settleLines(ctx, o); err != nil {
			return err
		}
	}
	return nil
}

// comesIntoForce writes the number of the card on the order. A text that is not the one which the register has written
// decides about nobody.
func (s *Service) comesIntoForce(ctx context.Context, card documents.Document) (o Order, inForce bool, err error) {
	err = s.db.Tx(ctx, auth.System("enrolment"), func(tx *db.Tx) error {
		var found bool
		if o, found, err = orderOn(ctx, tx, card.ID); err != nil || !found || o.State == OrderWithdrawn {
			return err
		}
		if inForce = o.State == OrderSigned; inForce {
			return nil
		}
		sha, err := s.directives.SHA256(ctx, tx, card.ID)
		if err != nil {
			return err
		}
		if sha != o.SHA256 {
			return s.release(ctx, tx, o)
		}
		if o.Signatory, err = s.directives.SignatoryOf(ctx, tx, card); err != nil {
			return err
		}
		o.State, o.Number, o.SignedOn, inForce = OrderSigned, card.Number, card.RegisteredOn, true
		if _, err := tx.Exec(ctx, "UPDATE enrolment_orders SET state = $1, number = $2, signed_on = $3, signatory = $4 WHERE id = $5",
			o.State, o.Number, o.SignedOn, o.Signatory, o.ID); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "enrolment_order.signed", Object: o.Ref(), From: string(OrderPrepared), To: string(OrderSigned),
			Detail: map[string]any{"number": o.Number}})
	})
	return o, inForce, err
}

// settleLines brings the outcome of an order into the next of its applications and their accounts.
func (s *Service) settleLines(ctx context.Context, o Order) (n int, err error) {
	err = s.db.Tx(ctx, auth.System("enrolment"), func(tx *db.Tx) error {
		school, err := db.One[School](ctx, tx, "SELECT "+schoolColumns+" FROM enrolment_schools WHERE id = $1", o.SchoolID)
		if err != nil {
			return err
		}
		list, err := db.All[Enrolment](ctx, tx, "SELECT "+enrolmentColumns+" FROM enrolments WHERE order_id = $1 AND state = $2 ORDER BY id LIMIT $3", o.ID, Ordered, linesAtOnce)
		if err != nil {
			return err
		}
		for _, e := range list {
			if err := s.ends(ctx, tx, o, school, e); err != nil {
				return err
			}
		}
		n = len(list)
		return nil
	})
	return n, err
}

// groundNoPlaces is the ground of the regulation for which a signed order refuses: the only one that ranks lead to
// (273-ФЗ ст. 67 ч. 4).
const groundNoPlaces = "no_places"

func (s *Service) ends(ctx context.Context, tx *db.Tx, o Order, school School, e Enrolment) error {
	e.ChangedAt = tx.Now
	if e.Seat {
		e.State = Enrolled
		if err := s.save(ctx, tx, &e, "enrolment.order", Ordered); err != nil {
			return err
		}
		return s.applications.Enrolled(ctx, tx, e.place(), services.Given{DocumentID: *o.DocumentID, Fact: "Ребёнок зачислен в первый класс: " + school.Name,
			Basis: "приказ " + o.Title(), Officer: o.Signatory})
	}
	e.State, e.Refusal = NoPlace, groundNoPlaces
	if err := s.save(ctx, tx, &e, "enrolment.order", Ordered); err != nil {
		return err
	}
	return s.applications.NotEnrolled(ctx, tx, e.place(), services.Declined{DocumentID: o.DocumentID, Ground: groundNoPlaces,
		Reason: "Места в школе «" + school.Name + "» получили дети, чьё место в порядке раньше: приказ " + o.Title() + "."})
}
