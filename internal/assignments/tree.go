package assignments

import (
	"context"
	"slices"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// Who is a person as he was named on the day.
type Who struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
	Post string `json:"post,omitempty"`
}

// ResolutionView is a resolution as the reader of the card sees it.
type ResolutionView struct {
	ID       int64            `json:"id"`
	State    ResolutionState  `json:"state" enum:"draft,signed,disowned"`
	Author   Who              `json:"author"`
	Prepared Who              `json:"prepared"`
	Signed   *Who             `json:"signed,omitempty"`
	Acting   bool             `json:"acting" doc:"Signed by the acting officer with his own name: «и. о.»"`
	Basis    string           `json:"basis,omitempty" doc:"Order by which he replaces the author"`
	Note     string           `json:"note,omitempty" doc:"For the author of the draft only"`
	Paper    bool             `json:"paper"`
	ScanID   *int64           `json:"scan_id,omitempty"`
	SignedAt *time.Time       `json:"signed_at,omitempty"`
	Version  int64            `json:"version"`
	Actions  []string         `json:"actions" doc:"edit, discard, sign, enter, disown"`
	Items    []AssignmentView `json:"items" doc:"Its assignments with all parts below them, a part behind its parent"`
}

// AssignmentView is one assignment of the tree.
type AssignmentView struct {
	ID                int64         `json:"id"`
	DocumentID        int64         `json:"document_id"`
	ParentID          *int64        `json:"parent_id,omitempty"`
	Depth             int           `json:"depth"`
	Text              string        `json:"text"`
	State             State         `json:"state" enum:"draft,issued,in_progress,report_submitted,returned_for_rework,executed,cancelled"`
	Issuer            Who           `json:"issuer"`
	Responsible       Who           `json:"responsible"`
	Controller        *Who          `json:"controller,omitempty"`
	ControllerAccepts bool          `json:"controller_accepts"`
	Members           []MemberView  `json:"members"`
	Urgent            bool          `json:"urgent"`
	TermCode          string        `json:"term_code,omitempty"`
	DueOn             calendar.Date `json:"due_on"`
	FirstDueOn        calendar.Date `json:"first_due_on"`
	Why               string        `json:"why" doc:"«Почему эта дата»"`
	Basis             string        `json:"basis,omitempty" doc:"Article or instruction that sets the term"`
	Overdue           bool          `json:"overdue"`
	DaysLeft          int           `json:"days_left" doc:"Working days to the due date, negative after it; only while it is open"`
	Statutory         bool          `json:"statutory"`
	Extension         Extension     `json:"extension,omitempty" enum:"requested,granted,refused"`
	Extensions        int           `json:"extensions" doc:"How many were granted"`
	Returns           int           `json:"returns"`
	Control           Control       `json:"control" enum:"none,ordinary,special"`
	Release           *ReleaseView  `json:"release,omitempty"`
	ProposedBy        *int64        `json:"release_proposed_by,omitempty" doc:"Sent reply that proposes the release"`
	IssuedAt          *time.Time    `json:"issued_at,omitempty"`
	TakenAt           *time.Time    `json:"taken_at,omitempty"`
	ReportedAt        *time.Time    `json:"reported_at,omitempty"`
	EndedAt           *time.Time    `json:"ended_at,omitempty"`
	EndReason         string        `json:"end_reason,omitempty"`
	Overridden        bool          `json:"overridden"`
	Reports           []Report      `json:"reports"`
	TermChanges       []TermChange  `json:"term_changes"`
	Roles             []Role        `json:"roles" doc:"Parts of the reader in it"`
	Actions           []Action      `json:"actions"`
}

// ReleaseView says when, by whom and why the control ended.
type ReleaseView struct {
	Kind  ReleaseKind `json:"kind" enum:"executed,transferred,impossible,consolidated"`
	By    string      `json:"by"`
	At    time.Time   `json:"at"`
	Basis string      `json:"basis,omitempty"`
}

// MemberView is a co-executor with what he handed over, or an informed person.
type MemberView struct {
	Who
	Role          MemberRole    `json:"role" enum:"co_executor,informed"`
	DueOn         calendar.Date `json:"due_on"`
	OwnDue        bool          `json:"own_due"`
	Contribution  string        `json:"contribution,omitempty"`
	ContributedAt *time.Time    `json:"contributed_at,omitempty"`
}

// Tree is everything that was ordered about a document.
type Tree struct {
	Resolutions      []ResolutionView  `json:"resolutions"`
	Acknowledgements []Acknowledgement `json:"acknowledgements" doc:"Who was given the document to know, and who has acknowledged it"`
	Actions          []DocumentAction  `json:"actions" doc:"What the reader may order about the document"`
}

// Tree shows the orders on a document to whoever sees the document in its own body. A draft is for its author and those
// who prepare for him.
func (s *Service) Tree(ctx context.Context, by auth.Actor, documentID int64) (Tree, error) {
	d, err := s.documents.Open(ctx, s.db, by, documentID)
	if err != nil {
		return Tree{}, err
	}
	return s.TreeOf(ctx, s.db, by, d)
}

// TreeOf is Tree for a card that was opened already.
func (s *Service) TreeOf(ctx context.Context, r db.Reader, by auth.Actor, d documents.Document) (Tree, error) {
	tree := Tree{Resolutions: []ResolutionView{}, Acknowledgements: []Acknowledgement{}, Actions: []DocumentAction{}}
	if by.BodyID != d.BodyID && !by.System {
		return tree, nil
	}
	nodes, err := s.nodes(ctx, r, by, d)
	if err != nil {
		return tree, err
	}
	list, err := db.All[Resolution](ctx, r, "SELECT "+resolutionColumns+" FROM resolutions WHERE document_id = $1 AND state <> 'discarded' ORDER BY id", d.ID)
	if err != nil {
		return tree, err
	}
	disownable := false
	for _, res := range list {
		if res.State == ResolutionDraft && !mayPrepare(by, res.AuthorID) {
			continue
		}
		view, executed := res.view(by, d), false
		for _, n := range nodes {
			if n.resolution == res.ID && n.ParentID == nil {
				view.Items = append(view.Items, below(nodes, n.AssignmentView, 0)...)
				executed = executed || n.State == Executed
			}
		}
		if by.Is(res.AuthorID) && res.canDisown(executed) == nil {
			view.Actions = append(view.Actions, "disown")
			disownable = true
		}
		tree.Resolutions = append(tree.Resolutions, view)
	}
	if tree.Acknowledgements, err = s.acknowledgements(ctx, r, d.ID); err != nil {
		return tree, err
	}
	if tree.Actions, err = s.DocumentActions(ctx, r, by, d); disownable {
		tree.Actions = append(tree.Actions, DisownResolution)
	}
	return tree, err
}

func (r Resolution) view(by auth.Actor, d documents.Document) ResolutionView {
	v := ResolutionView{ID: r.ID, State: r.State, Author: Who{r.AuthorID, r.AuthorName, r.AuthorPost}, Prepared: Who{ID: r.PreparedBy, Name: r.PreparedName},
		Acting: r.Acting(), Basis: r.SignedBasis, Paper: r.Paper, ScanID: r.ScanID, SignedAt: r.SignedAt, Version: r.Version,
		Actions: []string{}, Items: []AssignmentView{}}
	if r.SignedBy != nil {
		v.Signed = &Who{*r.SignedBy, r.SignedName, r.SignedPost}
	}
	if r.State != ResolutionDraft {
		return v
	}
	v.Note = r.Note
	v.Actions = append(v.Actions, "edit", "discard")
	if r.maySign(by) == nil && canResolve(d) == nil {
		v.Actions = append(v.Actions, "sign")
	}
	if r.maySign(by) != nil && r.mayEnter(by) == nil && canResolve(d) == nil {
		v.Actions = append(v.Actions, "enter")
	}
	return v
}

// placed is a view that knows its resolution.
type placed struct {
	AssignmentView
	resolution int64
}

// below lists an assignment and, behind it, its parts.
func below(nodes []placed, root AssignmentView, depth int) []AssignmentView {
	root.Depth = depth
	list := []AssignmentView{root}
	for _, n := range nodes {
		if n.ParentID != nil && *n.ParentID == root.ID {
			list = append(list, below(nodes, n.AssignmentView, depth+1)...)
		}
	}
	return list
}

// nodes are the views of all assignments of a document: four queries, however many there are.
func (s *Service) nodes(ctx context.Context, r db.Reader, by auth.Actor, d documents.Document) ([]placed, error) {
	all, err := onDocument(ctx, r, d.ID)
	if err != nil {
		return nil, err
	}
	ids := make([]int64, len(all))
	children := map[int64]int{}
	for i, a := range all {
		ids[i] = a.ID
		if a.ParentID != nil && a.Open {
			children[*a.ParentID]++
		}
	}
	members, err := membersOf(ctx, r, ids)
	if err != nil {
		return nil, err
	}
	var args []any
	among := db.In(&args, ids)
	reports, err := db.All[Report](ctx, r, "SELECT "+reportColumns+" FROM execution_reports WHERE assignment_id IN "+among+" ORDER BY id", args...)
	if err != nil {
		return nil, err
	}
	changes, err := db.All[TermChange](ctx, r, "SELECT "+changeColumns+" FROM extensions WHERE assignment_id IN "+among+" ORDER BY id", args...)
	if err != nil {
		return nil, err
	}
	zone := s.org.Zone(ctx, r, d.BodyID)
	ended := d.State == documents.Annulled || d.State == documents.Filed
	list := make([]placed, len(all))
	for i, a := range all {
		n := Node{Assignment: a, OpenChildren: children[a.ID]}
		n.Members = slices.DeleteFunc(slices.Clone(members), func(m Member) bool { return m.AssignmentID != a.ID })
		v := s.view(n, by, zone)
		v.Reports = slices.DeleteFunc(slices.Clone(reports), func(x Report) bool { return x.AssignmentID != a.ID })
		v.TermChanges = slices.DeleteFunc(slices.Clone(changes), func(x TermChange) bool { return x.AssignmentID != a.ID })
		if ended {
			v.Actions = []Action{}
		}
		list[i] = placed{v, a.ResolutionID}
	}
	return list, nil
}

func (s *Service) view(n Node, by auth.Actor, zone *time.Location) AssignmentView {
	today := calendar.DateOf(s.db.Now(), zone)
	v := AssignmentView{ID: n.ID, DocumentID: n.DocumentID, ParentID: n.ParentID, Text: n.Text, State: n.State,
		Issuer: Who{n.IssuerID, n.IssuerName, n.IssuerPost}, Responsible: Who{n.ResponsibleID, n.ResponsibleName, n.ResponsiblePost},
		ControllerAccepts: n.ControllerAccepts, Members: []MemberView{}, Urgent: n.Urgent, TermCode: n.TermCode,
		DueOn: n.DueOn, FirstDueOn: n.FirstDueOn, Why: n.DueWhy.Explain(), Basis: n.DueWhy.Term.Basis, Overdue: n.Overdue(today, zone),
		Statutory: n.Statutory, Extension: n.Extension, Extensions: n.Extensions, Returns: n.Returns, Control: n.Control,
		ProposedBy: n.ProposedBy, IssuedAt: n.IssuedAt, TakenAt: n.TakenAt, ReportedAt: n.ReportedAt, EndedAt: n.EndedAt,
		EndReason: n.EndReason, Overridden: n.Overridden, Reports: []Report{}, TermChanges: []TermChange{},
		Roles: n.Roles(by), Actions: n.Actions(by)}
	if v.Roles == nil {
		v.Roles = []Role{}
	}
	if today.After(n.DueOn) { // §2.5: another term is asked for before the date
		v.Actions = slices.DeleteFunc(v.Actions, func(a Action) bool { return a == AskExtension })
	}
	if n.State.open() {
		v.DaysLeft = s.calendar.WorkingDaysBetween(today, n.DueOn)
	}
	if n.ControllerID != nil {
		v.Controller = &Who{ID: *n.ControllerID, Name: n.ControllerName}
	}
	if n.ReleasedAt != nil {
		v.Release = &ReleaseView{n.ReleaseKind, n.ReleasedName, *n.ReleasedAt, n.ReleaseBasis}
	}
	for _, m := range n.Members {
		v.Members = append(v.Members, MemberView{Who: Who{m.EmployeeID, m.Name, m.Post}, Role: m.Role, DueOn: m.DueOn, OwnDue: m.OwnDue,
			Contribution: m.Contribution, ContributedAt: m.ContributedAt})
	}
	return v
}

// show is one assignment after a verb, as the actor sees it now.
func (s *Service) show(ctx context.Context, by auth.Actor, n Node) (AssignmentView, error) {
	d, err := s.documents.Get(ctx, s.db, n.DocumentID)
	if err != nil {
		return AssignmentView{}, err
	}
	nodes, err := s.nodes(ctx, s.db, by, d)
	if err != nil {
		return AssignmentView{}, err
	}
	i := slices.IndexFunc(nodes, func(p placed) bool { return p.ID == n.ID })
	if i < 0 {
		return AssignmentView{}, db.Absent(db.ErrNone, "assignment.not_found", n.ID)
	}
	return nodes[i].AssignmentView, nil
}
