package epgu

import (
	"context"
	"path"
	"slices"
	"strings"

	"veche/internal/exchange/epgu/contract"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// RouteInput is a line of the table of services as the administrator writes it.
type RouteInput struct {
	Route
	Replaces int64 `json:"replaces,omitempty" doc:"Line that ends on the day before this one begins"`
}

// SaveRoute makes or changes a line of the table of services; applications that waited for it follow by a job.
func (s *Service) SaveRoute(ctx context.Context, by auth.Actor, in RouteInput) error {
	v := in.Route
	return s.manage(ctx, by, audit.Entry{Action: "epgu.route_saved", Object: about("epgu_route", v.ID), Detail: map[string]any{"namespace": v.Namespace, "code": v.Code, "service": v.ServiceID,
		"from_day": v.FromDay, "replaces": in.Replaces}}, func(tx *db.Tx) error {
		if err := v.check(); err != nil {
			return err
		}
		if in.Replaces != 0 {
			was, err := routeByID(ctx, tx, in.Replaces)
			if err != nil {
				return err
			}
			if was.ToDay, err = endsBefore(was.FromDay, v.FromDay); err != nil {
				return err
			}
			if err := put(ctx, tx, "epgu_routes", was); err != nil {
				return err
			}
			v.ID = 0
		}
		if err := alone(ctx, tx, "epgu_routes", v.ID, v.FromDay, v.ToDay, "namespace = $1 AND code = $2", v.Namespace, v.Code); err != nil {
			return err
		}
		if v.ID != 0 {
			if _, err := routeByID(ctx, tx, v.ID); err != nil {
				return err
			}
			if err := put(ctx, tx, "epgu_routes", v); err != nil {
				return err
			}
		} else {
			v.Version = 1
			if _, err := db.Insert(ctx, tx, "epgu_routes", v); err != nil {
				return err
			}
		}
		waiting, err := db.All[Order](ctx, tx, "SELECT "+orderColumns+" FROM epgu_orders WHERE state = 'sorting' AND namespace = $1 ORDER BY id LIMIT 500", v.Namespace)
		for i := range waiting {
			if err := s.again(ctx, tx, &waiting[i]); err != nil {
				return err
			}
		}
		return err
	})
}

func put[T any](ctx context.Context, tx *db.Tx, table string, row T) error {
	n, err := db.Update(ctx, tx, table, row)
	return stale(n, err)
}

// endsBefore is the last day of a line that another one follows.
func endsBefore(from, next calendar.Date) (calendar.Date, error) {
	if next.IsZero() || !from.Before(next) {
		return next, fail.Field("epgu.fields_wrong", "from_day", "before_last")
	}
	return next.AddDays(-1), nil
}

// alone refuses a line whose days another one of its key has.
func alone(ctx context.Context, tx *db.Tx, table string, id int64, from, to calendar.Date, key string, args ...any) error {
	where := key + " AND id <> " + db.Arg(&args, id) + " AND (to_day IS NULL OR to_day >= " + db.Arg(&args, from) + ")"
	if !to.IsZero() {
		where += " AND from_day <= " + db.Arg(&args, to)
	}
	taken, err := db.Exists(ctx, tx, "SELECT 1 FROM "+table+" WHERE "+where, args...)
	if err == nil && taken {
		err = fail.Field("epgu.fields_wrong", "from_day", "taken_days")
	}
	return err
}

func (v *Route) check() error {
	v.Namespace, v.Code = strings.TrimSpace(v.Namespace), strings.TrimSpace(v.Code)
	wrong := map[string]string{}
	put := func(field string, bad bool, why string) {
		if bad {
			wrong[field] = why
		}
	}
	put("namespace", v.Namespace == "" || strings.ContainsAny(v.Namespace, " <>\""), "wrong_format")
	put("from_day", v.FromDay.IsZero(), "required")
	put("to_day", !v.ToDay.IsZero() && v.ToDay.Before(v.FromDay), "wrong_period")
	put("target", v.Way == ByELK && v.Target == "", "required")
	put("applicant", v.Applicant["surname"] == "", "required")
	put("answers", slices.ContainsFunc(v.Answers, Answer.wrong), "wrong_format")
	put("files", slices.ContainsFunc(v.Files, FileLine.wrong), "wrong_format")
	if len(wrong) > 0 {
		return fail.Fields("epgu.fields_wrong", wrong)
	}
	return nil
}

func wrongPath(path string) bool { return path == "" || strings.Trim(path, ".") != path }

func (a Answer) wrong() bool {
	return wrongPath(a.To) || a.From == "" && a.Value == "" || strings.Contains(a.To, "[]") != strings.Contains(a.From, "[]")
}

func (l FileLine) wrong() bool {
	_, err := path.Match(l.From, "")
	return wrongPath(l.To) || err != nil
}

// StatusInput is a line of the table of statuses as the administrator writes it.
type StatusInput struct {
	Status
	Replaces int64 `json:"replaces,omitempty" doc:"Line that ends on the day before this one begins"`
}

// SaveStatus sets what portals are told for a status of ours. The code is a number that the largest of the forms holds.
func (s *Service) SaveStatus(ctx context.Context, by auth.Actor, in StatusInput) error {
	v := in.Status
	return s.manage(ctx, by, audit.Entry{Action: "epgu.status_saved", Object: about("epgu_settings", 1), Detail: in}, func(tx *db.Tx) error {
		if err := v.check(ctx, tx); err != nil {
			return err
		}
		if in.Replaces != 0 {
			was, err := statusByID(ctx, tx, in.Replaces)
			if err != nil {
				return err
			}
			if was.ToDay, err = endsBefore(was.FromDay, v.FromDay); err != nil {
				return err
			}
			if err := put(ctx, tx, "epgu_status_codes", was); err != nil {
				return err
			}
			v.ID = 0
		}
		if err := alone(ctx, tx, "epgu_status_codes", v.ID, v.FromDay, v.ToDay, "status = $1 AND portal = $2", v.Status, v.Portal); err != nil {
			return err
		}
		if v.ID != 0 {
			return put(ctx, tx, "epgu_status_codes", v)
		}
		v.Version = 1
		_, err := db.Insert(ctx, tx, "epgu_status_codes", v)
		return err
	})
}

func (v *Status) check(ctx context.Context, tx *db.Tx) error {
	v.Portal, v.Comment = strings.TrimSpace(v.Portal), strings.TrimSpace(v.Comment)
	if err := contract.CheckCode(v.Code, mostOf(ByELK)); err != nil {
		return err
	}
	known, err := db.Exists(ctx, tx, "SELECT 1 FROM epgu_codes WHERE code = $1", atoi(v.Code))
	switch {
	case err != nil:
		return err
	case !known:
		return fail.Field("epgu.fields_wrong", "code", "unknown")
	case !slices.Contains(statuses, v.Status):
		return fail.Field("epgu.fields_wrong", "status", "unknown")
	case v.FromDay.IsZero():
		return fail.Field("epgu.fields_wrong", "from_day", "required")
	case !v.ToDay.IsZero() && v.ToDay.Before(v.FromDay):
		return fail.Field("epgu.fields_wrong", "to_day", "wrong_period")
	}
	return nil
}

func statusByID(ctx context.Context, r db.Reader, id int64) (Status, error) {
	v, err := db.One[Status](ctx, r, "SELECT "+db.Columns[Status]("")+" FROM epgu_status_codes WHERE id = $1", id)
	return v, db.Absent(err, "epgu.status_not_found", id)
}

// SaveCode adds a code of the portals to the dictionary, or changes its name.
func (s *Service) SaveCode(ctx context.Context, by auth.Actor, in Code) error {
	return s.manage(ctx, by, audit.Entry{Action: "epgu.code_saved", Object: about("epgu_settings", 1), Detail: in}, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO epgu_codes (code, name, terminal) VALUES ($1, $2, $3)
			ON CONFLICT (code) DO UPDATE SET name = excluded.name, terminal = excluded.terminal`, in.Code, strings.TrimSpace(in.Name), in.Terminal)
		return err
	})
}

// SaveSettings sets how the exchange names itself.
func (s *Service) SaveSettings(ctx context.Context, by auth.Actor, in Settings) error {
	return s.manage(ctx, by, audit.Entry{Action: "epgu.settings_saved", Object: about("epgu_settings", 1), Detail: in}, func(tx *db.Tx) error {
		in.ID = 1
		n, err := db.Update(ctx, tx, "epgu_settings", in)
		return stale(n, err)
	})
}
