package db

import (
	"context"
	"database/sql"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/stdlib"
)

// lent are buffers for arguments that are whole columns. A driver that begins each statement with an empty buffer copies
// a batch of forms five times while it grows: in a surge that was half of what the program allocated.
var lent = sync.Pool{New: func() any { return new(arguments) }}

// arguments of a statement as PostgreSQL takes them.
type arguments struct {
	bytes   []byte
	ends    []int // of each argument in bytes
	none    []bool
	values  [][]byte
	formats []int16
}

// execColumns runs a statement of PostgreSQL whose arguments are long, and tells how many rows it has written. The
// connection keeps the statement prepared, so its text should be one of few.
func execColumns(ctx context.Context, writer *sql.DB, text string, args []any) (written int64, err error) {
	c, err := writer.Conn(ctx)
	if err != nil {
		return 0, err
	}
	defer c.Close()
	err = c.Raw(func(inner any) error {
		conn := inner.(*stdlib.Conn).Conn()
		statement, err := conn.Prepare(ctx, text, text)
		if err != nil {
			return err
		}
		a := lent.Get().(*arguments)
		defer lent.Put(a)
		if err := a.encode(conn, statement.ParamOIDs, args); err != nil {
			return err
		}
		result := conn.PgConn().ExecStatement(ctx, statement, a.values, a.formats, nil).Read()
		written = result.CommandTag.RowsAffected()
		return result.Err
	})
	return written, err
}

func (a *arguments) encode(conn *pgx.Conn, kinds []uint32, args []any) error {
	*a = arguments{a.bytes[:0], a.ends[:0], a.none[:0], a.values[:0], a.formats[:0]}
	for i, arg := range args {
		encoded, err := conn.TypeMap().Encode(kinds[i], pgtype.BinaryFormatCode, arg, a.bytes)
		if err != nil {
			return err
		}
		if encoded != nil {
			a.bytes = encoded
		}
		a.ends, a.none = append(a.ends, len(a.bytes)), append(a.none, encoded == nil)
		a.formats = append(a.formats, pgtype.BinaryFormatCode)
	}
	begin := 0
	for i, end := range a.ends {
		value := a.bytes[begin:end:end]
		if a.none[i] {
			value = nil
		}
		a.values, begin = append(a.values, value), end
	}
	return nil
}
