package gost_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"fmt"
	"hash"
	"io"
	"sync"
	"testing"

	"veche/gost"
)

func TestSigning(t *testing.T) {
	message := []byte("Прошу рассмотреть обращение")
	for _, c := range gost.Curves() {
		t.Run(c.Name(), func(t *testing.T) {
			key := must(gost.GenerateKey(c, rand.Reader))(t)
			public := key.Public().(*gost.PublicKey)
			digest := c.Hash().Sum(message)
			for options, opts := range map[string]crypto.SignerOpts{
				"no options": nil, "our hash": c.Hash(), "the number zero": crypto.Hash(0),
			} {
				signature := must(key.Sign(rand.Reader, digest, opts))(t)
				if !public.Verify(digest, signature) || !public.VerifyMessage(message, signature) {
					t.Errorf("with %s: the signature is not valid", options)
				}
			}
			signature := must(crypto.SignMessage(key, nil, message, c.Hash()))(t)
			if !public.VerifyMessage(message, signature) {
				t.Error("crypto.SignMessage: the signature is not valid")
			}
			if public.Verify(append(digest, 0), signature) {
				t.Error("a digest of another length is accepted")
			}
		})
	}
}

func TestSigningIsRefused(t *testing.T) {
	key := must(gost.GenerateKey(gost.Curve256A(), nil))(t)
	digest := make([]byte, 32)
	for reason, sign := range map[string]func() ([]byte, error){
		"a digest of SHA-256":      func() ([]byte, error) { return key.Sign(nil, digest, crypto.SHA256) },
		"a hash of another width":  func() ([]byte, error) { return key.Sign(nil, digest, gost.Streebog512) },
		"a digest of other length": func() ([]byte, error) { return key.Sign(nil, digest[1:], nil) },
		"no randomness":            func() ([]byte, error) { return key.Sign(bytes.NewReader(nil), digest, nil) },
	} {
		if signature, err := sign(); err == nil {
			t.Errorf("%s: signed %x", reason, signature)
		}
	}
	if _, err := gost.GenerateKey(gost.Curve256A(), bytes.NewReader(nil)); !errors.Is(err, io.EOF) {
		t.Errorf("a key without randomness: %v", err)
	}
}

// constant is a broken source of randomness.
type constant struct{}

func (constant) Read(b []byte) (int, error) { clear(b); return len(b), nil }

func TestBrokenRandomnessDoesNotRepeatTheOneTimeNumber(t *testing.T) {
	for _, c := range gost.Curves() {
		key := must(gost.GenerateKey(c, nil))(t)
		one := must(key.SignMessage(constant{}, []byte("one"), nil))(t)
		two := must(key.SignMessage(constant{}, []byte("two"), nil))(t)
		if bytes.Equal(one[c.Size():], two[c.Size():]) {
			t.Errorf("%s: two messages are signed with one number", c)
		}
	}
}

func TestEqual(t *testing.T) {
	b := gost.Curve256B()
	key, other := must(gost.GenerateKey(b, nil))(t), must(gost.GenerateKey(b, nil))(t)
	params := must(b.ParamsFor(b.OIDs()[1]))(t)
	renamed := must(key.WithParams(params))(t)
	if !key.Equal(renamed) || !renamed.Public().(*gost.PublicKey).Equal(key.Public()) {
		t.Error("a key with a CryptoPro name is another key")
	}
	foreign := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))(t)
	if key.Equal(other) || key.Equal(foreign) || key.Public().(*gost.PublicKey).Equal(foreign.Public()) {
		t.Error("different keys are equal")
	}
	same := must(gost.NewPrivateKey(gost.Curve256C(), key.Bytes()))(t)
	if key.Equal(same) {
		t.Error("keys on two curves are equal")
	}
}

func TestPrivateKeyIsNotPrinted(t *testing.T) {
	key := must(gost.GenerateKey(gost.Curve256B(), nil))(t)
	for _, form := range []string{"%v", "%+v", "%#v", "%s"} {
		if got := fmt.Sprintf(form, key); got != "private key on id-tc26-gost-3410-2012-256-paramSetB" {
			t.Errorf("%s prints %q", form, got)
		}
	}
}

func TestKeysServeSeveralGoroutines(t *testing.T) {
	key := must(gost.GenerateKey(gost.Curve512C(), nil))(t)
	public := key.Public().(*gost.PublicKey)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			signature, err := key.SignMessage(nil, []byte("m"), nil)
			public.Precompute()
			if err != nil || !public.VerifyMessage([]byte("m"), signature) {
				t.Error("a signature made beside others is not valid")
			}
		})
	}
	wait.Wait()
}

func TestHashKeepsTheContractOfThePackage(t *testing.T) {
	for _, h := range []gost.Hash{gost.Streebog256, gost.Streebog512} {
		d := h.New()
		d.Write(make([]byte, 100))
		clone := must(d.(hash.Cloner).Clone())(t)
		first := d.Sum([]byte("prefix"))
		if !bytes.HasPrefix(first, []byte("prefix")) || len(first) != 6+d.Size() || d.Size() != h.Size() {
			t.Errorf("%v: Sum does not append", h)
		}
		if !bytes.Equal(first[6:], clone.Sum(nil)) {
			t.Errorf("%v: the clone differs", h)
		}
		clone.Write([]byte{1})
		if !bytes.Equal(first[6:], d.Sum(nil)) {
			t.Errorf("%v: Sum or the clone changes the state", h)
		}
		d.Reset()
		if !bytes.Equal(d.Sum(nil), h.Sum(nil)) {
			t.Errorf("%v: Reset does not return to the start", h)
		}
	}
}
