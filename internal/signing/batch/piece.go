package batch

import (
	"context"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/signing"
)

// Portion is a document whose digests the browser of the signatory signs next.
type Portion struct {
	DocumentID int64           `json:"document_id"`
	Digests    signing.Digests `json:"digests"`
}

// piece is how many documents a browser signs between two answers: what is lost when it is closed.
const piece = 10

// Piece is what the browser signs next; what cannot be signed any more is skipped here, aloud. An empty one ends the batch.
func (s *Service) Piece(ctx context.Context, by auth.Actor, id int64) ([]Portion, error) {
	b, err := s.inBrowser(ctx, by, id)
	if err != nil {
		return nil, err
	}
	portions := []Portion{}
	for len(portions) == 0 {
		list, err := next(ctx, s.db, b.ID, piece)
		if err != nil {
			return nil, err
		}
		if len(list) == 0 {
			return portions, s.db.Tx(ctx, by, func(tx *db.Tx) error { return s.over(ctx, tx, b, Done) })
		}
		for _, i := range list {
			p, err := s.signing.Expect(ctx, by, i.DocumentID, i.SHA256)
			switch {
			case err == nil:
				portions = append(portions, Portion{i.DocumentID, p.Digests})
			case ctx.Err() != nil:
				return nil, ctx.Err()
			default:
				if err := s.settle(ctx, b, i, signing.Signature{}, err); err != nil {
					return nil, err
				}
			}
		}
	}
	return portions, nil
}

// inBrowser is a running batch that the page of its signatory signs.
func (s *Service) inBrowser(ctx context.Context, by auth.Actor, id int64) (Batch, error) {
	b, err := s.Get(ctx, by, id)
	if err == nil && (b.State != Running || b.bySelf() || b.outdated(s.db.Now())) {
		err = fail.New(fail.Conflict, "signing.batch_over", "batch %d is %s", b.ID, b.State)
	}
	return b, err
}

// Brought is a signature that the browser has made.
type Brought struct {
	DocumentID int64  `json:"document_id" minimum:"1"`
	CMS        []byte `json:"cms" minLength:"1" maxLength:"200000" doc:"Detached CMS in DER, base64"`
}

// Bring puts signatures under their documents. A document that has moved meanwhile is skipped; a signature that is not taken
// – another certificate, a broken one – ends the call with its reason, for those that follow would share it.
func (s *Service) Bring(ctx context.Context, by auth.Actor, id int64, list []Brought) error {
	b, err := s.inBrowser(ctx, by, id)
	if err != nil {
		return err
	}
	if err := api.NeedStepUp(by); err != nil {
		return err
	}
	for _, one := range list {
		found, err := db.All[Item](ctx, s.db, "SELECT "+itemColumns+" FROM signing_batch_items WHERE batch_id = $1 AND document_id = $2 AND state = $3", b.ID, one.DocumentID, Waiting)
		if err != nil {
			return err
		}
		for _, i := range found {
			if err := s.bring(ctx, by, b, i, one.CMS); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Service) bring(ctx context.Context, by auth.Actor, b Batch, i Item, cms []byte) error {
	sig, err := s.signing.AttachFrom(ctx, by, i.DocumentID, i.SHA256, cms, signing.Plugin)
	if err != nil {
		_, moved := s.signing.Expect(ctx, by, i.DocumentID, i.SHA256)
		if moved == nil || ctx.Err() != nil {
			return err
		}
		err = moved
	}
	return s.settle(ctx, b, i, sig, err)
}
