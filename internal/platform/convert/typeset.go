package convert

import (
	"fmt"
	"strings"
	"unicode"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gomono"
)

// typeset prints plain text on A4 sheets in a face of one width, which keeps tables drawn with spaces.
func typeset(made, text string) error {
	const margin, size, line = 20, 10, 5
	page := fpdf.New("P", "mm", "A4", "")
	page.SetMargins(margin, margin, margin/2)
	page.SetAutoPageBreak(true, margin)
	page.AddUTF8FontFromBytes("text", "", gomono.TTF)
	page.SetFont("text", "", size)
	page.AddPage()
	page.MultiCell(0, line, printable(text), "", "L", false)
	if err := page.OutputFileAndClose(made); err != nil {
		return fmt.Errorf("print text: %w", err)
	}
	return nil
}

// printable leaves what a face of one width can show; pictograms become boxes.
func printable(text string) string {
	text = strings.ReplaceAll(text, "\t", "    ")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
			return -1
		case r > 0xffff:
			return '□'
		default:
			return r
		}
	}, text)
}
