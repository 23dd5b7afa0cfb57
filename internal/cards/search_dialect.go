package cards

import (
	"context"
	"strconv"
	"strings"

	"veche/internal/platform/db"
	"veche/internal/platform/text"
)

// fullText is what the two databases say differently about words: the only SQL of this package that stands twice.
type fullText struct {
	from     string // the index joined to documents d; where a planner would begin elsewhere, it may not
	id       string
	match    string // condition; $words is the question
	rank     string // the higher, the better
	put      string // $1 document, $2 tag of the body, $3 stems of the head, $4 stems of the files
	question func(tag string, terms []text.Term) string
}

// The newest matches are ranked, not all: relevance reads every match (performance.md §5).
var fullTexts = map[string]fullText{
	db.Postgres.Name: {
		from:  "search JOIN documents d ON d.id = search.document_id",
		id:    "search.document_id",
		match: "search.words @@ $words::tsquery",
		rank:  "ts_rank((SELECT words FROM search WHERE document_id = found.id), $words::tsquery)",
		put: `INSERT INTO search (document_id, words)
			VALUES ($1, setweight(to_tsvector('simple', $2), 'C') || setweight(to_tsvector('simple', $3), 'A') || to_tsvector('simple', $4))
			ON CONFLICT (document_id) DO UPDATE SET words = excluded.words`,
		question: func(tag string, terms []text.Term) string {
			words := []string{"'" + tag + "'"}
			for _, t := range terms {
				word := "'" + strings.ReplaceAll(t.Text, "'", "''") + "'"
				if t.Prefix {
					word += ":*"
				}
				words = append(words, word)
			}
			return strings.Join(words, " & ")
		},
	},
	db.SQLite.Name: {
		from:  "search CROSS JOIN documents d ON d.id = search.rowid",
		id:    "search.rowid",
		match: "search MATCH $words",
		rank:  "found.rank",
		put:   "INSERT OR REPLACE INTO search (rowid, body, head, words) VALUES ($1, $2, $3, $4)",
		question: func(tag string, terms []text.Term) string {
			words := []string{}
			for _, t := range terms {
				word := `"` + strings.ReplaceAll(t.Text, `"`, `""`) + `"`
				if t.Prefix {
					word += " *"
				}
				words = append(words, word)
			}
			return `body : "` + tag + `" AND {head words} : (` + strings.Join(words, " AND ") + ")"
		},
	},
}

// ranked is the column by which SQLite ranks: it is known only where the match is.
func (f fullText) ranked() string {
	if f.rank == "found.rank" {
		return ", -bm25(search, 0, 8, 1) AS rank"
	}
	return ""
}

// newest are the matching cards, the newest first; where is a condition on documents d.
func (f fullText) newest(args *[]any, question, where string, before int64, limit int) string {
	if before != 0 {
		where += " AND " + f.id + " < " + db.Arg(args, before)
	}
	return "SELECT " + f.id + " AS id FROM " + f.from + " WHERE " + f.asked(f.match, args, question) + where +
		" ORDER BY " + f.id + " DESC LIMIT " + db.Arg(args, limit)
}

// best are the most relevant among the newest matches.
func (f fullText) best(args *[]any, question, where string, among, limit int) string {
	return "WITH found AS (SELECT " + f.id + " AS id" + f.ranked() + " FROM " + f.from + " WHERE " + f.asked(f.match, args, question) + where +
		" ORDER BY " + f.id + " DESC LIMIT " + db.Arg(args, among) + ") SELECT found.id FROM found ORDER BY " +
		f.asked(f.rank, args, question) + " DESC, found.id DESC LIMIT " + db.Arg(args, limit)
}

func (f fullText) asked(sql string, args *[]any, question string) string {
	if !strings.Contains(sql, "$words") {
		return sql
	}
	return strings.ReplaceAll(sql, "$words", db.Arg(args, question))
}

// write replaces what is known of a card.
func (f fullText) write(ctx context.Context, tx *db.Tx, documentID, bodyID int64, head, words string) error {
	_, err := tx.Exec(ctx, f.put, documentID, tag(bodyID), head, words)
	return err
}

// tag is the body as a word of the index.
func tag(bodyID int64) string { return "body" + strconv.FormatInt(bodyID, 10) }
