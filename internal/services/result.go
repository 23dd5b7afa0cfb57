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

// InviteInput is an invitation; with a paper it is also a letter that its officer signs.
type InviteInput struct {
	Invitation
	Paper bool `json:"paper,omitempty" doc:"Write it as a signed letter too"`
}

// Invite calls the applicant for his result: stage 4. Where, when, what to bring and until when it is kept reach his account
// and his mailbox at once.
func (s *Service) Invite(ctx context.Context, by auth.Actor, id int64, in InviteInput) error {
	i := in.Invitation
	i.Place, i.Hours, i.Bring = clean(i.Place), clean(i.Hours), clean(i.Bring)
	invite := func(tx *db.Tx, m *matter) (line, error) {
		wrong := map[string]string{}
		if i.Place == "" {
			wrong["place"] = "required"
		}
		if i.Hours == "" {
			wrong["hours"] = "required"
		}
		if i.Until.Before(s.today(ctx, tx, m)) {
			wrong["until"] = "past"
		}
		if len(wrong) > 0 {
			return line{}, fail.Fields("application.wrong", wrong)
		}
		m.Invitation.V = i
		return line{words: i.Place + ", до " + i.Until.Russian(), detail: i}, nil
	}
	if !in.Paper {
		return s.act(ctx, by, id, Invite, invite)
	}
	paper := PaperInput{Kind: PaperInvitation, Place: i.Place, Hours: i.Hours, Bring: i.Bring, Until: i.Until}
	_, err := s.withPaper(ctx, by, id, Invite, paper, func(tx *db.Tx, m *matter, _ documents.Document) (line, error) { return invite(tx, m) })
	return err
}

// IssueInput is the fact of the service as the officer writes it down.
type IssueInput struct {
	Fact  string `json:"fact" minLength:"1" maxLength:"500" doc:"What was done: the document was handed over, the child is enrolled"`
	Basis string `json:"basis,omitempty" maxLength:"300"`
	Way   Way    `json:"way" enum:"account,visit,post,mfc"`
	Paper bool   `json:"paper,omitempty" doc:"Write it as a signed letter too"`
}

// Issue ends the service: stage 5, with a document or with the bare fact.
func (s *Service) Issue(ctx context.Context, by auth.Actor, id int64, in IssueInput) error {
	i := Issued{Fact: strings.TrimSpace(in.Fact), Basis: strings.TrimSpace(in.Basis), Officer: by.Name, Way: in.Way}
	issue := func(tx *db.Tx, m *matter) (_ line, err error) {
		if i.Fact == "" {
			return line{}, fail.Field("application.wrong", "fact", "required")
		}
		if i.Basis == "" {
			if i.Basis, err = s.basisOfResult(ctx, tx, m.Application); err != nil {
				return line{}, err
			}
		}
		return s.issue(ctx, tx, m, i)
	}
	if !in.Paper {
		return s.act(ctx, by, id, Issue, issue)
	}
	paper := PaperInput{Kind: PaperFact, Fact: i.Fact, Basis: i.Basis}
	_, err := s.withPaper(ctx, by, id, Issue, paper, func(tx *db.Tx, m *matter, _ documents.Document) (line, error) { return issue(tx, m) })
	return err
}

// basisOfResult is the signed decision, in words.
func (s *Service) basisOfResult(ctx context.Context, r db.Reader, a Application) (string, error) {
	if a.ResultID == nil {
		return "", nil
	}
	card, err := s.Documents.Get(ctx, r, *a.ResultID)
	return basisOf(card), err
}
