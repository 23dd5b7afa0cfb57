package approval

import (
	"context"
	"slices"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

// VisaView is what a reader of the card sees of a visa.
type VisaView struct {
	ID            int64      `json:"id"`
	Stage         int        `json:"stage"`
	EmployeeID    int64      `json:"employee_id"`
	Name          string     `json:"name"`
	Post          string     `json:"post"`
	State         VisaState  `json:"state" enum:"waiting,asked,delegated,voted,kept,cancelled"`
	VersionNo     int        `json:"version_no" doc:"Version for which the vote was given; of a kept vote it is an older one"`
	DelegatedFrom *int64     `json:"delegated_from" doc:"Visa of the chief for whom this person looks"`
	AskedAt       *time.Time `json:"asked_at"`
	DueAt         *time.Time `json:"due_at"`
	Overdue       bool       `json:"overdue"`
	Vote          Vote       `json:"vote" enum:",agreed,agreed_with_remarks,not_agreed,abstained_conflict"`
	Remarks       string     `json:"remarks"`
	VotedBy       *int64     `json:"voted_by"`
	VotedName     string     `json:"voted_name"`
	VotedPost     string     `json:"voted_post"`
	OnBehalfID    *int64     `json:"on_behalf_id" doc:"Whom the voter replaces"`
	Basis         string     `json:"basis"`
	VotedAt       *time.Time `json:"voted_at"`
	Mine          bool       `json:"mine" doc:"The reader may give it now"`
}

// CycleView is a cycle with its visas.
type CycleView struct {
	Cycle
	Visas []VisaView `json:"visas"`
}

// View is an approval with its cycles, the newest last.
type View struct {
	ID          int64       `json:"id"`
	RouteName   string      `json:"route_name"`
	InitiatorID int64       `json:"initiator_id"`
	Stages      []Stage     `json:"stages"`
	ThenSign    bool        `json:"then_sign"`
	State       State       `json:"state" enum:"running,returned,recalled,approved,withdrawn"`
	Cycle       int         `json:"cycle"`
	Stage       int         `json:"stage" doc:"Index of the stage that is open"`
	StartedAt   time.Time   `json:"started_at"`
	EndedAt     *time.Time  `json:"ended_at"`
	SheetFileID *int64      `json:"sheet_file_id" doc:"Approval sheet as PDF/A, once it is drawn up"`
	Cycles      []CycleView `json:"cycles"`
}

// Card is everything the card shows of its approvals.
type Card struct {
	Current *View  `json:"current,omitempty"`
	Earlier []View `json:"earlier"`

	Disagreements []Disagreement `json:"disagreements" doc:"Remarks of the current approval with the author's answers"`
	Actions       []Action       `json:"actions"`
}

// Of is the approvals of a card that the actor sees.
func (s *Service) Of(ctx context.Context, by auth.Actor, documentID int64) (Card, error) {
	d, err := s.documents.Open(ctx, s.db, by, documentID)
	if err != nil {
		return Card{}, err
	}
	return s.OfCard(ctx, s.db, by, d)
}

// OfCard is Of for a card that was opened already.
func (s *Service) OfCard(ctx context.Context, r db.Reader, by auth.Actor, d documents.Document) (Card, error) {
	list, err := ofDocument(ctx, r, d.ID)
	if err != nil {
		return Card{}, err
	}
	card := Card{Earlier: []View{}, Disagreements: []Disagreement{}}
	for i, a := range list {
		v, err := s.view(ctx, r, by, a)
		if err != nil {
			return card, err
		}
		if i == 0 {
			card.Current = &v
		} else {
			card.Earlier = append(card.Earlier, v)
		}
	}
	var last *Approval
	if len(list) > 0 {
		last = &list[0]
		if card.Disagreements, err = s.disagreementsFor(ctx, r, by, *last, d); err != nil {
			return card, err
		}
	}
	card.Actions, err = s.actions(ctx, r, by, d, last)
	return card, err
}

// disagreementsFor are the rows of the table with what the reader may do about each.
func (s *Service) disagreementsFor(ctx context.Context, r db.Reader, by auth.Actor, a Approval, d documents.Document) ([]Disagreement, error) {
	visas, err := visasOf(ctx, r, a.ID)
	if err != nil {
		return nil, err
	}
	replies, err := repliesOf(ctx, r, a.ID)
	if err != nil {
		return nil, err
	}
	list := disagreements(a, visas, replies)
	held := run{Approval: a, card: d}
	for i, row := range list {
		at := slices.IndexFunc(visas, func(v Visa) bool { return v.ID == row.VisaID })
		if held.mayDiscuss(by, a.InitiatorID) == nil && row.Outcome != Settled {
			list[i].Actions = append(list[i].Actions, "answer")
		}
		if held.mayDiscuss(by, visas[at].EmployeeID) == nil && row.Position != "" && row.Outcome == Unanswered {
			list[i].Actions = append(list[i].Actions, "settle")
		}
	}
	return list, nil
}

func (s *Service) view(ctx context.Context, r db.Reader, by auth.Actor, a Approval) (View, error) {
	v := View{
		ID: a.ID, RouteName: a.RouteName, InitiatorID: a.InitiatorID, Stages: a.Stages.V, ThenSign: a.ThenSign, State: a.State,
		Cycle: a.Cycle, Stage: a.Stage, StartedAt: a.StartedAt, EndedAt: a.EndedAt, SheetFileID: a.SheetFileID, Cycles: []CycleView{},
	}
	cycles, err := cyclesOf(ctx, r, a.ID)
	if err != nil {
		return v, err
	}
	visas, err := visasOf(ctx, r, a.ID)
	if err != nil {
		return v, err
	}
	now := s.db.Now()
	for _, c := range cycles {
		view := CycleView{Cycle: c, Visas: []VisaView{}}
		for _, visa := range visas {
			if visa.Cycle == c.No {
				view.Visas = append(view.Visas, visa.view(by, a, now))
			}
		}
		v.Cycles = append(v.Cycles, view)
	}
	return v, nil
}

func (v Visa) view(by auth.Actor, a Approval, now time.Time) VisaView {
	return VisaView{
		ID: v.ID, Stage: v.Stage, EmployeeID: v.EmployeeID, Name: v.Name, Post: v.Post, State: v.State, VersionNo: v.VersionNo,
		DelegatedFrom: v.DelegatedFrom, AskedAt: v.AskedAt, DueAt: v.DueAt, Overdue: v.Overdue(now), Vote: v.Vote, Remarks: v.Remarks,
		VotedBy: v.VotedBy, VotedName: v.VotedName, VotedPost: v.VotedPost, OnBehalfID: v.OnBehalfID, Basis: v.Basis, VotedAt: v.VotedAt,
		Mine: a.State == Running && v.Open() && by.ActsFor(v.EmployeeID),
	}
}

// actions lists what the actor may do with the approval of a card now.
func (s *Service) actions(ctx context.Context, r db.Reader, by auth.Actor, d documents.Document, last *Approval) ([]Action, error) {
	list := []Action{}
	if canStart(by, d) == nil {
		has, err := db.Exists(ctx, r, "SELECT 1 FROM document_versions WHERE document_id = $1", d.ID)
		if err != nil {
			return nil, err
		}
		if has {
			list = append(list, ActStart)
		}
	}
	if last == nil {
		return list, nil
	}
	run, err := s.running(ctx, r, *last, d)
	if err != nil {
		return nil, err
	}
	if run.canRecall(by) == nil {
		list = append(list, ActRecall)
	}
	if run.canGoOn(by, *last) == nil {
		list = append(list, ActNextCycle)
	}
	return s.voting(ctx, r, by, run, list)
}

// voting adds what a participant may do.
func (s *Service) voting(ctx context.Context, r db.Reader, by auth.Actor, run *run, list []Action) ([]Action, error) {
	if run.State != Running || run.card.State != documents.InApproval {
		return list, nil
	}
	v, err := choose(by, run.visas, 0)
	if err != nil {
		return list, nil // a refusal: nothing is asked of him
	}
	list = append(list, ActVote)
	if v.State != AskedNow || v.DelegatedFrom != nil {
		return list, nil
	}
	chief, err := s.org.Person(ctx, r, v.EmployeeID)
	if err != nil {
		return nil, err
	}
	ok, err := s.isChief(ctx, r, chief)
	if ok {
		list = append(list, ActDelegate)
	}
	return list, err
}
