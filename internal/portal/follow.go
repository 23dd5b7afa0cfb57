package portal

import (
	"context"
	"errors"
	"time"

	"veche/internal/appeals"
	"veche/internal/dispatch"
	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
)

// Changed announces that what an author may see of his appeal is different.
type Changed struct {
	DocumentID int64 `json:"document_id"`
}

func (Changed) Kind() string { return "portal.changed" }

// Letter announces that a notice is to go out by e-mail.
type Letter struct {
	NoticeID int64 `json:"notice_id"`
}

func (Letter) Kind() string { return "portal.letter" }

// Notice is one thing told to an author.
type Notice struct {
	ID         int64      `db:"id"`
	DocumentID int64      `db:"document_id"`
	CitizenID  int64      `db:"citizen_id"`
	Code       NoticeCode `db:"code"`
	Mark       string     `db:"mark"`
	CreatedAt  time.Time  `db:"created_at"`
	SeenAt     *time.Time `db:"seen_at"`
	MailedAt   *time.Time `db:"mailed_at"`
}

// NoticeCode is what is told.
type NoticeCode string

const (
	ToldRegistered NoticeCode = "registered" // number and term
	ToldForwarded  NoticeCode = "forwarded"
	ToldExtended   NoticeCode = "extended"
	ToldAnswered   NoticeCode = "answered"
	ToldUnanswered NoticeCode = "unanswered"
	ToldWithdrawn  NoticeCode = "withdrawn"
	ToldTurnedAway NoticeCode = "turned_away"
)

// AppealsChanged is told by package appeals in the transaction of the change.
func (s *Service) AppealsChanged(ctx context.Context, tx *db.Tx, documentIDs []int64) error {
	for _, id := range documentIDs {
		if err := jobs.Add(ctx, tx, Changed{id}); err != nil {
			return err
		}
	}
	return nil
}

// Jobs hears of appeals, sends letters and forgets what is over.
func Jobs(w *jobs.Worker, s *Service) {
	jobs.Handle(w, "portal", s.changed)
	jobs.Handle(w, "portal", s.mail)
	jobs.Handle(w, "portal", s.registerByRule)
	jobs.Handle(w, "portal", s.placed)
	w.Every("portal.sweep", time.Hour, s.sweep)
	w.Every("portal.forget", 24*time.Hour, s.forget)
	w.Every("drafts.forget", 24*time.Hour, s.Begun.Forget)
}

// changed looks at the appeal anew and tells its author what he was not told yet.
func (s *Service) changed(ctx context.Context, job Changed) error {
	return s.db.Tx(ctx, auth.System("portal"), func(tx *db.Tx) error {
		l, err := s.lodged(ctx, tx, job.DocumentID)
		if errors.Is(err, db.ErrNone) {
			return nil // it came another way
		}
		if err != nil {
			return err
		}
		view, err := s.Appeals.ForAuthor(ctx, tx, job.DocumentID)
		if err != nil {
			return err
		}
		for _, n := range noticesOf(view) {
			if err := s.tell(ctx, tx, l, n); err != nil {
				return err
			}
		}
		return nil
	})
}

// noticesOf are the things that an author is to know of his appeal as it stands.
func noticesOf(v appeals.AuthorView) (list []Notice) {
	put := func(when bool, code NoticeCode, mark string) {
		if when {
			list = append(list, Notice{Code: code, Mark: mark})
		}
	}
	put(v.Number != "", ToldRegistered, v.Number)
	for _, f := range v.Forwarded {
		put(true, ToldForwarded, f.To)
	}
	put(v.Extended, ToldExtended, v.Due.Date.String())
	for _, a := range v.Answers {
		put(true, ToldAnswered, a.Number)
	}
	put(v.Ground != "", ToldUnanswered, string(v.Ground))
	put(v.WithdrawnAt != nil, ToldWithdrawn, "")
	put(v.TurnedAway != "", ToldTurnedAway, v.TurnedAway)
	return list
}

func (s *Service) tell(ctx context.Context, tx *db.Tx, l Lodged, n Notice) error {
	n.DocumentID, n.CitizenID, n.CreatedAt = l.DocumentID, l.CitizenID, tx.Now
	known, err := db.Exists(ctx, tx, "SELECT 1 FROM reception_notices WHERE document_id = $1 AND code = $2 AND mark = $3", n.DocumentID, n.Code, n.Mark)
	if err != nil || known {
		return err
	}
	if n.ID, err = db.Insert(ctx, tx, "reception_notices", n); err != nil {
		return err
	}
	if s.settings.Send == nil || l.Email == "" {
		return nil
	}
	return jobs.Add(ctx, tx, Letter{n.ID})
}

func (s *Service) lodged(ctx context.Context, r db.Reader, documentID int64) (Lodged, error) {
	return db.One[Lodged](ctx, r, "SELECT "+db.Columns[Lodged]("")+" FROM reception_appeals WHERE document_id = $1", documentID)
}

// mail sends the letter of a notice. It names the number and the term and sends to the account for the rest: a letter is
// read by whoever has the mailbox.
func (s *Service) mail(ctx context.Context, job Letter) error {
	n, err := db.One[Notice](ctx, s.db, "SELECT "+db.Columns[Notice]("")+" FROM reception_notices WHERE id = $1", job.NoticeID)
	if err != nil || n.MailedAt != nil || s.settings.Send == nil {
		return err
	}
	l, err := s.lodged(ctx, s.db, n.DocumentID)
	if err != nil {
		return err
	}
	c, err := s.citizen(ctx, s.db, n.CitizenID)
	if err != nil || !c.Notices || l.Email == "" {
		return err
	}
	view, err := s.Appeals.ForAuthor(ctx, s.db, n.DocumentID)
	if err != nil {
		return err
	}
	body, err := s.Org.Body(ctx, s.db, l.BodyID)
	if err != nil {
		return err
	}
	words := body.Name + "\n\n" + n.Words(view) + "\n"
	if s.settings.Site != "" {
		words += "\nПодробно – в личном кабинете: " + s.settings.Site + accountPath + "/appeals/" + l.Receipt + "\n"
	}
	if err := s.settings.Send(ctx, l.Email, "Ваше обращение "+l.Receipt, words+"\nОтвечать на это письмо не нужно.\n"); err != nil {
		return err
	}
	return s.db.Tx(ctx, auth.System("portal"), func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE reception_notices SET mailed_at = $2 WHERE id = $1", n.ID, tx.Now)
		return err
	})
}

// registerByRule gives the number at once where the body has made this its rule. What the rule cannot do is left to the
// clerk: the card lies in his queue anyway.
func (s *Service) registerByRule(ctx context.Context, job Arrival) error {
	l, err := s.lodged(ctx, s.db, job.DocumentID)
	if err != nil {
		return err
	}
	page, err := db.All[Page](ctx, s.db, "SELECT "+db.Columns[Page]("")+" FROM reception_pages WHERE body_id = $1 AND auto_register", l.BodyID)
	if err != nil || len(page) == 0 || page[0].JournalID == nil {
		return err
	}
	d, err := s.Documents.Get(ctx, s.db, l.DocumentID)
	if err != nil || d.State != documents.Received {
		return err
	}
	rule := auth.System("reception.rule")
	rule.BodyID = l.BodyID
	_, err = s.Documents.Register(ctx, rule, l.DocumentID, documents.RegisterInput{JournalID: *page[0].JournalID})
	return err
}

// placed puts a registered answer into the account of its author: there is nothing to send, it lies where he looks. The
// author is told by the job that follows the same registration.
func (s *Service) placed(ctx context.Context, job dispatch.Return) error {
	answer, err := s.Dispatch.AnswerBack(ctx, s.db, job.DeliveryID, documents.ByCabinet)
	if err != nil || answer == nil {
		return err
	}
	return s.db.Tx(ctx, auth.System("portal"), func(tx *db.Tx) error {
		_, err := s.lodged(ctx, tx, answer.To.ID)
		if errors.Is(err, db.ErrNone) {
			return s.Dispatch.ReturnFailed(ctx, tx, job.DeliveryID, "у автора нет личного кабинета")
		}
		if err != nil {
			return err
		}
		return s.Dispatch.Returned(ctx, tx, job.DeliveryID)
	})
}
