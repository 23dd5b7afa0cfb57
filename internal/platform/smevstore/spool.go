package smevstore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"veche/internal/platform/files"
	"veche/smev"
)

// spool holds the files of a message while it is received. Nothing is promised of them until the message is kept; then
// all of them are made durable at once, so that the disk is waited for once and not once a file.
type spool struct {
	store *files.Store
	dir   string
}

const (
	spooled = "spool-" // of names of files that are not durable yet
	largest = 1 << 30
	atOnce  = 16 // files that are made durable side by side
)

func openSpool(f *files.Store, dir string) (*spool, error) {
	if err := os.RemoveAll(dir); err != nil { // what a fall left behind belongs to no message
		return nil, fmt.Errorf("smevstore: %w", err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("smevstore: %w", err)
	}
	return &spool{f, dir}, nil
}

// PutFile is that of smev.Files.
func (s *spool) PutFile(_ context.Context, content io.Reader) (key string, size int64, err error) {
	f, err := os.CreateTemp(s.dir, spooled)
	if err != nil {
		return "", 0, fmt.Errorf("smevstore: %w", err)
	}
	size, err = io.Copy(f, io.LimitReader(content, largest+1))
	if err = errors.Join(err, f.Close()); err == nil && size > largest {
		err = errors.New("smevstore: the file is too large")
	}
	if err != nil {
		return "", 0, errors.Join(err, os.Remove(f.Name()))
	}
	return filepath.Base(f.Name()), size, nil
}

// OpenFile is that of smev.Files.
func (s *spool) OpenFile(ctx context.Context, key string) (io.ReadCloser, error) {
	if strings.HasPrefix(key, spooled) && filepath.Base(key) == key {
		return os.Open(filepath.Join(s.dir, key))
	}
	return s.store.Open(ctx, key)
}

// settle makes the files of a message durable and names them by their hash.
func (s *spool) settle(ctx context.Context, in *smev.Incoming) ([]files.Blob, error) {
	blobs, errs := make([]files.Blob, len(in.Files)), make([]error, len(in.Files))
	var all sync.WaitGroup
	places := make(chan struct{}, atOnce)
	for i := range in.Files {
		if !strings.HasPrefix(in.Files[i].Key, spooled) {
			continue
		}
		all.Go(func() {
			places <- struct{}{}
			defer func() { <-places }()
			blobs[i], errs[i] = s.harden(ctx, in.Files[i].Key)
		})
	}
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	var made []files.Blob
	for i, b := range blobs {
		if b.SHA256 != "" {
			in.Files[i].Key = b.SHA256
			made = append(made, b)
		}
	}
	return made, nil
}

func (s *spool) harden(ctx context.Context, key string) (files.Blob, error) {
	path := filepath.Join(s.dir, key)
	f, err := os.Open(path)
	if err != nil {
		return files.Blob{}, fmt.Errorf("smevstore: %w", err)
	}
	defer f.Close()
	blob, err := s.store.Put(ctx, f, largest)
	if err != nil {
		return blob, err
	}
	return blob, os.Remove(path)
}
