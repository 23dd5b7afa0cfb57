package pos

import (
	"context"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// MessageReport is what became of the messages of a body, and what their authors think of it: the share of those who are
// content is what bodies are compared by.
type MessageReport struct {
	BodyID    int64  `json:"body_id"`
	Body      string `json:"body"`
	Received  int    `json:"received"`
	Open      int    `json:"open"`
	Overdue   int    `json:"overdue"`
	InTime    int    `json:"in_time"`
	Late      int    `json:"late"`
	Prolonged int    `json:"prolonged"`
	Left      int    `json:"left" doc:"Left without consideration on the substance"`
	Rated     int    `json:"rated"`
	Content   int    `json:"content" doc:"Rated 4 or 5"`
}

// longestReport bounds a period.
const longestReport = 731

// MessageReports count the messages registered from a day to a day: of all bodies for who runs the installation, else of
// the actor's own.
func (s *Service) MessageReports(ctx context.Context, by auth.Actor, from, to calendar.Date) ([]MessageReport, error) {
	if err := s.mayExport(by); err != nil {
		return nil, err
	}
	if from.IsZero() || to.IsZero() || to.Before(from) || from.DaysUntil(to) > longestReport {
		return nil, fail.Field("pos.fields_wrong", "to", "not_earlier")
	}
	all, err := s.overAll(ctx, s.db, by)
	if err != nil {
		return nil, err
	}
	body := by.BodyID
	if all {
		body = 0
	}
	figures, err := s.Appeals.Messages(ctx, s.db, body, from, to, s.Org.Today(ctx, s.db, by.BodyID, s.db.Now()))
	if err != nil {
		return nil, err
	}
	list := make([]MessageReport, len(figures))
	for i, f := range figures {
		b, err := s.Org.Body(ctx, s.db, f.BodyID)
		if err != nil {
			return nil, err
		}
		list[i] = MessageReport{BodyID: f.BodyID, Body: b.ShortName, Received: f.Received, Open: f.Open, Overdue: f.Overdue, InTime: f.InTime, Late: f.Late, Prolonged: f.Prolonged, Left: f.Left}
		if err := s.rated(ctx, &list[i], from, to); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// rated counts the ratings that came in the days of the report.
func (s *Service) rated(ctx context.Context, m *MessageReport, from, to calendar.Date) error {
	type ratings struct {
		Rated   int `db:"rated"`
		Content int `db:"content"`
	}
	zone := s.Org.Zone(ctx, s.db, m.BodyID)
	r, err := db.One[ratings](ctx, s.db, `
		SELECT count(*) AS rated, coalesce(sum(CASE WHEN rating >= 4 THEN 1 ELSE 0 END), 0) AS content FROM pos_items
		 WHERE kind = 'kind.message' AND body_id = $1 AND rating IS NOT NULL AND rated_at >= $2 AND rated_at < $3`,
		m.BodyID, from.In(zone).UTC(), to.AddDays(1).In(zone).UTC())
	m.Rated, m.Content = r.Rated, r.Content
	return err
}
