package documents

import (
	"context"
	"io"
	"path"
	"strings"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
	"veche/internal/platform/jobs"
	"veche/internal/platform/text"
)

// Stored is a file whose bytes are already durable under their hash; it waits for a card.
type Stored struct {
	Name string
	Blob files.Blob
}

// Receive makes an unregistered incoming card of one or several files: the first is the letter, the rest are its
// attachments. Previews and text follow by a job, the card is there at once.
func (s *Service) Receive(ctx context.Context, by auth.Actor, stored []Stored) (Document, error) {
	return s.ReceiveAs(ctx, by, Incoming, stored)
}

// ReceiveAs is Receive into a flow of what arrives: a citizen's letter is an appeal from the first minute, since the law
// counts its days otherwise.
func (s *Service) ReceiveAs(ctx context.Context, by auth.Actor, flow Flow, stored []Stored) (Document, error) {
	var d Document
	if len(stored) == 0 {
		return d, fail.Field("document.no_files", "files", "required")
	}
	err := s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if !by.Can(RightRegister) {
			return fail.New(fail.Denied, "document.denied", "no right to receive documents")
		}
		d = Document{BodyID: by.BodyID, Flow: flow, Channel: channelOf(stored[0].Name)}
		return s.ArriveWith(ctx, tx, &d, stored)
	})
	return d, err
}

// ArriveWith is Arrive of a card with its files in the first kind of its flow.
func (s *Service) ArriveWith(ctx context.Context, tx *db.Tx, d *Document, stored []Stored) (err error) {
	if d.KindID, err = s.firstKind(ctx, tx, d.BodyID, d.Flow); err != nil {
		return err
	}
	d.State, d.SenderKey = Received, text.NumberKey(d.SenderNumber)
	if err := s.Arrive(ctx, tx, d); err != nil {
		return err
	}
	role := Main
	for i, f := range stored {
		if _, err := s.placeFile(ctx, tx, *d, role, f.Name, f.Blob, "", i); err != nil {
			return err
		}
		role = Attachment
	}
	return nil
}

// StoreText makes the bytes of a plain text durable as a file that waits for a card.
func (s *Service) StoreText(ctx context.Context, name, content string) (Stored, error) {
	stored, err := s.StoreTexts(ctx, name, []string{content})
	if err != nil {
		return Stored{}, err
	}
	return stored[0], nil
}

// StoreTexts is StoreText of many texts, each for a card of its own.
func (s *Service) StoreTexts(ctx context.Context, name string, texts []string) ([]Stored, error) {
	contents := make([]io.Reader, len(texts))
	for i, t := range texts {
		contents[i] = strings.NewReader(t)
	}
	blobs, err := s.files.PutAll(ctx, contents, maxFile)
	if err != nil {
		return nil, err
	}
	stored := make([]Stored, len(blobs))
	for i, b := range blobs {
		stored[i] = Stored{Name: name, Blob: b}
	}
	return stored, nil
}

// Arrive inserts an incoming card with its term of registration and opens it to the records office.
// dispatch uses it for a letter of another body.
func (s *Service) Arrive(ctx context.Context, tx *db.Tx, d *Document) error {
	received := tx.Now
	d.ReceivedAt = &received
	if err := s.clock(d.Flow).Owed(ctx, tx, d); err != nil {
		return err
	}
	if err := s.create(ctx, tx, d, s.org.Today(ctx, tx, d.BodyID, tx.Now).Year()); err != nil {
		return err
	}
	if err := s.clock(d.Flow).Arrived(ctx, tx, *d); err != nil {
		return err
	}
	registrars, err := s.Registrars(ctx, tx, d.BodyID, d.AccessMark)
	if err != nil {
		return err
	}
	for _, p := range registrars {
		if err := grant(ctx, tx, *d, p, "office"); err != nil {
			return err
		}
	}
	return s.tell(ctx, tx, d, "", "document.received", nil)
}

// create inserts a new card.
func (s *Service) create(ctx context.Context, tx *db.Tx, d *Document, year int) (err error) {
	d.CreatedBy, d.CreatedAt, d.ChangedAt, d.Version, d.Year = tx.By.PersonID, tx.Now, tx.Now, 1, year
	d.ID, err = db.Insert(ctx, tx, "documents", *d)
	return err
}

// AddFileTo adds a file to a card; what the bytes are, their preview and text are found by a job.
func (s *Service) AddFileTo(ctx context.Context, tx *db.Tx, d Document, role FileRole, name string, b files.Blob, kind string) (File, error) {
	position, err := db.One[int](ctx, tx, "SELECT count(*) FROM document_files WHERE document_id = $1", d.ID)
	if err != nil {
		return File{}, err
	}
	return s.placeFile(ctx, tx, d, role, name, b, kind, position)
}

// placeFile is AddFileTo where the place among the files is known.
func (s *Service) placeFile(ctx context.Context, tx *db.Tx, d Document, role FileRole, name string, b files.Blob, kind string, position int) (f File, err error) {
	if err := s.files.Keep(ctx, tx, b); err != nil {
		return f, err
	}
	f = File{
		DocumentID: d.ID, Role: role, Name: cleanName(name), Kind: kind, SHA256: b.SHA256, Size: b.Size,
		TextState: "waiting", Position: position, CreatedBy: tx.By.PersonID, CreatedAt: tx.Now,
	}
	if f.ID, err = db.Insert(ctx, tx, "document_files", f); err != nil {
		return f, err
	}
	return f, jobs.Add(ctx, tx, Prepare{FileID: f.ID})
}

// AddFile adds an attachment to a card that is still open for it.
func (s *Service) AddFile(ctx context.Context, by auth.Actor, id int64, stored Stored) (File, error) {
	var f File
	_, err := s.act(ctx, by, id, AddFile, func(tx *db.Tx, d *Document) (any, error) {
		var err error
		f, err = s.AddFileTo(ctx, tx, *d, Attachment, stored.Name, stored.Blob, "")
		return map[string]string{"sha256": stored.Blob.SHA256}, err
	})
	return f, err
}

// AddScan puts the paper of a resolution beside the document on which it was written.
func (s *Service) AddScan(ctx context.Context, by auth.Actor, id int64, stored Stored) (File, error) {
	var f File
	_, err := s.act(ctx, by, id, AddScan, func(tx *db.Tx, d *Document) (any, error) {
		var err error
		f, err = s.AddFileTo(ctx, tx, *d, Paper, stored.Name, stored.Blob, "")
		return map[string]string{"sha256": stored.Blob.SHA256}, err
	})
	return f, err
}

// firstKind is the kind that a new card begins with; the clerk corrects it.
func (s *Service) firstKind(ctx context.Context, tx *db.Tx, bodyID int64, flow Flow) (int64, error) {
	kinds, err := db.Settled[int64](ctx, tx, `
		SELECT id FROM kinds WHERE active AND (body_id = $1 OR body_id IS NULL) AND flow = $2 ORDER BY position, name LIMIT 1`, bodyID, flow)
	if err != nil {
		return 0, err
	}
	if len(kinds) == 0 {
		return 0, fail.New(fail.Unready, "document.no_kinds", "body %d has no kinds of %s documents", bodyID, flow)
	}
	return kinds[0], nil
}

func channelOf(name string) Channel {
	if strings.EqualFold(path.Ext(name), ".eml") {
		return ByEmail
	}
	return ByPost
}

// cleanName keeps the last part of a foreign file name without control characters.
func cleanName(name string) string {
	name = path.Base(strings.ReplaceAll(strings.ToValidUTF8(name, "_"), `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, name)
	if runes := []rune(name); len(runes) > 200 {
		name = string(runes[:150]) + "…" + string(runes[len(runes)-40:])
	}
	if name == "" || name == "." || name == "/" {
		return "файл"
	}
	return name
}
