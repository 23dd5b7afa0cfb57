package message

import "fmt"

// Answer is what a node has answered. One of its parts is filled; none when a queue is empty or an Ack was taken.
type Answer struct {
	Name      string // of the element
	Metadata  *Metadata
	Delivered *Received
	Status    *AsyncStatus
	Queues    []Queue

	signed []signed
}

// Received is a request or an answer that a node has delivered.
type Received struct {
	Request  *Request // one of the three
	Response *Response
	Cancel   *Cancel
	Metadata Metadata
	ReplyTo  string
	Accounts []Account
	Parts    []Part

	Original        MessageID
	TransactionCode string
	Reference       MessageID
}

// Cancel takes a request back (1.1).
type Cancel struct {
	MessageID MessageID // of the word itself
	Request   MessageID // that is taken back
}

// ID is what the receiver confirms and tells repetitions by.
func (r *Received) ID() MessageID {
	switch {
	case r.Metadata.MessageID != "":
		return r.Metadata.MessageID
	case r.Request != nil:
		return r.Request.MessageID
	case r.Cancel != nil:
		return r.Cancel.MessageID
	}
	return r.Response.MessageID
}

// Body is the content; that of a Cancel is empty.
func (r *Received) Body() *Body {
	switch {
	case r.Request != nil:
		return &r.Request.Body
	case r.Cancel != nil:
		return &Body{}
	}
	return &r.Response.Body
}

// ReadAnswer reads the answer of a node, by names and not by order: nodes do not follow their own schemas. A refusal is
// returned as an error that is a *Fault.
func ReadAnswer(document []byte) (*Answer, error) {
	e, err := body(document)
	if err != nil {
		return nil, err
	}
	if e.Space == soapSpace && e.Local == "Fault" {
		return nil, readSOAPFault(e)
	}
	if _, _, ok := kindOf(e.Space); !ok {
		return nil, fmt.Errorf("smev: an answer {%.100s}%.60s is not of SMEV", e.Space, e.Local)
	}
	a := &Answer{Name: e.Local}
	switch e.Local {
	case "SendRequestResponse", "SendResponseResponse":
		metadata := e.smev("MessageMetadata")
		m, err := readMetadata(metadata)
		if err != nil {
			return nil, err
		}
		a.Metadata = &m
		a.signed = expect(SMEVSignature, e, metadata)
	case "GetRequestResponse", "GetResponseResponse":
		return a, a.readDelivered(e)
	case "GetStatusResponse":
		a.readStatus(e)
	case "GetIncomingQueueStatisticsResponse":
		for _, q := range e.each("QueueStatistics") {
			a.Queues = append(a.Queues, Queue{q.Attribute("queueName"), number(q.Attribute("pendingMessageNumber"))})
		}
	case "AckResponse":
	default:
		return nil, fmt.Errorf("smev: %.60s is not an answer", e.Local)
	}
	return a, nil
}

func (a *Answer) readStatus(e *Element) {
	around := e.smev("SmevAsyncProcessingMessage")
	if around == nil {
		return
	}
	data := around.smev("AsyncProcessingStatusData")
	if status := data.smev("AsyncProcessingStatus"); status != nil {
		a.Status = readAsync(status)
	}
	a.signed = expect(SMEVSignature, around, data)
}

func (a *Answer) readDelivered(e *Element) error {
	around, local := e.smev("RequestMessage"), "Request"
	if around == nil {
		around, local = e.smev("ResponseMessage"), "Response"
	}
	if around == nil {
		return nil // the queue is empty
	}
	if cancel := around.smev("Cancel"); cancel != nil {
		return a.readCancel(around, cancel)
	}
	inner := around.smev(local)
	if inner == nil {
		return fmt.Errorf("smev: %s is missing", local)
	}
	r := &Received{ReplyTo: inner.value("ReplyTo"), Original: MessageID(inner.value("OriginalMessageId")),
		TransactionCode: inner.value("OriginalTransactionCode"), Reference: MessageID(inner.value("ReferenceMessageID"))}
	data := inner.smev("SenderProvided" + local + "Data")
	var err error
	if local == "Request" {
		r.Request, err = readRequest(data)
	} else {
		r.Response, err = readResponse(data)
	}
	if err != nil {
		return err
	}
	if r.Metadata, err = readMetadata(inner.smev("MessageMetadata")); err != nil {
		return err
	}
	for _, f := range inner.smev("FSAttachmentsList").each("FSAttachment") {
		r.Accounts = append(r.Accounts, Account{f.value("uuid"), f.value("UserName"), f.value("Password"), f.value("FileName")})
	}
	if r.Parts, err = readContents(around); err != nil {
		return err
	}
	a.Delivered = r
	a.signed = append(expect(SMEVSignature, around, inner), expect(SenderSignature, inner, data)...)
	return nil
}

func (a *Answer) readCancel(around, cancel *Element) error {
	r := &Received{Cancel: &Cancel{MessageID: MessageID(cancel.value("MessageID")), Request: MessageID(cancel.value("MessageReference"))}}
	var err error
	if r.Metadata, err = readMetadata(cancel.smev("MessageMetadata")); err != nil {
		return err
	}
	a.Delivered = r
	a.signed = expect(SMEVSignature, around, cancel)
	return nil
}
