// Package ber rewrites BER as DER: lengths become definite and shortest, strings in
// pieces become whole. Old cryptographic programs and streaming ones write such CMS.
//
// The order of elements in a SET is kept, because certificates and attributes are
// hashed as they stand. Depth and the number of elements are bounded; the memory used
// is a small multiple of the input.
package ber

import "errors"

// Bounds of an input. Certificates and CMS nest to about twenty levels.
const (
	maxDepth    = 48
	maxElements = 1 << 21
)

var (
	errTruncated = errors.New("ber: data ends inside an element")
	errLength    = errors.New("ber: length of an element is not admitted")
	errTag       = errors.New("ber: tag of an element is not admitted")
	errDepth     = errors.New("ber: elements nest too deep")
	errCount     = errors.New("ber: too many elements")
	errString    = errors.New("ber: string in pieces is not well formed")
	errTrailing  = errors.New("ber: data after the end")
)

// Universal tags of types that BER may cut into pieces.
const (
	tagBitString   = 0x03
	tagOctetString = 0x04
	constructed    = 0x20
)

func isString(tag byte) bool {
	switch tag &^ constructed {
	case tagBitString, tagOctetString, 0x0c, 0x12, 0x13, 0x14, 0x15, 0x16, 0x19, 0x1a, 0x1b, 0x1c, 0x1e:
		return true
	}
	return false
}

// ToDER returns the input when it needs no change, else a copy rewritten.
func ToDER(input []byte) ([]byte, error) {
	m := measurer{input: input}
	size, end, err := m.element(0, 0)
	if err != nil {
		return nil, err
	}
	if end != len(input) {
		return nil, errTrailing
	}
	if !m.changed {
		return input, nil
	}
	w := writer{input: input, sizes: m.sizes, out: make([]byte, 0, size)}
	w.element(0)
	return w.out, nil
}

// header is the tag and length of an element.
type header struct {
	tag        byte // the first octet; high tag numbers are not used by any of our formats
	body       int  // where the content begins
	length     int
	indefinite bool
	minimal    bool
}

func readHeader(in []byte, at int) (h header, err error) {
	if len(in)-at < 2 {
		return h, errTruncated
	}
	h.tag = in[at]
	if h.tag&0x1f == 0x1f || h.tag == 0 {
		return h, errTag
	}
	first := in[at+1]
	h.body = at + 2
	h.minimal = true
	switch {
	case first < 0x80:
		h.length = int(first)
	case first == 0x80:
		if h.tag&constructed == 0 {
			return h, errLength
		}
		h.indefinite = true
		return h, nil
	default:
		if err := h.longLength(in, int(first&0x7f)); err != nil {
			return h, err
		}
	}
	if h.length > len(in)-h.body {
		return h, errTruncated
	}
	return h, nil
}

func (h *header) longLength(in []byte, octets int) error {
	if len(in)-h.body < octets {
		return errTruncated
	}
	for _, b := range in[h.body : h.body+octets] {
		if h.length > 1<<30 {
			return errLength
		}
		h.length = h.length<<8 | int(b)
	}
	h.body += octets
	h.minimal = octets == lengthOctets(h.length)-1
	return nil
}

// lengthOctets is how many octets the shortest form of a length takes.
func lengthOctets(n int) int {
	octets := 1
	if n >= 0x80 {
		for ; n > 0; n >>= 8 {
			octets++
		}
	}
	return octets
}

// endOfContents tells whether the mark that closes an indefinite length stands here.
func endOfContents(in []byte, at int) bool {
	return len(in)-at >= 2 && in[at] == 0 && in[at+1] == 0
}

// measurer walks the input once and notes the length of the content of each
// constructed element in the order in which they open.
type measurer struct {
	input   []byte
	sizes   []int
	count   int
	changed bool
}

// element measures the element at a position: its size in DER and where it ends here.
func (m *measurer) element(at, depth int) (size, end int, err error) {
	if depth > maxDepth {
		return 0, 0, errDepth
	}
	if m.count++; m.count > maxElements {
		return 0, 0, errCount
	}
	h, err := readHeader(m.input, at)
	if err != nil {
		return 0, 0, err
	}
	m.changed = m.changed || h.indefinite || !h.minimal
	if h.tag&constructed == 0 {
		return 1 + lengthOctets(h.length) + h.length, h.body + h.length, nil
	}
	slot := len(m.sizes)
	m.sizes = append(m.sizes, 0)
	var content int
	if isString(h.tag) {
		m.changed = true
		content, end, err = m.pieces(h, h.tag&^constructed, depth)
		if err == nil && h.tag&^constructed == tagBitString {
			content++ // the count of unused bits, once
		}
	} else {
		content, end, err = m.children(h, depth)
	}
	if err != nil {
		return 0, 0, err
	}
	m.sizes[slot] = content
	return 1 + lengthOctets(content) + content, end, nil
}

func (m *measurer) children(h header, depth int) (content, end int, err error) {
	at := h.body
	for {
		if h.indefinite && endOfContents(m.input, at) {
			return content, at + 2, nil
		}
		if !h.indefinite && at >= h.body+h.length {
			break
		}
		size, next, err := m.element(at, depth+1)
		if err != nil {
			return 0, 0, err
		}
		content, at = content+size, next
	}
	if at != h.body+h.length {
		return 0, 0, errLength
	}
	return content, at, nil
}

// pieces measures the content of a string of one type cut into pieces.
func (m *measurer) pieces(h header, tag byte, depth int) (content, end int, err error) {
	err = walkPieces(m.input, h, tag, depth, &m.count, func(from, to int) { content += to - from }, &end)
	return content, end, err
}

// walkPieces visits the pieces of a string in order. Of bit strings only the last
// piece may have unused bits; the visitor is shown where the content without their
// count stands.
func walkPieces(in []byte, h header, tag byte, depth int, count *int, visit func(from, to int), end *int) error {
	at, closed := h.body, false
	for {
		if h.indefinite && endOfContents(in, at) {
			*end = at + 2
			return nil
		}
		if !h.indefinite && at >= h.body+h.length {
			break
		}
		if *count++; *count > maxElements {
			return errCount
		}
		piece, err := readHeader(in, at)
		if err != nil {
			return err
		}
		if piece.tag&^constructed != tag || closed {
			return errString
		}
		if piece.tag&constructed != 0 {
			if depth > maxDepth || tag == tagBitString {
				return errDepth
			}
			if err := walkPieces(in, piece, tag, depth+1, count, visit, &at); err != nil {
				return err
			}
			continue
		}
		from := piece.body
		at = piece.body + piece.length
		if tag == tagBitString {
			if piece.length == 0 || in[from] > 7 {
				return errString
			}
			closed = in[from] != 0
			from++
		}
		visit(from, at)
	}
	if at != h.body+h.length {
		return errLength
	}
	*end = at
	return nil
}
