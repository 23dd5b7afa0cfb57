package faults

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"veche/internal/cards"
	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/telemetry"
	"veche/internal/signing"
)

// TestOneByteOfASignedFileChanged is scenario 5 (63-ФЗ): the integrity job and the download both find it, the card says
// it, the log of acts holds it; bytes put back are whole again.
func TestOneByteOfASignedFileChanged(t *testing.T) {
	each(t, func(s *stand) {
		s.start()
		l, d := s.write("О передаче объекта"), s.tables()
		sha := hashOf([]byte(l.text))
		s.until("the files are read", func() bool { return l.file(sha).HasPreview && l.file(hashOf([]byte(l.attachment))).HasPreview })
		mend := s.spoil(sha)
		s.swept(sha)
		s.until("the integrity job finds it", func() bool { return l.file(sha).Damaged })
		s.inTheLog(d, l.id, "file.damaged", "rule")
		f := l.file(sha)
		for _, path := range []string{"/api/files/%d", "/api/files/%d/preview"} {
			a := l.author.refused(503, "file.damaged", "GET", fmt.Sprintf(path, f.ID), nil)
			if len(a.body) > 1000 {
				s.Errorf("%d bytes of a damaged file were sent", len(a.body))
			}
		}
		checks := act[api.List[signing.Check]](l.minister, "POST", l.path("verify-signatures"), nil).Items
		if len(checks) != 1 || checks[0].Verdict != signing.Invalid || checks[0].Trouble != "file.damaged" {
			s.Errorf("the signature under other bytes: %+v", checks)
		}
		health := get[telemetry.Health](s.as("larin"), "/api/health")
		if !slices.ContainsFunc(health.Parts, func(p telemetry.Part) bool { return p.Name == "files" && p.State == "broken" }) {
			s.Errorf("the administrator does not see it: %+v", health.Parts)
		}
		mend()
		s.swept(sha)
		s.until("the bytes are whole again", func() bool { return !l.file(sha).Damaged })
		s.inTheLog(d, l.id, "file.mended", "rule")
		if a := l.author.do("GET", fmt.Sprintf("/api/files/%d", f.ID), nil); string(a.body) != l.text {
			s.Errorf("after all: %v", a)
		}
		s.foundByTheReader(d, l)
	})
}

// foundByTheReader: a download finds the damage before the job does.
func (s *stand) foundByTheReader(d *db.DB, l *letter) {
	s.Helper()
	sha := hashOf([]byte(l.attachment))
	s.spoil(sha)
	f := l.file(sha)
	if f.Damaged {
		s.Fatal("nobody has read it yet")
	}
	l.author.refused(503, "file.damaged", "GET", fmt.Sprintf("/api/files/%d", f.ID), nil)
	if !l.file(sha).Damaged {
		s.Error("the card does not show what the download has found")
	}
	s.inTheLog(d, l.id, "file.damaged", "user")
}

// spoil changes one byte in the middle of a file on the disk, as a failing disk or an intruder does.
func (s *stand) spoil(sha string) (mend func()) {
	s.Helper()
	path := s.path(sha)
	content, err := os.ReadFile(path)
	if err != nil {
		s.Fatal(err)
	}
	write := func(raw []byte) {
		if err := os.Chmod(path, 0o600); err != nil {
			s.Fatal(err)
		}
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			s.Fatal(err)
		}
	}
	other := slices.Clone(content)
	other[len(other)/2] ^= 1
	write(other)
	return func() { write(content) }
}

// due lets a schedule run now instead of in minutes.
func (s *stand) due(schedule string) {
	s.Helper()
	d := s.tables()
	s.until("the last run of "+schedule+" is over", func() bool {
		return one[int](s, d, "SELECT COUNT(*) FROM schedules WHERE name = $1 AND next_at > $2", schedule, d.Now()) == 1
	})
	s.change(d, "UPDATE schedules SET next_at = $2, held_until = $2 WHERE name = $1", schedule, d.Now())
}

// swept makes it the turn of a file: those that were read longest ago come first, and a region has more than one sweep reads.
func (s *stand) swept(sha string) {
	s.Helper()
	s.change(s.tables(), "UPDATE blobs SET checked_at = $2 WHERE sha256 = $1", sha, time.Unix(0, 0).UTC())
	s.due("files.sweep")
}

// change writes into the tables past the program.
func (s *stand) change(d *db.DB, statement string, args ...any) {
	s.Helper()
	err := d.Tx(s.Context(), auth.System("test"), func(tx *db.Tx) error {
		_, err := tx.Exec(s.Context(), statement, args...)
		return err
	})
	if err != nil {
		s.Fatalf("%s: %v", statement, err)
	}
}

func (l *letter) file(sha string) cards.File {
	l.Helper()
	files := l.author.card(l.id).Files
	i := slices.IndexFunc(files, func(f cards.File) bool { return f.SHA256 == sha })
	if i < 0 {
		l.Fatalf("the card has no file %s: %+v", sha, files)
	}
	return files[i]
}

func (s *stand) inTheLog(d *db.DB, document int64, action, initiator string) {
	s.Helper()
	if n := one[int](s, d, `SELECT COUNT(*) FROM audit WHERE object_kind = 'document' AND object_id = $1 AND action = $2 AND initiator = $3`, document, action, initiator); n != 1 {
		s.Errorf("%s by a %s stands %d times in the log of acts", action, initiator, n)
	}
}
