package intake

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"sync"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Pass lets one person lodge one application for one service. It is given to somebody whose session was looked at, while
// there was time, and is checked without the database when there is none. The idempotency key is part of it: whoever holds
// the pass may come as often as he likes and gets one place, and nobody else can come under his key.
type Pass struct {
	ServiceID int64
	VersionID int64
	Applicant int64
	DraftID   int64 // the draft that is lodged; 0: the form comes with the pass
	Key       [16]byte
	Until     time.Time
}

// passTime is how long a pass holds: it is taken in the evening before and used in the morning.
const passTime = 12 * time.Hour

const (
	passSize = 1 + 4*8 + 16 + 8
	sealSize = 16
)

// writing is strict: one pass is written in one way.
var writing = base64.RawURLEncoding.Strict()

var errPass = fail.New(fail.SignedOut, "intake.no_pass", "no pass, or one that is over")

// Admit gives an applicant a pass for the version in force.
func (s *Service) Admit(ctx context.Context, applicant, serviceID, draftID int64) (string, Pass, error) {
	version, err := s.inForce(ctx, serviceID)
	if err != nil {
		return "", Pass{}, err
	}
	p := Pass{ServiceID: serviceID, VersionID: version, Applicant: applicant, DraftID: draftID, Key: newKey(s.db.Now()),
		Until: s.db.Now().Add(passTime)}
	k, err := s.seals.of(ctx, s.db, p.day())
	if err != nil {
		return "", p, err
	}
	return p.write(k), p, nil
}

// newKey is a UUIDv7: keys of one time stand together in the index, which is worth a third of the rate.
func newKey(now time.Time) (k [16]byte) {
	rand.Read(k[6:]) // never fails since Go 1.24
	var ms [8]byte
	binary.BigEndian.PutUint64(ms[:], uint64(now.UnixMilli()))
	copy(k[:6], ms[2:])
	k[6], k[8] = k[6]&0x0f|0x70, k[8]&0x3f|0x80
	return k
}

// day names the secret with which a pass is sealed.
func (p *Pass) day() int64 { return dayOf(p.Until) }

func dayOf(t time.Time) int64 { return t.Unix() / (24 * 60 * 60) }

// write writes the pass under its seal.
func (p *Pass) write(k *seal) string {
	b := append(make([]byte, 0, passSize+sealSize), 1)
	for _, n := range [...]int64{p.ServiceID, p.VersionID, p.Applicant, p.DraftID} {
		b = binary.BigEndian.AppendUint64(b, uint64(n))
	}
	b = append(b, p.Key[:]...)
	b = binary.BigEndian.AppendUint64(b, uint64(p.Until.UnixMicro()))
	return writing.EncodeToString(append(b, k.of(b)...))
}

// seal is the secret of a day with which passes and tickets are sealed. Its sums are kept: the secret is worked into one
// once and not for each of ten thousand a second.
type seal struct{ sums sync.Pool }

func newSeal(secret []byte) *seal {
	return &seal{sums: sync.Pool{New: func() any { return hmac.New(sha256.New, secret) }}}
}

// of is the mark of the seal on these bytes.
func (k *seal) of(b []byte) []byte {
	h := k.sums.Get().(hash.Hash)
	defer k.sums.Put(h)
	h.Reset()
	h.Write(b)
	return h.Sum(nil)[:sealSize]
}

func (k *seal) holds(b, mark []byte) bool { return hmac.Equal(mark, k.of(b)) }

// pass reads a pass and refuses one that is forged or over.
func (s *Service) pass(ctx context.Context, written string) (p Pass, err error) {
	var room [passSize + sealSize]byte
	if writing.DecodedLen(len(written)) != len(room) {
		return p, errPass
	}
	if _, err := writing.Decode(room[:], []byte(written)); err != nil || room[0] != 1 {
		return p, errPass
	}
	b, mark := room[:passSize], room[passSize:]
	for i, to := range [...]*int64{&p.ServiceID, &p.VersionID, &p.Applicant, &p.DraftID} {
		*to = int64(binary.BigEndian.Uint64(b[1+8*i:]))
	}
	copy(p.Key[:], b[33:49])
	p.Until = time.UnixMicro(int64(binary.BigEndian.Uint64(b[49:]))).UTC()
	if now := s.db.Now(); !now.Before(p.Until) || p.Until.Sub(now) > passTime {
		return p, errPass
	}
	k, err := s.seals.of(ctx, s.db, p.day())
	if err != nil {
		return p, err
	}
	if !k.holds(b, mark) {
		return p, errPass
	}
	return p, nil
}

// seals are one a day, shared by the nodes through the database and kept in memory.
type seals struct {
	mu    sync.RWMutex
	byDay map[int64]*seal
}

// keepSecrets is how many days a secret stays: longer than a pass.
const keepSecrets = 3

func (k *seals) of(ctx context.Context, d *db.DB, day int64) (*seal, error) {
	k.mu.RLock()
	known := k.byDay[day]
	k.mu.RUnlock()
	if known != nil {
		return known, nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	secret, err := readSecret(ctx, d, day)
	if errors.Is(err, db.ErrNone) {
		secret, err = makeSecret(ctx, d, day)
	}
	if err != nil {
		return nil, fmt.Errorf("secret of the passes: %w", err)
	}
	if k.byDay == nil || len(k.byDay) > keepSecrets {
		k.byDay = map[int64]*seal{}
	}
	k.byDay[day] = newSeal(secret)
	return k.byDay[day], nil
}

func readSecret(ctx context.Context, r db.Reader, day int64) ([]byte, error) {
	return db.One[[]byte](ctx, r, "SELECT secret FROM intake_secrets WHERE day = $1", day)
}

// makeSecret makes the secret of a day; another node may be faster, then its secret holds.
func makeSecret(ctx context.Context, d *db.DB, day int64) (secret []byte, err error) {
	fresh := make([]byte, sha256.Size)
	rand.Read(fresh)
	err = d.Tx(ctx, auth.System("intake"), func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, "DELETE FROM intake_secrets WHERE day < $1", day-keepSecrets); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "INSERT INTO intake_secrets (day, secret) VALUES ($1, $2) ON CONFLICT DO NOTHING", day, fresh); err != nil {
			return err
		}
		secret, err = readSecret(ctx, tx, day)
		return err
	})
	return secret, err
}
