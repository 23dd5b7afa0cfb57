package cms

import (
	"bytes"
	"encoding/base64"
	"encoding/pem"

	"veche/cms/internal/ber"
	"veche/cms/reason"
)

// maxFile bounds a signature file. Contents of any length are signed apart from it.
const maxFile = 256 << 20

// decode brings a file as people send it – BER, DER, PEM or bare base64 – to DER.
func decode(file []byte) ([]byte, error) {
	if len(file) > maxFile {
		return nil, reason.New(reason.Malformed, "signature file of %d octets", len(file))
	}
	if len(file) == 0 || file[0] != 0x30 || looksLikeBase64(file) {
		bare, ok := unwrap(file)
		if !ok {
			return nil, reason.New(reason.Malformed, "neither DER nor PEM nor base64")
		}
		file = bare
	}
	out, err := ber.ToDER(file)
	if err != nil {
		return nil, reason.New(reason.Malformed, "%v", err)
	}
	return out, nil
}

// looksLikeBase64 tells a text that begins with the letter «0» (0x30) from binary.
func looksLikeBase64(file []byte) bool {
	for _, b := range file[:min(len(file), 64)] {
		if b >= 0x7f || b < ' ' && b != '\n' && b != '\r' {
			return false
		}
	}
	return true
}

func unwrap(file []byte) ([]byte, bool) {
	text := bytes.TrimSpace(bytes.TrimPrefix(file, []byte("\xef\xbb\xbf")))
	if bytes.HasPrefix(text, []byte("-----BEGIN")) {
		block, _ := pem.Decode(text)
		if block == nil {
			return nil, false
		}
		return block.Bytes, true
	}
	text = bytes.Join(bytes.Fields(text), nil)
	out := make([]byte, base64.StdEncoding.DecodedLen(len(text)))
	n, err := base64.StdEncoding.Decode(out, text)
	return out[:n], err == nil && n > 0
}
