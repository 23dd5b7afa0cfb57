package journal

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
)

// Write puts a file into a folder. Nothing is promised of it until Settle: the files of a message become durable together,
// before the line that names them, and the disk is waited for about once.
func Write(dir, name string, content io.Reader) (size int64, err error) {
	file, err := os.OpenFile(filepath.Join(dir, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return 0, err
	}
	size, err = io.Copy(file, content)
	if err = errors.Join(err, file.Close()); err != nil {
		return 0, errors.Join(err, os.Remove(file.Name()))
	}
	return size, nil
}

// atOnce is how many files wait for the disk side by side.
const atOnce = 8

// Settle makes files of a folder durable.
func Settle(dir string, names []string) error {
	if len(names) == 0 {
		return nil
	}
	errs, places := make([]error, len(names)), make(chan struct{}, atOnce)
	var all sync.WaitGroup
	for i, name := range names {
		places <- struct{}{}
		all.Go(func() {
			defer func() { <-places }()
			errs[i] = flush(filepath.Join(dir, name))
		})
	}
	all.Wait()
	return errors.Join(append(errs, flush(dir))...)
}

// flush waits until a file or a folder is on the disk.
func flush(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}
