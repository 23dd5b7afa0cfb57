package message

import (
	"fmt"
	"strings"
)

// FaultKind is a fault of SMEV by the name of its element. It is an error itself, so that errors.Is(err, message.AccessDenied)
// asks for the kind of a *Fault.
type FaultKind string

// The faults of the schemas, and what an answer that names none of them is taken for.
const (
	AccessDenied                   FaultKind = "AccessDenied"
	AttachmentContentMismatch      FaultKind = "AttachmentContentMiscoordination"
	AttachmentSizeLimitExceeded    FaultKind = "AttachmentSizeLimitExceeded"
	BusinessDataTypeIsNotSupported FaultKind = "BusinessDataTypeIsNotSupported"
	DestinationOverflow            FaultKind = "DestinationOverflow"
	EndOfLifeReached               FaultKind = "EndOfLifeReached"
	IncorrectResponseContentType   FaultKind = "IncorrectResponseContentType"
	InvalidContent                 FaultKind = "InvalidContent"
	InvalidMessageIDFormat         FaultKind = "InvalidMessageIdFormat"
	MessageIsAlreadySent           FaultKind = "MessageIsAlreadySent"
	PersonalAccessDenied           FaultKind = "PersonalAccessDenied"
	QuoteLimitExceeded             FaultKind = "QuoteLimitExceeded"
	RecipientIsNotFound            FaultKind = "RecipientIsNotFound"
	RequestIsNotFound              FaultKind = "RequestIsNotFound"
	SMEVFailure                    FaultKind = "SMEVFailure"
	SenderIsNotRegistered          FaultKind = "SenderIsNotRegistered"
	SignatureVerificationFault     FaultKind = "SignatureVerificationFault"
	StaleMessageID                 FaultKind = "StaleMessageId"
	TargetMessageIsNotFound        FaultKind = "TargetMessageIsNotFound"
	TransactionCodeInvalid         FaultKind = "TransactionCodeInvalid"
	UnknownMessageType             FaultKind = "UnknownMessageType"
	UnknownFault                   FaultKind = "UnknownFault"
)

// SignatureCause is why a node refused the signature of the caller.
type SignatureCause string

// The causes of the schemas.
const (
	PoorSOAPEnvelopeFormat   SignatureCause = "PoorSOAPEnvelopeFormat"
	NoSignatureFound         SignatureCause = "NoSignatureFound"
	IncorrectSignatureTarget SignatureCause = "IncorrectSignatureTarget"
	SignatureIsInvalid       SignatureCause = "SignatureIsInvalid"
	CertificateIsNotFound    SignatureCause = "CertificateIsNotFound"
	CertificateIsExpired     SignatureCause = "CertificateIsExpired"
)

// ValidationError is one complaint of the node's schema validator.
type ValidationError struct {
	Position int    `json:"position"`
	Text     string `json:"text"`
}

// Fault is a refusal of SMEV: at once, as a SOAP fault, or late, within an AsyncProcessingStatus. Only the fields of its
// kind are filled.
type Fault struct {
	Kind        FaultKind `json:"kind"`
	Code        string    `json:"code,omitempty"` // the node's own, not ours
	Description string    `json:"description,omitempty"`

	Cause         SignatureCause    `json:"cause,omitempty"`
	Errors        []ValidationError `json:"errors,omitempty"`
	RootLocalName string            `json:"root_local_name,omitempty"`
	RootNamespace string            `json:"root_namespace,omitempty"`
	Permitted     int64             `json:"permitted,omitempty"` // octets of attachments
	Real          int64             `json:"real,omitempty"`
	Remained      int64             `json:"remained,omitempty"`
	Broker        string            `json:"broker,omitempty"`
	Destination   string            `json:"destination,omitempty"`

	Text string `json:"text,omitempty"` // faultstring
}

// Error names the kind and what the node says of it.
func (f *Fault) Error() string {
	parts := []string{"smev: " + string(f.Kind)}
	for _, part := range []string{string(f.Cause), f.Code, f.Description, f.Text} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	for _, e := range f.Errors {
		parts = append(parts, fmt.Sprintf("at %d: %s", e.Position, e.Text))
	}
	return strings.Join(parts, ": ")
}

// Is compares with a kind.
func (f *Fault) Is(target error) bool {
	kind, ok := target.(FaultKind)
	return ok && kind == f.Kind
}

// Error is the name of the kind.
func (k FaultKind) Error() string { return "smev: " + string(k) }

// Retry is what a sender does after a fault.
type Retry int

const (
	// Never: a person must act; the message stays with its fault.
	Never Retry = iota
	// Later: the same message again, as often as it takes.
	Later
	// WithNewLife: the same message again with a later end of life.
	WithNewLife
	// WithNewID: the message under a new identifier that is linked with the old one.
	WithNewID
	// Accepted: the node has the message already; that is success.
	Accepted
)

// Retry is what to do after a fault of the kind.
func (k FaultKind) Retry() Retry { return k.policy().retry }

// StableCode is ours, for journals, statistics and translations.
func (f *Fault) StableCode() string {
	if policy, ok := causes[f.Cause]; ok && f.Kind == SignatureVerificationFault {
		return policy.code
	}
	return f.Kind.policy().code
}

// Russian is a sentence for a person: what happened and what to do.
func (f *Fault) Russian() string {
	sentence := f.Kind.policy().russian
	if policy, ok := causes[f.Cause]; ok && f.Kind == SignatureVerificationFault {
		sentence = policy.russian
	}
	switch f.Kind {
	case AttachmentSizeLimitExceeded:
		return fmt.Sprintf("%s Разрешено %s, отправлено %s.", sentence, octets(f.Permitted), octets(f.Real))
	case QuoteLimitExceeded:
		return fmt.Sprintf("%s Осталось %s.", sentence, octets(f.Remained))
	case BusinessDataTypeIsNotSupported:
		return fmt.Sprintf("%s Вид сведений: {%s}%s.", sentence, f.RootNamespace, f.RootLocalName)
	}
	if f.Description != "" {
		return sentence + " Узел СМЭВ сообщает: " + strings.TrimRight(f.Description, ".") + "."
	}
	return sentence
}

func octets(n int64) string {
	switch {
	case n >= 1<<20:
		return strings.Replace(fmt.Sprintf("%.1f МБ", float64(n)/(1<<20)), ".", ",", 1)
	case n >= 1<<10:
		return strings.Replace(fmt.Sprintf("%.1f КБ", float64(n)/(1<<10)), ".", ",", 1)
	}
	return fmt.Sprintf("%d Б", n)
}
