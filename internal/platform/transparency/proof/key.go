package proof

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
)

// VerifierOf is a verifier key under the name of another origin: an installation publishes one key, and each of its logs
// of a kind signs with it under an origin of its own.
func VerifierOf(verifierKey, origin string) (string, error) {
	parts := strings.SplitN(verifierKey, "+", 3) // name, hash; base64 may hold a plus
	if len(parts) != 3 || origin == "" || strings.ContainsAny(origin, "+ \n") {
		return "", errors.New("the verifier key of a log is malformed")
	}
	raw, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil {
		return "", errors.New("the verifier key of a log is malformed")
	}
	sum := sha256.Sum256(append([]byte(origin+"\n"), raw...))
	return fmt.Sprintf("%s+%x+%s", origin, sum[:4], parts[2]), nil
}
