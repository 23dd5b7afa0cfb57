package tasks

import (
	"context"
	"strings"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

// Bound is where counting stops: «99+».
const Bound = 100

// Counter says how much waits of one kind. A hundred means a hundred or more.
type Counter struct {
	Kind    Kind `db:"kind" json:"kind"`
	Open    int  `db:"open_tasks" json:"open" maximum:"100"`
	Overdue int  `db:"overdue_tasks" json:"overdue" maximum:"100"`
}

// Counters counts the inbox by kind, never further than the bound; kinds of which nothing waits are left out.
func (s *Service) Counters(ctx context.Context, by auth.Actor) ([]Counter, error) {
	today, err := s.today(by)
	if err != nil {
		return nil, err
	}
	keys, err := s.waited(ctx, by)
	if err != nil || len(keys) == 0 {
		return nil, err
	}
	var args []any
	mine := "principal IN " + db.In(&args, keys)
	before, bound := db.Arg(&args, today.String()), db.Arg(&args, Bound)
	var parts []string
	for _, kind := range Kinds() {
		open := "SELECT 1 FROM tasks WHERE " + mine + " AND kind = '" + string(kind) + "' AND done_at IS NULL"
		parts = append(parts, "SELECT '"+string(kind)+"' AS kind, "+
			"(SELECT count(*) FROM ("+open+" LIMIT "+bound+") AS o) AS open_tasks, "+
			"(SELECT count(*) FROM ("+open+" AND due_sort < "+before+" LIMIT "+bound+") AS l) AS overdue_tasks")
	}
	return db.All[Counter](ctx, s.db, "SELECT kind, open_tasks, overdue_tasks FROM ("+strings.Join(parts, " UNION ALL ")+") AS c WHERE open_tasks > 0", args...)
}

// Waiting counts the open tasks of one principal, no further than the bound.
func Waiting(ctx context.Context, r db.Reader, whose auth.Principal) (int, error) {
	return db.One[int](ctx, r, "SELECT count(*) FROM (SELECT 1 FROM tasks WHERE principal = $1 AND done_at IS NULL LIMIT $2) AS open_tasks", whose, Bound)
}
