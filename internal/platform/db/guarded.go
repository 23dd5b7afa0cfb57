package db

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"veche/internal/platform/auth"
)

// Guard is an UPDATE of one row that stands before rows which are to be written only if it still finds that row as it
// was known: `UPDATE counters SET n = $1 WHERE id = $2 AND n = $3`.
type Guard struct {
	Update string
	Args   []any
}

// Rows are rows of one table, column by column.
type Rows struct {
	Table   string
	Key     []string // who has the same key is written over; nil: a key that stands there already is an error
	Columns []Column
}

// InsertGuarded writes the rows when the guard has found its row, and nothing, without an error, when it has not. All of
// it is a transaction of its own. PostgreSQL gets it as one statement: a transaction of several goes to the database and
// back for each, and while thousands wait to be answered the program comes to read every reply late.
func (d *DB) InsertGuarded(ctx context.Context, by auth.Actor, guard Guard, all ...Rows) (done bool, err error) {
	if d.Dialect.Name == Postgres.Name {
		text, args, err := atOnce(guard, all)
		if err != nil {
			return false, err
		}
		n, err := execColumns(ctx, d.writer, text, args)
		return n > 0, err
	}
	err = d.Tx(ctx, by, func(tx *Tx) error {
		done, err = tx.InsertGuarded(ctx, guard, all...)
		return err
	})
	return done && err == nil, err
}

// InsertGuarded is the same within a transaction.
func (tx *Tx) InsertGuarded(ctx context.Context, guard Guard, all ...Rows) (bool, error) {
	if tx.dialect.Name == Postgres.Name {
		text, args, err := atOnce(guard, all)
		if err != nil {
			return false, err
		}
		n, err := tx.Exec(ctx, text, args...)
		return n > 0, err
	}
	if n, err := tx.Exec(ctx, guard.Update, guard.Args...); n == 0 || err != nil {
		return false, err
	}
	for _, rows := range all {
		if err := insertRows(ctx, tx, rows.Table, rows.conflict(), rows.Columns); err != nil {
			return false, err
		}
	}
	return true, nil
}

// atOnce makes one statement of the guard and all rows; how many it says to have written are those of the last table.
func atOnce(guard Guard, all []Rows) (string, []any, error) {
	var text strings.Builder
	text.Grow(2048)
	args := slices.Clone(guard.Args)
	text.WriteString("WITH guard AS (" + guard.Update + " RETURNING 1)")
	for i, rows := range all {
		if i < len(all)-1 {
			text.WriteString(", rows" + strconv.Itoa(i) + " AS (")
		}
		text.WriteString(" INSERT INTO " + rows.Table + " (")
		writeNames(&text, rows.Columns)
		text.WriteString(") SELECT new.* FROM guard, unnest(")
		if err := writeArrays(&text, rows.Columns, &args); err != nil {
			return "", nil, err
		}
		text.WriteString(") AS new" + rows.conflict())
		if i < len(all)-1 {
			text.WriteByte(')')
		}
	}
	return text.String(), args, nil
}

func (r Rows) conflict() string {
	if len(r.Key) == 0 {
		return ""
	}
	return overwriting(r.Key, r.Columns)
}
