package appeals

import (
	"context"
	"slices"

	"veche/internal/assignments"
	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// FittingRoute is a route that fits open questions of an appeal.
type FittingRoute struct {
	RouteID   int64          `json:"route_id"`
	Version   int64          `json:"version"`
	Name      string         `json:"name"`
	Executive string         `json:"executive"`
	Questions []int          `json:"questions" doc:"Numbers of the questions that it is for"`
	Steps     []ProposedStep `json:"steps"`
	How       Start          `json:"how" enum:"signed,by_order,draft" doc:"What one key does: the executive's own resolution, assignments by his standing order, a draft for him"`
}

// ProposedStep is an assignment as it would be given now.
type ProposedStep struct {
	Text        string        `json:"text"`
	Responsible string        `json:"responsible"`
	DueOn       calendar.Date `json:"due_on"`
}

// Start tells what the start of a route made.
type Start string

const (
	StartSigned  Start = "signed"   // the executive himself, or his acting officer, gave the resolution
	StartByOrder Start = "by_order" // given on the ground of his standing order
	StartDraft   Start = "draft"    // a draft that waits for his hand
)

// Lead sets who gives resolutions; app does it once, before the program serves.
func (s *Service) Lead(a *assignments.Service) {
	s.assignments = a
	a.WhenTaken(s.taken)
}

// followLaw moves the assignments that end with the law's term when the law allows another one.
func (s *Service) followLaw(ctx context.Context, tx *db.Tx, d documents.Document) error {
	if s.assignments == nil {
		return nil
	}
	return s.assignments.FollowLaw(ctx, tx, d)
}

// proposals are the routes that fit the appeal and were not started on it, for whoever may start them.
func (s *Service) proposals(ctx context.Context, r db.Reader, by auth.Actor, m matter) ([]FittingRoute, error) {
	list := []FittingRoute{}
	if by.BodyID != m.BodyID || m.AnswerBy.Date.IsZero() || m.closed() {
		return list, nil
	}
	routes, err := s.unstarted(ctx, r, m)
	if err != nil {
		return nil, err
	}
	for _, q := range m.questions {
		route := leads(routes, q.Code)
		if route == nil || !q.Open() || !mayStart(by, *route) {
			continue
		}
		if i := slices.IndexFunc(list, func(p FittingRoute) bool { return p.RouteID == route.ID }); i >= 0 {
			list[i].Questions = append(list[i].Questions, q.No)
			continue
		}
		p, err := s.proposal(ctx, r, by, m, *route)
		if err != nil {
			return nil, err
		}
		p.Questions = []int{q.No}
		list = append(list, p)
	}
	return list, nil
}

// unstarted are the routes of the body without those that this appeal went already.
func (s *Service) unstarted(ctx context.Context, r db.Reader, m matter) ([]Route, error) {
	routes, err := routesOf(ctx, r, m.BodyID)
	if err != nil || len(routes) == 0 {
		return nil, err
	}
	started, err := db.All[int64](ctx, r, "SELECT route_id FROM consideration_starts WHERE document_id = $1", m.DocumentID)
	return slices.DeleteFunc(routes, func(one Route) bool { return slices.Contains(started, one.ID) }), err
}

func (s *Service) proposal(ctx context.Context, r db.Reader, by auth.Actor, m matter, route Route) (p FittingRoute, err error) {
	c := route.Course.V
	p = FittingRoute{RouteID: route.ID, Version: route.Version, Name: route.Name}
	order, err := orderOf(ctx, r, route)
	if err != nil {
		return p, err
	}
	p.How = how(by, c, order)
	ids := []int64{c.ExecutiveID}
	for _, st := range c.Steps {
		ids = append(ids, st.ResponsibleID)
	}
	people, err := s.org.Persons(ctx, r, ids)
	if err != nil {
		return p, err
	}
	names := map[int64]string{}
	for _, e := range people {
		names[e.ID] = e.ShortName
	}
	p.Executive = names[c.ExecutiveID]
	days := s.days(m, s.org.Today(ctx, r, m.BodyID, s.db.Now()))
	for _, st := range c.Steps {
		p.Steps = append(p.Steps, ProposedStep{Text: st.Text, Responsible: names[st.ResponsibleID], DueOn: days(st)})
	}
	return p, nil
}

func (s *Service) days(m matter, today calendar.Date) func(RouteStep) calendar.Date {
	return func(st RouteStep) calendar.Date { return st.due(s.calendar, m.card.RegisteredOn, m.Due().Date, today) }
}

// mayStart: the records office, the executive, who replaces him, and his assistant.
func mayStart(by auth.Actor, r Route) bool {
	return by.Can(documents.RightRegister) || by.ActsFor(r.Course.V.ExecutiveID) || by.Helps(r.Course.V.ExecutiveID)
}

// how tells what a start by this person makes. An assistant and a clerk never sign: without a standing order of the
// executive himself theirs is a draft (§2.9).
func how(by auth.Actor, c Course, order *StandingOrder) Start {
	switch {
	case by.ActsFor(c.ExecutiveID) && by.Can(assignments.RightIssue):
		return StartSigned
	case order != nil:
		return StartByOrder
	}
	return StartDraft
}

// StartRoute starts a route on an appeal: one key makes the resolution with its assignments.
func (s *Service) StartRoute(ctx context.Context, by auth.Actor, documentID, routeID, version int64) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		m, err := s.open(ctx, tx, by, documentID)
		if err != nil {
			return err
		}
		route, err := s.startable(ctx, tx, by, m, routeID, version)
		if err != nil {
			return err
		}
		order, err := orderOf(ctx, tx, route)
		if err != nil {
			return err
		}
		c, made := route.Course.V, how(by, route.Course.V, order)
		res, err := s.resolve(ctx, tx, &m.card, c.draft(s.days(m, s.org.Today(ctx, tx, m.BodyID, tx.Now))), made, order)
		if err != nil {
			return err
		}
		var orderID *int64
		if made == StartByOrder {
			orderID = &order.ID
		}
		if _, err := tx.Exec(ctx, `
			INSERT INTO consideration_starts (document_id, route_id, route_no, resolution_id, order_id, started_by, started_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7)`, documentID, route.ID, route.Version, res.ID, orderID, by.PersonID, tx.Now); err != nil {
			return err
		}
		return s.keep(ctx, tx, &m, "route_started", map[string]any{"route_id": route.ID, "version": route.Version, "how": made, "resolution_id": res.ID})
	})
}

func (s *Service) startable(ctx context.Context, tx *db.Tx, by auth.Actor, m matter, routeID, version int64) (Route, error) {
	route, err := routeByID(ctx, tx, m.BodyID, routeID)
	if err != nil {
		return route, err
	}
	if by.BodyID != m.BodyID || !mayStart(by, route) {
		return route, fail.New(fail.Denied, "appeal.denied", "person %d does not start routes", by.PersonID)
	}
	fits, err := s.proposals(ctx, tx, by, m)
	if err != nil {
		return route, err
	}
	if !slices.ContainsFunc(fits, func(p FittingRoute) bool { return p.RouteID == routeID }) {
		return route, fail.New(fail.Conflict, "appeal.route_unfit", "route %d does not fit appeal %d, or was started", routeID, m.DocumentID)
	}
	if route.Version != version {
		return route, fail.New(fail.Conflict, "document.stale", "route %d is at version %d", routeID, route.Version)
	}
	return route, nil
}

// resolve makes the resolution in the way that the one who starts may.
func (s *Service) resolve(ctx context.Context, tx *db.Tx, d *documents.Document, in assignments.DraftInput, made Start, order *StandingOrder) (assignments.Resolution, error) {
	switch {
	case made == StartSigned:
		return s.assignments.Resolve(ctx, tx, d, in)
	case made == StartByOrder:
		given := calendar.DateOf(order.GivenAt, s.org.Zone(ctx, tx, d.BodyID))
		return s.assignments.IssueByOrder(ctx, tx, d, in, "Постоянное поручение от "+given.Russian())
	case tx.By.Can(documents.RightRegister) && (d.State == documents.Registered || d.State == documents.ForInformation):
		return s.assignments.Bring(ctx, tx, d, assignments.SendInput{ExecutiveID: in.AuthorID, Draft: &in})
	}
	return s.assignments.Draft(ctx, tx, *d, in)
}

// taken follows the executor who begins: where the card has one assignment from above, its questions are his, and the
// draft of the answer – addressee, number, questions – is before him.
func (s *Service) taken(ctx context.Context, tx *db.Tx, d documents.Document, a assignments.Assignment) error {
	if d.Flow != documents.Appeal || a.ParentID != nil {
		return nil
	}
	alone, err := db.One[int64](ctx, tx, "SELECT count(*) FROM assignments WHERE document_id = $1 AND parent_id IS NULL AND state NOT IN ('draft', 'cancelled')", d.ID)
	if err != nil || alone != 1 {
		return err
	}
	if _, err = tx.Exec(ctx, "UPDATE appeal_questions SET executor_id = $1 WHERE document_id = $2 AND executor_id IS NULL AND result = ''", a.ResponsibleID, d.ID); err != nil {
		return err
	}
	_, err = s.DraftAnswer(ctx, tx, tx.By, d.ID)
	return err
}

// RouteSignatory is who signs the answer by the route that the appeal went: nil where it went none. Whoever writes the
// answer puts him in its place of the signatory.
func (s *Service) RouteSignatory(ctx context.Context, r db.Reader, documentID int64) (*int64, error) {
	type gone struct {
		Course db.JSON[Course] `db:"course"`
	}
	started, err := db.All[gone](ctx, r, `
		SELECT v.course FROM consideration_starts st JOIN consideration_route_versions v ON v.route_id = st.route_id AND v.no = st.route_no
		 WHERE st.document_id = $1 ORDER BY st.started_at LIMIT 1`, documentID)
	if err != nil || len(started) == 0 {
		return nil, err
	}
	c := started[0].Course.V
	if c.SignatoryID != nil {
		return c.SignatoryID, nil
	}
	return &c.ExecutiveID, nil
}
