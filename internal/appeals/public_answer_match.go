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
)

// Offered is an answer on the site that may answer an appeal: its text is like one that the answer serves, or a question has
// the same theme. The clerk decides.
type Offered struct {
	ID        int64         `db:"id" json:"id"`
	Title     string        `db:"title" json:"title"`
	Path      string        `db:"-" json:"path" doc:"Address of the page, without the host"`
	On        calendar.Date `db:"-" json:"published_on"`
	Likeness  int           `db:"-" json:"likeness" doc:"Of the texts, in percent; 0 where the theme alone is the same"`
	SameTheme bool          `db:"-" json:"same_theme"`
}

// PublishedView is the answer on the site that was made from this appeal.
type PublishedView struct {
	ID    int64         `json:"id"`
	Title string        `json:"title"`
	Path  string        `json:"path"`
	On    calendar.Date `json:"published_on"`
	Until string        `json:"until"`
	Told  int           `json:"told" doc:"Other appeals whose authors were told its address"`
	Alike []Alike       `json:"alike" doc:"Open appeals of like text that the reader sees: their authors may be told its address"`
}

// Alike is an open appeal of like text.
type Alike struct {
	DocumentID int64  `db:"document_id" json:"document_id"`
	Number     string `db:"number" json:"number"`
	Summary    string `db:"summary" json:"summary"`
	Likeness   int    `db:"-" json:"likeness"`
}

// offered are the answers on the site that fit an open appeal, the likest first.
func (s *Service) offered(ctx context.Context, r db.Reader, m matter) ([]Offered, error) {
	list := []Offered{}
	if m.open() != nil || !m.Kind.ByLaw() {
		return list, nil
	}
	like, err := s.alike(ctx, r, m.DocumentID)
	if err != nil {
		return list, err
	}
	answers, err := s.PublicAnswers(ctx, r, m.BodyID)
	if err != nil || len(answers) == 0 {
		return list, err
	}
	percent, err := servedLike(ctx, r, like)
	if err != nil {
		return list, err
	}
	zone := s.org.Zone(ctx, r, m.BodyID)
	for _, p := range answers {
		o := Offered{ID: p.ID, Title: p.Title, Path: p.Path(), On: calendar.DateOf(p.PublishedAt, zone), Likeness: percent[p.ID],
			SameTheme: p.Code != "" && slices.ContainsFunc(m.questions, func(q Question) bool { return q.Code == p.Code })}
		if p.AppealID != m.DocumentID && (o.Likeness > 0 || o.SameTheme) {
			list = append(list, o)
		}
	}
	slices.SortStableFunc(list, func(a, b Offered) int { return b.Likeness - a.Likeness })
	return list[:min(len(list), 5)], nil
}

// servedLike is how much a text has in common with what each answer serves: the most of its appeals.
func servedLike(ctx context.Context, r db.Reader, like map[int64]int) (map[int64]int, error) {
	percent := map[int64]int{}
	if len(like) == 0 {
		return percent, nil
	}
	type row struct {
		AnswerID   int64 `db:"answer_id"`
		DocumentID int64 `db:"document_id"`
	}
	args := []any{}
	rows, err := db.All[row](ctx, r, "SELECT answer_id, document_id FROM public_answer_appeals WHERE document_id IN "+db.In(&args, slices.Sorted(maps.Keys(like))), args...)
	for _, one := range rows {
		percent[one.AnswerID] = max(percent[one.AnswerID], like[one.DocumentID])
	}
	return percent, err
}

// published is what of the appeal is on the site, nil when nothing is.
func (s *Service) published(ctx context.Context, r db.Reader, by auth.Actor, m matter) (*PublishedView, error) {
	p, found, err := publishedFrom(ctx, r, m.DocumentID)
	if err != nil || !found {
		return nil, err
	}
	v := &PublishedView{ID: p.ID, Title: p.Title, Path: p.Path(), Until: p.Until, On: calendar.DateOf(p.PublishedAt, s.org.Zone(ctx, r, m.BodyID))}
	if v.Told, err = db.One[int](ctx, r, "SELECT count(*) FROM public_answer_appeals WHERE answer_id = $1 AND document_id <> $2", p.ID, p.AppealID); err != nil {
		return nil, err
	}
	v.Alike, err = s.openAlike(ctx, r, by, m.DocumentID)
	return v, err
}

// openAlike are the appeals of like text that still wait for an answer.
func (s *Service) openAlike(ctx context.Context, r db.Reader, by auth.Actor, documentID int64) ([]Alike, error) {
	list := []Alike{}
	like, err := s.alikeAny(ctx, r, documentID, "<>")
	if err != nil || len(like) == 0 {
		return list, err
	}
	args := []any{}
	rows, err := db.All[Alike](ctx, r, `
		SELECT d.id AS document_id, d.number, d.summary FROM appeal_register r JOIN documents d ON d.id = r.document_id
		 WHERE r.open AND r.registered_on <> '' AND r.kind <> 'message' AND d.id IN `+db.In(&args, slices.Sorted(maps.Keys(like)))+`
		   AND EXISTS (SELECT 1 FROM access a WHERE a.document_id = d.id AND a.principal IN `+db.In(&args, append([]auth.Principal{""}, by.Principals...))+`)
		 ORDER BY d.id`, args...)
	for i := range rows {
		rows[i].Likeness = like[rows[i].DocumentID]
	}
	return append(list, rows...), err
}

// TellInput names the appeals whose authors are told the address of an answer on the site.
type TellInput struct {
	Documents []int64 `json:"documents" minItems:"1" maxItems:"200"`
	Link      string  `json:"link" maxLength:"500" doc:"Address of the page with the host"`
}

// Told counts them.
type Told struct {
	Count int `json:"count"`
}

// TellMany ends appeals by the address of the answer on the site: each gets its own letter, in a transaction of its own, within
// seven days of its registration (art. 11.5.1).
func (s *Service) TellMany(ctx context.Context, by auth.Actor, documentID int64, in TellInput) (t Told, err error) {
	card, err := s.documents.Open(ctx, s.db, by, documentID)
	if err != nil {
		return t, err
	}
	p, found, err := publishedFrom(ctx, s.db, card.ID)
	if err != nil {
		return t, err
	}
	if !found {
		return t, fail.New(fail.NotFound, "appeal.no_public_answer", "nothing of appeal %d is on the site", documentID)
	}
	for _, id := range in.Documents {
		if err := s.LeaveUnanswered(ctx, by, id, LeaveInput{Ground: AnswerPublished, Link: in.Link, AnswerID: p.ID}); err != nil {
			return t, err
		}
		t.Count++
	}
	return t, nil
}

// published checks the answer on the site that a decision of art. 11.5.1 names, and remembers that it serves the appeal.
func (s *Service) servedBySite(ctx context.Context, tx *db.Tx, m *matter, in LeaveInput) error {
	if in.AnswerID == 0 {
		return nil // it is on another site
	}
	p, err := s.PublicAnswer(ctx, tx, in.AnswerID)
	if err != nil || p.BodyID != m.BodyID || !strings.HasSuffix(in.Link, p.Path()) {
		return fail.Field("appeal.link_required", "link", "unknown")
	}
	return serve(ctx, tx, p.ID, m.DocumentID)
}

// PublicDraft is what the text for everybody begins with.
type PublicDraft struct {
	Title    string `json:"title"`
	Question string `json:"question"`
	Answer   string `json:"answer"`
}

// PublicDraft takes the text of an answer for the site from the registered answer; the person takes out who it was for.
func (s *Service) PublicDraft(ctx context.Context, by auth.Actor, documentID int64) (d PublicDraft, err error) {
	var m matter
	if m.card, err = s.documents.Open(ctx, s.db, by, documentID); err != nil {
		return d, err
	}
	if m, err = s.load(ctx, s.db, m); err != nil {
		return d, err
	}
	if err := m.mayPublish(by); err != nil {
		return d, err
	}
	letter, err := s.live(ctx, s.db, documentID, LetterAnswer)
	if err != nil || letter.ID == 0 {
		return d, err
	}
	lines, err := linesKept(ctx, s.db, letter.ID)
	if err != nil {
		return d, err
	}
	d.Title = m.card.Summary
	for _, q := range m.questions {
		d.Question = strings.TrimSpace(d.Question + "\n" + q.Text)
	}
	for _, l := range lines {
		d.Answer = strings.TrimSpace(d.Answer + "\n\n" + l.Text)
	}
	if d.Answer != "" {
		return d, nil
	}
	d.Answer, err = s.documents.MainText(ctx, s.db, letter.ID, mostText)
	return d, err
}

// publishable reports whether the reader may place the answer to this appeal on the site now.
func (m matter) publishable(by auth.Actor, letters []LetterView) bool {
	return m.mayPublish(by) == nil && m.card.AccessMark == "" && slices.ContainsFunc(letters, func(l LetterView) bool {
		return l.Kind == LetterAnswer && !l.Main && l.Number != "" && l.State != documents.Annulled
	})
}
