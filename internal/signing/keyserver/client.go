package keyserver

import (
	"bytes"
	"context"
	"crypto"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"veche/cms/pki"
	"veche/internal/signing/pkcs11"
)

// Client asks a key server.
type Client struct {
	base string
	http *http.Client
}

const callTime = 15 * time.Second // tokens are slow, and one digest waits for another

// OnSocket is a client of a server on the same machine.
func OnSocket(path string) *Client {
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", path)
	}
	return &Client{base: "http://signer", http: &http.Client{Timeout: callTime, Transport: &http.Transport{DialContext: dial}}}
}

// OverTLS is a client of a server elsewhere: https://host:port.
func OverTLS(url string, who Identity) (*Client, error) {
	config, err := who.config()
	if err != nil {
		return nil, err
	}
	return &Client{base: url, http: &http.Client{Timeout: callTime, Transport: &http.Transport{TLSClientConfig: config}}}, nil
}

// Key is a key of the server: a crypto.Signer.
type Key struct {
	client *Client
	name   string
	public crypto.PublicKey
}

// Key finds a key by its name.
func (c *Client) Key(ctx context.Context, name string) (*Key, error) {
	var list Keys
	if err := c.call(ctx, http.MethodGet, "/v1/keys", nil, &list); err != nil {
		return nil, err
	}
	for _, d := range list.Keys {
		if d.Name == name {
			public, err := pki.ParsePublicKey(d.PublicKey, nil)
			return &Key{c, name, public}, err
		}
	}
	return nil, fmt.Errorf("the key %q: %w", name, pkcs11.ErrNoKey)
}

// Public is the public key, as the server named it when the key was found.
func (k *Key) Public() crypto.PublicKey { return k.public }

// Sign has a digest signed and verifies what comes.
func (k *Key) Sign(_ io.Reader, digest []byte, _ crypto.SignerOpts) ([]byte, error) {
	a, err := algorithm(k.public, digest)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), callTime)
	defer cancel()
	var s Signature
	if err := k.client.call(ctx, http.MethodPost, "/v1/sign", Ask{k.name, digest}, &s); err != nil {
		return nil, err
	}
	if !a.Verify(k.public, digest, s.Signature) {
		return nil, pkcs11.ErrBadSignature
	}
	return s.Signature, nil
}

func (c *Client) call(ctx context.Context, method, path string, in, out any) error {
	var body io.Reader
	if in != nil {
		raw, err := json.Marshal(in)
		if err != nil {
			return err
		}
		body = bytes.NewReader(raw)
	}
	r, err := http.NewRequestWithContext(ctx, method, c.base+path, body)
	if err != nil {
		return err
	}
	answer, err := c.http.Do(r)
	if err != nil {
		return fmt.Errorf("ask the key server: %w", err)
	}
	defer answer.Body.Close()
	told := json.NewDecoder(io.LimitReader(answer.Body, 1<<20))
	if answer.StatusCode == http.StatusOK {
		return told.Decode(out)
	}
	var p Problem
	if err := told.Decode(&p); err != nil {
		return fmt.Errorf("the key server answers %d", answer.StatusCode)
	}
	if trouble, known := troubles[p.Code]; known {
		return fmt.Errorf("the key server: %w", trouble)
	}
	return fmt.Errorf("the key server: %s: %s", p.Code, p.Text)
}
