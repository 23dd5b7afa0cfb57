package faults

import (
	"fmt"
	"strings"
	"testing"

	"veche/internal/platform/db"
)

// unguard is what an administrator of the database does before he edits the log of acts.
var unguard = map[string][]string{
	"sqlite":   {"DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete"},
	"postgres": {"DROP TRIGGER audit_append_only ON audit"},
}

// TestRowOfTheLogEditedInTheDatabase: the command finds what was done past the program and names the rows.
func TestRowOfTheLogEditedInTheDatabase(t *testing.T) {
	each(t, func(s *stand) {
		s.start()
		s.as("vasileva")
		d := s.tables()
		s.sealed(d)
		s.healthy("while the program runs")
		s.stop()
		s.healthy("at rest")

		id := one[int64](s, d, "SELECT MIN(id) FROM audit WHERE action = 'document.register'")
		gone := one[int64](s, d, "SELECT MAX(id) FROM audit WHERE action = 'session.signed_in'")
		if err := s.attempt(d, "UPDATE audit SET actor_name = 'Иванов И. И.' WHERE id = $1", id); err == nil {
			s.Error("a row of the log was changed without taking the trigger away")
		}
		for _, statement := range unguard[d.Dialect.Name] {
			s.change(d, statement)
		}
		name := one[string](s, d, "SELECT actor_name FROM audit WHERE id = $1", id)
		s.change(d, "UPDATE audit SET actor_name = 'Иванов И. И.' WHERE id = $1", id)
		s.named(fmt.Sprintf("row %d (", id), "another actor")
		s.change(d, "UPDATE audit SET actor_name = $2 WHERE id = $1", id, name)
		s.healthy("after the row is as it was")
		s.change(d, "UPDATE audit SET result = 'denied', effect = '' WHERE id = $1", id)
		s.named(fmt.Sprintf("row %d (", id), "another result")
		s.change(d, "UPDATE audit SET result = 'ok' WHERE id = $1", id)
		s.change(d, "DELETE FROM audit WHERE id = $1", gone)
		s.named(fmt.Sprintf("row %d,", gone), "a row taken away")
	})
}

// sealed waits until everything so far stands under a checkpoint.
func (s *stand) sealed(d *db.DB) {
	s.Helper()
	s.until("the log of acts is sealed", func() bool { return one[int](s, d, "SELECT COUNT(*) FROM audit_waiting") == 0 })
}

func (s *stand) attempt(d *db.DB, statement string, args ...any) error {
	_, err := d.Writer().ExecContext(s.Context(), statement, args...)
	return err
}

func (s *stand) healthy(when string) {
	s.Helper()
	if code, said := s.command("verify", "audit"); code != 0 || !strings.HasPrefix(said, "rows ") || strings.Contains(said, "\n") {
		s.Errorf("%s the log verifies with %d: %s", when, code, said)
	}
}

func (s *stand) named(row, what string) {
	s.Helper()
	if code, said := s.command("verify", "audit"); code != 1 || !strings.Contains(said, row) {
		s.Errorf("%s: exit %d, said %q, must name %q", what, code, said, row)
	}
}
