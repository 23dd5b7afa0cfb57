package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/valyala/fasthttp"
)

// bareAnswer is a receipt that was made before.
var bareAnswer = []byte(`{"number":"1-2026-000001","service_id":1,"year":2026,"sequence":1,"at":"2026-04-01T11:00:00.000001Z","place":"izh-001, general","place_no":1,"content":"5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9","salt":"000102030405060708090a0b0c0d0e0f","leaf":"d6c2b7d95feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a"}`)

// ServeBare reads what is posted and answers with a receipt that was made before: what HTTP alone costs on this machine, by
// the standard server and by that of the entrance of a surge.
func ServeBare(ctx context.Context, ready func(standard, surge string)) error {
	one, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	other, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	standard := &http.Server{ReadHeaderTimeout: 10 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.ReadFull(r.Body, make([]byte, r.ContentLength)); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.Write(bareAnswer)
	})}
	surge := &fasthttp.Server{Handler: func(c *fasthttp.RequestCtx) {
		c.SetContentType("application/json")
		c.SetBody(bareAnswer)
	}}
	failed := make(chan error, 2)
	go func() { failed <- standard.Serve(one) }()
	go func() { failed <- surge.Serve(other) }()
	ready(one.Addr().String(), other.Addr().String())
	select {
	case <-ctx.Done():
		return errors.Join(standard.Close(), surge.Shutdown())
	case err := <-failed:
		return err
	}
}

// bareTime is long enough for a rate that is steady.
const bareTime = 10 * time.Second

// bare offers the same requests to servers that store nothing.
func (s *site) bare(ctx context.Context, durable float64, people *crowd) (*Bare, error) {
	one, err := Serve(ctx, s.Program, s.folder, s.url, "127.0.0.1:0", "bench", "bare")
	if err != nil {
		return nil, err
	}
	defer one.Kill()
	defer sparingly()()
	standard, err := s.bareRate(ctx, one.Address, people)
	if err != nil {
		return nil, err
	}
	surge, err := s.bareRate(ctx, one.Surge, people)
	if err != nil {
		return nil, err
	}
	ratio := func(rate float64) float64 { return float64(int(durable/rate*1000)) / 1000 }
	return &Bare{PerSecond: standard, Ratio: ratio(standard), SurgePerSecond: surge, SurgeRatio: ratio(surge)}, nil
}

func (s *site) bareRate(ctx context.Context, address string, people *crowd) (float64, error) {
	out := offer(ctx, Load{Duration: bareTime, Connections: s.Connections, Addresses: []string{address}}, people.next)
	if len(out.errors) > 0 {
		return 0, fmt.Errorf("the bare server: %v", out.errors)
	}
	return float64(int(float64(len(out.latencies)) / out.took.Seconds())), nil
}
