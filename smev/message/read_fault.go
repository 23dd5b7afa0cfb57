package message

import (
	"slices"
	"strconv"
	"strings"
)

// readSOAPFault finds in soap:Fault the fault of SMEV, whatever its version.
func readSOAPFault(e *Element) *Fault {
	text := ""
	if s := e.child("", "faultstring"); s != nil {
		text = strings.TrimSpace(s.Text)
	}
	f := &Fault{Kind: UnknownFault}
	if code := e.child("", "faultcode"); code != nil && strings.HasSuffix(strings.TrimSpace(code.Text), "Server") {
		f.Kind = SMEVFailure // something broke there that has no name
	}
	if detail := e.child("", "detail"); detail != nil {
		for _, child := range detail.Children {
			if k := faultKind(child.Local); k != UnknownFault {
				f = readFault(child)
				break
			}
		}
	}
	f.Text = text
	return f
}

func faultKind(local string) FaultKind {
	if k := FaultKind(local); slices.Contains(FaultKinds(), k) {
		return k
	}
	return UnknownFault
}

// readFault reads a fault by the name of its element or, in a late status, by its xsi:type.
func readFault(e *Element) *Fault {
	f := &Fault{Kind: faultKind(e.Local), Code: e.value("Code"), Description: e.value("Description"),
		RootLocalName: e.value("RootElementLocalName"), RootNamespace: e.value("RootElementNamespaceURI"),
		Permitted: number(e.value("PermittedTotalAttachmentSize")), Real: number(e.value("RealTotalAttachmentSize")),
		Remained: number(e.value("RemainedTotalQuoteSize")), Broker: e.value("MessageBrokerAddress"), Destination: e.value("DestinationName"),
		Cause: SignatureCause(e.value("SignatureVerificationFault"))}
	if f.Kind == UnknownFault {
		_, local, _ := strings.Cut(e.attribute(instanceSpace, "type"), ":")
		f.Kind = faultKind(local)
	}
	for _, v := range e.each("ValidationError") {
		position, _ := strconv.Atoi(v.Attribute("errorPosition")) // a word for a person; the fault counts without it
		f.Errors = append(f.Errors, ValidationError{position, strings.TrimSpace(v.Text)})
	}
	return f
}

// number is zero where the node says nothing.
func number(text string) int64 {
	n, _ := strconv.ParseInt(text, 10, 64)
	return n
}
