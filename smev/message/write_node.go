package message

import "time"

// Delivery is a request or an answer on its way from a node to a receiver. Data is the element that the sender signed,
// as it came, when it is of the same version; otherwise the parsed message is written anew, without the signature of
// its sender.
type Delivery struct {
	Request  *Request // one of the two
	Response *Response
	Data     []byte
	Sender   []byte // ds:Signature of the sender over Data

	Metadata  Metadata
	ReplyTo   string // of a request
	Accounts  []Account
	Original  MessageID // of an answer: the request
	Reference MessageID
	Code      string // transaction code of the request
}

// WriteTaken tells a sender that a node has taken a request or an answer.
func WriteTaken(v Version, o Operation, m *Metadata) (*Envelope, error) {
	w := newWriter(v, string(o)+"Response", kindBasic)
	w.writeMetadata(m, NodeSMEVID)
	w.slot(kindTypes, "SMEVSignature", NodeSMEVID)
	return w.envelope(o)
}

// WriteNothing is the answer to Get… when the queue is empty.
func WriteNothing(v Version, o Operation) (*Envelope, error) {
	return newWriter(v, string(o)+"Response", kindBasic).envelope(o)
}

// WriteAcked is the answer to Ack.
func WriteAcked(v Version) (*Envelope, error) { return WriteNothing(v, Ack) }

// WriteDelivery hands a message over.
func WriteDelivery(v Version, d *Delivery) (*Envelope, error) {
	if d.Request != nil {
		w := newWriter(v, "GetRequestResponse", kindBasic, kindRouting)
		w.open(kindTypes, "RequestMessage")
		w.writeDelivery("Request", d)
		w.close()
		return w.envelope(GetRequest)
	}
	w := newWriter(v, "GetResponseResponse", kindBasic, kindFaults, kindRouting)
	w.open(kindTypes, "ResponseMessage")
	w.writeDelivery("Response", d)
	w.close()
	return w.envelope(GetResponse)
}

func (w *writer) writeDelivery(local string, d *Delivery) {
	w.open(kindTypes, local, "Id", NodeSMEVID)
	var attachments []Attachment
	if d.Request != nil {
		attachments = d.Request.Attachments
	} else {
		attachments = d.Response.Attachments
		w.uuid(kindTypes, "OriginalMessageId", d.Original, true)
		w.limited(kindTypes, "OriginalTransactionCode", d.Code, 1500)
		w.uuid(kindTypes, "ReferenceMessageID", d.Reference, true)
	}
	switch {
	case d.Data != nil:
		w.raw(d.Data)
	case d.Request != nil:
		w.writeRequest(d.Request, ConsumerID)
	default:
		w.writeResponse(d.Response, ProviderID)
	}
	w.writeMetadata(&d.Metadata, "")
	w.writeAccounts(d.Accounts)
	if d.Request != nil {
		w.limited(kindTypes, "ReplyTo", d.ReplyTo, 4000)
	}
	if len(d.Sender) > 0 && d.Data != nil {
		w.open(kindTypes, "SenderInformationSystemSignature")
		w.writeSignature(d.Sender)
		w.close()
	}
	w.close()
	w.writeContents(attachments)
	w.slot(kindTypes, "SMEVSignature", NodeSMEVID)
}

func (w *writer) writeAccounts(all []Account) {
	if len(all) == 0 {
		return
	}
	w.open(kindBasic, "FSAttachmentsList")
	for _, a := range all {
		w.open(kindBasic, "FSAttachment")
		w.leaf(kindBasic, "uuid", a.UUID)
		w.leaf(kindBasic, "UserName", a.UserName)
		w.leaf(kindBasic, "Password", a.Password)
		w.leaf(kindBasic, "FileName", a.FileName)
		w.close()
	}
	w.close()
}

// writeMetadata follows the order of the version: 1.1 says more.
func (w *writer) writeMetadata(m *Metadata, id string) {
	var attributes []string
	if id != "" {
		attributes = []string{"Id", id}
	}
	w.open(kindTypes, "MessageMetadata", attributes...)
	w.uuid(kindTypes, "MessageId", m.MessageID, true)
	w.leaf(kindTypes, "MessageType", string(m.Type))
	w.writeParty("Sender", m.Sender)
	w.moment(kindTypes, "SendingTimestamp", m.Sent)
	if w.version == V11 {
		w.leaf(kindTypes, "DestinationName", m.Destination)
	}
	w.writeParty("Recipient", m.Recipient)
	if w.version == V11 {
		w.open(kindTypes, "SupplementaryData")
		w.leaf(kindTypes, "InteractionType", m.Interaction)
		w.close()
	}
	if !m.Delivered.IsZero() {
		w.moment(kindTypes, "DeliveryTimestamp", m.Delivered)
	}
	w.optional(kindTypes, "Status", string(w.version.interaction(m.Status)))
	w.close()
}

func (w *writer) writeParty(local string, p *Party) {
	if p == nil {
		return
	}
	w.open(kindTypes, local)
	w.leaf(kindTypes, "Mnemonic", p.Mnemonic)
	w.leaf(kindTypes, "HumanReadableName", cut(p.Name, 500))
	w.close()
}

// interaction says a state in the words of a version: 1.1 knows fewer.
func (v Version) interaction(i Interaction) Interaction {
	if v != V11 {
		if i == ResponseDelivered {
			return Delivered
		}
		return i
	}
	switch i {
	case RequestProcessed:
		return UnderProcessing
	case ResponseQueued, ResponseProcessed:
		return ResponseAccepted
	case ResponseRejectedBySMEV:
		return RequestRejectedBySMEV
	case Delivered, Archived:
		return ResponseDelivered
	}
	return i
}

// WriteStatus is the answer to GetStatus; nil tells that there is nothing to tell.
func WriteStatus(v Version, s *AsyncStatus) (*Envelope, error) {
	w := newWriter(v, "GetStatusResponse", kindBasic, kindFaults, kindRouting)
	if s != nil {
		const id = "SIGNED_ASYNC_BY_SMEV"
		w.open(kindTypes, "SmevAsyncProcessingMessage")
		w.open(kindTypes, "AsyncProcessingStatusData", "Id", id)
		w.writeAsync(s)
		w.close()
		w.slot(kindTypes, "SMEVSignature", id)
		w.close()
	}
	return w.envelope(GetStatus)
}

func (w *writer) writeAsync(s *AsyncStatus) {
	w.open(kindTypes, "AsyncProcessingStatus")
	w.uuid(kindTypes, "OriginalMessageId", s.OriginalMessageID, false)
	w.leaf(kindTypes, "StatusCategory", string(w.version.interaction(s.Category)))
	w.optional(kindTypes, "StatusDetails", cut(s.Details, 500))
	if len(s.Routing) > 0 && w.version == V13 {
		w.writeRoutingStatus(s.Routing)
	}
	if s.Fault != nil {
		w.writeFaultType(kindTypes, "SmevFault", s.Fault)
	}
	w.close()
}

// WriteStatistics is the answer to GetIncomingQueueStatistics (1.1).
func WriteStatistics(v Version, queues []Queue) (*Envelope, error) {
	w := newWriter(v, "GetIncomingQueueStatisticsResponse", kindBasic)
	for _, q := range queues {
		w.leaf(kindTypes, "QueueStatistics", "", "queueName", cut(q.Name, 200), "pendingMessageNumber", decimal(q.Pending))
	}
	return w.envelope(QueueStatistics)
}

// WriteFault refuses a call.
func WriteFault(v Version, f *Fault) (*Envelope, error) {
	w := &writer{version: v}
	w.out.WriteString(`<soap:Envelope xmlns:soap="` + soapSpace + `"><soap:Body><soap:Fault>`)
	w.names = []string{"soap:Envelope", "soap:Body", "soap:Fault"}
	who := "soap:Client"
	if f.Kind.Retry() == Later {
		who = "soap:Server"
	}
	w.out.WriteString("<faultcode>" + who + "</faultcode><faultstring>")
	w.escape(f.Text)
	w.out.WriteString("</faultstring><detail>")
	w.writeFaultType(kindFaults, string(f.Kind), f)
	w.out.WriteString("</detail>")
	return w.envelope("Fault")
}

var moscow = time.FixedZone("MSK", 3*60*60)

// Moscow is a moment in the zone that SMEV writes its times in.
func Moscow(t time.Time) time.Time { return t.In(moscow) }
