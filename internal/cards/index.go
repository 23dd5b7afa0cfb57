package cards

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
	"veche/internal/platform/text"
)

// Jobs keeps the search equal to the cards.
func Jobs(w *jobs.Worker, s *Service) {
	jobs.Handle(w, "search", func(ctx context.Context, a documents.Changed) error { return s.Index(ctx, a.DocumentID) })
	jobs.Handle(w, "search", func(ctx context.Context, a documents.TextRead) error { return s.Index(ctx, a.DocumentID) })
}

const (
	readOfFile  = 200_000 // letters of one file that are indexed
	mostIndexed = 400_000 // bytes of stems of one card: a tsvector holds less than a megabyte
)

// source is what a card is found by, before it is cut into words.
type source struct {
	document documents.Document
	head     string  // heading, kind, correspondents, people
	files    []int64 // whose text is known and current
}

// digest tells whether the index already holds this source; the text of a stored file never changes.
func (x source) digest() string {
	d := x.document
	sum := sha256.Sum256(fmt.Appendf(nil, "%d|%s|%s|%s|%v", d.BodyID, d.NumberKey, d.SenderKey, x.head, x.files))
	return hex.EncodeToString(sum[:])
}

// Index brings the search up to the card as it is now. It may run twice and beside itself: what was read outside the
// transaction counts only while it is still so inside.
func (s *Service) Index(ctx context.Context, documentID int64) error {
	for {
		x, err := s.source(ctx, s.db, documentID)
		if fail.KindOf(err) == fail.NotFound {
			return jobs.Cancel(err)
		}
		if err != nil {
			return err
		}
		known, err := s.indexed(ctx, s.db, x)
		if err != nil || known {
			return err
		}
		words, err := s.words(ctx, x)
		if err != nil {
			return err
		}
		current, err := s.index(ctx, x, words)
		if err != nil || current {
			return err
		}
	}
}

// Reindex brings the search up to all cards: after an import, or when the index has to be made anew.
func (s *Service) Reindex(ctx context.Context) error {
	for last := int64(0); ; {
		ids, err := db.All[int64](ctx, s.db, "SELECT id FROM documents WHERE id > $1 ORDER BY id LIMIT 500", last)
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			if err := s.Index(ctx, id); err != nil {
				return fmt.Errorf("index card %d: %w", id, err)
			}
		}
		last = ids[len(ids)-1]
	}
}

func (s *Service) indexed(ctx context.Context, r db.Reader, x source) (bool, error) {
	return db.Exists(ctx, r, "SELECT 1 FROM search_marks WHERE document_id = $1 AND digest = $2", x.document.ID, x.digest())
}

// source reads what a card is found by.
func (s *Service) source(ctx context.Context, r db.Reader, documentID int64) (source, error) {
	d, err := s.documents.Get(ctx, r, documentID)
	if err != nil {
		return source{}, err
	}
	x := source{document: d}
	names, err := db.All[string](ctx, r, `
		SELECT name FROM kinds WHERE id = $2
		UNION ALL SELECT name FROM correspondents WHERE id = $3
		UNION ALL SELECT c.name || ' ' || a.person FROM addressees a JOIN correspondents c ON c.id = a.correspondent_id WHERE a.document_id = $1
		UNION ALL SELECT surname || ' ' || name || ' ' || patronymic FROM employees WHERE id IN ($4, $5, $6)
		UNION ALL SELECT e.surname || ' ' || e.name || ' ' || e.patronymic FROM assignments a JOIN employees e ON e.id = a.responsible_id
		           WHERE a.document_id = $1 AND a.state <> 'draft'`,
		d.ID, d.KindID, d.CorrespondentID, d.AuthorID, d.SignatoryID, d.AddresseeID)
	if err != nil {
		return source{}, err
	}
	x.head = d.Summary + "\n" + d.SenderSignatory + "\n" + strings.Join(names, "\n")
	x.files, err = db.All[int64](ctx, r, "SELECT t.file_id"+currentTexts+" WHERE t.document_id = $1 ORDER BY t.file_id", d.ID)
	return x, err
}

// currentTexts are the texts of the files that a reader of the card sees as its content: not of older versions, not
// of generated sheets.
const currentTexts = ` FROM file_texts t JOIN document_files f ON f.id = t.file_id AND f.role IN ('main', 'attachment')
	AND NOT EXISTS (SELECT 1 FROM document_versions v JOIN document_versions newer ON newer.document_id = v.document_id AND newer.no > v.no
	                 WHERE v.file_id = f.id)`

// words are the stems of the files' texts.
func (s *Service) words(ctx context.Context, x source) (string, error) {
	var b strings.Builder
	for _, id := range x.files {
		bodies, err := db.All[string](ctx, s.db, "SELECT substr(body, 1, $2) FROM file_texts WHERE file_id = $1", id, readOfFile)
		if err != nil {
			return "", err
		}
		for _, body := range bodies {
			b.WriteString(text.StemText(body))
			b.WriteByte(' ')
		}
		if b.Len() > mostIndexed {
			break
		}
	}
	return wholeWords(b.String(), mostIndexed), nil
}

// wholeWords cuts behind a word.
func wholeWords(s string, most int) string {
	if len(s) <= most {
		return strings.TrimSpace(s)
	}
	return s[:strings.LastIndexByte(s[:most], ' ')]
}

// index writes the card into the search, unless it has changed since it was read.
func (s *Service) index(ctx context.Context, x source, words string) (current bool, err error) {
	d := x.document
	err = s.db.Tx(ctx, auth.System("search"), func(tx *db.Tx) error {
		if _, err := s.documents.Lock(ctx, tx, d.ID); err != nil {
			return err
		}
		now, err := s.source(ctx, tx, d.ID)
		if err != nil {
			return err
		}
		if current = now.digest() == x.digest(); !current {
			return nil
		}
		if err := fullTexts[tx.Words().Name].write(ctx, tx, d.ID, d.BodyID, text.StemText(x.head), words); err != nil {
			return err
		}
		if err := writeNumbers(ctx, tx, d); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `INSERT INTO search_marks (document_id, digest) VALUES ($1, $2)
			ON CONFLICT (document_id) DO UPDATE SET digest = excluded.digest`, d.ID, x.digest())
		return err
	})
	return current, err
}

func writeNumbers(ctx context.Context, tx *db.Tx, d documents.Document) error {
	if _, err := tx.Exec(ctx, "DELETE FROM search_numbers WHERE document_id = $1", d.ID); err != nil {
		return err
	}
	for _, n := range []struct {
		key string
		own bool
	}{{d.NumberKey, true}, {d.SenderKey, false}} {
		for _, key := range numberKeys(n.key) {
			if _, err := tx.Exec(ctx, `INSERT INTO search_numbers (body_id, key, document_id, own) VALUES ($1, $2, $3, $4)
				ON CONFLICT (body_id, key, document_id) DO NOTHING`, d.BodyID, key, d.ID, n.own); err != nil {
				return err
			}
		}
	}
	return nil
}
