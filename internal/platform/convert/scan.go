package convert

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/image/tiff"
)

// mostSheets of one scan.
const mostSheets = 2000

// scan prints every page of a TIFF, as scanners and fax machines write them.
func (t Tools) scan(ctx context.Context, book *album, f *os.File) error {
	head := make([]byte, 8)
	if _, err := f.ReadAt(head, 0); err != nil {
		return fmt.Errorf("%w: %w", ErrBroken, err)
	}
	order := byteOrder(head)
	if order == nil {
		return fmt.Errorf("%w: it does not begin as a TIFF", ErrBroken)
	}
	seen := map[uint32]bool{}
	for at := order.Uint32(head[4:]); at != 0; {
		if seen[at] || len(seen) == mostSheets {
			return fmt.Errorf("%w: its pages have no end", ErrBroken)
		}
		seen[at] = true
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err := t.sheet(book, &tiffPage{f, head, order, at, 0}); err != nil {
			return fmt.Errorf("page %d: %w", len(seen), err)
		}
		next, err := nextPage(f, order, at)
		if err != nil {
			return err
		}
		at = next
	}
	if len(seen) == 0 {
		return fmt.Errorf("%w: it has no pages", ErrBroken)
	}
	return nil
}

func (t Tools) sheet(book *album, page *tiffPage) error {
	if photo, err := readJPEGPage(page); err != nil || photo != nil {
		if err != nil {
			return err
		}
		return t.photoSheet(book, photo)
	}
	config, err := tiff.DecodeConfig(page)
	if err != nil {
		return tiffError(err)
	}
	if err := t.admitPixels(config); err != nil {
		return err
	}
	decoded, err := tiff.Decode(page)
	if err != nil {
		return tiffError(err)
	}
	return book.draw(decoded)
}

func tiffError(err error) error {
	var foreign tiff.UnsupportedError
	if errors.As(err, &foreign) {
		return fmt.Errorf("%w: %w", ErrUnsupported, err)
	}
	return fmt.Errorf("%w: %w", ErrBroken, err)
}

// nextPage follows the chain of image file directories: TIFF 6.0, section 2.
func nextPage(f io.ReaderAt, order binary.ByteOrder, at uint32) (uint32, error) {
	var word [4]byte
	if _, err := f.ReadAt(word[:2], int64(at)); err != nil {
		return 0, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	end := int64(at) + 2 + 12*int64(order.Uint16(word[:]))
	if _, err := f.ReadAt(word[:], end); err != nil {
		return 0, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	return order.Uint32(word[:]), nil
}

// tiffPage shows the file as if the given page were its first, since the decoder reads only that one.
type tiffPage struct {
	file  io.ReaderAt
	head  []byte
	order binary.ByteOrder
	at    uint32
	read  int64
}

func (p *tiffPage) ReadAt(b []byte, offset int64) (int, error) {
	n, err := p.file.ReadAt(b, offset)
	if offset < 8 {
		head := bytes.Clone(p.head)
		p.order.PutUint32(head[4:], p.at)
		copy(b[:n], head[offset:])
	}
	return n, err
}

func (p *tiffPage) Read(b []byte) (int, error) {
	n, err := p.ReadAt(b, p.read)
	p.read += int64(n)
	return n, err
}
