package sheet

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"
)

const family = "LiberationSerif"

var (
	//go:embed fonts/LiberationSerif-Regular.ttf
	regular []byte
	//go:embed fonts/LiberationSerif-Bold.ttf
	bold []byte
)

// plainer are spellings that the typeface can draw.
var plainer = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", "    ", "₽", "руб.", "✓", "√")

// unknown is shown for what the typeface cannot draw.
const unknown = '□'

// printable leaves what can be drawn: PDF/A forbids a reference to a glyph that the font does not have
// (ISO 19005-2, 6.2.11.8).
func printable(text string) string {
	text = plainer.Replace(norm.NFC.String(strings.ToValidUTF8(text, string(unknown))))
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\u00a0' || r == ' ':
			return r
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
			return -1
		case unicode.IsSpace(r):
			return ' '
		case !drawn(r):
			return unknown
		default:
			return r
		}
	}, text)
}

// drawn tells whether both faces have the letter. Nearly all letters are known without looking.
func drawn(r rune) bool {
	if ' ' <= r && r <= '~' || 'А' <= r && r <= 'я' {
		return true
	}
	var buffer sfnt.Buffer
	for _, face := range faces() {
		if glyph, err := face.GlyphIndex(&buffer, r); err != nil || glyph == 0 {
			return false
		}
	}
	return r <= 0xffff
}

// faces are read once; a typeface that is part of the program and cannot be read is a broken build.
var faces = sync.OnceValue(func() []*sfnt.Font {
	list := make([]*sfnt.Font, 0, 2)
	for _, data := range [][]byte{regular, bold} {
		face, err := sfnt.Parse(data)
		if err != nil {
			panic(err)
		}
		list = append(list, face)
	}
	return list
})
