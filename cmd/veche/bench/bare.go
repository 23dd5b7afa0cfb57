package bench

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// ServeBare reads what is posted and answers with a receipt that was made before: what HTTP alone costs on this machine.
func ServeBare(ctx context.Context, ready func(address string)) error {
	answer := []byte(`{"number":"1-2026-000001","service_id":1,"year":2026,"sequence":1,"at":"2026-04-01T11:00:00.000001Z","place":"izh-001, general","place_no":1,"content":"5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9","salt":"000102030405060708090a0b0c0d0e0f","leaf":"d6c2b7d95feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a"}`)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := &http.Server{ReadHeaderTimeout: 10 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.ReadFull(r.Body, make([]byte, r.ContentLength)); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.Write(answer)
	})}
	go func() {
		<-ctx.Done()
		server.Close()
	}()
	ready(listener.Addr().String())
	if err := server.Serve(listener); err != http.ErrServerClosed {
		return err
	}
	return nil
}

// bareTime is long enough for a rate that is steady.
const bareTime = 10 * time.Second

// bare offers the same requests to a server that stores nothing.
func (s *site) bare(ctx context.Context, durable float64, people *crowd) (*Bare, error) {
	one, err := Serve(ctx, s.Program, s.folder, s.url, "127.0.0.1:0", "bench", "bare")
	if err != nil {
		return nil, err
	}
	defer one.Kill()
	defer sparingly()()
	out := offer(ctx, Load{Duration: bareTime, Connections: s.Connections, Addresses: []string{one.Address}}, people.next)
	if len(out.errors) > 0 {
		return nil, fmt.Errorf("the bare server: %v", out.errors)
	}
	rate := float64(int(float64(len(out.latencies)) / out.took.Seconds()))
	return &Bare{PerSecond: rate, Ratio: float64(int(durable/rate*1000)) / 1000}, nil
}
