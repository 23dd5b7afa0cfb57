package api

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"veche/internal/platform/auth"
)

// Outside says how requests reach the program.
type Outside struct {
	URL     *url.URL       // address at which people open it; nil: as the request says
	Proxies []netip.Prefix // whose X-Forwarded-For is believed
}

// note is what one request leaves for its log line. It is filled on the way in and read on the way out.
type note struct {
	id        string
	address   string
	operation string
	object    object
	by        auth.Actor
	err       error
	quiet     bool
}

type noteKey struct{}

func noteOf(ctx context.Context) *note {
	if n, ok := ctx.Value(noteKey{}).(*note); ok {
		return n
	}
	return &note{}
}

// Address is the network address of whoever makes the request, seen through the trusted proxies.
func Address(r *http.Request) string {
	return cmp.Or(noteOf(r.Context()).address, hostOf(r.RemoteAddr))
}

// Quiet leaves a request that goes well out of the log. It is for what is kept elsewhere anyway and comes ten thousand
// times a second; the counters count it, and refusals are told.
func Quiet(r *http.Request) { noteOf(r.Context()).quiet = true }

// RequestID is the key of the request's line in the log.
func RequestID(ctx context.Context) string { return noteOf(ctx).id }

// Handler is the mux behind everything that all requests share: request id, log line, a caught panic, headers,
// refusal of requests from pages of other sites.
func (a *API) Handler(o Outside) http.Handler {
	guard := http.NewCrossOriginProtection()
	if o.URL != nil {
		if err := guard.AddTrustedOrigin(o.URL.Scheme + "://" + o.URL.Host); err != nil {
			panic(err) // the address was checked by config
		}
	}
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { a.answer(w, r, errCrossOrigin) }))
	secure := o.URL != nil && o.URL.Scheme == "https"
	inner := guard.Handler(a.mux)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started := time.Now()
		n := &note{id: rand.Text(), address: o.From(r.RemoteAddr, strings.Join(r.Header.Values("X-Forwarded-For"), ","))}
		r = r.WithContext(context.WithValue(r.Context(), noteKey{}, n))
		answer := &watched{ResponseWriter: w}
		headers(answer.Header(), n.id, secure || r.TLS != nil)
		defer func() {
			p := recover()
			if p != nil && p != http.ErrAbortHandler {
				a.log.Error("panic", "request", n.id, "what", fmt.Sprint(p), "stack", string(debug.Stack()))
				if answer.status == 0 {
					a.answer(answer, r, errPanic)
				}
			}
			a.logRequest(r.Context(), n, r.Method, cmp.Or(n.operation, r.Pattern), answer.status, answer.bytes, time.Since(started))
			if p == http.ErrAbortHandler {
				panic(p)
			}
		}()
		inner.ServeHTTP(answer, r)
	})
}

// What every answer says in the same words; they are made once and not for each of ten thousand answers a second.
var (
	noSniff    = []string{"nosniff"}
	sameOrigin = []string{"same-origin"}
	noStore    = []string{"no-store"}
	onlyHTTPS  = []string{"max-age=31536000; includeSubDomains"}
)

func headers(h http.Header, id string, secure bool) {
	h.Set("X-Request-Id", id)
	h["X-Content-Type-Options"], h["Referrer-Policy"], h["Cache-Control"] = noSniff, sameOrigin, noStore
	if secure {
		h["Strict-Transport-Security"] = onlyHTTPS
	}
}

// logRequest writes one line without personal data: the pattern instead of the path, no query, the account's number
// instead of a name.
func (a *API) logRequest(ctx context.Context, n *note, method, operation string, status int, bytes int64, took time.Duration) {
	level := slog.LevelInfo
	if a.Served != nil {
		a.Served(operation, status, took)
	}
	if n.quiet && status < http.StatusBadRequest {
		return
	}
	fields := []any{"request", n.id, "method", method, "operation", operation, "status", status,
		"bytes", bytes, "ms", took.Milliseconds(), "account", n.by.AccountID}
	if n.object.id != "" {
		fields = append(fields, "object", n.object.kind+":"+n.object.id)
	}
	if n.err != nil {
		fields = append(fields, "error", n.err.Error())
	}
	switch {
	case status >= 500:
		level = slog.LevelError
	case n.operation == "" && status < 400:
		level = slog.LevelDebug // pages and their parts
	}
	a.log.Log(ctx, level, "request", fields...)
}

// Account closes the books on a request of an open operation that another server than net/http has read: it is counted, and
// a refusal becomes a problem with its line in the log. What went well needs no line, as after Quiet.
func (a *API) Account(ctx context.Context, method, operation string, took time.Duration, err error) *Problem {
	if err == nil {
		if a.Served != nil {
			a.Served(operation, http.StatusOK, took)
		}
		return nil
	}
	n := &note{id: rand.Text(), operation: operation}
	p := a.problem(context.WithValue(ctx, noteKey{}, n), err)
	a.logRequest(ctx, n, method, operation, p.Status, 0, took)
	return p
}

// From is the address of whoever makes a request that came from remote with X-Forwarded-For, which is walked from the right
// while the hops are trusted: what stands left of the first stranger is his own invention.
func (o Outside) From(remote, forwarded string) string {
	address := hostOf(remote)
	hops := strings.Split(forwarded, ",")
	for _, hop := range slices.Backward(hops) {
		if hop = strings.TrimSpace(hop); hop == "" || !o.trusts(address) {
			break
		}
		address = hop
	}
	return address
}

func (o Outside) trusts(address string) bool {
	ip, err := netip.ParseAddr(address)
	return err == nil && slices.ContainsFunc(o.Proxies, func(p netip.Prefix) bool { return p.Contains(ip.Unmap()) })
}

func hostOf(address string) string {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return address
	}
	return host
}

// watched remembers what was answered.
type watched struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (w *watched) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *watched) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(p)
	w.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach deadlines and flushing.
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }
