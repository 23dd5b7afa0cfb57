package org

import (
	"context"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Structure is a body with its units and posts, flat: the parent says what stands under what.
type Structure struct {
	Body  Body        `json:"body"`
	Units []Unit      `json:"units"`
	Posts []PostPlace `json:"posts"`
}

// PostPlace is a post with who holds it.
type PostPlace struct {
	Post
	HolderID   *int64 `db:"holder_id" json:"holder_id"`
	HolderName string `db:"holder_name" json:"holder_name"`
}

// Structure shows the actor's own body.
func (s *Service) Structure(ctx context.Context, by auth.Actor) (st Structure, err error) {
	if st.Body, err = s.Body(ctx, s.db, by.BodyID); err != nil {
		return st, err
	}
	if st.Units, err = db.All[Unit](ctx, s.db, "SELECT "+db.Columns[Unit]("")+" FROM units WHERE body_id = $1 ORDER BY position, name, id", by.BodyID); err != nil {
		return st, err
	}
	st.Posts, err = db.All[PostPlace](ctx, s.db, `SELECT p.id, p.body_id, p.unit_id, p.name, p.executive, p.version,
			e.id AS holder_id, COALESCE(e.short_name, '') AS holder_name
		FROM posts p LEFT JOIN employees e ON e.post_id = p.id AND e.dismissed_at IS NULL
		WHERE p.body_id = $1 ORDER BY p.executive DESC, p.id, e.name_fold`, by.BodyID)
	return st, err
}

// BodyInput is what the administrator may change of his body.
type BodyInput struct {
	Name      string `json:"name" minLength:"1" maxLength:"300"`
	ShortName string `json:"short_name" minLength:"1" maxLength:"60"`
	IndexCode string `json:"index_code" maxLength:"20"`
	Address   string `json:"address" maxLength:"500"`
	Email     string `json:"email" maxLength:"200"`
	Phone     string `json:"phone" maxLength:"60"`
	INN       string `json:"inn" maxLength:"12"`
	OGRN      string `json:"ogrn" maxLength:"15"`
	Version   int64  `json:"version"`
}

// SaveBody changes the requisites of the actor's own body. The zone stays: days already counted hang on it.
func (s *Service) SaveBody(ctx context.Context, by auth.Actor, id int64, in BodyInput) (b Body, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if b, err = s.Body(ctx, tx, id); err != nil {
			return err
		}
		if err := mayAdminister(by, b.ID); err != nil {
			return err
		}
		was := b
		b.Name, b.ShortName, b.IndexCode, b.Address, b.Email, b.Phone, b.INN, b.OGRN, b.Version = in.Name, in.ShortName, in.IndexCode, in.Address, in.Email, in.Phone, in.INN, in.OGRN, in.Version
		if err := stale(db.Update(ctx, tx, "bodies", b)); err != nil {
			return err
		}
		b.Version++
		return audit.Write(ctx, tx, audit.Entry{Action: "body.changed", Object: b.Ref(), Detail: map[string]any{"was": was, "is": b}})
	})
	return b, err
}

// UnitInput is a unit as the administrator writes it.
type UnitInput struct {
	ParentID  *int64 `json:"parent_id"`
	Name      string `json:"name" minLength:"1" maxLength:"300"`
	IndexCode string `json:"index_code" maxLength:"20"`
	HeadID    *int64 `json:"head_id"`
	Position  int    `json:"position"`
	Active    bool   `json:"active"`
	Version   int64  `json:"version"`
}

// SaveUnit makes a unit of the actor's body (id 0) or changes one.
func (s *Service) SaveUnit(ctx context.Context, by auth.Actor, id int64, in UnitInput) (u Unit, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		u = Unit{BodyID: by.BodyID, Version: 1}
		if id != 0 {
			if u, err = s.Unit(ctx, tx, id); err == nil && u.BodyID != by.BodyID && !by.System {
				err = db.Absent(db.ErrNone, "org.unit.absent", id)
			}
			if err != nil {
				return err
			}
		}
		if err := mayAdminister(by, u.BodyID); err != nil {
			return err
		}
		// The body is held: two moves at once must not put two units under each other.
		if _, err := db.All[int64](ctx, tx, "SELECT id FROM bodies WHERE id = $1"+tx.Words().Lock, u.BodyID); err != nil {
			return err
		}
		if err := s.checkUnit(ctx, tx, u, in); err != nil {
			return err
		}
		was := u.Name
		u.ParentID, u.Name, u.IndexCode, u.HeadID, u.Position, u.Active = in.ParentID, in.Name, in.IndexCode, in.HeadID, in.Position, in.Active
		action := "unit.changed"
		if id == 0 {
			action = "unit.created"
			u.ID, err = db.Insert(ctx, tx, "units", u)
		} else {
			u.Version = in.Version
			err = stale(db.Update(ctx, tx, "units", u))
			u.Version++
		}
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: action, Object: u.Ref(), From: was, To: u.Name, Detail: in})
	})
	return u, err
}

// checkUnit refuses a parent or a head of another body, and a unit that would stand under itself.
func (s *Service) checkUnit(ctx context.Context, tx *db.Tx, u Unit, in UnitInput) error {
	if in.HeadID != nil {
		head, err := s.Person(ctx, tx, *in.HeadID)
		if err != nil || head.BodyID != u.BodyID || head.Dismissed() {
			return fail.Field("org.unit.invalid", "head_id", "not_in_list")
		}
	}
	for above := in.ParentID; above != nil; {
		if *above == u.ID {
			return fail.Field("org.unit.invalid", "parent_id", "circle")
		}
		parent, err := s.Unit(ctx, tx, *above)
		if err != nil || parent.BodyID != u.BodyID {
			return fail.Field("org.unit.invalid", "parent_id", "not_in_list")
		}
		above = parent.ParentID
	}
	return nil
}

// PostInput is a post as the administrator writes it.
type PostInput struct {
	UnitID    int64  `json:"unit_id" minimum:"1"`
	Name      string `json:"name" minLength:"1" maxLength:"300"`
	Executive bool   `json:"executive"`
	Version   int64  `json:"version"`
}

// SavePost makes a post of the actor's body (id 0) or changes one.
func (s *Service) SavePost(ctx context.Context, by auth.Actor, id int64, in PostInput) (p Post, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		p = Post{BodyID: by.BodyID, Version: 1}
		if id != 0 {
			if p, err = s.Post(ctx, tx, id); err == nil && p.BodyID != by.BodyID && !by.System {
				err = db.Absent(db.ErrNone, "org.post.absent", id)
			}
			if err != nil {
				return err
			}
		}
		if err := mayAdminister(by, p.BodyID); err != nil {
			return err
		}
		if unit, err := s.Unit(ctx, tx, in.UnitID); err != nil || unit.BodyID != p.BodyID {
			return fail.Field("org.post.invalid", "unit_id", "not_in_list")
		}
		was := p.Name
		moved := p.UnitID != in.UnitID
		p.UnitID, p.Name, p.Executive = in.UnitID, in.Name, in.Executive
		action := "post.changed"
		if id == 0 {
			action = "post.created"
			p.ID, err = db.Insert(ctx, tx, "posts", p)
		} else {
			p.Version = in.Version
			err = stale(db.Update(ctx, tx, "posts", p))
			p.Version++
		}
		if err == nil && id != 0 && moved { // the holder moves with his post
			_, err = tx.Exec(ctx, "UPDATE employees SET unit_id = $2 WHERE post_id = $1 AND dismissed_at IS NULL", p.ID, p.UnitID)
		}
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: action, Object: p.Ref(), From: was, To: p.Name, Detail: in})
	})
	return p, err
}
