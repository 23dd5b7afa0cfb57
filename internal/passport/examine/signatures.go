package examine

import (
	"slices"
	"strings"

	"veche/cms"
	"veche/cms/pki"
	"veche/cms/reason"
	"veche/internal/passport/container"
)

// checkSignatures checks the signatures of the card, each over its file as it lies in the passport.
func (e *examination) checkSignatures() error {
	if len(e.content.Signatures) == 0 {
		e.report.find(finding(NoSignatures, "", ""))
	}
	trust := e.evidence()
	for _, s := range e.content.Signatures {
		r := SignatureReport{Signature: s, Verdict: reason.Valid}
		if s.Demo {
			r.Findings = append(r.Findings, finding(DemoSignature, "", ""))
		}
		if s.Kind == "simple" {
			r.Findings = append(r.Findings, e.simple(s))
		} else if err := e.enhanced(s, trust, &r); err != nil {
			return err
		}
		if s.Purpose != "" && !e.speaksOfThis(s) {
			r.Findings = append(r.Findings, finding(StatementForeign, s.Over, ""))
		}
		for _, f := range r.Findings {
			r.Verdict = r.Verdict.Worse(f.Weight)
		}
		e.report.Signatures = append(e.report.Signatures, r)
		if r.Report == nil || r.Verdict != reason.Valid {
			continue
		}
		for i := range e.report.Files {
			if e.report.Files[i].Path == s.Over {
				e.report.Files[i].Signed++
			}
		}
	}
	e.offerRoots(trust)
	return nil
}

// simple judges a simple signature: it is an act of the log over the hash of the file.
func (e *examination) simple(s container.Signature) Finding {
	if e.told(s) && (s.Over == "" || e.parts[s.Over].SHA256 == s.SHA256) {
		return finding(SimpleSignature, "", "")
	}
	return finding(SimpleUnproven, "", "")
}

// speaksOfThis: a reader's statement names the hash of a text of this document; a good signature over a statement about
// another one proves nothing here.
func (e *examination) speaksOfThis(s container.Signature) bool {
	statement, err := e.archive.Read(s.Over)
	return err == nil && slices.ContainsFunc(e.content.Files, func(f container.File) bool {
		return f.Role == "main" && strings.Contains(string(statement), e.parts[f.Path].SHA256)
	})
}

// enhanced checks a detached CMS over the file that it belongs to.
func (e *examination) enhanced(s container.Signature, trust *pki.Trust, r *SignatureReport) error {
	file, err := e.archive.Read(s.Path)
	if err != nil {
		r.Findings = append(r.Findings, finding(FileMissing, s.Path, "%v", err))
		return nil
	}
	content := cms.Content{}
	if e.archive.Has(s.Over) {
		from, err := e.archive.Stream(s.Over)
		if err != nil {
			return err
		}
		content = cms.Stream(from)
	} else {
		r.Findings = append(r.Findings, finding(FileMissing, s.Over, ""))
	}
	if r.Report, err = cms.Verify(e.ctx, file, content, cms.Options{Trust: trust, At: e.options.At}); err != nil {
		return err
	}
	r.Verdict = r.Report.Verdict
	return nil
}

// evidence is the trust of the one who checks, with what lies in the passport: certificates to complete chains with,
// lists and answers. A root that lies in it is believed by nobody for that.
func (e *examination) evidence() *pki.Trust {
	o := Options{Trust: e.options.Trust}
	o.Trust.CRLs, o.Trust.OCSP = slices.Clone(o.Trust.CRLs), slices.Clone(o.Trust.OCSP)
	for _, item := range e.content.Evidence {
		raw, err := e.archive.Read(item.Path)
		if err != nil {
			continue // the lists have named it
		}
		switch item.Kind {
		case "certificate":
			if c, err := pki.ParseCertificate(raw); err == nil && slices.Contains(e.options.Compared, c.Fingerprint()) {
				o.Trust.Roots = with(o.Trust.Roots, c)
			} else if err == nil {
				o.Trust.Intermediates = with(o.Trust.Intermediates, c)
			}
		case "crl":
			if c, err := pki.ParseCRL(raw); err == nil {
				o.Trust.CRLs = append(o.Trust.CRLs, c)
			}
		case "ocsp":
			if answer, err := pki.ParseOCSP(raw); err == nil {
				o.Trust.OCSP = append(o.Trust.OCSP, answer)
			}
		}
	}
	return &o.Trust
}

// offerRoots lists the authorities of the passport that nobody has confirmed.
func (e *examination) offerRoots(trust *pki.Trust) {
	for _, c := range trust.Intermediates.Certificates() {
		if selfSigned(c) && !trust.Roots.Contains(c) {
			e.report.Roots = append(e.report.Roots, describe(c))
		}
	}
}

func describe(c *pki.Certificate) *cms.CertificateReport {
	return &cms.CertificateReport{Subject: c.Subject, Issuer: c.Issuer, Serial: c.Serial(), NotBefore: c.X509.NotBefore,
		NotAfter: c.X509.NotAfter, SHA256: c.Fingerprint(), Qualified: c.Qualified}
}
