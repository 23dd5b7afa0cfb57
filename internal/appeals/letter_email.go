package appeals

import (
	"context"
	"net/mail"
	"strings"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// EmailInput names who wrote by e-mail.
type EmailInput struct {
	Name  string `json:"name" minLength:"1" maxLength:"300"`
	Email string `json:"email" minLength:"3" maxLength:"200"`
}

// ReplyToEmail ends a card that came by e-mail, which is no channel of appeals since 30.03.2025 (547-ФЗ), and writes the
// reply that names the channels: one act.
func (s *Service) ReplyToEmail(ctx context.Context, by auth.Actor, documentID int64, in EmailInput) (d documents.Document, err error) {
	var m matter
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if m, err = s.open(ctx, tx, by, documentID); err != nil {
			return err
		}
		if !by.Can(documents.RightRegister) || by.BodyID != m.BodyID {
			return fail.New(fail.Denied, "appeal.denied", "e-mail is answered by the records office")
		}
		if m.card.State != documents.Received {
			return fail.New(fail.Conflict, "appeal.registered_already", "appeal %d is %s", documentID, m.card.State)
		}
		if m.Origin.identified() {
			return fail.New(fail.Conflict, "appeal.not_email", "appeal %d came by %s", documentID, m.Origin)
		}
		m.Origin = Email
		m.card.Channel, m.card.Reason = documents.ByEmail, "Поступило по электронной почте (Федеральный закон № 547-ФЗ)"
		details := Details{Name: strings.Join(strings.Fields(in.Name), " "), Email: strings.TrimSpace(in.Email)}
		if _, err := mail.ParseAddress(details.Email); err != nil || details.Name == "" {
			return fail.Field("appeal.fields_wrong", "email", "wrong_format")
		}
		if d, err = s.write(ctx, tx, &m, m.begin(by, LetterByEmail, formByEmail, details)); err != nil {
			return err
		}
		if err := save(ctx, tx, &m.Appeal); err != nil {
			return err
		}
		return s.documents.Move(ctx, tx, &m.card, documents.NotRegistrable, "appeal.answered_by_email", map[string]any{"letter": d.ID})
	})
	return d, s.denied(ctx, by, m, "answered_by_email", err)
}
