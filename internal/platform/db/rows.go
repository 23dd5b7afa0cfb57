package db

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/georgysavva/scany/v2/dbscan"

	"veche/internal/platform/fail"
)

// ErrNone says that One found no row.
var ErrNone = errors.New("no row")

var scanner = must(dbscan.NewAPI(dbscan.WithAllowUnknownColumns(false)))

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// All returns every row of a query as a T: a struct with db tags or a single value.
func All[T any](ctx context.Context, r Reader, query string, args ...any) ([]T, error) {
	rows, err := r.query(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	list := []T{}
	if err := scanner.ScanAll(&list, rows); err != nil {
		return nil, err
	}
	for i := range list {
		toUTC(reflect.ValueOf(&list[i]).Elem())
	}
	return list, nil
}

// One returns the only row of a query, or ErrNone.
func One[T any](ctx context.Context, r Reader, query string, args ...any) (T, error) {
	list, err := All[T](ctx, r, query, args...)
	var none T
	switch {
	case err != nil:
		return none, err
	case len(list) == 0:
		return none, ErrNone
	case len(list) > 1:
		return none, fmt.Errorf("%d rows where one is expected", len(list))
	}
	return list[0], nil
}

// Settled is All of what does not change while a transaction runs – a setting, a dictionary: in one transaction the same
// question is asked once, however many cards it makes. The list is shared and not to be changed.
func Settled[T any](ctx context.Context, r Reader, query string, args ...any) ([]T, error) {
	tx, within := r.(*Tx)
	if !within {
		return All[T](ctx, r, query, args...)
	}
	key := fmt.Sprintf("%s %#v", query, args)
	if list, known := tx.settled[key].([]T); known {
		return list, nil
	}
	list, err := All[T](ctx, tx, query, args...)
	if err == nil {
		if tx.settled == nil {
			tx.settled = map[string]any{}
		}
		tx.settled[key] = list
	}
	return list, err
}

// Absent turns "no row" into the refusal of an object that is not there, or not for the one who asks.
func Absent(err error, code string, id int64) error {
	if errors.Is(err, ErrNone) {
		return fail.New(fail.NotFound, code, "no %d", id)
	}
	return err
}

// Exists tells whether a query has a row.
func Exists(ctx context.Context, r Reader, query string, args ...any) (bool, error) {
	list, err := All[int](ctx, r, "SELECT 1 WHERE EXISTS ("+query+")", args...)
	return len(list) == 1, err
}

// Insert writes the fields of row that carry a db tag as a new row and returns its id.
// A field tagged db:"id" is left to the database when it is zero.
func Insert[T any](ctx context.Context, tx *Tx, table string, row T) (int64, error) {
	columns, args, hasID := fieldsOf(row)
	if tx.gathered != nil {
		return tx.insertLater(ctx, table, columns, args, hasID)
	}
	query := insertion(table, columns)
	if !hasID {
		_, err := tx.Exec(ctx, query, args...)
		return 0, err
	}
	return One[int64](ctx, tx, query+" RETURNING id", args...)
}

// InsertNew is Insert of a row without an id; one that has the same key stays as it is.
func InsertNew[T any](ctx context.Context, tx *Tx, table, key string, row T) error {
	columns, args, _ := fieldsOf(row)
	conflict := " ON CONFLICT (" + key + ") DO NOTHING"
	if tx.gathered != nil {
		tx.gather(table, conflict, columns, args)
		return nil
	}
	_, err := tx.Exec(ctx, insertion(table, columns)+conflict, args...)
	return err
}

func insertion(table string, columns []string) string {
	marks := make([]string, len(columns))
	for i := range columns {
		marks[i] = "$" + strconv.Itoa(i+1)
	}
	return "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES (" + strings.Join(marks, ", ") + ")"
}

// fieldsOf are the fields of a row that are written; its id only when it is given.
func fieldsOf(row any) (columns []string, values []any, hasID bool) {
	each(reflect.ValueOf(row), func(column string, value reflect.Value) {
		if column == "id" {
			hasID = true
			if value.IsZero() {
				return
			}
		}
		columns, values = append(columns, column), append(values, value.Interface())
	})
	return columns, values, hasID
}

// Update writes the fields of row that carry a db tag over the row with the same id and tells how many rows there were.
// Where the row has a version, it must be the stored one; the stored one then grows by one: zero rows mean that
// somebody else was faster.
func Update[T any](ctx context.Context, tx *Tx, table string, row T) (int64, error) {
	var sets, where []string
	var args []any
	each(reflect.ValueOf(row), func(column string, value reflect.Value) {
		args = append(args, value.Interface())
		mark := "$" + strconv.Itoa(len(args))
		switch column {
		case "id":
			where = append(where, "id = "+mark)
		case "version":
			sets = append(sets, "version = version + 1")
			where = append(where, "version = "+mark)
		default:
			sets = append(sets, column+" = "+mark)
		}
	})
	return tx.Exec(ctx, "UPDATE "+table+" SET "+strings.Join(sets, ", ")+" WHERE "+strings.Join(where, " AND "), args...)
}

func each(v reflect.Value, do func(column string, value reflect.Value)) {
	v = reflect.Indirect(v)
	for i := range v.NumField() {
		field := v.Type().Field(i)
		column, _, _ := strings.Cut(field.Tag.Get("db"), ",")
		switch {
		case column == "-" || !field.IsExported():
		case column == "" && field.Anonymous:
			each(v.Field(i), do)
		case column != "":
			do(column, v.Field(i))
		}
	}
}

// In writes the marks of a list for `x IN (…)` and appends its values to args. An empty list matches nothing.
func In[T any](args *[]any, list []T) string {
	if len(list) == 0 {
		return "(NULL)"
	}
	marks := make([]string, len(list))
	for i, v := range list {
		*args = append(*args, v)
		marks[i] = "$" + strconv.Itoa(len(*args))
	}
	return "(" + strings.Join(marks, ", ") + ")"
}

// Values writes a list as rows of one column for `WITH keys (name) AS (VALUES …)` and appends its values to args. The list
// is not empty.
func Values[T any](args *[]any, list []T) string {
	marks := make([]string, len(list))
	for i, v := range list {
		marks[i] = "(" + Arg(args, v) + ")"
	}
	return "VALUES " + strings.Join(marks, ", ")
}

// Arg appends one value to args and returns its mark.
func Arg(args *[]any, value any) string {
	*args = append(*args, value)
	return "$" + strconv.Itoa(len(*args))
}

// Begins is the condition that a text begins as it is given; the given is appended to args. Unlike LIKE it knows no signs of
// its own, and an index on the column serves it on both databases.
func Begins(args *[]any, column, text string) string {
	return column + " >= " + Arg(args, text) + " AND " + column + " < " + Arg(args, text+last)
}

// last stands behind every letter, so that a beginning is a range.
const last = "\U0010FFFF"

var timeType = reflect.TypeFor[time.Time]()

// toUTC turns the session's zone of the driver into UTC, so that both databases give equal values.
func toUTC(v reflect.Value) {
	switch {
	case v.Type() == timeType:
		if t := v.Interface().(time.Time); !t.IsZero() {
			v.Set(reflect.ValueOf(t.UTC()))
		}
	case v.Kind() == reflect.Pointer && v.Type().Elem() == timeType && !v.IsNil():
		toUTC(v.Elem())
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				toUTC(v.Field(i))
			}
		}
	}
}

// Columns names the columns of T for a SELECT, each behind the alias when there is one: a query never says *,
// so that a newer column does not disturb a node of the release before.
func Columns[T any](alias string) string {
	var none T
	var names []string
	each(reflect.ValueOf(none), func(column string, _ reflect.Value) {
		if alias != "" {
			column = alias + "." + column
		}
		names = append(names, column)
	})
	return strings.Join(names, ", ")
}
