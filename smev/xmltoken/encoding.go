package xmltoken

import (
	"bufio"
	"bytes"
	"io"
	"strings"
	"unicode/utf8"
)

// encoding of a document, as its first octets tell (XML 1.0, appendix F).
type encoding int

const (
	encodingUTF8 encoding = iota
	encodingUTF16BE
	encodingUTF16LE
	encoding1251
)

// declared are the names that may stand in an XML declaration.
var declared = map[string]encoding{
	"utf-8":        encodingUTF8,
	"windows-1251": encoding1251, "cp1251": encoding1251,
	"utf-16": encodingUTF16BE, "utf-16be": encodingUTF16BE, "utf-16le": encodingUTF16LE,
}

// open finds the encoding of a document and returns its octets as UTF-8; skipped are those of the mark.
func open(r io.Reader) (utf io.Reader, found encoding, skipped int64, err error) {
	head := bufio.NewReaderSize(r, 1024)
	first, _ := head.Peek(4)
	switch {
	case bytes.HasPrefix(first, []byte{0xEF, 0xBB, 0xBF}):
		_, err = head.Discard(3)
		return head, encodingUTF8, 3, err
	case bytes.HasPrefix(first, []byte{0xFE, 0xFF}):
		_, err = head.Discard(2)
		return &wide{src: head, big: true}, encodingUTF16BE, 0, err
	case bytes.HasPrefix(first, []byte{0xFF, 0xFE}):
		_, err = head.Discard(2)
		return &wide{src: head}, encodingUTF16LE, 0, err
	case bytes.HasPrefix(first, []byte{0, '<'}):
		return &wide{src: head, big: true}, encodingUTF16BE, 0, nil
	case bytes.HasPrefix(first, []byte{'<', 0}):
		return &wide{src: head}, encodingUTF16LE, 0, nil
	}
	name := declaredName(head)
	if name == "" {
		return head, encodingUTF8, 0, nil
	}
	found, ok := declared[strings.ToLower(name)]
	switch {
	case !ok:
		return nil, 0, 0, &SyntaxError{Why: ErrEncoding, Detail: name}
	case found == encoding1251:
		return &single{src: head}, found, 0, nil
	case found == encodingUTF16BE, found == encodingUTF16LE:
		return nil, 0, 0, &SyntaxError{Why: ErrEncoding, Detail: name + " is declared and not used"}
	}
	return head, found, 0, nil
}

// declaredName is the encoding that an XML declaration names, as far as it can be seen in the first octets. The
// declaration is read strictly later on.
func declaredName(head *bufio.Reader) string {
	first, _ := head.Peek(1024)
	if !bytes.HasPrefix(first, []byte("<?xml")) {
		return ""
	}
	declaration, _, _ := bytes.Cut(first, []byte("?>"))
	_, rest, found := bytes.Cut(declaration, []byte("encoding"))
	if !found {
		return ""
	}
	rest = bytes.TrimLeft(rest, " \t\r\n=")
	if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
		return ""
	}
	name, _, _ := bytes.Cut(rest[1:], rest[:1])
	return string(name)
}

// wide reads UTF-16 as UTF-8.
type wide struct {
	src *bufio.Reader
	big bool
	out []byte
	err error
}

func (w *wide) unit() (rune, error) {
	var b [2]byte
	if _, err := io.ReadFull(w.src, b[:]); err != nil {
		if err == io.ErrUnexpectedEOF {
			err = &SyntaxError{Why: ErrEncoding, Detail: "half a character at the end"}
		}
		return 0, err
	}
	if w.big {
		return rune(b[0])<<8 | rune(b[1]), nil
	}
	return rune(b[1])<<8 | rune(b[0]), nil
}

func (w *wide) char() (rune, error) {
	c, err := w.unit()
	if err != nil || c < 0xD800 || c > 0xDFFF {
		return c, err
	}
	low, err := w.unit()
	if c >= 0xDC00 || err != nil || low < 0xDC00 || low > 0xDFFF {
		return 0, &SyntaxError{Why: ErrEncoding, Detail: "a surrogate without its pair"}
	}
	return 0x10000 + (c-0xD800)<<10 + (low - 0xDC00), nil
}

func (w *wide) Read(p []byte) (int, error) {
	for len(w.out) < len(p) && w.err == nil {
		var c rune
		if c, w.err = w.char(); w.err == nil {
			w.out = utf8.AppendRune(w.out, c)
		}
	}
	return drain(p, &w.out, w.err)
}

// single reads windows-1251 as UTF-8.
type single struct {
	src *bufio.Reader
	out []byte
	err error
}

func (s *single) Read(p []byte) (int, error) {
	for len(s.out) < len(p) && s.err == nil {
		var c byte
		switch c, s.err = s.src.ReadByte(); {
		case s.err != nil:
		case c == 0x98:
			s.err = &SyntaxError{Why: ErrEncoding, Detail: "octet 98 is no character of windows-1251"}
		default:
			s.out = utf8.AppendRune(s.out, rune1251(c))
		}
	}
	return drain(p, &s.out, s.err)
}

// drain hands over what has been converted, and the error only after all of it.
func drain(p []byte, out *[]byte, err error) (int, error) {
	n := copy(p, *out)
	*out = append((*out)[:0], (*out)[n:]...)
	if len(*out) > 0 || n > 0 {
		return n, nil
	}
	return 0, err
}

// upper1251 are the characters of windows-1251 from 80 to BF.
var upper1251 = [64]rune{
	0x0402, 0x0403, 0x201A, 0x0453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x0409, 0x2039, 0x040A, 0x040C, 0x040B, 0x040F,
	0x0452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0, 0x2122, 0x0459, 0x203A, 0x045A, 0x045C, 0x045B, 0x045F,
	0x00A0, 0x040E, 0x045E, 0x0408, 0x00A4, 0x0490, 0x00A6, 0x00A7, 0x0401, 0x00A9, 0x0404, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x0407,
	0x00B0, 0x00B1, 0x0406, 0x0456, 0x0491, 0x00B5, 0x00B6, 0x00B7, 0x0451, 0x2116, 0x0454, 0x00BB, 0x0458, 0x0405, 0x0455, 0x0457,
}

func rune1251(c byte) rune {
	switch {
	case c < 0x80:
		return rune(c)
	case c < 0xC0:
		return upper1251[c-0x80]
	}
	return 0x0410 + rune(c-0xC0)
}
