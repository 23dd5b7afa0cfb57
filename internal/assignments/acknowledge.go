package assignments

import (
	"context"
	"slices"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/tasks"
)

// Acknowledgement is one line of the sheet (лист ознакомления, §2.7): to have opened a document is not to have
// acknowledged it, both are shown.
type Acknowledgement struct {
	Who
	SentAt         time.Time     `json:"sent_at"`
	DueOn          calendar.Date `json:"due_on"`
	OpenedAt       *time.Time    `json:"opened_at,omitempty"`
	AcknowledgedAt *time.Time    `json:"acknowledged_at,omitempty"`
}

// acknowledgements are the lines of the sheet in the order in which people were given the document.
func (s *Service) acknowledgements(ctx context.Context, r db.Reader, documentID int64) ([]Acknowledgement, error) {
	asked, err := tasks.Asked(ctx, r, documentID, tasks.Inform)
	if err != nil || len(asked) == 0 {
		return []Acknowledgement{}, err
	}
	ids := make([]int64, len(asked))
	for i, t := range asked {
		ids[i] = t.Person()
	}
	people, err := s.org.Persons(ctx, r, ids)
	if err != nil {
		return nil, err
	}
	named := map[int64]Who{}
	for _, e := range people {
		named[e.ID] = Who{e.ID, e.ShortName, e.Post}
	}
	list := []Acknowledgement{}
	for i, t := range asked {
		if kind, _ := tasks.ParseSubject(t.Subject); kind == aboutPaper {
			continue // the author looks at what was recorded in his name: he was given nothing to know
		}
		list = append(list, Acknowledgement{named[ids[i]], t.CreatedAt, t.DueOn, t.SeenAt, t.DoneAt})
	}
	return list, nil
}

// hasRead reports whether the actor himself was asked to acknowledge: nobody does it for another.
func hasRead(by auth.Actor, open []tasks.Task) bool {
	return slices.ContainsFunc(open, func(t tasks.Task) bool { return t.Kind == tasks.Inform && by.Is(t.Person()) })
}

// acknowledgement is how a document is acknowledged: by the simple signature, which is the sign-in of the reader, or by
// a stronger one where the kind asks for it.
func (s *Service) acknowledgement(ctx context.Context, r db.Reader, d documents.Document) (DocumentAction, error) {
	kind, err := s.documents.KindOf(ctx, r, d)
	if kind.AcknowledgeWith == documents.DemandEnhanced || kind.AcknowledgeWith == documents.DemandQualified {
		return AcknowledgeSigned, err
	}
	return Acknowledge, err
}

// Noted says that the reader has taken note of a document that came to him for information.
func (s *Service) Noted(ctx context.Context, by auth.Actor, documentID int64) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		d, err := s.documents.OpenLocked(ctx, tx, by, documentID)
		if err != nil {
			return err
		}
		act, err := s.Reads(ctx, tx, by, d)
		if err != nil {
			return err
		}
		if act != Acknowledge {
			return fail.New(fail.Conflict, "document.signed_acknowledgement", "kind %d asks for a signature", d.KindID)
		}
		return s.Note(ctx, tx, d, nil)
	})
}

// Reads says how the actor acknowledges a card that waits for him, and refuses where none does.
func (s *Service) Reads(ctx context.Context, r db.Reader, by auth.Actor, d documents.Document) (DocumentAction, error) {
	open, err := tasks.OnDocument(ctx, r, d.ID)
	if err == nil && !hasRead(by, open) {
		err = fail.New(fail.Conflict, "document.not_for_information", "nothing waits for person %d", by.PersonID)
	}
	if err != nil {
		return "", err
	}
	return s.acknowledgement(ctx, r, d)
}

// Note ends what waited for the reader, inside the caller's transaction; detail is for the log.
func (s *Service) Note(ctx context.Context, tx *db.Tx, d documents.Document, detail any) error {
	open, err := tasks.OnDocument(ctx, tx, d.ID)
	if err != nil {
		return err
	}
	for _, t := range open {
		if t.Kind == tasks.Inform && tx.By.Is(t.Person()) {
			if err := tasks.DoneFor(ctx, tx, t.Subject, t.Kind, t.Principal, tasks.WasDone); err != nil {
				return err
			}
		}
	}
	return audit.Write(ctx, tx, audit.Entry{Action: "document.noted", Object: d.Ref(), Detail: detail})
}
