package smev

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"veche/smev/internal/journal"
)

// FolderStore keeps messages in a file of changes and files beside it: a small installation without a database. One
// process uses a folder at a time. All messages are held in memory too.
type FolderStore struct {
	*MemoryStore
	dir     string
	journal *journal.Journal

	put   sync.Mutex
	loose map[string]bool // files of messages that are not kept yet
}

// OpenFolderStore opens a folder, or makes it.
func OpenFolderStore(dir string) (*FolderStore, error) {
	s := &FolderStore{MemoryStore: NewMemoryStore(), dir: dir, loose: map[string]bool{}}
	if err := os.MkdirAll(s.folder(), 0o700); err != nil {
		return nil, fmt.Errorf("smev: %w", err)
	}
	var err error
	s.journal, err = journal.Open(filepath.Join(dir, "messages.jsonl"), func(line []byte) error {
		var c change
		if err := json.Unmarshal(line, &c); err != nil {
			return err
		}
		s.apply(c)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if err := errors.Join(s.compact(), s.sweep()); err != nil {
		return nil, errors.Join(err, s.journal.Close())
	}
	s.record = func(c change) error {
		if err := s.settle(c); err != nil {
			return err
		}
		return s.journal.Append(c)
	}
	return s, nil
}

func (s *FolderStore) folder() string { return filepath.Join(s.dir, "files") }

// compact leaves one line for each message.
func (s *FolderStore) compact() error {
	return s.journal.Rewrite(func(write func(any) error) error {
		for _, o := range s.outgoing {
			if err := write(change{Outgoing: o}); err != nil {
				return err
			}
		}
		for _, in := range s.incoming {
			if err := write(change{Incoming: in}); err != nil {
				return err
			}
		}
		return nil
	})
}

// sweep removes files that no message has: their message was not kept before a fall.
func (s *FolderStore) sweep() error {
	used := map[string]bool{}
	for _, o := range s.outgoing {
		for _, f := range o.Files {
			used[f.Key] = true
		}
	}
	for _, in := range s.incoming {
		for _, f := range in.Files {
			used[f.Key] = true
		}
	}
	entries, err := os.ReadDir(s.folder())
	if err != nil {
		return fmt.Errorf("smev: %w", err)
	}
	for _, e := range entries {
		if !used[e.Name()] {
			if err := os.Remove(filepath.Join(s.folder(), e.Name())); err != nil {
				return fmt.Errorf("smev: %w", err)
			}
		}
	}
	return nil
}

// Close lets another process have the folder.
func (s *FolderStore) Close() error { return s.journal.Close() }

// PutFile is that of Files.
func (s *FolderStore) PutFile(_ context.Context, content io.Reader) (string, int64, error) {
	key := strings.ToLower(rand.Text())
	size, err := journal.Write(s.folder(), key, content)
	if err != nil {
		return "", 0, err
	}
	s.put.Lock()
	defer s.put.Unlock()
	s.loose[key] = true
	return key, size, nil
}

// settle makes the files of messages durable before the messages are.
func (s *FolderStore) settle(c change) error {
	var files []File
	if c.Outgoing != nil {
		files = c.Outgoing.Files
	}
	if c.Incoming != nil {
		files = slices.Concat(files, c.Incoming.Files)
	}
	s.put.Lock()
	defer s.put.Unlock()
	var names []string
	for _, f := range files {
		if s.loose[f.Key] {
			names = append(names, f.Key)
		}
	}
	if err := journal.Settle(s.folder(), names); err != nil {
		return err
	}
	for _, name := range names {
		delete(s.loose, name)
	}
	return nil
}

// OpenFile is that of Files.
func (s *FolderStore) OpenFile(_ context.Context, key string) (io.ReadCloser, error) {
	if filepath.Base(key) != key {
		return nil, fmt.Errorf("smev: there is no file %.80q", key)
	}
	return os.Open(filepath.Join(s.folder(), key))
}
