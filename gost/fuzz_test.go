package gost_test

import (
	"bytes"
	"crypto/x509"
	"testing"

	"veche/gost"
	"veche/gost/internal/vectors"
)

func FuzzParsePKIXPublicKey(f *testing.F) {
	for _, c := range gost.Curves() {
		key := must(gost.GenerateKey(c, nil))(f)
		f.Add(must(gost.MarshalPKIXPublicKey(key.Public().(*gost.PublicKey)))(f))
	}
	for _, v := range vectors.Examples(f) {
		f.Add(must(x509.ParseCertificate(v.Cert))(f).RawSubjectPublicKeyInfo)
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		k, err := gost.ParsePKIXPublicKey(in)
		if err != nil {
			return
		}
		out := must(gost.MarshalPKIXPublicKey(k))(t)
		if !bytes.Equal(in, out) {
			t.Errorf("read %x, wrote %x", in, out)
		}
		if k.Verify(make([]byte, k.Curve().Size()), make([]byte, 2*k.Curve().Size())) {
			t.Error("a signature of zeros is accepted")
		}
	})
}

func FuzzParsePKCS8PrivateKey(f *testing.F) {
	for _, c := range gost.Curves() {
		key := must(gost.GenerateKey(c, nil))(f)
		f.Add(must(gost.MarshalPKCS8PrivateKey(key))(f))
		f.Add(pkcs8(c, append([]byte{4, byte(c.Size())}, key.Bytes()...)))
		f.Add(pkcs8(c, bytes.Repeat(key.Bytes(), 2)))
		f.Add(pkcs8(c, []byte{2, 1, 9}))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		k, err := gost.ParsePKCS8PrivateKey(in)
		if err != nil {
			return
		}
		again := must(gost.ParsePKCS8PrivateKey(must(gost.MarshalPKCS8PrivateKey(k))(t)))(t)
		if !again.Equal(k) {
			t.Errorf("%x is written as another key", in)
		}
	})
}

func FuzzVerify(f *testing.F) {
	var keys []*gost.PrivateKey
	for i, c := range gost.Curves() {
		key := must(gost.GenerateKey(c, nil))(f)
		keys = append(keys, key)
		f.Add(byte(i), []byte("message"), must(key.SignMessage(nil, []byte("message"), nil))(f))
	}
	f.Fuzz(func(t *testing.T, which byte, message, signature []byte) {
		public := keys[int(which)%len(keys)].Public().(*gost.PublicKey)
		fresh := must(gost.NewPublicKey(public.Curve(), public.Bytes()))(t)
		public.Precompute()
		if public.VerifyMessage(message, signature) != fresh.VerifyMessage(message, signature) {
			t.Error("the table changes the verdict")
		}
	})
}

func FuzzStreebog(f *testing.F) {
	f.Add([]byte("message"), 3)
	f.Add(make([]byte, 200), 64)
	f.Fuzz(func(t *testing.T, message []byte, cut int) {
		cut = min(max(cut, 0), len(message))
		for _, h := range []gost.Hash{gost.Streebog256, gost.Streebog512} {
			parts := h.New()
			parts.Write(message[:cut])
			parts.Sum(nil)
			parts.Write(message[cut:])
			if !bytes.Equal(parts.Sum(nil), h.Sum(message)) {
				t.Errorf("%v depends on how the message is cut", h)
			}
		}
	})
}
