package acknowledgement

import (
	"context"
	"strings"

	"veche/internal/assignments"
	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/signing"
)

// statement is what the actor would sign about a card that waits for him: the same words whenever it is asked for, so
// that a signature made a minute ago still fits. sha256 names the text that he has read.
func (s *Service) statement(ctx context.Context, r db.Reader, by auth.Actor, d documents.Document, sha256 string) (signing.Statement, error) {
	act, err := s.assignments.Reads(ctx, r, by, d)
	if err != nil {
		return signing.Statement{}, err
	}
	if act != assignments.AcknowledgeSigned {
		return signing.Statement{}, fail.New(fail.Conflict, "document.simple_acknowledgement", "kind %d asks for no signature", d.KindID)
	}
	v, err := s.documents.CurrentVersion(ctx, r, d.ID)
	if err == nil && v.SHA256 != sha256 {
		err = fail.New(fail.Conflict, "signing.stale_version", "card %d has a newer text than %s", d.ID, sha256).With("version", v.No)
	}
	if err != nil {
		return signing.Statement{}, err
	}
	kind, err := s.documents.KindOf(ctx, r, d)
	if err != nil {
		return signing.Statement{}, err
	}
	body, err := s.org.Body(ctx, r, d.BodyID)
	if err != nil {
		return signing.Statement{}, err
	}
	e, err := s.org.Person(ctx, r, by.PersonID)
	if err != nil {
		return signing.Statement{}, err
	}
	full := strings.TrimSpace(e.Surname + " " + e.Name + " " + e.Patronymic)
	lines := []string{
		"ОТМЕТКА ОБ ОЗНАКОМЛЕНИИ", "",
		"Документ: " + kind.Name + " № " + d.Number + " от " + d.RegisteredOn.Russian(),
		"Организация: " + body.Name,
		"Заголовок: " + d.Summary,
		"Контрольная сумма текста (SHA-256): " + v.SHA256, "",
		"С документом ознакомлен(а): " + full + ", " + e.Post, "",
	}
	return signing.Statement{Name: "Ознакомление " + e.ShortName, Text: strings.Join(lines, "\r\n"), Demand: kind.AcknowledgeWith}, nil
}
