package drafts

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services/form"
)

// NewCode is 128 bits that nobody can guess: the address of a draft, the name of a file in the answers.
func NewCode() string {
	var raw [16]byte
	rand.Read(raw[:]) // never fails since Go 1.24
	return hex.EncodeToString(raw[:])
}

// Begin goes on with the newest draft of the service, or makes one. A draft whose form has changed since goes on by the
// form in force: what fits it is kept by the wizard.
func (s *Service) Begin(ctx context.Context, by auth.Actor, o Owner, serviceID int64) (d Draft, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		v, err := s.catalogue.Published(ctx, tx, serviceID, tx.Now)
		if err != nil {
			return err
		}
		list, err := begun(ctx, tx, o)
		if err != nil {
			return err
		}
		for _, d = range list {
			if d.ServiceID == serviceID {
				return repin(ctx, tx, &d, v.ID)
			}
		}
		if len(list) >= mostDrafts {
			return fail.New(fail.Conflict, "draft.many", "%d drafts", len(list))
		}
		d = Draft{Key: NewCode(), CitizenID: o.CitizenID, OrganisationID: o.OrganisationID, ServiceID: serviceID, VersionID: v.ID,
			Answers: "{}", Version: 1, CreatedAt: tx.Now, ChangedAt: tx.Now}
		d.ID, err = db.Insert(ctx, tx, "application_drafts", d)
		return err
	})
	return d, err
}

// Fresh is the owner's draft by the form in force today.
func (s *Service) Fresh(ctx context.Context, by auth.Actor, o Owner, key string) (Draft, error) {
	d, err := s.Open(ctx, s.db, o, key)
	if err != nil || d.Number != "" {
		return d, err
	}
	v, err := s.catalogue.Published(ctx, s.db, d.ServiceID, s.db.Now())
	if err != nil || v.ID == d.VersionID {
		return d, err
	}
	return s.change(ctx, by, o, key, func(tx *db.Tx, d *Draft) error { return repin(ctx, tx, d, v.ID) })
}

// repin takes a draft over to another version of the form; what was checked by the old one is not checked any more.
func repin(ctx context.Context, tx *db.Tx, d *Draft, versionID int64) error {
	if d.VersionID == versionID {
		return nil
	}
	d.VersionID, d.Checked, d.Pass = versionID, "", "" // a pass is for one version
	return write(ctx, tx, d)
}

// write keeps a draft over the version that was read.
func write(ctx context.Context, tx *db.Tx, d *Draft) error {
	d.ChangedAt = tx.Now
	n, err := db.Update(ctx, tx, "application_drafts", *d)
	if err == nil && n == 0 {
		err = stale(d)
	}
	d.Version++
	return err
}

func stale(d *Draft) error {
	return fail.New(fail.Conflict, "draft.stale", "draft %d has version %d", d.ID, d.Version)
}

// Typed is what the browser keeps: all that was typed, also what is hidden now, and the page that is open.
type Typed struct {
	Version int64           `json:"version"`
	Answers json.RawMessage `json:"answers"`
	Page    string          `json:"page"`
}

// Save keeps what was typed, right or wrong, over the version that the browser has seen.
func (s *Service) Save(ctx context.Context, by auth.Actor, o Owner, key string, in Typed) (Draft, error) {
	if len(in.Answers) > mostTyped || len(in.Page) > 100 || !json.Valid(in.Answers) || bytes.Contains(in.Answers, []byte(`\u0000`)) {
		return Draft{}, fail.New(fail.Invalid, "draft.unreadable", "%d bytes", len(in.Answers))
	}
	return s.change(ctx, by, o, key, func(tx *db.Tx, d *Draft) error {
		if d.Version != in.Version {
			return stale(d)
		}
		d.Answers, d.Page, d.Checked = string(in.Answers), in.Page, ""
		return write(ctx, tx, d)
	})
}

// Check looks at the answers that are to be sent, by the form in force today, and keeps them when all is right.
func (s *Service) Check(ctx context.Context, by auth.Actor, o Owner, key string, answers []byte, today calendar.Date) (d Draft, problems []form.Problem, err error) {
	d, err = s.change(ctx, by, o, key, func(tx *db.Tx, d *Draft) error {
		v, err := s.catalogue.Published(ctx, tx, d.ServiceID, tx.Now)
		if err != nil {
			return err
		}
		if v.ID != d.VersionID {
			return fail.New(fail.Conflict, "draft.form_changed", "version %d is in force, the draft has %d", v.ID, d.VersionID)
		}
		f, err := form.Compile([]byte(v.Form))
		if err != nil {
			return err
		}
		if problems = f.Check(answers, today); problems != nil {
			return nil
		}
		if problems, err = s.strangeFiles(ctx, tx, d.ID, f.Uploads(answers)); err != nil || problems != nil {
			return err
		}
		d.Checked = string(answers)
		return write(ctx, tx, d)
	})
	return d, problems, err
}

// strangeFiles are those that the answers name and the draft does not have: nobody sends another's file.
func (s *Service) strangeFiles(ctx context.Context, tx *db.Tx, draftID int64, codes []string) (problems []form.Problem, err error) {
	list, err := s.FilesOf(ctx, tx, draftID)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, f := range list {
		known[f.Code] = true
	}
	for _, code := range codes {
		if !known[code] {
			problems = append(problems, form.Problem{Code: "upload", Text: "Приложите файлы ещё раз: один из них не сохранился."})
			break
		}
	}
	return problems, nil
}

// change locks the draft and lets an act write it. What was sent stays as it is.
func (s *Service) change(ctx context.Context, by auth.Actor, o Owner, key string, act func(tx *db.Tx, d *Draft) error) (d Draft, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if d, err = open(ctx, tx, o, key, tx.Words().Lock); err != nil {
			return err
		}
		if d.Number != "" {
			return fail.New(fail.Conflict, "draft.sent", "draft %d was sent", d.ID)
		}
		return act(tx, &d)
	})
	return d, err
}

// Discard throws a draft away with its files.
func (s *Service) Discard(ctx context.Context, by auth.Actor, o Owner, key string) error {
	_, err := s.change(ctx, by, o, key, func(tx *db.Tx, d *Draft) error { return drop(ctx, tx, d.ID) })
	return err
}

func drop(ctx context.Context, tx *db.Tx, id int64) error {
	if _, err := tx.Exec(ctx, "DELETE FROM application_draft_files WHERE draft_id = $1", id); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, "DELETE FROM application_drafts WHERE id = $1", id)
	return err
}

// Forget throws away drafts that nobody has touched for a quarter of a year: personal data are not kept without need. One
// that was sent goes too; the application has what it needs of it.
func (s *Service) Forget(ctx context.Context) error {
	return s.db.Tx(ctx, auth.System("drafts.forget"), func(tx *db.Tx) error {
		old, err := db.All[int64](ctx, tx, "SELECT id FROM application_drafts WHERE changed_at < $1 LIMIT 500", tx.Now.Add(-keepDraft))
		if err != nil {
			return err
		}
		for _, id := range old {
			if err := drop(ctx, tx, id); err != nil {
				return err
			}
		}
		return nil
	})
}
