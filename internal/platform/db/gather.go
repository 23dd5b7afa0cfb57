package db

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Gather lets the rows that are added from now on wait in the transaction, so that those of one table are written by few
// statements: an act that makes hundreds of rows does not travel to the database for each. A row is there for every
// statement that may ask for it: what waits is written before a statement that names its table, before each other change,
// and before the commit. On SQLite, where a statement has no way to travel, nothing changes.
func (tx *Tx) Gather() {
	if tx.dialect.Name == Postgres.Name && tx.gathered == nil {
		tx.gathered = &gathered{ids: map[string][]int64{}}
	}
}

// gathered are the rows that wait, in heaps of those that are written alike.
type gathered struct {
	heaps []*heap            // in the order in which their tables were first named: the parent of a row comes before it
	ids   map[string][]int64 // taken from the sequence of a table and not used yet
}

type heap struct {
	table, conflict string
	columns         []string
	values          []any // row after row
}

// takenAtOnce is how many numbers of rows are taken from a sequence; those that are left over stay unused.
const takenAtOnce = 50

// number is the id of a row that waits.
func (tx *Tx) number(ctx context.Context, table string) (int64, error) {
	if len(tx.gathered.ids[table]) == 0 {
		rows, err := tx.inner.QueryContext(ctx, "SELECT nextval(pg_get_serial_sequence($1, 'id')) FROM generate_series(1, $2)", table, takenAtOnce)
		if err != nil {
			return 0, fmt.Errorf("take numbers of %s: %w", table, err)
		}
		var taken []int64
		if err := scanner.ScanAll(&taken, rows); err != nil {
			return 0, fmt.Errorf("take numbers of %s: %w", table, err)
		}
		tx.gathered.ids[table] = taken
	}
	id := tx.gathered.ids[table][0]
	tx.gathered.ids[table] = tx.gathered.ids[table][1:]
	return id, nil
}

// gather puts a row beside those that wait.
func (tx *Tx) gather(table, conflict string, columns []string, values []any) {
	for _, h := range tx.gathered.heaps {
		if h.table == table && h.conflict == conflict && slices.Equal(h.columns, columns) {
			h.values = append(h.values, values...)
			return
		}
	}
	tx.gathered.heaps = append(tx.gathered.heaps, &heap{table, conflict, columns, values})
}

// insertLater is Insert of a row that waits.
func (tx *Tx) insertLater(ctx context.Context, table string, columns []string, values []any, hasID bool) (id int64, err error) {
	if hasID && !slices.Contains(columns, "id") {
		if id, err = tx.number(ctx, table); err != nil {
			return 0, err
		}
		columns, values = append(columns, "id"), append(values, id)
	}
	tx.gather(table, "", columns, values)
	return id, nil
}

// settle writes what waits before a statement that may need it.
func (tx *Tx) settle(ctx context.Context, query string) error {
	if tx.gathered == nil || len(tx.gathered.heaps) == 0 {
		return nil
	}
	reads := strings.HasPrefix(strings.TrimSpace(query), "SELECT")
	named := func(h *heap) bool { return strings.Contains(query, h.table) }
	if reads && !slices.ContainsFunc(tx.gathered.heaps, named) {
		return nil
	}
	return tx.writeGathered(ctx)
}

func (tx *Tx) writeGathered(ctx context.Context) error {
	if tx.gathered == nil {
		return nil
	}
	heaps := tx.gathered.heaps
	tx.gathered.heaps = nil
	for _, h := range heaps {
		if err := h.write(ctx, tx); err != nil {
			return fmt.Errorf("write gathered rows of %s: %w", h.table, err)
		}
	}
	return nil
}

// togethers are how many rows one statement writes: few numbers, so that each text comes again and is prepared once.
var togethers = []int{50, 10, 1}

func (h *heap) write(ctx context.Context, tx *Tx) error {
	values := h.values
	for _, n := range togethers {
		size := n * len(h.columns)
		for len(values) >= size && len(values) > 0 {
			if _, err := tx.inner.ExecContext(ctx, h.text(n), values[:size]...); err != nil {
				return err
			}
			values = values[size:]
		}
	}
	return nil
}

func (h *heap) text(rows int) string {
	var text strings.Builder
	text.WriteString("INSERT INTO " + h.table + " (" + strings.Join(h.columns, ", ") + ")")
	if slices.Contains(h.columns, "id") {
		text.WriteString(" OVERRIDING SYSTEM VALUE")
	}
	mark := 0
	text.WriteString(" VALUES ")
	for n := range rows {
		if n > 0 {
			text.WriteString(", ")
		}
		text.WriteString("(")
		for i := range h.columns {
			if i > 0 {
				text.WriteString(", ")
			}
			mark++
			text.WriteString("$" + strconv.Itoa(mark))
		}
		text.WriteString(")")
	}
	text.WriteString(h.conflict)
	return text.String()
}
