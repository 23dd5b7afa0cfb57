package signing

import (
	"time"

	"veche/cms"
	"veche/cms/reason"
	"veche/internal/platform/audit"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// Kind is a kind of signature by the way it is made.
type Kind string

const (
	Simple Kind = "simple" // the password proves the person (63-ФЗ ст. 5 ч. 2)
	CMS    Kind = "cms"    // a detached CMS over the bytes (63-ФЗ ст. 5 ч. 3, 4)
)

// Means is with what a signature was made.
type Means string

const (
	Password Means = "password" // the simple signature
	Plugin   Means = "plugin"   // a program in the signatory's browser, with his token
	Remote   Means = "remote"   // a service that holds his key; he confirms on his phone
	StandKey Means = "stand"    // a software key of the demonstration: no legal force
	FromFile Means = "file"     // a file that he made elsewhere
	Server   Means = "server"   // a token of the body's server
)

// Verdict is what a check of a signature found.
type Verdict string

const (
	Valid         Verdict = "valid"
	Invalid       Verdict = "invalid"       // proven wrong
	Indeterminate Verdict = "indeterminate" // the evidence at hand proves neither
	Unchecked     Verdict = "unchecked"     // nobody has looked yet
)

// Reason is why a verdict is not «valid»: a code of cms/reason, or trouble with the stored files.
type Reason string

// Troubles with stored files, by the codes of the file store.
const (
	Damaged Reason = "file.damaged"
	Missing Reason = "file.not_found"
)

// Russian is the reason in words.
func (r Reason) Russian() string {
	switch r {
	case "":
		return ""
	case Damaged:
		return "Файл на диске изменился после подписания."
	case Missing:
		return "Файл не найден в хранилище."
	}
	return reason.Code(r).Russian()
}

// Certificate is what a certificate says of its owner.
type Certificate struct {
	Serial       string        `json:"serial"`
	Owner        string        `json:"owner"`
	Post         string        `json:"post"`
	Organization string        `json:"organization"`
	Issuer       string        `json:"issuer"`
	From         calendar.Date `json:"from"`
	To           calendar.Date `json:"to"`
	SHA256       string        `json:"sha256"`
}

// Signature is one signature under one version: the row of the table.
type Signature struct {
	ID          int64                 `db:"id"`
	BodyID      int64                 `db:"body_id"`
	DocumentID  int64                 `db:"document_id"`
	VersionID   *int64                `db:"version_id"` // nil on a signature that came with a letter of another body
	SHA256      string                `db:"sha256"`
	Kind        Kind                  `db:"kind"`
	Purpose     Purpose               `db:"purpose"`
	Place       int                   `db:"place"` // order among the signatures of the version
	SignerID    *int64                `db:"signer_id"`
	SignerName  string                `db:"signer_name"`
	SignerPost  string                `db:"signer_post"`
	OnBehalfID  *int64                `db:"on_behalf_id"`
	Basis       string                `db:"basis"`
	SignedAt    time.Time             `db:"signed_at"`
	FileID      *int64                `db:"file_id"`
	Certificate db.JSON[*Certificate] `db:"certificate"`
	Means       Means                 `db:"means"`
	Level       cms.Level             `db:"level"`
	Qualified   bool                  `db:"qualified"`
	Stand       bool                  `db:"stand"`
	AwaitsStamp bool                  `db:"awaits_stamp"`
	Verdict     Verdict               `db:"verdict"`
	Reason      Reason                `db:"reason"`
	CheckedAt   *time.Time            `db:"checked_at"`
	Address     string                `db:"address"`
}

// Ref names the signature in the audit.
func (s Signature) Ref() audit.Ref {
	return audit.Ref{Kind: "signature", ID: s.ID, Title: s.SignerName}
}

// Refusal tells who refused to sign which version and why.
type Refusal struct {
	ID          int64     `db:"id" json:"id"`
	DocumentID  int64     `db:"document_id" json:"-"`
	VersionID   int64     `db:"version_id" json:"version_id"`
	RefusedBy   int64     `db:"refused_by" json:"refused_by"`
	RefusedName string    `db:"refused_name" json:"refused_name"`
	RefusedPost string    `db:"refused_post" json:"refused_post"`
	OnBehalfID  *int64    `db:"on_behalf_id" json:"on_behalf_id"`
	Reason      string    `db:"reason" json:"reason"`
	RefusedAt   time.Time `db:"refused_at" json:"refused_at"`
}
