package container

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// What a file may be that calls itself a passport. Each is named to the person who checks.
var (
	ErrMalformed = errors.New("it is no ZIP of a passport")
	ErrBomb      = errors.New("it says that it unpacks to more than it holds")
	ErrPath      = errors.New("a name leads out of the folder")
)

const (
	maxFiles = 4096
	endSize  = 22      // of the record at the end of a ZIP without a comment
	maxList  = 1 << 20 // of its directory
)

// Archive is a passport opened for reading. Nothing of it is unpacked.
type Archive struct {
	from  io.ReaderAt
	size  int64
	files []*zip.File
	named map[string]*zip.File
}

// Open reads the directory of a passport and refuses what is dangerous to unpack. Whether the bytes are those that were
// exported is the question of Check and Rebuilt.
func Open(from io.ReaderAt, size int64) (*Archive, error) {
	if err := bounded(from, size); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(from, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	a := &Archive{from: from, size: size, files: z.File, named: map[string]*zip.File{}}
	total := uint64(0)
	for _, f := range z.File {
		total += f.UncompressedSize64
		switch _, twice := a.named[f.Name]; {
		case !safe(f.Name):
			return nil, fmt.Errorf("%w: %q", ErrPath, f.Name)
		case f.Method != zip.Store || f.CompressedSize64 != f.UncompressedSize64 || f.UncompressedSize64 > uint64(size) || total > uint64(size):
			return nil, fmt.Errorf("%w: %s", ErrBomb, f.Name)
		case twice:
			return nil, fmt.Errorf("%w: %s stands twice in it", ErrMalformed, f.Name)
		}
		a.named[f.Name] = f
	}
	return a, nil
}

// bounded looks at the end of the file before the directory is read into memory.
func bounded(from io.ReaderAt, size int64) error {
	end := make([]byte, endSize)
	if size < endSize {
		return ErrMalformed
	}
	if _, err := from.ReadAt(end, size-endSize); err != nil && err != io.EOF {
		return err
	}
	if !bytes.HasPrefix(end, []byte("PK\x05\x06")) {
		return fmt.Errorf("%w: its end is missing", ErrMalformed)
	}
	records, list := uint64(binary.LittleEndian.Uint16(end[10:])), uint64(binary.LittleEndian.Uint32(end[12:]))
	if records == 0xffff { // it is longer than 4 GB: the numbers stand in the record before
		long := make([]byte, 56)
		if size < endSize+20+56 {
			return ErrMalformed
		}
		if _, err := from.ReadAt(long, size-endSize-20-56); err != nil {
			return err
		}
		if !bytes.HasPrefix(long, []byte("PK\x06\x06")) {
			return fmt.Errorf("%w: its end is missing", ErrMalformed)
		}
		records, list = binary.LittleEndian.Uint64(long[32:]), binary.LittleEndian.Uint64(long[40:])
	}
	if records > maxFiles || list > maxList {
		return fmt.Errorf("%w: %d files", ErrBomb, records)
	}
	return nil
}

// Names are all files, in their order.
func (a *Archive) Names() []string {
	names := make([]string, len(a.files))
	for i, f := range a.files {
		names[i] = f.Name
	}
	return names
}

// Has tells whether there is such a file.
func (a *Archive) Has(name string) bool { return a.named[name] != nil }

// Stream reads a file from its beginning; checksums are not looked at.
func (a *Archive) Stream(name string) (io.Reader, error) {
	f := a.named[name]
	if f == nil {
		return nil, fmt.Errorf("%s is not there", name)
	}
	return f.OpenRaw()
}

// maxRead is the largest file that is read into memory: a revocation list may have megabytes.
const maxRead = 64 << 20

// Read reads a small file whole.
func (a *Archive) Read(name string) ([]byte, error) {
	r, err := a.Stream(name)
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(io.LimitReader(r, maxRead+1))
	if err == nil && len(raw) > maxRead {
		err = fmt.Errorf("%s is too long", name)
	}
	return raw, err
}

// Measured is a file with its checksums as they are now.
func (a *Archive) Measured(ctx context.Context, name string) (Part, error) {
	return Measure(name, func() (io.ReadCloser, error) {
		r, err := a.Stream(name)
		return io.NopCloser(&patient{ctx, r}), err
	})
}

// Rebuilt writes the ZIP anew from its measured files and reports whether that gives the same bytes.
func (a *Archive) Rebuilt(parts []Part) (bool, error) {
	same := &comparison{from: a.from, equal: true}
	if err := Write(same, parts); err != nil {
		return false, err
	}
	return same.equal && same.at == a.size, nil
}

// comparison compares what is written to it with a file.
type comparison struct {
	from   io.ReaderAt
	at     int64
	equal  bool
	buffer []byte
}

func (c *comparison) Write(b []byte) (int, error) {
	if c.equal {
		c.buffer = append(c.buffer[:0], b...)
		n, err := c.from.ReadAt(c.buffer, c.at)
		if err != nil && err != io.EOF {
			return 0, err
		}
		c.equal = n == len(b) && bytes.Equal(c.buffer, b)
	}
	c.at += int64(len(b))
	return len(b), nil
}

// patient reads until its context ends.
type patient struct {
	ctx context.Context
	io.Reader
}

func (p *patient) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.Reader.Read(b)
}
