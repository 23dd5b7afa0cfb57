package bench

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync/atomic"

	"veche/internal/services/intake"
)

// answers are all right for the form and have the length of real ones.
//
//go:embed answers.json
var answers []byte

// crowd makes requests: another parent with another child each time.
type crowd struct {
	ground  Ground
	door    *intake.Service // makes passes, as the portal does
	host    string
	bodies  []written
	persons atomic.Int64
}

// written is a request with the places where a pass and a child go in.
type written struct {
	head  []byte // up to the pass
	rest  []byte // from the pass to the end of the body
	child int    // offset of the child's number in rest
}

// variants is how many bodies are made in advance.
const variants = 256

func newCrowd(ground Ground, door *intake.Service, host string) (*crowd, error) {
	c := &crowd{ground: ground, door: door, host: host}
	random := rand.New(rand.NewPCG(1, 2))
	parts := strings.Split(strings.TrimSpace(string(answers)), `"08765430300"`)
	if len(parts) != 2 {
		return nil, fmt.Errorf("answers.json: the child's number is not where it was")
	}
	for range variants {
		school := random.IntN(schools)
		text := strings.Replace(strings.Join(parts, `"00000000000"`), `"izh-30","izh-24"`,
			fmt.Sprintf("%q,%q", schoolCode(school), schoolCode((school+1)%schools)), 1)
		if random.IntN(2) == 0 {
			text = strings.Replace(text, `"programme":"general"`, `"programme":"adapted"`, 1)
		}
		w := written{head: fmt.Appendf(nil, "POST /api/intake HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nAuthorization: Pass ",
			host, len(text)), rest: append([]byte("\r\n\r\n"), text...)}
		w.child = bytes.Index(w.rest, []byte(`"00000000000"`)) + 1
		c.bodies = append(c.bodies, w)
	}
	return c, nil
}

// asking is a request that can be made again.
type asking struct {
	pass    string
	variant int
	child   uint64
}

// ask lets another parent come with another child; children come in no order of their numbers.
func (c *crowd) ask(ctx context.Context) (one asking, key [16]byte, err error) {
	person := c.persons.Add(1)
	pass, p, err := c.door.Admit(ctx, c.ground.applicant(person), c.ground.ServiceID, 0)
	return asking{pass: pass, variant: int(person) % len(c.bodies), child: uint64(person) * 2_654_435_761 % 1_000_000_000}, p.Key, err
}

// write puts a request into b.
func (c *crowd) write(one asking, b []byte) []byte {
	w := &c.bodies[one.variant]
	b = append(append(append(b[:0], w.head...), one.pass...), w.rest...)
	putSNILS(b[len(b)-len(w.rest)+w.child:], one.child)
	return b
}

// answers are the body of a request.
func (c *crowd) answers(one asking) []byte {
	w := &c.bodies[one.variant]
	b := append([]byte(nil), w.rest...)
	putSNILS(b[w.child:], one.child)
	return b[len("\r\n\r\n"):]
}

// next writes one request into b and tells its key.
func (c *crowd) next(ctx context.Context, b []byte) (request []byte, key [16]byte, err error) {
	one, key, err := c.ask(ctx)
	return c.write(one, b), key, err
}

// putSNILS writes a number of nine digits with its check digits (постановление ПФР № 192п).
func putSNILS(to []byte, number uint64) {
	sum := uint64(0)
	for i := 8; i >= 0; i-- {
		digit := number % 10
		number /= 10
		to[i] = byte('0' + digit)
		sum += digit * uint64(9-i)
	}
	if sum %= 101; sum == 100 {
		sum = 0
	}
	to[9], to[10] = byte('0'+sum/10), byte('0'+sum%10)
}
