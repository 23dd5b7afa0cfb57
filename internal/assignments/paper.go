package assignments

import (
	"context"
	"slices"
	"strconv"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/tasks"
)

// Enter puts a resolution that the executive wrote and signed on paper in force from its scan: an assistant or a clerk
// records it, he does not sign (§2.9). The author is told, looks at the scan and may say that it is not his (Disown).
func (s *Service) Enter(ctx context.Context, by auth.Actor, id, version int64) (Resolution, error) {
	return s.inForce(ctx, by, id, version, "entered", Resolution.mayEnter, (*Resolution).enter)
}

// mayEnter reports whether the actor may record the resolution: its paper is there, and he prepares for the author.
func (r Resolution) mayEnter(by auth.Actor) error {
	switch {
	case !mayPrepare(by, r.AuthorID):
		return fail.New(fail.Denied, "resolution.not_author", "person %d does not record for %d", by.PersonID, r.AuthorID)
	case !r.Paper || r.ScanID == nil:
		return fail.New(fail.Conflict, "resolution.no_scan", "there is no paper to record the resolution from")
	}
	return nil
}

// enter: the executive signed by hand; who recorded it stands as the one who prepared.
func (r *Resolution) enter(tx *db.Tx) {
	r.State, r.SignedAt = ResolutionSigned, &tx.Now
	r.SignedBy, r.SignedName, r.SignedPost = &r.AuthorID, r.AuthorName, r.AuthorPost
	r.PreparedBy, r.PreparedName = tx.By.PersonID, tx.By.Name
}

// byOther reports that somebody else recorded the resolution in the name of its author.
func (r Resolution) byOther() bool {
	return r.Paper && r.SignedBy != nil && *r.SignedBy == r.AuthorID && r.PreparedBy != r.AuthorID
}

// tellAuthor lets an executive know of a resolution that was recorded in his name, and asks him to look at it.
func (s *Service) tellAuthor(ctx context.Context, tx *db.Tx, d documents.Document, res Resolution) error {
	if !res.byOther() {
		return nil
	}
	if err := tasks.Put(ctx, tx, tasks.Task{BodyID: d.BodyID, Principal: s.documents.Principal(d, res.AuthorID), Kind: tasks.Inform,
		DocumentID: d.ID, Subject: tasks.Subject(aboutPaper, res.ID), FromName: tx.By.Name}); err != nil {
		return err
	}
	return s.notifier.Notify(ctx, tx, res.AuthorID, "resolution.entered", "/documents/"+strconv.FormatInt(d.ID, 10), nil)
}

// Disown is the word of an executive that a resolution recorded from paper in his name is not his: its assignments are
// taken back, and the document is before him again. Nobody says it for him, an acting officer neither.
func (s *Service) Disown(ctx context.Context, by auth.Actor, id, version int64) (res Resolution, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		var d documents.Document
		if res, d, err = s.openResolution(ctx, tx, by, id); err != nil {
			return err
		}
		if !by.Is(res.AuthorID) {
			return fail.New(fail.Denied, "resolution.denied", "the resolution bears the name of %d", res.AuthorID)
		}
		items, err := inResolution(ctx, tx, res.ID)
		if err != nil {
			return err
		}
		executed := slices.ContainsFunc(items, func(a Assignment) bool { return a.ParentID == nil && a.State == Executed })
		if err := res.canDisown(executed); err != nil {
			return err
		}
		if res.Version != version {
			return stale(res.ID)
		}
		res.State = ResolutionDisowned
		if err := updateResolution(ctx, tx, &res); err != nil {
			return err
		}
		if err := s.takeBack(ctx, tx, &d, res, items); err != nil {
			return err
		}
		if err := s.notifier.Notify(ctx, tx, res.PreparedBy, "resolution.disowned", "/documents/"+strconv.FormatInt(d.ID, 10), nil); err != nil {
			return err
		}
		return s.journal(ctx, tx, res, "disowned", ResolutionSigned, map[string]any{"entered_by": res.PreparedBy, "scan_id": res.ScanID})
	})
	return res, err
}

// canDisown: what was carried out and accepted was the author's own wish.
func (r Resolution) canDisown(executed bool) error {
	if r.State != ResolutionSigned || !r.byOther() {
		return fail.New(fail.Conflict, "resolution.not_entered", "the resolution is %s and was not recorded by another", r.State)
	}
	if executed {
		return fail.New(fail.Conflict, "resolution.carried_out", "an assignment of resolution %d is executed", r.ID)
	}
	return nil
}

// takeBack cancels the assignments of a resolution that nobody gave and brings the document before its executive again.
func (s *Service) takeBack(ctx context.Context, tx *db.Tx, d *documents.Document, res Resolution, items []Assignment) error {
	for _, a := range items {
		if a.ParentID != nil || !a.Open {
			continue
		}
		n, err := nodeByID(ctx, tx, a.ID)
		if err != nil {
			return err
		}
		from := n.State
		if err := s.close(ctx, tx, &n, "руководитель не подтвердил резолюцию, внесённую с бумаги"); err != nil {
			return err
		}
		if err := s.keep(ctx, tx, &n, Cancel, from, map[string]any{"resolution": "disowned"}); err != nil {
			return err
		}
		if err := s.backToExecutive(ctx, tx, d, n.Assignment); err != nil {
			return err
		}
	}
	if err := tasks.Done(ctx, tx, tasks.Subject(aboutPaper, res.ID), tasks.Inform, tasks.WasDone); err != nil {
		return err
	}
	return s.settle(ctx, tx, d)
}
