package catalogue

import (
	"context"
	"errors"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Publication says from when the draft is in force and why it was made.
type Publication struct {
	From    calendar.Date `json:"from" format:"date"`
	Note    string        `json:"note,omitempty" maxLength:"1000" doc:"Why: act, order"`
	Version int64         `json:"version" minimum:"1" doc:"Version of the draft that was shown"`
}

// Publish makes the draft the next version. It is never in force before the day of publication: what was decided by an
// older version stands.
func (s *Service) Publish(ctx context.Context, by auth.Actor, id int64, in Publication) (number int, err error) {
	err = s.keep(ctx, by, id, "service.published", func(tx *db.Tx, e Entry) (any, error) {
		d, err := s.shown(ctx, tx, id, in.Version)
		if err != nil {
			return nil, err
		}
		today := calendar.DateOf(tx.Now, s.bodies.Zone(ctx, tx, e.BodyID))
		if in.From.Before(today) {
			return nil, fail.Field("service.fields_wrong", "from", "in_past")
		}
		number, err = s.issue(ctx, tx, e, d, in)
		return map[string]any{"version": number, "from": in.From, "note": in.Note}, err
	})
	return number, err
}

// issue writes the version and ends the draft.
func (s *Service) issue(ctx context.Context, tx *db.Tx, e Entry, d Draft, in Publication) (int, error) {
	p := d.Passport.V
	problems := append(p.Problems(), formProblems(p, d.Form)...)
	if len(problems) > 0 {
		return 0, fail.New(fail.Invalid, "service.passport_wrong", "the passport of %s: %s", e.Code, problems[0].Text).With("problems", len(problems)).With("first", problems[0].Text)
	}
	last, err := lastVersion(ctx, tx, e.ID)
	if err != nil {
		return 0, err
	}
	if last.Number > 0 && in.From.Before(last.From) {
		return 0, fail.Field("service.fields_wrong", "from", "before_last")
	}
	v := Version{ServiceID: e.ID, Number: last.Number + 1, From: in.From, PublishedAt: tx.Now, PublishedBy: tx.By.Name, Note: in.Note,
		Passport: d.Passport, Form: formOf(p, d.Form)}
	if _, err = db.Insert(ctx, tx, "service_versions", v); err != nil {
		return 0, err
	}
	if _, err = tx.Exec(ctx, "DELETE FROM service_drafts WHERE service_id = $1", e.ID); err != nil {
		return 0, err
	}
	if in.From.After(calendar.DateOf(tx.Now, s.bodies.Zone(ctx, tx, e.BodyID))) {
		return v.Number, nil // names change on the day itself: Rename
	}
	_, err = tx.Exec(ctx, "UPDATE services SET name = $1, short_name = $2, category = $3 WHERE id = $4", p.Name, p.ShortName, p.Category, e.ID)
	return v.Number, err
}

// lastVersion is the newest version of a service; its number is 0 when nothing was published.
func lastVersion(ctx context.Context, r db.Reader, serviceID int64) (Version, error) {
	v, err := db.One[Version](ctx, r, "SELECT "+db.Columns[Version]("")+" FROM service_versions WHERE service_id = $1 ORDER BY number DESC LIMIT 1", serviceID)
	if errors.Is(err, db.ErrNone) {
		return Version{}, nil
	}
	return v, err
}

// Rename gives services the names of the versions that came into force since.
func (s *Service) Rename(ctx context.Context) error {
	return s.db.Tx(ctx, auth.System("catalogue"), func(tx *db.Tx) error {
		list, err := db.All[Entry](ctx, tx, "SELECT "+db.Columns[Entry]("")+" FROM services ORDER BY id")
		if err != nil {
			return err
		}
		for _, e := range list {
			v, err := s.Published(ctx, tx, e.ID, tx.Now)
			if fail.Is(err, "service.unpublished") {
				continue
			}
			if err != nil {
				return err
			}
			p := v.Passport.V
			if p.Name == e.Name && p.ShortName == e.ShortName && p.Category == e.Category {
				continue
			}
			if _, err := tx.Exec(ctx, "UPDATE services SET name = $1, short_name = $2, category = $3 WHERE id = $4", p.Name, p.ShortName, p.Category, e.ID); err != nil {
				return err
			}
			if err := audit.Write(ctx, tx, audit.Entry{Action: "service.renamed", Object: e.Ref(), From: e.ShortName, To: p.ShortName}); err != nil {
				return err
			}
		}
		return nil
	})
}
