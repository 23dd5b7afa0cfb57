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
)

// DocumentsRequest asks another body for documents and materials that the consideration needs (art. 10.2). Courts, bodies
// of inquiry and of preliminary investigation are not asked (art. 10.1.2).
type DocumentsRequest struct {
	ID              int64             `db:"id"`
	AppealID        int64             `db:"appeal_id"`
	LetterID        int64             `db:"letter_id"`
	CorrespondentID int64             `db:"correspondent_id"`
	What            string            `db:"what"`
	AskedOn         calendar.Date     `db:"asked_on"`
	Due             calendar.Deadline `db:"due"`
	AnsweredOn      calendar.Date     `db:"answered_on"`
	AnswerID        *int64            `db:"answer_id"`
	CancelledAt     *time.Time        `db:"cancelled_at"`
	CreatedAt       time.Time         `db:"created_at"`
	Version         int64             `db:"version"`
}

// Overdue reports whether the fifteen days are over without the documents.
func (r DocumentsRequest) Overdue(today calendar.Date) bool {
	return r.CancelledAt == nil && r.AnsweredOn.IsZero() && !r.Due.Date.IsZero() && today.After(r.Due.Date)
}

// RequestView is a request as the tab of the appeal shows it.
type RequestView struct {
	ID           int64         `json:"id"`
	To           string        `json:"to"`
	What         string        `json:"what"`
	LetterID     int64         `json:"letter_id"`
	AskedOn      calendar.Date `json:"asked_on" doc:"Empty until the request has its number"`
	DueOn        calendar.Date `json:"due_on"`
	Why          string        `json:"why"`
	Overdue      bool          `json:"overdue"`
	AnsweredOn   calendar.Date `json:"answered_on"`
	AnswerID     *int64        `json:"answer_id,omitempty" doc:"The incoming card with the documents, where the reader sees it"`
	AnswerNumber string        `json:"answer_number,omitempty"`
	Cancelled    bool          `json:"cancelled"`
}

// RequestInput says whom one asks for what.
type RequestInput struct {
	To   int64  `json:"to" minimum:"1" doc:"Correspondent who has the documents"`
	What string `json:"what" minLength:"1" maxLength:"4000"`
}

// AnsweredInput says with which card the documents came, where they came by a letter.
type AnsweredInput struct {
	AnswerID *int64 `json:"answer_id,omitempty" doc:"Incoming card with the documents"`
}

// RequestDocuments asks a body for documents; its fifteen days begin when the request has its number.
func (s *Service) RequestDocuments(ctx context.Context, by auth.Actor, documentID int64, in RequestInput) (documents.Document, error) {
	return s.writes(ctx, by, documentID, "documents_requested", func(tx *db.Tx, m *matter) (d documents.Document, _ map[string]any, err error) {
		what := strings.TrimSpace(in.What)
		if what == "" {
			return d, nil, fail.Field("appeal.fields_wrong", "what", "required")
		}
		if err := s.knownBody(ctx, tx, m.BodyID, in.To); err != nil {
			return d, nil, err
		}
		if d, err = s.write(ctx, tx, m, m.begin(by, LetterDocuments, formDocuments, Details{To: in.To, Text: what})); err != nil {
			return d, nil, err
		}
		_, err = db.Insert(ctx, tx, "documents_requests", DocumentsRequest{
			AppealID: documentID, LetterID: d.ID, CorrespondentID: in.To, What: what, CreatedAt: tx.Now, Version: 1})
		return d, map[string]any{"letter": d.ID, "to": in.To}, err
	})
}

// settleRequest starts the fifteen days of the body that is asked.
func (s *Service) settleRequest(ctx context.Context, tx *db.Tx, m *matter, d documents.Document) error {
	clock, err := s.clockOf(ctx, tx, m.BodyID)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, "UPDATE documents_requests SET asked_on = $1, due = $2, version = version + 1 WHERE letter_id = $3",
		d.RegisteredOn, clock.Documents(d.RegisteredOn), d.ID)
	return err
}

// GotDocuments notes that the documents have come.
func (s *Service) GotDocuments(ctx context.Context, by auth.Actor, documentID, requestID int64, in AnsweredInput) error {
	var m matter
	err := s.db.Tx(ctx, by, func(tx *db.Tx) (err error) {
		if m, err = s.open(ctx, tx, by, documentID); err != nil {
			return err
		}
		if err := m.mayWrite(by); err != nil {
			return err
		}
		if in.AnswerID != nil {
			if _, err := s.documents.Open(ctx, tx, by, *in.AnswerID); err != nil {
				return fail.Field("appeal.fields_wrong", "answer_id", "unknown")
			}
			if err := s.documents.Link(ctx, tx, *in.AnswerID, documentID, documents.Related); err != nil {
				return err
			}
		}
		n, err := tx.Exec(ctx, `
			UPDATE documents_requests SET answered_on = $1, answer_id = $2, version = version + 1
			 WHERE id = $3 AND appeal_id = $4 AND asked_on IS NOT NULL AND answered_on IS NULL AND cancelled_at IS NULL`,
			s.org.Today(ctx, tx, m.BodyID, tx.Now), in.AnswerID, requestID, documentID)
		if err != nil {
			return err
		}
		if n == 0 {
			return fail.New(fail.Conflict, "appeal.no_request", "appeal %d waits for no answer to request %d", documentID, requestID)
		}
		return s.keep(ctx, tx, &m, "documents_received", map[string]any{"request": requestID})
	})
	return s.denied(ctx, by, m, "documents_received", err)
}

// requests are those of an appeal, oldest first.
func (s *Service) requests(ctx context.Context, r db.Reader, by auth.Actor, m matter) ([]RequestView, error) {
	rows, err := db.All[DocumentsRequest](ctx, r, "SELECT "+db.Columns[DocumentsRequest]("")+" FROM documents_requests WHERE appeal_id = $1 ORDER BY id", m.DocumentID)
	if err != nil {
		return nil, err
	}
	today := s.org.Today(ctx, r, m.BodyID, s.db.Now())
	list := []RequestView{}
	for _, row := range rows {
		c, err := s.documents.Correspondent(ctx, r, row.CorrespondentID)
		if err != nil {
			return nil, err
		}
		v := RequestView{ID: row.ID, To: c.Name, What: row.What, LetterID: row.LetterID, AskedOn: row.AskedOn, DueOn: row.Due.Date,
			Overdue: row.Overdue(today), AnsweredOn: row.AnsweredOn, Cancelled: row.CancelledAt != nil}
		if !row.Due.Date.IsZero() {
			v.Why = row.Due.Explain()
		}
		if row.AnswerID != nil {
			if answer, err := s.documents.Open(ctx, r, by, *row.AnswerID); err == nil {
				v.AnswerID, v.AnswerNumber = &answer.ID, answer.Title()
			}
		}
		list = append(list, v)
	}
	return list, nil
}

// knownBody checks that one writes to an organisation of the body's own address book.
func (s *Service) knownBody(ctx context.Context, r db.Reader, bodyID, correspondentID int64) error {
	c, err := s.documents.Correspondent(ctx, r, correspondentID)
	if err != nil || c.BodyID != bodyID || c.Kind == "person" {
		return fail.Field("appeal.fields_wrong", "to", "unknown")
	}
	return nil
}
