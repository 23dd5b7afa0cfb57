package keyserver

import (
	"errors"

	"veche/internal/signing/pkcs11"
)

// Description is a key that the server signs with.
type Description struct {
	Name      string `json:"name"`
	PublicKey []byte `json:"public_key"` // SubjectPublicKeyInfo
}

// Keys is the answer to GET /v1/keys.
type Keys struct {
	Keys []Description `json:"keys"`
}

// Ask is POST /v1/sign.
type Ask struct {
	Key    string `json:"key"`
	Digest []byte `json:"digest"`
}

// Signature is the answer: for national keys s and r, for ECDSA and RSA as certificates have it.
type Signature struct {
	Signature []byte `json:"signature"`
}

// Problem is a refusal.
type Problem struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

// troubles are the codes of what a person can mend; the client turns them back into the errors.
var troubles = map[string]error{
	"token_removed": pkcs11.ErrTokenRemoved,
	"pin_wrong":     pkcs11.ErrPINWrong,
	"pin_locked":    pkcs11.ErrPINLocked,
	"pin_last_try":  pkcs11.ErrPINLastTry,
	"no_key":        pkcs11.ErrNoKey,
	"other_key":     pkcs11.ErrOtherKey,
	"wrong_digest":  pkcs11.ErrDigest,
	"bad_signature": pkcs11.ErrBadSignature,
}

// codeOf is the code of a trouble; "failed" for what has none.
func codeOf(err error) string {
	for code, trouble := range troubles {
		if errors.Is(err, trouble) {
			return code
		}
	}
	return "failed"
}
