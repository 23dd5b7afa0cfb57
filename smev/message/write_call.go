package message

import "time"

// WriteSendRequest writes the sending of a request.
func WriteSendRequest(v Version, r *Request) (*Envelope, error) {
	w := newWriter(v, "SendRequestRequest", kindBasic, kindRouting)
	w.writeRequest(r, ConsumerID)
	w.writeContents(r.Attachments)
	w.slot(kindTypes, "CallerInformationSystemSignature", ConsumerID)
	if r.Routing != nil {
		if v != V13 {
			w.fail("routing of directive messages is of version 1.3")
		}
		w.writeRouting(r.Routing, r.MessageID)
	}
	return w.envelope(SendRequest)
}

func (w *writer) writeRequest(r *Request, id string) {
	w.open(kindTypes, "SenderProvidedRequestData", "Id", id)
	w.uuid(kindTypes, "MessageID", r.MessageID, false)
	w.uuid(kindTypes, "ReferenceMessageID", r.ReferenceMessageID, true)
	w.limited(kindTypes, "TransactionCode", r.TransactionCode, 1500)
	w.limited(kindTypes, "NodeID", r.NodeID, 50)
	if !r.EOL.IsZero() {
		w.moment(kindTypes, "EOL", r.EOL)
	}
	w.writeBody(&r.Body)
	if len(r.BusinessProcess) > 0 {
		root, err := Parse(r.BusinessProcess)
		if err != nil {
			w.fail("metadata of the business process: %v", err)
			return
		}
		w.open(kindTypes, "BusinessProcessMetadata")
		w.raw(root.Fragment())
		w.close()
	}
	if r.Test {
		w.leaf(kindTypes, "TestMessage", "")
	}
	w.close()
}

// WriteSendResponse writes the sending of an answer.
func WriteSendResponse(v Version, r *Response) (*Envelope, error) {
	w := newWriter(v, "SendResponseRequest", kindBasic, kindRouting)
	w.writeResponse(r, ProviderID)
	w.writeContents(r.Attachments)
	w.slot(kindTypes, "CallerInformationSystemSignature", ProviderID)
	return w.envelope(SendResponse)
}

func (w *writer) writeResponse(r *Response, id string) {
	w.open(kindTypes, "SenderProvidedResponseData", "Id", id)
	w.uuid(kindTypes, "MessageID", r.MessageID, false)
	if r.To == "" {
		w.fail("an answer names nobody to go to")
	}
	w.limited(kindTypes, "To", r.To, 4000)
	switch {
	case r.Async != nil:
		w.writeAsync(r.Async)
	case r.Status != nil:
		w.open(kindTypes, "RequestStatus")
		w.leaf(kindTypes, "StatusCode", decimal(int64(r.Status.Code)))
		for _, p := range r.Status.Parameters {
			w.open(kindTypes, "StatusParameter")
			w.leaf(kindTypes, "Key", p.Key)
			w.leaf(kindTypes, "Value", p.Value)
			w.close()
		}
		w.leaf(kindTypes, "StatusDescription", cut(r.Status.Description, 4000))
		w.close()
	case len(r.Rejections) > 0:
		for _, rejection := range r.Rejections {
			w.open(kindTypes, "RequestRejected")
			w.leaf(kindTypes, "RejectionReasonCode", string(rejection.Reason))
			w.leaf(kindTypes, "RejectionReasonDescription", cut(rejection.Description, 4000))
			w.close()
		}
	default:
		w.writeBody(&r.Body)
	}
	w.close()
}

// cut shortens a text for a person to n characters.
func cut(s string, n int) string {
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	return string(runes[:n-1]) + "…"
}

// WriteGetRequest asks for a request from our queue.
func WriteGetRequest(v Version, s Selector) (*Envelope, error) {
	return writeSelector(v, GetRequest, "GetRequestRequest", s)
}

// WriteGetResponse asks for an answer from our queue.
func WriteGetResponse(v Version, s Selector) (*Envelope, error) {
	return writeSelector(v, GetResponse, "GetResponseRequest", s)
}

func writeSelector(v Version, o Operation, root string, s Selector) (*Envelope, error) {
	w := newWriter(v, root, kindBasic)
	if (s.NamespaceURI == "") != (s.RootElement == "") {
		w.fail("a kind of content is named by its namespace and its root element together")
	}
	w.open(kindBasic, "MessageTypeSelector", "Id", CallerID)
	w.optional(kindBasic, "NamespaceURI", s.NamespaceURI)
	w.optional(kindBasic, "RootElementLocalName", s.RootElement)
	w.moment(kindBasic, "Timestamp", s.Timestamp)
	w.limited(kindBasic, "NodeID", s.NodeID, 50)
	w.close()
	w.slot(kindTypes, "CallerInformationSystemSignature", CallerID)
	return w.envelope(o)
}

// WriteAck confirms that a delivered message is safe with us; accepted is false when the signature of SMEV was wrong and
// the message was put aside. The identifier is that of the message received, not of our request.
func WriteAck(v Version, id MessageID, accepted bool) (*Envelope, error) {
	w := newWriter(v, "AckRequest", kindBasic)
	if !isUUID(string(id)) {
		w.fail("AckTargetMessage %.40q is not a UUID in lower case", string(id))
	}
	w.leaf(kindBasic, "AckTargetMessage", string(id), "Id", CallerID, "accepted", boolean(accepted))
	w.slot(kindTypes, "CallerInformationSystemSignature", CallerID)
	return w.envelope(Ack)
}

// WriteGetStatus asks what SMEV has to tell of messages that we have sent.
func WriteGetStatus(v Version, at time.Time) (*Envelope, error) {
	w := newWriter(v, "GetStatusRequest", kindBasic)
	w.moment(kindBasic, "Timestamp", at, "Id", CallerID)
	w.slot(kindTypes, "CallerInformationSystemSignature", CallerID)
	return w.envelope(GetStatus)
}

// WriteQueueStatistics asks how long our queues are (1.1).
func WriteQueueStatistics(v Version, node string, at time.Time) (*Envelope, error) {
	w := newWriter(v, "GetIncomingQueueStatisticsRequest", kindBasic)
	if v != V11 {
		w.fail("queue statistics are of version 1.1")
	}
	w.limited(kindTypes, "NodeID", node, 50)
	w.moment(kindBasic, "Timestamp", at, "Id", CallerID)
	w.slot(kindTypes, "CallerInformationSystemSignature", CallerID)
	return w.envelope(QueueStatistics)
}
