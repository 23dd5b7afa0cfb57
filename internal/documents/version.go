package documents

import (
	"context"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
)

// VersionAdded announces a new version of a draft: votes for the older ones no longer count.
type VersionAdded struct {
	DocumentID int64 `json:"document_id"`
	VersionID  int64 `json:"version_id"`
}

func (VersionAdded) Kind() string { return "document.version_added" }

// AddVersion puts a new text on a draft. The version that was shown to the author guards against two editors.
func (s *Service) AddVersion(ctx context.Context, by auth.Actor, id int64, stored Stored, note string) (Version, error) {
	var v Version
	_, err := s.act(ctx, by, id, AddVersion, func(tx *db.Tx, d *Document) (any, error) {
		var err error
		v, err = s.addVersion(ctx, tx, *d, stored, note)
		return map[string]any{"no": v.No, "sha256": v.SHA256}, err
	})
	return v, err
}

func (s *Service) addVersion(ctx context.Context, tx *db.Tx, d Document, stored Stored, note string) (Version, error) {
	was, err := s.Versions(ctx, tx, d.ID)
	if err != nil {
		return Version{}, err
	}
	if len(was) > 0 && was[len(was)-1].SHA256 == stored.Blob.SHA256 {
		return Version{}, fail.New(fail.Conflict, "version.same", "the bytes are those of version %d", len(was))
	}
	f, err := s.AddFileTo(ctx, tx, d, Main, stored.Name, stored.Blob, "")
	if err != nil {
		return Version{}, err
	}
	v := Version{DocumentID: d.ID, No: len(was) + 1, FileID: f.ID, SHA256: f.SHA256, Note: note, CreatedBy: tx.By.PersonID, CreatedAt: tx.Now}
	if v.ID, err = db.Insert(ctx, tx, "document_versions", v); err != nil {
		return v, err
	}
	return v, jobs.Add(ctx, tx, VersionAdded{d.ID, v.ID})
}

// DraftInput begins a document of the body's own.
type DraftInput struct {
	Flow    Flow   `json:"flow" enum:"outgoing,internal,directive"`
	KindID  int64  `json:"kind_id"`
	Summary string `json:"summary" maxLength:"2000"`
}

// CreateDraft begins an outgoing, internal or directive document.
func (s *Service) CreateDraft(ctx context.Context, by auth.Actor, in DraftInput) (Document, error) {
	var d Document
	err := s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if !by.Can(RightCreate) {
			return fail.New(fail.Denied, "document.denied", "no right to make drafts")
		}
		if in.Flow == Incoming || !s.uses(ctx, tx, by.BodyID, in.Flow, in.KindID) {
			return fail.Field("document.fields_wrong", "kind_id", "unknown")
		}
		d = Document{BodyID: by.BodyID, Flow: in.Flow, KindID: in.KindID, Summary: in.Summary}
		return s.draft(ctx, tx, &d)
	})
	return d, err
}

// draft inserts a draft of the acting person and opens it to him.
func (s *Service) draft(ctx context.Context, tx *db.Tx, d *Document) error {
	author := tx.By.PersonID
	d.State, d.AuthorID, d.DueOn = Draft, &author, calendar.Date{}
	if err := s.create(ctx, tx, d, s.org.Today(ctx, tx, d.BodyID, tx.Now).Year()); err != nil {
		return err
	}
	if err := s.Grant(ctx, tx, *d, auth.Employee(author), "author"); err != nil {
		return err
	}
	return s.keep(ctx, tx, d, "", "document.drafted", nil)
}
