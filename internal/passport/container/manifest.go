package container

import (
	"bytes"
	"fmt"
	"strings"
)

// Manifests are the lists of checksums in the forms of sha256sum and of gost12sum.
func Manifests(parts []Part) (sha, streebog []byte) {
	var a, b bytes.Buffer
	for _, p := range inOrder(parts) {
		fmt.Fprintf(&a, "%s  %s\n", p.SHA256, p.Path)
		fmt.Fprintf(&b, "%s %s\n", p.Streebog256, p.Path)
	}
	return a.Bytes(), b.Bytes()
}

// ReadManifest reads a list of either form: checksum by name.
func ReadManifest(text []byte) (map[string]string, error) {
	list := map[string]string{}
	for line := range strings.Lines(string(text)) {
		sum, name, found := strings.Cut(strings.TrimRight(line, "\r\n"), " ")
		name = strings.TrimLeft(name, " *")
		if !found || len(sum) != 64 || strings.Trim(sum, "0123456789abcdef") != "" || !safe(name) {
			return nil, fmt.Errorf("line %d is no checksum with a name", len(list)+1)
		}
		if _, twice := list[name]; twice {
			return nil, fmt.Errorf("%s is named twice", name)
		}
		list[name] = sum
	}
	return list, nil
}
