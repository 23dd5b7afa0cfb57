package signing

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/cms/reason"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// Checker is the Verifier of this installation: whom it believes comes from Trust, time stamps from a service.
type Checker struct {
	db      *db.DB
	trust   Trust
	stamper cms.Stamper
	stand   *pki.Certificate
}

// NewChecker makes a verifier. Without a service of time stamps signatures stay at the level at which they came;
// stand is the root of the demonstration's authority, nil elsewhere.
func NewChecker(d *db.DB, t Trust, stamper cms.Stamper, stand *pki.Certificate) *Checker {
	return &Checker{db: d, trust: t, stamper: stamper, stand: stand}
}

// Verify judges a signature as of now.
func (c *Checker) Verify(ctx context.Context, text Text, signature []byte) (Verification, error) {
	_, found, err := c.judge(ctx, text, signature, func(content cms.Content, o cms.Options) ([]byte, *cms.Report, error) {
		report, err := cms.Verify(ctx, signature, content, o)
		return signature, report, err
	})
	return found, err
}

// Improve adds a time stamp and what proves the certificates; see Verifier.
func (c *Checker) Improve(ctx context.Context, text Text, signature []byte) ([]byte, Verification, error) {
	if c.stamper == nil {
		return nil, Verification{}, nil
	}
	return c.judge(ctx, text, signature, func(content cms.Content, o cms.Options) ([]byte, *cms.Report, error) {
		better, report, err := cms.Upgrade(ctx, signature, content, cms.UpgradeOptions{Options: o, Level: cms.LevelLT, Stamper: c.stamper})
		if err != nil {
			return nil, nil, fmt.Errorf("improve a signature: %w", err)
		}
		return better, report, nil
	})
}

// judge gives a check its content and trust, and reads what it found. Digests of the store are used while they are
// those that the signature needs.
func (c *Checker) judge(ctx context.Context, text Text, signature []byte, check func(cms.Content, cms.Options) ([]byte, *cms.Report, error)) ([]byte, Verification, error) {
	trust, err := c.trust.Trust(ctx, c.db)
	if err != nil {
		return nil, Verification{}, err
	}
	fetcher, err := c.trust.Fetcher(ctx, c.db)
	if err != nil {
		return nil, Verification{}, err
	}
	heard := &recorder{from: fetcher}
	if fetcher != nil {
		trust.Fetcher = heard
	}
	options := cms.Options{Trust: &trust, At: c.db.Now()}
	var file []byte
	var report *cms.Report
	if text.Digests != nil {
		file, report, err = check(cms.Digests(text.Digests), options)
	}
	if err == nil && (report == nil || lacks(report, reason.NoContent)) {
		file, report, err = c.read(ctx, text, options, check)
	}
	if err != nil {
		return nil, Verification{}, err
	}
	if err := heard.handOn(ctx, c.trust); err != nil {
		return nil, Verification{}, err
	}
	listed, err := c.accredited(ctx, report)
	return file, c.found(report, file, &trust, heard).judgedBy(listed), err
}

// read checks the bytes themselves.
func (c *Checker) read(ctx context.Context, text Text, o cms.Options, check func(cms.Content, cms.Options) ([]byte, *cms.Report, error)) ([]byte, *cms.Report, error) {
	bytes, err := text.Open(ctx)
	if err != nil {
		return nil, nil, err
	}
	file, report, err := check(cms.Stream(bytes), o)
	return file, report, errors.Join(err, bytes.Close())
}

func lacks(r *cms.Report, code reason.Code) bool {
	for _, s := range r.Signers {
		for _, f := range s.Findings {
			if f.Code == code {
				return true
			}
		}
	}
	return false
}

// found is the report in the words of the product.
func (c *Checker) found(r *cms.Report, file []byte, trust *pki.Trust, heard *recorder) Verification {
	v := Verification{Verdict: Verdict(r.Verdict), Report: r, Signers: len(r.Signers), Evidence: gather(r, file, trust, heard)}
	v.Reason = v.mainReason()
	if len(r.Signers) == 0 {
		return v
	}
	s := r.Signers[0]
	v.Level = s.Level
	if s.Certificate == nil {
		return v
	}
	v.Certificate, v.Signer = certificateOf(s.Certificate), signerOf(s.Certificate.SHA256, file, trust)
	v.Stand = c.stand != nil && len(s.Chain) > 0 && s.Chain[len(s.Chain)-1].SHA256 == c.stand.Fingerprint()
	v.Qualified = len(s.Certificate.Qualified.Classes) > 0 && !v.Stand
	return v
}

// signerOf finds the certificate of a report where the check has found it: in the signature, or among those that are
// known.
func signerOf(sha256 string, file []byte, trust *pki.Trust) *pki.Certificate {
	var list []*pki.Certificate
	if m, err := cms.Parse(file); err == nil {
		list = m.Certificates
	}
	for _, c := range slices.Concat(list, trust.Intermediates.Certificates(), trust.Roots.Certificates()) {
		if c.Fingerprint() == sha256 {
			return c
		}
	}
	return nil
}

// mainReason is the first finding of the verdict's weight.
func (v Verification) mainReason() Reason {
	for _, f := range v.findings() {
		if v.Verdict != Valid && Verdict(f.Code.Weight()) == v.Verdict {
			return Reason(f.Code)
		}
	}
	return ""
}

func certificateOf(c *cms.CertificateReport) *Certificate {
	return &Certificate{
		Serial: c.Serial, Owner: c.Subject.Short(), Post: c.Subject.Get(pki.Title), Organization: c.Subject.Get(pki.Organization),
		Issuer: c.Issuer.Short(), From: calendar.DateOf(c.NotBefore, time.UTC), To: calendar.DateOf(c.NotAfter, time.UTC), SHA256: c.SHA256,
	}
}
