package signing

import (
	"context"
	"slices"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/tasks"
)

// Cosigner signs after the signatory of the card: co-authors sign one after another (§3.5).
type Cosigner struct {
	ID         int64 `db:"id"`
	DocumentID int64 `db:"document_id"`
	EmployeeID int64 `db:"employee_id"`
	Place      int   `db:"place"`
}

// Signatory is a place in the order of signing as the card shows it.
type Signatory struct {
	ID     int64  `json:"id"`
	Name   string `json:"name"`
	Post   string `json:"post"`
	Signed bool   `json:"signed"`
}

// order is who signs a text one after another, and how many have done so.
type order struct {
	people []int64
	signed int
}

// complete reports whether everybody has signed.
func (o order) complete() bool { return o.signed >= len(o.people) }

// next is whose turn it is, 0 for nobody's.
func (o order) next() int64 {
	if o.complete() {
		return 0
	}
	return o.people[o.signed]
}

// place tells on whose place the actor stands: that whose turn it is, if he may take it, else his first one.
func (o order) place(by auth.Actor) (person int64, place int) {
	if next := o.next(); next != 0 && by.ActsFor(next) {
		return next, o.signed
	}
	place = slices.IndexFunc(o.people, by.ActsFor)
	if place < 0 {
		return 0, place
	}
	return o.people[place], place
}

// order reads who signs the current text of a card.
func (s *Service) order(ctx context.Context, r db.Reader, d documents.Document) (order, error) {
	if d.SignatoryID == nil {
		return order{}, nil
	}
	others, err := db.All[int64](ctx, r, "SELECT employee_id FROM cosigners WHERE document_id = $1 AND employee_id <> $2 ORDER BY place, id", d.ID, *d.SignatoryID)
	if err != nil {
		return order{}, err
	}
	signed, err := db.One[int](ctx, r, `
		SELECT COUNT(*) FROM signatures g JOIN document_versions v ON v.id = g.version_id
		 WHERE v.document_id = $1 AND v.no = (SELECT MAX(no) FROM document_versions WHERE document_id = $1)`, d.ID)
	return order{people: append([]int64{*d.SignatoryID}, others...), signed: signed}, err
}

// signatories are who signs a card, in their order; for one signatory alone the list says nothing new.
func (s *Service) signatories(ctx context.Context, r db.Reader, o order) ([]Signatory, error) {
	if len(o.people) == 0 {
		return []Signatory{}, nil
	}
	people, err := s.org.Persons(ctx, r, o.people)
	if err != nil {
		return nil, err
	}
	list := make([]Signatory, len(o.people))
	for i, id := range o.people {
		for _, e := range people {
			if e.ID == id {
				list[i] = Signatory{ID: id, Name: e.ShortName, Post: e.Post, Signed: i < o.signed}
			}
		}
	}
	return list, nil
}

// mostCosigners is more than any act has.
const mostCosigners = 20

// SetCosigners names who signs after the signatory, in this order. The author does it before the text goes to
// signature; once somebody has signed the text, the order stands.
func (s *Service) SetCosigners(ctx context.Context, by auth.Actor, documentID int64, people []int64) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		d, err := s.documents.OpenLocked(ctx, tx, by, documentID) // load
		if err != nil {
			return err
		}
		if err := s.mayOrder(ctx, tx, by, d, people); err != nil { // may
			return err
		}
		if _, err := tx.Exec(ctx, "DELETE FROM cosigners WHERE document_id = $1", d.ID); err != nil {
			return err
		}
		for i, id := range people {
			if _, err := db.Insert(ctx, tx, "cosigners", Cosigner{DocumentID: d.ID, EmployeeID: id, Place: i}); err != nil {
				return err
			}
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "signing.cosigners_set", Object: d.Ref(), Detail: map[string]any{"cosigners": people}})
	})
}

func (s *Service) mayOrder(ctx context.Context, tx *db.Tx, by auth.Actor, d documents.Document, people []int64) error {
	o, err := s.order(ctx, tx, d)
	if err != nil {
		return err
	}
	if err := can(by, d, Cosign, o); err != nil {
		return err
	}
	if o.signed > 0 {
		return fail.New(fail.Conflict, "signing.partly_signed", "card %d has %d signatures", d.ID, o.signed)
	}
	if d.SignatoryID == nil {
		return fail.Field("signing.no_signatory", "signatory_id", "required")
	}
	if len(people) > mostCosigners {
		return fail.Field("signing.cosigners_wrong", "people", "too_many")
	}
	for i, id := range people {
		e, err := s.org.Person(ctx, tx, id)
		if fail.Is(err, "org.employee.absent") || err == nil && (e.BodyID != d.BodyID || e.Dismissed()) {
			return fail.Field("signing.cosigners_wrong", "people", "unknown")
		}
		if err != nil {
			return err
		}
		if id == *d.SignatoryID || slices.Contains(people[:i], id) {
			return fail.Field("signing.cosigners_wrong", "people", "repeated")
		}
	}
	return nil
}

// ask puts the text before the one whose turn it is.
func (s *Service) ask(ctx context.Context, tx *db.Tx, d documents.Document, person int64, basis *int64) error {
	signatory := s.documents.Principal(d, person)
	from, err := s.whoWaits(ctx, tx, d)
	if err != nil {
		return err
	}
	if err := s.documents.Grant(ctx, tx, d, signatory, "signature"); err != nil {
		return err
	}
	return tasks.Put(ctx, tx, tasks.Task{
		BodyID: d.BodyID, Principal: signatory, Kind: tasks.Sign, DocumentID: d.ID, Subject: subject(d.ID),
		FromName: from, DueOn: d.DueOn, Urgent: d.Urgent, BasisID: basis,
	})
}

// whoWaits is who asks for the signature: where the program gives the text on, it is its author.
func (s *Service) whoWaits(ctx context.Context, tx *db.Tx, d documents.Document) (string, error) {
	if !tx.By.System || d.AuthorID == nil {
		return tx.By.Name, nil
	}
	e, err := s.org.Person(ctx, tx, *d.AuthorID)
	return e.ShortName, err
}

// passOn gives the text from one signatory to the next.
func (s *Service) passOn(ctx context.Context, tx *db.Tx, d documents.Document, next int64) error {
	asked, err := tasks.About(ctx, tx, subject(d.ID))
	if err != nil {
		return err
	}
	if err := tasks.Done(ctx, tx, subject(d.ID), tasks.Sign, tasks.WasDone); err != nil {
		return err
	}
	var basis *int64
	for _, t := range asked {
		basis = t.BasisID
	}
	return s.ask(ctx, tx, d, next, basis)
}
