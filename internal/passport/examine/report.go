package examine

import (
	"time"

	"veche/cms"
	"veche/cms/reason"
	"veche/internal/passport/container"
)

// Report is the outcome of an examination of a passport.
type Report struct {
	Verdict    reason.Verdict      `json:"verdict"`
	At         time.Time           `json:"at"`
	Document   *container.Document `json:"document,omitempty"`
	Findings   []Finding           `json:"findings"`
	Files      []FileReport        `json:"files"`
	Signatures []SignatureReport   `json:"signatures"`
	BodySeal   *cms.Report         `json:"body_seal,omitempty"` // of the body, under the list of files
	Journal    *JournalReport      `json:"journal,omitempty"`
	// Roots are authorities of the passport that nobody has confirmed: to be compared with their own publications.
	Roots []*cms.CertificateReport `json:"roots,omitempty"`
}

// FileReport is about one file of the card.
type FileReport struct {
	container.File
	Intact bool `json:"intact"`
	Signed int  `json:"signed"` // by how many valid enhanced signatures
}

// SignatureReport is about one signature of the card.
type SignatureReport struct {
	container.Signature
	Verdict  reason.Verdict `json:"verdict"`
	Findings []Finding      `json:"findings,omitempty"`
	Report   *cms.Report    `json:"report,omitempty"` // of an enhanced one
}

// JournalReport is about the acts of the log.
type JournalReport struct {
	Origin    string      `json:"origin"`
	Size      uint64      `json:"size"`
	Root      string      `json:"root"`
	At        time.Time   `json:"at"`
	Key       string      `json:"key"`
	Confirmed bool        `json:"confirmed"` // the key equals the published one
	Acts      []ActReport `json:"acts"`
}

// ActReport is one act of the log.
type ActReport struct {
	ID     int64     `json:"id"`
	At     time.Time `json:"at"`
	Actor  string    `json:"actor"`
	Post   string    `json:"post"`
	Action string    `json:"action"`
	Words  string    `json:"words"` // the same in Russian
	Proven bool      `json:"proven"`
}

func (r *Report) find(f Finding) { r.Findings = append(r.Findings, f) }

// conclude weighs everything that was found.
func (r *Report) conclude() {
	r.Verdict = reason.Valid
	for _, f := range r.Findings {
		r.Verdict = r.Verdict.Worse(f.Weight)
	}
	for _, s := range r.Signatures {
		r.Verdict = r.Verdict.Worse(s.Verdict)
	}
}
