package appeals

import (
	"context"
	"strings"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
)

// InviteInput is when and to whom the author is invited.
type InviteInput struct {
	On         calendar.Date `json:"day"`
	At         string        `json:"at" maxLength:"5" doc:"14:20"`
	Place      string        `json:"place" minLength:"1" maxLength:"300"`
	OfficialID int64         `json:"official_id" minimum:"1" doc:"Who receives him"`
}

// Invite writes an invitation to a personal reception or a talk about the appeal (art. 10.1.1: consideration with the author
// taking part). The term goes on, no question ends.
func (s *Service) Invite(ctx context.Context, by auth.Actor, documentID int64, in InviteInput) (documents.Document, error) {
	return s.writes(ctx, by, documentID, "invited", func(tx *db.Tx, m *matter) (d documents.Document, _ map[string]any, err error) {
		official, err := s.org.Person(ctx, tx, in.OfficialID)
		place := strings.TrimSpace(in.Place)
		_, wrong := time.Parse("15:04", in.At)
		switch {
		case err != nil || official.BodyID != m.BodyID || official.Dismissed():
			return d, nil, fail.Field("appeal.fields_wrong", "official_id", "unknown")
		case wrong != nil || len(in.At) != 5:
			return d, nil, fail.Field("appeal.fields_wrong", "at", "wrong_format")
		case place == "":
			return d, nil, fail.Field("appeal.fields_wrong", "place", "required")
		case in.On.Before(s.org.Today(ctx, tx, m.BodyID, tx.Now)):
			return d, nil, fail.Field("appeal.fields_wrong", "day", "past")
		}
		who := text.FullName(official.Surname, official.Name, official.Patronymic) + ", " + official.Post
		return s.toAuthor(ctx, tx, m, m.begin(by, LetterInvitation, formInvitation, Details{When: in.On.InWords() + ", " + in.At, Place: place, Official: who}))
	})
}
