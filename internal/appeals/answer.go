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

// AnswerLine is what an answer says of one question.
type AnswerLine struct {
	No     int    `db:"no" json:"no" minimum:"1"`
	Result Result `db:"result" json:"result" enum:"explained,supported,measures_taken,not_supported,answered"`
	Text   string `db:"text" json:"text,omitempty" maxLength:"10000" doc:"The answer itself; it may be typed in the file instead"`
}

// AnswerInput is the answer to an appeal: results of several questions at once, one letter.
type AnswerInput struct {
	Lines    []AnswerLine `json:"lines" minItems:"1" maxItems:"50"`
	Everyone bool         `json:"everyone,omitempty" doc:"To all authors of a collective appeal; to the first-named otherwise"`
}

// Answer makes the outgoing draft of an answer in one act: addressee, «На № … от …», the questions with their answers and
// the form of the results stand in it. A draft that is being written gets a new version. The questions end when the
// answer is registered, not before: a refused or withdrawn answer leaves them as they were.
func (s *Service) Answer(ctx context.Context, by auth.Actor, documentID int64, in AnswerInput) (documents.Document, error) {
	return s.writes(ctx, by, documentID, "answer_drafted", func(tx *db.Tx, m *matter) (documents.Document, map[string]any, error) {
		if err := s.notServed(ctx, tx, *m); err != nil {
			return documents.Document{}, nil, err
		}
		if err := m.answerable(&in); err != nil {
			return documents.Document{}, nil, err
		}
		l := m.begin(by, LetterAnswer, formFor(in.Lines), Details{Everyone: in.Everyone})
		l.lines = in.Lines
		d, err := s.putAnswer(ctx, tx, by, m, l)
		return d, map[string]any{"letter": d.ID, "results": resultsOf(in.Lines)}, err
	})
}

// DraftAnswer begins the answer of an appeal for who takes it to execute: addressee, reference, questions and the place of
// the answer are there. A second call gives the same draft. An appeal that nothing is left to answer in gets none: the
// card that comes back has no id, and nothing is wrong. The caller has checked that the actor sees the appeal.
func (s *Service) DraftAnswer(ctx context.Context, tx *db.Tx, by auth.Actor, documentID int64) (documents.Document, error) {
	card, err := s.documents.Lock(ctx, tx, documentID)
	if err != nil {
		return documents.Document{}, err
	}
	m, err := s.load(ctx, tx, matter{card: card})
	if err != nil {
		return documents.Document{}, err
	}
	draft, err := s.unregisteredAnswer(ctx, tx, documentID)
	if err != nil || draft.ID != 0 {
		return draft, err
	}
	if m.mayWrite(by) != nil || m.answeredWith() != 0 || !slices.ContainsFunc(m.questions, Question.Open) {
		return documents.Document{}, nil
	}
	l := m.begin(by, LetterAnswer, formAnswer, Details{})
	if signatory, err := s.RouteSignatory(ctx, tx, documentID); err != nil || signatory != nil {
		if l.signed = signatory; err != nil {
			return draft, err
		}
	}
	d, err := s.write(ctx, tx, &m, l)
	if err != nil {
		return d, err
	}
	return d, s.keep(ctx, tx, &m, "answer_drafted", map[string]any{"letter": d.ID})
}

// putAnswer writes the draft, or a new version of the one that is being written.
func (s *Service) putAnswer(ctx context.Context, tx *db.Tx, by auth.Actor, m *matter, l letter) (documents.Document, error) {
	d, err := s.unregisteredAnswer(ctx, tx, m.DocumentID)
	if err != nil {
		return d, err
	}
	switch {
	case d.ID == 0:
		return s.write(ctx, tx, m, l)
	case d.AuthorID == nil || !by.ActsFor(*d.AuthorID):
		return d, s.draftedBy(ctx, tx, d)
	case !d.Writable():
		return d, fail.New(fail.Conflict, "appeal.answer_under_way", "answer %d is %s", d.ID, d.State).With("state", string(d.State))
	}
	l.author = *d.AuthorID
	if d.SignatoryID != nil {
		l.signed = d.SignatoryID // the author may have chosen another
	}
	w, err := s.writing(ctx, tx, m, l)
	if err != nil {
		return d, err
	}
	if err := s.documents.Rewrite(ctx, tx, &d, w); err != nil {
		return d, err
	}
	if _, err := tx.Exec(ctx, "UPDATE appeal_letters SET form = $1, details = $2 WHERE document_id = $3",
		l.form, db.JSON[Details]{V: l.details}, d.ID); err != nil {
		return d, err
	}
	return d, keepLines(ctx, tx, d.ID, l.lines)
}

// unregisteredAnswer is the answer that is on its way to its number; none gives no id.
func (s *Service) unregisteredAnswer(ctx context.Context, r db.Reader, appealID int64) (documents.Document, error) {
	d, err := s.live(ctx, r, appealID, LetterAnswer)
	if err != nil || d.Number != "" {
		return documents.Document{}, err
	}
	return d, nil
}

func (s *Service) draftedBy(ctx context.Context, r db.Reader, d documents.Document) error {
	refusal := fail.New(fail.Conflict, "appeal.answer_drafted", "answer %d is written by somebody else", d.ID)
	if d.AuthorID == nil {
		return refusal
	}
	e, err := s.org.Person(ctx, r, *d.AuthorID)
	if err != nil {
		return err
	}
	return refusal.With("name", e.ShortName)
}

// mayWrite says whether this person may write letters of the appeal: whoever works on it and makes drafts.
func (m matter) mayWrite(by auth.Actor) error {
	if !by.Can(documents.RightCreate) || by.BodyID != m.BodyID {
		return fail.New(fail.Denied, "appeal.denied", "person %d makes no drafts here", by.PersonID)
	}
	return m.open()
}

// open says whether anything can be decided about the appeal now.
func (m matter) open() error {
	switch {
	case m.AnswerBy.Date.IsZero():
		return fail.New(fail.Conflict, "appeal.not_registered", "appeal %d is not registered", m.DocumentID)
	case m.closed():
		return fail.New(fail.Conflict, "appeal.closed", "appeal %d is closed", m.DocumentID)
	}
	return nil
}

// notServed sends who would answer a duplicate to the appeal whose answer serves it.
func (s *Service) notServed(ctx context.Context, r db.Reader, m matter) error {
	if m.answeredWith() == 0 {
		return nil
	}
	was, err := s.documents.Get(ctx, r, m.answeredWith())
	if err != nil {
		return err
	}
	return fail.New(fail.Conflict, "appeal.duplicate", "appeal %d is answered with %d", m.DocumentID, was.ID).With("number", was.Number)
}

// answerable checks the lines: open questions of ours, each once, with a result of an answer.
func (m matter) answerable(in *AnswerInput) error {
	seen := map[int]bool{}
	for i := range in.Lines {
		l := &in.Lines[i]
		l.Text = strings.TrimSpace(l.Text)
		at := slices.IndexFunc(m.questions, func(q Question) bool { return q.No == l.No })
		switch {
		case at < 0:
			return fail.New(fail.NotFound, "appeal.no_question", "appeal %d has no question %d", m.DocumentID, l.No)
		case !m.questions[at].Open():
			return fail.New(fail.Conflict, "appeal.question_closed", "question %d has a result", l.No).With("no", l.No)
		case !l.Result.ofAnswer() || seen[l.No]:
			return fail.Field("appeal.fields_wrong", "lines", "unknown")
		}
		seen[l.No] = true
	}
	return nil
}

// formFor is the form of the results: their own one where they are the same, the common one where they differ.
func formFor(lines []AnswerLine) FormCode {
	of := map[Result]FormCode{Explained: formExplained, Supported: formSupported, MeasuresTaken: formMeasuresTaken, NotSupported: formNotSupported}
	for _, l := range lines {
		if l.Result != lines[0].Result {
			return formAnswer
		}
	}
	if code, own := of[lines[0].Result]; own {
		return code
	}
	return formAnswer
}

func resultsOf(lines []AnswerLine) map[int]Result {
	list := map[int]Result{}
	for _, l := range lines {
		list[l.No] = l.Result
	}
	return list
}
