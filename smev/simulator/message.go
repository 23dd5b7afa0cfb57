package simulator

import (
	"time"

	"veche/smev/message"
)

// Kind of what a queue holds.
type Kind string

// The kinds.
const (
	KindRequest  Kind = "request"
	KindResponse Kind = "response"
	KindStatus   Kind = "status" // for GetStatus
)

// State of a message at the node.
type State string

// The states.
const (
	Queued    State = "queued"
	Confirmed State = "confirmed"
	Rejected  State = "rejected" // by the node, late
	Refused   State = "refused"  // by its receiver: our signature was wrong
)

// Message at the node.
type Message struct {
	ID        message.MessageID `json:"id"`
	Kind      Kind              `json:"kind"`
	Version   message.Version   `json:"version"`
	From      string            `json:"from"` // mnemonics
	To        string            `json:"to"`   // "" while nobody provides its kind of content
	Namespace string            `json:"namespace"`
	Root      string            `json:"root"`
	NodeID    string            `json:"node_id,omitempty"` // which of the receiver's nodes it is for

	Request  *message.Request     `json:"request,omitempty"`
	Response *message.Response    `json:"response,omitempty"`
	Async    *message.AsyncStatus `json:"async,omitempty"`
	Data     []byte               `json:"data,omitempty"` // what the sender signed, as it stood
	Sender   []byte               `json:"sender,omitempty"`
	Parts    []part               `json:"parts,omitempty"`

	Original  message.MessageID   `json:"original,omitempty"`
	Status    message.Interaction `json:"status"`
	State     State               `json:"state"`
	Sent      time.Time           `json:"sent"`
	Visible   time.Time           `json:"visible"` // for its receiver, from then on
	Delivered time.Time           `json:"delivered,omitzero"`
	Times     int                 `json:"times"` // it was delivered
}

// part is a file beside the envelope, kept under its name in the folder of the node.
type part struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Size int64  `json:"size"`
}

// waits reports that a message may be delivered to a receiver.
func (m *Message) waits(k Kind, to string, s message.Selector, now time.Time) bool {
	if m.Kind != k || m.To != to || m.State != Queued || m.Visible.After(now) {
		return false
	}
	if k == KindResponse && m.NodeID != s.NodeID {
		return false
	}
	if s.NamespaceURI == "" || m.Async != nil || m.Namespace == "" {
		return true // rejections and statuses have no content to choose them by
	}
	return m.Namespace == s.NamespaceURI && m.Root == s.RootElement
}

// metadata says of a message what a receiver is told.
func (n *Node) metadata(m *Message) message.Metadata {
	data := message.Metadata{MessageID: m.ID, Type: message.TypeRequest, Sender: n.party(m.From), Sent: message.Moscow(m.Sent), Destination: m.To,
		Recipient: n.party(m.To), Interaction: "OIV2OIV", Status: m.Status}
	if m.Kind == KindResponse {
		data.Type = message.TypeResponse
	}
	if !m.Delivered.IsZero() {
		data.Delivered = message.Moscow(m.Delivered)
	}
	return data
}

func (n *Node) party(mnemonic string) *message.Party {
	if mnemonic == "" {
		return nil
	}
	for _, p := range n.participants {
		if p.Mnemonic == mnemonic {
			return &message.Party{Mnemonic: mnemonic, Name: p.Name}
		}
	}
	return &message.Party{Mnemonic: mnemonic, Name: mnemonic}
}
