package registry

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

var (
	journalColumns  = db.Columns[Journal]("")
	numberColumns   = db.Columns[Number]("")
	caseFileColumns = db.Columns[CaseFile]("")
)

// Service gives numbers and keeps journals and the file plan.
type Service struct {
	db  *db.DB
	org *org.Service
}

// New needs the database and the bodies whose zones and indexes count.
func New(d *db.DB, o *org.Service) *Service { return &Service{db: d, org: o} }

// Journal loads one journal.
func (s *Service) Journal(ctx context.Context, r db.Reader, id int64) (Journal, error) {
	j, err := db.One[Journal](ctx, r, "SELECT "+journalColumns+" FROM journals WHERE id = $1", id)
	return j, db.Absent(err, "journal.not_found", id)
}

// Journals lists the journals of a body, of one flow when it is named.
func (s *Service) Journals(ctx context.Context, r db.Reader, bodyID int64, flow string) ([]Journal, error) {
	return db.All[Journal](ctx, r, `
		SELECT `+journalColumns+` FROM journals WHERE body_id = $1 AND (flow = $2 OR $2 = '')
		 ORDER BY position, name`, bodyID, flow)
}

// SaveJournal makes or changes a journal.
func (s *Service) SaveJournal(ctx context.Context, by auth.Actor, in Journal) (Journal, error) {
	err := s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if !by.Can(RightSetUp) {
			return fail.New(fail.Denied, "journal.denied", "no right to set up journals")
		}
		if err := checkTemplate(in.Template); err != nil {
			return err
		}
		action := "journal.created"
		if in.ID != 0 {
			was, err := s.mine(ctx, tx, by, in.ID, RightSetUp)
			if err != nil {
				return err
			}
			action, in.BodyID = "journal.changed", was.BodyID
			if n, err := db.Update(ctx, tx, "journals", in); err != nil || n == 0 {
				return stale(err, "journal.stale")
			}
			in.Version++
		} else {
			var err error
			in.BodyID, in.Version = by.BodyID, 1
			if in.ID, err = db.Insert(ctx, tx, "journals", in); err != nil {
				return err
			}
		}
		return audit.Write(ctx, tx, audit.Entry{Action: action, Object: in.Ref(), Detail: in})
	})
	return in, err
}

// Lines prints a journal of a year, newest first; annulled numbers stand in it with their reason. next is the key of the
// next page: counters of several dimensions give the same sequence, so the id stands beside it.
func (s *Service) Lines(ctx context.Context, by auth.Actor, journalID int64, year int, after string, limit int) (list []Number, next string, err error) {
	if _, err := s.mine(ctx, s.db, by, journalID, RightRegister); err != nil {
		return nil, "", err
	}
	args, more := []any{journalID, year}, ""
	if after != "" {
		seq, id, _ := strings.Cut(after, ".")
		lastSeq, err := strconv.ParseInt(seq, 10, 64)
		lastID, wrong := strconv.ParseInt(id, 10, 64)
		if err != nil || wrong != nil {
			return nil, "", fail.Field("request.invalid", "after", "wrong_format")
		}
		more = " AND (seq, id) < (" + db.Arg(&args, lastSeq) + ", " + db.Arg(&args, lastID) + ")"
	}
	list, err = db.All[Number](ctx, s.db, "SELECT "+numberColumns+" FROM numbers WHERE journal_id = $1 AND year = $2"+more+
		" ORDER BY seq DESC, id DESC LIMIT "+db.Arg(&args, limit+1), args...)
	if len(list) > limit {
		list = list[:limit]
		next = fmt.Sprintf("%d.%d", list[limit-1].Seq, list[limit-1].ID)
	}
	return list, next, err
}

// mine is a journal of the actor's body, if he has the right. The numbers of restricted documents are for those who are
// admitted to them: how many there are is hidden from others too (§2.11).
func (s *Service) mine(ctx context.Context, r db.Reader, by auth.Actor, id int64, right auth.Right) (Journal, error) {
	j, err := s.Journal(ctx, r, id)
	if err != nil {
		return j, err
	}
	if j.BodyID != by.BodyID && !by.System {
		return j, fail.New(fail.NotFound, "journal.not_found", "journal %d of another body", id)
	}
	if !by.Can(right) || right == RightRegister && j.AccessMark != "" && !by.Can(rightRestricted) {
		return j, fail.New(fail.Denied, "journal.denied", "no right %s", right)
	}
	return j, nil
}

func (s *Service) byID(ctx context.Context, tx *db.Tx, id int64) (Number, error) {
	n, err := db.One[Number](ctx, tx, "SELECT "+numberColumns+" FROM numbers WHERE id = $1"+tx.Words().Lock, id)
	return n, db.Absent(err, "number.not_found", id)
}

func (s *Service) today(ctx context.Context, tx *db.Tx, bodyID int64) calendar.Date {
	return s.org.Today(ctx, tx, bodyID, tx.Now)
}

func (s *Service) index(ctx context.Context, r db.Reader, bodyID int64) string {
	b, _ := s.org.Body(ctx, r, bodyID)
	return b.IndexCode
}

func stale(err error, code string) error {
	if err != nil {
		return err
	}
	return fail.New(fail.Conflict, code, "somebody else changed it first")
}
