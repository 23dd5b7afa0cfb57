package web

import (
	"crypto/sha256"
	"encoding/base64"
	"io/fs"
	"strings"
	"sync"
)

// file is one built file with its compressed twins (name.br, name.gz), made by scripts/precompress.mjs.
type file struct {
	from fs.FS
	name string
	br   bool
	gz   bool
	hash func() string
}

// gather lists the built files; the twins are not served under names of their own.
func gather(files fs.FS) map[string]*file {
	all := map[string]*file{}
	fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && !hidden(name) {
			f := &file{from: files, name: name}
			f.hash = sync.OnceValue(func() string {
				sum := sha256.Sum256(f.read(""))
				return base64.RawURLEncoding.EncodeToString(sum[:12])
			})
			all[name] = f
		}
		return nil // a folder that is not there means: not built
	})
	for name, f := range all {
		_, f.br = all[name+".br"]
		_, f.gz = all[name+".gz"]
	}
	for name := range all {
		original := strings.TrimSuffix(strings.TrimSuffix(name, ".br"), ".gz")
		if original != name && all[original] != nil {
			delete(all, name)
		}
	}
	return all
}

func hidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.Contains(name, "/.")
}

// choose picks the best twin the browser takes. A coding with q=0 is a refusal.
func (f *file) choose(accept string) string {
	br, gz := false, false
	for _, one := range strings.Split(accept, ",") {
		coding, weight, _ := strings.Cut(strings.TrimSpace(one), ";")
		switch weight = strings.ReplaceAll(weight, " ", ""); weight {
		case "q=0", "q=0.0", "q=0.00", "q=0.000":
			continue
		}
		switch strings.TrimSpace(coding) {
		case "br":
			br = true
		case "gzip":
			gz = true
		}
	}
	switch {
	case br && f.br:
		return "br"
	case gz && f.gz:
		return "gzip"
	}
	return ""
}

func (f *file) read(encoding string) []byte {
	name := f.name
	switch encoding {
	case "br":
		name += ".br"
	case "gzip":
		name += ".gz"
	}
	body, err := fs.ReadFile(f.from, name)
	if err != nil { // the list was made from the same read-only file system
		panic(err)
	}
	return body
}

func (f *file) tag(encoding string) string {
	if encoding == "" {
		return `"` + f.hash() + `"`
	}
	return `"` + f.hash() + "-" + encoding + `"`
}
