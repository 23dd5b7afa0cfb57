package pkcs11

import "errors"

// Troubles that a person can mend.
var (
	ErrTokenRemoved = errors.New("the token is not in its place")
	ErrPINWrong     = errors.New("the PIN is wrong; it is not tried again")
	ErrPINLocked    = errors.New("the PIN is locked: the token's administrator unlocks it")
	ErrPINLastTry   = errors.New("one try of the PIN is left: enter it by hand with the token's own program")
	ErrNoKey        = errors.New("the token has no such key")
	ErrOtherKey     = errors.New("the token in its place has another key under this name")
	ErrDigest       = errors.New("the digest is not of the length that the key signs")
	ErrBadSignature = errors.New("the token's signature does not verify with its public key")
)
