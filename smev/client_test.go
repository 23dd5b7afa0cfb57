package smev_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"veche/smev"
	"veche/smev/message"
	"veche/smev/mtom"
	"veche/smev/smevtest"
)

// node answers every call with the same.
func node(t testing.TB, answer http.HandlerFunc) string {
	t.Helper()
	server := httptest.NewServer(answer)
	t.Cleanup(server.Close)
	return server.URL + "/smev/v1.2/ws"
}

func client(t testing.TB, endpoint string, change ...func(*smev.Options)) *smev.Client {
	t.Helper()
	o := smev.Options{Endpoint: endpoint, Version: message.V12, Key: smevtest.NewStand(t).Key(t, "ИС"), Timeout: 10 * time.Second}
	for _, f := range change {
		f(&o)
	}
	c, err := smev.NewClient(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWhomAClientCalls(t *testing.T) {
	key := smevtest.NewStand(t).Key(t, "ИС")
	for name, o := range map[string]smev.Options{
		"a file":                     {Endpoint: "file:///etc/passwd", Version: message.V12, Key: key},
		"a password in the address":  {Endpoint: "http://a:b@host/", Version: message.V12, Key: key},
		"no version":                 {Endpoint: "http://host/", Key: key},
		"no key":                     {Endpoint: "http://host/", Version: message.V12},
		"a host that is not allowed": {Endpoint: "http://host/", Version: message.V12, Key: key, Hosts: []string{"other"}},
		"a store not allowed":        {Endpoint: "http://host/", FileStore: "elsewhere:21", Version: message.V12, Key: key, Hosts: []string{"host"}},
	} {
		if _, err := smev.NewClient(o); err == nil {
			t.Errorf("%s is called", name)
		}
	}
	if _, err := smev.NewClient(smev.Options{Endpoint: "http://host:7500/", FileStore: "store", Version: message.V12, Key: key, Hosts: []string{"host", "store"}}); err != nil {
		t.Error(err)
	}
}

const nothing = `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><GetRequestResponse xmlns="urn://x-artefacts-smev-gov-ru/services/message-exchange/types/1.2"/></S:Body></S:Envelope>`

func TestAnswersThatAreNone(t *testing.T) {
	elsewhere := node(t, func(http.ResponseWriter, *http.Request) { t.Error("the client has followed a redirect") })
	for name, answer := range map[string]http.HandlerFunc{
		"a redirect": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere, http.StatusTemporaryRedirect)
		},
		"a page": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			io.WriteString(w, nothing)
		},
		"nothing":             func(http.ResponseWriter, *http.Request) {},
		"a broken connection": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"another operation": func(w http.ResponseWriter, _ *http.Request) {
			soap(w, 200, `<AckResponse xmlns="urn://x-artefacts-smev-gov-ru/services/message-exchange/types/1.2"/>`)
		},
		"an envelope of others": func(w http.ResponseWriter, _ *http.Request) { soap(w, 200, `<a xmlns="urn:a"/>`) },
		"an answer with a status": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/xml")
			w.WriteHeader(500)
			io.WriteString(w, nothing)
		},
	} {
		_, err := client(t, node(t, answer)).GetRequest(t.Context(), message.Selector{}, smev.NewMemoryStore())
		var failed *smev.TransportError
		if !errors.As(err, &failed) || failed.NotSent {
			t.Errorf("%s: %v", name, err)
		}
	}
	c := client(t, "http://127.0.0.1:1/")
	_, err := c.GetRequest(t.Context(), message.Selector{}, smev.NewMemoryStore())
	var failed *smev.TransportError
	if !errors.As(err, &failed) || !failed.NotSent {
		t.Errorf("a node that is not there: %v", err)
	}
}

func soap(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "text/xml; charset=utf-8")
	w.WriteHeader(status)
	io.WriteString(w, `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>`+body+`</S:Body></S:Envelope>`)
}

func TestACallThatMakesNoProgressEnds(t *testing.T) {
	gone := make(chan struct{})
	endpoint := node(t, func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "text/xml")
		io.WriteString(w, "<a")
		http.NewResponseController(w).Flush()
		<-r.Context().Done()
		close(gone)
	})
	_, err := client(t, endpoint, func(o *smev.Options) { o.Timeout = 50 * time.Millisecond }).GetStatus(t.Context())
	if err == nil {
		t.Error("a standing call ends well")
	}
	<-gone
}

func TestACallEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	endpoint := node(t, func(_ http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		cancel()
		<-r.Context().Done()
	})
	if _, err := client(t, endpoint).GetStatus(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestHeadersOfACall(t *testing.T) {
	endpoint := node(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("SOAPAction") != `"urn:GetRequest"` || r.Header.Get("Content-Type") != "text/xml; charset=utf-8" || r.UserAgent() != "" || r.ContentLength <= 0 {
			t.Errorf("%v", r.Header)
		}
		w.Header().Set("Content-Type", "text/xml")
		io.WriteString(w, nothing)
	})
	if d, err := client(t, endpoint).GetRequest(t.Context(), message.Selector{}, smev.NewMemoryStore()); d != nil || err != nil {
		t.Error(d, err)
	}
}

// taken is an answer of an emulator that signs nothing.
const taken = `<SendRequestResponse xmlns="urn://x-artefacts-smev-gov-ru/services/message-exchange/types/1.2"><MessageMetadata><MessageType>REQUEST</MessageType><SendingTimestamp>2026-03-02T09:30:00+03:00</SendingTimestamp><Status>requestIsQueued</Status></MessageMetadata></SendRequestResponse>`

func TestAnAnswerWithoutSignatureIsBelievedOnlyWhereThatIsSaid(t *testing.T) {
	endpoint := node(t, func(w http.ResponseWriter, _ *http.Request) { soap(w, 200, taken) })
	r := &message.Request{MessageID: message.NewMessageIDs(nil).Next(), Body: message.Body{Content: []byte(`<a xmlns="urn:a"/>`)}}
	_, err := client(t, endpoint).SendRequest(t.Context(), r, nil)
	var wrong *message.SignatureError
	if !errors.As(err, &wrong) || !wrong.Absent {
		t.Error(err)
	}
	if m, err := client(t, endpoint, func(o *smev.Options) { o.Unsigned = true }).SendRequest(t.Context(), r, nil); err != nil || m.Status != message.RequestQueued {
		t.Error(m, err)
	}
}

func TestAnAnswerThatIsTooLongIsNotRead(t *testing.T) {
	endpoint := node(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/xml")
		io.WriteString(w, nothing)
	})
	_, err := client(t, endpoint, func(o *smev.Options) { o.Limits = mtom.Limits{Root: 100} }).GetRequest(t.Context(), message.Selector{}, smev.NewMemoryStore())
	if !errors.Is(err, mtom.ErrTooLarge) {
		t.Error(err)
	}
}

func TestAMessageThatCannotBeWrittenIsNotSent(t *testing.T) {
	c := client(t, node(t, func(http.ResponseWriter, *http.Request) { t.Error("something is sent") }))
	for name, r := range map[string]*message.Request{
		"no identifier":   {Body: message.Body{Content: []byte(`<a xmlns="urn:a"/>`)}},
		"no content":      {MessageID: "c8aac01f-bc02-11e8-af1e-005056b1e729"},
		"an absent file":  {MessageID: "c8aac01f-bc02-11e8-af1e-005056b1e729", Body: message.Body{Content: []byte(`<a xmlns="urn:a"/>`), Attachments: []message.Attachment{{ID: "a", MimeType: "text/plain"}}}},
		"no XML whatever": {MessageID: "c8aac01f-bc02-11e8-af1e-005056b1e729", Body: message.Body{Content: []byte(`a`)}},
	} {
		if _, err := c.SendRequest(t.Context(), r, nil); !errors.Is(err, smev.ErrUnwritable) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
