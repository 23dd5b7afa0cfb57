package services

import (
	"context"

	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
)

// Follower is told, in the same transaction, that what an applicant may see of his application has changed. It inserts a
// job of its own and returns at once; what there is to see it reads by Shown.
type Follower interface {
	ApplicationChanged(ctx context.Context, tx *db.Tx, applicationID int64) error
}

// Follow adds a follower; app does it once, before the program serves.
func (s *Service) Follow(f Follower) { s.followers = append(s.followers, f) }

// Changed announces that something about an application is different.
type Changed struct {
	ApplicationID int64 `json:"application_id"`
}

func (Changed) Kind() string { return "application.changed" }

func (s *Service) tellFollowers(ctx context.Context, tx *db.Tx, id int64) error {
	for _, f := range s.followers {
		if err := f.ApplicationChanged(ctx, tx, id); err != nil {
			return err
		}
	}
	return jobs.Add(ctx, tx, Changed{id})
}
