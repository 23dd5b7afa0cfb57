// Package journal is a file of changes, one JSON text a line: what was appended is there after a loss of power. A line
// that a fall has cut short was never told of, and is dropped.
package journal

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Journal is open for one process.
type Journal struct {
	file *os.File
	lock *os.File
}

// Open reads a journal, handing every whole line to replay in its order, and opens it for more.
func Open(path string, replay func(line []byte) error) (*Journal, error) {
	lock, err := lockFile(path + ".lock")
	if err != nil {
		return nil, fmt.Errorf("journal: %s is in use by another process: %w", path, err)
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("journal: %w", err), lock.Close())
	}
	j := &Journal{file, lock}
	if err := j.replay(replay); err != nil {
		return nil, errors.Join(err, j.Close())
	}
	return j, nil
}

func (j *Journal) replay(replay func([]byte) error) error {
	reader := bufio.NewReaderSize(j.file, 1<<16)
	var whole int64
	for {
		line, err := reader.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			break // what is left has no end: it was cut short
		}
		if err != nil {
			return fmt.Errorf("journal: %w", err)
		}
		if err := replay(bytes.TrimSpace(line)); err != nil {
			return fmt.Errorf("journal: the line at %d: %w", whole, err)
		}
		whole += int64(len(line))
	}
	if err := j.file.Truncate(whole); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	if _, err := j.file.Seek(whole, io.SeekStart); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	return nil
}

// Append writes a change and waits until it is on the disk.
func (j *Journal) Append(v any) error {
	line, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	if _, err := j.file.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	if err := j.file.Sync(); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	return nil
}

// Rewrite puts other lines in the place of all there are, wholly or not at all.
func (j *Journal) Rewrite(all func(write func(v any) error) error) error {
	path := j.file.Name()
	next, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".next-")
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	out := bufio.NewWriterSize(next, 1<<16)
	encoder := json.NewEncoder(out)
	err = all(func(v any) error { return encoder.Encode(v) })
	if err = errors.Join(err, out.Flush(), next.Sync()); err == nil {
		err = errors.Join(os.Rename(next.Name(), path), flush(filepath.Dir(path)))
	}
	if err != nil {
		os.Remove(next.Name())
		return errors.Join(fmt.Errorf("journal: %w", err), next.Close())
	}
	old := j.file
	j.file, err = os.OpenFile(path, os.O_RDWR|os.O_APPEND, 0o600)
	return errors.Join(err, next.Close(), old.Close())
}

// Close ends the use.
func (j *Journal) Close() error { return errors.Join(j.file.Close(), j.lock.Close()) }
