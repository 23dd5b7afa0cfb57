package container

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"

	"veche/gost"
)

// Part is one file of a passport, measured before it is written.
type Part struct {
	Path        string
	Size        int64
	SHA256      string
	Streebog256 string

	crc  uint32
	open func() (io.ReadCloser, error)
}

// Measure reads a file once for its size and checksums; open is called again when it is written.
func Measure(path string, open func() (io.ReadCloser, error)) (Part, error) {
	p := Part{Path: path, open: open}
	from, err := open()
	if err != nil {
		return p, err
	}
	defer from.Close()
	sums := newSums()
	if p.Size, err = io.Copy(sums, from); err != nil {
		return p, fmt.Errorf("read %s: %w", path, err)
	}
	sums.into(&p)
	return p, nil
}

// Bytes is a file that is made on the spot.
func Bytes(path string, content []byte) Part {
	p := Part{Path: path, Size: int64(len(content)), open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }}
	sums := newSums()
	sums.Write(content) // hashes take everything
	sums.into(&p)
	return p
}

// Content reads a small part whole.
func (p Part) Content() ([]byte, error) {
	from, err := p.open()
	if err != nil {
		return nil, err
	}
	defer from.Close()
	return io.ReadAll(from)
}

// sums are all checksums of a file, computed in one pass.
type sums struct {
	io.Writer
	into func(p *Part)
}

func newSums() sums {
	sha, streebog, crc := sha256.New(), gost.New256(), crc32.NewIEEE()
	return sums{io.MultiWriter(sha, streebog, crc), func(p *Part) {
		p.SHA256, p.Streebog256, p.crc = hex.EncodeToString(sha.Sum(nil)), hex.EncodeToString(streebog.Sum(nil)), crc.Sum32()
	}}
}

func inOrder(parts []Part) []Part {
	sorted := slices.Clone(parts)
	slices.SortFunc(sorted, func(a, b Part) int { return cmp.Compare(a.Path, b.Path) })
	return sorted
}

var plain = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*$`)

// safe tells a path that stays below its folder on every system.
func safe(name string) bool {
	return len(name) <= 200 && plain.MatchString(name) && path.Clean(name) == name && !strings.Contains(name, "..")
}
