package signing

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

var signatureColumns = db.Columns[Signature]("")

// List is the signatures under a card, oldest first.
func (s *Service) List(ctx context.Context, r db.Reader, documentID int64) ([]Signature, error) {
	return listed(ctx, r, documentID, OfDocument)
}

// Refusals is who refused to sign, oldest first.
func (s *Service) Refusals(ctx context.Context, r db.Reader, documentID int64) ([]Refusal, error) {
	return db.All[Refusal](ctx, r, "SELECT "+db.Columns[Refusal]("")+" FROM signature_refusals WHERE document_id = $1 ORDER BY id", documentID)
}

// Frozen reports whether the text is signed: from the first signature on, the version, its files and the fields of
// its content do not change (§3.5).
func (s *Service) Frozen(ctx context.Context, r db.Reader, documentID int64) (bool, error) {
	return db.Exists(ctx, r, `
		SELECT 1 FROM signatures g JOIN document_versions v ON v.id = g.version_id
		 WHERE v.document_id = $1 AND v.no = (SELECT MAX(no) FROM document_versions WHERE document_id = $1)`, documentID)
}

// actions lists what the actor may do with the card here now.
func (s *Service) actions(ctx context.Context, r db.Reader, by auth.Actor, d documents.Document, o order) ([]Action, error) {
	list := []Action{}
	if can(by, d, Cosign, o) == nil && d.SignatoryID != nil && o.signed == 0 {
		list = append(list, Cosign)
	}
	if can(by, d, Send, o) == nil && d.SignatoryID != nil {
		v, err := s.current(ctx, r, d)
		if err == nil {
			err = s.approvals.Allow(ctx, r, d, v)
		}
		switch {
		case err == nil:
			list = append(list, Send)
		case fail.KindOf(err) == fail.Internal:
			return nil, err
		}
	}
	if can(by, d, Sign, o) != nil {
		return list, nil
	}
	demand, err := s.demand(ctx, r, d)
	if err != nil {
		return nil, err
	}
	if enough(demand, Simple) {
		list = append(list, Sign)
	}
	return append(list, Attach, Refuse), nil
}
