package db

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
)

// JSON keeps a value as JSON text in one column.
type JSON[T any] struct{ V T }

func (j JSON[T]) Value() (driver.Value, error) {
	raw, err := json.Marshal(j.V)
	return string(raw), err
}

func (j *JSON[T]) Scan(src any) error {
	switch s := src.(type) {
	case nil:
		var none T
		j.V = none
		return nil
	case string:
		return json.Unmarshal([]byte(s), &j.V)
	case []byte:
		return json.Unmarshal(s, &j.V)
	}
	return fmt.Errorf("JSON column holds %T", src)
}

func (j JSON[T]) MarshalJSON() ([]byte, error)    { return json.Marshal(j.V) }
func (j *JSON[T]) UnmarshalJSON(raw []byte) error { return json.Unmarshal(raw, &j.V) }

// List keeps values as a JSON array in one column; to whoever writes or reads the API it is a plain array.
type List[T any] []T

// Value is that of driver.Valuer.
func (l List[T]) Value() (driver.Value, error) {
	if l == nil {
		return "[]", nil
	}
	raw, err := json.Marshal([]T(l))
	return string(raw), err
}

// Scan is that of sql.Scanner.
func (l *List[T]) Scan(src any) error {
	var j JSON[[]T]
	if err := j.Scan(src); err != nil {
		return err
	}
	*l = j.V
	return nil
}

// Map keeps values by their names as a JSON object in one column.
type Map[T any] map[string]T

// Value is that of driver.Valuer.
func (m Map[T]) Value() (driver.Value, error) {
	if m == nil {
		return "{}", nil
	}
	raw, err := json.Marshal(map[string]T(m))
	return string(raw), err
}

// Scan is that of sql.Scanner.
func (m *Map[T]) Scan(src any) error {
	var j JSON[map[string]T]
	if err := j.Scan(src); err != nil {
		return err
	}
	*m = j.V
	return nil
}
