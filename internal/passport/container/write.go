package container

import (
	"archive/zip"
	"fmt"
	"io"
)

// Names of the lists and of the seal over them. They are not in the lists themselves.
const (
	ManifestSHA256   = "manifest-sha256.txt"
	ManifestStreebog = "manifest-streebog256.txt"
	Seal             = "seal.txt"
	BodySeal         = "seal.p7s" // of the body, over the list by Streebog; not every passport has one
)

// Sealer signs a statement for the installation.
type Sealer interface {
	Certify(text string) (string, error)
}

// Close adds the lists of checksums and the seals to the parts of a passport. The seal of the body is a detached CMS over
// the list by Streebog; nil where the body has none.
func Close(parts []Part, key Sealer, body func(content []byte) ([]byte, error)) ([]Part, error) {
	parts = inOrder(parts)
	sha, streebog := Manifests(parts)
	first, second := Bytes(ManifestSHA256, sha), Bytes(ManifestStreebog, streebog)
	signed, err := key.Certify(Statement(first, second))
	if err != nil {
		return nil, err
	}
	parts = append(parts, first, second, Bytes(Seal, []byte(signed)))
	if body != nil {
		sealed, err := body(streebog)
		if err != nil {
			return nil, err
		}
		parts = append(parts, Bytes(BodySeal, sealed))
	}
	return inOrder(parts), nil
}

// Statement is what the seal says: these are the lists of checksums.
func Statement(sha, streebog Part) string {
	return fmt.Sprintf(Format+"\n%s  %s\n%s %s\n", sha.SHA256, ManifestSHA256, streebog.Streebog256, ManifestStreebog)
}

// Write writes the parts as a ZIP. Whoever gives the same parts gets the same bytes.
func Write(w io.Writer, parts []Part) error {
	out := zip.NewWriter(w)
	for _, p := range inOrder(parts) {
		if !safe(p.Path) {
			return fmt.Errorf("the name %q does not belong in a passport", p.Path)
		}
		if err := write(out, p); err != nil {
			return fmt.Errorf("write %s: %w", p.Path, err)
		}
	}
	return out.Close()
}

// firstDay is 1 January 1980, the earliest date that a ZIP can name: when a file was stored is no part of it.
const firstDay = 1<<5 | 1

func write(out *zip.Writer, p Part) error {
	into, err := out.CreateRaw(&zip.FileHeader{
		Name: p.Path, Method: zip.Store, ModifiedDate: firstDay, CRC32: p.crc,
		CompressedSize64: uint64(p.Size), UncompressedSize64: uint64(p.Size),
	})
	if err != nil {
		return err
	}
	from, err := p.open()
	if err != nil {
		return err
	}
	defer from.Close()
	n, err := io.Copy(into, from)
	if err == nil && n != p.Size {
		err = fmt.Errorf("%d bytes instead of %d", n, p.Size)
	}
	return err
}

// Size is how long the ZIP will be.
func Size(parts []Part) (int64, error) {
	hollow := make([]Part, len(parts))
	for i, p := range parts {
		hollow[i] = p
		hollow[i].open = func() (io.ReadCloser, error) { return io.NopCloser(io.LimitReader(zeros{}, p.Size)), nil }
	}
	var n counter
	err := Write(&n, hollow)
	return int64(n), err
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }

type counter int64

func (c *counter) Write(b []byte) (int, error) { *c += counter(len(b)); return len(b), nil }
