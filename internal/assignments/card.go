package assignments

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// settle moves the card by the state of its assignments: executed when the last controlled one is accepted – where
// none is controlled, the last of all – and nobody else still considers it; in execution when the first is taken or one
// is re-opened. The card shows the nearest of their terms.
func (s *Service) settle(ctx context.Context, tx *db.Tx, d *documents.Document) error {
	if !d.Flow.Considered() {
		return nil // the card of an order stays in force while its points are carried out
	}
	all, err := onDocument(ctx, tx, d.ID)
	if err != nil {
		return err
	}
	considered, err := s.considered(ctx, tx, d.ID)
	if err != nil {
		return err
	}
	open, executed, taken := weigh(all)
	dated := showTerm(d, all)
	given := d.State == documents.Resolved || d.State == documents.InExecution
	switch {
	case d.State == documents.Executed && open:
		return s.documents.Move(ctx, tx, d, documents.InExecution, "document.reopened", nil)
	case d.State == documents.Resolved && open && taken:
		return s.documents.Move(ctx, tx, d, documents.InExecution, "document.taken", nil)
	case given && !open && executed && !considered:
		return s.documents.Move(ctx, tx, d, documents.Executed, "document.executed", nil)
	case dated:
		return s.documents.Save(ctx, tx, d, "document.term_set", map[string]any{"due_on": d.DueOn, "why": d.DueWhy.Explain()})
	}
	return nil
}

// weigh looks at the assignments that decide about the card: the controlled ones, or all where none is controlled.
func weigh(all []Assignment) (open, executed, taken bool) {
	anyControlled := false
	for _, a := range all {
		anyControlled = anyControlled || a.Control != NoControl && a.State != Draft && a.State != Cancelled
	}
	for _, a := range all {
		taken = taken || a.TakenAt != nil
		if anyControlled && a.Control == NoControl {
			continue
		}
		open = open || a.State.open()
		executed = executed || a.State == Executed || a.ReleaseKind != ""
	}
	return open, executed, taken
}

// showTerm puts the nearest term of the open assignments on the card, unless a law or a hand has set the card's own.
func showTerm(d *documents.Document, all []Assignment) bool {
	byHand := d.DueWhy.Term.Unit == calendar.Appointed && d.DueWhy.Term.Basis == ""
	if byHand || !lawOf(*d).Date.IsZero() {
		return false
	}
	var nearest calendar.Deadline
	for _, a := range all {
		if a.ParentID == nil && a.Open && (nearest.Date.IsZero() || a.DueOn.Before(nearest.Date)) {
			nearest = a.DueWhy
		}
	}
	if nearest.Date.IsZero() || nearest.Date == d.DueOn {
		return false
	}
	d.DueOn, d.DueWhy = nearest.Date, nearest
	return true
}
