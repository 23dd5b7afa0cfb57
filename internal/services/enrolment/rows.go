package enrolment

import (
	"context"
	"fmt"
	"strings"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services"
)

// Row is an application in the register of a school.
type Row struct {
	ID         int64         `json:"id"`
	Number     string        `json:"number"`
	Sequence   int64         `json:"sequence"`
	AcceptedAt time.Time     `json:"accepted_at"`
	ChildName  string        `json:"child_name"`
	BornOn     calendar.Date `json:"born_on,omitzero"`
	Address    string        `json:"address"`
	Asked      string        `json:"asked" doc:"The school in the words of the answer"`
	Claim      Ground        `json:"claim" enum:"none,sibling,first,out"`
	Ground     Ground        `json:"ground" enum:"none,sibling,first,out"`
	Resident   bool          `json:"resident"`
	Stage      Stage         `json:"stage"`
	Group      Group         `json:"group" doc:"0 until the checks are over"`
	Why        string        `json:"why" doc:"By what it stands where it stands"`
	Place      int           `json:"place" doc:"Place among the eligible of the whole register, whatever it is narrowed to; 0 while it has none"`
	State      State         `json:"state" enum:"checks,needs_confirmation,eligible,ordered,refused,enrolled,no_place,withdrawn"`
	Reason     string        `json:"reason"`
	Elsewhere  bool          `json:"elsewhere" doc:"The child is enrolled in another school"`
	Version    int64         `json:"version"`
	Actions    []Action      `json:"actions" enum:"sort,confirm,demand,refuse,withdraw"`
}

// RowFilter narrows the register of a school. It may name a child, so it is sent in the body of a request and stands in no
// address and no log.
type RowFilter struct {
	Year  int    `json:"year" minimum:"2020" maximum:"2100"`
	Stage Stage  `json:"stage" minimum:"1" maximum:"2"`
	Group Group  `json:"group,omitempty" minimum:"0" maximum:"5" doc:"0: all"`
	State State  `json:"state,omitempty" enum:",checks,needs_confirmation,eligible,ordered,refused,enrolled,no_place,withdrawn" doc:"Empty: all"`
	ID    int64  `json:"id,omitempty" minimum:"0" doc:"One application alone; 0: all"`
	Find  string `json:"find,omitempty" maxLength:"200" doc:"Beginning of the name of the child, the number of the application, or its last figures"`
	After string `json:"after,omitempty" maxLength:"60" doc:"next of the previous page"`
	Limit int    `json:"limit,omitempty" minimum:"0" maximum:"200" doc:"0: 50"`
}

// RowPage is a page of a register.
type RowPage struct {
	Items []Row  `json:"items"`
	Next  string `json:"next" doc:"Where the next page begins; empty behind the last"`
	Count int    `json:"count" doc:"Of all pages, told with the first one"`
}

// rowsAtOnce is a page of a register where nobody asks for another length.
const rowsAtOnce = 50

// placedRow is a row of the table with what others mean for it.
type placedRow struct {
	Enrolment
	Placed bool `db:"placed"` // a place is held for the child, here or elsewhere
}

// Rows is a page of the register of a school in the order of ranks; the unchecked stand first in their own order, for they
// hold the rest up. The reading is journaled: it names children.
//
// A page costs what it shows, out of the index by rank (school, year, stage, group, sequence); narrowed by state, name or
// number it passes over at most the applications of that school and stage, and so does the count of the first page. The
// places are counted once for the page, from the first rank to its last.
func (s *Service) Rows(ctx context.Context, by auth.Actor, schoolID int64, f RowFilter) (page RowPage, err error) {
	school, err := s.schoolOf(ctx, s.db, by, schoolID)
	if err != nil {
		return page, err
	}
	if err := audit.Seen(ctx, s.db, by, school.Ref()); err != nil {
		return page, err
	}
	if f.Limit == 0 {
		f.Limit = rowsAtOnce
	}
	where, args := f.conditions(schoolID)
	if f.After == "" {
		if page.Count, err = db.One[int](ctx, s.db, "SELECT count(*) FROM enrolments b WHERE "+where, args...); err != nil {
			return page, err
		}
	} else if where, err = after(where, &args, f.After); err != nil {
		return page, err
	}
	list, err := db.All[placedRow](ctx, s.db, "SELECT "+db.Columns[Enrolment]("b")+", "+placed+" AS placed FROM enrolments b WHERE "+where+
		" ORDER BY b.grp, b.sequence LIMIT "+db.Arg(&args, f.Limit+1), args...)
	if err != nil {
		return page, err
	}
	if len(list) > f.Limit {
		list = list[:f.Limit]
		last := list[f.Limit-1]
		page.Next = fmt.Sprintf("%d.%d", last.Group, last.Sequence)
	}
	page.Items, err = s.withPlaces(ctx, list)
	return page, err
}

// conditions on b, the applications of a register.
func (f RowFilter) conditions(schoolID int64) (where string, args []any) {
	parts := []string{"b.school_id = " + db.Arg(&args, schoolID), "b.year = " + db.Arg(&args, f.Year), "b.stage = " + db.Arg(&args, f.Stage)}
	if f.ID != 0 {
		parts = append(parts, "b.id = "+db.Arg(&args, f.ID))
	}
	if f.Group != 0 {
		parts = append(parts, "b.grp = "+db.Arg(&args, f.Group))
	}
	if f.State != "" {
		parts = append(parts, "b.state = "+db.Arg(&args, f.State))
	}
	if wanted, typed := services.WantedOf(f.Find); typed {
		parts = append(parts, wanted.In(&args, "b"))
	}
	return strings.Join(parts, " AND "), args
}

// after is the condition that a row stands behind the end of the previous page.
func after(where string, args *[]any, end string) (string, error) {
	var g, n int64
	if read, _ := fmt.Sscanf(end, "%d.%d", &g, &n); read != 2 {
		return "", fail.Field("request.invalid", "after", "wrong_format")
	}
	return where + " AND (b.grp, b.sequence) > (" + db.Arg(args, g) + ", " + db.Arg(args, n) + ")", nil
}

// withPlaces are the rows of a page with their places in the whole register: the same numbers that parents see.
func (s *Service) withPlaces(ctx context.Context, list []placedRow) ([]Row, error) {
	rows, waiting := make([]Row, len(list)), []int64{}
	var last Enrolment
	for i, e := range list {
		rows[i] = e.row()
		rows[i].Elsewhere = e.Placed && !e.Seat
		if e.State == Eligible && !rows[i].Elsewhere {
			waiting, last = append(waiting, e.ID), e.Enrolment
		}
	}
	if len(waiting) == 0 {
		return rows, nil
	}
	type place struct {
		ID    int64 `db:"id"`
		Place int   `db:"place"`
	}
	args := []any{*last.SchoolID, last.Year, last.Stage, last.Group, last.Sequence, Eligible}
	places, err := db.All[place](ctx, s.db, `SELECT id, place FROM (SELECT b.id AS id, row_number() OVER (ORDER BY b.stage, b.grp, b.sequence) AS place FROM enrolments b
		WHERE b.school_id = $1 AND b.year = $2 AND b.grp > 0 AND (b.stage, b.grp, b.sequence) <= ($3, $4, $5) AND b.state = $6 AND NOT `+placed+`) AS queue
		WHERE `+db.Among(s.db, &args, "id", waiting), args...)
	if err != nil {
		return nil, err
	}
	at := make(map[int64]int, len(places))
	for _, p := range places {
		at[p.ID] = p.Place
	}
	for i := range rows {
		rows[i].Place = at[rows[i].ID]
	}
	return rows, nil
}

// row is the application as its officer sees it.
func (e Enrolment) row() Row {
	return Row{ID: e.ID, Number: e.Number, Sequence: e.Sequence, AcceptedAt: e.AcceptedAt, ChildName: e.ChildName, BornOn: e.BornOn, Address: e.Address, Asked: e.Asked,
		Claim: e.Claim, Ground: e.Ground, Resident: e.Resident, Stage: e.Stage, Group: e.Group, Why: e.ranked(), State: e.State, Reason: e.Reason,
		Version: e.Version, Actions: e.Actions()}
}

// ranked says by what an application stands where it stands.
func (e Enrolment) ranked() string {
	if e.Group == 0 {
		return ""
	}
	return fmt.Sprintf("Этап %d, группа %d (%s), в группе – по времени приёма: %d в порядке", e.Stage, e.Group, groupWords[e.Group], e.Sequence)
}
