package interagency

import (
	"context"
	"time"

	"veche/internal/platform/db"
)

// Told is what another body has answered to one request.
type Told struct {
	RequestID int64     `json:"request_id"`
	Kind      string    `json:"kind" doc:"Code of the kind of request"`
	Name      string    `json:"name"`
	From      string    `json:"from"`
	At        time.Time `json:"at"`
	Late      bool      `json:"late"`
	Verdict   string    `json:"verdict" doc:"On the signature of the sender's system"`
	Facts     []Fact    `json:"facts"`
}

// Told is what was answered about an object: the newest answer to each request that is no refusal.
func (s *Service) Told(ctx context.Context, r db.Reader, about Ref) ([]Told, error) {
	list, err := s.Of(ctx, r, about)
	if err != nil {
		return nil, err
	}
	told := []Told{}
	for _, q := range list {
		k, err := kindByID(ctx, r, q.KindID)
		if err != nil {
			return nil, err
		}
		answers, err := db.All[Answer](ctx, r, "SELECT "+answerColumns+` FROM interagency_answers
			 WHERE request_id = $1 AND rejected = '' ORDER BY id DESC LIMIT 1`, q.ID)
		if err != nil {
			return nil, err
		}
		for _, a := range answers {
			v := a.view(k)
			told = append(told, Told{q.ID, k.Code, k.Name, v.Sender, v.At, v.Late, v.Verdict, v.Facts})
		}
	}
	return told, nil
}
