package simulator

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
)

// Transport carries calls of a client to a handler of the same process: the demonstration has no port of its own for
// its phone.
type Transport struct{ Handler http.Handler }

// RoundTrip serves one call.
func (t Transport) RoundTrip(r *http.Request) (answer *http.Response, err error) {
	w := &memory{header: http.Header{}, status: http.StatusOK}
	defer func() {
		switch p := recover(); p {
		case nil:
		case http.ErrAbortHandler: // as a server does: the connection breaks off
			answer, err = nil, fmt.Errorf("the answer broke off: %w", io.ErrUnexpectedEOF)
		default:
			panic(p)
		}
	}()
	t.Handler.ServeHTTP(w, r)
	return &http.Response{StatusCode: w.status, Header: w.header, Body: io.NopCloser(&w.body), Request: r, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}, nil
}

// memory keeps an answer in memory.
type memory struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (w *memory) Header() http.Header         { return w.header }
func (w *memory) WriteHeader(status int)      { w.status = status }
func (w *memory) Write(b []byte) (int, error) { return w.body.Write(b) }
