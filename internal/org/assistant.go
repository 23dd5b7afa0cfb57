package org

import (
	"context"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Pair is an assistant with his principal: he prepares and records, the principal signs (§2.9).
type Pair struct {
	ID          int64  `db:"id" json:"id"`
	BodyID      int64  `db:"body_id" json:"body_id"`
	AssistantID int64  `db:"assistant_id" json:"assistant_id"`
	PrincipalID int64  `db:"principal_id" json:"principal_id"`
	Assistant   string `db:"assistant" json:"assistant"`
	Principal   string `db:"principal" json:"principal"`
}

// Ref names the pair in the audit.
func (p Pair) Ref() audit.Ref { return audit.Ref{Kind: "assistant", ID: p.ID, Title: p.Assistant} }

const pairQuery = `SELECT a.id, a.body_id, a.assistant_id, a.principal_id, h.short_name AS assistant, p.short_name AS principal
	FROM assistants a JOIN employees h ON h.id = a.assistant_id JOIN employees p ON p.id = a.principal_id`

// Assistants lists who helps whom in the actor's body.
func (s *Service) Assistants(ctx context.Context, by auth.Actor) ([]Pair, error) {
	return db.All[Pair](ctx, s.db, pairQuery+" WHERE a.body_id = $1 ORDER BY p.name_fold, h.name_fold", by.BodyID)
}

// AssistInput names both.
type AssistInput struct {
	AssistantID int64 `json:"assistant_id" minimum:"1"`
	PrincipalID int64 `json:"principal_id" minimum:"1"`
}

// Assist gives an executive an assistant.
func (s *Service) Assist(ctx context.Context, by auth.Actor, in AssistInput) (p Pair, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		principal, err := s.toEmpower(ctx, tx, by, in.PrincipalID)
		if err != nil {
			return err
		}
		if _, err := s.toEmpower(ctx, tx, by, in.AssistantID); err != nil {
			return err
		}
		if in.AssistantID == in.PrincipalID {
			return fail.Field("org.assistant.invalid", "assistant_id", "same_person")
		}
		if paired, err := db.Exists(ctx, tx, "SELECT 1 FROM assistants WHERE assistant_id = $1 AND principal_id = $2", in.AssistantID, in.PrincipalID); err != nil || paired {
			if err == nil {
				err = fail.New(fail.Conflict, "org.assistant.already", "employees %d and %d", in.AssistantID, in.PrincipalID)
			}
			return err
		}
		id, err := db.One[int64](ctx, tx, "INSERT INTO assistants (body_id, assistant_id, principal_id) VALUES ($1, $2, $3) RETURNING id",
			principal.BodyID, in.AssistantID, in.PrincipalID)
		if _, taken := tx.Words().IsUnique(err); taken { // another administrator at the same moment
			return fail.New(fail.Conflict, "org.assistant.already", "employees %d and %d", in.AssistantID, in.PrincipalID)
		}
		if err != nil {
			return err
		}
		if p, err = db.One[Pair](ctx, tx, pairQuery+" WHERE a.id = $1", id); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "assistant.given", Object: p.Ref(), To: p.Principal})
	})
	return p, err
}

// StopAssisting takes the assistant away; the next request sees it.
func (s *Service) StopAssisting(ctx context.Context, by auth.Actor, id int64) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		p, err := db.One[Pair](ctx, tx, pairQuery+" WHERE a.id = $1", id)
		if err != nil {
			return db.Absent(err, "org.assistant.absent", id)
		}
		if p.BodyID != by.BodyID {
			return db.Absent(db.ErrNone, "org.assistant.absent", id)
		}
		if err := mayEmpower(by, p.BodyID); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "DELETE FROM assistants WHERE id = $1", id); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "assistant.taken", Object: p.Ref(), From: p.Principal})
	})
}
