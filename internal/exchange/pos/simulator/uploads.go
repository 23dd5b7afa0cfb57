package simulator

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
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

// enclosed puts a file of a citizen beside a message that is being written.
func (p *Platform) enclosed(ctx context.Context, f File) (key string, err error) {
	if p.options.Dir == "" {
		return f.Key, nil
	}
	content, err := os.Open(filepath.Join(p.uploads(), f.Key))
	if err != nil {
		return "", fmt.Errorf("simulator: %w", err)
	}
	defer content.Close()
	key, _, err = p.options.Store.PutFile(ctx, content)
	return key, err
}
