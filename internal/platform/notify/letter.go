package notify

import (
	"context"
	"errors"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
)

// Letter announces that a notice is to go out by e-mail.
type Letter struct {
	NoticeID int64 `json:"notice_id"`
}

func (Letter) Kind() string { return "notify.letter" }

const (
	keepSeen   = 90 * 24 * time.Hour
	keepUnseen = 365 * 24 * time.Hour
)

// Jobs sends letters and forgets old notices.
func Jobs(w *jobs.Worker, s *Service) {
	jobs.Handle(w, "notify", s.mail)
	w.Every("notify.sweep", 12*time.Hour, s.sweep)
}

// mail sends the letter of a notice that the person has not seen on the screen meanwhile.
func (s *Service) mail(ctx context.Context, job Letter) error {
	n, err := db.One[Notice](ctx, s.db, "SELECT "+columns+" FROM notices WHERE id = $1", job.NoticeID)
	if errors.Is(err, db.ErrNone) || err == nil && (n.SeenAt != nil || s.send == nil) {
		return nil
	}
	if err != nil {
		return err
	}
	to, err := s.people.Mailbox(ctx, s.db, n.EmployeeID)
	if err != nil || to == "" {
		return err
	}
	text := Sentence(n.Code, n.Params.V) + "\n"
	if s.site != "" {
		text += "\n" + s.site + n.Link + "\n"
	}
	return s.send(ctx, to, letterSubject, text+letterFoot)
}

func (s *Service) sweep(ctx context.Context) error {
	return s.db.Tx(ctx, auth.System("notify.sweep"), func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "DELETE FROM notices WHERE created_at < $1 OR seen_at < $2", tx.Now.Add(-keepUnseen), tx.Now.Add(-keepSeen))
		return err
	})
}
