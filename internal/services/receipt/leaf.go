package receipt

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"time"
)

// Hash is a SHA-256 hash; in texts it is written in hexadecimal.
type Hash [sha256.Size]byte

// Salt keeps a leaf from being guessed: 16 random bytes of the application itself.
type Salt [16]byte

// Leaf is what an accepted application puts into the log of the order: all that may never change about it.
type Leaf struct {
	ServiceID int64
	Year      int
	Sequence  int64  // place in the order of the service and year, from 1, without gaps
	Number    string // as it was told to the applicant
	At        time.Time
	Place     string // what the place is counted in (school and group), "" outside queues
	PlaceNo   int64  // place in that queue, 0 outside queues
	Content   Hash   // Content of the application
	Salt      Salt
}

// Append writes the canonical bytes of the leaf: nine lines, each ended by a line feed, texts as JSON strings, the moment
// in UTC with six digits of a second, hashes in small hexadecimal.
//
//	veche receipt 1
//	service 12
//	year 2026
//	sequence 1042
//	number "12-2026-0001042"
//	at 2026-04-01T11:00:00.001234Z
//	place "школа 8, 1 класс" 17
//	content 5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9
//	salt 000102030405060708090a0b0c0d0e0f
//
// These bytes are frozen: a change of them is a receipt of another number in the first line.
func (l *Leaf) Append(b []byte) []byte {
	b = append(b, "veche receipt 1\nservice "...)
	b = strconv.AppendInt(b, l.ServiceID, 10)
	b = append(b, "\nyear "...)
	b = strconv.AppendInt(b, int64(l.Year), 10)
	b = append(b, "\nsequence "...)
	b = strconv.AppendInt(b, l.Sequence, 10)
	b = append(b, "\nnumber "...)
	b = appendText(b, l.Number)
	b = append(b, "\nat "...)
	b = l.At.UTC().AppendFormat(b, moment)
	b = append(b, "\nplace "...)
	b = appendText(b, l.Place)
	b = append(b, ' ')
	b = strconv.AppendInt(b, l.PlaceNo, 10)
	b = append(b, "\ncontent "...)
	b = hex.AppendEncode(b, l.Content[:])
	b = append(b, "\nsalt "...)
	b = hex.AppendEncode(b, l.Salt[:])
	return append(b, '\n')
}

// moment is a time with the precision of both databases.
const moment = "2006-01-02T15:04:05.000000Z"

// Hash is the RFC 6962 leaf hash: SHA-256 of a zero byte and the canonical bytes. It stands on the hot path of the intake
// and allocates nothing.
func (l *Leaf) Hash() Hash {
	var room [512]byte
	return sha256.Sum256(l.Append(room[:1]))
}

// Content binds an application into its leaf: who applied, in what way, for whom the place is (Submission.Subject), and
// the form byte for byte. Its bytes are lines as those of a leaf, the form as its hash:
//
//	veche application 1
//	applicant 77
//	channel "portal"
//	subject "child:…"
//	form 6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b
func Content(applicant int64, channel, subject string, form []byte) Hash {
	var room [512]byte
	b := append(room[:0], "veche application 1\napplicant "...)
	b = strconv.AppendInt(b, applicant, 10)
	b = append(b, "\nchannel "...)
	b = appendText(b, channel)
	b = append(b, "\nsubject "...)
	b = appendText(b, subject)
	b = append(b, "\nform "...)
	sum := sha256.Sum256(form)
	b = hex.AppendEncode(b, sum[:])
	return sha256.Sum256(append(b, '\n'))
}

// appendText writes a JSON string that escapes only what it must, so that no text can pass for the line after it.
func appendText(b []byte, s string) []byte {
	const digits = "0123456789abcdef"
	b = append(b, '"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c < ' ':
			b = append(b, '\\', 'u', '0', '0', digits[c>>4], digits[c&15])
		default:
			b = append(b, c)
		}
	}
	return append(b, '"')
}

// MarshalText writes the hash in hexadecimal.
func (h Hash) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, h[:]), nil }

// UnmarshalText reads what MarshalText has written.
func (h *Hash) UnmarshalText(text []byte) error { return fill(h[:], text) }

// MarshalText writes the salt in hexadecimal.
func (s Salt) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, s[:]), nil }

// UnmarshalText reads what MarshalText has written.
func (s *Salt) UnmarshalText(text []byte) error { return fill(s[:], text) }

func fill(to, text []byte) error {
	if len(text) != hex.EncodedLen(len(to)) {
		return fmt.Errorf("%d hexadecimal digits are wanted, not %d", hex.EncodedLen(len(to)), len(text))
	}
	_, err := hex.Decode(to, text)
	return err
}
