package smev_test

import (
	"context"
	"fmt"
	"log"
	"net/http/httptest"
	"os"
	"strings"
	"time"

	"veche/cms/pki"
	"veche/smev"
	"veche/smev/message"
	"veche/smev/simulator"
)

// system is an information system with a key of its own and a store in memory.
func system(node *simulator.Node, url, name string, settings smev.Settings) (*smev.Exchange, smev.Store) {
	text, err := simulator.NewKey(name)
	if err != nil {
		log.Fatal(err)
	}
	key, err := smev.ParseKey(text)
	if err != nil {
		log.Fatal(err)
	}
	client, err := smev.NewClient(smev.Options{Endpoint: url + message.V12.Path(), Version: message.V12, Key: key,
		Trust: &pki.Trust{Roots: pki.NewPool(node.Certificate()), Revocation: pki.RevocationIfKnown}})
	if err != nil {
		log.Fatal(err)
	}
	store := smev.NewMemoryStore()
	return smev.NewExchange(client, store, settings), store
}

// A ministry asks, with a file; an agency answers.
func Example() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "smev-example-")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	node, err := simulator.New(simulator.Options{Dir: dir})
	if err != nil {
		log.Fatal(err)
	}
	defer node.Close()
	server := httptest.NewServer(node)
	defer server.Close()

	agency, _ := system(node, server.URL, "Агентство", smev.Settings{
		Queues: []smev.Queue{{Operation: message.GetRequest, Selector: message.Selector{NamespaceURI: "urn://example/query/1.0", RootElement: "Query"}}},
		Handlers: smev.Handlers{Request: func(_ context.Context, in *smev.Incoming) (*smev.Reply, error) {
			fmt.Printf("asked: %s\n", in.Received.Request.Content)
			fmt.Printf("a file of %d octets, its signature is %s\n", in.Files[0].Size, in.Files[0].Signature)
			return &smev.Reply{Body: message.Body{Content: []byte(`<Answer xmlns="urn://example/query/1.0">yes</Answer>`)}}, nil
		}}})
	ministry, store := system(node, server.URL, "Министерство", smev.Settings{
		Queues: []smev.Queue{{Operation: message.GetResponse}},
		Handlers: smev.Handlers{Response: func(_ context.Context, in *smev.Incoming, out *smev.Outgoing) error {
			fmt.Printf("answered to %q: %s\n", out.Key, in.Received.Response.Content)
			return nil
		}}})

	key, size, err := store.PutFile(ctx, strings.NewReader("a scan"))
	if err != nil {
		log.Fatal(err)
	}
	_, err = ministry.Request(ctx, "letter 17", message.Request{Body: message.Body{
		Content:     []byte(`<Query xmlns="urn://example/query/1.0">is it?</Query>`),
		Attachments: []message.Attachment{{ID: "scan", MimeType: "application/pdf"}},
	}}, []smev.File{{Attachment: "scan", Key: key, Size: size}}, 24*time.Hour)
	if err != nil {
		log.Fatal(err)
	}
	for _, system := range []*smev.Exchange{ministry, agency, ministry} { // Run does this again and again
		if err := system.Step(ctx); err != nil {
			log.Fatal(err)
		}
	}
	// Output:
	// asked: <Query xmlns="urn://example/query/1.0">is it?</Query>
	// a file of 6 octets, its signature is indeterminate
	// answered to "letter 17": <Answer xmlns="urn://example/query/1.0">yes</Answer>
}

// A refusal says what a program and what a person has to do.
func Example_fault() {
	err := error(&message.Fault{Kind: message.AttachmentSizeLimitExceeded, Permitted: 5 << 20, Real: 20 << 20})
	fault := err.(*message.Fault)
	fmt.Println(fault.StableCode(), fault.Kind.Retry() == message.Never)
	fmt.Println(fault.Russian())
	// Output:
	// smev.attachment_size true
	// Вложения больше, чем разрешено в одном сообщении: уменьшите файлы или передайте их через файловое хранилище. Разрешено 5,0 МБ, отправлено 20,0 МБ.
}
