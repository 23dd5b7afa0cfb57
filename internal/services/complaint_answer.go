package services

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// AnswerInput says who signs the answer to a complaint.
type AnswerInput struct {
	SignatoryID int64 `json:"signatory_id,omitempty" doc:"Whoever answers signs himself where nobody is named"`
}

// AnswerComplaint writes the reasoned answer by its form and gives it to its signatory (210-ФЗ ст. 11.2 ч. 8). It is given
// with the signature: from then on it stands in the applicant's account.
func (s *Service) AnswerComplaint(ctx context.Context, by auth.Actor, id int64, in AnswerInput) (documentID int64, err error) {
	made, err := s.answerMade(ctx, by, id, in)
	if err != nil {
		return 0, err
	}
	var card documents.Document
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		c, err := s.complaint(ctx, tx, by, id, tx.Words().Lock)
		if err != nil {
			return err
		}
		if err := c.can(by, AnswerComplaint); err != nil {
			return err
		}
		if lies, err := s.answerLies(ctx, tx, id); err != nil || lies != 0 {
			return fail.New(fail.Conflict, "complaint.answer_lies", "the answer to complaint %d lies with its signatory", id)
		}
		m, err := s.open(ctx, tx, auth.System("complaints"), made.ApplicationID)
		if err != nil {
			return err
		}
		if card, err = s.writePaper(ctx, tx, &m, made); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "complaint.answer_written", Object: c.Ref(), Detail: map[string]any{"paper": card.ID}})
	})
	if err != nil {
		return 0, s.deniedComplaint(ctx, by, id, AnswerComplaint, err)
	}
	return card.ID, s.Signing.SendToSignature(ctx, by, card.ID)
}

// answerMade is the answer with its PDF/A.
func (s *Service) answerMade(ctx context.Context, by auth.Actor, id int64, in AnswerInput) (out sheet, err error) {
	c, err := s.complaint(ctx, s.db, by, id, "")
	if err != nil {
		return out, err
	}
	if err := c.can(by, AnswerComplaint); err != nil {
		return out, s.deniedComplaint(ctx, by, id, AnswerComplaint, err)
	}
	if c.ApplicationID == nil {
		return out, fail.New(fail.Conflict, "complaint.wrong_state", "complaint %d is about no application", id).With("state", string(c.State))
	}
	m, err := s.look(ctx, s.db, auth.System("complaints"), *c.ApplicationID)
	if err != nil {
		return out, err
	}
	m.BodyID = c.BodyID // of whom the complaint is answers, wherever the application has gone since
	if in.SignatoryID == 0 {
		in.SignatoryID = by.PersonID
	}
	signatory, err := s.Org.Person(ctx, s.db, in.SignatoryID)
	if err != nil || signatory.BodyID != c.BodyID || signatory.Dismissed() {
		return out, fail.Field("complaint.wrong", "signatory_id", "unknown")
	}
	out.draft = draft{author: by.PersonID, signatory: in.SignatoryID, complaint: &c}
	out.Paper = Paper{Kind: PaperComplaint, ApplicationID: m.ID, ComplaintID: &c.ID}
	out.writing, err = s.pressed(ctx, &m, out.draft)
	return out, err
}

// PreviewAnswer is the answer to a complaint as it would be signed.
func (s *Service) PreviewAnswer(ctx context.Context, by auth.Actor, id int64) ([]byte, error) {
	made, err := s.answerMade(ctx, by, id, AnswerInput{})
	if err != nil {
		return nil, err
	}
	return s.bytesOf(ctx, made)
}

// answerLies is the answer that lies with its signatory, 0 where there is none.
func (s *Service) answerLies(ctx context.Context, r db.Reader, complaintID int64) (int64, error) {
	args := []any{complaintID}
	list, err := db.All[int64](ctx, r, `
		SELECT p.document_id FROM application_papers p JOIN documents d ON d.id = p.document_id
		 WHERE p.complaint_id = $1 AND p.settled_at IS NULL AND d.state NOT IN `+db.In(&args, goneStates())+" ORDER BY p.document_id DESC LIMIT 1", args...)
	if err != nil || len(list) == 0 {
		return 0, err
	}
	return list[0], nil
}

// complaintAnswered is the signature of the answer.
func (s *Service) complaintAnswered(ctx context.Context, tx *db.Tx, p Paper) error {
	c, err := s.complaint(ctx, tx, tx.By, *p.ComplaintID, tx.Words().Lock)
	if err != nil || c.State != ComplaintDecided {
		return err
	}
	c.State, c.AnsweredOn, c.DueSort = ComplaintAnswered, s.Org.Today(ctx, tx, c.BodyID, tx.Now), never
	if _, err := db.Update(ctx, tx, "service_complaints", c); err != nil {
		return err
	}
	if err := s.askComplaint(ctx, tx, c); err != nil {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{Action: "complaint.answer", Object: c.Ref(), From: string(ComplaintDecided), To: string(c.State), Detail: map[string]any{"paper": p.DocumentID}})
}
