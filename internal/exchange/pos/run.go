package pos

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
)

// Filter chooses what leaves in a run. An empty field chooses everything.
type Filter struct {
	JournalID int64         `json:"journal_id,omitempty" doc:"Where the card is registered"`
	UnitID    int64         `json:"unit_id,omitempty" doc:"Office whose clerk registered it"`
	Place     string        `json:"place,omitempty" maxLength:"200" doc:"Where the citizen lives"`
	Kind      string        `json:"kind,omitempty" enum:",proposal,application,complaint,message"`
	Theme     string        `json:"theme,omitempty" maxLength:"30" doc:"Beginning of a code of the classifier"`
	Status    string        `json:"status,omitempty" maxLength:"50" doc:"Status to be sent, e.g. status.considered"`
	From      calendar.Date `json:"from,omitempty" format:"date" doc:"Registered from"`
	To        calendar.Date `json:"to,omitempty" format:"date"`
	Documents []int64       `json:"documents,omitempty" maxItems:"500" doc:"Chosen cards"`
}

// where is the filter as a condition on lines l and their cards d.
func (f Filter) where(args *[]any) string {
	var parts []string
	put := func(given bool, condition string, values ...any) {
		if !given {
			return
		}
		marks := make([]any, len(values))
		for i, v := range values {
			marks[i] = db.Arg(args, v)
		}
		parts = append(parts, fmt.Sprintf(condition, marks...))
	}
	put(f.JournalID != 0, "d.journal_id = %s", f.JournalID)
	put(f.UnitID != 0, "d.registrar_id IN (SELECT id FROM employees WHERE unit_id = %s)", f.UnitID)
	put(f.Kind != "", "EXISTS (SELECT 1 FROM appeals a WHERE a.document_id = d.id AND a.kind = %s)", f.Kind)
	put(f.Theme != "", "EXISTS (SELECT 1 FROM appeal_questions q WHERE q.document_id = d.id AND q.code LIKE %s)", like(f.Theme)+"%")
	put(f.Status != "", "l.status = %s", f.Status)
	put(!f.From.IsZero(), "d.registered_on >= %s", f.From)
	put(!f.To.IsZero(), "d.registered_on <= %s", f.To)
	if place := strings.TrimSpace(f.Place); place != "" {
		first := string([]rune(place)[1:]) // capital or not, as it is written in addresses
		parts = append(parts, "EXISTS (SELECT 1 FROM appeal_authors w WHERE w.document_id = d.id AND (w.district LIKE "+db.Arg(args, "%"+like(first)+"%")+
			" OR w.address LIKE "+db.Arg(args, "%"+like(first)+"%")+"))")
	}
	if len(f.Documents) > 0 {
		parts = append(parts, "d.id IN "+db.In(args, f.Documents))
	}
	if len(parts) == 0 {
		return ""
	}
	return " AND " + strings.Join(parts, " AND ")
}

// like keeps what people type from being a pattern.
func like(s string) string {
	return strings.NewReplacer("%", "", "_", "").Replace(s)
}

// RunNow sends what waits in the actor's body and is chosen by the filter: the clerk's hand, in every mode.
func (s *Service) RunNow(ctx context.Context, by auth.Actor, f Filter) (Run, int, error) {
	var run Run
	var n int
	if !by.Can(RightManage) && !by.Can(documents.RightRegister) {
		return run, 0, fail.New(fail.Denied, "pos.denied", "no right to export")
	}
	err := s.db.Tx(ctx, by, func(tx *db.Tx) (err error) {
		if run, n, err = s.begin(ctx, tx, by.BodyID, ByHand, f); err != nil || n == 0 {
			return err
		}
		entry := audit.Entry{Action: "pos.exported", Object: audit.Ref{Kind: "pos_run", ID: run.ID}, Detail: map[string]any{"lines": n}}
		return audit.Write(ctx, tx, entry)
	})
	if err == nil && n == 0 {
		err = fail.New(fail.Conflict, "pos.nothing_to_send", "no line is ready")
	}
	return run, n, err
}

// begin makes a run of the ready lines of a body; none is made when there are no lines.
func (s *Service) begin(ctx context.Context, tx *db.Tx, bodyID int64, mode Mode, f Filter) (run Run, n int, err error) {
	args := []any{bodyID}
	ids, err := db.All[int64](ctx, tx, `
		SELECT l.id FROM pos_ledger l JOIN documents d ON d.id = l.document_id
		 WHERE l.direction = 'out' AND l.state = 'ready' AND l.run_id IS NULL AND l.body_id = $1`+f.where(&args)+" ORDER BY l.id LIMIT 5000", args...)
	if err != nil || len(ids) == 0 {
		return run, 0, err
	}
	text, err := json.Marshal(f)
	if err != nil {
		return run, 0, err
	}
	run = Run{BodyID: bodyID, Mode: mode, Day: s.Org.Today(ctx, tx, bodyID, tx.Now), Filter: string(text), StartedAt: tx.Now}
	if tx.By.PersonID != 0 {
		run.StartedBy = &tx.By.PersonID
	}
	if run.ID, err = db.Insert(ctx, tx, "pos_runs", run); err != nil {
		return run, 0, err
	}
	args = []any{run.ID}
	_, err = tx.Exec(ctx, "UPDATE pos_ledger SET run_id = $1 WHERE id IN "+db.In(&args, ids), args...)
	return run, len(ids), err
}

// runSchedules begins the runs of bodies whose time has come.
func (s *Service) runSchedules(ctx context.Context) error {
	due, err := db.All[BodySettings](ctx, s.db, "SELECT "+db.Columns[BodySettings]("")+" FROM pos_bodies WHERE mode = 'schedule' AND (next_at IS NULL OR next_at <= $1)", s.db.Now())
	if err != nil {
		return err
	}
	for _, v := range due {
		err = errors.Join(err, s.db.Tx(ctx, system(v.BodyID), func(tx *db.Tx) error {
			var f Filter
			if v.Filter != "" {
				if err := json.Unmarshal([]byte(v.Filter), &f); err != nil {
					return fmt.Errorf("filter of body %d: %w", v.BodyID, err)
				}
			}
			if _, _, err := s.begin(ctx, tx, v.BodyID, BySchedule, f); err != nil {
				return err
			}
			_, err := tx.Exec(ctx, "UPDATE pos_bodies SET next_at = $1 WHERE body_id = $2", tx.Now.Add(time.Duration(max(v.EveryMinutes, 1))*time.Minute), v.BodyID)
			return err
		}))
	}
	return err
}

// SavedFilter is a filter with a name.
type SavedFilter struct {
	ID     int64  `json:"id"`
	Name   string `json:"name" minLength:"1" maxLength:"100"`
	Filter Filter `json:"filter"`
}

// Filters are the saved filters of the actor's body.
func (s *Service) Filters(ctx context.Context, by auth.Actor) ([]SavedFilter, error) {
	if err := s.mayExport(by); err != nil {
		return nil, err
	}
	type row struct {
		ID     int64  `db:"id"`
		Name   string `db:"name"`
		Filter string `db:"filter"`
	}
	rows, err := db.All[row](ctx, s.db, "SELECT id, name, filter FROM pos_filters WHERE body_id = $1 ORDER BY name", by.BodyID)
	list := make([]SavedFilter, len(rows))
	for i, r := range rows {
		list[i] = SavedFilter{ID: r.ID, Name: r.Name}
		if err := json.Unmarshal([]byte(r.Filter), &list[i].Filter); err != nil {
			return nil, err
		}
	}
	return list, err
}

// SaveFilter keeps a filter under its name; the same name is the same filter.
func (s *Service) SaveFilter(ctx context.Context, by auth.Actor, f SavedFilter) error {
	if err := s.mayExport(by); err != nil {
		return err
	}
	if f.Name = strings.Join(strings.Fields(f.Name), " "); f.Name == "" {
		return fail.Field("pos.fields_wrong", "name", "required")
	}
	content, err := json.Marshal(f.Filter)
	if err != nil {
		return err
	}
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, `INSERT INTO pos_filters (body_id, name, filter) VALUES ($1, $2, $3)
			ON CONFLICT (body_id, name) DO UPDATE SET filter = excluded.filter`, by.BodyID, f.Name, string(content)); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "pos.filter_saved", Object: audit.Ref{Kind: "body", ID: by.BodyID}, Detail: map[string]any{"name": text.Fold(f.Name)}})
	})
}

// DropFilter forgets a saved filter of the body.
func (s *Service) DropFilter(ctx context.Context, by auth.Actor, id int64) error {
	if err := s.mayExport(by); err != nil {
		return err
	}
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		n, err := tx.Exec(ctx, "DELETE FROM pos_filters WHERE id = $1 AND body_id = $2", id, by.BodyID)
		if err != nil {
			return err
		}
		if n == 0 {
			return fail.New(fail.NotFound, "pos.filter_not_found", "no filter %d", id)
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "pos.filter_dropped", Object: audit.Ref{Kind: "body", ID: by.BodyID}})
	})
}

func (s *Service) mayExport(by auth.Actor) error {
	if by.Can(RightManage) || by.Can(documents.RightRegister) {
		return nil
	}
	return fail.New(fail.Denied, "pos.denied", "no right to export")
}
