package convert

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // letters in windows-1251 and koi8-r
	"github.com/emersion/go-message/mail"
)

// Letter is an e-mail as its reader sees it.
type Letter struct {
	From, To, Copy string
	Date           string
	Subject        string
	Body           string
	Attachments    []Attachment
}

// Attachment is a file in a letter. Name is what the sender called it and is not used on disk.
type Attachment struct {
	Name string
	Type string // as the sender declared it; ask Kind what it is
	Size int64
	Path string // where it was put, if files were asked for
}

// mostParts of a letter; more is an attack.
const mostParts = 1000

// Letter reads an e-mail; its attachments are only named.
func (t Tools) Letter(path string) (*Letter, error) { return t.letter(path, "") }

// Unpack reads an e-mail and puts its attachments into the folder under names of its own making.
func (t Tools) Unpack(path, folder string) (*Letter, error) { return t.letter(path, folder) }

func (t Tools) letter(path, folder string) (*Letter, error) {
	if err := t.admit(path); err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	reader, err := mail.CreateReader(f)
	if err != nil && (reader == nil || !message.IsUnknownCharset(err)) {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	defer reader.Close()
	letter := heading(&reader.Header)
	gather := parts{letter: letter, folder: folder, limits: t.Limits.orDefault()}
	for range mostParts {
		part, err := reader.NextPart()
		if errors.Is(err, io.EOF) {
			gather.finish()
			return letter, nil
		}
		if err != nil && (part == nil || !message.IsUnknownCharset(err)) {
			return nil, fmt.Errorf("%w: %w", ErrBroken, err)
		}
		if err := gather.take(part); err != nil {
			return nil, err
		}
	}
	return nil, fmt.Errorf("%w: it has more than %d parts", ErrTooLarge, mostParts)
}

// heading reads the header leniently: a header that cannot be decoded is shown as it came.
func heading(h *mail.Header) *Letter {
	field := func(key string) string {
		text, err := h.Text(key)
		if err != nil {
			return h.Get(key)
		}
		return text
	}
	letter := &Letter{From: field("From"), To: field("To"), Copy: field("Cc"), Subject: field("Subject"), Date: h.Get("Date")}
	if date, err := h.Date(); err == nil && !date.IsZero() {
		letter.Date = date.Format("02.01.2006 15:04 -0700")
	}
	return letter
}

// parts gathers the body and the attachments of a letter.
type parts struct {
	letter      *Letter
	folder      string
	limits      Limits
	plain, html strings.Builder
	written     int64
}

func (p *parts) take(part *mail.Part) error {
	kind, params, err := contentType(part.Header)
	if err != nil {
		kind = "application/octet-stream"
	}
	if _, inline := part.Header.(*mail.InlineHeader); inline {
		switch kind {
		case "text/plain", "":
			return p.text(&p.plain, part.Body)
		case "text/html":
			return p.text(&p.html, part.Body)
		}
	}
	return p.attachment(part, kind, params["name"])
}

func contentType(h mail.PartHeader) (string, map[string]string, error) {
	switch h := h.(type) {
	case *mail.InlineHeader:
		return h.ContentType()
	case *mail.AttachmentHeader:
		return h.ContentType()
	default:
		return "", nil, fmt.Errorf("a part of %T", h)
	}
}

func (p *parts) text(to *strings.Builder, body io.Reader) error {
	room := p.limits.Text - int64(to.Len())
	data, err := io.ReadAll(io.LimitReader(body, max(room, 0)))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBroken, err)
	}
	to.WriteString(clean(data, p.limits.Text))
	return nil
}

func (p *parts) attachment(part *mail.Part, kind, name string) error {
	if h, ok := part.Header.(*mail.AttachmentHeader); ok {
		if given, err := h.Filename(); err == nil && given != "" {
			name = given
		}
	}
	file := Attachment{Name: fileName(name, kind), Type: kind}
	to := io.Discard
	if p.folder != "" {
		file.Path = filepath.Join(p.folder, "attachment-"+strconv.Itoa(len(p.letter.Attachments)+1))
		out, err := os.Create(file.Path)
		if err != nil {
			return fmt.Errorf("attachment: %w", err)
		}
		defer out.Close()
		to = out
	}
	size, err := io.Copy(to, io.LimitReader(part.Body, p.limits.Output-p.written+1))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if p.written += size; p.written > p.limits.Output {
		return fmt.Errorf("%w: its attachments", ErrTooLarge)
	}
	file.Size = size
	p.letter.Attachments = append(p.letter.Attachments, file)
	return nil
}

// fileName is the name to show: without folders and control characters.
func fileName(name, kind string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, "\uFFFD"))
	name = strings.TrimSpace(name[strings.LastIndexAny(name, `/\`)+1:])
	switch {
	case name != "" && name != "." && name != "..":
		return name
	case kind == "message/rfc822":
		return "письмо.eml"
	default:
		return "вложение"
	}
}

// finish prefers the plain text of a letter to its HTML twin.
func (p *parts) finish() {
	p.letter.Body = strings.TrimSpace(p.plain.String())
	if p.letter.Body == "" {
		p.letter.Body = stripHTML(p.html.String())
	}
}

// String is the letter as it is printed and searched.
func (l *Letter) String() string {
	var b strings.Builder
	for _, line := range []struct{ label, value string }{
		{"От", l.From}, {"Кому", l.To}, {"Копия", l.Copy}, {"Дата", l.Date}, {"Тема", l.Subject},
	} {
		if line.value != "" {
			fmt.Fprintf(&b, "%s: %s\n", line.label, line.value)
		}
	}
	fmt.Fprintf(&b, "\n%s\n", l.Body)
	if len(l.Attachments) > 0 {
		b.WriteString("\nВложения:\n")
	}
	for i, a := range l.Attachments {
		fmt.Fprintf(&b, "%d. %s (%d КБ)\n", i+1, a.Name, (a.Size+1023)/1024)
	}
	return b.String()
}
