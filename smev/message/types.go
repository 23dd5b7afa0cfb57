package message

import (
	"time"
)

// Body is what one system tells another: one element of its own, and files.
type Body struct {
	Content           []byte // the only child of MessagePrimaryContent, complete with its namespaces
	PersonalSignature []byte // ds:Signature of an official over Content
	Attachments       []Attachment
}

// Request is what a consumer provides (SenderProvidedRequestData).
type Request struct {
	MessageID          MessageID
	ReferenceMessageID MessageID // the first of a chain; the first itself names its own
	TransactionCode    string
	NodeID             string // which of the sender's nodes takes the answer
	EOL                time.Time
	Body
	BusinessProcess []byte // elements of the sender's own, kept as they are
	Test            bool   // the provider answers, but changes nothing
	Routing         *Routing
}

// Response is what a provider answers (SenderProvidedResponseData): a body, or rejections, or the status of the work, or
// SMEV's own word on a message that it took first and refused later.
type Response struct {
	MessageID MessageID
	To        string // ReplyTo of the request, copied and never parsed
	Body
	Rejections []Rejection
	Status     *RequestStatus
	Async      *AsyncStatus
}

// Rejection of a request by its provider.
type Rejection struct {
	Reason      Reason `json:"reason"`
	Description string `json:"description"`
}

// Reason of a rejection.
type Reason string

// The reasons of the schemas.
const (
	ReasonAccessDenied   Reason = "ACCESS_DENIED"
	ReasonNoData         Reason = "NO_DATA"
	ReasonUnknownRequest Reason = "UNKNOWN_REQUEST_DESCRIPTION"
	ReasonFailure        Reason = "FAILURE"
)

// RequestStatus is an interim word of the provider.
type RequestStatus struct {
	Code        int         `json:"code"`
	Parameters  []Parameter `json:"parameters,omitempty"`
	Description string      `json:"description"`
}

// Parameter of a status.
type Parameter struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// AsyncStatus is what SMEV tells of a message after it took it: how far it is, or why it was refused late.
type AsyncStatus struct {
	OriginalMessageID MessageID      `json:"original_message_id"`
	Category          Interaction    `json:"category"`
	Details           string         `json:"details,omitempty"`
	Routing           []RoutingState `json:"routing,omitempty"`
	Fault             *Fault         `json:"fault,omitempty"`
}

// Refused reports that SMEV will not deliver the message.
func (s *AsyncStatus) Refused() bool {
	return s.Category == RequestRejectedBySMEV || s.Category == ResponseRejectedBySMEV || s.Fault != nil
}

// Interaction is how far SMEV is with a message (InteractionStatusType).
type Interaction string

// The states; those behind the blank line are of 1.2 and 1.3, except the last, which is of 1.1.
const (
	DoesNotExist          Interaction = "doesNotExist"
	RequestQueued         Interaction = "requestIsQueued"
	RequestAcceptedBySMEV Interaction = "requestIsAcceptedBySmev"
	RequestRejectedBySMEV Interaction = "requestIsRejectedBySmev"
	UnderProcessing       Interaction = "underProcessing"
	ResponseAccepted      Interaction = "responseIsAcceptedBySmev"
	Cancelled             Interaction = "cancelled"

	RequestProcessed       Interaction = "requestIsProcessed"
	ResponseQueued         Interaction = "responseIsQueued"
	ResponseRejectedBySMEV Interaction = "responseIsRejectedBySmev"
	ResponseProcessed      Interaction = "responseIsProcessed"
	Archived               Interaction = "messageIsArchived"
	Delivered              Interaction = "messageIsDelivered"
	ResponseDelivered      Interaction = "responseIsDelivered"
)

var interactions = map[Interaction]string{DoesNotExist: "такого сообщения нет", RequestQueued: "запрос в очереди на проверку",
	RequestAcceptedBySMEV: "запрос принят СМЭВ", RequestRejectedBySMEV: "запрос отклонён СМЭВ", UnderProcessing: "запрос у поставщика",
	ResponseAccepted: "ответ принят СМЭВ", Cancelled: "запрос отменён", RequestProcessed: "запрос обработан СМЭВ", ResponseQueued: "ответ в очереди на проверку",
	ResponseRejectedBySMEV: "ответ отклонён СМЭВ", ResponseProcessed: "ответ обработан СМЭВ", Archived: "сообщение в архиве",
	Delivered: "сообщение получено", ResponseDelivered: "ответ получен"}

// Russian is the state in words; a state that is not of the schemas stands as it came.
func (i Interaction) Russian() string {
	if text, ok := interactions[i]; ok {
		return text
	}
	return string(i)
}

// Attachment is the header of a file, and where its octets are.
type Attachment struct {
	ID           string         `json:"id"`                  // contentId by MTOM, uuid by file store
	ByReference  bool           `json:"by_reference"`        // by file store
	FileName     string         `json:"file_name,omitempty"` // since 1.2, by file store only
	NamespaceURI string         `json:"namespace_uri,omitempty"`
	MimeType     string         `json:"mime_type"`
	Hash         []byte         `json:"hash,omitempty"`      // of the file by GOST R 34.11-2012; by file store only
	Signature    []byte         `json:"signature,omitempty"` // detached CMS over the file (SignaturePKCS7)
	Archive      []ArchivedFile `json:"archive,omitempty"`
}

// ArchivedFile is one file of an attachment that is an archive.
type ArchivedFile struct {
	Name         string `json:"name"`
	NamespaceURI string `json:"namespace_uri"`
}

// Account at the file store, made for one file and one reading (FSAuthInfo).
type Account struct {
	UUID     string `json:"uuid"`
	UserName string `json:"user_name"`
	Password string `json:"password"`
	FileName string `json:"file_name"`
}

// Selector says which queue to look into: of one kind of content, or of all; of one node, or of the system.
type Selector struct {
	NamespaceURI string
	RootElement  string
	NodeID       string
	Timestamp    time.Time
}

// Party is a sender or recipient as SMEV knows it.
type Party struct {
	Mnemonic string `json:"mnemonic"`
	Name     string `json:"name"`
}

// Type of a message in its metadata.
type Type string

// The types; CANCEL is of 1.1 only.
const (
	TypeRequest   Type = "REQUEST"
	TypeBroadcast Type = "BROADCAST"
	TypeResponse  Type = "RESPONSE"
	TypeCancel    Type = "CANCEL"
)

// Metadata is what SMEV says of a message.
type Metadata struct {
	MessageID   MessageID   `json:"message_id,omitempty"`
	Type        Type        `json:"type"`
	Sender      *Party      `json:"sender,omitempty"`
	Sent        time.Time   `json:"sent"`
	Destination string      `json:"destination,omitempty"` // 1.1
	Recipient   *Party      `json:"recipient,omitempty"`
	Interaction string      `json:"interaction,omitempty"` // 1.1: PGU2OIV, OIV2OIV …
	Delivered   time.Time   `json:"delivered,omitzero"`
	Status      Interaction `json:"status,omitempty"`
}

// Queue is the length of an incoming queue (1.1).
type Queue struct {
	Name    string
	Pending int64
}
