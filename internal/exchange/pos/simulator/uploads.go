package simulator

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"veche/smev"
)

// keepUpload makes a file of a citizen durable. It belongs to no message yet, so the store of messages would sweep it away
// when it is opened again: the platform keeps it itself. Without a folder all is in memory.
func (p *Platform) keepUpload(ctx context.Context, content io.Reader) (key string, size int64, err error) {
	if p.options.Dir == "" {
		return p.options.Store.PutFile(ctx, content)
	}
	key = rand.Text()
	f, err := os.OpenFile(filepath.Join(p.uploads(), key), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", 0, fmt.Errorf("simulator: %w", err)
	}
	size, err = io.Copy(f, content)
	return key, size, errors.Join(err, f.Sync(), f.Close())
}

func (p *Platform) uploads() string { return filepath.Join(p.options.Dir, "uploads") }

// enclosing is the store of messages of a platform. Files of citizens, which are durable already, go beside messages from
// where they are.
type enclosing struct {
	smev.Store
	p *Platform
}

// enclosed begins the key of a file of a citizen among those of the store.
const enclosed = "upload:"

// OpenFile is that of smev.Files.
func (e enclosing) OpenFile(ctx context.Context, key string) (io.ReadCloser, error) {
	name, uploaded := strings.CutPrefix(key, enclosed)
	switch {
	case !uploaded:
		return e.Store.OpenFile(ctx, key)
	case filepath.Base(name) != name:
		return nil, fmt.Errorf("simulator: there is no file %.80q", key)
	}
	return os.Open(filepath.Join(e.p.uploads(), name))
}

// key is the name of a file of a citizen beside a message.
func (p *Platform) key(f File) string {
	if p.options.Dir == "" {
		return f.Key
	}
	return enclosed + f.Key
}
