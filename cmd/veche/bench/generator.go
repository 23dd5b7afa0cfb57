package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"veche/internal/services/receipt"
)

// Load is what the generator offers.
type Load struct {
	Rate        int           // a second, by a schedule fixed in advance; 0: each connection goes on as soon as it is answered
	Duration    time.Duration // of the schedule
	Connections int
	Addresses   []string // of the servers; connections are spread over them
}

// got is one acknowledged application, as short as it can be kept: millions of them are.
type got struct {
	key      [16]byte
	sequence int64
	at       int64 // µs
	placeNo  int32
	leaf     receipt.Hash
}

// measured is what one connection has seen.
type measured struct {
	receipts  []got
	latencies []latency
	errors    map[string]int
}

// latency is how long somebody waited.
type latency struct {
	due  int32 // ms from the beginning of the run
	took int32 // µs from the scheduled moment
}

// outcome is the whole run.
type outcome struct {
	receipts  []got
	latencies []latency // the shortest first
	errors    map[string]int
	offered   int
	took      time.Duration
}

// source makes the next request into a buffer.
type source func(ctx context.Context, b []byte) (request []byte, key [16]byte, err error)

// offer drives the servers. A request that finds every connection busy leaves late, and its latency is still counted from
// the moment at which it was due: nobody's waiting is forgotten.
func offer(ctx context.Context, l Load, next source) outcome {
	var (
		all    sync.WaitGroup
		turn   atomic.Int64
		total  = int64(l.Rate) * int64(l.Duration) / int64(time.Second)
		begin  = time.Now().Add(200 * time.Millisecond) // connections are made before
		result = make([]measured, l.Connections)
	)
	due := func() (time.Time, bool) {
		n := turn.Add(1) - 1
		if l.Rate == 0 {
			now := time.Now()
			return now, now.Before(begin.Add(l.Duration))
		}
		return begin.Add(time.Duration(n) * time.Second / time.Duration(l.Rate)), n < total
	}
	for i := range l.Connections {
		all.Go(func() {
			m := &result[i]
			m.errors = map[string]int{}
			c := &connection{address: l.Addresses[i%len(l.Addresses)]}
			defer c.close()
			if err := c.open(); err != nil {
				m.errors[reason(err)]++
			}
			time.Sleep(time.Until(begin))
			for {
				at, more := due()
				if !more || ctx.Err() != nil {
					return
				}
				time.Sleep(time.Until(at))
				m.one(ctx, c, at, int32(at.Sub(begin).Milliseconds()), next)
			}
		})
	}
	all.Wait()
	o := outcome{errors: map[string]int{}, took: time.Since(begin), offered: int(min(turn.Load(), total))}
	for i := range result {
		o.receipts = append(o.receipts, result[i].receipts...)
		o.latencies = append(o.latencies, result[i].latencies...)
		for why, n := range result[i].errors {
			o.errors[why] += n
		}
		result[i] = measured{}
	}
	if l.Rate == 0 {
		o.offered = len(o.latencies)
	}
	slices.SortFunc(o.latencies, func(a, b latency) int { return int(a.took) - int(b.took) })
	return o
}

func (m *measured) one(ctx context.Context, c *connection, due time.Time, after int32, next source) {
	request, key, err := next(ctx, c.out)
	if err == nil {
		c.out = request
		var status int
		var body []byte
		if status, body, err = c.exchange(request); err == nil && status != 200 {
			err = fmt.Errorf("%d %s", status, codeOf(body))
		}
		if err == nil {
			m.latencies = append(m.latencies, latency{after, int32(min(time.Since(due).Microseconds(), 1<<31-1))})
			if key != [16]byte{} {
				m.receipts = append(m.receipts, receiptOf(key, body))
			}
			return
		}
	}
	m.errors[reason(err)]++
}

// sparingly lets the generator keep to one core at a time: it needs a third of one, and looking for work on the other would
// take that from the servers.
func sparingly() (end func()) {
	all := runtime.GOMAXPROCS(1)
	return func() { runtime.GOMAXPROCS(all) }
}

// connection is one keep-alive connection, spoken by hand: a client library would cost more than the server.
type connection struct {
	address string
	conn    net.Conn
	in, out []byte
}

// answerTime is longer than any answer may take; a server that was killed answers never.
const answerTime = 40 * time.Second

func (c *connection) open() (err error) {
	c.conn, err = net.DialTimeout("tcp", c.address, 5*time.Second)
	return err
}

func (c *connection) close() {
	if c.conn != nil {
		c.conn.Close()
		c.conn = nil
	}
}

// exchange sends a request and reads the answer. After an error the connection is made anew.
func (c *connection) exchange(request []byte) (status int, body []byte, err error) {
	if c.conn == nil {
		if err := c.open(); err != nil {
			return 0, nil, err
		}
	}
	if c.in == nil {
		c.in = make([]byte, 16<<10)
	}
	defer func() {
		if err != nil {
			c.close()
		}
	}()
	if _, err := c.conn.Write(request); err != nil {
		return 0, nil, err
	}
	if err := c.conn.SetReadDeadline(time.Now().Add(answerTime)); err != nil {
		return 0, nil, err
	}
	filled := 0
	for {
		n, err := c.conn.Read(c.in[filled:])
		filled += n
		if err != nil {
			return 0, nil, err
		}
		status, body, whole, err := parse(c.in[:filled])
		if err != nil || whole {
			return status, body, err
		}
		if filled == len(c.in) {
			c.in = append(c.in, make([]byte, len(c.in))...)
		}
	}
}

var (
	endOfHead = []byte("\r\n\r\n")
	lengthIs  = []byte("\r\nContent-Length: ")
	chunked   = []byte("\r\nTransfer-Encoding: chunked")
	lastChunk = []byte("\r\n0\r\n\r\n")
)

// parse reads an answer that may not be whole yet.
func parse(b []byte) (status int, body []byte, whole bool, err error) {
	head := bytes.Index(b, endOfHead)
	if head < 0 {
		return 0, nil, false, nil
	}
	if status, err = strconv.Atoi(string(b[9:12])); err != nil {
		return 0, nil, false, fmt.Errorf("no status: %w", err)
	}
	body = b[head+len(endOfHead):]
	at := bytes.Index(b[:head+2], lengthIs)
	if at < 0 {
		if bytes.Contains(b[:head+2], chunked) {
			return status, body, bytes.HasSuffix(b, lastChunk), nil
		}
		return status, nil, true, nil
	}
	length := 0
	for _, digit := range b[at+len(lengthIs):] {
		if digit < '0' || digit > '9' {
			break
		}
		length = 10*length + int(digit-'0')
	}
	if len(body) < length {
		return status, nil, false, nil
	}
	return status, body[:length], true, nil
}

// reason is an error in the words by which errors are counted.
func reason(err error) string {
	var timeout net.Error
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "connection ended"
	case errors.As(err, &timeout) && timeout.Timeout():
		return "no answer in time"
	}
	if _, network := errors.AsType[*net.OpError](err); network {
		return "connection broken"
	}
	return err.Error()
}
