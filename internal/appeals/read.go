package appeals

import (
	"context"
	"errors"
	"slices"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// Action is what the reader may do with an appeal now, beside what he may do with its card.
type Action string

const (
	ActAnswer    Action = "answer"
	ActInterim   Action = "interim"
	ActRequest   Action = "request_documents"
	ActInvite    Action = "invite"
	ActTell      Action = "tell_registered"
	ActEmail     Action = "reply_to_email"
	ActAnew      Action = "write_anew"
	ActDescribe  Action = "describe"
	ActExtend    Action = "extend"
	ActLeave     Action = "leave_unanswered"
	ActForward   Action = "forward"
	ActConclude  Action = "conclude"
	ActWithdraw  Action = "withdraw"
	ActCompare   Action = "compare"
	ActRequalify Action = "requalify"
	ActPublish   Action = "publish"
	ActUnpublish Action = "unpublish"
)

// Hand is one hand of the clock: a term of the law with the way it was counted.
type Hand struct {
	Code    string        `json:"code" doc:"appeal.register, appeal.forward, appeal.answer, appeal.extension …"`
	Title   string        `json:"title"`
	Date    calendar.Date `json:"date"`
	Why     string        `json:"why"`
	Basis   string        `json:"basis"`
	Current bool          `json:"current" doc:"The term that binds now"`
}

// View is what a reader of the card sees of the appeal.
type View struct {
	Kind         Kind           `json:"kind" enum:"proposal,application,complaint,message"`
	Form         Form           `json:"form" enum:"written,electronic,oral"`
	Origin       Origin         `json:"origin" enum:"post,courier,reception,website,portal,exchange"`
	Collective   bool           `json:"collective"`
	Recurrence   Recurrence     `json:"recurrence" enum:"first,repeated,multiple,duplicate"`
	MainID       *int64         `json:"main_id,omitempty" doc:"The earlier appeal about the same"`
	Migration    bool           `json:"migration"`
	ToHead       bool           `json:"to_head"`
	SiteVisit    bool           `json:"site_visit"`
	Ground       Ground         `json:"ground" doc:"Of art. 11; empty while there is none"`
	ExtendedWhy  string         `json:"extended_why"`
	ToUnit       string         `json:"to_unit" doc:"To whom, as the author named them"`
	ToOfficial   string         `json:"to_official"`
	Rating       int            `json:"rating" doc:"Of the answer by its author, 1 to 5; 0 while there is none"`
	RatingText   string         `json:"rating_text"`
	Requalified  string         `json:"requalified_why" doc:"Why a message became an appeal, or the other way round"`
	Authors      []Author       `json:"authors"`
	Questions    []QuestionView `json:"questions"`
	ComplainedOf []ComplainedOf `json:"complained_of"`
	Clock        []Hand         `json:"clock"`
	Earlier      []Earlier      `json:"earlier" doc:"Appeals of the same authors that the reader may see, newest first"`
	Status       PortalStatus   `json:"status" enum:"arrived,registered,directed,under_review,considered,considered_unanswered"`
	Routes       []FittingRoute `json:"routes" doc:"Ready routes that fit its questions and that the reader may start"`
	Due          *Due           `json:"due,omitempty" doc:"The day by which the law wants what is still owed; absent when nothing is"`
	Letters      []LetterView   `json:"letters"`
	Requests     []RequestView  `json:"requests"`
	Offered      []Offered      `json:"offered" doc:"Answers on the body's site that may answer it"`
	Published    *PublishedView `json:"published,omitempty" doc:"The answer on the site that was made from it"`
	Served       int            `json:"served" doc:"Open duplicates that the answer will serve too"`
	Actions      []Action       `json:"actions"`
	Grounds      []Ground       `json:"grounds" doc:"Of art. 11 that may be applied"`
	Version      int64          `json:"version"`
}

// Due is the statutory day with its derivation, apart from the days of assignments.
type Due struct {
	Date    calendar.Date `json:"date"`
	Title   string        `json:"title"`
	Why     string        `json:"why"`
	Basis   string        `json:"basis"`
	Overdue bool          `json:"overdue"`
	Days    int           `json:"days" doc:"Left until the day; negative when it is over"`
}

// QuestionView is a question with its status in the account to the Administration of the President.
type QuestionView struct {
	Question
	Executor string        `json:"executor"`
	Theme    string        `json:"theme" doc:"Title of the code in the classifier; empty where it is unknown"`
	Federal  FederalStatus `json:"federal"`
}

// ComplainedOf is a body or an official whose act is complained of.
type ComplainedOf struct {
	ID   int64  `db:"id" json:"id"`
	Name string `db:"name" json:"name"`
}

// Of is the appeal of a card that the actor sees.
func (s *Service) Of(ctx context.Context, by auth.Actor, documentID int64) (v View, err error) {
	var m matter
	if m.card, err = s.documents.Open(ctx, s.db, by, documentID); err != nil {
		return v, err
	}
	if m, err = s.load(ctx, s.db, m); err != nil {
		return v, err
	}
	return s.view(ctx, by, m)
}

func (s *Service) view(ctx context.Context, by auth.Actor, m matter) (v View, err error) {
	v = View{Kind: m.Kind, Form: m.Form, Origin: m.Origin, Collective: m.Collective, Recurrence: m.Recurrence, MainID: m.MainID,
		Migration: m.Migration, ToHead: m.ToHead, SiteVisit: m.SiteVisit, Ground: m.Ground, ExtendedWhy: m.ExtendedWhy,
		ToUnit: m.ToUnit, ToOfficial: m.ToOfficial, Requalified: m.Requalified, Rating: m.Rating, RatingText: m.RatingText, Version: m.Version,
		Grounds: Grounds(m.Kind)}
	var errs [11]error
	v.Authors, errs[0] = authors(ctx, s.db, m.DocumentID)
	v.Questions, errs[1] = s.shown(ctx, m)
	v.ComplainedOf, errs[2] = s.against(ctx, m.DocumentID)
	v.Clock, errs[3] = s.hands(ctx, m)
	v.Earlier, errs[4] = s.earlier(ctx, s.db, by, m)
	v.Routes, errs[8] = s.proposals(ctx, s.db, by, m)
	v.Letters, errs[5] = s.letters(ctx, s.db, by, m.Appeal)
	v.Requests, errs[6] = s.requests(ctx, s.db, by, m)
	v.Served, errs[7] = s.serves(ctx, m.DocumentID)
	v.Offered, errs[9] = s.offered(ctx, s.db, m)
	v.Published, errs[10] = s.published(ctx, s.db, by, m)
	v.Due = s.due(ctx, m)
	v.Actions = m.actions(by, v.Letters)
	switch {
	case v.Published != nil && m.mayPublish(by) == nil:
		v.Actions = append(v.Actions, ActUnpublish)
	case m.publishable(by, v.Letters):
		v.Actions = append(v.Actions, ActPublish)
	}
	v.Status = m.shown(m.answered(v.Letters))
	return v, errors.Join(errs[:]...)
}

// answered reports whether the answer has left. A card that the office closed by hand counts as answered.
func (m matter) answered(letters []LetterView) bool {
	if m.card.State == documents.Executed || m.card.State == documents.Filed {
		return true
	}
	return slices.ContainsFunc(letters, func(l LetterView) bool { return l.Kind == LetterAnswer && l.Sent() })
}

// due is the statutory day of what is still owed: the card carries it since nobody but the law moves it.
func (s *Service) due(ctx context.Context, m matter) *Due {
	d := m.card.DueWhy
	if d.Date.IsZero() {
		return nil
	}
	today := s.org.Today(ctx, s.db, m.BodyID, s.db.Now())
	return &Due{Date: d.Date, Title: d.Term.Title, Why: d.Explain(), Basis: d.Term.Basis, Overdue: today.After(d.Date), Days: today.DaysUntil(d.Date)}
}

func (s *Service) serves(ctx context.Context, documentID int64) (int, error) {
	list, err := served(ctx, s.db, documentID)
	return len(list), err
}

func (m matter) actions(by auth.Actor, letters []LetterView) []Action {
	list := []Action{}
	put := func(may bool, acts ...Action) {
		if may {
			list = append(list, acts...)
		}
	}
	clerk := by.Can(documents.RightRegister) && by.BodyID == m.BodyID
	put(clerk && !m.closed(), ActDescribe)
	put(clerk, ActCompare)
	put(clerk && m.requalifiable() == nil, ActRequalify)
	put(clerk && m.card.State == documents.Received && !m.Origin.identified(), ActEmail)
	if m.mayWrite(by) == nil {
		put(m.answeredWith() == 0 && slices.ContainsFunc(m.questions, Question.Open), ActAnswer)
		put(true, ActInterim, ActInvite, ActRequest, ActTell)
	}
	put(m.mayAnew(by) && slices.ContainsFunc(letters, func(l LetterView) bool { return l.Void }), ActAnew)
	put(m.may(by, documents.RightRegister) == nil, ActForward, ActConclude, ActWithdraw)
	if m.may(by, RightDecide) == nil {
		put(m.Kind == Message || m.ExtendedTo.Date.IsZero(), ActExtend)
		put(true, ActLeave)
	}
	return list
}

// hands are the terms of the law on this appeal, in the order of its life.
func (s *Service) hands(ctx context.Context, m matter) ([]Hand, error) {
	clock, err := s.clockOf(ctx, s.db, m.BodyID)
	if err != nil {
		return nil, err
	}
	list := []Hand{}
	put := func(d calendar.Deadline, current bool) {
		list = append(list, Hand{Code: d.Term.Code, Title: d.Term.Title, Date: d.Date, Why: d.Explain(), Basis: d.Term.Basis, Current: current})
	}
	if m.AnswerBy.Date.IsZero() {
		if m.card.ReceivedAt != nil {
			put(m.owed(clock, calendar.DateOf(*m.card.ReceivedAt, s.org.Zone(ctx, s.db, m.BodyID))), true)
		}
		return list, nil
	}
	if m.Kind.ByLaw() {
		put(clock.Forward(m.Appeal, m.card.RegisteredOn), false)
	}
	put(m.AnswerBy, m.ExtendedTo.Date.IsZero() && !m.closed())
	if !m.ExtendedTo.Date.IsZero() {
		put(m.ExtendedTo, !m.closed())
	}
	if c, known := m.Ground.Consequence(); known && c.InSeven {
		put(clock.Notice(m.card.RegisteredOn), true)
	}
	return list, nil
}

func (s *Service) shown(ctx context.Context, m matter) ([]QuestionView, error) {
	list := make([]QuestionView, 0, len(m.questions))
	for _, q := range m.questions {
		v := QuestionView{Question: q, Federal: q.Federal(m.Appeal)}
		if q.ExecutorID != nil {
			e, err := s.org.Person(ctx, s.db, *q.ExecutorID)
			if err != nil {
				return nil, err
			}
			v.Executor = e.ShortName
		}
		var err error
		if v.Theme, err = s.ThemeTitle(ctx, q.Code); err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

func (s *Service) against(ctx context.Context, documentID int64) ([]ComplainedOf, error) {
	return db.All[ComplainedOf](ctx, s.db, `
		SELECT c.id, c.name FROM appeal_complained a JOIN correspondents c ON c.id = a.correspondent_id
		 WHERE a.document_id = $1 ORDER BY c.id`, documentID)
}

// ThemeTitle is the name of a code in the classifier in force.
func (s *Service) ThemeTitle(ctx context.Context, code string) (string, error) {
	args := []any{code}
	found, err := db.All[string](ctx, s.db, "SELECT title FROM themes WHERE code = $1 AND version_id = "+s.themesInForce(&args), args...)
	if err != nil || len(found) == 0 {
		return "", err
	}
	return found[0], nil
}
