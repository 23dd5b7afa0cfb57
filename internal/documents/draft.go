package documents

import (
	"context"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// DraftInput begins a document of the body's own.
type DraftInput struct {
	Flow        Flow   `json:"flow" enum:"outgoing,internal,directive"`
	KindID      int64  `json:"kind_id"`
	Summary     string `json:"summary" maxLength:"2000"`
	AddresseeID *int64 `json:"addressee_id,omitempty" doc:"Employee to whom an internal document is written"`
	SignatoryID *int64 `json:"signatory_id,omitempty" doc:"Who will sign"`
	Template    bool   `json:"template,omitempty" doc:"Begin with the text of the template of the flow as the first version"`
}

// CreateDraft begins an outgoing, internal or directive document.
func (s *Service) CreateDraft(ctx context.Context, by auth.Actor, in DraftInput) (Document, error) {
	d := Document{BodyID: by.BodyID, Flow: in.Flow, KindID: in.KindID, Summary: in.Summary, SignatoryID: in.SignatoryID}
	if in.Flow == Internal {
		d.AddresseeID = in.AddresseeID
	}
	text, err := s.firstText(ctx, by, d, in.Template)
	if err != nil {
		return d, err
	}
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if err := s.mayDraft(ctx, tx, by, d); err != nil {
			return err
		}
		if err := s.draft(ctx, tx, &d); err != nil || text == nil {
			return err
		}
		_, err := s.addVersion(ctx, tx, d, *text, "")
		return err
	})
	return d, err
}

// mayDraft reports whether the actor may begin this document, and whether the people it names are there.
func (s *Service) mayDraft(ctx context.Context, r db.Reader, by auth.Actor, d Document) error {
	if !by.Can(RightCreate) {
		return fail.New(fail.Denied, "document.denied", "no right to make drafts")
	}
	wrong := map[string]string{}
	if d.Flow.Arrives() || !s.uses(ctx, r, by.BodyID, d.Flow, d.KindID) {
		wrong["kind_id"] = "unknown"
	}
	for field, id := range map[string]*int64{"addressee_id": d.AddresseeID, "signatory_id": d.SignatoryID} {
		if id != nil && !s.worksHere(ctx, r, d.BodyID, *id) {
			wrong[field] = "unknown"
		}
	}
	if len(wrong) > 0 {
		return fail.Fields("document.fields_wrong", wrong)
	}
	return nil
}

// worksHere reports whether a person is an employee of the body today.
func (s *Service) worksHere(ctx context.Context, r db.Reader, bodyID, id int64) bool {
	e, err := s.org.Person(ctx, r, id)
	return err == nil && e.BodyID == bodyID && e.DismissedAt == nil
}

// firstText fills the template for a new draft. It is written before the transaction: bytes are stored outside of it.
func (s *Service) firstText(ctx context.Context, by auth.Actor, d Document, wanted bool) (*Stored, error) {
	if !wanted {
		return nil, nil
	}
	if err := s.mayDraft(ctx, s.db, by, d); err != nil {
		return nil, err
	}
	kind, err := s.KindByID(ctx, s.db, d.KindID)
	if err != nil {
		return nil, err
	}
	addressee, err := s.employeeLine(ctx, s.db, d.AddresseeID)
	if err != nil {
		return nil, err
	}
	text, err := s.open(ctx, by, kind.Name+".docx", opening{
		flow: d.Flow, kind: kind.Name, heading: d.Summary, addressee: addressee, text: "Текст документа.", signatoryID: d.SignatoryID,
	})
	return &text, err
}

// draft inserts a draft of the acting person and opens it to him.
func (s *Service) draft(ctx context.Context, tx *db.Tx, d *Document) error {
	return s.draftOf(ctx, tx, d, tx.By.PersonID)
}

// draftOf inserts a draft of an author: a program may begin it in his name.
func (s *Service) draftOf(ctx context.Context, tx *db.Tx, d *Document, author int64) error {
	d.State, d.AuthorID, d.DueOn = Draft, &author, calendar.Date{}
	if err := s.create(ctx, tx, d, s.org.Today(ctx, tx, d.BodyID, tx.Now).Year()); err != nil {
		return err
	}
	if err := s.Grant(ctx, tx, *d, auth.Employee(author), "author"); err != nil {
		return err
	}
	return s.keep(ctx, tx, d, "", "document.drafted", nil)
}
