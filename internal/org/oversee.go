package org

import (
	"context"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Overseer is the body whose control department sees the appeals of the whole region: the one that was named, or the one
// that runs the installation while none is.
func (s *Service) Overseer(ctx context.Context, r db.Reader) (int64, error) {
	return db.One[int64](ctx, r, "SELECT COALESCE(MIN(CASE WHEN oversees THEN id END), MIN(id), 0) FROM bodies")
}

// NameOverseer gives the control over the region's appeals to a body. Only who runs the installation does it: an
// administrator elsewhere cannot give his own body the appeals of others.
func (s *Service) NameOverseer(ctx context.Context, by auth.Actor, bodyID int64) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		operator, err := s.Operator(ctx, tx)
		if err != nil {
			return err
		}
		if !by.Can(RightAdmin) || by.BodyID != operator {
			return fail.New(fail.Denied, "org.denied", "body %d does not run the installation", by.BodyID)
		}
		b, err := s.Body(ctx, tx, bodyID)
		if err != nil {
			return err
		}
		was, err := s.Overseer(ctx, tx)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "UPDATE bodies SET oversees = (id = $1)", bodyID); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "body.oversees", Object: b.Ref(), Detail: map[string]any{"was": was}})
	})
}
