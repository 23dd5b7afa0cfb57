package xmltoken

import (
	"encoding/binary"
	"unicode/utf8"
)

// isChar is the production Char of XML 1.0.
func isChar(c rune) bool {
	switch {
	case c < 0x20:
		return c == '\t' || c == '\n' || c == '\r'
	case c < 0xD800:
		return true
	default:
		return c >= 0xE000 && c <= 0xFFFD || c >= 0x10000 && c <= 0x10FFFF
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// vetted is how many octets at the beginning of b are whole characters of XML, and whether what follows them is wrong
// rather than only cut short.
func vetted(b []byte) (n int, wrong bool) {
	const high, low = 0x8080808080808080, 0x2020202020202020
	for n < len(b) {
		// Eight octets at once, as long as they are ASCII above the controls.
		for n+8 <= len(b) {
			w := binary.LittleEndian.Uint64(b[n:])
			if w&high != 0 || (w-low)&^w&high != 0 {
				break
			}
			n += 8
		}
		// Cyrillic letters and others of two octets.
		for n+1 < len(b) && b[n]-0xC2 < 0xE0-0xC2 && b[n+1]&0xC0 == 0x80 {
			n += 2
		}
		if n == len(b) {
			break
		}
		c := b[n]
		switch {
		case c < 0x20 && !isSpace(c):
			return n, true
		case c < utf8.RuneSelf:
			n++
		case !utf8.FullRune(b[n:]):
			return n, false
		default:
			r, size := utf8.DecodeRune(b[n:])
			if r == utf8.RuneError && size == 1 || !isChar(r) {
				return n, true
			}
			n += size
		}
	}
	return n, false
}

// nameChar classes of ASCII.
const (
	nameStart = 1 << iota
	nameRest
)

var nameTable = func() (t [128]byte) {
	for c := byte('a'); c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = nameStart|nameRest, nameStart|nameRest
	}
	for c := byte('0'); c <= '9'; c++ {
		t[c] = nameRest
	}
	t['_'] = nameStart | nameRest
	t['-'], t['.'] = nameRest, nameRest
	return t
}()

// nameStarts are the ranges of NameStartChar of XML 1.0 (fifth edition) beyond ASCII.
var nameStarts = [...][2]rune{
	{0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x2FF}, {0x370, 0x37D}, {0x37F, 0x1FFF}, {0x200C, 0x200D}, {0x2070, 0x218F},
	{0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
}

func isNameStart(c rune) bool {
	if c < 128 {
		return nameTable[c]&nameStart != 0
	}
	for _, r := range nameStarts {
		if c >= r[0] && c <= r[1] {
			return true
		}
	}
	return false
}

func isNameRest(c rune) bool {
	if c < 128 {
		return nameTable[c]&nameRest != 0
	}
	return c == 0xB7 || c >= 0x300 && c <= 0x36F || c >= 0x203F && c <= 0x2040 || isNameStart(c)
}

// isNCName tells whether a name has no colon and only the characters of names.
func isNCName(b []byte) bool {
	if len(b) == 0 {
		return false
	}
	first := true
	for len(b) > 0 {
		c, size := utf8.DecodeRune(b)
		if first && !isNameStart(c) || !first && !isNameRest(c) {
			return false
		}
		first = false
		b = b[size:]
	}
	return true
}
