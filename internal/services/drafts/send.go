package drafts

import (
	"context"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Admission is the leave to send: the pass, its key, and until when it holds.
type Admission struct {
	Pass      string
	Key       [16]byte
	Until     time.Time
	Applicant int64
}

// passMargin is what a pass must still hold for: who begins to send must be able to end.
const passMargin = time.Minute

// Admitted tells whether the draft may be sent with the pass that it has.
func (d Draft) Admitted(now time.Time) bool {
	return d.Pass != "" && d.PassUntil != nil && now.Add(passMargin).Before(*d.PassUntil)
}

// Admit keeps a pass for a draft that was checked. All that is sent under it is one application.
func (s *Service) Admit(ctx context.Context, by auth.Actor, o Owner, key string, a Admission) (Draft, error) {
	return s.change(ctx, by, o, key, func(tx *db.Tx, d *Draft) error {
		if d.Checked == "" {
			return fail.New(fail.Conflict, "draft.unchecked", "draft %d was not checked", d.ID)
		}
		d.Pass, d.PassKey, d.PassUntil, d.Applicant = a.Pass, a.Key[:], &a.Until, a.Applicant
		return write(ctx, tx, d)
	})
}

// KeepNumber keeps the number of the application that came of a draft. What was typed is not needed any more.
func (s *Service) KeepNumber(ctx context.Context, by auth.Actor, o Owner, key, number string) error {
	_, err := s.change(ctx, by, o, key, func(tx *db.Tx, d *Draft) error {
		d.Number, d.Answers, d.Checked, d.Pass = number, "{}", "", ""
		return write(ctx, tx, d)
	})
	if fail.Is(err, "draft.sent") {
		return nil
	}
	return err
}
