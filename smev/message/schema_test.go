package message_test

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"veche/cms"
	"veche/smev/message"
	"veche/smev/smevtest"
	"veche/smev/xmldsig"
)

const (
	first  message.MessageID = "1a77671a-bcc2-11e8-bb3a-6149e818f8fe"
	second message.MessageID = "c8aac01f-bc02-11e8-af1e-005056b1e729"
)

var at = time.Date(2026, 3, 2, 9, 30, 0, 58e6, time.FixedZone("MSK", 3*3600))

func content() []byte {
	return []byte(`<q:Query xmlns:q="urn://region/query/1.0"><q:text a="1 &lt; 2">Прошу &amp; жду</q:text></q:Query>`)
}

func fullBody() message.Body {
	return message.Body{Content: content(), Attachments: []message.Attachment{
		{ID: "a1", NamespaceURI: "urn://x", MimeType: "application/pdf", Signature: []byte("signature"), Archive: []message.ArchivedFile{{Name: "письмо.xml", NamespaceURI: "urn://y"}}},
		{ID: "11111111-bc02-11e8-af1e-005056b1e729", ByReference: true, FileName: "дом & сад.pdf", Hash: []byte("hash"), MimeType: "application/zip"},
		{ID: "a2", MimeType: "text/plain"},
	}}
}

// ready is an envelope with its signatures.
func ready(t testing.TB) func(*message.Envelope, error) []byte {
	t.Helper()
	return func(e *message.Envelope, err error) []byte {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		document, err := e.Sign(t.Context(), key(t))
		if err != nil {
			t.Fatal(err)
		}
		return document
	}
}

var theKey struct {
	sync.Once
	cms.Key
}

// key is made once: every document of these tests may have the same signer.
func key(t testing.TB) cms.Key {
	t.Helper()
	theKey.Do(func() { theKey.Key = smevtest.NewStand(t).Key(t, "ИС органа власти") })
	return theKey.Key
}

func TestEveryCallIsValidBySchema(t *testing.T) {
	schemas := smevtest.NewSchemas(t)
	for _, v := range message.Versions() {
		full := &message.Request{MessageID: first, ReferenceMessageID: first, TransactionCode: "код", NodeID: "узел-1", EOL: at, Body: fullBody(),
			BusinessProcess: content(), Test: true}
		calls := map[string]func() (*message.Envelope, error){
			"a request": func() (*message.Envelope, error) { return message.WriteSendRequest(v, full) },
			"a bare request": func() (*message.Envelope, error) {
				return message.WriteSendRequest(v, &message.Request{MessageID: first, Body: message.Body{Content: content()}})
			},
			"an answer": func() (*message.Envelope, error) {
				return message.WriteSendResponse(v, &message.Response{MessageID: second, To: "n|ns|1", Body: fullBody()})
			},
			"rejections": func() (*message.Envelope, error) {
				return message.WriteSendResponse(v, &message.Response{MessageID: second, To: "x", Rejections: []message.Rejection{{message.ReasonNoData, "нет"}, {message.ReasonFailure, "сбой"}}})
			},
			"a status": func() (*message.Envelope, error) {
				return message.WriteSendResponse(v, &message.Response{MessageID: second, To: "x", Status: &message.RequestStatus{Code: 7, Description: "в работе", Parameters: []message.Parameter{{"a", "b"}}}})
			},
			"asking for a request": func() (*message.Envelope, error) {
				return message.WriteGetRequest(v, message.Selector{NamespaceURI: "urn://x", RootElement: "Query", NodeID: "n", Timestamp: at})
			},
			"asking for any answer": func() (*message.Envelope, error) {
				return message.WriteGetResponse(v, message.Selector{Timestamp: at})
			},
			"an acknowledgement":  func() (*message.Envelope, error) { return message.WriteAck(v, first, true) },
			"asking for a status": func() (*message.Envelope, error) { return message.WriteGetStatus(v, at) },
		}
		if v == message.V11 {
			calls["asking for queues"] = func() (*message.Envelope, error) { return message.WriteQueueStatistics(v, "узел", at) }
		}
		if v == message.V13 {
			directive := *full
			directive.Routing = &message.Routing{Dynamic: []string{"Пенза"}, Identifiers: []string{"7"}, Registry: []message.RecordRouting{{RecordID: 1, Dynamic: []string{"a"}}, {RecordID: 2, General: true}}}
			calls["a directive request"] = func() (*message.Envelope, error) { return message.WriteSendRequest(v, &directive) }
		}
		for name, write := range calls {
			t.Run(string(v)+"/"+name, func(t *testing.T) {
				document := ready(t)(write())
				schemas.Valid(v, document)
				call, err := message.ReadCall(document)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := call.Verify(t.Context(), document, xmldsig.VerifyOptions{}); err != nil {
					t.Error(err)
				}
			})
		}
	}
}

func TestEveryAnswerIsValidBySchema(t *testing.T) {
	schemas := smevtest.NewSchemas(t)
	metadata := message.Metadata{MessageID: first, Type: message.TypeRequest, Sender: &message.Party{Mnemonic: "A", Name: "Орган А"}, Sent: at, Destination: "q",
		Recipient: &message.Party{Mnemonic: "B", Name: "Орган Б"}, Interaction: "OIV2OIV", Delivered: at, Status: message.RequestProcessed}
	late := &message.AsyncStatus{OriginalMessageID: first, Category: message.RequestRejectedBySMEV, Details: "отказ",
		Fault: &message.Fault{Kind: message.InvalidContent, Code: "028122", Description: "SMEV-403", Errors: []message.ValidationError{{12, "cvc-complex-type.2.4.a"}}}}
	for _, v := range message.Versions() {
		request := &message.Request{MessageID: first, Body: fullBody()}
		answers := map[string]func() (*message.Envelope, error){
			"taken":         func() (*message.Envelope, error) { return message.WriteTaken(v, message.SendRequest, &metadata) },
			"answer taken":  func() (*message.Envelope, error) { return message.WriteTaken(v, message.SendResponse, &metadata) },
			"no requests":   func() (*message.Envelope, error) { return message.WriteNothing(v, message.GetRequest) },
			"no answers":    func() (*message.Envelope, error) { return message.WriteNothing(v, message.GetResponse) },
			"acknowledged":  func() (*message.Envelope, error) { return message.WriteAcked(v) },
			"no status":     func() (*message.Envelope, error) { return message.WriteStatus(v, nil) },
			"a late status": func() (*message.Envelope, error) { return message.WriteStatus(v, late) },
			"a request": func() (*message.Envelope, error) {
				return message.WriteDelivery(v, &message.Delivery{Request: request, Metadata: metadata, ReplyTo: "opaque", Accounts: []message.Account{{"u", "user", "pw", "f.pdf"}}})
			},
			"an answer": func() (*message.Envelope, error) {
				return message.WriteDelivery(v, &message.Delivery{Response: &message.Response{MessageID: second, To: "x", Body: fullBody()}, Metadata: metadata, Original: first, Reference: first, Code: "к"})
			},
			"a late rejection": func() (*message.Envelope, error) {
				return message.WriteDelivery(v, &message.Delivery{Response: &message.Response{MessageID: second, To: "x", Async: late}, Metadata: metadata, Original: first})
			},
		}
		if v == message.V11 {
			answers["queues"] = func() (*message.Envelope, error) {
				return message.WriteStatistics(v, []message.Queue{{"A.{urn:x}Q", 3}})
			}
		}
		if v == message.V13 {
			answers["a status of routing"] = func() (*message.Envelope, error) {
				return message.WriteStatus(v, &message.AsyncStatus{OriginalMessageID: first, Category: message.RequestProcessed,
					Routing: []message.RoutingState{{Value: "a", Code: "success"}, {Value: "7", ByID: true, Code: "recipientNotFound"}, {RecordID: 3, Code: "signatureInvalid"}}})
			}
		}
		for name, write := range answers {
			t.Run(string(v)+"/"+name, func(t *testing.T) {
				document := ready(t)(write())
				schemas.Valid(v, document)
				if _, err := message.ReadAnswer(document); err != nil {
					t.Error(err)
				}
			})
		}
	}
}

func TestPublishedCallsAreRead(t *testing.T) {
	folder := smevtest.Data(t, "smev/unsigned-1.2")
	for name, want := range map[string]message.Operation{"ackRequest.xml": message.Ack, "getRequestRequest.xml": message.GetRequest,
		"getResponseRequest.xml": message.GetResponse, "sendRequestRequest.xml": message.SendRequest, "sendResponseRequest.xml": message.SendResponse} {
		document, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		call, err := message.ReadCall(document)
		if err != nil || call.Operation != want || call.Version != message.V12 {
			t.Errorf("%s: %+v, %v", name, call, err)
		}
	}
}
