package mtom

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"net/url"
	"strings"
)

// Limits of a message; zero stands for the number named beside.
type Limits struct {
	Root  int64 // octets of the envelope: 32 MiB
	Part  int64 // octets of a file: 1 GiB
	Total int64 // octets of all: 5 GiB
	Parts int   // 1000
}

func (l Limits) orDefault() Limits {
	if l.Root == 0 {
		l.Root = 32 << 20
	}
	if l.Part == 0 {
		l.Part = 1 << 30
	}
	if l.Total == 0 {
		l.Total = 5 << 30
	}
	if l.Parts == 0 {
		l.Parts = 1000
	}
	return l
}

// ErrTooLarge is told of what exceeds the Limits.
var ErrTooLarge = errors.New("mtom: the message is larger than allowed")

// Part of a message. It is read before the next one is asked for.
type Part struct {
	Root        bool
	ID          string // Content-ID without its brackets
	ContentType string
	io.Reader
}

// Reader reads the parts of a message.
type Reader struct {
	limits Limits
	parts  *multipart.Reader
	start  string
	alone  *Part // the envelope of a message without parts
	total  int64
	count  int
	rooted bool
}

// NewReader reads a body by its Content-Type.
func NewReader(contentType string, body io.Reader, l Limits) (*Reader, error) {
	media, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		return nil, fmt.Errorf("mtom: Content-Type %.200q: %w", contentType, err)
	}
	r := &Reader{limits: l.orDefault()}
	switch media {
	case "multipart/related":
		boundary := params["boundary"]
		if boundary == "" || len(boundary) > 70 { // RFC 2046, section 5.1.1
			return nil, fmt.Errorf("mtom: Content-Type %.200q has no good boundary", contentType)
		}
		r.parts, r.start = multipart.NewReader(body, boundary), bare(params["start"])
	case "text/xml", "application/soap+xml", "application/xop+xml", "application/xml":
		r.alone = &Part{Root: true, ContentType: contentType, Reader: body}
	default:
		return nil, fmt.Errorf("mtom: the body is %.100s, not a SOAP message", media)
	}
	return r, nil
}

// Next is the next part; io.EOF tells that there are no more, and that the root was among them.
func (r *Reader) Next() (*Part, error) {
	if r.parts == nil {
		return r.single()
	}
	raw, err := r.parts.NextRawPart()
	if errors.Is(err, io.EOF) {
		if !r.rooted {
			return nil, errors.New("mtom: the part that start names is missing")
		}
		return nil, io.EOF
	}
	if err != nil {
		return nil, fmt.Errorf("mtom: read a part: %w", err)
	}
	if r.count++; r.count > r.limits.Parts {
		return nil, ErrTooLarge
	}
	p := &Part{ID: bare(raw.Header.Get("Content-Id")), ContentType: raw.Header.Get("Content-Type")}
	p.Root = !r.rooted && (r.start == "" || p.ID == r.start)
	r.rooted = r.rooted || p.Root
	decoded, err := decoder(raw.Header, raw)
	if err != nil {
		return nil, err
	}
	p.Reader = r.bound(decoded, p.Root)
	return p, nil
}

func (r *Reader) single() (*Part, error) {
	if r.alone == nil {
		return nil, io.EOF
	}
	p := r.alone
	p.Reader = r.bound(p.Reader, true)
	r.alone = nil
	return p, nil
}

// bare is a Content-ID or cid: reference as the identifier alone.
func bare(id string) string {
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(id), "<"), ">")
}

// Reference is the identifier of the part that an href of xop:Include names.
func Reference(href string) (string, error) {
	id, ok := strings.CutPrefix(strings.TrimSpace(href), "cid:")
	if !ok {
		return "", fmt.Errorf("mtom: %.100q does not name a part of the message", href)
	}
	id, err := url.PathUnescape(id)
	if err != nil || id == "" {
		return "", fmt.Errorf("mtom: %.100q does not name a part of the message", href)
	}
	return id, nil
}

func decoder(h textproto.MIMEHeader, raw io.Reader) (io.Reader, error) {
	switch encoding := strings.ToLower(strings.TrimSpace(h.Get("Content-Transfer-Encoding"))); encoding {
	case "", "binary", "8bit", "7bit":
		return raw, nil
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, raw), nil // skips line ends
	case "quoted-printable":
		return quotedprintable.NewReader(raw), nil
	default:
		return nil, fmt.Errorf("mtom: a part is encoded as %.40q", encoding)
	}
}

// bound fails with ErrTooLarge rather than cutting short.
func (r *Reader) bound(from io.Reader, root bool) io.Reader {
	limit := r.limits.Part
	if root {
		limit = r.limits.Root
	}
	return &bounded{from: from, left: limit, all: r}
}

type bounded struct {
	from io.Reader
	left int64
	all  *Reader
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.from.Read(p)
	b.left -= int64(n)
	b.all.total += int64(n)
	if b.left < 0 || b.all.total > b.all.limits.Total {
		return 0, ErrTooLarge
	}
	return n, err
}
