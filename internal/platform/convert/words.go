package convert

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// words gathers the text of office XML as its reader would see it: paragraphs on lines of their own.
// WordprocessingML keeps text in w:t only; OpenDocument keeps it in paragraphs and headings.
type words struct {
	bytes.Buffer
	most int64
}

// from reads one part of the archive as a stream, so that a part of any size costs little memory.
func (w *words) from(archive *opened, name string) error {
	part, err := archive.Open(name)
	if errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%s: %w", name, os.ErrNotExist)
	}
	if err != nil {
		return err
	}
	defer part.Close()
	decoder := xml.NewDecoder(part)
	depth := 0 // of elements that hold text
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if unseen(token.Name) {
				if err := decoder.Skip(); err != nil {
					return err
				}
				continue
			}
			if holdsText(token.Name) {
				depth++
			}
			w.WriteString(sign(token.Name))
		case xml.EndElement:
			if holdsText(token.Name) {
				depth--
			}
			if endsLine(token.Name) {
				w.WriteByte('\n')
			}
		case xml.CharData:
			if depth > 0 {
				w.Write(token)
			}
		}
		if int64(w.Len()) > w.most {
			rest := clean(w.Bytes(), w.most)
			w.Reset()
			w.WriteString(rest)
			return errEnough
		}
	}
}

const (
	wordML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	sheet  = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	odText = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
	// Files written by the rules of ISO/IEC 29500 Strict have names of their own.
	strict = "http://purl.oclc.org/ooxml/"
)

func holdsText(n xml.Name) bool {
	switch n.Local {
	case "t":
		return n.Space == wordML || n.Space == sheet || strings.HasPrefix(n.Space, strict)
	case "p", "h":
		return n.Space == odText
	default:
		return false
	}
}

func endsLine(n xml.Name) bool {
	switch n.Local {
	case "p":
		return n.Space == wordML || n.Space == odText || strings.HasPrefix(n.Space, strict)
	case "h":
		return n.Space == odText
	case "si": // a string of a spreadsheet
		return n.Space == sheet || strings.HasPrefix(n.Space, strict)
	default:
		return false
	}
}

// unseen are properties, where w:tab is a tab stop and not a sign, and the second copy of a text box
// for old readers.
func unseen(n xml.Name) bool {
	switch n.Local {
	case "pPr", "rPr", "sectPr":
		return n.Space == wordML || strings.HasPrefix(n.Space, strict)
	case "Fallback":
		return n.Space == "http://schemas.openxmlformats.org/markup-compatibility/2006"
	default:
		return false
	}
}

// sign is what an empty element stands for.
func sign(n xml.Name) string {
	word := n.Space == wordML || strings.HasPrefix(n.Space, strict)
	switch {
	case n.Local == "tab" && (word || n.Space == odText):
		return "\t"
	case n.Local == "br" && word, n.Local == "cr" && word, n.Local == "line-break" && n.Space == odText:
		return "\n"
	case n.Local == "noBreakHyphen" && word:
		return "-"
	case n.Local == "s" && n.Space == odText:
		return " "
	default:
		return ""
	}
}
