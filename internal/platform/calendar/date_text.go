package calendar

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// String is YYYY-MM-DD, or nothing when there is no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.utc().Format(time.DateOnly)
}

// MarshalText serves JSON, forms and addresses of pages: the text of String.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote; an empty text is no date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// Value keeps the date in the database as text, so that both databases compare it alike;
// no date is NULL.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads the column back. A driver that turns columns declared as dates into times
// gives midnight in UTC, whose date is taken as it stands.
func (d *Date) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*d = Date{}
		return nil
	case string:
		return d.UnmarshalText([]byte(v))
	case []byte:
		return d.UnmarshalText(v)
	case time.Time:
		*d = On(v.Date())
		return nil
	default:
		return fmt.Errorf("calendar: cannot read a date from %T", src)
	}
}
