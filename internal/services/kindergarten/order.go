package kindergarten

import (
	"context"
	"strconv"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services"
	"veche/internal/services/directive"
)

// Order is the order by which a kindergarten enrols (распорядительный акт, приказ Минпросвещения № 236 п. 15): numbers, nobody's
// name. It is written on a card of documents.
type Order struct {
	directive.Act
	BodyID         int64     `db:"body_id"`
	KindergartenID int64     `db:"kindergarten_id"`
	At             time.Time `db:"at"`
	Person         string    `db:"person"`
	Enrolled       int       `db:"enrolled"`
}

// Ref names the order in the audit.
func (o Order) Ref() audit.Ref { return audit.Ref{Kind: "kindergarten_order", ID: o.ID} }

// Title is how the order is referred to.
func (o Order) Title() string { return "№ " + o.Number + " от " + o.SignedOn.Russian() }

// OrderView is an order as lists show it.
type OrderView struct {
	ID           int64           `json:"id"`
	Kindergarten string          `json:"kindergarten"`
	At           time.Time       `json:"at"`
	DocumentID   int64           `json:"document_id"`
	State        directive.State `json:"state" enum:"prepared,signed,withdrawn"`
	Number       string          `json:"number"`
	Enrolled     int             `json:"enrolled"`
}

// OrderInput says who signs an order.
type OrderInput struct {
	SignatoryID int64 `json:"signatory_id" minimum:"1"`
}

// kindEnrolment is the kind of document of orders of enrolment, as for schools: it asks for a qualified signature.
const kindEnrolment = "Приказ о зачислении"

// orders tells package directive what an order of enrolment holds and what its signature brings.
func (s *Service) orders() directive.Register {
	return directive.Register{Flow: documents.Directive, Table: "kindergarten_orders", Object: "kindergarten_order", Release: s.unordered, Settle: s.enrol}
}

// signedUp is a child with a contract, as the order names it.
type signedUp struct {
	Record
	Group     string `db:"group_name"`
	Direction string `db:"direction"`
}

// Enrol writes the order of a kindergarten for all whose contract is signed. Nobody is enrolled before its signature.
func (s *Service) Enrol(ctx context.Context, by auth.Actor, gardenID int64, in OrderInput) (v OrderView, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		garden, err := s.gardenOfOfficer(ctx, tx, by, gardenID)
		if err != nil {
			return err
		}
		q, err := s.queueOf(ctx, tx, by)
		if err != nil {
			return err
		}
		if _, err := db.One[int64](ctx, tx, "SELECT id FROM kindergarten_queues WHERE id = $1"+tx.Words().Lock, q.ID); err != nil {
			return err
		}
		list, err := db.All[signedUp](ctx, tx, "SELECT "+db.Columns[Record]("r")+`, g.name AS group_name, COALESCE(p.number, '') AS direction
			FROM kindergarten_records r JOIN kindergarten_groups g ON g.id = r.group_id LEFT JOIN kindergarten_papers p ON p.id = r.paper_id
			WHERE g.kindergarten_id = $1 AND r.state = $2 AND r.contract_on IS NOT NULL ORDER BY r.contract_on, r.id`, gardenID, Accepted)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return fail.New(fail.Conflict, "kindergarten.no_contract", "nobody has a contract with kindergarten %d", gardenID)
		}
		o, err := s.ordered(ctx, tx, by, garden, in, list)
		v = OrderView{ID: o.ID, Kindergarten: garden.Name, At: o.At, DocumentID: o.DocumentID, State: o.State, Enrolled: o.Enrolled}
		return err
	})
	if err != nil {
		return v, err
	}
	return v, s.directives.Send(ctx, by, v.DocumentID)
}

// ordered writes the order on its card and holds its records until the signature.
func (s *Service) ordered(ctx context.Context, tx *db.Tx, by auth.Actor, garden Kindergarten, in OrderInput, list []signedUp) (o Order, err error) {
	var rows [][]string
	for i, r := range list {
		rows = append(rows, []string{strconv.Itoa(i + 1), r.Number, r.Group, r.Direction, r.ContractOn.Russian()})
	}
	act, err := s.directives.Write(ctx, tx, directive.Text{BodyID: garden.BodyID, AuthorID: by.PersonID, SignatoryID: in.SignatoryID, Kind: kindEnrolment,
		Heading: "О зачислении в детский сад: " + garden.Name, Parts: []documents.Part{
			{Text: "В соответствии со статьёй 53 Федерального закона от 29 декабря 2012 г. № 273-ФЗ и пунктом 15 Порядка приёма, утверждённого приказом Минпросвещения России от 15 мая 2020 г. № 236, ПРИКАЗЫВАЮ:"},
			{Text: "1. Зачислить (" + garden.Name + ") детей по заявлениям:"},
			{Columns: []documents.PartColumn{{Title: "№", Width: 1}, {Title: "Номер заявления", Width: 4}, {Title: "Группа", Width: 4}, {Title: "Направление №", Width: 3}, {Title: "Договор от", Width: 2}}, Rows: rows},
			{Text: "2. Разместить реквизиты приказа, название группы и число зачисленных на стенде и сайте детского сада в трёхдневный срок."},
		}})
	if err != nil {
		return o, err
	}
	o = Order{Act: act, BodyID: garden.BodyID, KindergartenID: garden.ID, At: tx.Now, Person: by.Name, Enrolled: len(list)}
	if o.ID, err = db.Insert(ctx, tx, "kindergarten_orders", o); err != nil {
		return o, err
	}
	for _, r := range list {
		r.State, r.OrderID = Ordered, &o.ID
		if err := s.save(ctx, tx, &r.Record, "ordered", Accepted); err != nil {
			return o, err
		}
	}
	return o, audit.Write(ctx, tx, audit.Entry{Action: "kindergarten_order.made", Object: o.Ref(), Detail: map[string]any{"enrolled": len(list), "document": o.DocumentID}})
}

// unordered gives the records of an order that will not be signed back.
func (s *Service) unordered(ctx context.Context, tx *db.Tx, orderID int64) error {
	_, err := tx.Exec(ctx, "UPDATE kindergarten_records SET state = $1, order_id = NULL, version = version + 1, changed_at = $2 WHERE order_id = $3 AND state = $4", Accepted, tx.Now, orderID, Ordered)
	return err
}

// enrol brings a signed order into the next of its records and their accounts. Of a transfer the old place is free now.
func (s *Service) enrol(ctx context.Context, tx *db.Tx, orderID int64) (int, error) {
	o, err := db.One[Order](ctx, tx, "SELECT "+orderColumns+" FROM kindergarten_orders WHERE id = $1", orderID)
	if err != nil {
		return 0, err
	}
	return directive.Few(ctx, tx, func(r Record) error { return s.enrolled(ctx, tx, o, r) },
		"SELECT "+recordColumns+" FROM kindergarten_records WHERE order_id = $1 AND state = $2", o.ID, Ordered)
}

func (s *Service) enrolled(ctx context.Context, tx *db.Tx, o Order, r Record) error {
	where, err := s.where(ctx, tx, *r.GroupID)
	if err != nil {
		return err
	}
	given := services.Given{DocumentID: o.DocumentID, Fact: "Ребёнок зачислен: " + where, Basis: "приказ " + o.Title(), Officer: o.Signatory}
	moves := r.transfer()
	r.State, r.Basis, r.OldGroupID, r.EnrolBy = Enrolled, given.Basis, nil, calendar.Deadline{}
	if err := s.save(ctx, tx, &r, "enrol", Ordered); err != nil {
		return err
	}
	if moves {
		return s.applications.GivenAnew(ctx, tx, r.place(), given)
	}
	return s.applications.Enrolled(ctx, tx, r.place(), given)
}
