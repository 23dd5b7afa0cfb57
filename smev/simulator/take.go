package simulator

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"veche/gost"
	"veche/smev/message"
	"veche/smev/mtom"
)

// take accepts a request or an answer.
func (n *Node) take(c *caller) (*reply, error) {
	m, err := n.accept(c)
	if err != nil {
		return nil, err
	}
	var words []*Message
	if n.Moods.strike(LateRejection) {
		m.State, m.Status = Rejected, message.RequestRejectedBySMEV
		if m.Kind == KindResponse {
			m.Status = message.ResponseRejectedBySMEV
		}
		words = n.rejectLate(m)
	}
	if err := n.keep(entry{Messages: append(words, m)}); err != nil {
		return nil, err
	}
	metadata := n.metadata(m)
	metadata.Status = message.RequestQueued
	if m.Kind == KindResponse {
		metadata.Status = message.ResponseQueued
	}
	envelope, err := message.WriteTaken(c.Version, c.Operation, &metadata)
	return &reply{Envelope: envelope}, err
}

// accept checks a message in the order in which the real node seems to: what is refused was never there.
func (n *Node) accept(c *caller) (*Message, error) {
	now := n.options.Now()
	m := &Message{Kind: KindRequest, Version: c.Version, From: c.Mnemonic, Data: c.Data.Fragment(), Sender: c.Signature(), State: Queued,
		Status: message.RequestAcceptedBySMEV, Sent: now, Visible: now, Request: c.Request, Response: c.Response}
	var body *message.Body
	if c.Request != nil {
		m.ID, body = c.Request.MessageID, &c.Request.Body
	} else {
		m.ID, body, m.Kind, m.Status = c.Response.MessageID, &c.Response.Body, KindResponse, message.ResponseAccepted
	}
	if err := n.checkID(m.ID); err != nil {
		return nil, err
	}
	if c.Request != nil && !c.Request.EOL.IsZero() && now.After(c.Request.EOL) {
		return nil, &message.Fault{Kind: message.EndOfLifeReached}
	}
	if err := n.checkFiles(c, m, body); err != nil {
		return nil, err
	}
	if body.Content != nil {
		root, err := message.Parse(body.Content)
		if err != nil {
			return nil, err
		}
		m.Namespace, m.Root = root.Space, root.Local
	}
	if err := n.route(c, m); err != nil {
		return nil, err
	}
	if n.Moods.strike(Overflow) || n.waiting(m.To) >= n.options.QueueLimit {
		return nil, &message.Fault{Kind: message.DestinationOverflow, Broker: "simulator", Destination: orNobody(m.To)}
	}
	return m, nil
}

func (n *Node) checkID(id message.MessageID) error {
	if _, err := message.ParseMessageID(string(id)); err != nil {
		return &message.Fault{Kind: message.InvalidMessageIDFormat}
	}
	if age := n.options.Now().Sub(id.Time()); age > message.StaleAfter || age < -message.StaleAfter || n.Moods.strike(Stale) {
		return &message.Fault{Kind: message.StaleMessageID}
	}
	if n.byID[id] != nil {
		return &message.Fault{Kind: message.MessageIsAlreadySent}
	}
	return nil
}

// route finds the receiver.
func (n *Node) route(c *caller, m *Message) error {
	if m.Kind == KindRequest {
		m.To = n.services[[2]string{m.Namespace, m.Root}]
		m.NodeID = c.Request.NodeID
		if m.To == "" && len(n.options.Services) > 0 {
			return &message.Fault{Kind: message.BusinessDataTypeIsNotSupported, RootLocalName: m.Root, RootNamespace: m.Namespace}
		}
		return nil
	}
	request := n.answered(c.Response.To)
	if request == nil || request.To != c.Mnemonic {
		return &message.Fault{Kind: message.RecipientIsNotFound}
	}
	if m.Root != "" && m.Namespace == request.Namespace && m.Root == request.Root {
		return &message.Fault{Kind: message.IncorrectResponseContentType}
	}
	m.To, m.NodeID, m.Original = request.From, request.NodeID, request.ID
	return nil
}

func (n *Node) waiting(to string) (count int) {
	for _, m := range n.open {
		if m.To == to {
			count++
		}
	}
	return count
}

// checkFiles joins the headers of files with their contents.
func (n *Node) checkFiles(c *caller, m *Message, body *message.Body) error {
	var total int64
	taken := map[string]bool{}
	for _, a := range body.Attachments {
		if a.ByReference {
			if err := n.checkStored(&a); err != nil {
				return err
			}
			continue
		}
		kept, err := n.contentOf(c, a.ID)
		if err != nil {
			return err
		}
		m.Parts = append(m.Parts, kept)
		taken[kept.Name] = true
		total += kept.Size
	}
	if len(c.Parts) != len(m.Parts) || slices.ContainsFunc(c.parts, func(p part) bool { return !taken[p.Name] }) {
		return &message.Fault{Kind: message.AttachmentContentMismatch}
	}
	if total > n.options.AttachmentLimit {
		return &message.Fault{Kind: message.AttachmentSizeLimitExceeded, Permitted: n.options.AttachmentLimit, Real: total}
	}
	return nil
}

func (n *Node) contentOf(c *caller, attachment string) (part, error) {
	mismatch := &message.Fault{Kind: message.AttachmentContentMismatch}
	at := slices.IndexFunc(c.Parts, func(p message.Part) bool { return p.ID == attachment })
	if at < 0 {
		return part{}, mismatch
	}
	if c.Parts[at].Href == "" {
		embedded := &mtom.Part{ID: attachment, Reader: bytes.NewReader(c.Parts[at].Embedded)}
		if err := n.keepPart(c, embedded); err != nil {
			return part{}, err
		}
		kept := c.parts[len(c.parts)-1]
		return kept, n.settle(kept)
	}
	id, err := mtom.Reference(c.Parts[at].Href)
	if err != nil {
		return part{}, mismatch
	}
	for _, p := range c.parts {
		if p.ID == id {
			p.ID = attachment
			return p, nil
		}
	}
	return part{}, mismatch
}

// checkStored compares a file of the file store with its hash.
func (n *Node) checkStored(a *message.Attachment) error {
	mismatch := &message.Fault{Kind: message.AttachmentContentMismatch}
	path, err := n.files.Path(a.ID)
	if errors.Is(err, os.ErrNotExist) {
		return mismatch
	}
	if err != nil {
		return err
	}
	file, err := os.Open(filepath.Clean(path))
	if err != nil {
		return err
	}
	defer file.Close()
	h := gost.New256()
	if len(a.Hash) == gost.Size512 {
		h = gost.New512()
	}
	if _, err := io.Copy(h, file); err != nil {
		return err
	}
	if !bytes.Equal(h.Sum(nil), a.Hash) {
		return mismatch
	}
	return nil
}

// rejectLate tells the sender, in both ways that SMEV has, that a message which was taken will not be delivered.
func (n *Node) rejectLate(m *Message) []*Message {
	status := &message.AsyncStatus{OriginalMessageID: m.ID, Category: m.Status, Details: "Сообщение отклонено после приёма",
		Fault: &message.Fault{Kind: message.InvalidContent, Code: "028122", Description: "SMEV-403:Бизнес-данные сообщения не соответствуют схеме",
			Errors: []message.ValidationError{{Position: 1, Text: "cvc-complex-type.2.4.a: Invalid content was found starting with element '" + m.Root + "'."}}}}
	now := n.options.Now()
	answer := &Message{ID: n.ids.Next(), Kind: KindResponse, Version: m.Version, From: "SMEV", To: m.From, NodeID: m.NodeID, Original: m.ID, Async: status,
		Status: message.ResponseAccepted, State: Queued, Sent: now, Visible: now}
	if m.Kind == KindResponse {
		answer.NodeID = "" // a provider asks without
	}
	answer.Response = &message.Response{MessageID: answer.ID, To: "SMEV", Async: status}
	told := &Message{ID: n.ids.Next(), Kind: KindStatus, Version: m.Version, From: "SMEV", To: m.From, Original: m.ID, Async: status,
		Status: m.Status, State: Queued, Sent: now, Visible: now}
	return []*Message{answer, told}
}
