package services

import (
	"context"
	"strings"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services/catalogue"
)

// Author of a message or a file.
type Author string

const (
	FromOffice    Author = "office"
	FromApplicant Author = "applicant"
)

// Message is one word between the officer and the applicant.
type Message struct {
	ID            int64             `db:"id"`
	ApplicationID int64             `db:"application_id"`
	Author        Author            `db:"author"`
	AuthorID      *int64            `db:"author_id"`
	AuthorName    string            `db:"author_name"`
	Text          string            `db:"text"`
	Asks          db.JSON[[]string] `db:"asks"` // codes of documents that are asked for
	Due           calendar.Deadline `db:"due"`
	At            time.Time         `db:"at"`
	SeenAt        *time.Time        `db:"seen_at"`
}

// File is a file of an application.
type File struct {
	ID            int64     `db:"id" json:"id"`
	ApplicationID int64     `db:"application_id" json:"-"`
	MessageID     *int64    `db:"message_id" json:"message_id"`
	Document      string    `db:"document" json:"document" doc:"Code of the document of the passport that it is"`
	Name          string    `db:"name" json:"name"`
	SHA256        string    `db:"sha256" json:"sha256"`
	Size          int64     `db:"size" json:"size"`
	Author        Author    `db:"author" json:"author" enum:"office,applicant"`
	AddedAt       time.Time `db:"added_at" json:"added_at"`
}

// Attached is a file that comes with a message; its bytes lie in the store already.
type Attached struct {
	Document string `json:"document,omitempty" maxLength:"40"`
	Name     string `json:"name" minLength:"1" maxLength:"300"`
	SHA256   string `json:"sha256" minLength:"64" maxLength:"64"`
	Size     int64  `json:"size" minimum:"0"`
}

// Say is a message of the office to the applicant.
func (s *Service) Say(ctx context.Context, by auth.Actor, id int64, words string, files []Attached) error {
	words = strings.TrimSpace(words)
	if words == "" {
		return fail.Field("application.wrong", "text", "required")
	}
	return s.act(ctx, by, id, Write, func(tx *db.Tx, m *matter) (line, error) {
		msg := Message{ApplicationID: m.ID, Author: FromOffice, AuthorID: &by.PersonID, AuthorName: by.Name, Text: words, At: tx.Now}
		return line{}, s.putMessage(ctx, tx, msg, files)
	})
}

// Reply is a message of the applicant, with the files he brings, in the transaction of his account or of a foreign portal.
// Where he was asked for something, the application goes back to its officer.
func (s *Service) Reply(ctx context.Context, tx *db.Tx, id int64, words string, files []Attached) error {
	m, err := s.open(ctx, tx, auth.System("applicant"), id)
	if err != nil {
		return err
	}
	if m.State.Final() {
		return fail.New(fail.Conflict, "application.wrong_state", "application %d is %s", id, m.State).With("state", string(m.State))
	}
	if err := s.putMessage(ctx, tx, Message{ApplicationID: id, Author: FromApplicant, Text: strings.TrimSpace(words), At: tx.Now}, files); err != nil {
		return err
	}
	was, act := m.State, Write
	if was == AwaitingApplicant {
		act = Continue
		if err := s.advance(ctx, tx, &m, catalogue.Brought); err != nil {
			return err
		}
	}
	if err := s.keep(ctx, tx, &m, act, was, line{detail: map[string]any{"files": len(files), "author": FromApplicant}}); err != nil {
		return err
	}
	return s.tellOfficer(ctx, tx, m.Application, "application.replied")
}

func (s *Service) putMessage(ctx context.Context, tx *db.Tx, msg Message, files []Attached) error {
	id, err := db.Insert(ctx, tx, "application_messages", msg)
	if err != nil {
		return err
	}
	for _, f := range files {
		row := File{ApplicationID: msg.ApplicationID, MessageID: &id, Document: f.Document, Name: f.Name, SHA256: f.SHA256, Size: f.Size, Author: msg.Author, AddedAt: tx.Now}
		if _, err := db.Insert(ctx, tx, "application_files", row); err != nil {
			return err
		}
	}
	return nil
}

// AddFile puts a file on an application without a message: the scan of what was brought on paper.
func (s *Service) AddFile(ctx context.Context, by auth.Actor, id int64, f Attached) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		m, err := s.open(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if err := m.can(by, CheckDocument); err != nil {
			return err
		}
		row := File{ApplicationID: id, Document: f.Document, Name: f.Name, SHA256: f.SHA256, Size: f.Size, Author: FromApplicant, AddedAt: tx.Now}
		if row.ID, err = db.Insert(ctx, tx, "application_files", row); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "application.file", Object: m.Ref(), Detail: map[string]any{"file": row.ID, "document": f.Document}})
	})
}

// Messages are those of an application, oldest first.
func (s *Service) Messages(ctx context.Context, r db.Reader, id int64) ([]Message, error) {
	return db.All[Message](ctx, r, "SELECT "+db.Columns[Message]("")+" FROM application_messages WHERE application_id = $1 ORDER BY id", id)
}

// FilesOf are the files of an application, oldest first.
func (s *Service) FilesOf(ctx context.Context, r db.Reader, id int64) ([]File, error) {
	return db.All[File](ctx, r, "SELECT "+db.Columns[File]("")+" FROM application_files WHERE application_id = $1 ORDER BY id", id)
}

// ReadMessages marks the messages of the other side as read.
func (s *Service) ReadMessages(ctx context.Context, tx *db.Tx, id int64, by Author) error {
	_, err := tx.Exec(ctx, "UPDATE application_messages SET seen_at = $1 WHERE application_id = $2 AND author <> $3 AND seen_at IS NULL", tx.Now, id, by)
	return err
}
