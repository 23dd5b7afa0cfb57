package enrolment

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/db"
	"veche/internal/services"
	"veche/internal/services/directive"
)

// orders tells package directive what an order of enrolment holds and what its signature brings.
func (s *Service) orders() directive.Register {
	return directive.Register{Flow: documents.Directive, Table: "enrolment_orders", Object: "enrolment_order", Release: s.release, Settle: s.settleLines}
}

// release gives the applications of an order that will not be signed back to the queue. Their ranks are as they were.
func (s *Service) release(ctx context.Context, tx *db.Tx, orderID int64) error {
	_, err := tx.Exec(ctx, "UPDATE enrolments SET state = $1, order_id = NULL, seat = $2, changed_at = $3, version = version + 1 WHERE order_id = $4 AND state = $5",
		Eligible, false, tx.Now, orderID, Ordered)
	return err
}

// settleLines brings the outcome of an order into the next of its applications and their accounts.
func (s *Service) settleLines(ctx context.Context, tx *db.Tx, orderID int64) (int, error) {
	o, err := db.One[Order](ctx, tx, "SELECT "+orderColumns+" FROM enrolment_orders WHERE id = $1", orderID)
	if err != nil {
		return 0, err
	}
	school, err := db.One[School](ctx, tx, "SELECT "+schoolColumns+" FROM enrolment_schools WHERE id = $1", o.SchoolID)
	if err != nil {
		return 0, err
	}
	return directive.Few(ctx, tx, func(e Enrolment) error { return s.ends(ctx, tx, o, school, e) },
		"SELECT "+enrolmentColumns+" FROM enrolments WHERE order_id = $1 AND state = $2", o.ID, Ordered)
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
