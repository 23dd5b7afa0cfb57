package figures

import (
	"context"
	"slices"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services"
	"veche/internal/services/catalogue"
)

// RightOversee is the right to see the figures of the whole region; it works in the body that oversees alone.
const RightOversee auth.Right = "services.oversee"

// readers are those who see the figures of their own body: officers and dispatchers, heads, keepers of services, and who
// reads the other reports.
var readers = []auth.Right{services.RightConsider, services.RightRoute, services.RightComplaints, catalogue.RightKeep, "reports.read"}

// oversees tells whether the actor sees the whole region.
func (s *Service) oversees(ctx context.Context, r db.Reader, by auth.Actor) (bool, error) {
	if !by.Can(RightOversee) {
		return false, nil
	}
	overseer, err := s.org.Overseer(ctx, r)
	return overseer == by.BodyID, err
}

// bodyOf is whose figures the actor gets when he asks for those of a body, 0 for all that he may see.
func (s *Service) bodyOf(ctx context.Context, by auth.Actor, wanted int64) (int64, error) {
	all, err := s.oversees(ctx, s.db, by)
	if err != nil || all {
		return wanted, err
	}
	if !slices.ContainsFunc(readers, by.Can) || wanted != 0 && wanted != by.BodyID {
		return 0, fail.New(fail.Denied, "service_figures.denied", "person %d does not see figures of body %d", by.PersonID, wanted)
	}
	return by.BodyID, nil
}

// Choice is a service whose figures can be asked for.
type Choice struct {
	ID   int64  `db:"id" json:"id"`
	Name string `db:"name" json:"name"`
}

const namedServices = "SELECT s.id, s.short_name AS name FROM services s"

// Services lists the services of the actor's body, those that it takes and those that it decides; who oversees chooses among
// all.
func (s *Service) Services(ctx context.Context, by auth.Actor) ([]Choice, error) {
	body, err := s.bodyOf(ctx, by, 0)
	if err != nil {
		return nil, err
	}
	if body == 0 {
		return db.All[Choice](ctx, s.db, namedServices+" ORDER BY s.short_name, s.id")
	}
	return db.All[Choice](ctx, s.db, namedServices+` WHERE s.body_id = $1
		OR EXISTS (SELECT 1 FROM service_routes r WHERE r.service_id = s.id AND r.body_id = $1) ORDER BY s.short_name, s.id`, body)
}
