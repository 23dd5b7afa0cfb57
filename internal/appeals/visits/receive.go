package visits

import (
	"context"
	"strings"

	"veche/internal/appeals"
	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Reception is what is written on the card when a visit ends.
type Reception struct {
	Visitor
	Identified bool         `json:"identified" doc:"He has shown a document of identity (59-ФЗ ст. 13 ч. 2); of it nothing else is kept"`
	Content    string       `json:"content" maxLength:"10000" doc:"Of his oral appeal"`
	Code       string       `json:"code,omitempty" maxLength:"30" doc:"Of the thematic classifier"`
	Kind       appeals.Kind `json:"kind,omitempty" enum:",proposal,application,complaint"`
	Outcome    Outcome      `json:"outcome" enum:"oral,written,taken,elsewhere,refused"`
	Answer     string       `json:"answer,omitempty" maxLength:"10000" doc:"What he was told: the answer, or where to go"`
	Consent    bool         `json:"consent,omitempty" doc:"He agrees with an answer by word of mouth"`
	PreviousID int64        `json:"previous_id,omitempty" doc:"The appeal that was answered before, where the question is refused"`
	Version    int64        `json:"version"`
}

// check says what the law still wants on the card.
func (in *Reception) check() error {
	in.Content, in.Answer = strings.TrimSpace(in.Content), strings.TrimSpace(in.Answer)
	switch {
	case !in.Identified:
		return fail.Field("visit.not_identified", "identified", "required")
	case in.Content == "":
		return fail.Field("visit.fields_wrong", "content", "required")
	case (in.Outcome == Oral || in.Outcome == Elsewhere) && in.Answer == "":
		return fail.Field("visit.fields_wrong", "answer", "required")
	case in.Outcome == Oral && !in.Consent:
		return fail.Field("visit.no_consent", "consent", "required")
	case in.Outcome.Lodges() && strings.TrimSpace(in.Address) == "" && strings.TrimSpace(in.Email) == "":
		return fail.Field("visit.no_address", "address", "required")
	case in.Code != "":
		return appeals.CheckCode(in.Code)
	}
	return nil
}

// Receive ends a visit with its card. Where a written answer is to follow, the appeal is lodged in the same act with all that
// stands on the card: nobody types it again. The body's only journal of appeals gives it its number at once, when the
// records office does it; otherwise the appeal waits for its number in the office's queue.
func (s *Service) Receive(ctx context.Context, by auth.Actor, id int64, in Reception) (v Visit, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		var d Day
		if v, d, err = s.openVisit(ctx, tx, by, id); err != nil {
			return err
		}
		if err := v.open(in.Version); err != nil {
			return err
		}
		if err := in.check(); err != nil {
			return err
		}
		today := s.org.Today(ctx, tx, d.BodyID, tx.Now)
		if d.On.After(today) {
			return fail.New(fail.Conflict, "visit.too_early", "visit %d is on %s", id, d.On)
		}
		if err := v.put(in.Visitor); err != nil {
			return err
		}
		v.State, v.Content, v.Code, v.Kind, v.Outcome, v.Answer = Received, in.Content, in.Code, in.Kind, in.Outcome, in.Answer
		v.HeldBy, v.HeldAt, v.Year = &by.PersonID, &tx.Now, d.On.Year()
		if err := s.conclude(ctx, tx, by, d, &v, in); err != nil {
			return err
		}
		if v.Number, err = s.next(ctx, tx, v.BodyID, v.Year); err != nil {
			return err
		}
		return s.save(ctx, tx, &v, "visit.received", map[string]any{"outcome": v.Outcome, "appeal": v.AppealID})
	})
	if err != nil || v.AppealID == nil {
		return v, err
	}
	return v, s.register(ctx, by, *v.AppealID)
}

// conclude does what the outcome asks for.
func (s *Service) conclude(ctx context.Context, tx *db.Tx, by auth.Actor, d Day, v *Visit, in Reception) error {
	if v.Outcome == Refused {
		before, err := s.appeals.AnsweredBefore(ctx, tx, by, v.BodyID, v.Name)
		if err != nil {
			return err
		}
		for _, one := range before {
			if one.DocumentID == in.PreviousID {
				v.PreviousID = &one.DocumentID
				return nil
			}
		}
		return fail.Field("visit.no_previous", "previous_id", "required")
	}
	if !v.Outcome.Lodges() {
		return nil
	}
	official, err := s.org.Person(ctx, tx, d.OfficialID)
	if err != nil {
		return err
	}
	l := v.lodged()
	l.Official = fullName(official)
	card, err := s.appeals.Lodge(ctx, tx, l)
	v.AppealID = &card.ID
	return err
}

// lodged is the card as package appeals takes it.
func (v Visit) lodged() appeals.Lodged {
	l := appeals.Lodged{BodyID: v.BodyID, Kind: v.Kind, Form: appeals.Oral, Origin: appeals.Reception, Channel: documents.ByHand, Subject: v.Topic,
		Authors:   []appeals.Author{{Name: v.Name, Address: v.Address, Email: v.Email, Phone: v.Phone, Status: v.Status}},
		Questions: []appeals.QuestionLine{{No: 1, Code: v.Code, Text: v.Topic}}, Text: v.Content}
	if v.Outcome == Taken {
		l.Form = appeals.Written
	}
	if l.Kind == "" {
		l.Kind = appeals.Application
	}
	return l
}

// register gives the appeal its number where there is no choice to make; what cannot be registered now waits for the clerk.
func (s *Service) register(ctx context.Context, by auth.Actor, appealID int64) error {
	journals, err := db.All[int64](ctx, s.db, "SELECT id FROM journals WHERE body_id = $1 AND flow = $2 AND active ORDER BY id LIMIT 2", by.BodyID, documents.Appeal)
	if err != nil || len(journals) != 1 || !by.Can(documents.RightRegister) {
		return err
	}
	_, err = s.documents.Register(ctx, by, appealID, documents.RegisterInput{JournalID: journals[0]})
	if fail.Code(err) != "" {
		return nil
	}
	return err
}
