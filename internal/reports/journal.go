package reports

import (
	"context"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/registry"
)

// Entry is a line of a journal as it is printed (§14): the number with what stands on its card. Of a document that the
// reader does not see the number alone is shown.
type Entry struct {
	registry.Number
	Correspondent string        `json:"correspondent" doc:"Sender of an incoming document, addressees of an outgoing one"`
	SenderNumber  string        `json:"sender_number"`
	SenderDate    calendar.Date `json:"sender_date"`
	Summary       string        `json:"summary"`
	Case          string        `json:"case" doc:"Index of the case"`
}

// described is what the card of a number says.
type described struct {
	ID            int64         `db:"id"`
	Correspondent string        `db:"correspondent"`
	SenderNumber  string        `db:"sender_number"`
	SenderDate    calendar.Date `db:"sender_date"`
	Summary       string        `db:"summary"`
	Case          string        `db:"index_code"`
}

const selectDescribed = `
	SELECT d.id, d.sender_number, d.sender_date, d.summary, COALESCE(f.index_code, '') AS index_code,
	       COALESCE(c.name, (SELECT string_agg(t.name, ', ') FROM addressees a JOIN correspondents t ON t.id = a.correspondent_id
	                          WHERE a.document_id = d.id), e.short_name, '') AS correspondent
	  FROM documents d
	  LEFT JOIN correspondents c ON c.id = d.correspondent_id
	  LEFT JOIN employees e ON e.id = d.addressee_id AND d.flow = 'internal'
	  LEFT JOIN case_files f ON f.id = d.case_file_id
	 WHERE d.id IN `

// Journal prints a journal of a year, newest first.
func (s *Service) Journal(ctx context.Context, by auth.Actor, journalID int64, year int, after string, limit int) ([]Entry, string, error) {
	lines, next, err := s.registry.Lines(ctx, by, journalID, year, after, limit)
	if err != nil {
		return nil, "", err
	}
	list, ids := make([]Entry, len(lines)), []int64{0}
	for i, n := range lines {
		list[i].Number = n
		if n.DocumentID != nil {
			ids = append(ids, *n.DocumentID)
		}
	}
	args := []any{}
	cards, err := db.All[described](ctx, s.db, selectDescribed+db.In(&args, ids)+
		" AND EXISTS (SELECT 1 FROM access x WHERE x.document_id = d.id AND x.principal IN "+db.In(&args, by.Principals)+")", args...)
	if err != nil {
		return nil, "", err
	}
	byID := map[int64]described{}
	for _, d := range cards {
		byID[d.ID] = d
	}
	for i, n := range lines {
		if n.DocumentID == nil {
			continue
		}
		d := byID[*n.DocumentID]
		list[i].Correspondent, list[i].SenderNumber, list[i].SenderDate = d.Correspondent, d.SenderNumber, d.SenderDate
		list[i].Summary, list[i].Case = d.Summary, d.Case
	}
	return list, next, nil
}
