package xmldsig

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"veche/cms/pki"
	"veche/cms/reason"
	"veche/smev/xmltoken"
)

// Report is what was found about all signatures of a document.
type Report struct {
	Signatures []*Signature `json:"signatures"` // in the order of the document
	Expected   []*Signature `json:"-"`          // as VerifyOptions.Expected; nil where there is none
	Findings   []Finding    `json:"findings,omitempty"`
	Checked    time.Time    `json:"checked"`

	asked bool
}

// Signature is what was found about one signature.
type Signature struct {
	ID          string           `json:"id"`      // of the element that it refers to
	Path        string           `json:"path"`    // of the Signature: /Envelope/Body/…/Signature
	Element     string           `json:"element"` // path of the element that it refers to, if there is one
	Name        xmltoken.Name    `json:"-"`       // of that element
	Algorithm   string           `json:"algorithm"`
	DigestOK    bool             `json:"digest_ok"`
	SignatureOK bool             `json:"signature_ok"` // of SignedInfo by the key of Certificate
	Findings    []Finding        `json:"findings"`
	Certificate *pki.Certificate `json:"-"` // nil if none is enclosed
	Chain       *pki.Path        `json:"-"` // nil if no Trust was given

	// Signed are the octets that were digested: a whole element in canonical form, with attachments in place. It is nil
	// if the signature is invalid, or if there are more octets than VerifyOptions.Keep.
	Signed   []byte `json:"-"`
	From, To int64  `json:"-"` // the element in the document, see xmltoken.Reader.Next
}

// Verdict of the signature.
func (s *Signature) Verdict() reason.Verdict {
	if !s.DigestOK || !s.SignatureOK {
		return weigh(s.Findings, reason.Indeterminate)
	}
	return weigh(s.Findings, reason.Valid)
}

func weigh(findings []Finding, v reason.Verdict) reason.Verdict {
	for _, f := range findings {
		v = v.Worse(f.Weight)
	}
	return v
}

func (s *Signature) add(f Finding) { s.Findings = append(s.Findings, f) }

// Verdict of the document: that of the signatures that were expected, or of all if none were named. A document without
// signatures is invalid.
func (r *Report) Verdict() reason.Verdict {
	v := weigh(r.Findings, reason.Valid)
	judged := r.Signatures
	if r.asked {
		judged = r.Expected
	}
	for _, s := range judged {
		if s != nil {
			v = v.Worse(s.Verdict())
		}
	}
	return v
}

// Err is nil if the verdict is «valid»; else it tells all reasons.
func (r *Report) Err() error {
	if r.Verdict() == reason.Valid {
		return nil
	}
	var all []error
	for _, f := range r.Findings {
		all = append(all, f)
	}
	for _, s := range r.Signatures {
		for _, f := range s.Findings {
			if f.Weight != reason.Valid {
				all = append(all, fmt.Errorf("signature of %q: %w", s.ID, f))
			}
		}
	}
	return fmt.Errorf("xmldsig: %w", errors.Join(all...))
}

// Russian tells the report to a person.
func (r *Report) Russian() string {
	var b strings.Builder
	for _, f := range r.Findings {
		fmt.Fprintln(&b, f.Text)
	}
	for i, s := range r.Signatures {
		fmt.Fprintf(&b, "Подпись %d: %s — %s\n", i+1, s.ID, s.Verdict().Russian())
		fmt.Fprintf(&b, "  подписан элемент: %s\n", dash(s.Element))
		fmt.Fprintf(&b, "  хэш содержимого: %s, подпись: %s\n", right(s.DigestOK), right(s.SignatureOK))
		if s.Certificate != nil {
			fmt.Fprintf(&b, "  сертификат: %s, № %s\n", s.Certificate.Subject.Short(), s.Certificate.Serial())
		}
		for _, f := range s.Findings {
			fmt.Fprintf(&b, "  %s (%s)\n", f.Text, f.Code)
		}
	}
	return b.String()
}

func dash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

func right(ok bool) string {
	if ok {
		return "верно"
	}
	return "не подтверждено"
}

// MarshalJSON adds the verdict and the certificate.
func (s *Signature) MarshalJSON() ([]byte, error) {
	type plain Signature
	out := struct {
		*plain
		Verdict reason.Verdict `json:"verdict"`
		Subject string         `json:"certificate_subject,omitempty"`
		Issuer  string         `json:"certificate_issuer,omitempty"`
		Serial  string         `json:"certificate_serial,omitempty"`
		SHA256  string         `json:"certificate_sha256,omitempty"`
	}{plain: (*plain)(s), Verdict: s.Verdict()}
	if c := s.Certificate; c != nil {
		out.Subject, out.Issuer, out.Serial, out.SHA256 = c.Subject.String(), c.Issuer.String(), c.Serial(), c.Fingerprint()
	}
	if out.Findings == nil {
		out.Findings = []Finding{}
	}
	return json.Marshal(out)
}

// MarshalJSON adds the verdict.
func (r *Report) MarshalJSON() ([]byte, error) {
	type plain Report
	out := struct {
		*plain
		Verdict reason.Verdict `json:"verdict"`
	}{(*plain)(r), r.Verdict()}
	return json.Marshal(out)
}
