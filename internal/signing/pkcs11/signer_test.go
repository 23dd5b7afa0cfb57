//go:build pkcs11

package pkcs11

import (
	"crypto"
	"errors"
	"sync"
	"testing"

	"veche/gost"
)

func open(t *testing.T, m *mock, s Settings) *Signer {
	t.Helper()
	signer, err := newSigner(m, s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(signer.Close)
	return signer
}

var _ crypto.Signer = (*Signer)(nil)

func digestFor(c *gost.Curve) []byte {
	if c.Size() == gost.Size256 {
		sum := gost.Sum256([]byte("приказ"))
		return sum[:]
	}
	sum := gost.Sum512([]byte("приказ"))
	return sum[:]
}

func TestNationalKeysSignInEveryOrder(t *testing.T) {
	for _, curve := range gost.Curves() {
		for _, order := range []Order{OrderSR, OrderRS, OrderReversed} {
			t.Run(curve.Name()+" "+string(order), func(t *testing.T) {
				m := newMock(t, curve)
				m.order = order
				signer := open(t, m, m.settings())
				for range 2 { // the second time the order is known
					signature, err := signer.Sign(nil, digestFor(curve), nil)
					if err != nil {
						t.Fatal(err)
					}
					if !signer.Public().(*gost.PublicKey).Verify(digestFor(curve), signature) {
						t.Error("the signature does not verify")
					}
				}
				fixed := m.settings()
				fixed.Mechanisms.Order = order
				if _, err := open(t, m, fixed).Sign(nil, digestFor(curve), nil); err != nil {
					t.Errorf("with the order set: %v", err)
				}
			})
		}
	}
}

// TestWhatHappensToTokens tells after each accident what the signer says, and whether it signs when all is well again.
func TestWhatHappensToTokens(t *testing.T) {
	for _, c := range []struct {
		name string
		harm func(m *mock)
		says error
		mend func(m *mock)
	}{
		{"the session is lost", func(m *mock) { m.sessions = nil }, nil, func(*mock) {}},
		{"the login is lost", func(m *mock) { m.logged = false }, nil, func(*mock) {}},
		{"the token is taken out", func(m *mock) { m.removed, m.sessions, m.logged = true, nil, false }, ErrTokenRemoved, func(m *mock) { m.removed = false }},
		{"the token was taken out and is back", func(m *mock) { m.sessions, m.logged = nil, false }, nil, func(*mock) {}},
		{"the PIN is locked meanwhile", func(m *mock) { m.sessions, m.logged, m.tries = nil, false, 3 }, ErrPINLocked, func(m *mock) { m.tries = 0 }},
		{"one try is left", func(m *mock) { m.sessions, m.logged, m.tries = nil, false, 2 }, ErrPINLastTry, func(m *mock) { m.tries = 0 }},
		{"the token signs wrongly", func(m *mock) { m.spoiled = true }, ErrBadSignature, func(m *mock) { m.spoiled = false }},
		{"another token is in its place", func(m *mock) {
			m.sessions, m.logged = nil, false
			m.private = must(gost.GenerateKey(gost.Curve256A(), nil))
		}, ErrOtherKey, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newMock(t, gost.Curve256A())
			signer := open(t, m, m.settings())
			digest := digestFor(gost.Curve256A())
			c.harm(m)
			if _, err := signer.Sign(nil, digest, nil); !errors.Is(err, c.says) {
				t.Fatalf("said %v, want %v", err, c.says)
			}
			if c.mend == nil {
				return
			}
			c.mend(m)
			if _, err := signer.Sign(nil, digest, nil); err != nil {
				t.Errorf("all is well again, and it says %v", err)
			}
		})
	}
}

func TestAWrongPINIsNotTriedTwice(t *testing.T) {
	m := newMock(t, gost.Curve256A())
	signer := open(t, m, m.settings())
	m.pin, m.sessions, m.logged, m.logins = "changed", nil, false, 0
	for range 5 {
		if _, err := signer.Sign(nil, digestFor(gost.Curve256A()), nil); !errors.Is(err, ErrPINWrong) {
			t.Fatal(err)
		}
	}
	if m.logins != 1 || m.tries != 1 {
		t.Errorf("%d logins, %d tries gone", m.logins, m.tries)
	}
}

func TestWhatIsNotThereIsNamed(t *testing.T) {
	m := newMock(t, gost.Curve256A())
	for name, c := range map[string]struct {
		change func(s *Settings)
		want   error
	}{
		"another token": {func(s *Settings) { s.Token = "JaCarta" }, ErrTokenRemoved},
		"another key":   {func(s *Settings) { s.Key = "подпись" }, ErrNoKey},
		"by its number": {func(s *Settings) { s.Token = "3f5a01c2" }, nil},
	} {
		s := m.settings()
		c.change(&s)
		if _, err := newSigner(m, s); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if _, err := open(t, m, m.settings()).Sign(nil, []byte("short"), nil); !errors.Is(err, ErrDigest) {
		t.Errorf("a short digest: %v", err)
	}
}

func TestManyAskAtOnce(t *testing.T) {
	m := newMock(t, gost.Curve256A())
	signer := open(t, m, m.settings())
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 5 {
				if _, err := signer.Sign(nil, digestFor(gost.Curve256A()), nil); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
