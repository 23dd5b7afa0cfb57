package smev

import (
	"context"
	"errors"
	"slices"
	"time"

	"veche/smev/message"
)

// State of a message that we send.
type State string

// The states.
const (
	Waiting  State = "waiting"  // to be sent, now or later
	Taken    State = "taken"    // by SMEV; a request then waits for its answer
	Answered State = "answered" // a request: the answer has come
	Rejected State = "rejected" // by SMEV, at once or late; see Fault
	Doubtful State = "doubtful" // it is not known whether SMEV has it, and asking again cannot tell: a person decides
)

// Outgoing is a request or an answer of ours, from the moment it is given to us until SMEV or its receiver has said the
// last word.
type Outgoing struct {
	ID      message.MessageID   `json:"id"`
	Earlier []message.MessageID `json:"earlier,omitempty"` // identifiers that it had before, oldest first
	// Key is the sender's own name of the message, such as the number of a document: what has the same Key is the same
	// message and is sent once, however often it is given.
	Key       string            `json:"key,omitempty"`
	Request   *message.Request  `json:"request,omitempty"` // one of the two
	Response  *message.Response `json:"response,omitempty"`
	InReplyTo message.MessageID `json:"in_reply_to,omitempty"` // of an answer: the message that it answers
	Files     []File            `json:"files,omitempty"`
	Life      time.Duration     `json:"life,omitempty"` // until its end of life, from each attempt; zero: it has none

	State     State               `json:"state"`
	Created   time.Time           `json:"created"`
	Next      time.Time           `json:"next"` // attempt, while Waiting
	Attempts  int                 `json:"attempts"`
	Uncertain bool                `json:"uncertain,omitempty"` // an attempt got no answer: SMEV may have taken it
	TakenAt   time.Time           `json:"taken_at,omitzero"`
	Progress  message.Interaction `json:"progress,omitempty"` // the last that SMEV said of it
	Fault     *message.Fault      `json:"fault,omitempty"`    // the last refusal
	Problem   string              `json:"problem,omitempty"`  // what else went wrong the last time
	Told      bool                `json:"told,omitempty"`     // of Rejected and Doubtful: the handler knows
	Revision  int64               `json:"revision"`
}

// Pending reports that something is to be done: to send the message, or to tell that it was refused.
func (o *Outgoing) Pending() bool {
	return o.State == Waiting || (o.State == Rejected || o.State == Doubtful) && !o.Told
}

// attachments are those of the body, to be filled in.
func (o *Outgoing) attachments() []message.Attachment {
	if o.Request != nil {
		return o.Request.Attachments
	}
	return o.Response.Attachments
}

// Known reports whether the message has, or had, an identifier.
func (o *Outgoing) Known(id message.MessageID) bool {
	return o.ID == id || slices.Contains(o.Earlier, id)
}

// Incoming is a message delivered to us. It is kept before it is confirmed, and handled after.
type Incoming struct {
	ID       message.MessageID `json:"id"`
	Received *message.Received `json:"received"`
	Document []byte            `json:"document"` // as it came: evidence
	Files    []File            `json:"files,omitempty"`
	Sender   string            `json:"sender,omitempty"` // subject of the certificate of the sender's own signature
	// SenderVerdict on that signature; "" when there is none.
	SenderVerdict string    `json:"sender_verdict,omitempty"`
	Arrived       time.Time `json:"arrived"`

	Handled  bool      `json:"handled"`
	Refused  string    `json:"refused,omitempty"` // why it was put aside: SMEV's signature is wrong
	Next     time.Time `json:"next"`              // attempt to handle it
	Attempts int       `json:"attempts"`
	Problem  string    `json:"problem,omitempty"`
	Revision int64     `json:"revision"`
}

// Errors of a Store.
var (
	ErrNotFound = errors.New("smev: there is no such message")
	ErrChanged  = errors.New("smev: the message was changed by another hand meanwhile")
)

// Store keeps messages durably: what a method has done is not lost when the machine stops right after it. A product
// keeps them in its database, so that a message and what follows from it are one transaction; MemoryStore and
// FolderStore are for tests and small installations.
//
// Messages that a Store hands out are copies. Save… fails with ErrChanged unless the Revision is still that of the kept
// message, and increases it.
type Store interface {
	Files
	// AddOutgoing keeps a new message. When one of the same Key is kept already, it is returned and nothing is added.
	AddOutgoing(ctx context.Context, o *Outgoing) (*Outgoing, error)
	// Outgoing finds a message by the identifier it has or had.
	Outgoing(ctx context.Context, id message.MessageID) (*Outgoing, error)
	// DueOutgoing are messages that are Pending and whose Next has come, those of the longest wait first.
	DueOutgoing(ctx context.Context, now time.Time, limit int) ([]*Outgoing, error)
	SaveOutgoing(ctx context.Context, o *Outgoing) error

	// AddIncoming keeps a new message; false when one of that identifier is kept already.
	AddIncoming(ctx context.Context, in *Incoming) (bool, error)
	Incoming(ctx context.Context, id message.MessageID) (*Incoming, error)
	// DueIncoming are messages neither handled nor refused whose Next has come, in the order of their arrival.
	DueIncoming(ctx context.Context, now time.Time, limit int) ([]*Incoming, error)
	SaveIncoming(ctx context.Context, in *Incoming) error
	// Finish marks a message as handled and adds the answer to it, if there is one, in one step.
	Finish(ctx context.Context, in *Incoming, answer *Outgoing) error
}
