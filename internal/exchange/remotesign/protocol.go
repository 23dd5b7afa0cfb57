package remotesign

import "time"

// Version is the first part of every path of the protocol (docs/remote-signing.md).
const Version = "v1"

// Form is what the service returns.
type Form string

const (
	FormCMS Form = "cms" // a detached CMS over the document
	FormRaw Form = "raw" // a signature of one digest: the message is made here
)

// Ask is a request to sign, POST /v1/requests. The header Idempotency-Key names it: a repeat is answered with what the
// first one made.
type Ask struct {
	Document Document  `json:"document"`
	Signer   Signer    `json:"signer"`
	Code     string    `json:"code"` // shown on both screens
	Form     Form      `json:"form"`
	Sign     *Digest   `json:"sign,omitempty"`        // form raw: the digest to be signed
	With     string    `json:"certificate,omitempty"` // form raw: SHA-256 of the certificate to sign with
	Expires  time.Time `json:"expires_at"`
}

// Document is what the person reads on his phone, and what he signs.
type Document struct {
	Name    string   `json:"name"`
	Size    int64    `json:"size"`
	Digests []Digest `json:"digests"`
}

// Digest is the value of one hash function over the document.
type Digest struct {
	Algorithm string `json:"algorithm"`
	Value     []byte `json:"value"`
}

// Hash functions by their names in the protocol; the first three are given of every document.
const (
	SHA256      = "sha256"
	Streebog256 = "streebog256"
	Streebog512 = "streebog512"
	SHA384      = "sha384"
	SHA512      = "sha512"
)

// Signer is who has to confirm. The identifier is the same for the same person always.
type Signer struct {
	ID         string `json:"id"`
	Surname    string `json:"surname"`
	Name       string `json:"name"`
	Patronymic string `json:"patronymic,omitempty"`
	Post       string `json:"post,omitempty"`
}

// Standing is how a request stands at the service.
type Standing string

const (
	AtWaiting   Standing = "waiting"
	AtSigned    Standing = "signed"
	AtRefused   Standing = "refused" // the person said no
	AtExpired   Standing = "expired"
	AtFailed    Standing = "failed" // the service could not: no key, no phone
	AtCancelled Standing = "cancelled"
)

// Status is the answer of the service about a request.
type Status struct {
	ID         string    `json:"id"`
	Key        string    `json:"key"` // as it was given
	State      Standing  `json:"state"`
	Reason     string    `json:"reason,omitempty"` // in words of the service
	Expires    time.Time `json:"expires_at"`
	RetryAfter int       `json:"retry_after,omitempty"` // seconds
}

// Result is the answer of a signed request, GET /v1/requests/{id}/result. It may be asked for repeatedly.
type Result struct {
	ID          string   `json:"id"`
	Key         string   `json:"key"`
	Form        Form     `json:"form"`
	CMS         []byte   `json:"cms,omitempty"`
	Signature   []byte   `json:"signature,omitempty"` // form raw: as it stands in CMS
	Certificate []byte   `json:"certificate,omitempty"`
	Chain       [][]byte `json:"chain,omitempty"` // form raw: of the authorities, to be enclosed
}

// Certificates are those with which a person may sign, the answer to a Signer at POST /v1/certificates.
type Certificates struct {
	Certificates [][]byte `json:"certificates"` // DER, the preferred one first
}

// Problem is a refusal of the service.
type Problem struct {
	Code string `json:"code"`
	Text string `json:"text,omitempty"`
}

// Codes of problems that the protocol knows.
const (
	ProblemInvalid      = "invalid_request"
	ProblemUnauthorized = "unauthorized"
	ProblemUnknown      = "unknown_request" // the service has no such request
	ProblemKeyReused    = "key_reused"      // the key came with another request
	ProblemNoSigner     = "unknown_signer"
	ProblemDecided      = "already_decided"
	ProblemNotSigned    = "not_signed"
)
