package portal

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"

	"veche/internal/appeals"
	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
)

// Track is what a stranger with number and code learns: how the appeal goes, and nothing of who wrote or what about.
type Track struct {
	Number string
	Body   string
	View   appeals.AuthorView
}

// codeLetters leave out what looks alike on paper; ten of them are fifty bits.
const (
	codeLetters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
	codeLength  = 10
)

// IssueCode makes the code of a registered appeal for its author. An earlier code ends: it stood on a paper that was lost.
func (s *Service) IssueCode(ctx context.Context, by auth.Actor, documentID int64) (code string, err error) {
	code = newCode()
	return code, s.db.Tx(ctx, by, func(tx *db.Tx) error {
		d, err := s.Documents.OpenLocked(ctx, tx, by, documentID)
		if err != nil {
			return err
		}
		switch {
		case !by.Can(documents.RightRegister) || by.BodyID != d.BodyID:
			return fail.New(fail.Denied, "reception.code_denied", "codes are given out by the records office")
		case d.Flow != documents.Appeal || d.Number == "":
			return fail.New(fail.Conflict, "reception.code_early", "card %d is no registered appeal", d.ID)
		}
		if _, err := tx.Exec(ctx, "DELETE FROM tracking_codes WHERE document_id = $1", d.ID); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "INSERT INTO tracking_codes (document_id, body_id, number_key, code, issued_by, issued_at) VALUES ($1, $2, $3, $4, $5, $6)",
			d.ID, d.BodyID, d.NumberKey, secretOf(d.Number, code), by.PersonID, tx.Now); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "appeal.code_issued", Object: d.Ref()})
	})
}

func newCode() string {
	raw := make([]byte, codeLength)
	rand.Read(raw)
	for i, b := range raw {
		raw[i] = codeLetters[int(b)%len(codeLetters)]
	}
	return string(raw[:5]) + "-" + string(raw[5:])
}

// secretOf is under what number and code are found together: one alone finds nothing.
func secretOf(number, code string) string {
	code = strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' {
			return -1
		}
		return r
	}, strings.ToUpper(code))
	return digest(text.NumberKey(number) + "\x00" + code)
}

// Track finds an appeal by its number and code. A wrong number, a wrong code and an appeal without a code give the same
// answer.
func (s *Service) Track(ctx context.Context, number, code string) (t Track, err error) {
	id, err := db.One[int64](ctx, s.db, "SELECT document_id FROM tracking_codes WHERE code = $1", secretOf(number, code))
	if errors.Is(err, db.ErrNone) {
		return t, fail.New(fail.NotFound, "reception.not_tracked", "no such number and code")
	}
	if err != nil {
		return t, err
	}
	if t.View, err = s.Appeals.ForAuthor(ctx, s.db, id); err != nil {
		return t, err
	}
	body, err := s.Org.Body(ctx, s.db, t.View.BodyID)
	t.Number, t.Body = t.View.Number, body.Name
	return t, err
}
