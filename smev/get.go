package smev

import (
	"context"
	"errors"
	"fmt"
	"io"

	"veche/smev/message"
	"veche/smev/xmldsig"
)

// Delivery is a message from our queue.
type Delivery struct {
	*message.Received
	Document []byte // the envelope as it came: evidence
	Files    []File
	Sender   *xmldsig.Signature // what was found about the sender's own signature; nil when there is none

	// Distrust is why the message must not be used: the signature of SMEV is wrong or absent. It is not an error of the
	// call, since such a message must be confirmed, as refused, in the end.
	Distrust error
}

// GetRequest takes the next request from our queue; nil when it is empty. Until it is confirmed by Ack the node keeps it
// and will deliver it again. Its files are kept in files before the method returns.
func (c *Client) GetRequest(ctx context.Context, s message.Selector, files Files) (*Delivery, error) {
	s.Timestamp = c.options.Now()
	e, err := message.WriteGetRequest(c.options.Version, s)
	return c.get(ctx, e, err, files, nil)
}

// GetResponse takes the next answer from our queue, in the same way.
func (c *Client) GetResponse(ctx context.Context, s message.Selector, files Files) (*Delivery, error) {
	s.Timestamp = c.options.Now()
	e, err := message.WriteGetResponse(c.options.Version, s)
	return c.get(ctx, e, err, files, nil)
}

// get reads a delivery. Known tells of messages that are kept already: their files are not fetched again.
func (c *Client) get(ctx context.Context, e *message.Envelope, failed error, files Files, known func(message.MessageID) (bool, error)) (*Delivery, error) {
	if failed != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnwritable, failed)
	}
	got, err := c.call(ctx, e, nil, files)
	if err != nil {
		return nil, err
	}
	if got.answer.Delivered == nil {
		return nil, nil
	}
	got.open = func(ctx context.Context, key string) (io.ReadCloser, error) { return files.OpenFile(ctx, key) }
	d := &Delivery{Received: got.answer.Delivered, Document: got.document, Distrust: c.believe(ctx, got, message.SMEVSignature)}
	if d.Distrust != nil {
		return d, nil
	}
	if known != nil {
		if is, err := known(d.ID()); is || err != nil {
			return d, err
		}
	}
	sender, err := c.verify(ctx, got, message.SenderSignature)
	var wrong *message.SignatureError
	if err != nil && !errors.As(err, &wrong) {
		return nil, err
	}
	d.Sender = sender
	if d.Files, err = c.fetch(ctx, got, files); err != nil {
		return d, err
	}
	return d, nil
}
