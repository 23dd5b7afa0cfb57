package cards

import (
	"context"
	"slices"

	"veche/internal/documents"
	"veche/internal/platform/db"
	"veche/internal/platform/text"
)

// Fragment is a place of a card in which words of the question stand.
type Fragment struct {
	Field  string       `json:"field" enum:"summary,correspondent,file"`
	FileID int64        `json:"file_id,omitempty"`
	File   string       `json:"file,omitempty"`
	Pieces []text.Piece `json:"pieces"`
}

const (
	fragmentWidth = 220    // letters of a place in a file
	fragmentRead  = 40_000 // letters of a file that are looked through for it
)

// fragments finds the places for each row: its heading, its correspondent, the best place of its files.
func (s *Service) fragments(ctx context.Context, rows []Row, words []text.Term) ([][]Fragment, error) {
	list := make([][]Fragment, len(rows))
	for i, r := range rows {
		list[i] = []Fragment{}
		for _, f := range []struct{ field, value string }{{"summary", r.Summary}, {"correspondent", r.Correspondent}} {
			if pieces := text.Highlight(f.value, words, len(f.value)+1); struck(pieces) > 0 {
				list[i] = append(list[i], Fragment{Field: f.field, Pieces: pieces})
			}
		}
	}
	if len(words) == 0 {
		return list, nil
	}
	type file struct {
		DocumentID int64  `db:"document_id"`
		ID         int64  `db:"id"`
		Name       string `db:"name"`
		Body       string `db:"body"`
	}
	ids, args := []int64{}, []any{fragmentRead}
	for _, r := range rows {
		if r.AccessMark != documents.Restricted { // its text is read on the card, where that leaves a row in the log
			ids = append(ids, r.ID)
		}
	}
	files, err := db.All[file](ctx, s.db, "SELECT t.document_id, f.id, f.name, substr(t.body, 1, $1) AS body"+currentTexts+
		" WHERE t.document_id IN "+db.In(&args, ids)+" ORDER BY f.position, f.id", args...)
	best := map[int64]int{}
	for _, f := range files {
		pieces := text.Highlight(f.Body, words, fragmentWidth)
		i := slices.IndexFunc(rows, func(r Row) bool { return r.ID == f.DocumentID })
		if n := struck(pieces); n > best[f.DocumentID] {
			best[f.DocumentID] = n
			list[i] = slices.DeleteFunc(list[i], func(x Fragment) bool { return x.Field == "file" })
			list[i] = append(list[i], Fragment{Field: "file", FileID: f.ID, File: f.Name, Pieces: pieces})
		}
	}
	return list, err
}

// struck counts the words that were found.
func struck(pieces []text.Piece) (n int) {
	for _, p := range pieces {
		if p.Hit {
			n++
		}
	}
	return n
}
