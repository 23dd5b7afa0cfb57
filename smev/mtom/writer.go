package mtom

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
)

// File goes beside an envelope. Size may be -1 when it is not known; the length of the message is then not known either.
type File struct {
	ID          string
	ContentType string
	Size        int64
	Open        func() (io.ReadCloser, error)
}

// Message is an envelope with files.
type Message struct {
	root     []byte
	files    []File
	boundary string
	pieces   bool
}

const rootID = "envelope@smev"

// NewMessage puts an envelope and its files together.
func NewMessage(envelope []byte, files ...File) *Message {
	return &Message{root: envelope, files: files, boundary: "smev-" + strings.ToLower(rand.Text())}
}

// InPieces has the parameters of Content-Type written in pieces (RFC 2231), as SMEV itself does.
func (m *Message) InPieces() *Message {
	m.pieces = true
	return m
}

// ContentType of the body. An envelope without files goes as multipart too: nodes answer so, and take so.
func (m *Message) ContentType() string {
	start := fmt.Sprintf("start=%q", "<"+rootID+">")
	if m.pieces {
		half := len(rootID) / 2
		start = fmt.Sprintf("start*0=%q; start*1=%q", "<"+rootID[:half], rootID[half:]+">")
	}
	return fmt.Sprintf("multipart/related; type=%q; boundary=%q; %s; start-info=%q", "application/xop+xml", m.boundary, start, "text/xml")
}

func (m *Message) rootHeader() []byte {
	return fmt.Appendf(nil, "--%s\r\nContent-Type: application/xop+xml; charset=UTF-8; type=\"text/xml\"\r\nContent-Transfer-Encoding: 8bit\r\nContent-ID: <%s>\r\n\r\n", m.boundary, rootID)
}

func (m *Message) fileHeader(f File) []byte {
	return fmt.Appendf(nil, "\r\n--%s\r\nContent-Type: %s\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <%s>\r\n\r\n", m.boundary, f.ContentType, f.ID)
}

func (m *Message) end() []byte { return []byte("\r\n--" + m.boundary + "--\r\n") }

// Length of the body; -1 when the size of a file is not known.
func (m *Message) Length() int64 {
	n := int64(len(m.rootHeader()) + len(m.root) + len(m.end()))
	for _, f := range m.files {
		if f.Size < 0 {
			return -1
		}
		n += int64(len(m.fileHeader(f))) + f.Size
	}
	return n
}

// Body is the whole as a stream; every call begins anew. Each file is opened when the reading comes to it, and must then
// be as long as was said.
func (m *Message) Body() (io.ReadCloser, error) {
	for _, f := range m.files {
		if strings.ContainsAny(f.ID+f.ContentType, "\r\n<>") {
			return nil, errors.New("mtom: a header of a file has a line end or a bracket")
		}
	}
	readers := []io.Reader{bytes.NewReader(m.rootHeader()), bytes.NewReader(m.root)}
	b := &body{}
	for i := range m.files {
		b.files = append(b.files, &lateFile{file: &m.files[i]})
		readers = append(readers, bytes.NewReader(m.fileHeader(m.files[i])), b.files[i])
	}
	b.Reader = io.MultiReader(append(readers, bytes.NewReader(m.end()))...)
	return b, nil
}

// Href names a part in xop:Include.
func Href(id string) string { return "cid:" + url.PathEscape(id) }

type body struct {
	io.Reader
	files []*lateFile
}

func (b *body) Close() error {
	var all []error
	for _, f := range b.files {
		all = append(all, f.close())
	}
	return errors.Join(all...)
}

// lateFile is opened by its first reading and closed at its end.
type lateFile struct {
	file   *File
	stream io.ReadCloser
	read   int64
	done   bool
}

func (l *lateFile) Read(p []byte) (int, error) {
	if l.done {
		return 0, io.EOF
	}
	if l.stream == nil {
		stream, err := l.file.Open()
		if err != nil {
			return 0, fmt.Errorf("mtom: open %s: %w", l.file.ID, err)
		}
		l.stream = stream
	}
	n, err := l.stream.Read(p)
	l.read += int64(n)
	switch {
	case l.file.Size >= 0 && (l.read > l.file.Size || errors.Is(err, io.EOF) && l.read < l.file.Size):
		return 0, fmt.Errorf("mtom: %s is not %d octets long any more", l.file.ID, l.file.Size)
	case errors.Is(err, io.EOF):
		if failed := l.close(); failed != nil {
			return n, failed
		}
		return n, io.EOF
	}
	return n, err
}

func (l *lateFile) close() error {
	l.done = true
	if l.stream == nil {
		return nil
	}
	stream := l.stream
	l.stream = nil
	return stream.Close()
}
