package message_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"veche/smev/message"
	"veche/smev/smevtest"
)

// filled is a fault with everything that its kind may carry.
func filled(k message.FaultKind) *message.Fault {
	f := &message.Fault{Kind: k, Text: "Отказ"}
	switch k {
	case message.AttachmentSizeLimitExceeded:
		f.Permitted, f.Real = 1<<20, 5<<20
	case message.QuoteLimitExceeded:
		f.Remained, f.Real = 10, 2048
	case message.BusinessDataTypeIsNotSupported:
		f.RootLocalName, f.RootNamespace = "Query", "urn://x"
	case message.InvalidContent:
		f.Errors = []message.ValidationError{{Position: 5, Text: "cvc-type.3.1.3: value < 3"}}
	case message.SignatureVerificationFault:
		f.Cause = message.CertificateIsExpired
	case message.DestinationOverflow:
		f.Broker, f.Destination = "smev-mb", "queue"
	}
	return f
}

func TestEveryFaultIsWrittenAndReadInEveryVersion(t *testing.T) {
	schemas := smevtest.NewSchemas(t)
	for _, v := range message.Versions() {
		for _, k := range message.FaultKinds() {
			if v == message.V11 && k == message.PersonalAccessDenied {
				continue // 1.1 does not have it
			}
			document := ready(t)(message.WriteFault(v, filled(k)))
			schemas.Valid(v, document)
			_, err := message.ReadAnswer(document)
			var got *message.Fault
			if !errors.As(err, &got) || !errors.Is(err, k) || !reflect.DeepEqual(got, filled(k)) {
				t.Errorf("%s %s is read as %#v", v, k, err)
			}
		}
	}
}

// The comments of the schemas say what a sender does.
func TestRetries(t *testing.T) {
	want := map[message.FaultKind]message.Retry{message.SMEVFailure: message.Later, message.DestinationOverflow: message.Later,
		message.EndOfLifeReached: message.WithNewLife, message.StaleMessageID: message.WithNewID, message.MessageIsAlreadySent: message.Accepted}
	for _, k := range message.FaultKinds() {
		if k.Retry() != want[k] {
			t.Errorf("%s: %v", k, k.Retry())
		}
	}
}

func TestEveryFaultHasItsOwnCodeAndSentence(t *testing.T) {
	codes, sentences := map[string]bool{}, map[string]bool{}
	for _, k := range message.FaultKinds() {
		f := filled(k)
		if codes[f.StableCode()] || !strings.HasPrefix(f.StableCode(), "smev.") {
			t.Errorf("%s: %q", k, f.StableCode())
		}
		if sentences[f.Russian()] || !strings.HasSuffix(f.Russian(), ".") {
			t.Errorf("%s: %q", k, f.Russian())
		}
		codes[f.StableCode()], sentences[f.Russian()] = true, true
	}
	if got := filled(message.AttachmentSizeLimitExceeded).Russian(); !strings.HasSuffix(got, "Разрешено 1,0 МБ, отправлено 5,0 МБ.") {
		t.Error(got)
	}
}

func TestAnswersOfNodesAreReadLeniently(t *testing.T) {
	const types, basic, faults = "urn://x-artefacts-smev-gov-ru/services/message-exchange/types/", "urn://x-artefacts-smev-gov-ru/services/message-exchange/types/basic/", "urn://x-artefacts-smev-gov-ru/services/message-exchange/types/faults/"
	wrap := func(inner string) []byte {
		return []byte(`<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>` + inner + `</S:Body></S:Envelope>`)
	}
	t.Run("an answer of 1.2 with a fault of 1.1 inside", func(t *testing.T) {
		answer, err := message.ReadAnswer(wrap(`<GetResponseResponse xmlns="` + types + `1.2" xmlns:b="` + basic + `1.1"><ResponseMessage><Response Id="S">
<OriginalMessageId>` + string(first) + `</OriginalMessageId>
<SenderProvidedResponseData><MessageID>` + string(second) + `</MessageID><To>x</To><AsyncProcessingStatus><OriginalMessageId>` + string(first) + `</OriginalMessageId><StatusCategory>requestIsRejectedBySmev</StatusCategory>
<SmevFault xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:f="` + faults + `1.1" xsi:type="f:InvalidContent"><b:Code>028122</b:Code><b:Description>SMEV-403</b:Description><f:ValidationError errorPosition="3">cvc</f:ValidationError></SmevFault></AsyncProcessingStatus></SenderProvidedResponseData>
<MessageMetadata><MessageId>` + string(second) + `</MessageId><MessageType>RESPONSE</MessageType><Sender><Mnemonic>SMEV</Mnemonic></Sender><SendingTimestamp>2026-03-02T09:30:00.058+03:00</SendingTimestamp></MessageMetadata></Response></ResponseMessage></GetResponseResponse>`))
		if err != nil {
			t.Fatal(err)
		}
		async := answer.Delivered.Response.Async
		if async == nil || !async.Refused() || !errors.Is(async.Fault, message.InvalidContent) || async.Fault.Code != "028122" || async.Fault.Errors[0].Position != 3 {
			t.Errorf("%+v", async)
		}
	})
	t.Run("a recipient before the supplementary data, as nodes of 1.1 write", func(t *testing.T) {
		answer, err := message.ReadAnswer(wrap(`<n:SendRequestResponse xmlns:n="` + types + `1.1"><n:MessageMetadata><n:MessageType>REQUEST</n:MessageType><n:SendingTimestamp>2026-03-02T09:30:00</n:SendingTimestamp>
<n:Recipient><n:Mnemonic>B</n:Mnemonic></n:Recipient><n:Status>requestIsQueued</n:Status></n:MessageMetadata></n:SendRequestResponse>`))
		if err != nil || answer.Metadata.Recipient.Mnemonic != "B" || answer.Metadata.Status != message.RequestQueued {
			t.Errorf("%+v, %v", answer, err)
		}
	})
	t.Run("a request taken back", func(t *testing.T) {
		answer, err := message.ReadAnswer(wrap(`<n:GetRequestResponse xmlns:n="` + types + `1.1" xmlns:b="` + basic + `1.1"><n:RequestMessage><n:Cancel Id="S"><b:MessageReference>` + string(first) + `</b:MessageReference><n:MessageID>` + string(second) + `</n:MessageID>
<n:MessageMetadata><n:MessageType>CANCEL</n:MessageType><n:SendingTimestamp>2026-03-02T09:30:00</n:SendingTimestamp></n:MessageMetadata></n:Cancel></n:RequestMessage></n:GetRequestResponse>`))
		if err != nil || answer.Delivered.Cancel.Request != first || answer.Delivered.ID() != second {
			t.Errorf("%+v, %v", answer, err)
		}
	})
	t.Run("a fault without detail", func(t *testing.T) {
		_, err := message.ReadAnswer(wrap(`<S:Fault><faultcode>S:Server</faultcode><faultstring>out of memory</faultstring></S:Fault>`))
		if !errors.Is(err, message.SMEVFailure) {
			t.Error(err)
		}
	})
	t.Run("a page of a gateway", func(t *testing.T) {
		if _, err := message.ReadAnswer([]byte(`<html><body>502</body></html>`)); !errors.Is(err, message.ErrNotSOAP) {
			t.Error(err)
		}
	})
	t.Run("a document type", func(t *testing.T) {
		if _, err := message.ReadAnswer([]byte(`<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>`)); err == nil {
			t.Error("is read")
		}
	})
}
