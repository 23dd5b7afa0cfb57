package simulator

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"veche/smev/message"
	"veche/smev/mtom"
)

// do does what a caller asks.
func (n *Node) do(c *caller) (*reply, error) {
	if n.Moods.strike(Failure) {
		return nil, &message.Fault{Kind: message.SMEVFailure}
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	switch c.Operation {
	case message.SendRequest, message.SendResponse:
		return n.take(c)
	case message.GetRequest:
		return n.deliver(c, KindRequest)
	case message.GetResponse:
		return n.deliver(c, KindResponse)
	case message.Ack:
		return n.confirm(c)
	case message.GetStatus:
		return n.tellStatus(c)
	case message.QueueStatistics:
		envelope, err := message.WriteStatistics(c.Version, n.queues(c.Mnemonic))
		return &reply{Envelope: envelope}, err
	}
	return nil, fmt.Errorf("simulator: %s is not served", c.Operation)
}

// confirm takes a message off its queue.
func (n *Node) confirm(c *caller) (*reply, error) {
	m := n.byID[c.Target]
	if m == nil || m.To != c.Mnemonic || m.State != Queued || m.Times == 0 {
		return nil, &message.Fault{Kind: message.TargetMessageIsNotFound}
	}
	next := *m
	switch {
	case !c.Accepted:
		next.State = Refused
	case n.Moods.strike(Duplicate):
		next.Visible = n.options.Now() // as if the node had forgotten
	default:
		next.State, next.Status = Confirmed, message.Delivered
	}
	if err := n.keep(entry{Messages: []*Message{&next}}); err != nil {
		return nil, err
	}
	envelope, err := message.WriteAcked(c.Version)
	return &reply{Envelope: envelope}, err
}

// deliver hands over the first message that waits; it comes again unless it is confirmed in time.
func (n *Node) deliver(c *caller, k Kind) (*reply, error) {
	now := n.options.Now()
	n.claim(c, k)
	m := n.first(k, c, now)
	if m == nil {
		envelope, err := message.WriteNothing(c.Version, c.Operation)
		return &reply{Envelope: envelope}, err
	}
	next := *m
	next.Times++
	next.Visible, next.Delivered = now.Add(n.options.Redeliver), now
	answer, err := n.delivery(c.Version, &next)
	if err != nil {
		return nil, err
	}
	answer.spoil = n.Moods.strike(WrongSignature)
	return answer, n.keep(entry{Messages: []*Message{&next}})
}

// first is the message to deliver next: the oldest that waits, or in a bad mood the newest.
func (n *Node) first(k Kind, c *caller, now time.Time) *Message {
	var oldest, newest *Message
	for _, m := range n.open {
		if !m.waits(k, c.Mnemonic, c.Selector, now) {
			continue
		}
		if oldest == nil {
			oldest = m
		}
		if newest = m; !n.Moods.is(Reorder) {
			return oldest
		}
	}
	if newest != oldest && n.Moods.strike(Reorder) {
		return newest
	}
	return oldest
}

// claim makes a caller of an open node the provider of the kind of content that he asks for.
func (n *Node) claim(c *caller, k Kind) {
	kind := [2]string{c.Selector.NamespaceURI, c.Selector.RootElement}
	if k != KindRequest || kind[0] == "" || len(n.options.Services) > 0 || n.services[kind] != "" {
		return
	}
	if n.keep(entry{Service: &Service{kind[0], kind[1], c.Mnemonic}}) != nil {
		return
	}
	for _, m := range n.messages {
		if m.Kind == KindRequest && m.To == "" && m.Namespace == kind[0] && m.Root == kind[1] {
			next := *m
			next.To = c.Mnemonic
			if n.keep(entry{Messages: []*Message{&next}}) != nil {
				return
			}
		}
	}
}

// delivery writes a message for its receiver, whose version may be another than the sender's.
func (n *Node) delivery(v message.Version, m *Message) (*reply, error) {
	d := &message.Delivery{Request: m.Request, Response: m.Response, Metadata: n.metadata(m), Original: m.Original}
	if m.Version == v {
		d.Data, d.Sender = m.Data, m.Sender
	}
	var attachments []message.Attachment
	if m.Request != nil {
		attachments = m.Request.Attachments
		d.ReplyTo = replyTo(m.ID)
	} else {
		attachments = m.Response.Attachments
		if original := n.byID[m.Original]; original != nil && original.Request != nil {
			d.Reference, d.Code = original.Request.ReferenceMessageID, original.Request.TransactionCode
		}
	}
	answer := &reply{}
	for _, a := range attachments {
		if a.ByReference {
			granted, err := n.files.Grant(a.ID)
			if errors.Is(err, os.ErrNotExist) {
				continue
			}
			if err != nil {
				return nil, err
			}
			d.Accounts = append(d.Accounts, message.Account{UUID: a.ID, UserName: granted.UserName, Password: granted.Password, FileName: granted.FileName})
			continue
		}
		at := slices.IndexFunc(m.Parts, func(p part) bool { return p.ID == a.ID })
		if at < 0 {
			return nil, fmt.Errorf("simulator: the file of %s is gone", a.ID)
		}
		path := filepath.Join(n.parts(), m.Parts[at].Name)
		answer.files = append(answer.files, mtom.File{ID: a.ID, ContentType: a.MimeType, Size: m.Parts[at].Size, Open: func() (io.ReadCloser, error) { return os.Open(path) }})
	}
	var err error
	answer.Envelope, err = message.WriteDelivery(v, d)
	return answer, err
}

// replyTo is the return address of a request, which nobody but us reads.
func replyTo(id message.MessageID) string {
	text, _ := json.Marshal(map[string]string{"mid": string(id)}) // strings only
	return base64.StdEncoding.EncodeToString(text)
}

func (n *Node) answered(to string) *Message {
	text, err := base64.StdEncoding.DecodeString(to)
	var address struct {
		ID message.MessageID `json:"mid"`
	}
	if err != nil || json.Unmarshal(text, &address) != nil {
		return nil
	}
	if m := n.byID[address.ID]; m != nil && m.Kind == KindRequest {
		return m
	}
	return nil
}

func (n *Node) tellStatus(c *caller) (*reply, error) {
	var status *message.AsyncStatus
	for _, m := range n.open {
		if m.waits(KindStatus, c.Mnemonic, message.Selector{}, n.options.Now()) {
			next := *m
			next.State, next.Delivered, next.Times = Confirmed, n.options.Now(), 1 // a status is told once
			if err := n.keep(entry{Messages: []*Message{&next}}); err != nil {
				return nil, err
			}
			status = m.Async
			break
		}
	}
	envelope, err := message.WriteStatus(c.Version, status)
	return &reply{Envelope: envelope}, err
}

// queues are the lengths of the queues of a participant; all of them when he is not named.
func (n *Node) queues(mnemonic string) []message.Queue {
	lengths := map[string]int64{}
	var names []string
	for _, m := range n.open {
		if mnemonic != "" && m.To != mnemonic {
			continue
		}
		name := fmt.Sprintf("%s.%s.%s#%s", orNobody(m.To), m.Kind, m.Namespace, m.Root)
		if m.NodeID != "" {
			name += "." + m.NodeID
		}
		if lengths[name] == 0 {
			names = append(names, name)
		}
		lengths[name]++
	}
	slices.Sort(names)
	var all []message.Queue
	for _, name := range names {
		all = append(all, message.Queue{Name: name, Pending: lengths[name]})
	}
	return all
}

func orNobody(mnemonic string) string {
	if mnemonic == "" {
		return "—"
	}
	return mnemonic
}

// Wait is how long until a message that was delivered and not confirmed comes again.
func (n *Node) Wait() time.Duration { return n.options.Redeliver }
