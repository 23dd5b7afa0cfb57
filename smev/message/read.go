package message

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// ErrNotSOAP is told of a document that is not a SOAP 1.1 envelope with one element in its body.
var ErrNotSOAP = errors.New("smev: not a SOAP 1.1 envelope with one element in its body")

// body is the only element in the body of an envelope.
func body(document []byte) (*Element, error) {
	root, err := Parse(document)
	if err != nil {
		return nil, err
	}
	if root.Space != soapSpace || root.Local != "Envelope" {
		return nil, ErrNotSOAP
	}
	inner := root.child(soapSpace, "Body").only()
	if inner == nil {
		return nil, ErrNotSOAP
	}
	return inner, nil
}

// readRequest reads SenderProvidedRequestData.
func readRequest(e *Element) (*Request, error) {
	if e == nil {
		return nil, errors.New("smev: SenderProvidedRequestData is missing")
	}
	r := &Request{MessageID: MessageID(e.value("MessageID")), ReferenceMessageID: MessageID(e.value("ReferenceMessageID")),
		TransactionCode: e.value("TransactionCode"), NodeID: e.value("NodeID"), Test: e.smev("TestMessage") != nil}
	if business := e.smev("BusinessProcessMetadata").only(); business != nil {
		r.BusinessProcess = business.Fragment()
	}
	var err error
	if r.EOL, err = readTime(e.value("EOL"), true); err != nil {
		return nil, err
	}
	r.Body, err = readBody(e)
	return r, err
}

// readResponse reads SenderProvidedResponseData.
func readResponse(e *Element) (*Response, error) {
	if e == nil {
		return nil, errors.New("smev: SenderProvidedResponseData is missing")
	}
	r := &Response{MessageID: MessageID(e.value("MessageID")), To: e.value("To")}
	for _, rejected := range e.each("RequestRejected") {
		r.Rejections = append(r.Rejections, Rejection{Reason(rejected.value("RejectionReasonCode")), rejected.value("RejectionReasonDescription")})
	}
	var err error
	if status := e.smev("RequestStatus"); status != nil {
		if r.Status, err = readStatus(status); err != nil {
			return nil, err
		}
	}
	if async := e.smev("AsyncProcessingStatus"); async != nil {
		r.Async = readAsync(async)
	}
	r.Body, err = readBody(e)
	if err != nil {
		return nil, err
	}
	if r.Content == nil && r.Status == nil && r.Async == nil && len(r.Rejections) == 0 {
		return nil, errors.New("smev: an answer without content, rejection or status")
	}
	return r, nil
}

func readStatus(e *Element) (*RequestStatus, error) {
	code, err := strconv.Atoi(e.value("StatusCode"))
	if err != nil {
		return nil, fmt.Errorf("smev: StatusCode: %w", err)
	}
	s := &RequestStatus{Code: code, Description: e.value("StatusDescription")}
	for _, p := range e.each("StatusParameter") {
		s.Parameters = append(s.Parameters, Parameter{p.value("Key"), p.value("Value")})
	}
	return s, nil
}

func readAsync(e *Element) *AsyncStatus {
	s := &AsyncStatus{OriginalMessageID: MessageID(e.value("OriginalMessageId")), Category: Interaction(e.value("StatusCategory")),
		Details: e.value("StatusDetails")}
	if fault := e.smev("SmevFault"); fault != nil {
		s.Fault = readFault(fault)
	}
	if routing := e.smev("RoutingStatus"); routing != nil {
		s.Routing = readRoutingStatus(routing)
	}
	return s
}

func readRoutingStatus(e *Element) []RoutingState {
	var all []RoutingState
	for _, child := range e.Children {
		state := RoutingState{Code: child.value("RoutingStatusCode"), Value: child.value("DynamicValue")}
		if id := child.value("IdentifierValue"); id != "" {
			state.Value, state.ByID = id, true
		}
		state.RecordID, _ = strconv.Atoi(child.value("RecordId")) // absent for a message as a whole
		all = append(all, state)
	}
	return all
}

func readBody(e *Element) (Body, error) {
	var b Body
	if content := e.smev("MessagePrimaryContent"); content != nil {
		root := content.only()
		if root == nil {
			return b, errors.New("smev: MessagePrimaryContent holds not exactly one element")
		}
		b.Content = root.Fragment()
	}
	if signature := e.smev("PersonalSignature").only(); signature != nil {
		b.PersonalSignature = signature.Fragment()
	}
	for _, h := range e.smev("AttachmentHeaderList").each("AttachmentHeader") {
		a, err := readHeader(h, h.value("contentId"))
		if err != nil {
			return b, err
		}
		b.Attachments = append(b.Attachments, a)
	}
	for _, h := range e.smev("RefAttachmentHeaderList").each("RefAttachmentHeader") {
		a, err := readHeader(h, h.value("uuid"))
		if err != nil {
			return b, err
		}
		a.ByReference, a.FileName = true, h.value("FileName")
		if a.Hash, err = decode(h.value("Hash")); err != nil {
			return b, fmt.Errorf("smev: the hash of %.60q: %w", a.ID, err)
		}
		b.Attachments = append(b.Attachments, a)
	}
	return b, nil
}

func readHeader(e *Element, id string) (Attachment, error) {
	a := Attachment{ID: id, MimeType: e.value("MimeType"), NamespaceURI: e.value("NamespaceUri")}
	if id == "" {
		return a, errors.New("smev: an attachment without identifier")
	}
	var err error
	if a.Signature, err = decode(e.value("SignaturePKCS7")); err != nil {
		return a, fmt.Errorf("smev: the signature of %.60q: %w", id, err)
	}
	for _, f := range e.smev("Archive").each("File") {
		a.Archive = append(a.Archive, ArchivedFile{f.value("Name"), f.value("NamespaceUri")})
	}
	return a, nil
}

// Part is an entry of AttachmentContentList: the identifier of an attachment, and the part of the MIME message with its
// octets, or the octets themselves.
type Part struct {
	ID       string
	Href     string // cid:… of xop:Include
	Embedded []byte
}

func readContents(e *Element) ([]Part, error) {
	var parts []Part
	for _, c := range e.smev("AttachmentContentList").each("AttachmentContent") {
		p := Part{ID: c.value("Id")}
		content := c.smev("Content")
		if content == nil {
			return nil, fmt.Errorf("smev: the attachment %.60q has no content", p.ID)
		}
		if include := content.child(xopSpace, "Include"); include != nil {
			p.Href = include.Attribute("href")
		} else {
			var err error
			if p.Embedded, err = decode(content.Text); err != nil {
				return nil, fmt.Errorf("smev: the attachment %.60q: %w", p.ID, err)
			}
		}
		parts = append(parts, p)
	}
	return parts, nil
}

func readMetadata(e *Element) (Metadata, error) {
	if e == nil {
		return Metadata{}, errors.New("smev: MessageMetadata is missing")
	}
	m := Metadata{MessageID: MessageID(e.value("MessageId")), Type: Type(e.value("MessageType")), Sender: readParty(e.smev("Sender")),
		Destination: e.value("DestinationName"), Recipient: readParty(e.smev("Recipient")),
		Interaction: e.smev("SupplementaryData").value("InteractionType"), Status: Interaction(e.value("Status"))}
	var err error
	if m.Sent, err = readTime(e.value("SendingTimestamp"), true); err != nil {
		return m, err
	}
	m.Delivered, err = readTime(e.value("DeliveryTimestamp"), true)
	return m, err
}

func readParty(e *Element) *Party {
	if e == nil {
		return nil
	}
	return &Party{Mnemonic: e.value("Mnemonic"), Name: e.value("HumanReadableName")}
}

// decode reads base64 with line breaks.
func decode(text string) ([]byte, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	return base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
}

// readTime reads an xs:dateTime. Without an offset it is the time of Moscow, where SMEV is.
func readTime(text string, optional bool) (time.Time, error) {
	if text == "" && optional {
		return time.Time{}, nil
	}
	if len(text) > 64 {
		return time.Time{}, errors.New("smev: not a date with a time")
	}
	for _, layout := range []string{"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05"} {
		if t, err := time.ParseInLocation(layout, text, moscow); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("smev: %q is not a date with a time", text)
}
