package signing

import (
	"context"
	"slices"
	"strings"

	"veche/cms/pki"
	"veche/cms/reason"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
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

// ownedBy refuses a signature with somebody else's certificate: the signatory signs with his own, an acting officer
// with his own too (§2.9).
func (s *Service) ownedBy(ctx context.Context, r db.Reader, v Verification, employee int64) error {
	if v.Certificate == nil { // the simple signature
		return nil
	}
	e, err := s.org.Person(ctx, r, employee)
	if err == nil && !belongs(v.Subject, e) {
		err = fail.Field("signing.foreign_certificate", "file", "foreign_certificate")
	}
	return err
}

// belongs compares the names in a certificate with those of the employee (63-ФЗ ст. 17: surname, given name and
// patronymic stand in it). Where a certificate or a card has no patronymic, surname and given name decide.
func belongs(subject pki.Name, e org.Employee) bool {
	surname, given := words(subject.Get(pki.Surname)), words(subject.Get(pki.GivenName))
	if surname == "" || given == "" { // certificates of older authorities have the whole name in one field
		surname, given, _ = strings.Cut(words(subject.Get(pki.CommonName)), " ")
	}
	if surname == "" || surname != words(e.Surname) {
		return false
	}
	name, patronymic, _ := strings.Cut(given, " ")
	if name != words(e.Name) {
		return false
	}
	return patronymic == "" || e.Patronymic == "" || patronymic == words(e.Patronymic)
}

// words is a name without regard to case, ё and spaces.
func words(name string) string { return strings.Join(strings.Fields(text.Fold(name)), " ") }
