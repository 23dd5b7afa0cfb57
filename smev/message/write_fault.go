package message

// bare are the faults that carry nothing but their name (type Void). In 1.1 EndOfLifeReached is one of them.
var bare = map[FaultKind]bool{AttachmentContentMismatch: true, AccessDenied: true, IncorrectResponseContentType: true,
	InvalidMessageIDFormat: true, MessageIsAlreadySent: true, RecipientIsNotFound: true, RequestIsNotFound: true,
	SMEVFailure: true, SenderIsNotRegistered: true, StaleMessageID: true, TargetMessageIsNotFound: true, UnknownMessageType: true}

// typed are the faults with a type of their own in the namespace of faults, which xsi:type names where the element is
// called otherwise.
var typed = map[FaultKind]bool{AttachmentSizeLimitExceeded: true, BusinessDataTypeIsNotSupported: true, DestinationOverflow: true,
	InvalidContent: true, QuoteLimitExceeded: true, SignatureVerificationFault: true}

// writeFaultType writes a fault as an element of its own, or as the SmevFault of a late status.
func (w *writer) writeFaultType(k kind, local string, f *Fault) {
	attributes := []string{"xmlns:" + prefixes[kindFaults], w.version.space(kindFaults), "xmlns:" + prefixes[kindBasic], w.version.space(kindBasic)}
	if k != kindFaults && typed[f.Kind] {
		attributes = append(attributes, "xmlns:xsi", instanceSpace, "xsi:type", prefixes[kindFaults]+":"+string(f.Kind))
	}
	w.open(k, local, attributes...)
	defer w.close()
	if k == kindFaults && (bare[f.Kind] || w.version == V11 && f.Kind == EndOfLifeReached) {
		return
	}
	codeLimit := 100
	if w.version == V11 {
		codeLimit = 50
	}
	w.optional(kindBasic, "Code", cut(f.Code, codeLimit))
	w.optional(kindBasic, "Description", f.Description)
	w.writeFaultDetail(f)
}

func (w *writer) writeFaultDetail(f *Fault) {
	switch f.Kind {
	case AttachmentSizeLimitExceeded:
		w.leaf(kindFaults, "PermittedTotalAttachmentSize", decimal(f.Permitted))
		w.leaf(kindFaults, "RealTotalAttachmentSize", decimal(f.Real))
	case QuoteLimitExceeded:
		w.leaf(kindFaults, "RemainedTotalQuoteSize", decimal(f.Remained))
		w.leaf(kindFaults, "RealTotalAttachmentSize", decimal(f.Real))
	case BusinessDataTypeIsNotSupported:
		w.leaf(kindFaults, "RootElementLocalName", f.RootLocalName)
		w.leaf(kindFaults, "RootElementNamespaceURI", f.RootNamespace)
	case InvalidContent:
		if len(f.Errors) == 0 {
			w.fail("InvalidContent says no error")
		}
		for _, e := range f.Errors {
			w.leaf(kindFaults, "ValidationError", e.Text, "errorPosition", decimal(int64(e.Position)))
		}
	case SignatureVerificationFault:
		w.leaf(kindFaults, "SignatureVerificationFault", string(f.Cause))
	case DestinationOverflow:
		w.leaf(kindFaults, "MessageBrokerAddress", f.Broker)
		w.leaf(kindFaults, "DestinationName", f.Destination)
	}
}

func (w *writer) writeRoutingStatus(all []RoutingState) {
	w.open(kindRouting, "RoutingStatus")
	for _, element := range []string{"DynamicRoutingStatus", "IdentifierRoutingStatus"} {
		for _, s := range all {
			if s.RecordID == 0 && s.ByID == (element == "IdentifierRoutingStatus") {
				w.writeRoutingState(element, s)
			}
		}
	}
	for _, s := range all {
		if s.RecordID != 0 {
			w.open(kindRouting, "RegistryRoutingStatus")
			w.leaf(kindRouting, "RecordId", decimal(int64(s.RecordID)))
			w.leaf(kindRouting, "RoutingStatusCode", s.Code)
			w.close()
		}
	}
	w.close()
}

func (w *writer) writeRoutingState(element string, s RoutingState) {
	value := "DynamicValue"
	if s.ByID {
		value = "IdentifierValue"
	}
	w.open(kindRouting, element)
	w.leaf(kindRouting, value, s.Value)
	w.leaf(kindRouting, "RoutingStatusCode", s.Code)
	w.close()
}
