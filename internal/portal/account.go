package portal

import (
	"context"
	"errors"

	"veche/internal/appeals"
	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/signing"
)

// Mine is an appeal as its author sees it.
type Mine struct {
	Lodged
	appeals.AuthorView
	Body    string
	Notices []Notice
	Answers []Answer
	Letters []Answer // the other letters to him
}

// Answer is a letter to the author with its files and signatures.
type Answer struct {
	documents.Document
	Files []documents.File
	Puts  []signing.Put
}

// mostShown of the own appeals on one page; a citizen writes several times a year.
const mostShown = 200

// AppealsOf lists what the visitor has written in the capacity in which he is here, the newest first. Cost: six statements,
// however many there are.
func (s *Service) AppealsOf(ctx context.Context, v Visitor) (list []Mine, err error) {
	args := []any{v.Citizen.ID}
	rows, err := db.All[Lodged](ctx, s.db, "SELECT "+db.Columns[Lodged]("")+" FROM reception_appeals WHERE citizen_id = $1"+
		v.capacityIs(&args, "organisation_id")+" ORDER BY document_id DESC LIMIT "+db.Arg(&args, mostShown), args...)
	if err != nil {
		return nil, err
	}
	ids := make([]int64, len(rows))
	for i, l := range rows {
		ids[i] = l.DocumentID
	}
	views, err := s.Appeals.ForAuthors(ctx, s.db, ids)
	if err != nil {
		return nil, err
	}
	names, err := s.bodyNames(ctx)
	for _, l := range rows {
		list = append(list, Mine{Lodged: l, AuthorView: views[l.DocumentID], Body: names[l.BodyID]})
	}
	return list, err
}

// bodyNames are the names of all bodies: a region has some hundreds.
func (s *Service) bodyNames(ctx context.Context) (map[int64]string, error) {
	type row struct {
		ID   int64  `db:"id"`
		Name string `db:"name"`
	}
	rows, err := db.All[row](ctx, s.db, "SELECT id, name FROM bodies")
	names := make(map[int64]string, len(rows))
	for _, b := range rows {
		names[b.ID] = b.Name
	}
	return names, err
}

// Mine is one appeal of the visitor; another's is as absent as one that never was.
func (s *Service) Mine(ctx context.Context, v Visitor, receipt string) (Mine, error) {
	l, err := s.own(ctx, s.db, v, receipt)
	if err != nil {
		return Mine{}, err
	}
	return s.fill(ctx, l)
}

func (s *Service) own(ctx context.Context, r db.Reader, v Visitor, receipt string) (Lodged, error) {
	args := []any{receipt, v.Citizen.ID}
	l, err := db.One[Lodged](ctx, r, "SELECT "+db.Columns[Lodged]("")+" FROM reception_appeals WHERE receipt = $1 AND citizen_id = $2"+
		v.capacityIs(&args, "organisation_id"), args...)
	if errors.Is(err, db.ErrNone) {
		return l, fail.New(fail.NotFound, "reception.no_appeal", "no such appeal of citizen %d", v.Citizen.ID)
	}
	return l, err
}

// fill reads how the appeal stands, its answers and what was told.
func (s *Service) fill(ctx context.Context, l Lodged) (m Mine, err error) {
	m.Lodged = l
	if m.AuthorView, err = s.Appeals.ForAuthor(ctx, s.db, l.DocumentID); err != nil {
		return m, err
	}
	body, err := s.Org.Body(ctx, s.db, l.BodyID)
	if err != nil {
		return m, err
	}
	m.Body = body.Name
	if m.Notices, err = db.All[Notice](ctx, s.db, "SELECT "+db.Columns[Notice]("")+" FROM reception_notices WHERE document_id = $1 ORDER BY id", l.DocumentID); err != nil {
		return m, err
	}
	if m.Answers, err = s.opened(ctx, m.AuthorView.Answers); err != nil {
		return m, err
	}
	m.Letters, err = s.opened(ctx, m.AuthorView.Letters)
	return m, err
}

// opened adds the files and signatures of letters.
func (s *Service) opened(ctx context.Context, letters []documents.Document) (list []Answer, err error) {
	for _, d := range letters {
		a := Answer{Document: d}
		if a.Files, err = s.Documents.Outgoing(ctx, s.db, d); err != nil {
			return nil, err
		}
		if a.Puts, err = s.Signing.Puts(ctx, s.db, d.ID); err != nil {
			return nil, err
		}
		list = append(list, a)
	}
	return list, nil
}

// Withdraw asks to stop the consideration (59-ФЗ ст. 5 п. 5).
func (s *Service) Withdraw(ctx context.Context, by auth.Actor, v Visitor, receipt string) error {
	return s.db.Tx(ctx, v.as(by), func(tx *db.Tx) error {
		l, err := s.own(ctx, tx, v, receipt)
		if err != nil {
			return err
		}
		return s.Appeals.WithdrawByAuthor(ctx, tx, l.DocumentID)
	})
}

// Add puts documents of the author on the card.
func (s *Service) Add(ctx context.Context, by auth.Actor, v Visitor, receipt string, stored []documents.Stored) error {
	return s.db.Tx(ctx, v.as(by), func(tx *db.Tx) error {
		l, err := s.own(ctx, tx, v, receipt)
		if err != nil {
			return err
		}
		return s.Appeals.AddByAuthor(ctx, tx, l.DocumentID, stored)
	})
}

// Rate keeps what the author thinks of the answer; he may think better of it.
func (s *Service) Rate(ctx context.Context, by auth.Actor, v Visitor, receipt string, rating int, words string) error {
	if rating < 1 || rating > 5 {
		return fail.New(fail.Invalid, "reception.no_rating", "rating %d", rating)
	}
	return s.db.Tx(ctx, v.as(by), func(tx *db.Tx) error {
		l, err := s.own(ctx, tx, v, receipt)
		if err != nil {
			return err
		}
		view, err := s.Appeals.ForAuthor(ctx, tx, l.DocumentID)
		if err != nil {
			return err
		}
		if len(view.Answers) == 0 {
			return fail.New(fail.Conflict, "reception.no_answer", "appeal %d has no answer", l.DocumentID)
		}
		if _, err := tx.Exec(ctx, "UPDATE reception_appeals SET rating = $2, rating_text = $3, rated_at = $4 WHERE document_id = $1",
			l.DocumentID, rating, cut(clean(words, true), 2000), tx.Now); err != nil {
			return err
		}
		if err := s.Appeals.Rated(ctx, tx, l.DocumentID, rating, cut(clean(words, true), 2000)); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "appeal.rated", Object: audit.Ref{Kind: "document", ID: l.DocumentID}, Detail: map[string]int{"rating": rating}})
	})
}

// AnswerFile is a file of an answer to the visitor's own appeal.
func (s *Service) AnswerFile(ctx context.Context, v Visitor, receipt string, fileID int64) (documents.File, error) {
	m, err := s.Mine(ctx, v, receipt)
	if err != nil {
		return documents.File{}, err
	}
	for _, a := range append(m.Answers, m.Letters...) {
		for _, f := range a.Files {
			if f.ID == fileID {
				return f, nil
			}
		}
	}
	return documents.File{}, fail.New(fail.NotFound, "file.not_found", "file %d is not of this answer", fileID)
}

// seen marks the notices of an appeal that its author looks at.
func (s *Service) seen(ctx context.Context, by auth.Actor, m Mine) error {
	for _, n := range m.Notices {
		if n.SeenAt == nil {
			return s.db.Tx(ctx, by, func(tx *db.Tx) error {
				_, err := tx.Exec(ctx, "UPDATE reception_notices SET seen_at = $2 WHERE document_id = $1 AND seen_at IS NULL", m.Lodged.DocumentID, tx.Now)
				return err
			})
		}
	}
	return nil
}

// unseen counts what the visitor has not looked at, by appeal.
func (s *Service) unseen(ctx context.Context, v Visitor) (map[int64]int, error) {
	type row struct {
		DocumentID int64 `db:"document_id"`
		N          int   `db:"n"`
	}
	rows, err := db.All[row](ctx, s.db, "SELECT document_id, count(*) AS n FROM reception_notices WHERE citizen_id = $1 AND seen_at IS NULL GROUP BY document_id", v.Citizen.ID)
	found := map[int64]int{}
	for _, r := range rows {
		found[r.DocumentID] = r.N
	}
	return found, err
}

// Wish keeps whether the citizen wants letters by e-mail.
func (s *Service) Wish(ctx context.Context, by auth.Actor, v Visitor, notices bool) error {
	return s.db.Tx(ctx, v.as(by), func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE citizens SET notices = $2 WHERE id = $1", v.Citizen.ID, notices)
		return err
	})
}
