package xmltoken

import (
	"errors"
	"fmt"
)

// What a document is refused for; errors.Is finds it in a SyntaxError.
var (
	ErrSyntax    = errors.New("not well-formed")
	ErrDoctype   = errors.New("a document type declaration is not allowed")
	ErrEntity    = errors.New("an entity that is not one of the five")
	ErrDuplicate = errors.New("an attribute is given twice")
	ErrEncoding  = errors.New("the encoding is not supported or not kept to")
	ErrLimit     = errors.New("the document is beyond the limits")
)

// SyntaxError tells why and where a document is refused.
type SyntaxError struct {
	Why    error  // one of the above
	Detail string // may be empty
	Offset int64  // in the document, as UTF-8
}

func (e *SyntaxError) Error() string {
	if e.Detail == "" {
		return fmt.Sprintf("xml: %v (octet %d)", e.Why, e.Offset)
	}
	return fmt.Sprintf("xml: %v: %s (octet %d)", e.Why, e.Detail, e.Offset)
}

func (e *SyntaxError) Unwrap() error { return e.Why }

// Limits of a document; zero stands for the number named beside.
type Limits struct {
	Depth      int   // of elements in each other: 256
	Attributes int   // of one element, declarations of namespaces included: 256
	Namespaces int   // declared at one time: 1024
	Markup     int   // octets of one tag, comment or instruction: 1 MiB
	Size       int64 // octets of the whole document: 4 GiB
}

func (l Limits) filled() Limits {
	def := func(n *int, value int) {
		if *n <= 0 {
			*n = value
		}
	}
	def(&l.Depth, 256)
	def(&l.Attributes, 256)
	def(&l.Namespaces, 1024)
	def(&l.Markup, 1<<20)
	if l.Size <= 0 {
		l.Size = 4 << 30
	}
	return l
}
