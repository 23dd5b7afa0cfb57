package pos

import (
	"context"
	"encoding/json"
	"strings"

	"veche/internal/exchange/pos/contract"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Setup is everything that the settings page shows.
type Setup struct {
	Settings  Settings          `json:"settings"`
	Mapping   contract.Mapping  `json:"mapping"`
	Published map[string]string `json:"published" doc:"Words of the published schema"`
	Connected bool              `json:"connected" doc:"There is a way to the platform"`
	Bodies    []BodySetup       `json:"bodies"`
	Routes    []RouteRow        `json:"routes"`
	Sorting   int               `json:"sorting" doc:"Items whose body is not known"`
	Faulty    int               `json:"faulty"`
	Refused   int               `json:"refused"`
}

// BodySetup is how a body exports.
type BodySetup struct {
	BodySettings
	Body   string `json:"body"`
	Filter Filter `json:"filter"`
}

// RouteRow is a route with the name of our body.
type RouteRow struct {
	Route
	Body string `db:"body" json:"body"`
}

// Show reads the settings: those of all bodies for who runs the installation, of his own for another.
func (s *Service) Show(ctx context.Context, by auth.Actor) (v Setup, err error) {
	if !by.Can(RightManage) {
		return v, fail.New(fail.Denied, "pos.denied", "no right %s", RightManage)
	}
	all, err := s.overAll(ctx, s.db, by)
	if err != nil {
		return v, err
	}
	if v.Settings, err = settingsOf(ctx, s.db, ""); err != nil {
		return v, err
	}
	if v.Mapping, err = v.Settings.Words(); err != nil {
		return v, err
	}
	v.Published, v.Connected = contract.Published().Words, s.Connected()
	if v.Bodies, err = s.bodies(ctx, by, all); err != nil {
		return v, err
	}
	args, where := []any{}, "TRUE"
	if !all {
		where = "r.body_id = " + db.Arg(&args, by.BodyID)
	}
	if v.Routes, err = db.All[RouteRow](ctx, s.db, "SELECT "+db.Columns[Route]("r")+`, b.short_name AS body
		FROM pos_routes r JOIN bodies b ON b.id = r.body_id WHERE `+where+" ORDER BY r.code, r.from_day", args...); err != nil {
		return v, err
	}
	return v, s.counters(ctx, by, all, &v)
}

func (s *Service) bodies(ctx context.Context, by auth.Actor, all bool) ([]BodySetup, error) {
	type name struct {
		ID        int64  `db:"id"`
		ShortName string `db:"short_name"`
	}
	args, where := []any{}, "active"
	if !all {
		where = "id = " + db.Arg(&args, by.BodyID)
	}
	names, err := db.All[name](ctx, s.db, "SELECT id, short_name FROM bodies WHERE "+where+" ORDER BY short_name", args...)
	if err != nil {
		return nil, err
	}
	list := make([]BodySetup, len(names))
	for i, n := range names {
		list[i].Body = n.ShortName
		if list[i].BodySettings, err = bodySettings(ctx, s.db, n.ID); err != nil {
			return nil, err
		}
		if text := list[i].BodySettings.Filter; text != "" {
			if err := json.Unmarshal([]byte(text), &list[i].Filter); err != nil {
				return nil, err
			}
		}
	}
	return list, nil
}

// counters are what waits for a person.
func (s *Service) counters(ctx context.Context, by auth.Actor, all bool, v *Setup) error {
	args, items, lines := []any{}, "", ""
	if !all {
		mark := db.Arg(&args, by.BodyID)
		items, lines = " AND body_id = "+mark, " AND body_id = "+mark
	}
	type counts struct {
		Sorting int `db:"sorting"`
		Faulty  int `db:"faulty"`
		Refused int `db:"refused"`
	}
	c, err := db.One[counts](ctx, s.db, `
		SELECT (SELECT count(*) FROM pos_items WHERE state = 'sorting'`+items+`) AS sorting,
		       (SELECT count(*) FROM pos_items WHERE state = 'faulty'`+items+`) AS faulty,
		       (SELECT count(*) FROM pos_ledger WHERE direction = 'out' AND state = 'refused'`+lines+`) AS refused`, args...)
	v.Sorting, v.Faulty, v.Refused = c.Sorting, c.Faulty, c.Refused
	return err
}

// over refuses who looks after one body only.
func (s *Service) over(ctx context.Context, tx *db.Tx, by auth.Actor) error {
	if all, err := s.overAll(ctx, tx, by); err != nil || all {
		return err
	}
	return fail.New(fail.Denied, "pos.denied", "the exchange is set up by the operating body")
}

// SettingsInput is what the administrator sets for the whole exchange.
type SettingsInput struct {
	PollMinutes int              `json:"poll_minutes" minimum:"1" maximum:"1440"`
	Reopening   Reopening        `json:"reopening" enum:"control,cycle"`
	LowRating   int              `json:"low_rating" minimum:"0" maximum:"4"`
	Mapping     contract.Mapping `json:"mapping"`
	Version     int64            `json:"version"`
}

// SaveSettings sets the schedule, what a low rating leads to, and how the contract is written.
func (s *Service) SaveSettings(ctx context.Context, by auth.Actor, in SettingsInput) error {
	return s.manage(ctx, by, audit.Entry{Action: "pos.settings_saved", Object: audit.Ref{Kind: "pos_settings", ID: 1}, Detail: in}, func(tx *db.Tx) error {
		if err := s.over(ctx, tx, by); err != nil {
			return err
		}
		if err := in.Mapping.Check(); err != nil {
			return fail.New(fail.Invalid, "pos.mapping_wrong", "%v", err).With("why", err.Error())
		}
		text, err := json.Marshal(in.Mapping)
		if err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `UPDATE pos_settings SET poll_minutes = $1, reopening = $2, low_rating = $3, mapping = $4, version = version + 1 WHERE id = 1 AND version = $5`,
			in.PollMinutes, in.Reopening, in.LowRating, string(text), in.Version)
		return stale(n, err)
	})
}

func stale(n int64, err error) error {
	if err == nil && n == 0 {
		return fail.New(fail.Conflict, "pos.stale", "somebody was faster")
	}
	return err
}

// BodyInput is how a body is to export.
type BodyInput struct {
	Mode         Mode     `json:"mode" enum:"at_once,schedule,hand"`
	EveryMinutes int      `json:"every_minutes" minimum:"1" maximum:"10080"`
	Notify       bool     `json:"notify"`
	LKO          bool     `json:"lko"`
	Directed     Directed `json:"directed" enum:"step,competence"`
	Filter       Filter   `json:"filter"`
	Version      int64    `json:"version" doc:"0 where nothing was set before"`
}

// SaveBody sets how a body exports.
func (s *Service) SaveBody(ctx context.Context, by auth.Actor, bodyID int64, in BodyInput) error {
	return s.manage(ctx, by, audit.Entry{Action: "pos.body_saved", Object: audit.Ref{Kind: "body", ID: bodyID}, Detail: in}, func(tx *db.Tx) error {
		if by.BodyID != bodyID {
			if err := s.over(ctx, tx, by); err != nil {
				return err
			}
		}
		if _, err := s.Org.Body(ctx, tx, bodyID); err != nil {
			return err
		}
		text, err := json.Marshal(in.Filter)
		if err != nil {
			return err
		}
		if in.Version == 0 {
			n, err := tx.Exec(ctx, `INSERT INTO pos_bodies (body_id, mode, every_minutes, notify, lko, directed, filter) VALUES ($1, $2, $3, $4, $5, $6, $7)
				ON CONFLICT (body_id) DO NOTHING`, bodyID, in.Mode, in.EveryMinutes, in.Notify, in.LKO, in.Directed, string(text))
			return stale(n, err)
		}
		n, err := tx.Exec(ctx, `UPDATE pos_bodies SET mode = $1, every_minutes = $2, next_at = NULL, notify = $3, lko = $4, directed = $5, filter = $6, version = version + 1
			WHERE body_id = $7 AND version = $8`, in.Mode, in.EveryMinutes, in.Notify, in.LKO, in.Directed, string(text), bodyID, in.Version)
		return stale(n, err)
	})
}

// SaveRoute makes or changes a line of the table «ПОС body → our body»; items that waited for it follow by a job.
func (s *Service) SaveRoute(ctx context.Context, by auth.Actor, in Route) error {
	return s.manage(ctx, by, audit.Entry{Action: "pos.route_saved", Object: audit.Ref{Kind: "pos_route", ID: in.ID}, Detail: in}, func(tx *db.Tx) error {
		if err := s.over(ctx, tx, by); err != nil {
			return err
		}
		if in.Code = strings.TrimSpace(in.Code); in.Code == "" {
			return fail.Field("pos.fields_wrong", "code", "required")
		}
		if _, err := s.Org.Body(ctx, tx, in.BodyID); err != nil {
			return fail.Field("pos.fields_wrong", "body_id", "unknown")
		}
		if !in.ToDay.IsZero() && in.ToDay.Before(in.FromDay) {
			return fail.Field("pos.fields_wrong", "to_day", "not_earlier")
		}
		if in.ID == 0 {
			in.Version = 1
			if _, err := db.Insert(ctx, tx, "pos_routes", in); err != nil {
				return err
			}
			return followRoute(ctx, tx, in.Code)
		}
		known, err := db.Exists(ctx, tx, "SELECT 1 FROM pos_routes WHERE id = $1", in.ID)
		if err != nil {
			return err
		}
		if !known {
			return fail.New(fail.NotFound, "pos.route_not_found", "no route %d", in.ID)
		}
		n, err := db.Update(ctx, tx, "pos_routes", in)
		if err := stale(n, err); err != nil {
			return err
		}
		return followRoute(ctx, tx, in.Code)
	})
}
