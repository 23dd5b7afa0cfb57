package transparency

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"veche/internal/platform/transparency/proof"
)

// Key is the Ed25519 key of a log, or of several logs of one kind.
type Key struct {
	private  string
	Verifier string // the half that auditors get
}

// OpenKey reads a key from a file outside the database, making it on the first start. The verifier's half is put beside
// it under the name of the file with .pub: auditors get a copy of it. The name is the origin of the log.
func OpenKey(path, name string) (Key, error) {
	private, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err := makeKey(path, name); err != nil {
			return Key{}, fmt.Errorf("make the key of a log: %w", err)
		}
		private, err = os.ReadFile(path)
	}
	if err != nil {
		return Key{}, fmt.Errorf("read the key of a log: %w", err)
	}
	public, err := os.ReadFile(path + ".pub")
	if err != nil {
		return Key{}, fmt.Errorf("read the verifier key of a log: %w", err)
	}
	return Key{strings.TrimSpace(string(private)), strings.TrimSpace(string(public))}, nil
}

// Signer signs as the origin under which the key was made.
func (k Key) Signer() (note.Signer, error) {
	signer, err := note.NewSigner(k.private)
	if err != nil {
		return nil, fmt.Errorf("read the key of a log: %w", err)
	}
	return signer, nil
}

// Of is the same key as that of one of several logs: the name of a key is the origin of its checkpoints.
func (k Key) Of(origin string) (Key, error) {
	verifier, err := proof.VerifierOf(k.Verifier, origin)
	if err != nil {
		return Key{}, err
	}
	parts := strings.SplitN(k.private, "+", 5) // PRIVATE, KEY, name, hash; base64 may hold a plus
	if len(parts) != 5 {
		return Key{}, errors.New("the key of a log is malformed")
	}
	id := strings.TrimPrefix(verifier, origin+"+")[:8]
	return Key{strings.Join([]string{"PRIVATE", "KEY", origin, id, parts[4]}, "+"), verifier}, nil
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
