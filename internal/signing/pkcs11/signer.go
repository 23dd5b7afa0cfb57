//go:build pkcs11

package pkcs11

import (
	"crypto"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	p11 "github.com/miekg/pkcs11"

	"veche/cms/pki"
	"veche/gost"
)

// Settings name a key and how its module is spoken to.
type Settings struct {
	Token      string // label of the token, or its serial number
	PIN        string
	Key        string // label of the key
	Mechanisms Mechanisms
}

// Signer is one key of a token: a crypto.Signer. It may be used by several goroutines; the token signs one digest after
// another.
type Signer struct {
	settings Settings
	module   cryptoki
	public   crypto.PublicKey

	mu      sync.Mutex
	session p11.SessionHandle // 0: none is open
	key     p11.ObjectHandle
	refused error // of the PIN: it is not tried again
	order   Order // of the halves, once one has verified
}

func newSigner(module cryptoki, s Settings) (*Signer, error) {
	signer := &Signer{settings: s, module: module}
	signer.mu.Lock()
	defer signer.mu.Unlock()
	return signer, signer.open()
}

// Public is the public key of the token.
func (s *Signer) Public() crypto.PublicKey { return s.public }

// Sign signs a digest. A signature is s and r for national keys, and as the standard library has it for others; it is
// verified before it is given away.
func (s *Signer) Sign(_ io.Reader, digest []byte, _ crypto.SignerOpts) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	raw, err := s.try(digest)
	if lost(err) {
		s.drop()
		raw, err = s.try(digest)
	}
	if err != nil {
		if lost(err) {
			s.drop()
		}
		return nil, explain("sign with the token", err)
	}
	return s.finish(digest, raw)
}

// try signs within the session there is, or opens one.
func (s *Signer) try(digest []byte) ([]byte, error) {
	if s.session == 0 {
		if err := s.open(); err != nil {
			return nil, err
		}
	}
	if err := s.module.SignInit(s.session, []*p11.Mechanism{p11.NewMechanism(s.mechanism(), nil)}, s.key); err != nil {
		return nil, err
	}
	return s.module.Sign(s.session, digest)
}

func (s *Signer) mechanism() uint {
	if key, national := s.public.(*gost.PublicKey); national {
		if key.Curve().Size() == gost.Size256 {
			return s.settings.Mechanisms.Sign256
		}
		return s.settings.Mechanisms.Sign512
	}
	return p11.CKM_ECDSA
}

// finish writes the signature in the usual form and verifies it: a token that has lost its senses signs nothing.
func (s *Signer) finish(digest, raw []byte) ([]byte, error) {
	if _, national := s.public.(*gost.PublicKey); !national {
		signature, err := sequence(raw)
		if err != nil {
			return nil, err
		}
		return signature, s.verify(digest, signature)
	}
	orders := s.settings.Mechanisms.Order.orders()
	if s.order != "" {
		orders = []Order{s.order}
	}
	for _, o := range orders {
		signature, err := o.arrange(raw)
		if err != nil {
			return nil, err
		}
		if s.verify(digest, signature) == nil {
			s.order = o
			return signature, nil
		}
	}
	return nil, ErrBadSignature
}

func (s *Signer) verify(digest, signature []byte) error {
	a, err := algorithm(s.public, digest)
	if err != nil {
		return err
	}
	if !a.Verify(s.public, digest, signature) {
		return ErrBadSignature
	}
	return nil
}

// algorithm is that of a key for a digest of this length.
func algorithm(public crypto.PublicKey, digest []byte) (pki.Algorithm, error) {
	if _, national := public.(*gost.PublicKey); national {
		return pki.AlgorithmFor(public, 0, false)
	}
	for _, h := range []pki.Hash{pki.SHA256, pki.SHA384, pki.SHA512} {
		if h.Size() == len(digest) {
			return pki.AlgorithmFor(public, h, false)
		}
	}
	return pki.Algorithm{}, ErrDigest
}

// open finds the token, opens a session, gives the PIN and finds the key.
func (s *Signer) open() error {
	if s.refused != nil {
		return s.refused
	}
	slot, info, err := s.slot()
	if err != nil {
		return err
	}
	switch {
	case info.Flags&p11.CKF_USER_PIN_LOCKED != 0:
		return ErrPINLocked
	case info.Flags&p11.CKF_USER_PIN_FINAL_TRY != 0:
		return ErrPINLastTry
	}
	if s.session, err = s.module.OpenSession(slot, p11.CKF_SERIAL_SESSION); err != nil {
		return explain("open a session of the token", err)
	}
	if err = s.module.Login(s.session, p11.CKU_USER, s.settings.PIN); err != nil && !is(err, p11.CKR_USER_ALREADY_LOGGED_IN) {
		s.drop()
		if err = explain("give the PIN to the token", err); errors.Is(err, ErrPINWrong) {
			s.refused = err
		}
		return err
	}
	if err := s.find(); err != nil {
		s.drop()
		return err
	}
	return nil
}

// slot is where the token of the settings is.
func (s *Signer) slot() (uint, p11.TokenInfo, error) {
	slots, err := s.module.GetSlotList(true)
	if err != nil {
		return 0, p11.TokenInfo{}, explain("look for the token", err)
	}
	for _, slot := range slots {
		info, err := s.module.GetTokenInfo(slot)
		if err != nil {
			continue // a token that is just being taken out
		}
		if strings.TrimSpace(info.Label) == s.settings.Token || strings.TrimSpace(info.SerialNumber) == s.settings.Token {
			return slot, info, nil
		}
	}
	return 0, p11.TokenInfo{}, fmt.Errorf("the token %q: %w", s.settings.Token, ErrTokenRemoved)
}

// find takes the key; after a break it must be the key of before.
func (s *Signer) find() error {
	key, err := s.object(p11.CKO_PRIVATE_KEY)
	if err != nil {
		return err
	}
	public, err := s.readPublic()
	if err != nil {
		return err
	}
	if s.public != nil && !s.public.(interface{ Equal(crypto.PublicKey) bool }).Equal(public) {
		return ErrOtherKey
	}
	s.key, s.public = key, public
	return nil
}

// object is the only one of its class under the label of the key.
func (s *Signer) object(class uint) (p11.ObjectHandle, error) {
	template := []*p11.Attribute{p11.NewAttribute(p11.CKA_CLASS, class), p11.NewAttribute(p11.CKA_LABEL, s.settings.Key)}
	if err := s.module.FindObjectsInit(s.session, template); err != nil {
		return 0, explain("look for the key", err)
	}
	found, _, err := s.module.FindObjects(s.session, 2)
	if err := errors.Join(err, s.module.FindObjectsFinal(s.session)); err != nil {
		return 0, explain("look for the key", err)
	}
	if len(found) != 1 {
		return 0, fmt.Errorf("%d keys with the label %q: %w", len(found), s.settings.Key, ErrNoKey)
	}
	return found[0], nil
}

// drop forgets a session. The module may be beyond hearing that it ends.
func (s *Signer) drop() {
	if s.session != 0 {
		_ = s.module.CloseSession(s.session)
	}
	s.session, s.key = 0, 0
}

// Close ends the session.
func (s *Signer) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.drop()
}
