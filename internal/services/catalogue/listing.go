package catalogue

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
)

// Listing is a service as the public sees it.
type Listing struct {
	Entry
	Version  Version
	Passport Passport
	fields   [4]string // stems: what it is called, life words, what one gets, the shelf
}

// In tells whether the service is looked for in a life situation.
func (l Listing) In(situation string) bool { return slices.Contains(l.Passport.Situations, situation) }

// index is the public catalogue in memory. The database is asked at each use whether anything was published since, so
// that no node shows an older one.
type index struct {
	mu    sync.Mutex
	stamp stamp
	list  []Listing
	words []spelling // of all services, for those who mistype
}

// stamp changes when the list does: by a publication, an opening or closing of a service, or a day on which a version
// comes into force.
type stamp struct {
	Last int64 `db:"last"`
	Open int64 `db:"open"`
	hour time.Time
}

// Public is the catalogue in force now, by short name.
func (s *Service) Public(ctx context.Context) ([]Listing, error) {
	now, err := db.One[stamp](ctx, s.db, `SELECT (SELECT COALESCE(max(id), 0) FROM service_versions) AS last,
		(SELECT COALESCE(sum(id * id + id), 0) FROM services WHERE active) AS open`)
	if err != nil {
		return nil, err
	}
	now.hour = s.db.Now().Truncate(time.Hour)
	s.index.mu.Lock()
	defer s.index.mu.Unlock()
	if s.index.list != nil && s.index.stamp == now {
		return s.index.list, nil
	}
	list, err := s.gather(ctx)
	if err != nil {
		return nil, err
	}
	s.index.stamp, s.index.list, s.index.words = now, list, spellingsOf(list)
	return list, nil
}

func (s *Service) gather(ctx context.Context) ([]Listing, error) {
	entries, err := db.All[Entry](ctx, s.db, "SELECT "+db.Columns[Entry]("")+" FROM services WHERE active ORDER BY id")
	if err != nil {
		return nil, err
	}
	list := []Listing{}
	for _, e := range entries {
		v, err := s.Published(ctx, s.db, e.ID, s.db.Now())
		if fail.Is(err, "service.unpublished") {
			continue
		}
		if err != nil {
			return nil, err
		}
		list = append(list, newListing(e, v))
	}
	slices.SortFunc(list, func(a, b Listing) int {
		return cmp.Compare(text.Sort(a.Passport.ShortName), text.Sort(b.Passport.ShortName))
	})
	return list, nil
}

func newListing(e Entry, v Version) Listing {
	p := v.Passport.V
	category, _ := categoryName(p.Category)
	var situations []string
	for _, code := range p.Situations {
		name, _ := situationName(code)
		situations = append(situations, name)
	}
	return Listing{Entry: e, Version: v, Passport: p, fields: [4]string{
		stems(p.ShortName, p.Name), stems(p.Keywords...), stems(p.Summary), stems(category, p.Responsible, strings.Join(situations, " "))}}
}

// stems are the words of a field between spaces, so that a whole word and a beginning can be looked for.
func stems(parts ...string) string { return " " + text.StemText(strings.Join(parts, " . ")) + " " }

// Shelf is a category with how many services stand on it.
type Shelf struct {
	Category
	Services []Listing
}

// Shelves sorts services by category; empty ones are left out.
func Shelves(list []Listing) (shelves []Shelf) {
	for _, c := range Categories() {
		shelf := Shelf{Category: c}
		for _, l := range list {
			if l.Passport.Category == c.Code {
				shelf.Services = append(shelf.Services, l)
			}
		}
		if len(shelf.Services) > 0 {
			shelves = append(shelves, shelf)
		}
	}
	return shelves
}
