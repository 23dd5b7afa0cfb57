package simulator_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"veche/smev/message"
	"veche/smev/mtom"
	"veche/smev/smevtest"
)

// TestXXEAndBillionLaughsAtTheNode calls a node with documents that would have it open files and addresses, in plain and in
// multipart calls. It refuses them as no envelope at all, and goes on.
func TestXXEAndBillionLaughsAtTheNode(t *testing.T) {
	s := newStand(t)
	call := must(message.WriteGetRequest(message.V12, message.Selector{Timestamp: s.clock.Now()}))
	signed := string(must(call.Sign(t.Context(), s.provider)))
	for attack, document := range smevtest.Hostile(t, strings.Replace(signed, "</soap:Body>", smevtest.Here+"</soap:Body>", 1)) {
		m := mtom.NewMessage(document)
		for how, contentType := range map[string]string{"plain": "text/xml; charset=utf-8", "multipart": m.ContentType()} {
			var body io.Reader = bytes.NewReader(document)
			if how == "multipart" {
				body = must(m.Body())
			}
			response := must(http.Post(s.url+message.V12.Path(), contentType, body))
			text := string(must(io.ReadAll(response.Body)))
			response.Body.Close()
			_, err := message.ReadAnswer([]byte(text))
			var fault *message.Fault
			if response.StatusCode != http.StatusInternalServerError || !errors.As(err, &fault) || fault.Cause != message.PoorSOAPEnvelopeFormat {
				t.Errorf("%s, %s: %s, %v", attack, how, response.Status, err)
			}
			if strings.Contains(text, smevtest.Secret) {
				t.Errorf("%s, %s: the answer tells the content of a file", attack, how)
			}
		}
	}
	honest := must(http.Post(s.url+message.V12.Path(), "text/xml; charset=utf-8", strings.NewReader(signed)))
	honest.Body.Close()
	if honest.StatusCode != http.StatusOK {
		t.Errorf("the honest call: %s", honest.Status)
	}
}
