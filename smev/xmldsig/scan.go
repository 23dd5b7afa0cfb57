package xmldsig

import (
	"bytes"
	"context"
	"errors"
	"io"
	"sync"

	"veche/smev/c14n"
	"veche/smev/xmltoken"
)

// Bounds of what a document may make the verifier remember.
const (
	mostSignatures = 32
	mostOctets     = 256 << 10 // of text and values of one Signature
	mostNodes      = 512       // of one Signature
)

// node is an element of a Signature.
type node struct {
	name       xmltoken.Name
	attributes map[string]string // those without a namespace
	text       []byte
	children   []*node
	foreign    bool // has a comment, an instruction or an attribute of a namespace
}

// raw is a Signature as it stands in the document.
type raw struct {
	path string
	from int64 // of its start tag
	root *node
	info []byte // canonical SignedInfo
	huge bool   // beyond the bounds: the rest was not kept
}

// scanner is the first pass: it finds the Signatures.
type scanner struct {
	beside  *digester // knows the path
	found   []*raw
	many    bool
	now     *raw // the Signature being read
	base    int  // its depth
	stack   []*node
	nodes   int
	octets  int
	info    bytes.Buffer
	infoTo  *c14n.Writer
	infoEnd int // depth of the SignedInfo being read
}

// each hands over the tokens of a reader until its document ends.
func each(ctx context.Context, r *xmltoken.Reader, do func(*xmltoken.Token) error) error {
	for n := 0; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		t, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := do(t); err != nil {
			return err
		}
	}
}

// readers are used again: names and buffers of one message serve the next.
var readers = sync.Pool{New: func() any { return xmltoken.NewReader(nil, xmltoken.Limits{}) }}

// read hands over the tokens of a document one by one.
func read(ctx context.Context, document io.Reader, l xmltoken.Limits, do func(*xmltoken.Token) error) error {
	r := readers.Get().(*xmltoken.Reader)
	defer func() {
		r.Reset(nil, xmltoken.Limits{})
		readers.Put(r)
	}()
	r.Reset(document, l)
	return each(ctx, r, do)
}

// scan finds all Signatures that do not lie in each other, with a digester beside.
func scan(ctx context.Context, document io.Reader, beside *digester, l xmltoken.Limits) (found []*raw, many bool, err error) {
	s := &scanner{beside: beside}
	err = read(ctx, document, l, s.token)
	return s.found, s.many, err
}

func (s *scanner) token(t *xmltoken.Token) error {
	s.beside.token(t)
	if t.Kind == xmltoken.Start && s.now == nil && t.Name.Is(Space, "Signature") {
		s.begin(t)
	}
	if s.now == nil {
		return nil
	}
	if s.infoTo != nil {
		if err := s.infoTo.Token(t); err != nil {
			return err
		}
	}
	s.keep(t)
	return nil
}

func (s *scanner) begin(t *xmltoken.Token) {
	if len(s.found) == mostSignatures {
		s.many = true
		return
	}
	s.now = &raw{path: string(s.beside.path.text), from: t.From}
	s.base, s.nodes, s.octets = t.Depth, 0, 0
}

// keep adds a token to the Signature being read.
func (s *scanner) keep(t *xmltoken.Token) {
	switch t.Kind {
	case xmltoken.Start:
		s.open(t)
	case xmltoken.End:
		s.close(t)
	case xmltoken.Text:
		s.octets += len(t.Data)
		if s.bounded() && len(s.stack) > 0 {
			top := s.stack[len(s.stack)-1]
			top.text = append(top.text, t.Data...)
		}
	default:
		if len(s.stack) > 0 {
			s.stack[len(s.stack)-1].foreign = true
		}
	}
}

// bounded tells whether the Signature is still within the bounds; else what is beyond is not kept.
func (s *scanner) bounded() bool {
	if s.octets > mostOctets || s.nodes > mostNodes {
		s.now.huge = true
		s.infoTo = nil
	}
	return !s.now.huge
}

func (s *scanner) open(t *xmltoken.Token) {
	s.nodes++
	s.octets += int(t.To - t.From)
	if !s.bounded() {
		return
	}
	n := &node{name: t.Name}
	for _, a := range t.Attributes {
		if a.Name.Space != "" {
			n.foreign = true
			continue
		}
		if n.attributes == nil {
			n.attributes = map[string]string{}
		}
		n.attributes[a.Name.Local] = string(a.Value)
	}
	if len(s.stack) == 0 {
		s.now.root = n
	} else {
		top := s.stack[len(s.stack)-1]
		top.children = append(top.children, n)
	}
	s.stack = append(s.stack, n)
	if t.Depth == s.base+1 && t.Name.Is(Space, "SignedInfo") && s.now.info == nil && s.infoTo == nil {
		s.openInfo(t)
	}
}

// openInfo begins the canonical form of SignedInfo.
func (s *scanner) openInfo(t *xmltoken.Token) {
	s.info.Reset()
	s.infoTo = c14n.NewWriter(&s.info, c14n.Options{})
	s.infoEnd = t.Depth
	_ = s.infoTo.Token(t) // a buffer refuses nothing
}

func (s *scanner) close(t *xmltoken.Token) {
	if s.infoTo != nil && t.Depth == s.infoEnd {
		_ = s.infoTo.Close()
		s.now.info = bytes.Clone(s.info.Bytes())
		s.infoTo = nil
	}
	if t.Depth == s.base {
		s.found = append(s.found, s.now)
		s.now, s.stack, s.infoTo = nil, s.stack[:0], nil
		return
	}
	if !s.now.huge {
		s.stack = s.stack[:len(s.stack)-1]
	}
}
