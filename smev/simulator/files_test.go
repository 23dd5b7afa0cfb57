package simulator_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"veche/gost"
	"veche/smev"
	"veche/smev/message"
	"veche/smev/simulator"
	"veche/smev/smevtest"
	"veche/smev/xmldsig"
)

// What the file store does to a file between sender and receiver is told to the receiver, and does not stop his queue.
func TestAFileThatIsNotWhatTheSenderSays(t *testing.T) {
	const uuid = "c8aac01f-bc02-11e8-af1e-005056b1e729"
	cases := map[string]struct {
		spoil func(path string) error
		want  string
	}{
		"as it was": {func(string) error { return nil }, ""},
		"changed":   {func(path string) error { return os.WriteFile(path, []byte("другой"), 0o600) }, smev.ProblemHash},
		"lost":      {os.Remove, smev.ProblemMissing},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s := newStand(t, func(o *simulator.Options) { o.Dir = dir })
			sender := s.client(message.V13, s.consumer)
			a := message.Attachment{ID: uuid, ByReference: true, FileName: "f.txt", MimeType: "text/plain"}
			file := smev.Content{Size: 8, Open: opener("файл")}
			if err := errors.Join(sender.Prepare(t.Context(), &a, file), sender.Upload(t.Context(), &a, file)); err != nil {
				t.Fatal(err)
			}
			sum := gost.Sum256([]byte("файл"))
			if string(a.Hash) != string(sum[:]) {
				t.Error("the hash is another")
			}
			r := &message.Request{MessageID: message.NewMessageIDs(nil).Next(), Body: message.Body{Content: query(1), Attachments: []message.Attachment{a}}}
			if _, err := sender.SendRequest(t.Context(), r, nil); err != nil {
				t.Fatal(err)
			}
			if err := c.spoil(filepath.Join(dir, "store", uuid, "f.txt")); err != nil {
				t.Fatal(err)
			}
			d, err := s.client(message.V13, s.provider).GetRequest(t.Context(), requests[0].Selector, smev.NewMemoryStore())
			if err != nil || len(d.Files) != 1 || d.Files[0].Problem != c.want {
				t.Fatalf("%+v, %v", d, err)
			}
			if c.want == smev.ProblemHash && (d.Files[0].Signature != "invalid" || d.Files[0].SignReason == "") {
				t.Errorf("%+v", d.Files[0])
			}
		})
	}
}

// What the node refuses was never there: it may be sent again when it is mended.
func TestWhatTheNodeRefuses(t *testing.T) {
	s := newStand(t, func(o *simulator.Options) {
		o.AttachmentLimit = 100
		o.QueueLimit = 2
	})
	c := s.client(message.V12, s.consumer)
	ids := message.NewMessageIDs(nil)
	request := func(change func(*message.Request)) error {
		r := &message.Request{MessageID: ids.Next(), Body: message.Body{Content: query(1)}}
		change(r)
		contents := map[string]smev.Content{}
		for _, a := range r.Attachments {
			contents[a.ID] = smev.Content{Size: 200, Open: opener(strings.Repeat("x", 200))}
		}
		_, err := c.SendRequest(t.Context(), r, contents)
		return err
	}
	respond := func(to string) error {
		_, err := c.SendResponse(t.Context(), &message.Response{MessageID: ids.Next(), To: to, Body: message.Body{Content: answer("да")}}, nil)
		return err
	}
	for name, got := range map[string]struct {
		err  error
		want message.FaultKind
	}{
		"an identifier of version 4": {request(func(r *message.Request) { r.MessageID = "c8aac01f-bc02-41e8-af1e-005056b1e729" }), message.InvalidMessageIDFormat},
		"an old identifier":          {request(func(r *message.Request) { r.MessageID = "c8aac01f-bc02-11e8-af1e-005056b1e729" }), message.StaleMessageID},
		"a life that has ended":      {request(func(r *message.Request) { r.EOL = s.clock.Now().Add(-1) }), message.EndOfLifeReached},
		"files too large":            {request(func(r *message.Request) { r.Attachments = []message.Attachment{{ID: "a", MimeType: "text/plain"}} }), message.AttachmentSizeLimitExceeded},
		"an answer to nothing":       {respond("n|ns_Root|1"), message.RecipientIsNotFound},
	} {
		if !errors.Is(got.err, got.want) {
			t.Errorf("%s: %v", name, got.err)
		}
	}
	for range 2 {
		if err := request(func(*message.Request) {}); err != nil {
			t.Fatal(err)
		}
	}
	if err := request(func(*message.Request) {}); !errors.Is(err, message.DestinationOverflow) {
		t.Error(err)
	}
	s.judge(40)
}

func TestANodeWithRegistersLetsOnlyThoseIn(t *testing.T) {
	s := newStand(t)
	registered := s.consumer
	closed := newStand(t, func(o *simulator.Options) {
		o.Trust = s.authority.Trust
		o.Key = s.authority.Key(t, "СМЭВ")
		o.Participants = []simulator.Participant{{Mnemonic: "MIN1", Name: "Министерство", Fingerprint: registered.Certificate.Fingerprint()}}
		o.Services = []simulator.Service{{Namespace: queryNamespace, Root: "Query", Provider: "MIN1"}}
	})
	closed.authority = s.authority
	ids := message.NewMessageIDs(nil)
	r := &message.Request{MessageID: ids.Next(), Body: message.Body{Content: query(1)}}
	if _, err := closed.client(message.V13, s.provider).SendRequest(t.Context(), r, nil); !errors.Is(err, message.SenderIsNotRegistered) {
		t.Error(err)
	}
	c := closed.client(message.V13, registered)
	if _, err := c.SendRequest(t.Context(), r, nil); err != nil {
		t.Error(err)
	}
	other := &message.Request{MessageID: ids.Next(), Body: message.Body{Content: []byte(`<x xmlns="urn:unknown"/>`)}}
	var fault *message.Fault
	if _, err := c.SendRequest(t.Context(), other, nil); !errors.As(err, &fault) || fault.RootNamespace != "urn:unknown" {
		t.Error(err)
	}
	d, err := c.GetRequest(t.Context(), message.Selector{}, smev.NewMemoryStore())
	if err != nil || d == nil || d.Metadata.Sender.Mnemonic != "MIN1" {
		t.Error(d, err)
	}
}

// A stranger's certificate, no signature and a certificate out of its time are told apart.
func TestWhoseSignatureTheNodeRefuses(t *testing.T) {
	s := newStand(t)
	stranger := newStand(t).consumer
	r := func() *message.Request {
		return &message.Request{MessageID: message.NewMessageIDs(nil).Next(), Body: message.Body{Content: query(1)}}
	}
	var fault *message.Fault
	if _, err := s.client(message.V13, stranger).SendRequest(t.Context(), r(), nil); !errors.As(err, &fault) || fault.Cause != message.CertificateIsNotFound {
		t.Error(err)
	}
	s.clock.pass(400 * 24 * 60 * 60 * 1e9)
	if _, err := s.client(message.V13, s.consumer).SendRequest(t.Context(), r(), nil); !errors.As(err, &fault) || fault.Cause != message.CertificateIsExpired {
		t.Error(err)
	}
}

// A message that came damaged and was put aside gives way to the sound one.
func TestASoundDeliveryTakesThePlaceOfADamagedOne(t *testing.T) {
	p := newPair(t)
	o := p.ask(1)
	if _, err := p.theirs.AddIncoming(t.Context(), &smev.Incoming{ID: o.ID, Received: &message.Received{Request: &message.Request{MessageID: o.ID}}, Refused: "damaged"}); err != nil {
		t.Fatal(err)
	}
	p.turn(3)
	if p.asked[string(query(1))] != 1 || p.answered["1"] != 1 {
		t.Errorf("%v, %v", p.asked, p.answered)
	}
}

// Keys of 512 bits sign for everybody: both systems, the node and the files; requests and answers, some of them, so that
// the keys become known on their way. OpenSSL verifies all that was written.
func TestKeysOf512BitsGoThroughTheWholeCircle(t *testing.T) {
	long := smevtest.NewStand(t)
	p := &pair{stand: newStand(t, func(o *simulator.Options) {
		o.Key, o.Trust = long.KeyOn(t, "СМЭВ", gost.Curve512A()), long.Trust
	}), ours: smev.NewMemoryStore(), theirs: smev.NewMemoryStore(), asked: map[string]int{}, answered: map[string]int{}}
	p.stand.authority = long
	p.stand.consumer, p.stand.provider = long.KeyOn(t, "ИС потребителя", gost.Curve512A()), long.KeyOn(t, "ИС поставщика", gost.Curve512A())
	p.connect(message.V12)
	const many = 4
	for n := range many {
		p.byReference = n%2 == 1
		p.ask(n)
	}
	problems := p.turn(4)
	for n := range many {
		if p.asked[string(query(n))] != 1 || p.answered[fmt.Sprint(n)] != 1 {
			t.Errorf("request %d: worked on %d times, answered %d times\n%s", n, p.asked[string(query(n))], p.answered[fmt.Sprint(n)], strings.Join(problems, "\n"))
		}
	}
	for _, document := range p.stand.written[message.V12] {
		if bytes.Contains(document, []byte(xmldsig.SignatureGOST256)) {
			t.Errorf("signed by a short key:\n%s", document)
		}
	}
	s := p.stand
	s.judge(40)
}

// A file whose signer has come before is checked with what is known of him, and one that was changed is refused all the same.
func TestSignaturesOfFilesByAKnownSigner(t *testing.T) {
	s := newStand(t)
	c, provider := s.client(message.V12, s.consumer), s.client(message.V12, s.provider)
	ids := message.NewMessageIDs(nil)
	for i, text := range []string{"один", "файл", "файл", "иной", "файл"} {
		a, file := message.Attachment{ID: "a", MimeType: "text/plain"}, smev.Content{Size: 8, Open: opener("файл")}
		if err := c.Prepare(t.Context(), &a, file); err != nil {
			t.Fatal(err)
		}
		r := &message.Request{MessageID: ids.Next(), Body: message.Body{Content: query(1), Attachments: []message.Attachment{a}}}
		if _, err := c.SendRequest(t.Context(), r, map[string]smev.Content{"a": {Size: 8, Open: opener(text)}}); err != nil {
			t.Fatal(err)
		}
		d, err := provider.GetRequest(t.Context(), requests[0].Selector, smev.NewMemoryStore())
		want := map[bool]string{true: "valid", false: "invalid"}[text == "файл"]
		if err != nil || d.Sender.Verdict() != "valid" || d.Files[0].Signature != want {
			t.Errorf("delivery %d: %+v, %v", i, d, err)
		}
		if err := provider.Ack(t.Context(), d.ID(), true); err != nil {
			t.Fatal(err)
		}
	}
}
