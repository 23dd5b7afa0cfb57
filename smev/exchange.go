package smev

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"veche/smev/message"
)

// Queue is one of our queues to look into.
type Queue struct {
	Operation message.Operation // GetRequest, GetResponse or GetStatus
	Selector  message.Selector
}

// Reply to a request: a body, or rejections, or the status of the work.
type Reply struct {
	message.Body
	Files      []File // contents of the attachments, kept before in the Store
	Rejections []message.Rejection
	Status     *message.RequestStatus
}

// Handlers do the work. Each may be called again for the same message after a failure or a fall, until it has returned
// nil once and that was kept: what it does must be the same done twice, for instance because it is done under the
// identifier of the message.
type Handlers struct {
	// Request works on a request of others. A reply that it returns is sent; nil sends none now, see Exchange.Reply.
	Request func(ctx context.Context, in *Incoming) (*Reply, error)
	// Response takes an answer to a request of ours; out is nil when we know no such request.
	Response func(ctx context.Context, in *Incoming, out *Outgoing) error
	// Cancelled is told that a request was taken back by its sender (1.1).
	Cancelled func(ctx context.Context, in *Incoming, request message.MessageID) error
	// Rejected is told of a message of ours that SMEV refused, at once or late, or whose fate is doubtful.
	Rejected func(ctx context.Context, out *Outgoing) error
}

// Settings of an exchange.
type Settings struct {
	Queues []Queue
	Handlers
	Poll time.Duration // between looks into empty queues; zero is 10 s
	Log  *slog.Logger  // identifiers and reasons, never contents; nil is silent
	Now  func() time.Time
}

// Exchange carries messages both ways by the rules of delivery: nothing is lost, and nothing takes effect twice.
type Exchange struct {
	client   *Client
	store    Store
	settings Settings
	ids      *message.MessageIDs
	distrust map[message.MessageID]int // deliveries with a wrong signature of SMEV
	wake     chan struct{}
}

// NewExchange joins a client with a store.
func NewExchange(c *Client, s Store, settings Settings) *Exchange {
	if settings.Poll == 0 {
		settings.Poll = 10 * time.Second
	}
	if settings.Log == nil {
		settings.Log = slog.New(slog.DiscardHandler)
	}
	if settings.Now == nil {
		settings.Now = time.Now
	}
	return &Exchange{client: c, store: s, settings: settings, ids: message.NewMessageIDs(settings.Now),
		distrust: map[message.MessageID]int{}, wake: make(chan struct{}, 1)}
}

// Request gives a request to be sent. Key is the caller's own name of it: what has the same Key is sent once. Contents of
// attachments are named by files, which the caller has put into the Store. When the method returns, the request is safe.
func (e *Exchange) Request(ctx context.Context, key string, r message.Request, files []File, life time.Duration) (*Outgoing, error) {
	r.MessageID = e.ids.Next()
	if r.ReferenceMessageID == "" {
		r.ReferenceMessageID = r.MessageID // the first of a chain
	}
	return e.add(ctx, &Outgoing{ID: r.MessageID, Key: key, Request: &r, Files: files, Life: life})
}

// Reply gives an answer to a request that was handled before without one, or one more. Key tells several answers to the
// same request apart.
func (e *Exchange) Reply(ctx context.Context, to message.MessageID, key string, r Reply) (*Outgoing, error) {
	in, err := e.store.Incoming(ctx, to)
	if err != nil {
		return nil, err
	}
	o, err := e.reply(in, key, &r)
	if err != nil {
		return nil, err
	}
	return e.add(ctx, o)
}

func (e *Exchange) reply(in *Incoming, key string, r *Reply) (*Outgoing, error) {
	if in.Received.Request == nil {
		return nil, fmt.Errorf("smev: %s is not a request", in.ID)
	}
	id := e.ids.Next()
	return &Outgoing{ID: id, Key: fmt.Sprintf("reply:%s:%s", in.ID, key), InReplyTo: in.ID, Files: r.Files,
		Response: &message.Response{MessageID: id, To: in.Received.ReplyTo, Body: r.Body, Rejections: r.Rejections, Status: r.Status}}, nil
}

// add prepares a message – its files are hashed and signed, it is written once to see that it can be – and keeps it.
func (e *Exchange) add(ctx context.Context, o *Outgoing) (*Outgoing, error) {
	if err := e.prepare(ctx, o); err != nil {
		return nil, err
	}
	kept, err := e.store.AddOutgoing(ctx, o)
	if err == nil {
		e.stir()
	}
	return kept, err
}

func (e *Exchange) prepare(ctx context.Context, o *Outgoing) error {
	now := e.settings.Now().UTC()
	o.State, o.Created, o.Next = Waiting, now, now
	for i := range o.attachments() {
		a := &o.attachments()[i]
		file := o.file(a.ID)
		if file == nil {
			return fmt.Errorf("%w: the attachment %q has no content", ErrUnwritable, a.ID)
		}
		if err := e.client.Prepare(ctx, a, content(ctx, e.store, *file)); err != nil {
			return err
		}
	}
	if _, err := o.write(e.client.options.Version); err != nil {
		return fmt.Errorf("%w: %w", ErrUnwritable, err)
	}
	return nil
}

func (o *Outgoing) write(v message.Version) (*message.Envelope, error) {
	if o.Request != nil {
		return message.WriteSendRequest(v, o.Request)
	}
	return message.WriteSendResponse(v, o.Response)
}

func (o *Outgoing) file(attachment string) *File {
	for i := range o.Files {
		if o.Files[i].Attachment == attachment {
			return &o.Files[i]
		}
	}
	return nil
}

// Again sends a message that was refused, or whose fate is doubtful, once more: a person has mended the reason, or has
// decided. It gets a new identifier, since SMEV may know the old one.
func (e *Exchange) Again(ctx context.Context, id message.MessageID) (*Outgoing, error) {
	o, err := e.store.Outgoing(ctx, id)
	if err != nil {
		return nil, err
	}
	if o.State != Rejected && o.State != Doubtful {
		return nil, fmt.Errorf("smev: %s is %s, there is nothing to repeat", o.ID, o.State)
	}
	e.renew(o)
	o.State, o.Next, o.Attempts, o.Uncertain, o.Told = Waiting, e.settings.Now().UTC(), 0, false, false
	if err := e.store.SaveOutgoing(ctx, o); err != nil {
		return nil, err
	}
	e.stir()
	return o, nil
}

// renew gives a message a new identifier and remembers the old one.
func (e *Exchange) renew(o *Outgoing) {
	id := e.ids.Next()
	o.Earlier = append(o.Earlier, o.ID)
	if r := o.Request; r != nil {
		if r.ReferenceMessageID == r.MessageID {
			r.ReferenceMessageID = id
		}
		r.MessageID = id
	} else {
		o.Response.MessageID = id
	}
	o.ID = id
}

// stir wakes Run.
func (e *Exchange) stir() {
	select {
	case e.wake <- struct{}{}:
	default: // it is awake already
	}
}

// Run delivers, collects and handles until the context ends. One Run at a time works for a system; a second one would do
// no harm but waste calls.
func (e *Exchange) Run(ctx context.Context) error {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-timer.C:
		case <-e.wake:
		}
		if err := e.Step(ctx); err != nil && ctx.Err() == nil {
			e.settings.Log.Error("smev exchange", "error", err)
		}
		timer.Reset(e.settings.Poll)
	}
}
