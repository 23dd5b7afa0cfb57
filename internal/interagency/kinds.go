package interagency

import (
	"context"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// KindRow is a kind with the names of its bodies.
type KindRow struct {
	Kind
	ToBody   string `db:"to_body" json:"to_body"`
	ServedAt string `db:"served_at" json:"served_at"`
	Channel  string `db:"-" json:"channel" enum:"smev,letter"`
}

// Kinds is the dictionary; all of it for whoever keeps it, what may be asked now for the others.
func (s *Service) Kinds(ctx context.Context, by auth.Actor) ([]KindRow, error) {
	where := ""
	if !by.Can(RightManage) {
		if err := may(by, RightAsk); err != nil {
			return nil, err
		}
		where = " WHERE k.active"
	}
	list, err := db.All[KindRow](ctx, s.db, "SELECT "+db.Columns[Kind]("k")+`, coalesce(b.short_name, '') AS to_body, coalesce(v.short_name, '') AS served_at
		FROM request_kinds k LEFT JOIN bodies b ON b.id = k.to_body_id LEFT JOIN bodies v ON v.id = k.served_by`+where+" ORDER BY k.name, k.id")
	for i := range list {
		list[i].Channel = string(list[i].Kind.Channel())
	}
	return list, err
}

// AllKinds is the dictionary as it stands, for the other side of a demonstration.
func (s *Service) AllKinds(ctx context.Context) ([]Kind, error) {
	return db.All[Kind](ctx, s.db, "SELECT "+kindColumns+" FROM request_kinds ORDER BY id")
}

// SaveKind makes or changes a kind of the dictionary. Requests that were asked keep what they were asked with.
func (s *Service) SaveKind(ctx context.Context, by auth.Actor, k Kind) (Kind, error) {
	if err := s.keepsKinds(ctx, by); err != nil {
		return k, audit.Denied(ctx, s.db, by, audit.Entry{Action: "interagency.kind_saved", Object: audit.Ref{Kind: "request_kind", ID: k.ID}}, err)
	}
	if err := k.check(); err != nil {
		return k, err
	}
	err := s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if err := s.bodiesOf(ctx, tx, k); err != nil {
			return err
		}
		taken, err := db.Exists(ctx, tx, "SELECT 1 FROM request_kinds WHERE code = $1 AND id <> $2", k.Code, k.ID)
		if err != nil {
			return err
		}
		if taken {
			return fail.Field("interagency.fields_wrong", "code", "taken")
		}
		if k.ID == 0 {
			k.Version = 1
			k.ID, err = db.Insert(ctx, tx, "request_kinds", k)
		} else {
			if _, err = kindByID(ctx, tx, k.ID); err != nil {
				return err
			}
			var n int64
			n, err = db.Update(ctx, tx, "request_kinds", k)
			err = stale(n, err)
			k.Version++
		}
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "interagency.kind_saved", Object: audit.Ref{Kind: "request_kind", ID: k.ID}, Detail: map[string]any{"code": k.Code}})
	})
	return k, err
}

// keepsKinds: the dictionary is common to all bodies, so the integration administrator of the operating body keeps it.
func (s *Service) keepsKinds(ctx context.Context, by auth.Actor) error {
	if err := may(by, RightManage); err != nil || by.System {
		return err
	}
	operator, err := s.Org.Operator(ctx, s.db)
	if err == nil && by.BodyID != operator {
		err = fail.New(fail.Denied, "interagency.denied", "the dictionary is kept by the operating body")
	}
	return err
}

func (s *Service) bodiesOf(ctx context.Context, tx *db.Tx, k Kind) error {
	for field, id := range map[string]*int64{"to_body_id": k.ToBodyID, "served_by": k.ServedBy} {
		if id == nil {
			continue
		}
		if _, err := s.Org.Body(ctx, tx, *id); err != nil {
			return fail.Field("interagency.fields_wrong", field, "unknown")
		}
	}
	return nil
}

// SchemaOf is the XML schema of a kind, for whoever answers or asks on the other side.
func (s *Service) SchemaOf(ctx context.Context, by auth.Actor, id int64) (string, error) {
	if err := s.keepsKinds(ctx, by); err != nil {
		return "", err
	}
	k, err := kindByID(ctx, s.db, id)
	if err != nil {
		return "", err
	}
	if k.Namespace == "" {
		return "", fail.New(fail.Conflict, "interagency.no_schema", "kind %d goes by letter", id)
	}
	return string(k.Schema()), nil
}
