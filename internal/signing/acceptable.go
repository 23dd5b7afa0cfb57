package signing

import (
	"context"
	"slices"

	"veche/cms/pki"
	"veche/cms/reason"
	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// acceptable refuses a signature that would prove nothing, with the exact reason. One that is good but for a service of
// revocation that does not answer now is taken: the certificate is of an authority that is believed, the verdict says
// what is missing, and the job asks again (63-ФЗ ст. 11).
func (v Verification) acceptable() error {
	switch {
	case v.Signers > 1:
		return fail.Field("signing.several_signers", "file", "several_signers")
	case v.Verdict == Valid, v.Verdict == Indeterminate && v.lacksOnlyRevocation():
		return nil
	case v.Verdict == Indeterminate:
		return fail.Field("signing.unproven_signature", "file", "invalid_signature").With("reason", v.Reason.Russian())
	}
	return fail.Field("signing.invalid_signature", "file", "invalid_signature").With("reason", v.Reason.Russian())
}

// enough reports whether a signature of this kind can meet a demand: a stronger one always is.
func enough(d documents.Demand, k Kind) bool {
	return k == CMS || d != documents.DemandEnhanced && d != documents.DemandQualified
}

// meets refuses a good signature that is weaker than the demand. A key of the demonstration stands for a qualified one
// there, and says everywhere that it has no force.
func (v Verification) meets(d documents.Demand) error {
	if d == documents.DemandQualified && !v.Qualified && !v.Stand {
		return fail.Field("signing.not_qualified", "file", "not_qualified")
	}
	return nil
}

// lacksOnlyRevocation looks at every finding that weighs.
func (v Verification) lacksOnlyRevocation() bool {
	for _, f := range v.findings() {
		if f.Code.Weight() != reason.Valid && f.Code != reason.RevocationUnknown {
			return false
		}
	}
	return true
}

func (v Verification) findings() []*reason.Finding {
	if v.Report == nil {
		return nil
	}
	all := slices.Clone(v.Report.Findings)
	for _, s := range v.Report.Signers {
		all = append(all, s.Findings...)
	}
	return all
}

// Owners know whose certificate is whose.
type Owners interface {
	// Admit decides about a certificate with which an employee has just signed, and keeps it; a refusal says why and whom
	// to ask.
	Admit(ctx context.Context, by auth.Actor, c *pki.Certificate, stand bool) error
	// Owned refuses a certificate that is not the employee's now.
	Owned(ctx context.Context, r db.Reader, employeeID int64, c *pki.Certificate, stand bool) error
}

// admitted refuses a signature with somebody else's certificate: the signatory signs with his own, an acting officer
// with his own too (§2.9).
func (s *Service) admitted(ctx context.Context, by auth.Actor, v Verification) error {
	if v.Signer == nil { // the simple signature
		return nil
	}
	return s.owners.Admit(ctx, by, v.Signer, v.Stand)
}

// stillOwned asks again inside the transaction that keeps the signature: whose certificate it is may have changed while
// its bytes were checked.
func (s *Service) stillOwned(ctx context.Context, tx *db.Tx, v Verification) error {
	if v.Signer == nil {
		return nil
	}
	return s.owners.Owned(ctx, tx, tx.By.PersonID, v.Signer, v.Stand)
}
