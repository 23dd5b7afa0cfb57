package catalogue

import (
	"context"
	"sync"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// RightKeep is the right to keep the services of the own body: their passports, forms and publication.
const RightKeep auth.Right = "services.catalogue"

// Entry is a service in the catalogue. Names and category are those of the version in force, or of the draft while
// nothing was published.
type Entry struct {
	ID        int64     `db:"id" json:"id"`
	BodyID    int64     `db:"body_id" json:"body_id"`
	Code      string    `db:"code" json:"code" doc:"Of the register of services"`
	Slug      string    `db:"slug" json:"slug" doc:"Of the address: /services/zapis-v-pervyj-klass"`
	Name      string    `db:"name" json:"name"`
	ShortName string    `db:"short_name" json:"short_name"`
	Category  string    `db:"category" json:"category"`
	Active    bool      `db:"active" json:"active" doc:"False: no longer offered; running applications go on"`
	CreatedAt time.Time `db:"created_at" json:"created_at"`
}

// Ref names the service in the audit.
func (e Entry) Ref() audit.Ref { return audit.Ref{Kind: "service", ID: e.ID, Title: e.ShortName} }

// Version is a published passport with its form. It never changes.
type Version struct {
	ID          int64             `db:"id"`
	ServiceID   int64             `db:"service_id"`
	Number      int               `db:"number"`
	From        calendar.Date     `db:"from_day"`
	PublishedAt time.Time         `db:"published_at"`
	PublishedBy string            `db:"published_by"`
	Note        string            `db:"note"`
	Passport    db.JSON[Passport] `db:"passport"`
	Form        string            `db:"form"` // as form.Compile reads it
}

// Bodies is what the catalogue asks of the structure of the region.
type Bodies interface {
	Zone(ctx context.Context, r db.Reader, bodyID int64) *time.Location
}

// Service holds the use cases of the catalogue.
type Service struct {
	db       *db.DB
	bodies   Bodies
	versions versionCache
	index    index
	tally    tally
}

// New makes the service.
func New(d *db.DB, bodies Bodies) *Service { return &Service{db: d, bodies: bodies} }

// versionCache keeps published versions: they never change, so no node can hold a wrong one.
type versionCache struct {
	mu   sync.RWMutex
	byID map[int64]Version
}

// mostCached bounds it; a region publishes a few hundred a year.
const mostCached = 2000

func (c *versionCache) get(id int64) (Version, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	v, found := c.byID[id]
	return v, found
}

func (c *versionCache) put(v Version) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byID == nil || len(c.byID) >= mostCached {
		c.byID = map[int64]Version{}
	}
	c.byID[v.ID] = v
}
