package signing

import (
	"context"
	"slices"
	"strings"
	"time"

	"veche/cms"
	"veche/internal/platform/db"
)

// Accreditation is what the ministry's list says of the authority behind a signature.
type Accreditation struct {
	Words string // in Russian
	Good  bool   // accredited when the certificate was issued and when the signature was put
}

// Accreditor is met by a Trust that knows the list. Nil stands for an authority that the list does not name.
type Accreditor interface {
	// Accredited takes the hashes of the authorities of a chain, from the issuer up.
	Accredited(ctx context.Context, r db.Reader, chain []string, issued, signed time.Time) (*Accreditation, error)
}

// accredited asks for the first signer. When he signed is known by a time stamp, else by his word, else it is now.
func (c *Checker) accredited(ctx context.Context, r *cms.Report) (*Accreditation, error) {
	list, knows := c.trust.(Accreditor)
	if !knows || r == nil || len(r.Signers) == 0 || r.Signers[0].Certificate == nil {
		return nil, nil
	}
	s := r.Signers[0]
	signed := r.At
	for _, at := range []*time.Time{s.Claimed, s.Proven} {
		if at != nil {
			signed = *at
		}
	}
	var hashes []string
	for _, issuer := range s.Chain {
		hashes = append(hashes, issuer.SHA256)
	}
	return list.Accredited(ctx, c.db, hashes, s.Certificate.NotBefore, signed)
}

// judgedBy adds what the list says: a signature is a qualified one only if the authority was accredited (63-ФЗ ст. 11).
func (v Verification) judgedBy(a *Accreditation) Verification {
	if a != nil {
		v.Accreditation, v.Qualified = a.Words, v.Qualified && a.Good
	}
	return v
}

// tellsOf reports whether a kept verdict says the same of the authority.
func (k *KeptCheck) tellsOf(v Verification) bool {
	return v.Accreditation == "" || slices.Contains(strings.Split(k.Words, "\n"), v.Accreditation)
}
