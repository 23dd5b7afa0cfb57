package appeals

import (
	"context"
	"regexp"
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
	"veche/internal/platform/text"
)

// PublicAnswer is an answer to many, placed on the body's site: the matter touches an indefinite circle of people (art. 10.4).
type PublicAnswer struct {
	ID           int64      `db:"id"`
	BodyID       int64      `db:"body_id"`
	AppealID     int64      `db:"appeal_id"`
	LetterID     int64      `db:"letter_id"`
	Title        string     `db:"title"`
	Question     string     `db:"question"`
	Answer       string     `db:"answer"`
	Code         string     `db:"code"`
	Until        string     `db:"until"` // calendar.Date; empty: until it is taken off
	PublishedBy  int64      `db:"published_by"`
	PublishedAt  time.Time  `db:"published_at"`
	WithdrawnAt  *time.Time `db:"withdrawn_at"`
	WithdrawnWhy string     `db:"withdrawn_why"`
	Version      int64      `db:"version"`
}

// Ref names the answer in the audit.
func (p PublicAnswer) Ref() audit.Ref {
	return audit.Ref{Kind: "public_answer", ID: p.ID, Title: p.Title}
}

// Path is its address on the site, without the host.
func (p PublicAnswer) Path() string { return publicPath + strconv.FormatInt(p.ID, 10) }

const publicPath = "/answers/"

// shownOn reports whether it is on the site on a day.
func (p PublicAnswer) shownOn(today calendar.Date) bool {
	return p.WithdrawnAt == nil && (p.Until == "" || p.Until >= today.String())
}

// onSite is shownOn as a condition on an answer a; $1 is the day.
const onSite = "a.withdrawn_at IS NULL AND (a.until = '' OR a.until >= $1)"

// PublishInput is the text for everybody.
type PublishInput struct {
	Title    string        `json:"title" minLength:"1" maxLength:"300"`
	Question string        `json:"question" minLength:"1" maxLength:"4000" doc:"What people ask, without anybody's name"`
	Answer   string        `json:"answer" minLength:"1" maxLength:"20000"`
	Until    calendar.Date `json:"until,omitempty" doc:"Last day on the site"`
}

// mayPublish says who places answers on the site: the head, who is authorised, and the records office.
func (m matter) mayPublish(by auth.Actor) error {
	if by.BodyID != m.BodyID || !by.Can(RightDecide) && !by.Can(documents.RightRegister) {
		return fail.New(fail.Denied, "appeal.denied", "person %d publishes no answers", by.PersonID)
	}
	return nil
}

// Publish places the registered answer to an appeal on the body's site.
func (s *Service) Publish(ctx context.Context, by auth.Actor, documentID int64, in PublishInput) error {
	var m matter
	err := s.db.Tx(ctx, by, func(tx *db.Tx) (err error) {
		if m, err = s.open(ctx, tx, by, documentID); err != nil {
			return err
		}
		if err := m.mayPublish(by); err != nil {
			return err
		}
		letter, err := s.live(ctx, tx, documentID, LetterAnswer)
		if err != nil {
			return err
		}
		if letter.Number == "" || m.card.AccessMark != "" || letter.AccessMark != "" {
			return fail.New(fail.Conflict, "appeal.nothing_to_publish", "appeal %d has no answer to publish", documentID)
		}
		p := PublicAnswer{BodyID: m.BodyID, AppealID: documentID, LetterID: letter.ID, Title: strings.TrimSpace(in.Title), Question: strings.TrimSpace(in.Question),
			Answer: strings.TrimSpace(in.Answer), Until: in.Until.String(), Code: m.questions[0].Code, PublishedBy: by.PersonID, PublishedAt: tx.Now, Version: 1}
		if err := s.checkPublic(ctx, tx, p); err != nil {
			return err
		}
		if p.ID, err = db.Insert(ctx, tx, "public_answers", p); err != nil {
			return err
		}
		if err := serve(ctx, tx, p.ID, documentID); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "public_answer.published", Object: p.Ref(), Detail: map[string]any{"appeal": documentID, "letter": letter.ID}})
	})
	return s.denied(ctx, by, m, "published", err)
}

// serve remembers that an answer on the site serves an appeal too.
func serve(ctx context.Context, tx *db.Tx, answerID, documentID int64) error {
	_, err := tx.Exec(ctx, "INSERT INTO public_answer_appeals (answer_id, document_id) VALUES ($1, $2) ON CONFLICT DO NOTHING", answerID, documentID)
	return err
}

// checkPublic refuses a text by which somebody can be known (art. 6.2, 10.4): the authors' surnames, flats, mailboxes,
// long numbers. What a program cannot see stays with the person who publishes.
func (s *Service) checkPublic(ctx context.Context, r db.Reader, p PublicAnswer) error {
	if p.Title == "" || p.Question == "" || p.Answer == "" {
		return fail.Field("appeal.fields_wrong", "answer", "required")
	}
	if p.Until != "" && p.Until < s.org.Today(ctx, r, p.BodyID, s.db.Now()).String() {
		return fail.Field("appeal.fields_wrong", "until", "past")
	}
	who, err := authors(ctx, r, p.AppealID)
	if err != nil {
		return err
	}
	for field, words := range map[string]string{"title": p.Title, "question": p.Question, "answer": p.Answer} {
		if found := personal(words, who); found != "" {
			return fail.Field("appeal.public_personal", field, "personal").With("found", found)
		}
	}
	return nil
}

// What a person can be found by, whoever he is: a mailbox, a flat, ten figures and more in a row (a telephone, a number of
// insurance, a passport).
var personalForms = []*regexp.Regexp{
	regexp.MustCompile(`[^\s@]+@[^\s@]+\.[^\s@]+`),
	regexp.MustCompile(`(?i)(?:^|[\s,;(])кв(?:\.|артира)\s*№?\s*\d+`),
	regexp.MustCompile(`\d(?:[\s()+-]{0,2}\d){9,}`),
}

// personal is the first thing in a text by which one of the authors, or anybody, can be known.
func personal(words string, who []Author) string {
	for _, form := range personalForms {
		if found := form.FindString(words); found != "" {
			return strings.TrimSpace(found)
		}
	}
	stems := strings.Fields(text.StemText(words))
	for _, a := range who {
		if a.Organisation {
			continue // its name is no personal data
		}
		surname, _, _ := strings.Cut(a.Name, " ")
		if stem := strings.TrimSpace(text.StemText(surname)); len(strings.Fields(a.Name)) > 1 && len([]rune(surname)) > 2 && slices.Contains(stems, stem) {
			return surname
		}
	}
	return ""
}

// Unpublish takes an answer off the site. Who was told its address keeps the letter; new appeals are no longer offered it.
func (s *Service) Unpublish(ctx context.Context, by auth.Actor, documentID int64, reason string) error {
	return s.ofPublished(ctx, by, documentID, func(tx *db.Tx, p PublicAnswer) error {
		if p.WithdrawnWhy = strings.TrimSpace(reason); p.WithdrawnWhy == "" {
			return fail.Field("appeal.reason_required", "reason", "required")
		}
		p.WithdrawnAt = &tx.Now
		if _, err := db.Update(ctx, tx, "public_answers", p); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "public_answer.withdrawn", Object: p.Ref()})
	})
}

// ofPublished runs an act on the answer that was made from an appeal and is on the site.
func (s *Service) ofPublished(ctx context.Context, by auth.Actor, documentID int64, do func(*db.Tx, PublicAnswer) error) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		m, err := s.open(ctx, tx, by, documentID)
		if err != nil {
			return err
		}
		if err := m.mayPublish(by); err != nil {
			return err
		}
		p, found, err := publishedFrom(ctx, tx, documentID)
		if err != nil {
			return err
		}
		if !found {
			return fail.New(fail.NotFound, "appeal.no_public_answer", "nothing of appeal %d is on the site", documentID)
		}
		return do(tx, p)
	})
}

// publishedFrom is the answer on the site that was made from an appeal.
func publishedFrom(ctx context.Context, r db.Reader, documentID int64) (PublicAnswer, bool, error) {
	list, err := db.All[PublicAnswer](ctx, r, "SELECT "+db.Columns[PublicAnswer]("")+` FROM public_answers
		WHERE appeal_id = $1 AND withdrawn_at IS NULL ORDER BY id DESC LIMIT 1`, documentID)
	if err != nil || len(list) == 0 {
		return PublicAnswer{}, false, err
	}
	return list[0], true, nil
}

// PublicAnswers are those of a body that everybody may read now, the newest first.
func (s *Service) PublicAnswers(ctx context.Context, r db.Reader, bodyID int64) ([]PublicAnswer, error) {
	return db.All[PublicAnswer](ctx, r, "SELECT "+db.Columns[PublicAnswer]("a")+" FROM public_answers a WHERE "+onSite+" AND a.body_id = $2 ORDER BY a.id DESC LIMIT 200",
		s.org.Today(ctx, r, bodyID, s.db.Now()).String(), bodyID)
}

// Published is an answer on the site: where it stands, and since when.
type Published struct {
	ID int64     `db:"id"`
	At time.Time `db:"published_at"`
}

// OnSite are the answers of all bodies that stand on their sites now, for those who list its pages.
func (s *Service) OnSite(ctx context.Context, r db.Reader) ([]Published, error) {
	return db.All[Published](ctx, r, `SELECT a.id AS id, a.published_at AS published_at FROM public_answers a JOIN reception_pages p ON p.body_id = a.body_id JOIN bodies b ON b.id = a.body_id
		WHERE p.published AND b.active AND `+onSite+` ORDER BY a.id`, calendar.DateOf(s.db.Now(), time.UTC).String())
}

// PublicAnswer is one of them.
func (s *Service) PublicAnswer(ctx context.Context, r db.Reader, id int64) (PublicAnswer, error) {
	p, err := db.One[PublicAnswer](ctx, r, "SELECT "+db.Columns[PublicAnswer]("")+" FROM public_answers WHERE id = $1", id)
	if err != nil {
		return p, db.Absent(err, "appeal.no_public_answer", id)
	}
	if !p.shownOn(s.org.Today(ctx, r, p.BodyID, s.db.Now())) {
		return p, fail.New(fail.NotFound, "appeal.no_public_answer", "answer %d is off the site", id)
	}
	return p, nil
}
