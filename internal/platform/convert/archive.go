package convert

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
	"strings"
)

// mostEntries of an office file; thousands are pictures, more is an attack.
const mostEntries = 20_000

// opened is an office file that is a ZIP archive.
type opened struct {
	*zip.Reader
	file *os.File
}

func (o *opened) Close() error { return o.file.Close() }

// open reads the directory of the archive and refuses what would unpack beyond the limit (a "zip
// bomb") and what is encrypted.
func (t Tools) open(path string) (*opened, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	o := &opened{file: f}
	if err := o.read(t.Limits.orDefault().Output); err != nil {
		f.Close()
		return nil, err
	}
	return o, nil
}

func (o *opened) read(most int64) error {
	info, err := o.file.Stat()
	if err != nil {
		return err
	}
	if o.Reader, err = zip.NewReader(o.file, info.Size()); err != nil {
		return fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if len(o.File) > mostEntries {
		return fmt.Errorf("%w: it has %d parts", ErrTooLarge, len(o.File))
	}
	total := uint64(0)
	for _, entry := range o.File {
		total += min(entry.UncompressedSize64, 1<<40)
		if entry.Flags&1 != 0 {
			return ErrEncrypted
		}
	}
	if total > uint64(most) {
		return fmt.Errorf("%w: it unpacks to %d bytes", ErrTooLarge, total)
	}
	return o.checkManifest()
}

// checkManifest looks whether an OpenDocument file says that its parts are encrypted.
func (o *opened) checkManifest() error {
	part, err := o.part("META-INF/manifest.xml", 1<<20)
	if err != nil || part == nil {
		return err
	}
	if strings.Contains(string(part), "encryption-data") {
		return ErrEncrypted
	}
	return nil
}

// part reads a part of the archive, at most the given number of bytes; nil when there is none. The
// size that the directory of the archive claims is not believed.
func (o *opened) part(name string, most int64) ([]byte, error) {
	for _, entry := range o.File {
		if entry.Name != name {
			continue
		}
		r, err := entry.Open()
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrBroken, err)
		}
		defer r.Close()
		data, err := io.ReadAll(io.LimitReader(r, most+1))
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrBroken, err)
		}
		if int64(len(data)) > most {
			return nil, fmt.Errorf("%w: its part %s", ErrTooLarge, name)
		}
		return data, nil
	}
	return nil, nil
}

// admitArchive opens office files that are archives, to refuse the bad ones before a program sees them.
func (t Tools) admitArchive(path string, kind Format) error {
	switch kind {
	case DOCX, XLSX, PPTX, ODT, ODS, ODP:
		o, err := t.open(path)
		if err != nil {
			return err
		}
		return o.Close()
	default:
		return nil
	}
}
