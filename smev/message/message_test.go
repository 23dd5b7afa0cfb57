package message_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"time"

	"veche/smev/message"
	"veche/smev/xmldsig"
)

func TestARequestComesBackAsItWent(t *testing.T) {
	for _, v := range []message.Version{message.V12, message.V13} {
		want := &message.Request{MessageID: first, ReferenceMessageID: second, TransactionCode: "код\n2", NodeID: "n", EOL: at, Body: fullBody(), BusinessProcess: content(), Test: true}
		document := ready(t)(message.WriteSendRequest(v, want))
		call, err := message.ReadCall(document)
		if err != nil {
			t.Fatal(err)
		}
		got := call.Request
		if !got.EOL.Equal(want.EOL) {
			t.Error(got.EOL)
		}
		got.EOL = want.EOL
		mtom, stored := 0, 0
		for _, a := range got.Attachments {
			if a.ByReference {
				stored++
			} else {
				mtom++
			}
		}
		if mtom != 2 || stored != 1 || len(call.Parts) != 2 || call.Parts[0].Href != "cid:a1" {
			t.Errorf("%+v", call.Parts)
		}
		got.Attachments, want.Attachments = nil, nil
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%+v\n%+v", got, want)
		}
		if _, err := call.Verify(t.Context(), document, xmldsig.VerifyOptions{}); err != nil {
			t.Error(err)
		}
	}
}

func TestAFragmentTakesItsNamespacesAlong(t *testing.T) {
	root, err := message.Parse([]byte(`<a xmlns="urn:a" xmlns:b="urn:b"><b:c xmlns=""><d b:e="1">x<!-- c --></d></b:c></a>`))
	if err != nil {
		t.Fatal(err)
	}
	if got := string(root.Children[0].Fragment()); got != `<b:c xmlns:b="urn:b" xmlns=""><d b:e="1">x<!-- c --></d></b:c>` {
		t.Error(got)
	}
	if got := string(root.Children[0].Children[0].Fragment()); got != `<d xmlns:b="urn:b" b:e="1">x<!-- c --></d>` {
		t.Error(got)
	}
}

func TestWhatCannotBeSent(t *testing.T) {
	good := func() *message.Request {
		return &message.Request{MessageID: first, Body: message.Body{Content: content()}}
	}
	cases := map[string]func(*message.Request){
		"an identifier in upper case":           func(r *message.Request) { r.MessageID = message.MessageID(strings.ToUpper(string(first))) },
		"content without namespace":             func(r *message.Request) { r.Content = []byte("<a/>") },
		"content with a document type":          func(r *message.Request) { r.Content = []byte(`<!DOCTYPE a><a xmlns="urn:a"/>`) },
		"two roots":                             func(r *message.Request) { r.Content = []byte(`<a xmlns="urn:a"/><a xmlns="urn:a"/>`) },
		"a node of 51 characters":               func(r *message.Request) { r.NodeID = strings.Repeat("я", 51) },
		"a control character":                   func(r *message.Request) { r.TransactionCode = "\x01" },
		"an attachment whose name is no NCName": func(r *message.Request) { r.Attachments = []message.Attachment{{ID: "1a", MimeType: "text/plain"}} },
		"an attachment of a foreign type":       func(r *message.Request) { r.Attachments = []message.Attachment{{ID: "a", MimeType: "font/ttf"}} },
		"routing in 1.2":                        func(r *message.Request) { r.Routing = &message.Routing{Dynamic: []string{"a"}} },
	}
	for name, spoil := range cases {
		r := good()
		spoil(r)
		if _, err := message.WriteSendRequest(message.V12, r); err == nil {
			t.Errorf("%s is written", name)
		}
	}
	if _, err := message.WriteSendRequest(message.V12, good()); err != nil {
		t.Error(err)
	}
}

func TestIdentifiers(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 30, 0, 123456700, time.UTC)
	ids := message.NewMessageIDs(func() time.Time { return now })
	one, two := ids.Next(), ids.Next()
	now = now.Add(-time.Hour)
	three := ids.Next()
	for _, id := range []message.MessageID{one, two, three} {
		if _, err := message.ParseMessageID(string(id)); err != nil {
			t.Error(err)
		}
		if variant := id[19]; !strings.ContainsRune("89ab", rune(variant)) {
			t.Errorf("%s is of variant %c", id, variant)
		}
	}
	if !one.Time().Equal(now.Add(time.Hour)) || !two.Time().After(one.Time()) || !three.Time().After(two.Time()) {
		t.Errorf("%v, %v, %v", one.Time(), two.Time(), three.Time())
	}
	if got := first.Time().Format(time.DateTime); got != "2018-09-20 10:44:08" {
		t.Errorf("the time within %s is %s", first, got)
	}
	for _, wrong := range []string{"", "c8aac01f-bc02-41e8-af1e-005056b1e729", "C8AAC01F-bc02-11e8-af1e-005056b1e729", "c8aac01f-bc02-11e8-af1e-005056b1e72", "c8aac01f_bc02-11e8-af1e-005056b1e729"} {
		if _, err := message.ParseMessageID(wrong); err == nil {
			t.Errorf("%q is accepted", wrong)
		}
	}
}

func FuzzRead(f *testing.F) {
	document := ready(f)(message.WriteSendRequest(message.V13, &message.Request{MessageID: first, EOL: at, Body: fullBody(), Test: true}))
	f.Add(document)
	for _, k := range message.FaultKinds() {
		fault := ready(f)(message.WriteFault(message.V13, filled(k)))
		f.Add(fault)
	}
	delivery := ready(f)(message.WriteDelivery(message.V11, &message.Delivery{Request: &message.Request{MessageID: first, Body: fullBody()},
		Metadata: message.Metadata{Type: message.TypeRequest, Sent: at}, ReplyTo: "r"}))
	f.Add(delivery)
	f.Fuzz(func(t *testing.T, document []byte) {
		if call, err := message.ReadCall(document); err == nil && call.Request != nil {
			rewrite(t, call.Request)
		}
		if answer, err := message.ReadAnswer(document); err == nil && answer.Delivered != nil {
			if body := answer.Delivered.Body(); body.Content != nil {
				if again, err := message.Parse(body.Content); err != nil || !bytes.Equal(again.Fragment(), body.Content) {
					t.Errorf("the content does not stand by itself: %v\n%s", err, body.Content)
				}
			}
		}
	})
}

// rewrite writes what was read: it must be refused, or come back the same.
func rewrite(t *testing.T, r *message.Request) {
	e, err := message.WriteSendRequest(message.V12, r)
	if err != nil {
		return
	}
	document := e.Unsigned()
	call, err := message.ReadCall(document)
	if err != nil {
		t.Fatalf("what was written is not read: %v\n%s", err, document)
	}
	if !bytes.Equal(call.Request.Content, r.Content) || call.Request.TransactionCode != r.TransactionCode {
		t.Errorf("%+v\n%+v", r, call.Request)
	}
}
