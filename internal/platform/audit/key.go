package audit

import (
	"golang.org/x/mod/sumdb/note"

	"veche/internal/platform/transparency"
)

// OpenKey reads the key that signs checkpoints of the log of acts, making it on the first start.
// The name is the origin of the log, e.g. "veche.samregion.ru/audit".
func OpenKey(path, name string) (signer note.Signer, verifier string, err error) {
	key, err := transparency.OpenKey(path, name)
	if err != nil {
		return nil, "", err
	}
	signer, err = key.Signer()
	return signer, key.Verifier, err
}
