package appeals

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/db"
)

// Follower is told, in the same transaction, that what an author may see of his appeal has changed: registered, forwarded,
// extended, answered, left without answer, withdrawn. It inserts a job of its own and returns at once.
type Follower interface {
	AppealsChanged(ctx context.Context, tx *db.Tx, documentIDs []int64) error
}

// Follow adds a follower; app does it once, before the program serves.
func (s *Service) Follow(f Follower) { s.followers = append(s.followers, f) }

// tellFollowers brings the register up and says to all followers that something about appeals is different. It may be
// said once too often: what the author may see is read anew by each of them.
func (s *Service) tellFollowers(ctx context.Context, tx *db.Tx, documentIDs ...int64) error {
	if err := s.enroll(ctx, tx, documentIDs...); err != nil {
		return err
	}
	for _, f := range s.followers {
		if err := f.AppealsChanged(ctx, tx, documentIDs); err != nil {
			return err
		}
	}
	return nil
}

// cardSaved hears of every saved card: an appeal that went on its way, and a letter that answers one.
func (s *Service) cardSaved(ctx context.Context, tx *db.Tx, from documents.State, d documents.Document) error {
	if from == "" { // a new card is told of when it is whole
		return nil
	}
	switch {
	case d.Flow == documents.Appeal:
		return s.tellFollowers(ctx, tx, d.ID)
	case d.Flow == documents.Outgoing && d.InReplyToID != nil && from != d.State && d.Number != "":
		answered, err := db.Exists(ctx, tx, "SELECT 1 FROM appeals WHERE document_id = $1", *d.InReplyToID)
		if err != nil || !answered {
			return err
		}
		return s.tellFollowers(ctx, tx, *d.InReplyToID)
	}
	return nil
}
