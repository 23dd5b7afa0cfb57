package registry

import (
	"context"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// CaseFiles is the file plan of a body for a year.
func (s *Service) CaseFiles(ctx context.Context, r db.Reader, bodyID int64, year int) ([]CaseFile, error) {
	return db.All[CaseFile](ctx, r, `
		SELECT `+caseFileColumns+` FROM case_files WHERE body_id = $1 AND (year = $2 OR $2 = 0) ORDER BY year DESC, index_code`, bodyID, year)
}

// CaseFile loads one heading of the plan.
func (s *Service) CaseFile(ctx context.Context, r db.Reader, id int64) (CaseFile, error) {
	c, err := db.One[CaseFile](ctx, r, "SELECT "+caseFileColumns+" FROM case_files WHERE id = $1", id)
	return c, db.Absent(err, "case_file.not_found", id)
}

// SaveCaseFile makes or changes a heading of the plan.
func (s *Service) SaveCaseFile(ctx context.Context, by auth.Actor, in CaseFile) (CaseFile, error) {
	err := s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if !by.Can(RightSetUp) {
			return fail.New(fail.Denied, "case_file.denied", "no right to set up the file plan")
		}
		var err error
		action := "case_file.created"
		in.BodyID = by.BodyID
		if in.ID == 0 {
			err = s.createCaseFile(ctx, tx, &in)
		} else if err = s.changeCaseFile(ctx, tx, &in); err == nil {
			action = "case_file.changed"
		}
		if _, taken := tx.Words().IsUnique(err); taken {
			return fail.Field("case_file.index_taken", "index_code", "taken")
		}
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: action, Object: audit.Ref{Kind: "case_file", ID: in.ID, Title: in.IndexCode}, Detail: in})
	})
	return in, err
}

// checkUnit refuses a unit of another body.
func (s *Service) checkUnit(ctx context.Context, r db.Reader, c CaseFile) error {
	if c.UnitID == nil {
		return nil
	}
	unit, err := s.org.Unit(ctx, r, *c.UnitID)
	if fail.KindOf(err) == fail.NotFound || err == nil && unit.BodyID != c.BodyID {
		return fail.Field("case_file.unit_wrong", "unit_id", "unknown")
	}
	return err
}

func (s *Service) createCaseFile(ctx context.Context, tx *db.Tx, in *CaseFile) (err error) {
	if err := s.checkUnit(ctx, tx, *in); err != nil {
		return err
	}
	in.ClosedAt, in.Version = nil, 1
	in.ID, err = db.Insert(ctx, tx, "case_files", *in)
	return err
}

func (s *Service) changeCaseFile(ctx context.Context, tx *db.Tx, in *CaseFile) error {
	was, err := s.CaseFile(ctx, tx, in.ID)
	if err != nil {
		return err
	}
	if was.BodyID != in.BodyID {
		return fail.New(fail.NotFound, "case_file.not_found", "case file %d of another body", in.ID)
	}
	if err := s.checkUnit(ctx, tx, *in); err != nil {
		return err
	}
	in.ClosedAt = was.ClosedAt
	n, err := db.Update(ctx, tx, "case_files", *in)
	if err != nil || n == 0 {
		return stale(err, "case_file.stale")
	}
	in.Version++
	return nil
}
