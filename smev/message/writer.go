package message

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"veche/cms"
	"veche/smev/xmldsig"
)

// The identifiers of signed elements that systems use by custom; any would do.
const (
	ConsumerID = "SIGNED_BY_CONSUMER"
	ProviderID = "SIGNED_BY_PROVIDER"
	CallerID   = "SIGNED_BY_CALLER"
	NodeSMEVID = "SIGNED_BY_SMEV"
	RoutingID  = "SIGNED_ROUTING"
)

// Envelope is a SOAP envelope with places for signatures.
type Envelope struct {
	Operation Operation
	Version   Version
	document  []byte
	slots     []slot
}

// slot is where an element goes that holds a signature.
type slot struct {
	at      int
	name    string
	into    string // path of the holder
	element string // Id of what is signed
}

// Unsigned is the document without signatures. Simple emulators take it; SMEV does not.
func (e *Envelope) Unsigned() []byte { return e.document }

// Sign signs each element that must be signed.
func (e *Envelope) Sign(ctx context.Context, key cms.Key) ([]byte, error) {
	document := e.holders()
	for _, s := range e.slots {
		var err error
		if document, err = xmldsig.Sign(ctx, document, xmldsig.SignOptions{ID: s.element, Into: s.into, Key: key}); err != nil {
			return nil, fmt.Errorf("smev: sign %s: %w", s.element, err)
		}
	}
	return document, nil
}

// holders is the document with empty elements for the signatures.
func (e *Envelope) holders() []byte {
	var out []byte
	from := 0
	for _, s := range e.slots {
		out = append(out, e.document[from:s.at]...)
		out = fmt.Appendf(out, "<%[1]s></%[1]s>", s.name)
		from = s.at
	}
	return append(out, e.document[from:]...)
}

// writer writes elements one after another. What cannot be written is remembered and told at the end.
type writer struct {
	out     bytes.Buffer
	version Version
	names   []string
	slots   []slot
	err     error
}

var prefixes = map[kind]string{kindTypes: "ns", kindBasic: "b", kindFaults: "f", kindRouting: "r"}

func newWriter(v Version, root string, spaces ...kind) *writer {
	w := &writer{version: v}
	w.out.WriteString(`<soap:Envelope xmlns:soap="` + soapSpace + `"><soap:Header/><soap:Body>`)
	w.names = append(w.names, "soap:Envelope", "soap:Body")
	attributes := []string{}
	for _, k := range append([]kind{kindTypes}, spaces...) {
		if k == kindRouting && v == V11 {
			continue
		}
		attributes = append(attributes, "xmlns:"+prefixes[k], v.space(k))
	}
	w.open(kindTypes, root, attributes...)
	return w
}

func (w *writer) envelope(o Operation) (*Envelope, error) {
	for len(w.names) > 0 {
		w.close()
	}
	if w.err != nil {
		return nil, w.err
	}
	return &Envelope{Operation: o, Version: w.version, document: w.out.Bytes(), slots: w.slots}, nil
}

func (w *writer) fail(format string, args ...any) {
	if w.err == nil {
		w.err = fmt.Errorf("smev: "+format, args...)
	}
}

// open writes a start tag with attributes, which come as names and values.
func (w *writer) open(k kind, local string, attributes ...string) {
	name := prefixes[k] + ":" + local
	w.names = append(w.names, name)
	w.out.WriteString("<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		w.out.WriteString(" " + attributes[i] + `="`)
		w.escape(attributes[i+1])
		w.out.WriteByte('"')
	}
	w.out.WriteByte('>')
}

func (w *writer) close() {
	last := len(w.names) - 1
	w.out.WriteString("</" + w.names[last] + ">")
	w.names = w.names[:last]
}

func (w *writer) leaf(k kind, local, text string, attributes ...string) {
	w.open(k, local, attributes...)
	w.escape(text)
	w.close()
}

// optional leaves an empty value out.
func (w *writer) optional(k kind, local, text string) {
	if text != "" {
		w.leaf(k, local, text)
	}
}

// slot marks the place of the signature of an element.
func (w *writer) slot(k kind, local, id string) {
	path := ""
	for _, name := range append(w.names, local) {
		path += "/" + name[strings.IndexByte(name, ':')+1:]
	}
	w.slots = append(w.slots, slot{at: w.out.Len(), name: prefixes[k] + ":" + local, into: path, element: id})
}

// raw writes an element of others as it is.
func (w *writer) raw(fragment []byte) { w.out.Write(fragment) }

// escape writes text that comes back the same from any parser: white space that parsers change goes as references.
func (w *writer) escape(s string) {
	if !utf8.ValidString(s) {
		w.fail("text is not UTF-8")
		return
	}
	for _, r := range s {
		switch {
		case r == '<':
			w.out.WriteString("&lt;")
		case r == '>':
			w.out.WriteString("&gt;")
		case r == '&':
			w.out.WriteString("&amp;")
		case r == '"':
			w.out.WriteString("&quot;")
		case r == '\r' || r == '\n' || r == '\t':
			fmt.Fprintf(&w.out, "&#x%x;", r)
		case r < 0x20 || r == 0xFFFE || r == 0xFFFF:
			w.fail("a character U+%04X cannot stand in XML", r)
		default:
			w.out.WriteRune(r)
		}
	}
}

// limited is optional text of at most n characters.
func (w *writer) limited(k kind, local, text string, n int) {
	if utf8.RuneCountInString(text) > n {
		w.fail("%s is longer than %d characters", local, n)
	}
	w.optional(k, local, text)
}

func (w *writer) uuid(k kind, local string, id MessageID, optional bool) {
	if id == "" && optional {
		return
	}
	if !isUUID(string(id)) {
		w.fail("%s %.40q is not a UUID in lower case", local, string(id))
	}
	w.leaf(k, local, string(id))
}

func (w *writer) moment(k kind, local string, t time.Time, attributes ...string) {
	if t.IsZero() {
		w.fail("%s is not given", local)
	}
	w.leaf(k, local, formatTime(t), attributes...)
}

// formatTime writes milliseconds and the offset, as SMEV itself does.
func formatTime(t time.Time) string { return t.Format("2006-01-02T15:04:05.000Z07:00") }

func decimal(n int64) string { return strconv.FormatInt(n, 10) }

func boolean(b bool) string { return strconv.FormatBool(b) }

func encode(octets []byte) string { return base64.StdEncoding.EncodeToString(octets) }

// isNCName accepts what may be an xs:ID in every parser: letters, digits, dots, dashes.
func isNCName(s string) bool {
	for i, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789-.", r)) {
			return false
		}
	}
	return s != ""
}
