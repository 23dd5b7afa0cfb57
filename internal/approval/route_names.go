package approval

import (
	"context"

	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// named gives the stages with the names of their participants as they are called today, for whoever looks at a route.
// Roles and the author's head are named by the interface.
func (s *Service) named(ctx context.Context, r db.Reader, stages []Stage) ([]Stage, error) {
	out := make([]Stage, len(stages))
	for i, st := range stages {
		people := make([]Participant, len(st.Participants))
		for j, p := range st.Participants {
			var err error
			if p.Name, err = s.nameOf(ctx, r, p); err != nil {
				return nil, err
			}
			people[j] = p
		}
		st.Participants = people
		out[i] = st
	}
	return out, nil
}

func (s *Service) nameOf(ctx context.Context, r db.Reader, p Participant) (name string, err error) {
	switch p.Kind {
	case ByPerson:
		e, lost := s.org.Person(ctx, r, p.ID)
		name, err = e.ShortName, lost
	case ByPost:
		post, lost := s.org.Post(ctx, r, p.ID)
		name, err = post.Name, lost
	case ByUnitHead:
		unit, lost := s.org.Unit(ctx, r, p.ID)
		name, err = unit.Name, lost
	}
	if err != nil && fail.KindOf(err) == fail.NotFound {
		return "", nil
	}
	return name, err
}

// withoutNames are the stages as they are kept: names change, ids do not.
func withoutNames(stages []Stage) []Stage {
	out := make([]Stage, len(stages))
	for i, st := range stages {
		people := make([]Participant, len(st.Participants))
		for j, p := range st.Participants {
			p.Name = ""
			people[j] = p
		}
		st.Participants = people
		out[i] = st
	}
	return out
}
