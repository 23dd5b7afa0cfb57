package message_test

import (
	"errors"
	"fmt"
	"time"

	"veche/smev/message"
)

// An identifier of SMEV has a time, which must not be older than two days.
func ExampleMessageIDs() {
	at := time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC)
	ids := message.NewMessageIDs(func() time.Time { return at })
	first, second := ids.Next(), ids.Next()
	fmt.Println(first.Time().Format(time.RFC3339), second.Time().Sub(first.Time()))
	// Output: 2026-03-02T09:30:00Z 100ns
}

// Whatever version it comes in, a fault is an error of its kind.
func ExampleReadAnswer() {
	_, err := message.ReadAnswer([]byte(`<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><S:Fault>
		<faultcode>S:Server</faultcode><faultstring>очередь переполнена</faultstring>
		<detail><f:DestinationOverflow xmlns:f="urn://x-artefacts-smev-gov-ru/services/message-exchange/types/faults/1.1"/></detail>
		</S:Fault></S:Body></S:Envelope>`))
	var fault *message.Fault
	fmt.Println(errors.Is(err, message.DestinationOverflow), errors.As(err, &fault) && fault.Kind.Retry() == message.Later)
	fmt.Println(fault.Russian())
	// Output:
	// true true
	// Очередь получателя переполнена: отправка повторится сама.
}
