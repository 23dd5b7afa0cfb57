package pos

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"veche/internal/exchange/pos/contract"
	"veche/internal/exchange/pos/simulator"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/smev"
	"veche/smev/message"
	"veche/smev/mtom"
	"veche/smev/smevtest"
)

// wire keeps the envelopes that go over it both ways.
type wire struct {
	mu        sync.Mutex
	envelopes [][]byte
}

func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	sent, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	r.Body = io.NopCloser(bytes.NewReader(sent))
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	got, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	response.Body = io.NopCloser(bytes.NewReader(got))
	w.keep(r.Header.Get("Content-Type"), sent)
	w.keep(response.Header.Get("Content-Type"), got)
	return response, nil
}

func (w *wire) keep(contentType string, body []byte) {
	parts, err := mtom.NewReader(contentType, bytes.NewReader(body), mtom.Limits{})
	if err != nil {
		return
	}
	root, err := parts.Next()
	if err != nil {
		return
	}
	if document, err := io.ReadAll(root); err == nil {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.envelopes = append(w.envelopes, document)
	}
}

// judge has xmllint check everything that went by the official schemas of SMEV, and OpenSSL every raw signature.
func (w *wire) judge(t *testing.T) {
	t.Helper()
	schemas, engine := smevtest.NewSchemas(t), smevtest.NewEngine(t)
	signatures := 0
	seen := map[string]bool{}
	for _, document := range w.envelopes {
		if name := kindOf(document); seen[name] {
			continue // one of each operation and each content is enough: calls of xmllint are slow
		} else {
			seen[name] = true
		}
		schemas.Valid(message.V13, document)
		n, err := engine.CheckSignatures(document)
		if err != nil {
			t.Errorf("%v\n%s", err, document)
		}
		signatures += n
	}
	if len(seen) < 10 || signatures < 10 {
		t.Errorf("%d kinds of envelopes with %d signatures were seen", len(seen), signatures)
	}
}

// kindOf is what an envelope carries: its operation and the question or answer of the contract.
func kindOf(document []byte) string {
	name := ""
	for _, word := range []string{"SendRequestRequest", "SendRequestResponse", "SendResponseRequest", "SendResponseResponse", "GetRequestRequest", "GetRequestResponse", "GetResponseRequest",
		"GetResponseResponse", "GetStatusRequest", "GetStatusResponse", "AckRequest", "AckResponse", "<news", "<itemData", "<acknowledge", "<acknowledged", "<states>", "<outcomes", "<answer", "<statesOf",
		"ReferenceMessageID", "MTOMAttachment", "RefAttachment", "Fault"} {
		if bytes.Contains(document, []byte(word)) {
			name += word + " "
		}
	}
	return name
}

func TestBothSidesWriteEnvelopesOfTheOfficialSchemasSignedForOpenSSL(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		seen := &wire{}
		s := newStand(t, d, func(o *smev.Options) { o.Transport = seen })
		id, card := s.carded(citizen(), simulator.Upload{Name: "яма.txt", Content: strings.NewReader("снимок")})
		s.register(card)
		s.consider(card)
		s.answer(card)
		s.round()
		s.ok(s.CompareNow(t.Context(), s.integrator))
		s.round()
		if got := s.there(id); got.Status != contract.StatusConsidered {
			t.Fatalf("the circle stopped at %s", got.Status)
		}
		seen.judge(t)
	})
}
