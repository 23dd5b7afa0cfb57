package documents

import (
	"context"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// RestrictInput puts the mark «Для служебного пользования» on a card or takes it off, and names who may read it.
type RestrictInput struct {
	Mark       Mark    `json:"mark" enum:",dsp"`
	CopyNumber string  `json:"copy_number,omitempty" maxLength:"50"`
	Readers    []int64 `json:"readers" maxItems:"200" doc:"Employees who may read the document; the person who sets the mark is always one of them"`
	Version    int64   `json:"version"`
}

// Restrict sets the access mark (§2.11): from then on the card is open by name alone, to nobody through an office, a
// role or an assistant, and leaves their lists, counts and search in the same moment.
func (s *Service) Restrict(ctx context.Context, by auth.Actor, id int64, in RestrictInput) (Document, error) {
	return s.act(ctx, by, id, Restrict, func(tx *db.Tx, d *Document) (any, error) {
		if in.Version != d.Version {
			return nil, fail.New(fail.Conflict, "document.stale", "card %d is at version %d, not %d", d.ID, d.Version, in.Version)
		}
		if d.Number != "" && in.Mark != d.AccessMark {
			return nil, fail.New(fail.Conflict, "document.registered_mark", "the number stands in a journal of the other mark")
		}
		d.AccessMark, d.CopyNumber = in.Mark, in.CopyNumber
		if err := s.closeAll(ctx, tx, d.ID); err != nil {
			return nil, err
		}
		return map[string]any{"mark": in.Mark, "readers": in.Readers}, s.openAnew(ctx, tx, *d, in.Readers)
	})
}

// closeAll ends every grant of a card.
func (s *Service) closeAll(ctx context.Context, tx *db.Tx, documentID int64) error {
	if _, err := tx.Exec(ctx, "UPDATE grants SET to_at = $1 WHERE document_id = $2 AND to_at IS NULL", tx.Now, documentID); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, "DELETE FROM access WHERE document_id = $1", documentID)
	return err
}

func (s *Service) openAnew(ctx context.Context, tx *db.Tx, d Document, readers []int64) error {
	people := append([]int64{tx.By.PersonID}, readers...)
	for _, own := range []*int64{d.AuthorID, d.AddresseeID, d.SignatoryID} {
		if own != nil {
			people = append(people, *own)
		}
	}
	for _, id := range people {
		e, err := s.org.Person(ctx, tx, id)
		if err != nil || e.BodyID != d.BodyID {
			return fail.Field("document.fields_wrong", "readers", "unknown")
		}
		if err := s.Grant(ctx, tx, d, auth.Employee(id), "list"); err != nil {
			return err
		}
	}
	if d.AccessMark == Open && d.Flow.Arrives() {
		return s.OpenToOffice(ctx, tx, d)
	}
	return nil
}
