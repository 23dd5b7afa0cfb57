package interagency

import (
	"context"

	"veche/internal/platform/auth"
)

// Queries are the texts by which the lists of both sides are read, and those by which something is found in them.
func (s *Service) Queries(ctx context.Context, by auth.Actor, what string, f Filter) (texts []string, err error) {
	for _, of := range []struct {
		side
		row string
	}{{asked, row}, {served, inquiryRow}} {
		plain, err := s.narrow(ctx, by, f, "1.1")
		if err != nil {
			return nil, err
		}
		found, err := s.found(ctx, by, of.side, what, f, "1.1")
		if err != nil {
			return nil, err
		}
		texts = append(texts, of.row+" WHERE "+plain.where+inOrder+limit, of.row+found.where)
	}
	return texts, nil
}
