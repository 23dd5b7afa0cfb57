package services

import (
	"context"
	"slices"
	"strings"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services/catalogue"
)

// issueByItself puts a signed electronic result into the account at once, where the applicant wants it there: stage 5
// without anybody's hand.
func (s *Service) issueByItself(ctx context.Context, tx *db.Tx, m *matter) error {
	if m.Way != ToAccount || m.ResultID == nil || m.State != Granted && m.State != ResultReady {
		return nil
	}
	result, ok := m.procedure.result(m.Result)
	if !ok || !slices.Contains(result.Carriers, catalogue.Electronic) {
		return nil
	}
	card, err := s.Documents.Get(ctx, tx, *m.ResultID)
	if err != nil {
		return err
	}
	officer := ""
	if card.SignatoryID != nil {
		e, err := s.Org.Person(ctx, tx, *card.SignatoryID)
		if err != nil {
			return err
		}
		officer = e.ShortName
	}
	was := m.State
	l, err := s.issue(ctx, tx, m, Issued{Fact: result.Name, Basis: basisOf(card), Officer: officer, Way: ToAccount})
	if err != nil {
		return err
	}
	return s.keep(ctx, tx, m, Issue, was, l)
}

func basisOf(card documents.Document) string {
	return card.Summary + ", № " + card.Number + " от " + card.RegisteredOn.Russian()
}

// issue is the fact of the service, with its date, officer and basis.
func (s *Service) issue(ctx context.Context, tx *db.Tx, m *matter, i Issued) (line, error) {
	i.At = &tx.Now
	m.Issued.V = i
	if err := s.end(ctx, tx, m, catalogue.Delivered); err != nil || m.ResultID == nil {
		return line{words: i.Fact, detail: i}, err
	}
	return line{words: i.Fact, detail: i}, s.handOut(ctx, tx, m.Way, *m.ResultID)
}

// Invite calls the applicant for his result: stage 4. Where, when, what to bring and until when it is kept reach his account
// and his mailbox at once.
func (s *Service) Invite(ctx context.Context, by auth.Actor, id int64, in Invitation) error {
	return s.act(ctx, by, id, Invite, func(tx *db.Tx, m *matter) (line, error) {
		in.Place, in.Hours, in.Bring = clean(in.Place), clean(in.Hours), clean(in.Bring)
		wrong := map[string]string{}
		if in.Place == "" {
			wrong["place"] = "required"
		}
		if in.Hours == "" {
			wrong["hours"] = "required"
		}
		if in.Until.Before(s.today(ctx, tx, m)) {
			wrong["until"] = "past"
		}
		if len(wrong) > 0 {
			return line{}, fail.Fields("application.wrong", wrong)
		}
		m.Invitation.V = in
		return line{words: in.Place + ", до " + in.Until.Russian(), detail: in}, nil
	})
}

// IssueInput is the fact of the service as the officer writes it down.
type IssueInput struct {
	Fact  string `json:"fact" minLength:"1" maxLength:"500" doc:"What was done: the document was handed over, the child is enrolled"`
	Basis string `json:"basis,omitempty" maxLength:"300"`
	Way   Way    `json:"way" enum:"account,visit,post,mfc"`
}

// Issue ends the service: stage 5, with a document or with the bare fact.
func (s *Service) Issue(ctx context.Context, by auth.Actor, id int64, in IssueInput) error {
	return s.act(ctx, by, id, Issue, func(tx *db.Tx, m *matter) (line, error) {
		i := Issued{Fact: strings.TrimSpace(in.Fact), Basis: strings.TrimSpace(in.Basis), Officer: by.Name, Way: in.Way}
		if i.Basis == "" && m.ResultID != nil {
			card, err := s.Documents.Get(ctx, tx, *m.ResultID)
			if err != nil {
				return line{}, err
			}
			i.Basis = basisOf(card)
		}
		return s.issue(ctx, tx, m, i)
	})
}
