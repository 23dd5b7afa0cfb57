package convert

import (
	"archive/zip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// File tells what a file on disk is; name is what its sender called it. Where the first bytes are not
// enough it looks into the directory of the archive or of the old office file, never at the whole.
func File(path, name string) (Finding, error) {
	f, err := os.Open(path)
	if err != nil {
		return Finding{}, err
	}
	defer f.Close()
	head := make([]byte, HeadSize)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return Finding{}, fmt.Errorf("read the head: %w", err)
	}
	head = head[:n]
	found := sniff(head)
	switch found {
	case ZIP:
		found = archived(f)
	case office97:
		found = compound(append(head, directory(f, head)...))
	}
	return finding(found, claimed(name)), nil
}

// archived looks for the main part of an office file among the names of the archive.
func archived(f *os.File) Format {
	info, err := f.Stat()
	if err != nil {
		return ZIP
	}
	archive, err := zip.NewReader(f, info.Size())
	if err != nil {
		return ZIP
	}
	for _, part := range openXML[:3] {
		for _, entry := range archive.File {
			if strings.TrimPrefix(entry.Name, "/") == part.folder {
				return part.format
			}
		}
	}
	return ZIP
}

// directory is the sector of a compound file ([MS-CFB] 2.2) in which the names of streams begin, and
// some that follow it.
func directory(f *os.File, head []byte) []byte {
	if len(head) < 512 {
		return nil
	}
	shift := binary.LittleEndian.Uint16(head[30:])
	first := binary.LittleEndian.Uint32(head[48:])
	if shift != 9 && shift != 12 {
		return nil
	}
	sectors := make([]byte, 8<<10)
	n, err := f.ReadAt(sectors, (int64(first)+1)<<shift)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil
	}
	return sectors[:n]
}
