package poa

import (
	"context"

	"veche/internal/platform/auth"
	"veche/internal/platform/jobs"
	"veche/internal/signing"
)

// Jobs puts the power of attorney of a signer beside each signature that rests on it.
func Jobs(w *jobs.Worker, s *Service) {
	jobs.Handle(w, "poa.signed", s.onSigned)
}

func (s *Service) onSigned(ctx context.Context, job signing.WasPut) error {
	by := auth.System("poa")
	sig, err := s.signing.ByID(ctx, by, job.SignatureID)
	if err != nil || sig.SignerID == nil || sig.Stand {
		return err
	}
	there, err := s.Of(ctx, by, sig.DocumentID)
	if err != nil {
		return err
	}
	for _, v := range there {
		if v.SignatureID == sig.ID { // the signer was faster, or the job runs again
			return nil
		}
	}
	owner, err := s.owner(ctx, sig)
	if err != nil {
		return err
	}
	name, file, proof, err := s.kept.PowerBehind(ctx, s.db, *sig.SignerID, owner)
	if err != nil || file == nil {
		return err
	}
	_, err = s.Attach(ctx, by, sig.ID, name, file, proof)
	return err
}
