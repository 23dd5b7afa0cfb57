package convert

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// plain reads a text file in whatever encoding it came, at most as much text as the limit allows.
func (t Tools) plain(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	most := t.Limits.orDefault().Text
	data, err := io.ReadAll(io.LimitReader(f, most))
	if err != nil {
		return "", fmt.Errorf("read text: %w", err)
	}
	return clean([]byte(decode(data)), most), nil
}

// decode tells the encoding by the bytes: marks of order first, then UTF-8, then the old Russian
// one-byte encodings.
func decode(data []byte) string {
	switch {
	case utf16BOM(data):
		if text, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data); err == nil {
			return string(text)
		}
	case utf8.Valid(trimRune(data)):
		return string(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))
	}
	best, most := "", -1
	for _, old := range []encoding.Encoding{charmap.Windows1251, charmap.KOI8R, charmap.CodePage866} {
		text, err := old.NewDecoder().Bytes(data)
		if err != nil {
			continue
		}
		if n := russian(string(text)); n > most {
			best, most = string(text), n
		}
	}
	return best
}

// russian counts how much a text looks like Russian: small letters, the frequent ones twice. The old
// encodings differ in where they keep small letters, so a wrong guess gives capitals and signs.
func russian(text string) (n int) {
	for _, r := range text {
		switch {
		case strings.ContainsRune("оеаинтсрвл", r):
			n += 2
		case 'а' <= r && r <= 'я':
			n++
		}
	}
	return n
}

// clean makes sure that text can be stored and shown: whole letters, no zero bytes, one kind of line
// ends, not longer than the limit.
func clean(text []byte, most int64) string {
	if int64(len(text)) > most {
		text = text[:most]
	}
	s := strings.ToValidUTF8(string(trimRune(text)), "\uFFFD")
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "", "\f", "\n").Replace(s)
	return s
}

// errEnough ends a walk that has gathered as much text as is allowed.
var errEnough = errors.New("enough")
