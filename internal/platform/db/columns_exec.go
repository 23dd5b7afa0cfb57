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

// arguments of a statement as PostgreSQL takes them: parts of one buffer, nil for NULL.
type arguments struct {
	buffer []byte
	values [][]byte
}

// binary is the format of all of them.
var binary = []int16{pgtype.BinaryFormatCode}

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
		result := conn.PgConn().ExecStatement(ctx, statement, a.values, binary, nil).Read()
		written = result.CommandTag.RowsAffected()
		return result.Err
	})
	return written, err
}

// encode puts the arguments behind each other. Where the buffer has to grow, those before stay where they were.
func (a *arguments) encode(conn *pgx.Conn, kinds []uint32, args []any) error {
	a.buffer, a.values = a.buffer[:0], a.values[:0]
	for i, arg := range args {
		encoded, err := conn.TypeMap().Encode(kinds[i], pgtype.BinaryFormatCode, arg, a.buffer)
		if err != nil {
			return err
		}
		if encoded == nil {
			a.values = append(a.values, nil)
			continue
		}
		a.values, a.buffer = append(a.values, encoded[len(a.buffer):]), encoded
	}
	return nil
}
