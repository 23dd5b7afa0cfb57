package documents

import (
	"archive/zip"
	"bytes"
	"embed"
	"io"
	"io/fs"

	"veche/internal/platform/convert"
)

// The template of a letter is a DOCX in its parts: readable in the repository, one file for the word processor.
//
//go:embed all:letter
var letterParts embed.FS

// fillLetter writes the letter with its fields filled.
func fillLetter(w io.Writer, values map[string]string) error {
	var template bytes.Buffer
	z := zip.NewWriter(&template)
	parts, err := fs.Sub(letterParts, "letter")
	if err != nil {
		return err
	}
	if err := z.AddFS(parts); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return convert.FillDOCX(bytes.NewReader(template.Bytes()), int64(template.Len()), values, w)
}
