package appeals

import (
	"context"
	"slices"
	"strings"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// letter is what an act wants written.
type letter struct {
	kind    LetterKind
	form    FormCode
	details Details
	lines   []AnswerLine // of an answer
	author  int64        // who prepares it
	signed  *int64       // who will sign it
}

// begin is a letter in the name of the acting person. Who decided signs; the office's letters are signed by the executive
// to whom the appeal is addressed.
func (m *matter) begin(by auth.Actor, kind LetterKind, code FormCode, d Details) letter {
	l := letter{kind: kind, form: code, details: d, author: by.PersonID, signed: m.card.AddresseeID}
	if by.Can(RightDecide) && (kind == LetterExtension || kind == LetterGround || kind == LetterDecision) {
		l.signed = &by.PersonID
	}
	return l
}

// writes runs an act by which whoever works on an appeal writes a letter about it: load, may, decide and save, journal.
func (s *Service) writes(ctx context.Context, by auth.Actor, documentID int64, action string, do func(*db.Tx, *matter) (d documents.Document, detail map[string]any, err error)) (d documents.Document, err error) {
	var m matter
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if m, err = s.open(ctx, tx, by, documentID); err != nil {
			return err
		}
		if err := m.mayWrite(by); err != nil {
			return err
		}
		var detail map[string]any
		if d, detail, err = do(tx, &m); err != nil {
			return err
		}
		return s.keep(ctx, tx, &m, action, detail)
	})
	return d, s.denied(ctx, by, m, action, err)
}

// write makes the draft of a letter in the transaction of the act that wants it, so that both are one.
func (s *Service) write(ctx context.Context, tx *db.Tx, m *matter, l letter) (documents.Document, error) {
	w, err := s.writing(ctx, tx, m, l)
	if err != nil {
		return documents.Document{}, err
	}
	d, err := s.documents.Write(ctx, tx, w)
	if err != nil {
		return d, err
	}
	if err := s.link(ctx, tx, d, m, l); err != nil {
		return d, err
	}
	row := Letter{DocumentID: d.ID, AppealID: m.DocumentID, BodyID: m.BodyID, Kind: l.kind, Form: l.form, Details: db.JSON[Details]{V: l.details}, CreatedAt: tx.Now}
	if _, err := tx.Exec(ctx, `
		INSERT INTO appeal_letters (document_id, appeal_id, body_id, kind, form, details, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		row.DocumentID, row.AppealID, row.BodyID, row.Kind, row.Form, row.Details, row.CreatedAt); err != nil {
		return d, err
	}
	if l.kind == LetterAnswer {
		return d, keepLines(ctx, tx, d.ID, l.lines)
	}
	return d, s.documents.OpenToOffice(ctx, tx, d) // the office keeps the terms of what the law wants sent
}

// link joins the letter with what it is about.
func (s *Service) link(ctx context.Context, tx *db.Tx, d documents.Document, m *matter, l letter) error {
	kind := documents.Related
	if l.kind == LetterAnswer {
		kind = documents.Reply
	}
	for _, id := range append([]int64{m.DocumentID}, l.details.Previous...) {
		if err := s.documents.Link(ctx, tx, d.ID, id, kind); err != nil {
			return err
		}
	}
	return nil
}

// writing composes the letter.
func (s *Service) writing(ctx context.Context, tx *db.Tx, m *matter, l letter) (documents.Writing, error) {
	f, _ := formOf(l.form)
	w := documents.Writing{BodyID: m.BodyID, Flow: documents.Outgoing, Kind: f.kind, Summary: f.title, FileName: f.title + ".docx",
		AuthorID: l.author, SignatoryID: l.signed, AccessMark: m.card.AccessMark}
	if m.card.Number != "" {
		w.Summary += " (№ " + m.card.Number + ")"
	}
	switch l.kind {
	case LetterAnswer:
		w.InReplyToID = &m.card.ID
	case LetterDecision:
		w.Flow, w.AddresseeID = documents.Internal, m.card.AddresseeID
	}
	to, err := s.recipients(ctx, tx, m, l)
	if err != nil {
		return w, err
	}
	w.Addressees = linesOf(to)
	if w.Values, err = s.valuesOf(ctx, tx, m, l, to); err != nil {
		return w, err
	}
	w.Values["heading"], w.Values["addressee"] = f.heading, addressed(to)
	if w.Attachments, err = s.returned(ctx, tx, m, l); err != nil {
		return w, err
	}
	w.Form, err = s.docx(ctx, tx, m.BodyID, f)
	return w, err
}

// returned are the files that go along: the appeal itself to whom it is forwarded, or back to its author.
func (s *Service) returned(ctx context.Context, r db.Reader, m *matter, l letter) ([]documents.File, error) {
	what, _ := l.details.Ground.Consequence()
	if l.kind != LetterForwardBody && !(l.kind == LetterGround && what.Return) {
		return nil, nil
	}
	list, err := s.documents.Files(ctx, r, m.DocumentID)
	return slices.DeleteFunc(list, func(f documents.File) bool { return f.Role != documents.Main && f.Role != documents.Attachment }), err
}

// recipient is one who gets the letter.
type recipient struct {
	documents.Correspondent
	way documents.Channel
}

// recipients are the authors, or the body that the act names.
func (s *Service) recipients(ctx context.Context, tx *db.Tx, m *matter, l letter) ([]recipient, error) {
	switch {
	case l.kind == LetterDecision:
		return nil, nil
	case l.kind == LetterForwardBody || l.kind == LetterDocuments:
		c, err := s.documents.Correspondent(ctx, tx, l.details.To)
		return []recipient{{c, c.Channel}}, err
	case l.kind == LetterByEmail:
		c := documents.Correspondent{BodyID: m.BodyID, Name: l.details.Name, Email: l.details.Email}
		id, err := s.documents.Person(ctx, tx, c)
		c.ID = id
		return []recipient{{c, documents.ByEmail}}, err
	}
	list, err := s.authorsOf(ctx, tx, m.Appeal, l.details.Everyone)
	if err != nil || l.kind != LetterAnswer {
		return list, err
	}
	return s.servedAuthors(ctx, tx, m, list)
}

// authorsOf is the first author, or all whom a letter can reach (§4.1: a collective appeal is answered to the first-named).
func (s *Service) authorsOf(ctx context.Context, tx *db.Tx, a Appeal, everyone bool) ([]recipient, error) {
	list, err := authors(ctx, tx, a.DocumentID)
	if err != nil {
		return nil, err
	}
	to, err := s.wayBack(ctx, tx, a)
	if err != nil {
		return nil, err
	}
	for i, author := range list {
		if i > 0 && !everyone {
			break
		}
		if i == 0 && len(to) > 0 || !author.reachable() {
			continue
		}
		c := documents.Correspondent{BodyID: a.BodyID, Name: author.Name, Address: author.Address, Email: author.Email}
		if c.ID, err = s.documents.Person(ctx, tx, c); err != nil {
			return nil, err
		}
		to = append(to, recipient{c, wayTo(a, author)})
	}
	return to, nil
}

// wayBack is the first author of an appeal that a system has brought: whatever address he gave, the answer goes back there.
func (s *Service) wayBack(ctx context.Context, tx *db.Tx, a Appeal) ([]recipient, error) {
	card, err := s.documents.Get(ctx, tx, a.DocumentID)
	if err != nil || !card.Channel.Returns() || card.CorrespondentID == nil {
		return nil, err
	}
	c, err := s.documents.Correspondent(ctx, tx, *card.CorrespondentID)
	return []recipient{{c, card.Channel}}, err
}

// servedAuthors adds the authors of duplicates: one answer serves them too (§4.1).
func (s *Service) servedAuthors(ctx context.Context, tx *db.Tx, m *matter, to []recipient) ([]recipient, error) {
	twins, err := served(ctx, tx, m.DocumentID)
	if err != nil {
		return nil, err
	}
	for _, a := range twins {
		more, err := s.authorsOf(ctx, tx, a, false)
		if err != nil {
			return nil, err
		}
		for _, one := range more {
			if one.way.Returns() { // this letter answers another card
				one.way = one.Channel
			}
			if !slices.ContainsFunc(to, func(r recipient) bool { return r.ID == one.ID }) {
				to = append(to, one)
			}
		}
	}
	return to, nil
}

// served are the open duplicates whom the answer to an appeal serves.
func served(ctx context.Context, r db.Reader, mainID int64) ([]Appeal, error) {
	return db.All[Appeal](ctx, r, "SELECT "+db.Columns[Appeal]("")+` FROM appeals
		 WHERE main_id = $1 AND recurrence = $2 AND ground = '' AND withdrawn_at IS NULL ORDER BY document_id`, mainID, Duplicate)
}

// reachable reports whether a letter finds the author: without an address the law wants none (art. 11.1).
func (a Author) reachable() bool { return a.Address != "" || a.Email != "" }

// wayTo is the way of a letter to an author: an electronic appeal is answered electronically, one on paper on paper
// (art. 10.4).
func wayTo(a Appeal, author Author) documents.Channel {
	if author.Email != "" && (a.Form == Electronic || author.Address == "") {
		return documents.ByEmail
	}
	return documents.ByPost
}

func linesOf(to []recipient) []documents.AddresseeLine {
	lines := []documents.AddresseeLine{}
	for _, r := range to {
		lines = append(lines, documents.AddresseeLine{CorrespondentID: r.ID, Channel: r.way})
	}
	return lines
}

// addressed is requisite 15. One addressee stands with his address; of several only the names do: what one author wrote
// of himself is not for the others (art. 6).
func addressed(to []recipient) string {
	var lines []string
	for _, r := range to {
		lines = append(lines, r.Name)
		if len(to) == 1 {
			lines = append(lines, r.Address, r.Email)
		}
	}
	return strings.Join(slices.DeleteFunc(lines, func(line string) bool { return line == "" }), "\n")
}

func keepLines(ctx context.Context, tx *db.Tx, letterID int64, lines []AnswerLine) error {
	if _, err := tx.Exec(ctx, "DELETE FROM appeal_letter_results WHERE document_id = $1", letterID); err != nil {
		return err
	}
	for _, l := range lines {
		if _, err := tx.Exec(ctx, "INSERT INTO appeal_letter_results (document_id, no, result, text) VALUES ($1, $2, $3, $4)",
			letterID, l.No, l.Result, l.Text); err != nil {
			return err
		}
	}
	return nil
}

func linesKept(ctx context.Context, r db.Reader, letterID int64) ([]AnswerLine, error) {
	return db.All[AnswerLine](ctx, r, "SELECT no, result, text FROM appeal_letter_results WHERE document_id = $1 ORDER BY no", letterID)
}

func day(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Russian()
}
