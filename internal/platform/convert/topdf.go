package convert

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// ToPDF makes a PDF of a file of the given kind and returns its path; the file belongs to the caller,
// who moves or removes it. Office files become PDF/A-2b. A PDF is checked and copied as it is.
func (t Tools) ToPDF(ctx context.Context, src string, kind Format) (pdf string, err error) {
	if err := t.admit(src); err != nil {
		return "", err
	}
	dir, err := t.private()
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	made, err := t.convert(ctx, dir, src, kind)
	if err != nil {
		return "", fmt.Errorf("%s to pdf: %w", kind, err)
	}
	return t.keep(made)
}

func (t Tools) convert(ctx context.Context, dir, src string, kind Format) (made string, err error) {
	made = filepath.Join(dir, "made.pdf")
	switch kind {
	case PDF:
		if _, err := t.Pages(ctx, src); err != nil {
			return "", err
		}
		return made, copyFile(made, src)
	case DOCX, ODT, DOC, RTF, HTML:
		return t.office(ctx, dir, src, kind, "sw", "pdf:writer_pdf_Export:"+pdfA)
	case XLSX, ODS, XLS:
		return t.office(ctx, dir, src, kind, "sc", "pdf:calc_pdf_Export:"+pdfA)
	case JPEG, PNG, GIF, BMP, TIFF:
		return made, t.pictures(ctx, made, src, kind)
	case TXT, CSV:
		text, err := t.plain(src)
		if err != nil {
			return "", err
		}
		return made, typeset(made, text)
	case EML:
		letter, err := t.Letter(src)
		if err != nil {
			return "", err
		}
		return made, typeset(made, letter.String())
	case Protected:
		return "", ErrEncrypted
	default:
		return "", ErrUnsupported
	}
}
