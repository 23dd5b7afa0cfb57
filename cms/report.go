package cms

import (
	"time"

	"veche/cms/pki"
	"veche/cms/reason"
)

// Report is the outcome of a check: what was checked, with what, at what time, and
// what follows. It is evidence, to be kept as JSON.
type Report struct {
	Verdict  reason.Verdict    `json:"verdict"`
	At       time.Time         `json:"at"`                 // the moment as of which the check was made
	Attached bool              `json:"attached"`           // the content is within the file
	Digests  map[string]string `json:"digests,omitempty"`  // of the content, in hexadecimal, by function
	Findings []*reason.Finding `json:"findings,omitempty"` // about the file as a whole
	Signers  []*SignerReport   `json:"signers"`
}

// SignerReport is about one signature.
type SignerReport struct {
	Verdict     reason.Verdict       `json:"verdict"`
	Level       Level                `json:"level"`
	Findings    []*reason.Finding    `json:"findings,omitempty"`
	Certificate *CertificateReport   `json:"certificate,omitempty"`
	Algorithm   string               `json:"algorithm,omitempty"`
	Claimed     *time.Time           `json:"claimed,omitempty"` // the signer's own word
	Proven      *time.Time           `json:"proven,omitempty"`  // by time stamps: not later than
	Checks      []Check              `json:"checks"`
	Chain       []*CertificateReport `json:"chain,omitempty"`
	Revocation  []pki.RevocationFact `json:"revocation,omitempty"`
	TimeStamps  []*TimeStampReport   `json:"time_stamps,omitempty"`

	signer *Signer
	path   *pki.Path
}

// Signer is the certificate of the signer, or nil when it was not found.
func (s *SignerReport) Signer() *pki.Certificate {
	if s.path == nil {
		return nil
	}
	return s.path.Certificates[0]
}

// Level of CAdES (EN 319 122-1) that a signature has reached, as far as its time stamps
// and evidence are good.
type Level string

const (
	LevelCMS Level = "CMS"       // no reference to the certificate under the signature
	LevelBES Level = "CAdES-BES" // with the reference
	LevelT   Level = "CAdES-T"   // with a time stamp
	LevelLT  Level = "CAdES-LT"  // with certificates, lists and answers for ever
	LevelLTA Level = "CAdES-LTA" // with an archive time stamp over all
)

// Check is one step of a check.
type Check struct {
	What   Step       `json:"what"`
	Passed bool       `json:"passed"`
	With   string     `json:"with,omitempty"` // algorithm, or whose certificate or answer
	At     *time.Time `json:"at,omitempty"`   // the moment looked at
}

// Step of a check.
type Step string

const (
	StepContent   Step = "content"
	StepSignature Step = "signature"
	StepReference Step = "certificate_reference"
	StepTimeStamp Step = "time_stamp"
	StepArchive   Step = "archive_time_stamp"
	StepChain     Step = "chain"
)

// CertificateReport is what a clerk wants to know of a certificate.
type CertificateReport struct {
	Subject   pki.Name      `json:"subject"`
	Issuer    pki.Name      `json:"issuer"`
	Serial    string        `json:"serial"`
	NotBefore time.Time     `json:"not_before"`
	NotAfter  time.Time     `json:"not_after"`
	KeyPeriod *pki.Period   `json:"key_period,omitempty"`
	Qualified pki.Qualified `json:"qualified"`
	SHA256    string        `json:"sha256"`
}

func describe(c *pki.Certificate) *CertificateReport {
	r := &CertificateReport{
		Subject: c.Subject, Issuer: c.Issuer, Serial: c.Serial(), Qualified: c.Qualified,
		NotBefore: c.X509.NotBefore, NotAfter: c.X509.NotAfter, SHA256: c.Fingerprint(),
	}
	if c.KeyPeriod != (pki.Period{}) {
		r.KeyPeriod = &c.KeyPeriod
	}
	return r
}

// TimeStampReport is about one time stamp.
type TimeStampReport struct {
	Kind       StampKind            `json:"kind"`
	Verdict    reason.Verdict       `json:"verdict"`
	Findings   []*reason.Finding    `json:"findings,omitempty"`
	Time       time.Time            `json:"time"`
	Accuracy   string               `json:"accuracy,omitempty"`
	Policy     string               `json:"policy,omitempty"`
	Serial     string               `json:"serial,omitempty"`
	Hash       string               `json:"hash,omitempty"`
	Service    *CertificateReport   `json:"service,omitempty"`
	Revocation []pki.RevocationFact `json:"revocation,omitempty"`

	path *pki.Path
}

// StampKind is what a time stamp is over.
type StampKind string

const (
	StampContent   StampKind = "content"   // the content before it was signed
	StampSignature StampKind = "signature" // the signature
	StampArchive   StampKind = "archive"   // the content, the signature and all evidence
	StampAlone     StampKind = "alone"     // a token checked by itself
)

func (s *SignerReport) find(err error) bool {
	if err == nil {
		return false
	}
	s.Findings = append(s.Findings, reason.From(err))
	return true
}

func (s *SignerReport) step(what Step, passed bool, with string, at *time.Time) {
	s.Checks = append(s.Checks, Check{What: what, Passed: passed, With: with, At: at})
}

func (r *Report) conclude() {
	r.Verdict = reason.Weigh(r.Findings)
	for _, s := range r.Signers {
		r.Verdict = r.Verdict.Worse(s.Verdict)
	}
}
