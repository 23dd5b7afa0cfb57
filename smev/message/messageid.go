package message

import (
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"strconv"
	"sync"
	"time"
)

// MessageID is a UUID of version 1 in lower case: the only form that SMEV takes. Its time is checked too: an identifier
// older than about two days is refused as stale.
type MessageID string

// StaleAfter is how old the time within an identifier may be.
const StaleAfter = 48 * time.Hour

// gregorian is the number of 100 ns steps between 15.10.1582, from which UUIDs count, and 1970.
const gregorian = 0x01B21DD213814000

// ParseMessageID accepts a UUID of version 1 in lower case.
func ParseMessageID(s string) (MessageID, error) {
	if !isUUID(s) || s[14] != '1' {
		return "", fmt.Errorf("smev: %.40q is not a UUID of version 1 in lower case", s)
	}
	return MessageID(s), nil
}

// isUUID follows the pattern of the schemas, which is the same for all versions of UUID.
func isUUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		c, dash := s[i], i == 8 || i == 13 || i == 18 || i == 23
		hexadecimal := c >= '0' && c <= '9' || c >= 'a' && c <= 'f'
		if dash != (c == '-') || !dash && !hexadecimal {
			return false
		}
	}
	return true
}

// Time is the moment within the identifier; zero when it is not of version 1.
func (id MessageID) Time() time.Time {
	if _, err := ParseMessageID(string(id)); err != nil {
		return time.Time{}
	}
	steps, err := strconv.ParseInt(string(id[15:18]+id[9:13]+id[:8]), 16, 64)
	if err != nil {
		return time.Time{}
	}
	since := steps - gregorian
	return time.Unix(since/1e7, since%1e7*100).UTC()
}

// MessageIDs makes identifiers whose times never repeat or go back, even when the clock does: each is later than the
// one before. The node is random, as RFC 9562 (section 5.1) allows: the address of a network card is nobody's business.
type MessageIDs struct {
	now  func() time.Time
	tail string // clock sequence and node

	mu   sync.Mutex
	last int64
}

// NewMessageIDs makes a source of identifiers that reads a clock; nil is the clock of the system.
func NewMessageIDs(now func() time.Time) *MessageIDs {
	if now == nil {
		now = time.Now
	}
	var random [8]byte
	rand.Read(random[:])              // never fails
	random[0] = random[0]&0x3f | 0x80 // the variant of RFC 9562
	random[2] |= 1                    // the multicast bit: not an address of a card
	return &MessageIDs{now: now, tail: fmt.Sprintf("%x-%x", random[:2], random[2:])}
}

// Next makes an identifier.
func (m *MessageIDs) Next() MessageID {
	steps := m.now().UnixNano()/100 + gregorian
	m.mu.Lock()
	if steps <= m.last {
		steps = m.last + 1
	}
	m.last = steps
	m.mu.Unlock()
	var octets [8]byte
	binary.BigEndian.PutUint64(octets[:], uint64(steps))
	return MessageID(fmt.Sprintf("%x-%x-1%03x-%s", octets[4:], octets[2:4], uint64(steps)>>48&0xfff, m.tail))
}
