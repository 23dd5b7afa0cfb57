package documents

import (
	"context"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/text"
)

// Duplicate is another card that looks like the same letter.
type Duplicate struct {
	ID           int64         `db:"id" json:"id"`
	Number       string        `db:"number" json:"number"`
	RegisteredOn calendar.Date `db:"registered_on" json:"registered_on"`
	Summary      string        `db:"summary" json:"summary"`
	State        State         `db:"state" json:"state"`
	Same         string        `db:"same" json:"same" enum:"requisites,bytes" doc:"What is equal: sender, number and date, or the bytes of a file"`
}

// Duplicates finds cards of the same letter (§2.3): the same correspondent, number and date; else a file of the same
// bytes. It obeys the reader's rights: a restricted letter does not betray itself.
func (s *Service) Duplicates(ctx context.Context, by auth.Actor, id int64, correspondentID int64, senderNumber string, senderDate calendar.Date) ([]Duplicate, error) {
	d, err := s.Open(ctx, s.db, by, id)
	if err != nil {
		return nil, err
	}
	args := []any{d.BodyID, correspondentID, text.NumberKey(senderNumber), senderDate, d.ID}
	mine := " IN " + db.In(&args, by.Principals)
	return db.All[Duplicate](ctx, s.db, `
		SELECT d.id, d.number, d.registered_on, d.summary, d.state, 'requisites' AS same
		  FROM documents d
		 WHERE d.body_id = $1 AND d.correspondent_id = $2 AND d.sender_key = $3 AND d.sender_key <> '' AND d.sender_date = $4
		   AND d.id <> $5 AND EXISTS (SELECT 1 FROM access a WHERE a.document_id = d.id AND a.principal`+mine+`)
		UNION ALL
		SELECT d.id, d.number, d.registered_on, d.summary, d.state, 'bytes'
		  FROM documents d
		 WHERE d.id IN (SELECT same.document_id FROM document_files mine JOIN document_files same ON same.sha256 = mine.sha256
		                 WHERE mine.document_id = $5 AND same.document_id <> $5)
		   AND d.body_id = $1 AND EXISTS (SELECT 1 FROM access a WHERE a.document_id = d.id AND a.principal`+mine+`)
		 LIMIT 20`, args...)
}
