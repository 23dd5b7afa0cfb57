package smev_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"veche/smev"
	"veche/smev/c14n"
	"veche/smev/message"
	"veche/smev/mtom"
	"veche/smev/smevtest"
	"veche/smev/transform"
	"veche/smev/xmldsig"
	"veche/smev/xmltoken"
)

// room is what a reader may write of a document of some kilobytes; patience is far more than it needs.
const (
	room     = 1 << 20
	patience = 20 * time.Second
)

// spared reads all that a reader gives, but not more than there is room for.
type spared struct {
	t    *testing.T
	text bytes.Buffer
}

func (s *spared) Write(p []byte) (int, error) {
	if s.text.Write(p); s.text.Len() > room {
		s.t.Fatal("it multiplies")
	}
	return len(p), nil
}

// TestXXEAndBillionLaughs tries every door of the library by which a document comes in. None opens anything, none
// multiplies anything, each refuses the document.
func TestXXEAndBillionLaughs(t *testing.T) {
	const root = `<a>` + smevtest.Here + `</a>`
	envelope := strings.Replace(nothing, `types/1.2"/>`, `types/1.2">`+smevtest.Here+`</GetRequestResponse>`, 1)
	key := smevtest.NewStand(t).Key(t, "ИС")
	signed := must(xmldsig.Sign(t.Context(), []byte(`<a><b Id="X">b</b><c></c><d></d></a>`), xmldsig.SignOptions{ID: "X", Into: "/a/c", Key: key}))(t)
	asked := must(message.WriteGetRequest(message.V12, message.Selector{Timestamp: time.Now()}))(t).Unsigned()
	for name, door := range map[string]struct {
		document string
		read     func(t *testing.T, in []byte, out io.Writer) error
	}{
		"xmltoken": {root, func(_ *testing.T, in []byte, out io.Writer) error {
			r := xmltoken.NewReader(bytes.NewReader(in), xmltoken.Limits{})
			for {
				token, err := r.Next()
				if err == io.EOF {
					return nil
				}
				if err != nil {
					return err
				}
				out.Write(token.Data)
			}
		}},
		"c14n": {root, func(_ *testing.T, in []byte, out io.Writer) error {
			return c14n.Document(out, bytes.NewReader(in), c14n.Options{})
		}},
		"transform": {root, func(_ *testing.T, in []byte, out io.Writer) error {
			return transform.Document(out, bytes.NewReader(in), transform.Options{})
		}},
		"xmldsig.Verify": {strings.Replace(string(signed), "</d>", smevtest.Here+"</d>", 1), func(t *testing.T, in []byte, _ io.Writer) error {
			report, err := xmldsig.Verify(t.Context(), bytes.NewReader(in), xmldsig.VerifyOptions{Expected: []xmldsig.Expected{{Signature: "/a/c", Element: "/a/b"}}})
			if err != nil {
				return err
			}
			return report.Err()
		}},
		"xmldsig.Digest": {`<a><b Id="X">` + smevtest.Here + `</b></a>`, func(t *testing.T, in []byte, out io.Writer) error {
			_, err := xmldsig.Digest(t.Context(), bytes.NewReader(in), "X", out, nil)
			return err
		}},
		"xmldsig.Sign": {`<a><b Id="X">` + smevtest.Here + `</b><c></c></a>`, func(t *testing.T, in []byte, out io.Writer) error {
			signed, err := xmldsig.Sign(t.Context(), in, xmldsig.SignOptions{ID: "X", Into: "/a/c", Key: key})
			out.Write(signed)
			return err
		}},
		"message.Parse": {`<a xmlns="u">` + smevtest.Here + `</a>`, func(_ *testing.T, in []byte, out io.Writer) error {
			e, err := message.Parse(in)
			if err == nil {
				out.Write(e.Fragment())
			}
			return err
		}},
		"message.ReadCall": {strings.Replace(string(asked), "</soap:Body>", smevtest.Here+"</soap:Body>", 1), func(_ *testing.T, in []byte, _ io.Writer) error {
			_, err := message.ReadCall(in)
			return err
		}},
		"message.ReadAnswer": {envelope, func(_ *testing.T, in []byte, _ io.Writer) error {
			_, err := message.ReadAnswer(in)
			return err
		}},
		"a content to be sent": {`<a xmlns="urn:a">` + smevtest.Here + `</a>`, func(_ *testing.T, in []byte, out io.Writer) error {
			e, err := message.WriteSendRequest(message.V12, &message.Request{MessageID: message.NewMessageIDs(nil).Next(), Body: message.Body{Content: in}})
			if err == nil {
				out.Write(e.Unsigned())
			}
			return err
		}},
		"an answer to the client": {envelope, func(t *testing.T, in []byte, _ io.Writer) error {
			return received(t, "text/xml", func(w io.Writer) error { _, err := w.Write(in); return err })
		}},
		"an answer to the client, multipart": {envelope, func(t *testing.T, in []byte, _ io.Writer) error {
			m := mtom.NewMessage(in)
			body := must(m.Body())(t)
			return received(t, m.ContentType(), func(w io.Writer) error { _, err := io.Copy(w, body); return err })
		}},
	} {
		t.Run(name, func(t *testing.T) {
			out := &spared{t: t}
			if err := door.read(t, []byte(strings.Replace(door.document, smevtest.Here, "text", 1)), out); err != nil {
				t.Fatalf("the honest document is refused: %v", err)
			}
			for attack, document := range smevtest.Hostile(t, door.document) {
				began := time.Now()
				if err := door.read(t, document, out); err == nil {
					t.Errorf("%s: it is read", attack)
				} else if strings.Contains(err.Error(), smevtest.Secret) {
					t.Errorf("%s: the error tells the content of a file", attack)
				}
				if took := time.Since(began); took > patience {
					t.Errorf("%s: it takes %v", attack, took)
				}
			}
			if strings.Contains(out.text.String(), smevtest.Secret) {
				t.Error("the content of a file of ours has come in")
			}
		})
	}
}

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// received is what a client says of an answer.
func received(t *testing.T, contentType string, write func(io.Writer) error) error {
	t.Helper()
	endpoint := node(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		if err := write(w); err != nil {
			t.Error(err)
		}
	})
	_, err := client(t, endpoint, func(o *smev.Options) { o.Unsigned = true }).GetRequest(context.Background(), message.Selector{}, smev.NewMemoryStore())
	return err
}
