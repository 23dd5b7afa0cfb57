package appeals

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"

	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
)

const newestThemes = "(SELECT max(id) FROM theme_versions)"

// mostThemes bounds a file: public copies of the classifier hold about 2,100 nodes.
const mostThemes = 20_000

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
		 WHERE version_id = `+newestThemes+where+" ORDER BY code LIMIT "+db.Arg(&args, limit), args...)
}

// ImportThemes puts a new version of the classifier into force: lines «code; title; jurisdiction» in UTF-8. A file with
// one wrong line changes nothing, and the refusal names the line.
func (s *Service) ImportThemes(ctx context.Context, by auth.Actor, name string, file io.Reader) (int, error) {
	if !by.Can(org.RightAdmin) {
		return 0, fail.New(fail.Denied, "appeal.themes_denied", "the classifier is imported by the administrator")
	}
	list, err := readThemes(file)
	if err != nil {
		return 0, err
	}
	return len(list), s.db.Tx(ctx, by, func(tx *db.Tx) error {
		version, err := db.One[int64](ctx, tx, `
			INSERT INTO theme_versions (name, imported_by, imported_at) VALUES ($1, $2, $3) RETURNING id`, name, by.PersonID, tx.Now)
		if err != nil {
			return err
		}
		for _, t := range list {
			if _, err := tx.Exec(ctx, `
				INSERT INTO themes (version_id, code, title, title_fold, jurisdiction) VALUES ($1, $2, $3, $4, $5)`,
				version, t.Code, t.Title, text.Fold(t.Title), t.Jurisdiction); err != nil {
				return err
			}
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "themes.imported", Object: audit.Ref{Kind: "themes", ID: version, Title: name}, Detail: map[string]int{"themes": len(list)}})
	})
}

var jurisdictions = map[string]bool{"": true, "federal": true, "joint": true, "regional": true, "local": true}

func readThemes(file io.Reader) ([]Theme, error) {
	in := csv.NewReader(file)
	in.Comma, in.FieldsPerRecord, in.TrimLeadingSpace = ';', -1, true
	var list []Theme
	seen := map[string]bool{}
	for line := 1; ; line++ {
		record, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil || len(list) == mostThemes {
			return nil, wrongLine(line)
		}
		record[0] = strings.TrimPrefix(record[0], "\ufeff") // a spreadsheet's mark of UTF-8
		t := Theme{Code: strings.TrimSpace(record[0])}
		if len(record) > 1 {
			t.Title = strings.TrimSpace(record[1])
		}
		if len(record) > 2 {
			t.Jurisdiction = strings.TrimSpace(record[2])
		}
		if CheckCode(t.Code) != nil || t.Title == "" || seen[t.Code] || !jurisdictions[t.Jurisdiction] {
			return nil, wrongLine(line)
		}
		seen[t.Code] = true
		list = append(list, t)
	}
	if len(list) == 0 {
		return nil, wrongLine(1)
	}
	return list, nil
}

func wrongLine(line int) error {
	return fail.New(fail.Invalid, "appeal.themes_line", "line %d is no theme", line).With("line", strconv.Itoa(line))
}
