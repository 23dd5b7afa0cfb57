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
