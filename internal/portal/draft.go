package portal

import (
	"context"
	"errors"
	"net/url"
	"time"

	"veche/internal/appeals"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Form is what a citizen has typed so far.
type Form struct {
	Subject    string       `json:"subject"`
	Text       string       `json:"text"`
	Kind       appeals.Kind `json:"kind"`
	BodyID     int64        `json:"body_id"`
	Official   string       `json:"official"` // «Сурнин Д. Н., министр», or empty: to the body
	Topic      string       `json:"topic"`    // code of the classifier
	Collective bool         `json:"collective"`
	CoAuthors  string       `json:"co_authors"` // one a line
	Email      string       `json:"email"`
	Phone      string       `json:"phone"`
	Address    string       `json:"address"`
	Post       string       `json:"post"`  // of who writes in the name of an organisation
	Power      string       `json:"power"` // the power of attorney of a representative
	Consent    bool         `json:"consent"`
}

// Draft is an appeal that is being written.
type Draft struct {
	ID             int64         `db:"id"`
	Key            string        `db:"key"`
	CitizenID      int64         `db:"citizen_id"`
	OrganisationID *int64        `db:"organisation_id"`
	Form           db.JSON[Form] `db:"form"`
	CreatedAt      time.Time     `db:"created_at"`
	ChangedAt      time.Time     `db:"changed_at"`
	Receipt        string        `db:"receipt"`
}

// DraftFile is a file that waits with its draft.
type DraftFile struct {
	ID          int64     `db:"id"`
	DraftID     int64     `db:"draft_id"`
	Name        string    `db:"name"`
	SHA256      string    `db:"sha256"`
	Streebog256 string    `db:"streebog256"`
	Size        int64     `db:"size"`
	CreatedAt   time.Time `db:"created_at"`
}

// mostDrafts of one citizen; an unfinished one is kept for a quarter of a year.
const (
	mostDrafts = 20
	keepDraft  = 90 * 24 * time.Hour
)

// Begin makes a draft with what is known of its author already.
func (s *Service) Begin(ctx context.Context, by auth.Actor, v Visitor, bodyID int64) (d Draft, err error) {
	if !v.SignedIn() {
		return d, fail.New(fail.SignedOut, "session.signed_out", "a draft has an author")
	}
	form := Form{BodyID: bodyID, Email: v.Citizen.Email, Phone: v.Citizen.Phone, Address: v.Citizen.Address}
	if o := v.Organisation; o != nil {
		form.Address = o.Address
		if o.Email != "" {
			form.Email = o.Email
		}
	}
	d = Draft{Key: newUUID(), CitizenID: v.Citizen.ID, OrganisationID: v.Session.OrganisationID, Form: db.JSON[Form]{V: form}}
	return d, s.db.Tx(ctx, v.as(by), func(tx *db.Tx) error {
		d.CreatedAt, d.ChangedAt = tx.Now, tx.Now
		begun, err := db.One[int](ctx, tx, "SELECT count(*) FROM reception_drafts WHERE citizen_id = $1 AND receipt = ''", v.Citizen.ID)
		if err != nil {
			return err
		}
		if begun >= mostDrafts {
			return fail.New(fail.Conflict, "reception.many_drafts", "%d drafts", begun)
		}
		d.ID, err = db.Insert(ctx, tx, "reception_drafts", d)
		return err
	})
}

// Drafts are those that the visitor may go on with, the newest first.
func (s *Service) Drafts(ctx context.Context, v Visitor) ([]Draft, error) {
	args := []any{v.Citizen.ID}
	return db.All[Draft](ctx, s.db, "SELECT "+db.Columns[Draft]("")+" FROM reception_drafts WHERE citizen_id = $1 AND receipt = ''"+
		v.capacityIs(&args, "organisation_id")+" ORDER BY changed_at DESC", args...)
}

// capacityIs bounds a query to what he has in the capacity in which he acts now: what he wrote for his organisation is
// not shown while he is there for himself, and the other way round.
func (v Visitor) capacityIs(args *[]any, column string) string {
	if v.Session.OrganisationID == nil {
		return " AND " + column + " IS NULL"
	}
	return " AND " + column + " = " + db.Arg(args, *v.Session.OrganisationID)
}

// draft is the visitor's own draft; that of another is as absent as one that never was.
func (s *Service) draft(ctx context.Context, r db.Reader, v Visitor, key, lock string) (Draft, error) {
	args := []any{key, v.Citizen.ID}
	d, err := db.One[Draft](ctx, r, "SELECT "+db.Columns[Draft]("")+" FROM reception_drafts WHERE key = $1 AND citizen_id = $2"+
		v.capacityIs(&args, "organisation_id")+lock, args...)
	if errors.Is(err, db.ErrNone) {
		return d, fail.New(fail.NotFound, "reception.no_draft", "no such draft of citizen %d", v.Citizen.ID)
	}
	return d, err
}

// change locks the draft and lets a step write into it.
func (s *Service) change(ctx context.Context, by auth.Actor, v Visitor, key string, write func(tx *db.Tx, d *Draft) error) (d Draft, err error) {
	err = s.db.Tx(ctx, v.as(by), func(tx *db.Tx) error {
		if d, err = s.draft(ctx, tx, v, key, tx.Words().Lock); err != nil {
			return err
		}
		if d.Receipt != "" {
			return fail.New(fail.Conflict, "reception.lodged_already", "draft %d was lodged", d.ID)
		}
		if err := write(tx, &d); err != nil {
			return err
		}
		d.ChangedAt = tx.Now
		_, err = db.Update(ctx, tx, "reception_drafts", d)
		return err
	})
	return d, err
}

// Discard throws a draft away with its files.
func (s *Service) Discard(ctx context.Context, by auth.Actor, v Visitor, key string) error {
	return s.db.Tx(ctx, v.as(by), func(tx *db.Tx) error {
		d, err := s.draft(ctx, tx, v, key, tx.Words().Lock)
		if err != nil || d.Receipt != "" {
			return err
		}
		return drop(ctx, tx, d.ID)
	})
}

func drop(ctx context.Context, tx *db.Tx, draftID int64) error {
	if _, err := tx.Exec(ctx, "DELETE FROM reception_files WHERE draft_id = $1", draftID); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, "DELETE FROM reception_drafts WHERE id = $1", draftID)
	return err
}

// forget throws away drafts that nobody has touched for a quarter of a year: personal data are not kept without need.
func (s *Service) forget(ctx context.Context) error {
	return s.db.Tx(ctx, auth.System("portal.forget"), func(tx *db.Tx) error {
		old, err := db.All[int64](ctx, tx, "SELECT id FROM reception_drafts WHERE changed_at < $1 LIMIT 500", tx.Now.Add(-keepDraft))
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

// takeUp goes on with the form that came without a session: it is written into the draft of whoever came back, when the
// draft is his.
func (s *Service) takeUp(ctx context.Context, tx *db.Tx, c Citizen, organisationID *int64, w way) error {
	if w.Held == "" {
		return nil
	}
	in, err := url.ParseQuery(w.Held)
	if err != nil {
		return nil // what cannot be read is no form of ours
	}
	v := Visitor{Citizen: c, Session: Session{OrganisationID: organisationID}}
	d, err := s.draft(ctx, tx, v, w.DraftKey, tx.Words().Lock)
	switch {
	case fail.Is(err, "reception.no_draft") || err == nil && d.Receipt != "":
		return nil
	case err != nil:
		return err
	}
	d.Form.V.read(Step(in.Get("step")), in)
	d.ChangedAt = tx.Now
	_, err = db.Update(ctx, tx, "reception_drafts", d)
	return err
}
