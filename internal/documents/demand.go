package documents

import (
	"context"

	"veche/internal/org"
	"veche/internal/platform/api"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Demand is what is asked of a signature (63-ФЗ ст. 5).
type Demand string

const (
	DemandSimple    Demand = "simple"    // the password given again
	DemandEnhanced  Demand = "enhanced"  // a certificate of an authority that is believed here
	DemandQualified Demand = "qualified" // a qualified certificate of an accredited authority
)

// kindDemand is what a body has decided for a kind.
type kindDemand struct {
	ID              int64  `db:"id"`
	BodyID          int64  `db:"body_id"`
	KindID          int64  `db:"kind_id"`
	SignWith        Demand `db:"sign_with"`
	AcknowledgeWith Demand `db:"acknowledge_with"`
	Version         int64  `db:"version"`
}

// DemandInput is what the administrator asks of the signatures of a kind in his body.
type DemandInput struct {
	SignWith        Demand `json:"sign_with" enum:"simple,enhanced,qualified" doc:"Of the document itself"`
	AcknowledgeWith Demand `json:"acknowledge_with" enum:"simple,enhanced,qualified" doc:"Of those who acknowledge it"`
	Version         int64  `json:"version" minimum:"0" doc:"Of the kind as it was read; 0 while the usual demand stands"`
}

// SetDemand decides what signatures a kind asks for in the actor's body: of what is not yet signed, from now on.
func (s *Service) SetDemand(ctx context.Context, by auth.Actor, kindID int64, in DemandInput) (k BodyKind, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if k, err = s.kindOf(ctx, tx, by.BodyID, kindID); err != nil { // load
			return err
		}
		if err := mayDemand(by, k); err != nil { // may
			return err
		}
		if k.Version != in.Version {
			return fail.New(fail.Conflict, "kind.stale", "kind %d has version %d", k.ID, k.Version)
		}
		was := DemandInput{k.SignWith, k.AcknowledgeWith, k.Version}
		n, err := tx.Exec(ctx, `
			INSERT INTO kind_demands (body_id, kind_id, sign_with, acknowledge_with, version) VALUES ($1, $2, $3, $4, 1)
			ON CONFLICT (body_id, kind_id) DO UPDATE SET sign_with = excluded.sign_with, acknowledge_with = excluded.acknowledge_with,
			            version = kind_demands.version + 1 WHERE kind_demands.version = $5`, by.BodyID, k.ID, in.SignWith, in.AcknowledgeWith, in.Version)
		if err == nil && n == 0 {
			err = fail.New(fail.Conflict, "kind.stale", "kind %d was changed meanwhile", k.ID)
		}
		if err != nil {
			return err
		}
		k.SignWith, k.AcknowledgeWith, k.Version = in.SignWith, in.AcknowledgeWith, in.Version+1
		return audit.Write(ctx, tx, audit.Entry{Action: "kind.demand_set", Object: audit.Ref{Kind: "kind", ID: k.ID, Title: k.Name},
			Detail: map[string]any{"from": was, "to": in}})
	})
	return k, err
}

// mayDemand: the administrator of the body, with his password given again; what comes from outside is signed there.
func mayDemand(by auth.Actor, k BodyKind) error {
	if !by.Can(org.RightAdmin) {
		return fail.New(fail.Denied, "kind.denied", "needs %s", org.RightAdmin)
	}
	if err := api.NeedStepUp(by); err != nil {
		return err
	}
	if k.Flow.Arrives() {
		return fail.New(fail.Conflict, "kind.arrives", "kind %d comes signed from outside", k.ID)
	}
	return nil
}

const kindColumns = `k.id, k.body_id, k.flow, k.name, k.term_code, COALESCE(d.sign_with, k.sign_with) AS sign_with,
	COALESCE(d.acknowledge_with, k.acknowledge_with) AS acknowledge_with, k.position, k.active, COALESCE(d.version, 0) AS version
	FROM kinds k LEFT JOIN kind_demands d ON d.kind_id = k.id AND d.body_id = $1`

// Kinds lists the kinds of documents that a body uses.
func (s *Service) Kinds(ctx context.Context, r db.Reader, bodyID int64) ([]BodyKind, error) {
	return db.All[BodyKind](ctx, r, "SELECT "+kindColumns+" WHERE k.active AND (k.body_id = $1 OR k.body_id IS NULL) ORDER BY k.flow, k.position, k.name", bodyID)
}

// KindOf is the kind of a card as its body uses it.
func (s *Service) KindOf(ctx context.Context, r db.Reader, d Document) (BodyKind, error) {
	return s.kindOf(ctx, r, d.BodyID, d.KindID)
}

// kindOf is a kind as a body uses it; that of another body does not exist for it.
func (s *Service) kindOf(ctx context.Context, r db.Reader, bodyID, id int64) (BodyKind, error) {
	k, err := db.One[BodyKind](ctx, r, "SELECT "+kindColumns+" WHERE k.id = $2 AND (k.body_id = $1 OR k.body_id IS NULL)", bodyID, id)
	return k, db.Absent(err, "kind.not_found", id)
}
