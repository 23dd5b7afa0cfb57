package smev

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"time"

	"veche/smev/message"
	"veche/smev/mtom"
	"veche/smev/xmldsig"
)

// TransportError is told when a node gave no answer that can be read: whether it took the message is not known, unless
// NotSent.
type TransportError struct {
	Status  int // of HTTP; 0 when there was none
	NotSent bool
	Err     error
}

// Error tells what failed.
func (e *TransportError) Error() string {
	if e.Status != 0 {
		return fmt.Sprintf("smev: HTTP %d: %v", e.Status, e.Err)
	}
	return fmt.Sprintf("smev: %v", e.Err)
}

func (e *TransportError) Unwrap() error { return e.Err }

// received is an answer with what is needed to check it.
type received struct {
	answer   *message.Answer
	document []byte
	files    map[string]File // by Content-ID
	open     func(ctx context.Context, key string) (io.ReadCloser, error)
}

// call signs and sends an envelope and reads the answer. Files beside the answer go into files; nil refuses them.
func (c *Client) call(ctx context.Context, e *message.Envelope, attached []mtom.File, files Files) (*received, error) {
	document, err := e.Sign(ctx, c.options.Key)
	if err != nil {
		return nil, &TransportError{NotSent: true, Err: err} // a token that is pulled out comes back
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	watch := newProgress(c.options.Timeout, cancel)
	defer watch.stop()
	request, err := c.request(ctx, e.Operation, document, attached, watch)
	if err != nil {
		return nil, err
	}
	response, err := c.http.Do(request)
	if err != nil {
		return nil, failed(ctx, 0, err)
	}
	defer response.Body.Close()
	got, err := c.read(ctx, response, watch.reader(response.Body), files)
	if err != nil {
		return nil, err
	}
	got.answer, err = message.ReadAnswer(got.document)
	var fault *message.Fault
	switch {
	case errors.As(err, &fault):
		return nil, fault
	case err != nil:
		return nil, &TransportError{Status: response.StatusCode, Err: err}
	case response.StatusCode != http.StatusOK:
		return nil, &TransportError{Status: response.StatusCode, Err: errors.New(got.answer.Name)}
	case got.answer.Name != string(e.Operation)+"Response":
		return nil, &TransportError{Status: response.StatusCode, Err: fmt.Errorf("%s is answered with %s", e.Operation, got.answer.Name)}
	}
	return got, nil
}

func (c *Client) request(ctx context.Context, o message.Operation, document []byte, attached []mtom.File, watch *progress) (*http.Request, error) {
	contentType, length := "text/xml; charset=utf-8", int64(len(document))
	body := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(document)), nil }
	if len(attached) > 0 {
		m := mtom.NewMessage(document, attached...)
		contentType, length, body = m.ContentType(), m.Length(), m.Body
	}
	stream, err := body()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnwritable, err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.address.String(), watch.reader(stream))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnwritable, err)
	}
	request.ContentLength = length
	request.Header.Set("Content-Type", contentType)
	request.Header.Set("SOAPAction", o.SOAPAction())
	request.Header.Set("User-Agent", "") // who we are is told by the signature
	return request, nil
}

// read takes the envelope into memory and everything beside it into files.
func (c *Client) read(ctx context.Context, response *http.Response, body io.Reader, files Files) (*received, error) {
	contentType := response.Header.Get("Content-Type")
	if media, _, err := mime.ParseMediaType(contentType); err == nil && media == "text/html" {
		return nil, &TransportError{Status: response.StatusCode, Err: errors.New("the answer is a web page")}
	}
	parts, err := mtom.NewReader(contentType, body, c.options.Limits)
	if err != nil {
		return nil, &TransportError{Status: response.StatusCode, Err: err}
	}
	got := &received{files: map[string]File{}}
	for {
		part, err := parts.Next()
		if errors.Is(err, io.EOF) {
			return got, nil
		}
		if err != nil {
			return nil, failed(ctx, response.StatusCode, err)
		}
		switch {
		case part.Root:
			got.document, err = io.ReadAll(part)
		case files == nil:
			err = errors.New("files come where none are awaited")
		default:
			var file File
			if file.Key, file.Size, err = files.PutFile(ctx, part); err == nil {
				got.files[part.ID] = file
			}
		}
		if err != nil {
			return nil, failed(ctx, response.StatusCode, err)
		}
	}
}

// failed tells of a broken call; a cause that the context was given stands for the error of the connection.
func failed(ctx context.Context, status int, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	var dialing *net.OpError
	return &TransportError{Status: status, Err: err, NotSent: errors.As(err, &dialing) && dialing.Op == "dial"}
}

// believe checks the signature of SMEV in an answer.
func (c *Client) believe(ctx context.Context, got *received, h message.Holder) error {
	_, err := c.verify(ctx, got, h)
	var wrong *message.SignatureError
	if c.options.Unsigned && errors.As(err, &wrong) && wrong.Absent {
		return nil
	}
	return err
}

func (c *Client) verify(ctx context.Context, got *received, h message.Holder) (*xmldsig.Signature, error) {
	signature, err := got.answer.Verify(ctx, got.document, h, xmldsig.VerifyOptions{Trust: c.options.Trust, At: c.options.Now(), Known: c.signers.Known(),
		Attachment: func(href string) (io.ReadCloser, error) {
			id, err := mtom.Reference(href)
			if err != nil {
				return nil, err
			}
			file, ok := got.files[id]
			if !ok || got.open == nil {
				return nil, fmt.Errorf("smev: no part %.60q", id)
			}
			return got.open(ctx, file.Key)
		}})
	if err == nil && signature != nil {
		c.signers.Met(signature.Certificate)
	}
	return signature, err
}

var errStalled = errors.New("the node makes no progress")

// progress ends a call that stands still: a file may take long, as long as it moves.
type progress struct {
	timer   *time.Timer
	timeout time.Duration
}

func newProgress(timeout time.Duration, cancel context.CancelCauseFunc) *progress {
	return &progress{time.AfterFunc(timeout, func() { cancel(errStalled) }), timeout}
}

func (p *progress) stop() { p.timer.Stop() }

func (p *progress) reader(r io.ReadCloser) io.ReadCloser { return &moving{r, p} }

type moving struct {
	io.ReadCloser
	progress *progress
}

func (m *moving) Read(b []byte) (int, error) {
	n, err := m.ReadCloser.Read(b)
	if n > 0 {
		m.progress.timer.Reset(m.progress.timeout)
	}
	return n, err
}
