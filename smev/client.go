package smev

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/smev/filestore"
	"veche/smev/internal/acquaintance"
	"veche/smev/message"
	"veche/smev/mtom"
)

// Options of a client.
type Options struct {
	Endpoint  string          // http://host:7500/smev/v1.2/ws
	Version   message.Version // that the endpoint serves
	FileStore string          // host:port of the file store; "" when files go beside the envelope only
	Key       cms.Key         // of the information system: signs calls (ЭП-ОВ)
	FileKey   cms.Key         // signs files; the zero key: Key does
	NoSigning bool            // files go without SignaturePKCS7

	// Trust tells whom to believe that he is SMEV. Without it signatures are checked, and their certificates are not.
	Trust *pki.Trust
	// Unsigned accepts answers without the signature of SMEV, as simple emulators give them. A signature that is there
	// must be right all the same.
	Unsigned bool

	Hosts   []string      // hosts that may be called; by default those of Endpoint and FileStore
	Timeout time.Duration // of a call that makes no progress; zero is a minute
	Limits  mtom.Limits
	// Transport carries HTTP; nil is one that knows no proxies.
	Transport http.RoundTripper
	Now       func() time.Time // nil is the clock of the system
}

// Client makes single calls to a node of SMEV: it writes, signs, sends, reads and checks. It keeps nothing and repeats
// nothing; Exchange does. It may be used by several goroutines.
type Client struct {
	options Options
	http    *http.Client
	store   *filestore.Client
	address *url.URL
	signers acquaintance.Signers
}

// NewClient checks the options.
func NewClient(o Options) (*Client, error) {
	address, err := url.Parse(o.Endpoint)
	if err != nil || address.Scheme != "http" && address.Scheme != "https" || address.Host == "" || address.User != nil {
		return nil, fmt.Errorf("smev: %q is not the address of a node", o.Endpoint)
	}
	if _, err := message.ParseVersion(string(o.Version)); err != nil {
		return nil, err
	}
	if o.Key.Private == nil || o.Key.Certificate == nil {
		return nil, errors.New("smev: a client needs a key and its certificate")
	}
	if o.FileKey.Private == nil {
		o.FileKey = o.Key
	}
	if o.Timeout == 0 {
		o.Timeout = time.Minute
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if err := allow(o.Hosts, address.Hostname(), o.FileStore); err != nil {
		return nil, err
	}
	if o.Transport == nil {
		o.Transport = &http.Transport{ResponseHeaderTimeout: o.Timeout, TLSHandshakeTimeout: 10 * time.Second,
			DialContext: (&net.Dialer{Timeout: 10 * time.Second}).DialContext, MaxIdleConnsPerHost: 4, IdleConnTimeout: 90 * time.Second}
	}
	c := &Client{options: o, address: address, http: &http.Client{Transport: o.Transport, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse // a node does not move; whoever says so is not believed
	}}}
	if o.FileStore != "" {
		c.store = &filestore.Client{Address: o.FileStore, Timeout: o.Timeout, Limit: o.Limits.Part}
	}
	return c, nil
}

// allow compares the hosts of a configuration with the administrator's list.
func allow(hosts []string, node, store string) error {
	if len(hosts) == 0 {
		return nil
	}
	wanted := []string{node}
	if store != "" {
		host, _, err := net.SplitHostPort(store)
		if err != nil {
			host = store
		}
		wanted = append(wanted, host)
	}
	for _, host := range wanted {
		if !slices.Contains(hosts, host) {
			return fmt.Errorf("smev: %s is not among the hosts that may be called", host)
		}
	}
	return nil
}

// Content opens the octets of a file. Size is how many there are.
type Content struct {
	Size int64
	Open func() (io.ReadCloser, error)
}

// ErrUnwritable is told of a message that cannot be written: nothing was sent, and repeating will not help.
var ErrUnwritable = errors.New("smev: the message cannot be written")

// SendRequest sends a request. Contents are those of its attachments that go beside the envelope, by their identifiers;
// those of the file store are uploaded before.
func (c *Client) SendRequest(ctx context.Context, r *message.Request, contents map[string]Content) (*message.Metadata, error) {
	e, err := message.WriteSendRequest(c.options.Version, r)
	return c.send(ctx, e, err, r.Attachments, contents)
}

// SendResponse sends an answer.
func (c *Client) SendResponse(ctx context.Context, r *message.Response, contents map[string]Content) (*message.Metadata, error) {
	e, err := message.WriteSendResponse(c.options.Version, r)
	return c.send(ctx, e, err, r.Attachments, contents)
}

func (c *Client) send(ctx context.Context, e *message.Envelope, failed error, attachments []message.Attachment, contents map[string]Content) (*message.Metadata, error) {
	if failed != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnwritable, failed)
	}
	var files []mtom.File
	for _, a := range attachments {
		if a.ByReference {
			continue
		}
		content, ok := contents[a.ID]
		if !ok {
			return nil, fmt.Errorf("%w: the attachment %q has no content", ErrUnwritable, a.ID)
		}
		files = append(files, mtom.File{ID: a.ID, ContentType: a.MimeType, Size: content.Size, Open: content.Open})
	}
	got, err := c.call(ctx, e, files, nil)
	if err != nil {
		return nil, err
	}
	if got.answer.Metadata == nil {
		return nil, fmt.Errorf("smev: %s is answered with %s", e.Operation, got.answer.Name)
	}
	return got.answer.Metadata, c.believe(ctx, got, message.SMEVSignature)
}

// Ack confirms a delivered message. The node may have forgotten it: then it was confirmed before, which is as good.
func (c *Client) Ack(ctx context.Context, id message.MessageID, accepted bool) error {
	e, err := message.WriteAck(c.options.Version, id, accepted)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUnwritable, err)
	}
	_, err = c.call(ctx, e, nil, nil)
	if errors.Is(err, message.TargetMessageIsNotFound) {
		return nil
	}
	return err
}

// GetStatus is what SMEV has to tell of a message that we have sent; nil when there is nothing. It cannot be confirmed,
// so it may be lost on its way: only answers of GetResponse are sure.
func (c *Client) GetStatus(ctx context.Context) (*message.AsyncStatus, error) {
	e, err := message.WriteGetStatus(c.options.Version, c.options.Now())
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnwritable, err)
	}
	got, err := c.call(ctx, e, nil, nil)
	if err != nil {
		return nil, err
	}
	if got.answer.Status == nil {
		return nil, nil
	}
	return got.answer.Status, c.believe(ctx, got, message.SMEVSignature)
}

// QueueStatistics are the lengths of our queues (1.1).
func (c *Client) QueueStatistics(ctx context.Context, node string) ([]message.Queue, error) {
	e, err := message.WriteQueueStatistics(c.options.Version, node, c.options.Now())
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnwritable, err)
	}
	got, err := c.call(ctx, e, nil, nil)
	if err != nil {
		return nil, err
	}
	return got.answer.Queues, nil
}
