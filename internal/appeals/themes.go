package appeals

import (
	"bytes"
	"context"
	_ "embed"
	"strings"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
)

// starter is what this house knows of the classifier by itself: its five sections and a few nodes under them. It is not
// the classifier – that is its owner's, and comes as a file – but the tree is not empty on the first day.
//
//go:embed themes.csv
var starter []byte

// StarterName is the honest name of that version.
const StarterName = "Начальный набор: пять разделов и несколько тематик"

// ThemeVersion is one edition of the classifier. The one in force is the last that has begun.
type ThemeVersion struct {
	ID         int64         `db:"id" json:"id"`
	Name       string        `db:"name" json:"name"`
	From       calendar.Date `db:"from_day" json:"from"`
	ImportedAt time.Time     `db:"imported_at" json:"imported_at"`
	Themes     int           `db:"themes" json:"themes"`
	InForce    bool          `db:"-" json:"in_force"`
}

// themesInForce is the version that holds today, as a part of a query. Dates of the classifier are those of the whole
// country: the day is taken at UTC.
func (s *Service) themesInForce(args *[]any) string {
	return "(SELECT id FROM theme_versions WHERE from_day <= " + db.Arg(args, calendar.DateOf(s.db.Now(), time.UTC)) + " ORDER BY from_day DESC, id DESC LIMIT 1)"
}

// Themes finds nodes of the classifier in force by code or by words of the title.
func (s *Service) Themes(ctx context.Context, typed string, limit int) ([]Theme, error) {
	args := []any{}
	where := ""
	for _, word := range strings.Fields(text.Fold(typed)) {
		mark := db.Arg(&args, "%"+word+"%")
		where += " AND (title_fold LIKE " + mark + " OR code LIKE " + mark + ")"
	}
	return db.All[Theme](ctx, s.db, `
		SELECT code, title, jurisdiction FROM themes
		 WHERE version_id = `+s.themesInForce(&args)+where+" ORDER BY code LIMIT "+db.Arg(&args, limit), args...)
}

// ThemeVersions lists the editions, the last to begin first.
func (s *Service) ThemeVersions(ctx context.Context) ([]ThemeVersion, error) {
	list, err := db.All[ThemeVersion](ctx, s.db, `
		SELECT v.id, v.name, v.from_day, v.imported_at, (SELECT count(*) FROM themes t WHERE t.version_id = v.id) AS themes
		  FROM theme_versions v ORDER BY v.from_day DESC, v.id DESC`)
	today := calendar.DateOf(s.db.Now(), time.UTC)
	for i := range list {
		if !list[i].From.After(today) {
			list[i].InForce = true
			break
		}
	}
	return list, err
}

// Node is a node of the tree with what stands under it.
type Node struct {
	Theme
	Leaf     bool `db:"-" json:"leaf" doc:"A question may be put under it: sections and topics are too wide"`
	Children int  `db:"children" json:"children"`
}

// Under lists what stands directly under a node of a version; an empty code lists its sections.
func (s *Service) Under(ctx context.Context, version int64, code string) ([]Node, error) {
	list, err := db.All[Node](ctx, s.db, `
		SELECT t.code, t.title, t.jurisdiction, (SELECT count(*) FROM themes c WHERE c.version_id = t.version_id AND c.parent = t.code) AS children
		  FROM themes t WHERE t.version_id = $1 AND t.parent = $2 ORDER BY t.code`, version, code)
	for i := range list {
		list[i].Leaf = list[i].Theme.Leaf()
	}
	return list, err
}

// ThemesInput is an edition as its owner gives it out.
type ThemesInput struct {
	Name string        `json:"name" minLength:"1" maxLength:"200"`
	From calendar.Date `json:"from,omitempty" format:"date" doc:"Comes into force; without it today"`
	File []byte        `json:"file" minLength:"1" doc:"XLSX, or CSV with semicolons in UTF-8: code; title; jurisdiction. In base64"`
}

// ImportThemes puts a new edition in. A file with one wrong line changes nothing, and the refusal names the line. The
// classifier is the same for all bodies, so it is kept by the administrator of the operating one.
func (s *Service) ImportThemes(ctx context.Context, by auth.Actor, in ThemesInput) (int, error) {
	if operates, err := s.org.Operates(ctx, by); err != nil || !operates {
		if err == nil {
			err = fail.New(fail.Denied, "appeal.themes_denied", "the classifier is imported by the administrator of the operating body")
		}
		return 0, err
	}
	read := readThemes
	if bytes.HasPrefix(in.File, []byte("PK\x03\x04")) {
		read = readWorkbook
	}
	list, err := read(in.File)
	if err != nil {
		return 0, err
	}
	return len(list), s.db.Tx(ctx, by, func(tx *db.Tx) error { return putThemes(ctx, tx, in, list) })
}

// StarterThemes puts the small set of this house in.
func (s *Service) StarterThemes(ctx context.Context, by auth.Actor) (int, error) {
	return s.ImportThemes(ctx, by, ThemesInput{Name: StarterName, From: calendar.On(2006, time.November, 2), File: starter})
}

func putThemes(ctx context.Context, tx *db.Tx, in ThemesInput, list []Theme) error {
	if in.From.IsZero() {
		in.From = calendar.DateOf(tx.Now, time.UTC)
	}
	version, err := db.One[int64](ctx, tx, `
		INSERT INTO theme_versions (name, from_day, imported_by, imported_at) VALUES ($1, $2, $3, $4) RETURNING id`,
		in.Name, in.From, tx.By.PersonID, tx.Now)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, t := range list {
		known[t.Code] = true
	}
	for _, t := range list {
		if _, err := tx.Exec(ctx, `
			INSERT INTO themes (version_id, code, title, title_fold, jurisdiction, parent) VALUES ($1, $2, $3, $4, $5, $6)`,
			version, t.Code, t.Title, text.Fold(t.Title), t.Jurisdiction, t.above(known)); err != nil {
			return err
		}
	}
	return audit.Write(ctx, tx, audit.Entry{Action: "themes.imported", Object: audit.Ref{Kind: "themes", ID: version, Title: in.Name},
		Detail: map[string]any{"themes": len(list), "from": in.From}})
}

// above is the nearest node above that the file holds: public copies of the classifier have gaps.
func (t Theme) above(known map[string]bool) string {
	for up := t.Parent(); up != ""; up = (Theme{Code: up}).Parent() {
		if known[up] {
			return up
		}
	}
	return ""
}
