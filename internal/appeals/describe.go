package appeals

import (
	"context"
	"slices"
	"strings"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Description is what a clerk writes of an appeal beside its card.
type Description struct {
	Kind         Kind           `json:"kind" enum:"proposal,application,complaint,message"`
	Form         Form           `json:"form" enum:"written,electronic,oral"`
	Origin       Origin         `json:"origin" enum:"post,courier,reception,website,portal,exchange"`
	Collective   bool           `json:"collective,omitempty"`
	Migration    bool           `json:"migration,omitempty" doc:"It reports violations of migration law (art. 8.3.1)"`
	ToHead       bool           `json:"to_head,omitempty" doc:"It is addressed to the highest official of the region"`
	SiteVisit    bool           `json:"site_visit,omitempty" doc:"Considered with a visit to the place"`
	Authors      []Author       `json:"authors" maxItems:"200"`
	Questions    []QuestionLine `json:"questions" maxItems:"50"`
	ComplainedOf []int64        `json:"complained_of,omitempty" maxItems:"20" doc:"Correspondents whose acts are complained of (art. 8.6)"`
	Version      int64          `json:"version" doc:"Version of the appeal that was shown; a newer one refuses the change"`
}

// QuestionLine is a question as the clerk writes it.
type QuestionLine struct {
	No         int    `json:"no" minimum:"1"`
	Code       string `json:"code,omitempty" maxLength:"30"`
	Text       string `json:"text" minLength:"1" maxLength:"4000"`
	ExecutorID *int64 `json:"executor_id,omitempty"`
}

// Describe fills or corrects an appeal. After the registration its form and origin stay: the term was counted by them.
func (s *Service) Describe(ctx context.Context, by auth.Actor, documentID int64, in Description) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		m, err := s.open(ctx, tx, by, documentID)
		if err != nil {
			return err
		}
		if err := m.describable(by, in); err != nil {
			return err
		}
		if err := s.put(ctx, tx, &m, in); err != nil {
			return err
		}
		return s.keep(ctx, tx, &m, "described", map[string]any{"kind": m.Kind, "form": m.Form, "questions": len(in.Questions), "authors": len(in.Authors)})
	})
}

// describable says whether this person may write so on the appeal now.
func (m matter) describable(by auth.Actor, in Description) error {
	switch {
	case !by.Can(documents.RightRegister) || by.BodyID != m.BodyID:
		return fail.New(fail.Denied, "appeal.denied", "appeals are described by the records office")
	case in.Version != m.Version:
		return fail.New(fail.Conflict, "document.stale", "appeal %d is at version %d, not %d", m.DocumentID, m.Version, in.Version)
	case m.closed():
		return fail.New(fail.Conflict, "appeal.closed", "appeal %d is closed", m.DocumentID)
	case in.Kind.ByLaw() != m.Kind.ByLaw() && m.card.Channel.Returns():
		return fail.New(fail.Conflict, "appeal.requalify", "appeal %d is a %s", m.DocumentID, m.Kind)
	case !m.AnswerBy.Date.IsZero() && (in.Form != m.Form || in.Origin != m.Origin || in.Migration != m.Migration || in.ToHead != m.ToHead):
		return fail.New(fail.Conflict, "appeal.term_counted", "the term of appeal %d is counted", m.DocumentID)
	}
	return Accepted(in.Origin, true)
}

// closed reports whether nothing is left to decide.
func (m matter) closed() bool {
	return m.Ground != "" || m.WithdrawnAt != nil || slices.Contains([]documents.State{documents.Filed, documents.Annulled, documents.ForwardedOut,
		documents.NotRegistrable, documents.ReturnedToSender}, m.card.State)
}

// put writes the description with authors, questions and those complained of.
func (s *Service) put(ctx context.Context, tx *db.Tx, m *matter, in Description) error {
	m.Kind, m.Form, m.Origin, m.Collective = in.Kind, in.Form, in.Origin, in.Collective
	m.Migration, m.ToHead, m.SiteVisit = in.Migration, in.ToHead, in.SiteVisit
	if err := s.putAuthors(ctx, tx, m, in.Authors); err != nil {
		return err
	}
	if err := s.putQuestions(ctx, tx, m, in.Questions); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "DELETE FROM appeal_complained WHERE document_id = $1", m.DocumentID); err != nil {
		return err
	}
	for _, id := range slices.Compact(slices.Sorted(slices.Values(in.ComplainedOf))) {
		c, err := s.documents.Correspondent(ctx, tx, id)
		if err != nil || c.BodyID != m.BodyID {
			return fail.Field("appeal.fields_wrong", "complained_of", "unknown")
		}
		if _, err := tx.Exec(ctx, "INSERT INTO appeal_complained (document_id, correspondent_id) VALUES ($1, $2)", m.DocumentID, id); err != nil {
			return err
		}
	}
	return nil
}

// putAuthors writes who wrote; the first becomes the correspondent of the card, so that the answer knows its way.
func (s *Service) putAuthors(ctx context.Context, tx *db.Tx, m *matter, list []Author) error {
	if err := s.writeAuthors(ctx, tx, *m, list); err != nil || len(list) == 0 {
		return err
	}
	sender, err := s.documents.Person(ctx, tx, documents.Correspondent{BodyID: m.BodyID, Name: list[0].Name, Address: list[0].Address, Email: list[0].Email})
	m.card.CorrespondentID = &sender
	return err
}

func (s *Service) writeAuthors(ctx context.Context, tx *db.Tx, m matter, list []Author) error {
	if _, err := tx.Exec(ctx, "DELETE FROM appeal_authors WHERE document_id = $1", m.DocumentID); err != nil {
		return err
	}
	return s.addAuthors(ctx, tx, m, list)
}

func (s *Service) addAuthors(ctx context.Context, tx *db.Tx, m matter, list []Author) error {
	for i, a := range list {
		a.ID, a.DocumentID, a.BodyID, a.Position = 0, m.DocumentID, m.BodyID, i
		a.Name = strings.Join(strings.Fields(a.Name), " ")
		if a.NameFold = documents.NameFold(a.Name); a.NameFold == "" {
			return fail.Field("appeal.fields_wrong", "authors", "required")
		}
		if _, err := db.Insert(ctx, tx, "appeal_authors", a); err != nil {
			return err
		}
	}
	return nil
}

// putQuestions keeps the result of those that have one: a question that was answered or forwarded is not rewritten.
func (s *Service) putQuestions(ctx context.Context, tx *db.Tx, m *matter, lines []QuestionLine) error {
	if _, err := tx.Exec(ctx, "DELETE FROM appeal_questions WHERE document_id = $1 AND result = ''", m.DocumentID); err != nil {
		return err
	}
	return s.addQuestions(ctx, tx, m, lines)
}

func (s *Service) addQuestions(ctx context.Context, tx *db.Tx, m *matter, lines []QuestionLine) error {
	was := map[int]Question{}
	for _, q := range m.questions {
		was[q.No] = q
	}
	seen := map[int]bool{}
	for _, l := range lines {
		if seen[l.No] {
			return fail.Field("appeal.fields_wrong", "questions", "twice")
		}
		seen[l.No] = true
		if q, known := was[l.No]; known && !q.Open() {
			continue
		}
		if err := s.putQuestion(ctx, tx, m, l, was[l.No]); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) putQuestion(ctx context.Context, tx *db.Tx, m *matter, l QuestionLine, was Question) error {
	if l.Code != "" {
		if err := CheckCode(l.Code); err != nil {
			return err
		}
		if l.Code != was.Code && !(Theme{Code: l.Code}).Leaf() {
			return fail.Field("appeal.theme_wide", "code", "too_wide")
		}
	}
	if l.ExecutorID != nil {
		if e, err := s.org.Person(ctx, tx, *l.ExecutorID); err != nil || e.BodyID != m.BodyID || e.DismissedAt != nil {
			return fail.Field("appeal.fields_wrong", "questions", "unknown")
		}
	}
	created := tx.Now
	if was.ID != 0 {
		created = was.CreatedAt
	}
	_, err := db.Insert(ctx, tx, "appeal_questions", Question{
		DocumentID: m.DocumentID, No: l.No, Code: l.Code, Text: strings.TrimSpace(l.Text), ExecutorID: l.ExecutorID, CreatedAt: created})
	return err
}
