package convert

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
)

// Text is the text of a file of the given kind, for search and comparison; no more than the limit,
// the rest is cut off. A picture has no text: recognition is not done here.
func (t Tools) Text(ctx context.Context, path string, kind Format) (string, error) {
	if err := t.admit(path); err != nil {
		return "", err
	}
	text, err := t.text(ctx, path, kind)
	if err != nil {
		return "", fmt.Errorf("text of %s: %w", kind, err)
	}
	return text, nil
}

func (t Tools) text(ctx context.Context, path string, kind Format) (string, error) {
	switch kind {
	case PDF:
		return t.pdfText(ctx, path)
	case DOCX, ODT, ODS, XLSX:
		return t.officeText(path, kind)
	case DOC, RTF:
		return t.oldText(ctx, path, kind)
	case EML:
		letter, err := t.Letter(path)
		if err != nil {
			return "", err
		}
		return letter.String(), nil
	case HTML:
		page, err := t.plain(path)
		return stripHTML(page), err
	case TXT, CSV, XML:
		return t.plain(path)
	case Protected:
		return "", ErrEncrypted
	default:
		return "", ErrUnsupported
	}
}

// oldText lets LibreOffice read what only it can.
func (t Tools) oldText(ctx context.Context, path string, kind Format) (string, error) {
	dir, err := t.private()
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	made, err := t.office(ctx, dir, path, kind, "sw", "txt:Text (encoded):UTF8")
	if err != nil {
		return "", err
	}
	return t.plain(made)
}

// officeText reads the parts of an office file that hold its words.
func (t Tools) officeText(path string, kind Format) (string, error) {
	archive, err := t.open(path)
	if err != nil {
		return "", err
	}
	defer archive.Close()
	parts := map[Format][]string{
		DOCX: {"word/document.xml", "word/footnotes.xml", "word/endnotes.xml"},
		ODT:  {"content.xml"}, ODS: {"content.xml"}, XLSX: {"xl/sharedStrings.xml"},
	}[kind]
	w := words{most: t.Limits.orDefault().Text}
	for i, name := range parts {
		switch err := w.from(archive, name); {
		case errors.Is(err, errEnough):
			return w.String(), nil
		case errors.Is(err, os.ErrNotExist) && (i > 0 || kind == XLSX):
		case err != nil:
			return "", fmt.Errorf("%w: %w", ErrBroken, err)
		}
	}
	return strings.TrimSpace(w.String()), nil
}
