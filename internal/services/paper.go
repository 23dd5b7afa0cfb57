package services

import (
	"context"
	"slices"
	"strings"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services/catalogue"
)

// PaperKind is what a paper does to its application when it is signed.
type PaperKind string

const (
	PaperGrant      PaperKind = "grant"
	PaperRefusal    PaperKind = "refusal"
	PaperIntake     PaperKind = "intake_refusal"   // отказ в приёме документов
	PaperSuspension PaperKind = "suspension"       // приостановление: the clock stands from the signature
	PaperInvitation PaperKind = "invitation"       // stage 4; the invitation itself reaches the account at once
	PaperFact       PaperKind = "fact"             // stage 5; so does the fact
	PaperCorrection PaperKind = "correction"       // in the place of the result
	PaperComplaint  PaperKind = "complaint_answer" // the reasoned answer to a pre-trial complaint
)

// Paper is a card of documents on which a decision stands.
type Paper struct {
	DocumentID    int64             `db:"document_id"`
	ApplicationID int64             `db:"application_id"`
	ComplaintID   *int64            `db:"complaint_id"`
	Kind          PaperKind         `db:"kind"`
	Ground        string            `db:"ground"`
	Reason        string            `db:"reason"`
	Missing       db.JSON[[]string] `db:"missing"`
	Result        string            `db:"result"`
	SettledAt     *time.Time        `db:"settled_at"`
	CreatedAt     time.Time         `db:"created_at"`
}

var paperColumns = db.Columns[Paper]("")

// PaperInput is what an officer puts into a paper; the rest its form takes from the card.
type PaperInput struct {
	Kind        PaperKind     `json:"kind" enum:"grant,refusal,intake_refusal,suspension,invitation,fact,correction"`
	Result      string        `json:"result,omitempty" maxLength:"40" doc:"Code of the result in the pinned version; the first that is no refusal"`
	Text        string        `json:"text,omitempty" maxLength:"8000" doc:"What the paper says besides its form"`
	Ground      string        `json:"ground,omitempty" maxLength:"40" doc:"From the closed list of the pinned version"`
	Reason      string        `json:"reason,omitempty" maxLength:"2000"`
	Missing     []string      `json:"missing,omitempty" maxItems:"40"`
	Except      Except        `json:"except,omitempty" enum:",law_changed,applicant_error,expired,official_error"`
	SignatoryID int64         `json:"signatory_id,omitempty" doc:"A notice is signed by its officer himself where nobody is named"`
	Place       string        `json:"place,omitempty" maxLength:"300"`
	Hours       string        `json:"hours,omitempty" maxLength:"300"`
	Bring       string        `json:"bring,omitempty" maxLength:"500"`
	Until       calendar.Date `json:"until,omitempty"`
	Fact        string        `json:"fact,omitempty" maxLength:"500"`
	Basis       string        `json:"basis,omitempty" maxLength:"300"`
}

// draft is a paper that is to be written.
type draft struct {
	Paper
	in        PaperInput
	ground    catalogue.Ground
	result    string // its name
	author    int64
	signatory int64
	complaint *Complaint
}

// mayOfficer reports whether the officer himself signs a paper: notices are his, decisions are the head's.
func (k PaperKind) mayOfficer() bool {
	return slices.Contains([]PaperKind{PaperIntake, PaperSuspension, PaperInvitation, PaperFact}, k)
}

// drafted checks what was put in: a refusal or a suspension stands on a ground of the pinned version, a grant gives one of
// its results.
func (s *Service) drafted(ctx context.Context, r db.Reader, m *matter, in PaperInput) (d draft, err error) {
	if in.SignatoryID == 0 && in.Kind.mayOfficer() {
		in.SignatoryID = m.by.PersonID
	}
	signatory, err := s.Org.Person(ctx, r, in.SignatoryID)
	if err != nil || signatory.BodyID != m.BodyID || signatory.Dismissed() {
		return d, fail.Field("application.wrong", "signatory_id", "unknown")
	}
	d = draft{in: in, author: m.by.PersonID, signatory: in.SignatoryID}
	d.Paper = Paper{Kind: in.Kind, Reason: strings.TrimSpace(in.Reason)}
	switch in.Kind {
	case PaperGrant:
		result, ok := m.procedure.result(in.Result)
		if !ok {
			return d, fail.Field("application.wrong", "result", "unknown")
		}
		d.Result, d.result = result.Code, result.Name
		return d, nil
	case PaperRefusal, PaperIntake:
		return d, s.onGround(ctx, r, m, &d)
	case PaperSuspension:
		if _, err := m.procedure.Leads(m.Step, catalogue.Suspends); err != nil {
			return d, err
		}
		d.in.Until = s.heldUntil(m, s.Org.Today(ctx, r, m.BodyID, s.db.Now())).Date
		return d, s.onGround(ctx, r, m, &d)
	case PaperFact:
		if in.Basis == "" {
			d.in.Basis, err = s.basisOfResult(ctx, r, m.Application)
		}
		return d, err
	case PaperCorrection:
		if strings.TrimSpace(in.Text) == "" {
			return d, fail.Field("application.wrong", "text", "required")
		}
	}
	return d, nil
}

// onGround puts the ground of a refusal or of a suspension on its paper.
func (s *Service) onGround(ctx context.Context, r db.Reader, m *matter, d *draft) (err error) {
	list := map[PaperKind][]catalogue.Ground{PaperRefusal: m.procedure.Passport.RefusalsOf(m.Variant),
		PaperIntake: m.procedure.Passport.IntakeRefusalsOf(m.Variant), PaperSuspension: m.procedure.Passport.SuspensionsOf(m.Variant)}[d.Kind]
	if d.ground, err = ground(list, d.in.Ground); err != nil {
		return err
	}
	if d.Reason == "" {
		return fail.Field("application.wrong", "reason", "required")
	}
	d.Ground, d.Missing.V = d.ground.Code, d.in.Missing
	return s.nothingNew(ctx, r, m, d.in.Missing, d.in.Except)
}

// writePaper makes the card of a paper in the transaction of the act.
func (s *Service) writePaper(ctx context.Context, tx *db.Tx, m *matter, made sheet) (documents.Document, error) {
	who, err := s.ApplicantByID(ctx, tx, m.ApplicantID)
	if err != nil {
		return documents.Document{}, err
	}
	to, err := s.Documents.Person(ctx, tx, documents.Correspondent{BodyID: m.BodyID, Name: who.FullName(), Address: who.Address, Email: who.Email})
	if err != nil {
		return documents.Document{}, err
	}
	w := made.writing
	w.Addressees = []documents.AddresseeLine{{CorrespondentID: to, Channel: m.Way.channel()}}
	card, err := s.Documents.Write(ctx, tx, w)
	if err != nil {
		return card, err
	}
	row := made.Paper
	row.DocumentID, row.ApplicationID, row.CreatedAt = card.ID, m.ID, tx.Now
	_, err = db.Insert(ctx, tx, "application_papers", row)
	return card, err
}

// channel is the way of the paper: what lies in the account is handed over there.
func (w Way) channel() documents.Channel {
	if w == ByPost {
		return documents.ByPost
	}
	return documents.ByHand
}

// paperOf is the paper of a card, nil where the card is no paper of ours.
func paperOf(ctx context.Context, r db.Reader, documentID int64) (*Paper, error) {
	list, err := db.All[Paper](ctx, r, "SELECT "+paperColumns+" FROM application_papers WHERE document_id = $1", documentID)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

// SignedPapers are the cards of the papers that have taken effect, the newest first: what the applicant holds in his account.
func (s *Service) SignedPapers(ctx context.Context, r db.Reader, applicationID int64) ([]int64, error) {
	return db.All[int64](ctx, r, `
		SELECT document_id FROM application_papers WHERE application_id = $1 AND settled_at IS NOT NULL ORDER BY document_id DESC`, applicationID)
}

// journalOf is the journal in which a paper of a body gets its number: the first of outgoing documents without a mark.
func (s *Service) journalOf(ctx context.Context, r db.Reader, bodyID int64) (int64, error) {
	journals, err := s.Registry.Journals(ctx, r, bodyID, string(documents.Outgoing))
	if err != nil {
		return 0, err
	}
	for _, j := range journals {
		if j.Active && j.AccessMark == "" {
			return j.ID, nil
		}
	}
	return 0, fail.New(fail.Conflict, "application.no_journal", "body %d has no journal of outgoing documents", bodyID)
}

// registerPaper gives a signed paper its number.
func (s *Service) registerPaper(ctx context.Context, d documents.Document) error {
	journal, err := s.journalOf(ctx, s.db, d.BodyID)
	if err != nil {
		return err
	}
	rule := auth.System("services")
	rule.BodyID = d.BodyID
	_, err = s.Documents.Register(ctx, rule, d.ID, documents.RegisterInput{JournalID: journal})
	return err
}

// handOut takes the card of a paper to its end: it was put into the account, or handed over. What goes by post is sent by
// the records office.
func (s *Service) handOut(ctx context.Context, tx *db.Tx, way Way, documentID int64) error {
	d, err := s.Documents.Lock(ctx, tx, documentID)
	if err != nil || d.State != documents.Registered || way == ByPost {
		return err
	}
	for _, to := range []documents.State{documents.Dispatching, documents.Dispatched, documents.Delivered} {
		if err := s.Documents.Move(ctx, tx, &d, to, "document.handed_out", nil); err != nil {
			return err
		}
	}
	return nil
}
