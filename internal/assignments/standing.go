package assignments

import (
	"context"
	"strconv"

	"veche/internal/documents"
	"veche/internal/platform/db"
)

// Draft writes the draft of a resolution in the caller's transaction, over a card that he holds.
func (s *Service) Draft(ctx context.Context, tx *db.Tx, d documents.Document, in DraftInput) (Resolution, error) {
	return s.prepare(ctx, tx, d, in)
}

// Resolve gives a resolution at once, in the caller's transaction: the actor is its author or replaces him.
func (s *Service) Resolve(ctx context.Context, tx *db.Tx, d *documents.Document, in DraftInput) (Resolution, error) {
	res, err := s.prepare(ctx, tx, *d, in)
	if err != nil {
		return res, err
	}
	if err := res.maySign(tx.By); err != nil {
		return res, err
	}
	res.sign(tx)
	return res, s.give(ctx, tx, d, &res, "signed")
}

// IssueByOrder gives a resolution on the ground of a standing order (постоянное поручение): its author ordered once, by
// his own hand, that in such matters these assignments are given; who starts it carries that order out and signs nothing
// (§2.9). The caller has found the order in force and names it; the author is told of each resolution.
func (s *Service) IssueByOrder(ctx context.Context, tx *db.Tx, d *documents.Document, in DraftInput, basis string) (Resolution, error) {
	res, err := s.prepare(ctx, tx, *d, in)
	if err != nil {
		return res, err
	}
	res.State, res.SignedAt = ResolutionSigned, &tx.Now
	res.SignedBy, res.SignedName, res.SignedPost, res.SignedBasis = &res.AuthorID, res.AuthorName, res.AuthorPost, basis
	if err := s.give(ctx, tx, d, &res, "issued_by_order"); err != nil {
		return res, err
	}
	return res, s.notifier.Notify(ctx, tx, res.AuthorID, "resolution.issued_by_order", "/documents/"+strconv.FormatInt(d.ID, 10), nil)
}

// FollowLaw moves the open assignments that end with the term of the law when the law itself allows another term: an
// appeal that was extended (59-ФЗ ст. 12 ч. 2). It is no internal extension and is not counted as one.
func (s *Service) FollowLaw(ctx context.Context, tx *db.Tx, d documents.Document) error {
	law := lawOf(d)
	all, err := onDocument(ctx, tx, d.ID)
	if err != nil || law.Date.IsZero() {
		return err
	}
	for _, a := range all {
		if !a.Open || !a.Statutory || !a.DueOn.Before(law.Date) {
			continue
		}
		a.DueOn, a.DueWhy = law.Date, law
		if err := update(ctx, tx, &a); err != nil {
			return err
		}
		if err := s.rescheduled(ctx, tx, Node{Assignment: a}); err != nil {
			return err
		}
	}
	return nil
}
