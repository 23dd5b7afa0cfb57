//go:build pkcs11

package pkcs11

import (
	"errors"
	"fmt"

	p11 "github.com/miekg/pkcs11"
)

// cryptoki is what a signer calls of a module: *p11.Ctx, or a mock of a token that no machine of the tests has.
type cryptoki interface {
	GetSlotList(tokenPresent bool) ([]uint, error)
	GetTokenInfo(slot uint) (p11.TokenInfo, error)
	OpenSession(slot, flags uint) (p11.SessionHandle, error)
	CloseSession(session p11.SessionHandle) error
	Login(session p11.SessionHandle, user uint, pin string) error
	FindObjectsInit(session p11.SessionHandle, template []*p11.Attribute) error
	FindObjects(session p11.SessionHandle, most int) ([]p11.ObjectHandle, bool, error)
	FindObjectsFinal(session p11.SessionHandle) error
	GetAttributeValue(session p11.SessionHandle, object p11.ObjectHandle, wanted []*p11.Attribute) ([]*p11.Attribute, error)
	SignInit(session p11.SessionHandle, m []*p11.Mechanism, key p11.ObjectHandle) error
	Sign(session p11.SessionHandle, message []byte) ([]byte, error)
}

// Module is a library of a maker of tokens.
type Module struct{ ctx *p11.Ctx }

// Load loads a library by its path.
func Load(path string) (*Module, error) {
	ctx := p11.New(path)
	if ctx == nil {
		return nil, fmt.Errorf("the PKCS#11 module %s cannot be loaded", path)
	}
	if err := ctx.Initialize(); err != nil && !is(err, p11.CKR_CRYPTOKI_ALREADY_INITIALIZED) {
		ctx.Destroy()
		return nil, fmt.Errorf("start the PKCS#11 module: %w", err)
	}
	return &Module{ctx}, nil
}

// Signer opens a key of a token.
func (m *Module) Signer(s Settings) (*Signer, error) { return newSigner(m.ctx, s) }

// Close ends the work with the module; its signers sign no more.
func (m *Module) Close() error {
	err := m.ctx.Finalize()
	m.ctx.Destroy()
	return err
}

func is(err error, code uint) bool {
	var e p11.Error
	return errors.As(err, &e) && uint(e) == code
}

func isOneOf(err error, codes ...uint) bool {
	for _, code := range codes {
		if is(err, code) {
			return true
		}
	}
	return false
}

// lost reports that the session, not the key, is the trouble: another one may do.
func lost(err error) bool {
	return isOneOf(err, p11.CKR_SESSION_HANDLE_INVALID, p11.CKR_SESSION_CLOSED, p11.CKR_USER_NOT_LOGGED_IN, p11.CKR_KEY_HANDLE_INVALID,
		p11.CKR_OBJECT_HANDLE_INVALID, p11.CKR_DEVICE_REMOVED, p11.CKR_TOKEN_NOT_PRESENT, p11.CKR_DEVICE_ERROR)
}

// explain turns a code of the module into a trouble that a person can mend.
func explain(doing string, err error) error {
	switch {
	case err == nil:
		return nil
	case isOneOf(err, p11.CKR_DEVICE_REMOVED, p11.CKR_TOKEN_NOT_PRESENT, p11.CKR_TOKEN_NOT_RECOGNIZED):
		return fmt.Errorf("%s: %w", doing, ErrTokenRemoved)
	case is(err, p11.CKR_PIN_LOCKED):
		return fmt.Errorf("%s: %w", doing, ErrPINLocked)
	case isOneOf(err, p11.CKR_PIN_INCORRECT, p11.CKR_PIN_INVALID, p11.CKR_PIN_LEN_RANGE):
		return fmt.Errorf("%s: %w", doing, ErrPINWrong)
	case isOneOf(err, p11.CKR_DATA_LEN_RANGE, p11.CKR_DATA_INVALID):
		return fmt.Errorf("%s: %w", doing, ErrDigest)
	}
	return fmt.Errorf("%s: %w", doing, err)
}
