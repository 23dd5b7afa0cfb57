package message

import (
	"fmt"
	"strings"
	"time"
)

// Call is what a system has asked of a node: the node's side of the exchange.
type Call struct {
	Operation Operation
	Version   Version
	Request   *Request
	Response  *Response
	Data      *Element // SenderProvided…Data, as it was signed
	Parts     []Part
	Selector  Selector  // of GetRequest and GetResponse
	Target    MessageID // of Ack
	Accepted  bool
	Timestamp time.Time
	NodeID    string

	signed []signed
}

// ReadCall reads a call to a node.
func ReadCall(document []byte) (*Call, error) {
	e, err := body(document)
	if err != nil {
		return nil, err
	}
	k, version, ok := kindOf(e.Space)
	name, isCall := strings.CutSuffix(e.Local, "Request")
	if !ok || k != kindTypes || !isCall {
		return nil, fmt.Errorf("smev: {%.100s}%.60s is not a call", e.Space, e.Local)
	}
	if version, err = ParseVersion(string(version)); err != nil {
		return nil, err
	}
	c := &Call{Operation: Operation(name), Version: version}
	target, err := c.read(e)
	if err != nil {
		return nil, err
	}
	c.signed = expect(CallerSignature, e, target)
	return c, nil
}

// read returns the element that the caller signs.
func (c *Call) read(e *Element) (target *Element, err error) {
	switch c.Operation {
	case SendRequest:
		c.Data = e.smev("SenderProvidedRequestData")
		if c.Request, err = readRequest(c.Data); err == nil {
			c.Parts, err = readContents(e)
		}
		return c.Data, err
	case SendResponse:
		c.Data = e.smev("SenderProvidedResponseData")
		if c.Response, err = readResponse(c.Data); err == nil {
			c.Parts, err = readContents(e)
		}
		return c.Data, err
	case GetRequest, GetResponse:
		target = e.smev("MessageTypeSelector")
		c.Selector = Selector{NamespaceURI: target.value("NamespaceURI"), RootElement: target.value("RootElementLocalName"), NodeID: target.value("NodeID")}
		c.Selector.Timestamp, err = readTime(target.value("Timestamp"), false)
		return target, err
	case Ack:
		if target = e.smev("AckTargetMessage"); target == nil {
			return nil, fmt.Errorf("smev: AckTargetMessage is missing")
		}
		c.Target, c.Accepted = MessageID(strings.TrimSpace(target.Text)), target.Attribute("accepted") != "false"
		return target, nil
	case GetStatus, QueueStatistics:
		target = e.smev("Timestamp")
		if target == nil {
			return nil, fmt.Errorf("smev: Timestamp is missing")
		}
		c.NodeID = e.value("NodeID")
		c.Timestamp, err = readTime(strings.TrimSpace(target.Text), false)
		return target, err
	}
	return nil, fmt.Errorf("smev: %.60s is not an operation", string(c.Operation))
}
