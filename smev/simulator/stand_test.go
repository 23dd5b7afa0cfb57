package simulator_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"veche/cms"
	"veche/smev"
	"veche/smev/message"
	"veche/smev/mtom"
	"veche/smev/simulator"
	"veche/smev/smevtest"
)

const queryNamespace = "urn://region/query/1.0"

// clock is set by the tests; it begins now, since certificates are of now.
type clock struct {
	mu     sync.Mutex
	offset time.Duration
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.offset)
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.offset += d
}

// stand is a node with a consumer and a provider.
type stand struct {
	t         testing.TB
	clock     *clock
	authority *smevtest.Stand
	node      *simulator.Node
	url, ftp  string
	consumer  cms.Key
	provider  cms.Key

	mu      sync.Mutex
	written map[message.Version][][]byte // by anybody
}

func newStand(t testing.TB, change ...func(*simulator.Options)) *stand {
	t.Helper()
	s := &stand{t: t, clock: &clock{}, authority: smevtest.NewStand(t), written: map[message.Version][][]byte{}}
	s.consumer, s.provider = s.authority.Key(t, "ИС потребителя"), s.authority.Key(t, "ИС поставщика")
	o := simulator.Options{Dir: t.TempDir(), Forgetful: true, Key: s.authority.Key(t, "СМЭВ"), Trust: s.authority.Trust, Now: s.clock.Now}
	for _, f := range change {
		f(&o)
	}
	s.start(o)
	return s
}

func (s *stand) start(o simulator.Options) {
	s.t.Helper()
	node, err := simulator.New(o)
	if err != nil {
		s.t.Fatal(err)
	}
	s.node = node
	node.OnWritten(s.look)
	server := httptest.NewServer(node)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		s.t.Fatal(err)
	}
	go node.FileStore().Serve(l)
	s.url, s.ftp = server.URL, l.Addr().String()
	s.t.Cleanup(func() {
		server.CloseClientConnections()
		server.Close()
		if err := node.Close(); err != nil {
			s.t.Error(err)
		}
	})
}

func (s *stand) look(v message.Version, document []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.written[v] = append(s.written[v], bytes.Clone(document))
}

// judge has the peers look at everything that was written so far, at most so many envelopes of each version.
func (s *stand) judge(most int) {
	s.t.Helper()
	schemas, engine := smevtest.NewSchemas(s.t), smevtest.NewEngine(s.t)
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, v := range slices.Sorted(maps.Keys(s.written)) {
		for i, document := range s.written[v] {
			if i == most {
				break
			}
			schemas.Valid(v, document)
			if _, err := engine.CheckSignatures(document); err != nil {
				s.t.Errorf("%v\n%s", err, document)
			}
		}
	}
}

// listening shows what a client writes.
type listening struct {
	stand   *stand
	version message.Version
}

func (l listening) RoundTrip(r *http.Request) (*http.Response, error) {
	var head bytes.Buffer
	body := r.Body
	r.Body = struct {
		io.Reader
		io.Closer
	}{io.TeeReader(body, &limited{&head, 1 << 20}), body}
	response, err := http.DefaultTransport.RoundTrip(r)
	if reader, failed := mtom.NewReader(r.Header.Get("Content-Type"), &head, mtom.Limits{}); failed == nil {
		if root, failed := reader.Next(); failed == nil {
			if document, failed := io.ReadAll(root); failed == nil {
				l.stand.look(l.version, document)
			}
		}
	}
	return response, err
}

// limited keeps the beginning only.
type limited struct {
	*bytes.Buffer
	most int
}

func (l *limited) Write(p []byte) (int, error) {
	if room := l.most - l.Len(); room > 0 {
		l.Buffer.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

func (s *stand) client(v message.Version, key cms.Key, change ...func(*smev.Options)) *smev.Client {
	s.t.Helper()
	o := smev.Options{Endpoint: s.url + v.Path(), Version: v, FileStore: s.ftp, Key: key, Trust: s.authority.Trust, Hosts: []string{"127.0.0.1"},
		Timeout: 20 * time.Second, Transport: listening{s, v}, Now: s.clock.Now}
	for _, f := range change {
		f(&o)
	}
	c, err := smev.NewClient(o)
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

func query(n int) []byte {
	return fmt.Appendf(nil, `<q:Query xmlns:q="%s"><q:number>%d</q:number><q:text>Прошу сообщить &lt;сведения&gt;</q:text></q:Query>`, queryNamespace, n)
}

func answer(text string) []byte {
	return fmt.Appendf(nil, `<q:Answer xmlns:q="%s"><q:text>%s</q:text></q:Answer>`, queryNamespace, text)
}

var (
	requests  = []smev.Queue{{Operation: message.GetRequest, Selector: message.Selector{NamespaceURI: queryNamespace, RootElement: "Query"}}}
	responses = []smev.Queue{{Operation: message.GetResponse}, {Operation: message.GetStatus}}
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func put(t testing.TB, s smev.Store, attachment, text string) smev.File {
	t.Helper()
	key, size, err := s.PutFile(context.Background(), strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return smev.File{Attachment: attachment, Key: key, Size: size}
}

func text(t testing.TB, s smev.Store, f smev.File) string {
	t.Helper()
	r, err := s.OpenFile(context.Background(), f.Key)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	return string(must(io.ReadAll(r)))
}

func opener(text string) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
}
