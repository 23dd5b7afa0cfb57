package audit

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// OpenKey reads the Ed25519 key that signs checkpoints from a file outside the database, making it on the first start.
// The verifier key is put beside it under the name of the file with .pub: auditors get a copy of it.
// The name is the origin of the log, e.g. "veche.samregion.ru/audit".
func OpenKey(path, name string) (signer note.Signer, verifier string, err error) {
	private, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err := makeKey(path, name); err != nil {
			return nil, "", fmt.Errorf("make the key of the audit log: %w", err)
		}
		private, err = os.ReadFile(path)
	}
	if err != nil {
		return nil, "", fmt.Errorf("read the key of the audit log: %w", err)
	}
	public, err := os.ReadFile(path + ".pub")
	if err != nil {
		return nil, "", fmt.Errorf("read the verifier key of the audit log: %w", err)
	}
	signer, err = note.NewSigner(strings.TrimSpace(string(private)))
	if err != nil {
		return nil, "", fmt.Errorf("read the key of the audit log: %w", err)
	}
	return signer, strings.TrimSpace(string(public)), nil
}

// makeKey refuses to replace a key of which only the public half is left: its checkpoints would not verify any more.
func makeKey(path, name string) error {
	private, public, err := note.GenerateKey(rand.Reader, name)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return err
	}
	if err := writeNew(path+".pub", public, 0o644); err != nil {
		return err
	}
	return writeNew(path, private, 0o600)
}

func writeNew(path, text string, mode os.FileMode) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text + "\n")
	return errors.Join(err, f.Sync(), f.Close())
}
