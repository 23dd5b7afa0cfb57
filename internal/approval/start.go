package approval

import (
	"context"
	"slices"

	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/signing"
)

// StartInput names a route of the body, or stages edited by hand, with or without a route behind them.
type StartInput struct {
	RouteID  int64   `json:"route_id,omitempty"`
	Stages   []Stage `json:"stages,omitempty" maxItems:"30"`
	ThenSign *bool   `json:"then_sign,omitempty" doc:"Send to signature by itself; as the route says when empty"`
}

// Start begins the approval of a draft by its author.
func (s *Service) Start(ctx context.Context, by auth.Actor, documentID int64, in StartInput) (Approval, error) {
	var out Approval
	err := s.db.Tx(ctx, by, func(tx *db.Tx) error {
		d, err := s.documents.OpenLocked(ctx, tx, by, documentID) // load
		if err != nil {
			return err
		}
		if err := canStart(by, d); err != nil { // may
			return err
		}
		a, err := s.plan(ctx, tx, d, in) // decide
		if err != nil {
			return err
		}
		r := &run{Approval: a, card: d}
		if r.ID, err = db.Insert(ctx, tx, "approvals", a); err != nil { // save
			return err
		}
		if err := s.begin(ctx, tx, r, AskAll, nil); err != nil { // journal, announce
			return err
		}
		out = r.Approval
		return nil
	})
	return out, err
}

func canStart(by auth.Actor, d documents.Document) error {
	if d.AuthorID == nil || !by.ActsFor(*d.AuthorID) {
		return fail.New(fail.Denied, "approval.denied", "card %d is not of person %d", d.ID, by.PersonID)
	}
	if d.Flow.Arrives() || !slices.Contains(writing, d.State) {
		return fail.New(fail.Conflict, "approval.wrong_state", "no approval begins in %s", d.State).With("state", string(d.State))
	}
	return nil
}

// plan makes an approval of a route or of stages written by hand.
func (s *Service) plan(ctx context.Context, tx *db.Tx, d documents.Document, in StartInput) (Approval, error) {
	a := Approval{BodyID: d.BodyID, DocumentID: d.ID, InitiatorID: *d.AuthorID, State: Running, Cycle: 0, StartedAt: tx.Now, Version: 1}
	stages := in.Stages
	if in.RouteID != 0 {
		route, err := routeByID(ctx, tx, in.RouteID)
		if err != nil {
			return a, err
		}
		if !route.fits(d) {
			return a, fail.Field("approval.route_wrong", "route_id", "unknown")
		}
		a.RouteName, a.ThenSign = route.Name, route.ThenSign
		if stages == nil {
			stages = route.Stages.V
		}
	}
	if in.ThenSign != nil {
		a.ThenSign = *in.ThenSign
	}
	if a.ThenSign && d.SignatoryID == nil {
		return a, fail.Field("signing.no_signatory", "signatory_id", "required")
	}
	if a.ThenSign {
		if err := s.signing.Registrable(ctx, tx, d); err != nil {
			return a, err
		}
	}
	a.Stages = db.JSON[[]Stage]{V: withoutNames(stages)}
	return a, check(stages)
}

// begin opens the next cycle over the current version: one visa for each place, asked or kept, and the first stage.
func (s *Service) begin(ctx context.Context, tx *db.Tx, r *run, asked Asked, before []Visa) error {
	v, err := s.documents.CurrentVersion(ctx, tx, r.card.ID)
	if fail.Is(err, "version.not_found") {
		return fail.New(fail.Conflict, "approval.no_version", "card %d has no text", r.card.ID)
	}
	if err != nil {
		return err
	}
	r.Cycle++
	r.Stage, r.State, r.EndedAt, r.SheetFileID = 0, Running, nil, nil
	r.cycle = Cycle{ApprovalID: r.ID, No: r.Cycle, VersionID: v.ID, VersionNo: v.No, SHA256: v.SHA256, Asked: asked, StartedAt: tx.Now}
	if r.cycle.ID, err = db.Insert(ctx, tx, "approval_cycles", r.cycle); err != nil {
		return err
	}
	if err := s.invite(ctx, tx, r, before); err != nil {
		return err
	}
	detail := map[string]any{"approval": r.ID, "cycle": r.Cycle, "version": v.No, "sha256": v.SHA256, "asked": asked}
	if err := s.documents.Move(ctx, tx, &r.card, documents.InApproval, "document.sent_to_approval", detail); err != nil {
		return err
	}
	if err := signing.EndRework(ctx, tx, r.card.ID); err != nil {
		return err
	}
	return s.advance(ctx, tx, r)
}

// invite makes the visas of a cycle. Of the cycle before, votes that stand are kept with the version they were given
// for; who is asked anew is decided by his last visa.
func (s *Service) invite(ctx context.Context, tx *db.Tx, r *run, before []Visa) error {
	author, err := s.org.Person(ctx, tx, r.InitiatorID)
	if err != nil {
		return err
	}
	r.visas = nil
	for i, st := range r.Stages.V {
		people, err := s.people(ctx, tx, r.card, author, st, i)
		if err != nil {
			return err
		}
		for position, e := range people {
			v, err := s.invitation(ctx, tx, r, e, i, position, before)
			if err != nil {
				return err
			}
			if v.ID, err = db.Insert(ctx, tx, "visas", v); err != nil {
				return err
			}
			r.visas = append(r.visas, v)
		}
	}
	return nil
}

func (s *Service) invitation(ctx context.Context, tx *db.Tx, r *run, e org.Employee, stage, position int, before []Visa) (Visa, error) {
	v := Visa{
		ApprovalID: r.ID, Cycle: r.Cycle, Stage: stage, Position: position, EmployeeID: e.ID, Name: e.ShortName, Post: e.Post,
		VersionID: r.cycle.VersionID, VersionNo: r.cycle.VersionNo, SHA256: r.cycle.SHA256, State: Waiting,
	}
	was := slices.IndexFunc(before, func(o Visa) bool { return o.Stage == stage && o.EmployeeID == e.ID && o.DelegatedFrom == nil })
	if was < 0 {
		return v, nil
	}
	roles, err := s.org.RolesOf(ctx, tx, e.ID)
	if err != nil || asksAgain(before[was], slices.Contains(roles, org.Lawyer)) {
		return v, err
	}
	kept := before[was]
	kept.ID, kept.Cycle, kept.Position, kept.State = 0, r.Cycle, position, Kept
	return kept, nil
}
