//go:build js && wasm

package main

import (
	"fmt"
	"io"
	"syscall/js"
)

// file is a file of the page, {size, read(offset, length) → Uint8Array}, read by blocks: a call into the page costs more
// than the bytes.
type file struct {
	from  js.Value
	size  int64
	begin int64
	block []byte
}

const blockSize = 1 << 20

func open(from js.Value) *file {
	return &file{from: from, size: int64(from.Get("size").Float())}
}

// ReadAt reads through one block.
func (f *file) ReadAt(b []byte, at int64) (int, error) {
	read := 0
	for read < len(b) {
		if at >= f.size {
			return read, io.EOF
		}
		if at < f.begin || at >= f.begin+int64(len(f.block)) {
			if err := f.load(at - at%blockSize); err != nil {
				return read, err
			}
		}
		n := copy(b[read:], f.block[at-f.begin:])
		read, at = read+n, at+int64(n)
	}
	return read, nil
}

func (f *file) load(begin int64) error {
	length := min(blockSize, f.size-begin)
	got := f.from.Call("read", begin, length)
	if int64(got.Length()) != length {
		return fmt.Errorf("%d bytes were read instead of %d: the file has changed meanwhile", got.Length(), length)
	}
	if cap(f.block) < blockSize {
		f.block = make([]byte, blockSize)
	}
	f.block, f.begin = f.block[:length], begin
	js.CopyBytesToGo(f.block, got)
	return nil
}

func (f *file) stream() io.Reader { return io.NewSectionReader(f, 0, f.size) }

func octets(from js.Value) []byte {
	b := make([]byte, from.Length())
	js.CopyBytesToGo(b, from)
	return b
}
