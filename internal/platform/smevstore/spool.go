package smevstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"veche/internal/platform/files"
	"veche/smev"
)

// spool holds the files of a message while it is received. Nothing is promised of them until the message is kept; then
// all of them are made durable at once, so that the disk is waited for once and not once a file. Small ones stay in
// memory. Several nodes may share the folder: each file has a name of its own, and only what is old belongs to nobody.
type spool struct {
	store *files.Store
	dir   string

	mu    sync.Mutex
	small map[string]small
	held  int // octets in memory
	next  int
}

// small is a file in memory.
type small struct {
	content []byte
	at      time.Time
}

const (
	spooled  = "spool-"  // of names of files that are not durable yet
	inMemory = "memory-" // after it: of those that stand in memory
	largest  = 1 << 30
	smallest = 64 << 10       // and less stays in memory
	mostHeld = 64 << 20       // in memory at a time; what comes above goes to the disk
	leftOver = 24 * time.Hour // a file of this age belongs to no message that is still received
	// A message is received and kept within minutes.
	forgotten = time.Hour
)

func openSpool(f *files.Store, dir string) (*spool, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("smevstore: %w", err)
	}
	s := &spool{store: f, dir: dir, small: map[string]small{}}
	return s, s.sweep(time.Now().Add(-leftOver))
}

// sweep removes what a fall has left behind.
func (s *spool) sweep(before time.Time) error {
	list, err := os.ReadDir(s.dir)
	if err != nil {
		return fmt.Errorf("smevstore: %w", err)
	}
	for _, entry := range list {
		info, err := entry.Info()
		if errors.Is(err, fs.ErrNotExist) || err == nil && (!strings.HasPrefix(entry.Name(), spooled) || !info.ModTime().Before(before)) {
			continue
		}
		if err == nil {
			err = os.Remove(filepath.Join(s.dir, entry.Name()))
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // another node sweeps too
			return fmt.Errorf("smevstore: %w", err)
		}
	}
	return nil
}

// PutFile is that of smev.Files.
func (s *spool) PutFile(_ context.Context, content io.Reader) (key string, size int64, err error) {
	beginning, err := io.ReadAll(io.LimitReader(content, smallest+1))
	if err != nil {
		return "", 0, fmt.Errorf("smevstore: %w", err)
	}
	if len(beginning) <= smallest {
		if key, held := s.hold(beginning); held {
			return key, int64(len(beginning)), nil
		}
	}
	f, err := os.CreateTemp(s.dir, spooled)
	if err != nil {
		return "", 0, fmt.Errorf("smevstore: %w", err)
	}
	size, err = io.Copy(f, io.LimitReader(io.MultiReader(bytes.NewReader(beginning), content), largest+1))
	if err = errors.Join(err, f.Close()); err == nil && size > largest {
		err = errors.New("smevstore: the file is too large")
	}
	if err != nil {
		return "", 0, errors.Join(err, os.Remove(f.Name()))
	}
	return filepath.Base(f.Name()), size, nil
}

// hold keeps a small file in memory while there is room.
func (s *spool) hold(content []byte) (key string, held bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	if s.held+len(content) > mostHeld {
		s.forget(now.Add(-forgotten))
	}
	if s.held+len(content) > mostHeld {
		return "", false
	}
	s.next++
	key = spooled + inMemory + strconv.Itoa(s.next)
	s.small[key], s.held = small{content, now}, s.held+len(content)
	return key, true
}

// forget drops the files of messages that were not kept, such as those that came twice; the caller holds the lock.
func (s *spool) forget(before time.Time) {
	for key, f := range s.small {
		if f.at.Before(before) {
			s.held -= len(f.content)
			delete(s.small, key)
		}
	}
}

func (s *spool) release(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held -= len(s.small[key].content)
	delete(s.small, key)
}

// OpenFile is that of smev.Files.
func (s *spool) OpenFile(ctx context.Context, key string) (io.ReadCloser, error) {
	if !strings.HasPrefix(key, spooled) || filepath.Base(key) != key {
		return s.store.Open(ctx, key)
	}
	s.mu.Lock()
	f, held := s.small[key]
	s.mu.Unlock()
	if held {
		return io.NopCloser(bytes.NewReader(f.content)), nil
	}
	return os.Open(filepath.Join(s.dir, key))
}

// settle makes the files of a message durable together and names them by their hash.
func (s *spool) settle(ctx context.Context, in *smev.Incoming) (blobs []files.Blob, err error) {
	var places []int
	var contents []io.Reader
	for i := range in.Files {
		if !strings.HasPrefix(in.Files[i].Key, spooled) {
			continue
		}
		f, err := s.OpenFile(ctx, in.Files[i].Key)
		if err != nil {
			return nil, fmt.Errorf("smevstore: %w", err)
		}
		defer f.Close()
		places, contents = append(places, i), append(contents, f)
	}
	if blobs, err = s.store.PutAll(ctx, contents, largest); err != nil {
		return nil, err
	}
	for n, i := range places {
		if err := s.drop(in.Files[i].Key); err != nil {
			return nil, err
		}
		in.Files[i].Key = blobs[n].SHA256
	}
	return blobs, nil
}

// drop forgets a file that is durable elsewhere.
func (s *spool) drop(key string) error {
	if strings.HasPrefix(key, spooled+inMemory) {
		s.release(key)
		return nil
	}
	return os.Remove(filepath.Join(s.dir, key))
}
