package convert

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

var pagesLine = regexp.MustCompile(`(?m)^Pages:\s+(\d+)`)

// Pages is the number of pages of a PDF that can be opened without a password.
func (t Tools) Pages(ctx context.Context, pdf string) (int, error) {
	out, err := t.onFile(ctx, pdf, 64<<10, pdfinfo)
	if err != nil {
		return 0, err
	}
	found := pagesLine.FindSubmatch(out.stdout)
	if found == nil {
		return 0, fmt.Errorf("%w: it has no pages", ErrBroken)
	}
	pages, err := strconv.Atoi(string(found[1]))
	if err != nil || pages == 0 {
		return 0, fmt.Errorf("%w: it has no pages", ErrBroken)
	}
	return pages, nil
}

// pdfText is the text layer of a PDF; a scan has none.
func (t Tools) pdfText(ctx context.Context, pdf string) (string, error) {
	most := t.Limits.orDefault().Text
	out, err := t.onFile(ctx, pdf, most, pdftotext, "-enc", "UTF-8", "-nopgbrk")
	if err != nil {
		return "", err
	}
	return clean(out.stdout, most), nil
}

// onFile runs one of the poppler programs on a PDF and tells what its failure means.
func (t Tools) onFile(ctx context.Context, pdf string, keep int64, name string, options ...string) (output, error) {
	if err := t.admit(pdf); err != nil {
		return output{}, err
	}
	path, err := filepath.Abs(pdf)
	if err != nil {
		return output{}, err
	}
	args := append(options, "--", path)
	if name == pdftotext {
		args = append(args, "-") // to its output
	}
	dir, err := t.private()
	if err != nil {
		return output{}, err
	}
	defer os.RemoveAll(dir)
	out, err := t.run(ctx, dir, keep, name, args...)
	var bad *failed
	switch {
	case !errors.As(err, &bad):
		return out, err
	case strings.Contains(bad.stderr, "Incorrect password"), strings.Contains(bad.stderr, "not allowed"), bad.status.ExitCode() == 3:
		return out, fmt.Errorf("%w: %w", ErrEncrypted, err)
	default:
		return out, fmt.Errorf("%w: %w", ErrBroken, err)
	}
}
