package db

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Column is one column of many rows: a slice of int64, string, []byte or time.Time.
type Column struct {
	Name   string
	Values any
}

// InsertMany writes many rows at once, in the fastest way that each database has: PostgreSQL takes the columns as arrays
// in one statement, SQLite some rows by each prepared statement. All columns are of one length.
func InsertMany(ctx context.Context, tx *Tx, table string, columns ...Column) error {
	return insertMany(ctx, tx, table, "", columns)
}

// PutMany writes many rows at once over those that have the same key.
func PutMany(ctx context.Context, tx *Tx, table string, key []string, columns ...Column) error {
	return insertMany(ctx, tx, table, overwriting(key, columns), columns)
}

// overwriting is what is done with a row that has the same key.
func overwriting(key []string, columns []Column) string {
	var sets []string
	for _, c := range columns {
		if !slices.Contains(key, c.Name) {
			sets = append(sets, c.Name+" = excluded."+c.Name)
		}
	}
	return " ON CONFLICT (" + strings.Join(key, ", ") + ") DO UPDATE SET " + strings.Join(sets, ", ")
}

// AddMany adds to one number of many rows at once; a row that is not there begins with what is added. No key stands twice.
func AddMany(ctx context.Context, tx *Tx, table string, key []string, number string, columns ...Column) error {
	return insertMany(ctx, tx, table, " ON CONFLICT ("+strings.Join(key, ", ")+") DO UPDATE SET "+number+" = "+table+"."+number+" + excluded."+number, columns)
}

// SetMany writes columns of many rows at once, found by their key; a row that is not there is passed by.
func SetMany(ctx context.Context, tx *Tx, table string, key Column, columns ...Column) error {
	if reflect.ValueOf(key.Values).Len() == 0 {
		return nil
	}
	sets := make([]string, len(columns))
	if tx.dialect.Name != Postgres.Name {
		for i, c := range columns {
			sets[i] = c.Name + " = $" + strconv.Itoa(i+1)
		}
		return eachRow(ctx, tx, "UPDATE "+table+" SET "+strings.Join(sets, ", ")+" WHERE "+key.Name+" = $"+strconv.Itoa(len(columns)+1), append(slices.Clone(columns), key))
	}
	for i, c := range columns {
		sets[i] = c.Name + " = v." + c.Name
	}
	var text strings.Builder
	var args []any
	all := append([]Column{key}, columns...)
	text.WriteString("UPDATE " + table + " SET " + strings.Join(sets, ", ") + " FROM unnest(")
	if err := writeArrays(&text, all, &args); err != nil {
		return err
	}
	text.WriteString(") AS v (")
	writeNames(&text, all)
	text.WriteString(") WHERE " + table + "." + key.Name + " = v." + key.Name)
	_, err := tx.Exec(ctx, text.String(), args...)
	return err
}

func insertMany(ctx context.Context, tx *Tx, table, conflict string, columns []Column) error {
	if tx.dialect.Name == Postgres.Name {
		return insertArrays(ctx, tx, table, conflict, columns)
	}
	return insertRows(ctx, tx, table, conflict, columns)
}

func insertArrays(ctx context.Context, tx *Tx, table, conflict string, columns []Column) error {
	var text strings.Builder
	var args []any
	text.WriteString("INSERT INTO " + table + " (")
	writeNames(&text, columns)
	text.WriteString(") SELECT * FROM unnest(")
	if err := writeArrays(&text, columns, &args); err != nil {
		return err
	}
	text.WriteString(")" + conflict)
	_, err := tx.Exec(ctx, text.String(), args...)
	return err
}

func writeNames(text *strings.Builder, columns []Column) {
	for i, c := range columns {
		if i > 0 {
			text.WriteString(", ")
		}
		text.WriteString(c.Name)
	}
}

// writeArrays writes the marks of the columns as arrays and adds their values to the arguments.
func writeArrays(text *strings.Builder, columns []Column, args *[]any) error {
	for i, c := range columns {
		kind, err := arrayOf(c.Values)
		if err != nil {
			return fmt.Errorf("column %s: %w", c.Name, err)
		}
		if i > 0 {
			text.WriteString(", ")
		}
		text.WriteString(Arg(args, c.Values) + "::" + kind)
	}
	return nil
}

func arrayOf(values any) (string, error) {
	switch values.(type) {
	case []int64:
		return "bigint[]", nil
	case []string:
		return "text[]", nil
	case [][]byte:
		return "bytea[]", nil
	case []time.Time:
		return "timestamptz[]", nil
	case []bool:
		return "boolean[]", nil
	case []*int64:
		return "bigint[]", nil
	case []*string:
		return "text[]", nil
	}
	return "", fmt.Errorf("no column is of %T", values)
}

// together is how many rows SQLite is given by one statement: what a statement costs besides its rows is spread by then, and
// their text is still short enough to be kept prepared.
const together = 16

func insertRows(ctx context.Context, tx *Tx, table, conflict string, columns []Column) error {
	rows := reflect.ValueOf(columns[0].Values).Len()
	one, many := insertText(table, conflict, columns, 1), ""
	if rows >= together {
		many = insertText(table, conflict, columns, together)
	}
	args := make([]any, 0, together*len(columns))
	for from := 0; from < rows; {
		text, n := one, 1
		if rows-from >= together {
			text, n = many, together
		}
		args = args[:0]
		for row := from; row < from+n; row++ {
			for _, c := range columns {
				args = append(args, valueAt(c.Values, row))
			}
		}
		if _, err := tx.Exec(ctx, text, args...); err != nil {
			return err
		}
		from += n
	}
	return nil
}

// insertText is the statement that writes so many rows.
func insertText(table, conflict string, columns []Column, rows int) string {
	var text strings.Builder
	text.WriteString("INSERT INTO " + table + " (")
	writeNames(&text, columns)
	text.WriteString(") VALUES ")
	for mark := range rows * len(columns) {
		switch {
		case mark == 0:
			text.WriteString("($")
		case mark%len(columns) == 0:
			text.WriteString("), ($")
		default:
			text.WriteString(", $")
		}
		text.WriteString(strconv.Itoa(mark + 1))
	}
	return text.String() + ")" + conflict
}

// eachRow runs a statement once for each row of the columns, which are its arguments in their order.
func eachRow(ctx context.Context, tx *Tx, query string, columns []Column) error {
	statement, err := tx.inner.PrepareContext(ctx, query)
	if err != nil {
		return err
	}
	defer statement.Close()
	row := make([]any, len(columns))
	for n := range reflect.ValueOf(columns[0].Values).Len() {
		for i, c := range columns {
			row[i] = valueAt(c.Values, n)
		}
		if _, err := statement.ExecContext(ctx, row...); err != nil {
			return err
		}
	}
	return nil
}

func valueAt(values any, n int) any {
	switch v := values.(type) {
	case []int64:
		return v[n]
	case []string:
		return v[n]
	case [][]byte:
		return v[n]
	case []time.Time:
		return v[n]
	case []bool:
		return v[n]
	case []*int64:
		return v[n]
	case []*string:
		return v[n]
	}
	return nil
}

// Among writes `column is one of the list` with one mark, however long the list is: the text of the statement stays the
// same, and the database prepares it once. For short lists there is In.
func Among[T int64 | string | []byte](r Reader, args *[]any, column string, list []T) string {
	if r.Words().Name == Postgres.Name {
		return column + " = ANY(" + Arg(args, list) + ")"
	}
	if keys, binary := any(list).([][]byte); binary {
		words := make([]string, len(keys))
		for i, k := range keys {
			words[i] = hex.EncodeToString(k)
		}
		return column + " IN (SELECT unhex(value) FROM json_each(" + Arg(args, jsonText(words)) + "))"
	}
	return column + " IN (SELECT value FROM json_each(" + Arg(args, jsonText(list)) + "))"
}

// jsonText is a list as JSON; numbers and texts always have one.
func jsonText(list any) string {
	raw, err := json.Marshal(list)
	if err != nil {
		panic(err)
	}
	return string(raw)
}
