package assignments

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// ResolutionState is a step of a resolution.
type ResolutionState string

const (
	ResolutionDraft     ResolutionState = "draft"
	ResolutionSigned    ResolutionState = "signed"
	ResolutionDiscarded ResolutionState = "discarded"
	ResolutionDisowned  ResolutionState = "disowned" // recorded from paper, and its author said that it is not his
)

// Resolution is what an executive orders about a document in one act; its parts are assignments.
type Resolution struct {
	ID           int64           `db:"id"`
	BodyID       int64           `db:"body_id"`
	DocumentID   int64           `db:"document_id"`
	AuthorID     int64           `db:"author_id"`
	AuthorName   string          `db:"author_name"`
	AuthorPost   string          `db:"author_post"`
	PreparedBy   int64           `db:"prepared_by"`
	PreparedName string          `db:"prepared_name"`
	SignedBy     *int64          `db:"signed_by"`
	SignedName   string          `db:"signed_name"`
	SignedPost   string          `db:"signed_post"`
	SignedBasis  string          `db:"signed_basis"`
	State        ResolutionState `db:"state"`
	Note         string          `db:"note"`
	Paper        bool            `db:"paper"`
	ScanID       *int64          `db:"scan_id"`
	SignedAt     *time.Time      `db:"signed_at"`
	CreatedAt    time.Time       `db:"created_at"`
	Version      int64           `db:"version"`
}

// Ref names the resolution in the audit.
func (r Resolution) Ref() audit.Ref {
	return audit.Ref{Kind: "resolution", ID: r.ID, Title: "резолюция " + strconv.FormatInt(r.ID, 10)}
}

// DraftInput is the whole text of a resolution. It is written anew with each edit.
type DraftInput struct {
	AuthorID int64  `json:"author_id" minimum:"1" doc:"Executive whose resolution it is"`
	Note     string `json:"note,omitempty" maxLength:"2000" doc:"A word of the assistant for the chief"`
	Paper    bool   `json:"paper,omitempty" doc:"Written by hand on paper and entered from there"`
	ScanID   *int64 `json:"scan_id,omitempty" doc:"Scan of the paper, put beside the document before"`
	Items    []Item `json:"items" minItems:"1" maxItems:"50"`
}

// Item is one assignment as it is written down.
type Item struct {
	Text              string        `json:"text" minLength:"1" maxLength:"4000"`
	ResponsibleID     int64         `json:"responsible_id" minimum:"1"`
	CoExecutors       []CoExecution `json:"co_executors,omitempty" maxItems:"50"`
	Informed          []int64       `json:"informed,omitempty" maxItems:"100"`
	Control           Control       `json:"control,omitempty" enum:"none,ordinary,special" default:"none"`
	ControllerID      *int64        `json:"controller_id,omitempty" doc:"Nobody: the issuer himself"`
	ControllerAccepts bool          `json:"controller_accepts,omitempty" doc:"The controller accepts the report in the issuer's place"`
	TermCode          string        `json:"term_code,omitempty" doc:"Preset of the term; without it and without a date: one month"`
	DueOn             calendar.Date `json:"due_on,omitempty" doc:"Date by hand"`
	Urgent            bool          `json:"urgent,omitempty"`
}

// CoExecution is a co-executor, with a date of his own when the issuer names one.
type CoExecution struct {
	EmployeeID int64         `json:"employee_id" minimum:"1"`
	DueOn      calendar.Date `json:"due_on,omitempty" doc:"Without it: the first half of the term"`
}

var considerable = []documents.State{documents.Registered, documents.WithExecutive, documents.Resolved, documents.InExecution, documents.ForInformation}

// resolvable are the states of a card in which executives resolve.
var resolvable = map[documents.Flow][]documents.State{
	documents.Incoming:  considerable,
	documents.Appeal:    considerable,
	documents.Internal:  considerable,
	documents.Directive: {documents.Registered}, // an order with points to carry out
}

func canResolve(d documents.Document) error {
	if slices.Contains(resolvable[d.Flow], d.State) {
		return nil
	}
	return fail.New(fail.Conflict, "document.wrong_state", "no resolution on a card that is %s", d.State).With("state", string(d.State))
}

// mayPrepare reports whether the actor may write drafts in the name of an executive: he himself, who replaces him, his
// assistant, and the clerk who sends the document (§2.9).
func mayPrepare(by auth.Actor, authorID int64) bool {
	return by.ActsFor(authorID) || by.Helps(authorID) || by.Can(documents.RightRegister)
}

// Prepare writes the draft of a resolution. Nobody but its author and those who prepare for him sees it.
func (s *Service) Prepare(ctx context.Context, by auth.Actor, documentID int64, in DraftInput) (res Resolution, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		d, err := s.documents.OpenLocked(ctx, tx, by, documentID)
		if err != nil {
			return err
		}
		res, err = s.prepare(ctx, tx, d, in)
		return err
	})
	return res, err
}

func (s *Service) prepare(ctx context.Context, tx *db.Tx, d documents.Document, in DraftInput) (res Resolution, err error) {
	if !mayPrepare(tx.By, in.AuthorID) || d.BodyID != tx.By.BodyID {
		return res, fail.New(fail.Denied, "resolution.denied", "person %d does not prepare for %d", tx.By.PersonID, in.AuthorID)
	}
	if err := canResolve(d); err != nil {
		return res, err
	}
	author, err := s.executive(ctx, tx, d.BodyID, in.AuthorID, "author_id")
	if err != nil {
		return res, err
	}
	res = Resolution{BodyID: d.BodyID, DocumentID: d.ID, AuthorID: author.ID, AuthorName: author.ShortName, AuthorPost: author.Post,
		PreparedBy: tx.By.PersonID, PreparedName: tx.By.Name, State: ResolutionDraft, CreatedAt: tx.Now, Version: 1}
	if err := s.describe(ctx, tx, d, &res, in); err != nil {
		return res, err
	}
	if res.ID, err = db.Insert(ctx, tx, "resolutions", res); err != nil {
		return res, err
	}
	if err := s.write(ctx, tx, d, res, in.Items); err != nil {
		return res, err
	}
	return res, s.journal(ctx, tx, res, "prepared", "", nil)
}

// Edit writes the draft anew. The version is that which the writer saw: two people do not overwrite each other.
func (s *Service) Edit(ctx context.Context, by auth.Actor, id, version int64, in DraftInput) (Resolution, error) {
	return s.onDraft(ctx, by, id, version, "edited", func(tx *db.Tx, d *documents.Document, res *Resolution) error {
		if in.AuthorID != res.AuthorID {
			return fail.Field("resolution.other_author", "author_id", "other_author")
		}
		if err := s.describe(ctx, tx, *d, res, in); err != nil {
			return err
		}
		if err := dropItems(ctx, tx, res.ID); err != nil {
			return err
		}
		return s.write(ctx, tx, *d, *res, in.Items)
	})
}

// Discard throws a draft away.
func (s *Service) Discard(ctx context.Context, by auth.Actor, id, version int64) (Resolution, error) {
	return s.onDraft(ctx, by, id, version, "discarded", func(tx *db.Tx, _ *documents.Document, res *Resolution) error {
		res.State = ResolutionDiscarded
		return dropItems(ctx, tx, res.ID)
	})
}

// onDraft runs a verb of those who prepare: load, may, decide, save, journal.
func (s *Service) onDraft(ctx context.Context, by auth.Actor, id, version int64, act string, decide func(tx *db.Tx, d *documents.Document, res *Resolution) error) (res Resolution, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		var d documents.Document
		if res, d, err = s.openResolution(ctx, tx, by, id); err != nil {
			return err
		}
		if !mayPrepare(by, res.AuthorID) {
			return fail.New(fail.Denied, "resolution.denied", "person %d does not prepare for %d", by.PersonID, res.AuthorID)
		}
		if err := res.isDraft(version); err != nil {
			return err
		}
		if err := decide(tx, &d, &res); err != nil {
			return err
		}
		if err := updateResolution(ctx, tx, &res); err != nil {
			return err
		}
		return s.journal(ctx, tx, res, act, ResolutionDraft, nil)
	})
	return res, err
}

func (s *Service) openResolution(ctx context.Context, tx *db.Tx, by auth.Actor, id int64) (Resolution, documents.Document, error) {
	res, err := resolutionByID(ctx, tx, id)
	if err != nil {
		return res, documents.Document{}, err
	}
	d, err := s.documents.OpenLocked(ctx, tx, by, res.DocumentID)
	if fail.Is(err, "document.not_found") {
		return res, d, db.Absent(db.ErrNone, "resolution.not_found", id)
	}
	if err != nil {
		return res, d, err
	}
	res, err = resolutionByID(ctx, tx, id) // as it stands now that the document is held
	return res, d, err
}

func (r Resolution) isDraft(version int64) error {
	if r.State != ResolutionDraft {
		return fail.New(fail.Conflict, "resolution.wrong_state", "the resolution is %s", r.State).With("state", string(r.State))
	}
	if r.Version != version {
		return stale(r.ID)
	}
	return nil
}

func (s *Service) describe(ctx context.Context, tx *db.Tx, d documents.Document, res *Resolution, in DraftInput) error {
	res.Note, res.Paper, res.ScanID = strings.TrimSpace(in.Note), in.Paper, in.ScanID
	if in.ScanID == nil {
		return nil
	}
	f, err := s.documents.FileByID(ctx, tx, *in.ScanID)
	if err != nil && fail.KindOf(err) != fail.NotFound {
		return err
	}
	if err != nil || f.DocumentID != d.ID || f.Role != documents.Paper {
		return fail.Field("resolution.wrong_scan", "scan_id", "unknown")
	}
	return nil
}

// write puts the items of a draft down.
func (s *Service) write(ctx context.Context, tx *db.Tx, d documents.Document, res Resolution, items []Item) error {
	terms, err := Terms(ctx, tx, d.BodyID)
	if err != nil {
		return err
	}
	if len(items) == 0 {
		return fail.Field("assignment.incomplete", "items", "required")
	}
	for i, item := range items {
		n, err := s.build(ctx, tx, d, terms, item, "items["+strconv.Itoa(i)+"].")
		if err != nil {
			return err
		}
		n.ResolutionID, n.Position = res.ID, i
		n.IssuerID, n.IssuerName, n.IssuerPost = res.AuthorID, res.AuthorName, res.AuthorPost
		if err := insertNode(ctx, tx, &n); err != nil {
			return fmt.Errorf("write item %d: %w", i, err)
		}
	}
	return nil
}

func (s *Service) journal(ctx context.Context, tx *db.Tx, res Resolution, act string, from ResolutionState, detail any) error {
	return audit.Write(ctx, tx, audit.Entry{Action: "resolution." + act, Object: res.Ref(), From: string(from), To: string(res.State),
		OnBehalfOf: tx.By.OnBehalfOf(res.AuthorID), Detail: detail})
}

// build checks one item and makes the draft of an assignment from it. prefix names its place in the form.
func (s *Service) build(ctx context.Context, tx *db.Tx, d documents.Document, terms []calendar.Term, item Item, prefix string) (n Node, err error) {
	text := strings.TrimSpace(item.Text)
	if text == "" {
		return n, fail.Field("assignment.incomplete", prefix+"text", "required")
	}
	if item.TermCode != "" && !slices.ContainsFunc(terms, func(t calendar.Term) bool { return t.Code == item.TermCode }) {
		return n, fail.Field("assignment.wrong_term", prefix+"term_code", "unknown")
	}
	responsible, err := s.employee(ctx, tx, d.BodyID, item.ResponsibleID, prefix+"responsible_id")
	if err != nil {
		return n, err
	}
	n.Assignment = Assignment{BodyID: d.BodyID, DocumentID: d.ID, Text: text, State: Draft, UnitID: responsible.UnitID,
		ResponsibleID: responsible.ID, ResponsibleName: responsible.ShortName, ResponsiblePost: responsible.Post,
		Control: item.Control, ControllerAccepts: item.ControllerAccepts, TermCode: item.TermCode, DueOn: item.DueOn,
		Urgent: item.Urgent || item.TermCode == "assignment.urgent"}
	if n.Control == "" {
		n.Control = NoControl
	}
	if item.ControllerID != nil && n.Control != NoControl {
		controller, err := s.employee(ctx, tx, d.BodyID, *item.ControllerID, prefix+"controller_id")
		if err != nil {
			return n, err
		}
		n.ControllerID, n.ControllerName = &controller.ID, controller.ShortName
	}
	return n, s.addMembers(ctx, tx, &n, item, prefix)
}

func (s *Service) addMembers(ctx context.Context, tx *db.Tx, n *Node, item Item, prefix string) error {
	add := func(id int64, role MemberRole, due calendar.Date, field string) error {
		e, err := s.employee(ctx, tx, n.BodyID, id, prefix+field)
		if err != nil {
			return err
		}
		if id == n.ResponsibleID || slices.ContainsFunc(n.Members, func(m Member) bool { return m.EmployeeID == id }) {
			return fail.Field("assignment.wrong_person", prefix+field, "repeated")
		}
		n.Members = append(n.Members, Member{EmployeeID: id, Role: role, Name: e.ShortName, Post: e.Post, DueOn: due, OwnDue: !due.IsZero()})
		return nil
	}
	for i, c := range item.CoExecutors {
		if err := add(c.EmployeeID, CoExecutor, c.DueOn, "co_executors["+strconv.Itoa(i)+"]"); err != nil {
			return err
		}
	}
	for i, id := range item.Informed {
		if err := add(id, Informed, calendar.Date{}, "informed["+strconv.Itoa(i)+"]"); err != nil {
			return err
		}
	}
	return nil
}
