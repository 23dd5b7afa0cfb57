package signing

import (
	"context"

	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
)

// Carry takes the signatures of a sent document over to the card of the same letter in another body: whoever receives
// it sees who signed which bytes, and can check them. files maps the sender's files of detached signatures to the
// copies on the other card.
func (s *Service) Carry(ctx context.Context, tx *db.Tx, fromID, toID int64, files map[int64]int64) error {
	from, err := s.documents.Get(ctx, tx, fromID)
	if err != nil {
		return err
	}
	to, err := s.documents.Get(ctx, tx, toID)
	if err != nil {
		return err
	}
	list, err := s.standing(ctx, tx, from)
	if err != nil {
		return err
	}
	for _, sig := range list {
		sig.ID, sig.BodyID, sig.DocumentID = 0, to.BodyID, to.ID
		sig.VersionID, sig.SignerID, sig.OnBehalfID, sig.Address = nil, nil, nil, "" // persons of the other body stay there
		if sig.FileID != nil {
			if copied, ok := files[*sig.FileID]; ok {
				sig.FileID = &copied
			} else {
				sig.FileID = nil
			}
		}
		if err := s.carryOne(ctx, tx, sig); err != nil {
			return err
		}
	}
	return nil
}

// carryOne inserts a signature on the other card. A CMS is judged there anew: the word of the sender is not enough.
func (s *Service) carryOne(ctx context.Context, tx *db.Tx, sig Signature) error {
	if sig.Kind == CMS {
		sig.Verdict, sig.Reason, sig.CheckedAt = Unchecked, "", nil
	}
	id, err := db.Insert(ctx, tx, "signatures", sig)
	if err != nil || sig.Kind != CMS {
		return err
	}
	if sig.AwaitsStamp { // the letter left before the service answered
		if err := jobs.Add(ctx, tx, Improve{SignatureID: id}); err != nil {
			return err
		}
	}
	return jobs.Add(ctx, tx, Recheck{SignatureID: id})
}
