package assignments

import (
	"context"
	"time"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/tasks"
)

// Acknowledgement is one line of the sheet (лист ознакомления, §2.7): to have opened a document is not to have
// acknowledged it, both are shown.
type Acknowledgement struct {
	Who
	SentAt         time.Time     `json:"sent_at"`
	DueOn          calendar.Date `json:"due_on"`
	OpenedAt       *time.Time    `json:"opened_at,omitempty"`
	AcknowledgedAt *time.Time    `json:"acknowledged_at,omitempty"`
}

// acknowledgements are the lines of the sheet in the order in which people were given the document.
func (s *Service) acknowledgements(ctx context.Context, r db.Reader, documentID int64) ([]Acknowledgement, error) {
	asked, err := tasks.Asked(ctx, r, documentID, tasks.Inform)
	if err != nil || len(asked) == 0 {
		return []Acknowledgement{}, err
	}
	ids := make([]int64, len(asked))
	for i, t := range asked {
		ids[i] = t.Person()
	}
	people, err := s.org.Persons(ctx, r, ids)
	if err != nil {
		return nil, err
	}
	named := map[int64]Who{}
	for _, e := range people {
		named[e.ID] = Who{e.ID, e.ShortName, e.Post}
	}
	list := []Acknowledgement{}
	for i, t := range asked {
		if kind, _ := tasks.ParseSubject(t.Subject); kind == aboutPaper {
			continue // the author looks at what was recorded in his name: he was given nothing to know
		}
		list = append(list, Acknowledgement{named[ids[i]], t.CreatedAt, t.DueOn, t.SeenAt, t.DoneAt})
	}
	return list, nil
}
