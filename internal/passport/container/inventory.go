package container

import "time"

// InventoryName is the file that says what each file is.
const InventoryName = "inventory.json"

// Inventory (опись) says what each file of a passport is.
type Inventory struct {
	Format     string      `json:"format"` // veche-passport/1
	Document   Document    `json:"document"`
	Files      []File      `json:"files"`
	Signatures []Signature `json:"signatures"`
	Evidence   []Evidence  `json:"evidence"`
	Acts       []Act       `json:"acts"`
	// BodySealed tells that the seal of the body belongs to the passport: without it one could be taken away.
	BodySealed bool `json:"body_sealed,omitempty"`
}

// Format is the version of the form.
const Format = "veche-passport/1"

// Document names the document as its card does.
type Document struct {
	ID           int64  `json:"id"`
	Body         string `json:"body"`
	Flow         string `json:"flow"`
	Kind         string `json:"kind"`
	Number       string `json:"number"`
	RegisteredOn string `json:"registered_on"`
	Summary      string `json:"summary"`
	Mark         string `json:"mark,omitempty"`
}

// File is one file of the card as it was stored.
type File struct {
	Path        string `json:"path"`
	Role        string `json:"role"` // main, attachment, sheet, acknowledgement
	Name        string `json:"name"` // as people call it
	Version     int    `json:"version,omitempty"`
	Size        int64  `json:"size"`
	SHA256      string `json:"sha256"`
	Streebog256 string `json:"streebog256"`
}

// Signature is one signature of the card. A simple one has no file: it is an act of the log.
type Signature struct {
	ID        int64      `json:"id"`
	Path      string     `json:"path,omitempty"`
	Over      string     `json:"over,omitempty"`    // path of the signed file
	SHA256    string     `json:"sha256"`            // of the signed bytes
	Kind      string     `json:"kind"`              // simple, cms
	Purpose   string     `json:"purpose,omitempty"` // acknowledgement: over a statement of the reader, not over the document
	Signer    string     `json:"signer"`
	Post      string     `json:"post"`
	Basis     string     `json:"basis,omitempty"`
	SignedAt  time.Time  `json:"signed_at"`
	Verdict   string     `json:"verdict"` // of the last check before the export
	CheckedAt *time.Time `json:"checked_at,omitempty"`
	Demo      bool       `json:"demo,omitempty"` // of the demonstration stand: without legal force
}

// Evidence is a file that a check of signatures relies on.
type Evidence struct {
	Path string `json:"path"`
	Kind string `json:"kind"` // certificate, crl, ocsp, timestamp, report
	Name string `json:"name"` // whose certificate, which service
}

// Act is a record of the log with its proof.
type Act struct {
	ID     int64  `json:"id"`
	Record string `json:"record"` // path of the sealed record
	Way    string `json:"way"`    // path of its way to the root
}

// Names of the journal's own files.
const (
	Checkpoint  = "journal/checkpoint.txt"
	JournalKey  = "journal/key.txt"
	JournalPEM  = "journal/key.pem"
	CardJSON    = "card.json"
	CardHTML    = "card.html"
	Readme      = "README.txt"
	EngineSetup = "openssl-gost.cnf"
)
