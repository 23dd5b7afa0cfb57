package org

import (
	"context"
	"strings"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/text"
)

// EmployeeFilter chooses people; what is zero does not narrow. It is sent as a body: a name never stands in an address
// (architecture §8).
type EmployeeFilter struct {
	Query     string `json:"q,omitempty" maxLength:"100" doc:"Beginnings of words of the name"`
	UnitID    int64  `json:"unit_id,omitempty" minimum:"0"`
	BodyID    int64  `json:"body_id,omitempty" minimum:"0" doc:"Another body: only its executives are shown"`
	Executive bool   `json:"executive,omitempty" doc:"Only holders of executive posts"`
	All       bool   `json:"all,omitempty" doc:"Executives of other bodies too: addressees"`
	Dismissed bool   `json:"dismissed,omitempty" doc:"Those who left too"`
	Limit     int    `json:"limit,omitempty" minimum:"0" maximum:"200" doc:"50 when it is not given"`
}

// Employees finds people of the actor's own body by the beginnings of their names, and executives of other bodies
// where addressees are looked for. Other bodies' staff is not shown: it is their inner matter.
func (s *Service) Employees(ctx context.Context, by auth.Actor, f EmployeeFilter) ([]Employee, error) {
	var args []any
	where := []string{s.visible(by, f, &args)}
	for word := range strings.FieldsSeq(text.Fold(f.Query)) {
		// a word stands at the beginning of the name or after a space; % and _ in it are what was typed
		word = likeWord.Replace(word)
		first, inner := db.Arg(&args, word+"%"), db.Arg(&args, "% "+word+"%")
		where = append(where, `(e.name_fold LIKE `+first+` ESCAPE '\' OR e.name_fold LIKE `+inner+` ESCAPE '\')`)
	}
	if f.UnitID != 0 {
		where = append(where, "e.unit_id = "+db.Arg(&args, f.UnitID))
	}
	if f.Executive {
		where = append(where, "p.executive")
	}
	if !f.Dismissed {
		where = append(where, "e.dismissed_at IS NULL")
	}
	if f.Limit == 0 {
		f.Limit = 50
	}
	return db.All[Employee](ctx, s.db, "SELECT "+employeeColumns+employeeTables+
		" WHERE "+strings.Join(where, " AND ")+" ORDER BY e.name_fold, e.id LIMIT "+db.Arg(&args, f.Limit), args...)
}

// visible is the condition of who may be seen: own body, and executives elsewhere.
func (s *Service) visible(by auth.Actor, f EmployeeFilter, args *[]any) string {
	switch {
	case f.BodyID != 0 && f.BodyID != by.BodyID:
		return "e.body_id = " + db.Arg(args, f.BodyID) + " AND p.executive"
	case f.All && f.BodyID == 0:
		return "(e.body_id = " + db.Arg(args, by.BodyID) + " OR p.executive)"
	}
	return "e.body_id = " + db.Arg(args, by.BodyID)
}

var likeWord = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// Bodies lists the organisations that work, in the order of their names.
func (s *Service) Bodies(ctx context.Context) ([]Body, error) {
	return db.All[Body](ctx, s.db, "SELECT "+db.Columns[Body]("")+" FROM bodies WHERE active ORDER BY name, id")
}
