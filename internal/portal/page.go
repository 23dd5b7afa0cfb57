package portal

import (
	"context"
	"errors"

	"veche/internal/platform/audit"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Page is what a body shows of itself in the reception.
type Page struct {
	BodyID       int64               `db:"body_id"`
	Slug         string              `db:"slug"`
	Published    bool                `db:"published"`
	Address      string              `db:"address"`
	Hours        string              `db:"hours"`
	Phone        string              `db:"phone"`
	Functions    string              `db:"functions"`
	Officials    db.JSON[[]Official] `db:"officials"`
	AutoRegister bool                `db:"auto_register"`
	JournalID    *int64              `db:"journal_id"`
	Version      int64               `db:"version"`
}

// Official is somebody of the body to whom one may write.
type Official struct {
	Name string `json:"name" minLength:"1" maxLength:"200"`
	Post string `json:"post" minLength:"1" maxLength:"300"`
}

// Ref names the page in the audit.
func (p Page) Ref() audit.Ref { return audit.Ref{Kind: "reception_page", ID: p.BodyID, Title: p.Slug} }

// BodyPage is a page with the names of its body.
type BodyPage struct {
	Page
	Name      string `db:"name"`
	ShortName string `db:"short_name"`
	Email     string `db:"email"`
}

func pageQuery() string {
	return "SELECT " + db.Columns[Page]("p") + `, b.name, b.short_name, b.email FROM reception_pages p JOIN bodies b ON b.id = p.body_id
		WHERE p.published AND b.active`
}

// Pages lists the bodies to which one may write.
func (s *Service) Pages(ctx context.Context) ([]BodyPage, error) {
	return db.All[BodyPage](ctx, s.db, pageQuery()+" ORDER BY b.name")
}

// pageBySlug is the page of an address.
func (s *Service) pageBySlug(ctx context.Context, slug string) (BodyPage, error) {
	return s.onePage(ctx, " AND p.slug = $1", slug)
}

func (s *Service) pageOf(ctx context.Context, bodyID int64) (BodyPage, error) {
	return s.onePage(ctx, " AND p.body_id = $1", bodyID)
}

func (s *Service) onePage(ctx context.Context, where string, arg any) (BodyPage, error) {
	p, err := db.One[BodyPage](ctx, s.db, pageQuery()+where, arg)
	if errors.Is(err, db.ErrNone) {
		return p, fail.New(fail.NotFound, "reception.no_page", "no such reception")
	}
	return p, err
}
