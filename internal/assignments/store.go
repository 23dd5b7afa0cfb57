package assignments

import (
	"context"

	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

var (
	assignmentColumns = db.Columns[Assignment]("")
	memberColumns     = db.Columns[Member]("")
	reportColumns     = db.Columns[Report]("")
	changeColumns     = db.Columns[TermChange]("")
	resolutionColumns = db.Columns[Resolution]("")
)

// openBelow counts the unfinished parts of an assignment.
const openBelow = "SELECT count(*) FROM assignments WHERE parent_id = $1 AND open = true"

func byID(ctx context.Context, r db.Reader, id int64) (Assignment, error) {
	a, err := db.One[Assignment](ctx, r, "SELECT "+assignmentColumns+" FROM assignments WHERE id = $1", id)
	return a, db.Absent(err, "assignment.not_found", id)
}

func nodeByID(ctx context.Context, r db.Reader, id int64) (n Node, err error) {
	if n.Assignment, err = byID(ctx, r, id); err != nil {
		return n, err
	}
	if n.Members, err = membersOf(ctx, r, []int64{id}); err != nil {
		return n, err
	}
	n.OpenChildren, err = db.One[int](ctx, r, openBelow, id)
	return n, err
}

func membersOf(ctx context.Context, r db.Reader, assignments []int64) ([]Member, error) {
	var args []any
	return db.All[Member](ctx, r, "SELECT "+memberColumns+" FROM assignment_members WHERE assignment_id IN "+db.In(&args, assignments)+
		" ORDER BY assignment_id, role, name, employee_id", args...)
}

func onDocument(ctx context.Context, r db.Reader, documentID int64) ([]Assignment, error) {
	return db.All[Assignment](ctx, r, "SELECT "+assignmentColumns+" FROM assignments WHERE document_id = $1 ORDER BY position, id", documentID)
}

func inResolution(ctx context.Context, r db.Reader, resolutionID int64) ([]Assignment, error) {
	return db.All[Assignment](ctx, r, "SELECT "+assignmentColumns+" FROM assignments WHERE resolution_id = $1 AND parent_id IS NULL ORDER BY position, id", resolutionID)
}

// Unfinished counts the open assignments of a document: it is not filed before they are done.
func Unfinished(ctx context.Context, r db.Reader, documentID int64) (int, error) {
	return db.One[int](ctx, r, "SELECT count(*) FROM assignments WHERE document_id = $1 AND open = true", documentID)
}

func openChildren(ctx context.Context, r db.Reader, parentID int64) ([]Assignment, error) {
	return db.All[Assignment](ctx, r, "SELECT "+assignmentColumns+" FROM assignments WHERE parent_id = $1 AND open = true ORDER BY id", parentID)
}

func resolutionByID(ctx context.Context, r db.Reader, id int64) (Resolution, error) {
	res, err := db.One[Resolution](ctx, r, "SELECT "+resolutionColumns+" FROM resolutions WHERE id = $1", id)
	return res, db.Absent(err, "resolution.not_found", id)
}

// insertNode writes a new assignment with its members.
func insertNode(ctx context.Context, tx *db.Tx, n *Node) error {
	n.Version = 1
	n.Open = n.State.open()
	id, err := db.Insert(ctx, tx, "assignments", n.Assignment)
	if err != nil {
		return err
	}
	n.ID = id
	for i := range n.Members {
		n.Members[i].AssignmentID = id
		if _, err := db.Insert(ctx, tx, "assignment_members", n.Members[i]); err != nil {
			return err
		}
	}
	return nil
}

// update writes the assignment over the stored one.
func update(ctx context.Context, tx *db.Tx, a *Assignment) error {
	a.Open = a.State.open()
	n, err := db.Update(ctx, tx, "assignments", *a)
	if err != nil {
		return err
	}
	if n == 0 {
		return fail.New(fail.Conflict, "assignment.stale", "assignment %d was changed by somebody else", a.ID)
	}
	a.Version++
	return nil
}

func updateResolution(ctx context.Context, tx *db.Tx, res *Resolution) error {
	n, err := db.Update(ctx, tx, "resolutions", *res)
	if err != nil {
		return err
	}
	if n == 0 {
		return stale(res.ID)
	}
	res.Version++
	return nil
}

func stale(id int64) error {
	return fail.New(fail.Conflict, "resolution.stale", "resolution %d was changed by somebody else", id)
}

// dropItems empties a draft before its new text is written.
func dropItems(ctx context.Context, tx *db.Tx, resolutionID int64) error {
	for _, query := range []string{
		"DELETE FROM assignment_members WHERE assignment_id IN (SELECT id FROM assignments WHERE resolution_id = $1 AND state = 'draft')",
		"DELETE FROM assignments WHERE resolution_id = $1 AND state = 'draft'",
	} {
		if _, err := tx.Exec(ctx, query, resolutionID); err != nil {
			return err
		}
	}
	return nil
}
