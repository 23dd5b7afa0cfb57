package mail

import (
	"errors"
	"io"
	"log/slog"
	"mime"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	gomail "github.com/wneessen/go-mail"

	"veche/internal/dispatch"
	"veche/internal/documents"
	"veche/internal/platform/files"
)

// postOffice is a real SMTP server on a port of its own.
type postOffice struct {
	mu      sync.Mutex
	letters []string
	refuse  error
}

func (p *postOffice) NewSession(*smtp.Conn) (smtp.Session, error) { return p, nil }
func (p *postOffice) Mail(string, *smtp.MailOptions) error        { return nil }
func (p *postOffice) Rcpt(string, *smtp.RcptOptions) error        { return p.refuse }
func (p *postOffice) Reset()                                      {}
func (p *postOffice) Logout() error                               { return nil }
func (p *postOffice) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.letters = append(p.letters, string(raw))
	return err
}

func start(t *testing.T, p *postOffice) Server {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := smtp.NewServer(p)
	server.Domain = "localhost"
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })
	return Server{Host: "127.0.0.1", Port: listener.Addr().(*net.TCPAddr).Port, From: "sed@example.org", TLS: gomail.NoTLS}
}

func letter(t *testing.T) (*files.Store, dispatch.Letter) {
	t.Helper()
	store, err := files.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	blob, err := store.Put(t.Context(), strings.NewReader("Подписанный текст"), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	return store, dispatch.Letter{
		DeliveryID: 7, From: "Министерство строительства", ReplyTo: "minstroy@example.org", To: "romashka@example.org",
		Subject: "№ 01-15/1 от 21.11.2026", Text: "Направляем письмо.", Since: time.Now(),
		Files: []documents.File{{Name: "Письмо.txt", SHA256: blob.SHA256}},
	}
}

func TestLetterGoesOutWithItsFiles(t *testing.T) {
	office := &postOffice{}
	store, l := letter(t)
	x := New(start(t, office), nil, store, slog.New(slog.DiscardHandler))
	if err := x.hand(t.Context(), l); err != nil {
		t.Fatal(err)
	}
	if len(office.letters) != 1 {
		t.Fatalf("%d letters", len(office.letters))
	}
	m, err := mail.ReadMessage(strings.NewReader(office.letters[0]))
	if err != nil {
		t.Fatal(err)
	}
	decoder := mime.WordDecoder{}
	subject, _ := decoder.DecodeHeader(m.Header.Get("Subject"))
	from, _ := m.Header.AddressList("From")
	if subject != l.Subject || from[0].Name != l.From || from[0].Address != "sed@example.org" || m.Header.Get("Message-Id") != "<delivery-7@veche>" {
		t.Errorf("header %v", m.Header)
	}
	if body, _ := io.ReadAll(m.Body); !strings.Contains(string(body), "Content-Disposition: attachment") {
		t.Errorf("no attachment in %s", body)
	}
}

func TestRefusalForGoodIsToldAtOnceAndTroubleIsTriedAgain(t *testing.T) {
	store, l := letter(t)
	for _, c := range []struct {
		name    string
		refuse  error
		forGood bool
	}{
		{"an unknown mailbox", &smtp.SMTPError{Code: 550, Message: "no such user"}, true},
		{"a full mailbox", &smtp.SMTPError{Code: 452, Message: "try later"}, false},
	} {
		x := New(start(t, &postOffice{refuse: c.refuse}), nil, store, slog.New(slog.DiscardHandler))
		err := x.hand(t.Context(), l)
		if err == nil || refusedForGood(err) != c.forGood {
			t.Errorf("%s: for good %v: %v", c.name, refusedForGood(err), err)
		}
	}
	l.To = "это не адрес"
	if err := New(start(t, &postOffice{}), nil, store, nil).hand(t.Context(), l); !refusedForGood(err) {
		t.Errorf("a wrong address: %v", err)
	}
	if err := New(Server{}, nil, store, nil).hand(t.Context(), l); !errors.Is(err, errNoServer) {
		t.Errorf("no server: %v", err)
	}
}
