package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"veche/cms"
)

type verifyCMS struct {
	evidence  `embed:""`
	Signature string `arg:"" help:"The signature: DER, BER, PEM or base64, apart from the document or with it inside."`
	Content   string `placeholder:"FILE" help:"The document, where it is not inside the signature." env:"-"`
}

// maxSignature is the largest file of a signature; a document inside it is held in memory.
const maxSignature = 1 << 30

// Run checks a signature file. The document is read as a stream, whatever its length.
func (c *verifyCMS) Run(ctx context.Context) error {
	o, err := c.options()
	if err != nil {
		return err
	}
	file, err := readUpTo(c.Signature, maxSignature)
	if err != nil {
		return misused{err}
	}
	content, words := cms.Content{}, "Подпись: "+c.Signature+".\n"
	if c.Content != "" {
		from, err := os.Open(c.Content)
		if err != nil {
			return misused{err}
		}
		defer from.Close()
		content = cms.Stream(from)
		words += "Документ: " + c.Content + ".\n"
	}
	report, err := cms.Verify(ctx, file, content, cms.Options{Trust: &o.Trust, At: o.At})
	if err != nil {
		return misused{err}
	}
	return c.told(report, words+report.Russian(), report.Verdict)
}

func readUpTo(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(raw)) > limit {
		err = fmt.Errorf("%s is longer than %d MB", path, limit>>20)
	}
	return raw, err
}
