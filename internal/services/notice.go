package services

import (
	"context"
	"errors"
	"fmt"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
)

// lapseEvery is how often ended terms of suspensions and waitings are looked for.
const lapseEvery = 10 * time.Minute

// Notice is a letter to an applicant about one thing that he is to know.
type Notice struct {
	ID            int64      `db:"id"`
	ApplicationID int64      `db:"application_id"`
	Mark          string     `db:"mark"`
	Words         string     `db:"words"`
	CreatedAt     time.Time  `db:"created_at"`
	MailedAt      *time.Time `db:"mailed_at"`
}

// Letter announces that a notice is to go out by e-mail.
type Letter struct {
	NoticeID int64 `json:"notice_id"`
}

func (Letter) Kind() string { return "application.letter" }

// tellApplicant looks at the application anew and writes what its applicant was not told yet. The account and other portals
// are followers of their own.
func (s *Service) tellApplicant(ctx context.Context, job Changed) error {
	if s.Send == nil {
		return nil
	}
	return s.db.Tx(ctx, auth.System("services"), func(tx *db.Tx) error {
		v, err := s.ShownOf(ctx, tx, job.ApplicationID)
		if err != nil {
			return err
		}
		who, err := s.ApplicantByID(ctx, tx, v.ApplicantID)
		if err != nil {
			return err
		}
		n := Notice{ApplicationID: v.ID, Mark: string(v.Status), Words: wordsOf(v)}
		if v.Asked != nil {
			n.Mark += fmt.Sprintf(":%d", v.Asked.ID)
		}
		return s.letter(ctx, tx, who, n)
	})
}

// letter writes a notice once; who wants no letters reads it in the account.
func (s *Service) letter(ctx context.Context, tx *db.Tx, who Applicant, n Notice) error {
	if s.Send == nil || who.Email == "" || !who.Notices {
		return nil
	}
	known, err := db.Exists(ctx, tx, "SELECT 1 FROM application_notices WHERE application_id = $1 AND mark = $2", n.ApplicationID, n.Mark)
	if err != nil || known {
		return err
	}
	n.CreatedAt = tx.Now
	if n.ID, err = db.Insert(ctx, tx, "application_notices", n); err != nil {
		return err
	}
	return jobs.Add(ctx, tx, Letter{n.ID})
}

// wordsOf is what a letter says: the number, the state and what is to be done; the rest stands in the account, for a letter
// is read by whoever has the mailbox.
func wordsOf(v Shown) string {
	words := "Заявление № " + v.Number + ": " + v.Status.Russian() + "."
	switch {
	case v.Status == StatusRegistered || v.Status == StatusInReview:
		if !v.DueOn.IsZero() {
			words += " Срок – до " + v.DueOn.Russian() + "."
		}
	case v.Invitation != nil && v.Status == StatusReady:
		words += "\nГде: " + v.Invitation.Place + ". Когда: " + v.Invitation.Hours + ". Результат хранится до " + v.Invitation.Until.Russian() + "."
		if v.Invitation.Bring != "" {
			words += " С собой: " + v.Invitation.Bring + "."
		}
	case v.Status == StatusWaiting && v.Asked != nil && !v.Asked.Due.Date.IsZero():
		words += " Ответьте до " + v.Asked.Due.Date.Russian() + "."
	case v.Status == StatusIntakeRefused || v.Status == StatusRefused || v.Status == StatusSuspended:
		words += " Причина и что делать – в личном кабинете."
	}
	return words
}

// mail sends the letter of a notice; one that was sent is not sent again.
func (s *Service) mail(ctx context.Context, job Letter) error {
	n, err := db.One[Notice](ctx, s.db, "SELECT "+db.Columns[Notice]("")+" FROM application_notices WHERE id = $1", job.NoticeID)
	if errors.Is(err, db.ErrNone) || err == nil && (n.MailedAt != nil || s.Send == nil) {
		return nil
	}
	if err != nil {
		return err
	}
	a, err := byID(ctx, s.db, n.ApplicationID, "")
	if err != nil {
		return err
	}
	who, err := s.ApplicantByID(ctx, s.db, a.ApplicantID)
	if err != nil || who.Email == "" {
		return err
	}
	body, err := s.Org.Body(ctx, s.db, a.BodyID)
	if err != nil {
		return err
	}
	text := body.Name + "\n\n" + n.Words + "\n"
	if s.Site != "" {
		text += "\nПодробно – в личном кабинете: " + s.Site + "/account\n"
	}
	if err := s.Send(ctx, who.Email, "Заявление № "+a.Number, text+"\nОтвечать на это письмо не нужно.\n"); err != nil {
		return err
	}
	return s.db.Tx(ctx, auth.System("services"), func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE application_notices SET mailed_at = $1 WHERE id = $2", tx.Now, n.ID)
		return err
	})
}

// tellOfficer tells the officer of an application what came to it.
func (s *Service) tellOfficer(ctx context.Context, tx *db.Tx, a Application, code string) error {
	if a.OfficerID == nil {
		return nil
	}
	return s.Notify.Notify(ctx, tx, *a.OfficerID, code, fmt.Sprintf("/applications/%d", a.ID), map[string]any{"number": a.Number})
}
