package appeals

import (
	"context"
	"maps"
	"slices"
	"strings"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
)

// Earlier is an appeal that may be of the same author and matter; the clerk compares and decides, the program does not.
type Earlier struct {
	DocumentID   int64           `db:"document_id" json:"document_id"`
	Number       string          `db:"number" json:"number"`
	RegisteredOn calendar.Date   `db:"registered_on" json:"registered_on"`
	Summary      string          `db:"summary" json:"summary"`
	State        documents.State `db:"state" json:"state"`
	Answered     bool            `db:"answered" json:"answered"`
	AnswerID     *int64          `db:"answer_id" json:"answer_id,omitempty" doc:"The registered answer that served it"`
	SamePerson   bool            `db:"same_person" json:"same_person" doc:"An author of the same folded name"`
	SameAddress  bool            `db:"same_address" json:"same_address" doc:"And of the same address or mailbox"`
	Likeness     int             `db:"-" json:"likeness" doc:"How much of the texts is common, in percent; 0 where less than a half is"`
	Same         *bool           `db:"same" json:"same" doc:"What a clerk decided; absent while nobody has"`
}

// mostEarlier bounds the list: somebody who writes every day is a matter of art. 11.5, not of a longer list.
const mostEarlier = 50

const sameAuthors = `FROM appeal_authors mine JOIN appeal_authors other ON other.body_id = mine.body_id AND other.name_fold = mine.name_fold
		                 WHERE mine.document_id = $1 AND other.document_id < $1`

// earlier finds appeals of the same authors in the body, by the folded name, and those of like text, newest first; the
// reader's rights hold. What was found «not the same» is remembered and stands behind.
func (s *Service) earlier(ctx context.Context, r db.Reader, by auth.Actor, m matter) ([]Earlier, error) {
	like, err := s.alike(ctx, r, m.DocumentID)
	if err != nil {
		return nil, err
	}
	args := []any{m.DocumentID, m.BodyID}
	mine := db.In(&args, by.Principals)
	byText := db.In(&args, append(slices.Sorted(maps.Keys(like)), 0))
	list, err := db.All[Earlier](ctx, r, `
		SELECT d.id AS document_id, d.number, d.registered_on, d.summary, d.state,
		       answer.id IS NOT NULL AS answered, answer.id AS answer_id, c.same,
		       EXISTS (SELECT 1 `+sameAuthors+` AND other.document_id = d.id) AS same_person,
		       EXISTS (SELECT 1 `+sameAuthors+` AND other.document_id = d.id AND (other.address = mine.address AND mine.address <> ''
		                          OR other.email = mine.email AND mine.email <> '')) AS same_address
		  FROM documents d
		  LEFT JOIN documents answer ON answer.id = (
		       SELECT max(reply.id) FROM document_links l JOIN documents reply ON reply.id = l.from_id
		        WHERE l.to_id = d.id AND l.kind = 'reply' AND reply.number <> '' AND reply.state <> 'annulled')
		  LEFT JOIN appeal_comparisons c ON c.document_id = $1 AND c.earlier_id = d.id
		 WHERE (d.id IN (SELECT other.document_id `+sameAuthors+`) OR d.id IN `+byText+`)
		   AND d.body_id = $2 AND d.number <> ''
		   AND EXISTS (SELECT 1 FROM access a WHERE a.document_id = d.id AND a.principal IN `+mine+`)
		 ORDER BY d.id DESC LIMIT `+db.Arg(&args, mostEarlier), args...)
	for i := range list {
		list[i].Likeness = like[list[i].DocumentID]
	}
	slices.SortStableFunc(list, func(a, b Earlier) int { return rank(a) - rank(b) })
	return list, err
}

// rank puts behind what a clerk found to be about something else.
func rank(e Earlier) int {
	if e.Same != nil && !*e.Same {
		return 1
	}
	return 0
}

// Beside is an appeal beside an earlier one: both texts with the passages that stand in both.
type Beside struct {
	Now     Compared `json:"now"`
	Earlier Compared `json:"earlier"`
	Answer  *Side    `json:"answer,omitempty" doc:"What the earlier one was answered with, where the reader may see it"`
	Same    *bool    `json:"same" doc:"What a clerk decided; absent while nobody has"`
}

// Compared is one side of them.
type Compared struct {
	Side
	Authors []string     `json:"authors"`
	Parts   []text.Piece `json:"parts" doc:"The text, cut at the passages that the other has too"`
}

// passage is from how many words on a passage that both texts have is marked.
const passage = 3

// Beside lays two appeals side by side for the clerk who decides whether they are about the same.
func (s *Service) Beside(ctx context.Context, by auth.Actor, documentID, earlierID int64) (v Beside, err error) {
	now, err := s.compared(ctx, by, documentID, &v.Now)
	if err != nil {
		return v, err
	}
	if _, err := s.compared(ctx, by, earlierID, &v.Earlier); err != nil {
		return v, err
	}
	v.Now.Parts, v.Earlier.Parts = text.Shared(v.Now.Text, v.Earlier.Text, passage)
	v.Now.Text, v.Earlier.Text = "", "" // the parts are the text
	list, err := s.earlier(ctx, s.db, by, now)
	at := slices.IndexFunc(list, func(e Earlier) bool { return e.DocumentID == earlierID })
	if err != nil || at < 0 {
		return v, err
	}
	given, err := s.given(ctx, by, list[at])
	v.Same, v.Answer = list[at].Same, given.Answer
	return v, err
}

func (s *Service) compared(ctx context.Context, by auth.Actor, documentID int64, into *Compared) (m matter, err error) {
	if m.card, err = s.documents.Open(ctx, s.db, by, documentID); err != nil {
		return m, err
	}
	if m, err = s.load(ctx, s.db, m); err != nil {
		return m, err
	}
	who, err := authors(ctx, s.db, documentID)
	if err != nil {
		return m, err
	}
	into.Authors = []string{}
	for _, a := range who {
		into.Authors = append(into.Authors, strings.Join(slices.DeleteFunc([]string{a.Name, a.Address}, func(s string) bool { return s == "" }), ", "))
	}
	into.Side, err = s.side(ctx, m.card)
	return m, err
}

// Comparison is the clerk's decision on two appeals.
type Comparison struct {
	EarlierID  int64      `json:"earlier_id" minimum:"1"`
	Same       bool       `json:"same"`
	Recurrence Recurrence `json:"recurrence,omitempty" enum:",repeated,multiple,duplicate" doc:"What the newer one is, where both are about the same"`
}

// Compare keeps what the clerk decided of two appeals; «not the same» is remembered and not asked again.
func (s *Service) Compare(ctx context.Context, by auth.Actor, documentID int64, in Comparison) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		m, err := s.open(ctx, tx, by, documentID)
		if err != nil {
			return err
		}
		if !by.Can(documents.RightRegister) || by.BodyID != m.BodyID {
			return fail.New(fail.Denied, "appeal.denied", "appeals are compared by the records office")
		}
		if in.EarlierID >= documentID {
			return fail.Field("appeal.fields_wrong", "earlier_id", "unknown")
		}
		if _, err := s.documents.Open(ctx, tx, by, in.EarlierID); err != nil {
			return fail.Field("appeal.fields_wrong", "earlier_id", "unknown")
		}
		if err := keepComparison(ctx, tx, documentID, in); err != nil {
			return err
		}
		if in.Same && in.Recurrence != "" {
			m.Recurrence, m.MainID = in.Recurrence, &in.EarlierID
		} else if m.MainID != nil && *m.MainID == in.EarlierID {
			m.Recurrence, m.MainID = First, nil
		}
		return s.keep(ctx, tx, &m, "compared", in)
	})
}

func keepComparison(ctx context.Context, tx *db.Tx, documentID int64, in Comparison) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO appeal_comparisons (document_id, earlier_id, same, decided_by, decided_at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (document_id, earlier_id) DO UPDATE SET same = excluded.same, decided_by = excluded.decided_by, decided_at = excluded.decided_at`,
		documentID, in.EarlierID, in.Same, tx.By.PersonID, tx.Now)
	return err
}

// AnsweredBefore finds the answered appeals of whoever gives this name, newest first, as far as the reader sees them: what
// was answered on its substance may be refused at a personal reception (art. 13.6).
func (s *Service) AnsweredBefore(ctx context.Context, r db.Reader, by auth.Actor, bodyID int64, name string) ([]Earlier, error) {
	args := []any{bodyID, documents.NameFold(name)}
	mine := db.In(&args, append([]auth.Principal{""}, by.Principals...))
	return db.All[Earlier](ctx, r, `
		SELECT d.id AS document_id, d.number, d.registered_on, d.summary, d.state, true AS answered, answer.id AS answer_id,
		       true AS same_person, false AS same_address, NULL AS same
		  FROM documents d
		  JOIN documents answer ON answer.id = (
		       SELECT max(reply.id) FROM document_links l JOIN documents reply ON reply.id = l.from_id
		        WHERE l.to_id = d.id AND l.kind = 'reply' AND reply.number <> '' AND reply.state <> 'annulled')
		 WHERE d.id IN (SELECT document_id FROM appeal_authors WHERE body_id = $1 AND name_fold = $2) AND d.number <> ''
		   AND EXISTS (SELECT 1 FROM access a WHERE a.document_id = d.id AND a.principal IN `+mine+`)
		 ORDER BY d.id DESC LIMIT `+db.Arg(&args, mostEarlier), args...)
}
