package simulator_test

import (
	"context"
	"testing"

	"veche/smev"
	"veche/smev/message"
)

// BenchmarkImport is how fast waiting messages with a file come into a durable store and are handled: two calls with
// signatures each, the node in the same process.
func BenchmarkImport(b *testing.B) {
	b.Run("plain files", func(b *testing.B) { importing(b, true) })
	b.Run("signed files", func(b *testing.B) { importing(b, false) })
}

func importing(b *testing.B, plain bool) {
	s := newStand(b)
	c := s.client(message.V13, s.consumer, func(o *smev.Options) { o.Transport = nil; o.NoSigning = plain })
	ids := message.NewMessageIDs(nil)
	for range b.N {
		a, file := message.Attachment{ID: "a", MimeType: "text/plain"}, smev.Content{Size: 8, Open: opener("файл")}
		if err := c.Prepare(b.Context(), &a, file); err != nil {
			b.Fatal(err)
		}
		r := &message.Request{MessageID: ids.Next(), Body: message.Body{Content: query(1), Attachments: []message.Attachment{a}}}
		if _, err := c.SendRequest(b.Context(), r, map[string]smev.Content{"a": file}); err != nil {
			b.Fatal(err)
		}
	}
	s.written = map[message.Version][][]byte{}
	store := must(smev.OpenFolderStore(b.TempDir()))
	defer store.Close()
	handled := 0
	e := smev.NewExchange(s.client(message.V13, s.provider, func(o *smev.Options) { o.Transport = nil }), store, smev.Settings{Queues: requests, Handlers: smev.Handlers{
		Request: func(context.Context, *smev.Incoming) (*smev.Reply, error) { handled++; return nil, nil }}})
	b.ResetTimer()
	for handled < b.N {
		if err := e.Step(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "messages/s")
}
