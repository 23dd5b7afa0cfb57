package documents

import (
	"context"
	"strings"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/text"
)

// Difference is what changed in the text from one version to another; it stands on the voting page (§3.3).
type Difference struct {
	From    int           `json:"from"`
	To      int           `json:"to"`
	Ready   bool          `json:"ready" doc:"False while the text of a version is still being read, or where none can be"`
	Changes []text.Change `json:"changes"`
}

// Difference compares the texts of two versions of a card that the actor may see.
func (s *Service) Difference(ctx context.Context, by auth.Actor, documentID int64, from, to int) (Difference, error) {
	out := Difference{From: from, To: to, Changes: []text.Change{}}
	if _, err := s.Open(ctx, s.db, by, documentID); err != nil {
		return out, err
	}
	var texts [2]string
	for i, no := range []int{from, to} {
		v, err := db.One[Version](ctx, s.db, "SELECT "+versionColumns+" FROM document_versions WHERE document_id = $1 AND no = $2", documentID, no)
		if err != nil {
			return out, db.Absent(err, "version.not_found", documentID)
		}
		t, ready, err := s.text(ctx, v.FileID)
		if err != nil || !ready {
			return out, err
		}
		texts[i] = t
	}
	out.Ready, out.Changes = true, text.Diff(texts[0], texts[1])
	return out, nil
}

// text is the extracted text of a file, if there is one already.
func (s *Service) text(ctx context.Context, fileID int64) (string, bool, error) {
	list, err := db.All[string](ctx, s.db, "SELECT body FROM file_texts WHERE file_id = $1", fileID)
	if err != nil || len(list) == 0 {
		return "", false, err
	}
	return list[0], true, nil
}

// MainText is the text of a card's letter, as far as a program could read it, at most so many letters of it. The caller
// has checked that the card is visible.
func (s *Service) MainText(ctx context.Context, r db.Reader, documentID int64, most int) (string, error) {
	texts, err := db.All[string](ctx, r, `
		SELECT substr(t.body, 1, $2) FROM document_files f JOIN file_texts t ON t.file_id = f.id
		 WHERE f.document_id = $1 AND f.role = 'main' ORDER BY f.id DESC LIMIT 1`, documentID, most)
	return strings.Join(texts, ""), err
}
