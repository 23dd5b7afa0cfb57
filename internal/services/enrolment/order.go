package enrolment

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services/directive"
)

// OrderInput asks for an order of a stage.
type OrderInput struct {
	Year        int   `json:"year" minimum:"2020" maximum:"2100"`
	Stage       Stage `json:"stage" minimum:"1" maximum:"2"`
	SignatoryID int64 `json:"signatory_id" minimum:"1"`
}

// kindOrder is the kind of document of orders of enrolment: it asks for a qualified signature.
const kindOrder = "Приказ о зачислении"

// Enrol prepares an order of enrolment: free places go to the eligible in the order of their ranks, the others have no
// place. It waits until everybody of the stage is checked, for the last one checked may be the first in rank. The order is a
// card; nobody is enrolled before its signature.
func (s *Service) Enrol(ctx context.Context, by auth.Actor, schoolID int64, in OrderInput) (o Order, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		school, err := s.schoolOf(ctx, tx, by, schoolID)
		if err != nil {
			return err
		}
		c, err := s.campaignOf(ctx, tx, school.BodyID, in.Year)
		if err != nil {
			return err
		}
		// Whoever holds the campaign gives out its places alone, and no application comes in meanwhile.
		if _, err := db.One[int64](ctx, tx, "SELECT id FROM enrolment_campaigns WHERE id = $1"+tx.Words().Lock, c.ID); err != nil {
			return err
		}
		if err := c.MayOrder(in.Stage, tx.Now); err != nil {
			return err
		}
		queue, err := s.queueOf(ctx, tx, c, school.ID, in.Stage)
		if err != nil {
			return err
		}
		o, err = s.order(ctx, tx, by, c, school, in, queue)
		return err
	})
	if err != nil {
		return o, err
	}
	return o, s.directives.Send(ctx, by, *o.DocumentID)
}

// queueOf are the applications of a stage that an order decides about.
func (s *Service) queueOf(ctx context.Context, tx *db.Tx, c Campaign, schoolID int64, stage Stage) ([]Enrolment, error) {
	late, err := db.Exists(ctx, tx, "SELECT 1 FROM intake_counters WHERE service_id = $1 AND year = $2 AND sequence > $3", c.ServiceID, c.Year, c.Sequence)
	if err != nil {
		return nil, err
	}
	open, err := db.One[int](ctx, tx, "SELECT count(*) FROM enrolments WHERE school_id = $1 AND year = $2 AND stage = $3 AND state IN ($4, $5)",
		schoolID, c.Year, stage, Checks, NeedsConfirmation)
	if err == nil && stage == 2 { // who came in the first stage goes first
		var earlier int
		earlier, err = db.One[int](ctx, tx, `SELECT count(*) FROM enrolments e WHERE school_id = $1 AND year = $2 AND stage = 1 AND (state IN ($3, $4) OR state = $5
			AND NOT EXISTS (SELECT 1 FROM enrolments o WHERE o.campaign_id = e.campaign_id AND o.child = e.child AND o.seat))`,
			schoolID, c.Year, Checks, NeedsConfirmation, Eligible)
		open += earlier
	}
	if err != nil {
		return nil, err
	}
	if late || open > 0 {
		return nil, fail.New(fail.Conflict, "enrolment.unchecked", "%d are not checked", open).With("count", open)
	}
	waits, err := db.Exists(ctx, tx, "SELECT 1 FROM enrolment_orders WHERE school_id = $1 AND year = $2 AND state = $3", schoolID, c.Year, directive.Prepared)
	if err != nil {
		return nil, err
	}
	if waits {
		return nil, fail.New(fail.Conflict, "enrolment.order_waits", "an order of school %d waits for its signature", schoolID)
	}
	queue, err := db.All[Enrolment](ctx, tx, "SELECT "+enrolmentColumns+" FROM enrolments WHERE school_id = $1 AND year = $2 AND stage = $3 AND state = $4 ORDER BY grp, sequence",
		schoolID, c.Year, stage, Eligible)
	if err == nil && len(queue) == 0 {
		err = fail.New(fail.Conflict, "enrolment.nobody", "nobody waits")
	}
	return queue, err
}

// order distributes the places, writes the order on its card and holds its applications until the signature.
func (s *Service) order(ctx context.Context, tx *db.Tx, by auth.Actor, c Campaign, school School, in OrderInput, queue []Enrolment) (o Order, err error) {
	places, _, err := s.placesOf(ctx, tx, school.ID, c.Year)
	if err != nil {
		return o, err
	}
	given, err := s.seatsIn(ctx, tx, school.ID, c.Year)
	if err != nil {
		return o, err
	}
	candidates, byID, err := s.candidates(ctx, tx, c, queue)
	if err != nil {
		return o, err
	}
	taken, without := Distribute(candidates, places-given)
	if len(taken)+len(without) == 0 {
		return o, fail.New(fail.Conflict, "enrolment.nobody", "all are enrolled elsewhere")
	}
	zone := s.org.Zone(ctx, tx, school.BodyID)
	o = Order{BodyID: school.BodyID, SchoolID: school.ID, Year: c.Year, Stage: in.Stage, At: tx.Now, PersonID: by.PersonID, Person: by.Name, Lines: lines(byID, taken, without),
		Due: c.OrderDue(in.Stage, earliest(queue), s.calendar, zone), State: directive.Prepared}
	if o.Act, err = s.actOf(ctx, tx, school.ID, calendar.DateOf(tx.Now, zone)); err != nil {
		return o, err
	}
	if o.No, err = db.One[int](ctx, tx, "SELECT count(*) + 1 FROM enrolment_orders WHERE school_id = $1 AND year = $2", school.ID, c.Year); err != nil {
		return o, err
	}
	act, err := s.directives.Write(ctx, tx, directive.Text{BodyID: school.BodyID, AuthorID: by.PersonID, SignatoryID: in.SignatoryID, Kind: kindOrder,
		Heading: "О зачислении в первый класс: " + school.Name, Parts: o.text(school.Name)})
	if err != nil {
		return o, err
	}
	o.DocumentID, o.SHA256 = &act.DocumentID, act.SHA256
	if o.ID, err = db.Insert(ctx, tx, "enrolment_orders", o); err != nil {
		return o, err
	}
	if err := s.hold(ctx, tx, o.ID, taken, without); err != nil {
		return o, err
	}
	return o, audit.Write(ctx, tx, audit.Entry{Action: "enrolment_order.made", Object: o.Ref(),
		Detail: map[string]any{"enrolled": len(taken), "no_place": len(without), "document": act.DocumentID}})
}

// hold puts the applications of an order aside until it is signed, and keeps the places of those it takes.
func (s *Service) hold(ctx context.Context, tx *db.Tx, orderID int64, taken, without []Candidate) error {
	for seat, list := range map[bool][]Candidate{true: taken, false: without} {
		ids := make([]int64, len(list))
		for i, one := range list {
			ids[i] = one.ID
		}
		args := []any{Ordered, orderID, seat, tx.Now}
		if _, err := tx.Exec(ctx, "UPDATE enrolments SET state = $1, order_id = $2, seat = $3, changed_at = $4, version = version + 1 WHERE "+
			db.Among(tx, &args, "id", ids), args...); err != nil {
			return err
		}
	}
	return nil
}

// text is what stands on the card: numbers of applications in the order of their ranks, nobody's name.
func (o Order) text(school string) []documents.Part {
	act := ""
	if o.Act != "" {
		act = ", актом о закреплении территории " + o.Act
	}
	list := []documents.Part{
		{Text: "В соответствии со статьёй 67 Федерального закона от 29 декабря 2012 г. № 273-ФЗ, Порядком приёма, утверждённым приказом Минпросвещения России от 2 сентября 2020 г. № 458" + act + ", ПРИКАЗЫВАЮ:"},
	}
	n := 0
	if taken := rows(o.Lines.V, true); len(taken) > 0 {
		n++
		list = append(list, documents.Part{Text: fmt.Sprintf("%d. Зачислить в первый класс (%s) %d учебного года детей по заявлениям, этап приёма %d:", n, school, o.Year, o.Stage)},
			documents.Part{Columns: textColumns, Rows: taken})
	}
	if without := rows(o.Lines.V, false); len(without) > 0 {
		n++
		list = append(list, documents.Part{Text: fmt.Sprintf("%d. Отказать в зачислении в связи с отсутствием свободных мест (часть 4 статьи 67 Федерального закона № 273-ФЗ):", n)},
			documents.Part{Columns: textColumns, Rows: without})
	}
	return append(list, documents.Part{Text: strconv.Itoa(n+1) + ". Порядок мест: этап приёма, группа преимущества, место в порядке приёма заявлений. Сообщить заявителям о решении в личном кабинете."})
}

var textColumns = []documents.PartColumn{{Title: "№", Width: 1}, {Title: "Номер заявления", Width: 4}, {Title: "Группа", Width: 5}, {Title: "Место в порядке приёма", Width: 3}}

// candidates tells who of the queue holds a place in another school meanwhile.
func (s *Service) candidates(ctx context.Context, r db.Reader, c Campaign, queue []Enrolment) ([]Candidate, map[int64]Enrolment, error) {
	elsewhere, err := db.All[string](ctx, r, "SELECT DISTINCT child FROM enrolments WHERE campaign_id = $1 AND seat", c.ID)
	if err != nil {
		return nil, nil, err
	}
	placed := make(map[string]bool, len(elsewhere))
	for _, child := range elsewhere {
		placed[child] = true
	}
	list, byID := make([]Candidate, len(queue)), make(map[int64]Enrolment, len(queue))
	for i, e := range queue {
		rank, _ := e.Rank()
		list[i], byID[e.ID] = Candidate{rank, e.ID, e.Child, placed[e.Child]}, e
	}
	return list, byID, nil
}

func lines(byID map[int64]Enrolment, taken, without []Candidate) (list db.JSON[[]Line]) {
	for _, one := range taken {
		list.V = append(list.V, Line{byID[one.ID].Number, one.Rank, true})
	}
	for _, one := range without {
		list.V = append(list.V, Line{byID[one.ID].Number, one.Rank, false})
	}
	return list
}

// earliest is the moment of the application that has waited longest.
func earliest(queue []Enrolment) time.Time {
	first := queue[0].AcceptedAt
	for _, e := range queue {
		if e.AcceptedAt.Before(first) {
			first = e.AcceptedAt
		}
	}
	return first
}

// actOf is the act on the territory of a school that is in force.
func (s *Service) actOf(ctx context.Context, r db.Reader, schoolID int64, on calendar.Date) (string, error) {
	lines, err := db.All[Territory](ctx, r, "SELECT "+db.Columns[Territory]("")+` FROM enrolment_territories WHERE school_id = $1 AND valid_from <= $2
		AND (valid_until IS NULL OR valid_until >= $2) ORDER BY valid_from DESC, id LIMIT 1`, schoolID, on)
	if err != nil || len(lines) == 0 {
		return "", err
	}
	return "№ " + lines[0].ActNumber + " от " + lines[0].ActDate.Russian(), nil
}
