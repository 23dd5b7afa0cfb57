package appeals

import (
	"context"
	"slices"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// LetterKind is what a letter does to its appeal.
type LetterKind string

const (
	LetterAnswer        LetterKind = "answer"            // ends questions when it is registered
	LetterInterim       LetterKind = "interim"           // tells how the matter stands; the clock goes on
	LetterExtension     LetterKind = "extension"         // art. 12.2: the author is told
	LetterForwardBody   LetterKind = "forward_body"      // art. 8.3: to whom it is in competence of
	LetterForwardAuthor LetterKind = "forward_author"    // art. 8.3: the author is told
	LetterDocuments     LetterKind = "documents_request" // art. 10.2
	LetterNoticed       LetterKind = "registration"      // number and term, to who wrote electronically
	LetterGround        LetterKind = "ground"            // why there is no answer on the substance, art. 11
	LetterDecision      LetterKind = "decision"          // of the head to end a correspondence, art. 11.5
	LetterInvitation    LetterKind = "invitation"        // to a personal reception or a talk, art. 10.1.1
	LetterByEmail       LetterKind = "by_email"          // an e-mail is no appeal: which channels are
)

// Letter is a written card and what it is to its appeal.
type Letter struct {
	DocumentID int64            `db:"document_id"`
	AppealID   int64            `db:"appeal_id"`
	BodyID     int64            `db:"body_id"`
	Kind       LetterKind       `db:"kind"`
	Form       FormCode         `db:"form"`
	Details    db.JSON[Details] `db:"details"`
	SettledAt  *time.Time       `db:"settled_at"`
	CreatedAt  time.Time        `db:"created_at"`
}

// Details are what the act said: the letter can be written again by them.
type Details struct {
	To        int64   `json:"to,omitempty"`        // correspondent, where it is not the author
	Questions []int   `json:"questions,omitempty"` // those that were forwarded
	Reason    string  `json:"reason,omitempty"`
	Text      string  `json:"text,omitempty"` // of an interim answer, or what documents are asked for
	Link      string  `json:"link,omitempty"` // of a published answer
	Ground    Ground  `json:"ground,omitempty"`
	Previous  []int64 `json:"previous,omitempty"` // answers given before, on which a decision of art. 11.5 stands
	Decision  int64   `json:"decision,omitempty"` // the decision that a notice tells of
	Everyone  bool    `json:"everyone,omitempty"` // to all authors of a collective appeal, not to the first alone
	Email     string  `json:"email,omitempty"`    // to whom an e-mail is answered
	Name      string  `json:"name,omitempty"`
	When      string  `json:"when,omitempty"` // of an invitation, in words
	Place     string  `json:"place,omitempty"`
	Official  string  `json:"official,omitempty"`
}

// LetterView is a letter as the tab of the appeal shows it. A draft is seen by its people; that there is one, by all.
type LetterView struct {
	DocumentID   int64            `db:"document_id" json:"document_id"`
	Kind         LetterKind       `db:"kind" json:"kind" enum:"answer,interim,extension,forward_body,forward_author,documents_request,registration,ground,decision,invitation,by_email"`
	Title        string           `db:"-" json:"title"`
	Form         FormCode         `db:"form" json:"-"`
	Details      db.JSON[Details] `db:"details" json:"-"`
	State        documents.State  `db:"state" json:"state"`
	Number       string           `db:"number" json:"number"`
	RegisteredOn calendar.Date    `db:"registered_on" json:"registered_on"`
	Author       string           `db:"-" json:"author"`
	AuthorID     *int64           `db:"author_id" json:"-"`
	Visible      bool             `db:"visible" json:"visible" doc:"The reader may open it"`
	Void         bool             `db:"-" json:"void" doc:"It was withdrawn or annulled and nothing has replaced it: it must be written again"`
	Main         bool             `db:"main" json:"main" doc:"It is the answer of the earlier appeal, which serves this one too"`
}

// gone are the states in which a letter tells nobody anything.
var gone = []documents.State{documents.Withdrawn, documents.Annulled}

// sentStates are those in which a letter has left.
var sentStates = []documents.State{documents.Dispatched, documents.Delivered, documents.RefusedThere, documents.Filed}

// Live reports whether the letter stands, as a draft or as a record.
func (l LetterView) Live() bool { return !slices.Contains(gone, l.State) }

// Sent reports whether the letter has left.
func (l LetterView) Sent() bool { return l.Number != "" && slices.Contains(sentStates, l.State) }

// owed reports whether the law wants this letter to leave once its act was taken; an answer is asked for by the card.
func (l LetterView) owed() bool {
	return slices.Contains([]LetterKind{LetterExtension, LetterForwardBody, LetterForwardAuthor, LetterGround, LetterByEmail}, l.Kind)
}

func (l LetterView) replacedBy(next LetterView) bool {
	return next.Kind == l.Kind && next.Details.V.To == l.Details.V.To && next.Details.V.Ground == l.Details.V.Ground
}

// letters are those of the appeal, oldest first, and the answer of the main appeal where this one is its duplicate.
func (s *Service) letters(ctx context.Context, r db.Reader, by auth.Actor, a Appeal) ([]LetterView, error) {
	args := []any{a.DocumentID, a.answeredWith()}
	mine := db.In(&args, append([]auth.Principal{""}, by.Principals...))
	list, err := db.All[LetterView](ctx, r, `
		SELECT l.document_id, l.kind, l.form, l.details, d.state, d.number, d.registered_on, d.author_id, l.appeal_id <> $1 AS main,
		       EXISTS (SELECT 1 FROM access x WHERE x.document_id = d.id AND x.principal IN `+mine+`) AS visible
		  FROM appeal_letters l JOIN documents d ON d.id = l.document_id
		 WHERE l.appeal_id = $1 OR l.appeal_id = $2 AND l.kind = 'answer' ORDER BY l.document_id`, args...)
	if err != nil {
		return nil, err
	}
	for i := range list {
		l := &list[i]
		l.Title = l.Form.Title()
		l.Void = l.owed() && !l.Live() && !slices.ContainsFunc(list[i+1:], l.replacedBy)
		if l.AuthorID != nil {
			e, err := s.org.Person(ctx, r, *l.AuthorID)
			if err != nil {
				return nil, err
			}
			l.Author = e.ShortName
		}
	}
	return list, nil
}

// answeredWith is the appeal whose answer serves this one, 0 where it has its own.
func (a Appeal) answeredWith() int64 {
	if a.Recurrence == Duplicate && a.MainID != nil {
		return *a.MainID
	}
	return 0
}

func letterOf(ctx context.Context, r db.Reader, documentID int64) (Letter, error) {
	l, err := db.One[Letter](ctx, r, "SELECT "+db.Columns[Letter]("")+" FROM appeal_letters WHERE document_id = $1", documentID)
	return l, db.Absent(err, "appeal.no_letter", documentID)
}

// live is the newest standing letter of a kind, with its card; none gives 0.
func (s *Service) live(ctx context.Context, r db.Reader, appealID int64, kind LetterKind) (documents.Document, error) {
	args := []any{appealID, kind}
	id, err := db.All[int64](ctx, r, `
		SELECT l.document_id FROM appeal_letters l JOIN documents d ON d.id = l.document_id
		 WHERE l.appeal_id = $1 AND l.kind = $2 AND d.state NOT IN `+db.In(&args, gone)+" ORDER BY l.document_id DESC LIMIT 1", args...)
	if err != nil || len(id) == 0 {
		return documents.Document{}, err
	}
	return s.documents.Get(ctx, r, id[0])
}
