package interagency

import (
	"context"
	"errors"

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
	InForce  bool   `db:"-" json:"in_force" doc:"May be asked today"`
	Used     int    `db:"used" json:"used" doc:"Requests that were asked by this row"`
}

// KindInput is a row of the dictionary as the administrator writes it.
type KindInput struct {
	Kind
	Replaces int64 `json:"replaces,omitempty" doc:"Row of the same code that ends on the day before this one begins"`
}

// Kinds is the dictionary; all of it for whoever keeps it, what may be asked now for the others.
func (s *Service) Kinds(ctx context.Context, by auth.Actor) ([]KindRow, error) {
	where, args := "", []any{}
	if !by.Can(RightManage) {
		if err := may(by, RightAsk); err != nil {
			return nil, err
		}
		where = " WHERE true" + inForce(&args, s.today())
	}
	list, err := db.All[KindRow](ctx, s.db, "SELECT "+db.Columns[Kind]("k")+`, coalesce(b.short_name, '') AS to_body, coalesce(v.short_name, '') AS served_at,
		(SELECT count(*) FROM interagency_requests q WHERE q.kind_id = k.id) AS used
		FROM (SELECT * FROM request_kinds`+where+`) k LEFT JOIN bodies b ON b.id = k.to_body_id LEFT JOIN bodies v ON v.id = k.served_by ORDER BY k.name, k.code, k.from_day DESC`, args...)
	for i := range list {
		list[i].Channel, list[i].InForce = string(list[i].Kind.Channel()), list[i].Kind.InForce(s.today())
	}
	return list, err
}

// AllKinds is the dictionary of today, for the other side of a demonstration.
func (s *Service) AllKinds(ctx context.Context) ([]Kind, error) {
	args := []any{}
	return db.All[Kind](ctx, s.db, "SELECT "+kindColumns+" FROM request_kinds WHERE true"+inForce(&args, s.today())+" ORDER BY name, id", args...)
}

// SaveKind makes or changes a row of the dictionary. Requests that were asked keep the row by which they were asked.
func (s *Service) SaveKind(ctx context.Context, by auth.Actor, in KindInput) (Kind, error) {
	k := in.Kind
	if err := s.keepsKinds(ctx, by); err != nil {
		return k, audit.Denied(ctx, s.db, by, audit.Entry{Action: "interagency.kind_saved", Object: audit.Ref{Kind: "request_kind", ID: k.ID}}, err)
	}
	err := s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if err := s.succeed(ctx, tx, &k, in.Replaces); err != nil {
			return err
		}
		if err := k.check(); err != nil {
			return err
		}
		if err := errors.Join(s.bodiesOf(ctx, tx, k), alone(ctx, tx, k)); err != nil {
			return err
		}
		if err := putKind(ctx, tx, &k); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "interagency.kind_saved", Object: audit.Ref{Kind: "request_kind", ID: k.ID},
			Detail: map[string]any{"code": k.Code, "from_day": k.FromDay, "replaces": in.Replaces}})
	})
	return k, err
}

// succeed lets a row follow another one of its kind: that one ends on the day before.
func (s *Service) succeed(ctx context.Context, tx *db.Tx, k *Kind, replaces int64) error {
	if replaces == 0 {
		return nil
	}
	was, err := kindByID(ctx, tx, replaces)
	if err != nil {
		return err
	}
	if k.FromDay.IsZero() || !was.FromDay.Before(k.FromDay) {
		return fail.Field("interagency.fields_wrong", "from_day", "before_last")
	}
	k.ID, k.Code = 0, was.Code
	was.ToDay = k.FromDay.AddDays(-1)
	return putKind(ctx, tx, &was)
}

// alone refuses a row whose days another row of its code has.
func alone(ctx context.Context, tx *db.Tx, k Kind) error {
	args := []any{k.Code, k.ID, k.FromDay}
	where := ""
	if !k.ToDay.IsZero() {
		where = " AND from_day <= " + db.Arg(&args, k.ToDay)
	}
	taken, err := db.Exists(ctx, tx, "SELECT 1 FROM request_kinds WHERE code = $1 AND id <> $2 AND (to_day IS NULL OR to_day >= $3)"+where, args...)
	if err == nil && taken {
		err = fail.Field("interagency.fields_wrong", "code", "taken")
	}
	return err
}

func putKind(ctx context.Context, tx *db.Tx, k *Kind) (err error) {
	if k.ID == 0 {
		k.Version = 1
		k.ID, err = db.Insert(ctx, tx, "request_kinds", *k)
		return err
	}
	if _, err = kindByID(ctx, tx, k.ID); err != nil {
		return err
	}
	n, err := db.Update(ctx, tx, "request_kinds", *k)
	k.Version++
	return stale(n, err)
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
