package transform

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"

	"veche/smev/xmltoken"
)

// ErrInclude refuses an xop:Include that XOP does not allow: without href, or with a content.
var ErrInclude = errors.New("transform: xop:Include is not as XOP defines it")

// attach writes the attachment of an xop:Include as a part of the text.
func (w *Writer) attach(t *xmltoken.Token) {
	href, ok := t.Attribute("href")
	if !ok {
		w.err = ErrInclude
		return
	}
	source, err := w.o.Attachment(string(href))
	if err != nil {
		w.err = fmt.Errorf("transform: attachment %s: %w", href, err)
		return
	}
	defer source.Close()
	encoder := base64.NewEncoder(base64.StdEncoding, &w.text)
	if _, err := io.Copy(encoder, source); err != nil {
		w.err = fmt.Errorf("transform: attachment %s: %w", href, err)
		return
	}
	if err := encoder.Close(); err != nil {
		w.err = err
	}
}

// within passes over what stands in an xop:Include: white space and comments only.
func (w *Writer) within(t *xmltoken.Token) error {
	switch t.Kind {
	case xmltoken.Start:
		return ErrInclude
	case xmltoken.End:
		w.include--
	case xmltoken.Text:
		for _, c := range t.Data {
			if c > 0x20 {
				return ErrInclude
			}
		}
	}
	return nil
}
