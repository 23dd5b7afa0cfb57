package keyserver

import (
	"crypto"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"veche/cms/pki"
	"veche/internal/signing/pkcs11"
)

// Handler signs with keys by their names. Every signature leaves a line in the log: when, with what, over which digest,
// asked for by whom.
func Handler(keys map[string]crypto.Signer, log *slog.Logger) (http.Handler, error) {
	list := Keys{Keys: []Description{}}
	for name, key := range keys {
		spki, err := pki.MarshalPublicKey(key.Public())
		if err != nil {
			return nil, fmt.Errorf("the key %s: %w", name, err)
		}
		list.Keys = append(list.Keys, Description{Name: name, PublicKey: spki})
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/keys", func(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, list) })
	mux.HandleFunc("POST /v1/sign", func(w http.ResponseWriter, r *http.Request) {
		started := time.Now()
		var ask Ask
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 4096)).Decode(&ask); err != nil {
			answer(w, http.StatusUnprocessableEntity, Problem{"invalid_request", "the request cannot be read"})
			return
		}
		signature, err := sign(keys, ask)
		fields := []any{"key", ask.Key, "digest", hex.EncodeToString(ask.Digest), "by", caller(r), "ms", time.Since(started).Milliseconds()}
		if err != nil {
			log.Error("not signed", append(fields, "error", err)...)
			answer(w, http.StatusUnprocessableEntity, Problem{codeOf(err), err.Error()})
			return
		}
		log.Info("signed", fields...)
		answer(w, http.StatusOK, Signature{signature})
	})
	return mux, nil
}

func sign(keys map[string]crypto.Signer, ask Ask) ([]byte, error) {
	key, known := keys[ask.Key]
	if !known {
		return nil, pkcs11.ErrNoKey
	}
	a, err := algorithm(key.Public(), ask.Digest)
	if err != nil {
		return nil, err
	}
	return a.Sign(key, ask.Digest)
}

// algorithm is that of a key for a digest of this length: the length says which function made it.
func algorithm(public crypto.PublicKey, digest []byte) (pki.Algorithm, error) {
	if a, err := pki.AlgorithmFor(public, 0, false); err == nil && a.Scheme == pki.GOST {
		if a.Hash.Size() != len(digest) {
			return a, pkcs11.ErrDigest
		}
		return a, nil
	}
	for _, h := range []pki.Hash{pki.SHA256, pki.SHA384, pki.SHA512} {
		if h.Size() == len(digest) {
			return pki.AlgorithmFor(public, h, false)
		}
	}
	return pki.Algorithm{}, pkcs11.ErrDigest
}

// caller names who asks: the owner of his certificate, or the socket.
func caller(r *http.Request) string {
	if r.TLS != nil && len(r.TLS.PeerCertificates) > 0 {
		return r.TLS.PeerCertificates[0].Subject.CommonName
	}
	return "socket"
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(body)
}
