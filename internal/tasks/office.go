package tasks

import (
	"context"
	"slices"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

// officeKinds are the kinds that follow from the state of a card alone.
var officeKinds = []Kind{Dispatch, File}

// officeWork is what a card in its state asks of the records office (§2.4): a registered letter is sent, a carried out
// or delivered one goes into its case.
func officeWork(d documents.Document) Kind {
	switch d.State {
	case documents.Registered, documents.DeliveryFailed:
		if d.Flow == documents.Outgoing {
			return Dispatch
		}
	case documents.Executed, documents.Delivered, documents.RefusedThere:
		return File
	}
	return ""
}

func officeSubject(d documents.Document) string { return Subject("office", d.ID) }

// asked reports whether the records office is asked exactly for what the card is in need of.
func (s *Service) officeAsked(ctx context.Context, r db.Reader, cards Cards, d documents.Document) (bool, error) {
	open, err := About(ctx, r, officeSubject(d))
	if err != nil {
		return false, err
	}
	whom, err := officeOf(ctx, r, cards, d)
	if err != nil || len(open) != len(whom) {
		return false, err
	}
	for _, t := range open {
		if t.Kind != officeWork(d) || !slices.Contains(whom, t.Principal) {
			return false, nil
		}
	}
	return true, nil
}

// officeOf are who registers documents of this mark, when there is something for them to do.
func officeOf(ctx context.Context, r db.Reader, cards Cards, d documents.Document) ([]auth.Principal, error) {
	if officeWork(d) == "" {
		return nil, nil
	}
	return cards.Registrars(ctx, r, d.BodyID, d.AccessMark)
}

// askOffice ends what is done and puts what waits now.
func askOffice(ctx context.Context, tx *db.Tx, cards Cards, d documents.Document) error {
	for _, kind := range officeKinds {
		if kind == officeWork(d) {
			continue
		}
		if err := Done(ctx, tx, officeSubject(d), kind, WasDone); err != nil {
			return err
		}
	}
	whom, err := officeOf(ctx, tx, cards, d)
	if err != nil {
		return err
	}
	for _, p := range whom {
		if err := Put(ctx, tx, Task{BodyID: d.BodyID, Principal: p, Kind: officeWork(d), DocumentID: d.ID, Subject: officeSubject(d), Urgent: d.Urgent}); err != nil {
			return err
		}
	}
	return nil
}
