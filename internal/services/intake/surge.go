package intake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/valyala/fasthttp"

	"veche/internal/platform/api"
)

// Surge is a second entrance to the same door, for the hour in which thousands come in a second. It knows one request, POST
// /api/intake, and what reads it from the line costs the processor much less than net/http does. A proxy stands before it and
// brings it that request alone; pages and everything else are served at the program's own address.
//
// A page of another site is not looked for here, as the main entrance does: it cannot know a pass, and there is no session.
type Surge struct {
	door    *Service
	api     *api.API
	outside api.Outside
	log     *slog.Logger
	server  *fasthttp.Server
}

const (
	doorPath = "/api/intake"
	lodging  = "POST " + doorPath
	idleTime = 2 * time.Minute
	mostHead = 8 << 10
	mostBody = 4 * MostForm // who sends more than a form is told so; who sends more than this is cut off
)

// NewSurge makes the entrance; the API keeps its books.
func NewSurge(s *Service, a *api.API, o api.Outside, log *slog.Logger) *Surge {
	e := &Surge{door: s, api: a, outside: o, log: log}
	e.server = &fasthttp.Server{Handler: e.serve, ErrorHandler: e.unread, ReadTimeout: bodyTime, IdleTimeout: idleTime, ReadBufferSize: mostHead,
		MaxRequestBodySize: mostBody, CloseOnShutdown: true, NoDefaultServerHeader: true, NoDefaultContentType: true,
		Logger: slog.NewLogLogger(log.Handler(), slog.LevelWarn)}
	return e
}

// Serve lets people in until Shutdown.
func (e *Surge) Serve(l net.Listener) error { return e.server.Serve(l) }

// Shutdown lets nobody in any more and waits for those who are inside.
func (e *Surge) Shutdown(ctx context.Context) error { return e.server.ShutdownWithContext(ctx) }

func (e *Surge) serve(c *fasthttp.RequestCtx) {
	started := time.Now()
	a, err := e.come(c)
	if e.refused(c, started, err) {
		return
	}
	h := &c.Response.Header
	said(h)
	h.SetContentType(jsonType[0])
	receipt := a.Receipt()
	c.Response.SetBodyRaw(receipt.Append(make([]byte, 0, mostReceipt)))
}

// come answers for a panic too: fasthttp would let it end the program.
func (e *Surge) come(c *fasthttp.RequestCtx) (a Accepted, err error) {
	defer func() {
		if p := recover(); p != nil {
			e.log.Error("panic", "operation", lodging, "what", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = errPanic
		}
	}()
	if !c.IsPost() || string(c.Path()) != doorPath {
		return a, api.ErrNoOperation
	}
	// The body belongs to the server again when it is answered; nothing of it is kept longer.
	return e.door.come(c, knock{pass: string(c.Request.Header.Peek(fasthttp.HeaderAuthorization)),
		address: func() string { return e.address(c) }, form: func() ([]byte, error) { return formOf(c) }})
}

func formOf(c *fasthttp.RequestCtx) ([]byte, error) {
	body := c.PostBody()
	if len(body) > MostForm {
		return nil, tooLarge(int64(len(body)))
	}
	return body, nil
}

var errPanic = errors.New("panic")

func (e *Surge) address(c *fasthttp.RequestCtx) string {
	return e.outside.From(c.RemoteAddr().String(), string(c.Request.Header.Peek(fasthttp.HeaderXForwardedFor)))
}

// unread is told of a request that could not be read: too long, too slow, broken off.
func (e *Surge) unread(c *fasthttp.RequestCtx, err error) {
	if errors.Is(err, fasthttp.ErrBodyTooLarge) {
		err = tooLarge(int64(c.Request.Header.ContentLength()))
	} else {
		err = broken(err)
	}
	e.refused(c, time.Now(), err)
}

// refused writes the refusal as the API does.
func (e *Surge) refused(c *fasthttp.RequestCtx, started time.Time, err error) bool {
	p := e.api.Account(c, http.MethodPost, lodging, time.Since(started), err)
	if p == nil {
		return false
	}
	h := &c.Response.Header
	said(h)
	for name, values := range p.GetHeaders() {
		h.Set(name, values[0])
	}
	h.Set("X-Request-Id", p.RequestID)
	h.SetContentType(p.ContentType(""))
	c.SetStatusCode(p.Status)
	raw, _ := json.Marshal(p) // strings and numbers always have their JSON
	c.SetBody(raw)
	return true
}

// said is what every answer of the program says.
func said(h *fasthttp.ResponseHeader) {
	for _, line := range always {
		h.SetCanonical(line.name, line.value)
	}
}

var always = []struct{ name, value []byte }{
	{[]byte("X-Content-Type-Options"), []byte("nosniff")},
	{[]byte("Referrer-Policy"), []byte("same-origin")},
	{[]byte("Cache-Control"), []byte("no-store")},
}
