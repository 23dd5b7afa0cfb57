package xmltoken

import (
	"bytes"
	"unicode/utf8"
)

// reference appends what stands between & and ; is the name of.
func (r *Reader) reference(dst, name []byte) ([]byte, error) {
	if len(name) > 1 && name[0] == '#' {
		c, ok := number(name[1:])
		if !ok {
			return dst, r.wrong(ErrSyntax, "a reference to no character")
		}
		return utf8.AppendRune(dst, c), nil
	}
	switch string(name) {
	case "lt":
		return append(dst, '<'), nil
	case "gt":
		return append(dst, '>'), nil
	case "amp":
		return append(dst, '&'), nil
	case "apos":
		return append(dst, '\''), nil
	case "quot":
		return append(dst, '"'), nil
	}
	return dst, r.wrong(ErrEntity, string(bytes.ToValidUTF8(name, nil)))
}

// number is the character of a decimal number, or of a hexadecimal one after x.
func number(digits []byte) (c rune, ok bool) {
	base := rune(10)
	if digits[0] == 'x' {
		base, digits = 16, digits[1:]
	}
	if len(digits) == 0 {
		return 0, false
	}
	for _, d := range digits {
		var v rune
		switch {
		case d >= '0' && d <= '9':
			v = rune(d - '0')
		case base == 16 && d|0x20 >= 'a' && d|0x20 <= 'f':
			v = rune(d|0x20-'a') + 10
		default:
			return 0, false
		}
		if c = c*base + v; c > utf8.MaxRune {
			return 0, false
		}
	}
	return c, isChar(c)
}

// wholeRune is the length of the first character.
func wholeRune(b []byte) int {
	_, size := utf8.DecodeRune(b)
	return size
}
