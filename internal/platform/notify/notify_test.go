package notify_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"
	gomail "github.com/wneessen/go-mail"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
	"veche/internal/platform/notify"
)

// postOffice is a real SMTP server on a port of its own.
type postOffice struct {
	mu      sync.Mutex
	letters []string
}

func (p *postOffice) NewSession(*smtp.Conn) (smtp.Session, error) { return p, nil }
func (p *postOffice) Mail(string, *smtp.MailOptions) error        { return nil }
func (p *postOffice) Rcpt(string, *smtp.RcptOptions) error        { return nil }
func (p *postOffice) Reset()                                      {}
func (p *postOffice) Logout() error                               { return nil }
func (p *postOffice) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.letters = append(p.letters, string(raw))
	return err
}

func open(t *testing.T) (*postOffice, notify.Server) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &postOffice{}
	server := smtp.NewServer(p)
	server.Domain = "localhost"
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })
	return p, notify.Server{Host: "127.0.0.1", Port: listener.Addr().(*net.TCPAddr).Port, From: "sed@example.org", TLS: gomail.NoTLS}
}

// mailboxes: employee 1 has one, 2 has none.
type mailboxes struct{}

func (mailboxes) Mailbox(_ context.Context, _ db.Reader, id int64) (string, error) {
	if id == 1 {
		return "ershov@example.org", nil
	}
	return "", nil
}

func tell(t *testing.T, d *db.DB, s *notify.Service, employee int64, code, link string, params map[string]any) {
	t.Helper()
	if err := d.Tx(t.Context(), auth.System("test"), func(tx *db.Tx) error {
		return s.Notify(t.Context(), tx, employee, code, link, params)
	}); err != nil {
		t.Fatal(err)
	}
}

func TestNoticesOnTheScreen(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := notify.New(d, mailboxes{}, nil, "")
		me, other := auth.Actor{PersonID: 1}, auth.Actor{PersonID: 2}
		for n := range 3 {
			tell(t, d, s, 1, "assignment.reminder", "/documents/17", map[string]any{"number": "01-15/7", "n": n})
		}
		tell(t, d, s, 2, "assignment.reminder", "/documents/17", nil)
		first, next, unseen, err := s.List(t.Context(), me, "", 2)
		if err != nil || len(first) != 2 || next == "" || unseen != 3 || first[0].Params.V["number"] != "01-15/7" {
			t.Fatal(first, next, unseen, err)
		}
		rest, next, _, err := s.List(t.Context(), me, next, 2)
		if err != nil || len(rest) != 1 || next != "" || rest[0].ID >= first[1].ID {
			t.Fatal(rest, next, err)
		}
		if err := s.Seen(t.Context(), other, first[0].ID); !fail.Is(err, "notice.absent") {
			t.Error("another's notice:", err)
		}
		if err := s.Seen(t.Context(), me, rest[0].ID); err != nil {
			t.Fatal(err)
		}
		if err := s.SeenAll(t.Context(), me, first[1].ID); err != nil {
			t.Fatal(err)
		}
		if _, _, unseen, err = s.List(t.Context(), me, "", 2); err != nil || unseen != 1 {
			t.Error("what came meanwhile stays new:", unseen, err)
		}
		if _, _, _, err := s.List(t.Context(), me, "yesterday", 2); !fail.Is(err, "request.invalid") {
			t.Error(err)
		}
	})
}

func TestLetters(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		post, server := open(t)
		s := notify.New(d, mailboxes{}, server.Send, "https://sed.example.org")
		w := jobs.New(d, slog.New(slog.NewTextHandler(io.Discard, nil)))
		notify.Jobs(w, s)
		tell(t, d, s, 1, "assignment.reminder", "/documents/17", map[string]any{"number": "01-15/7", "due_on": "2026-05-08"})
		tell(t, d, s, 2, "assignment.reminder", "/documents/17", map[string]any{"number": "01-15/8", "due_on": "2026-05-08"})
		tell(t, d, s, 1, "letter.new", "/documents/18", map[string]any{"surname": "Сурнин"})
		tell(t, d, s, 1, "assignment.reminder", "/documents/19", map[string]any{"number": "01-15/9", "due_on": "2026-05-08"})
		list, _, _, err := s.List(t.Context(), auth.Actor{PersonID: 1}, "", 1)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Seen(t.Context(), auth.Actor{PersonID: 1}, list[0].ID); err != nil {
			t.Fatal(err)
		}
		if err := w.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		if len(post.letters) != 2 {
			t.Fatalf("%d letters: who has no mailbox and what was seen get none\n%v", len(post.letters), post.letters)
		}
		got := read(t, post.letters[0]) + read(t, post.letters[1])
		for _, want := range []string{"По документу № 01-15/7 подходит срок исполнения: 08.05.2026.", "https://sed.example.org/documents/17", "В системе есть новое для вас."} {
			if !strings.Contains(got, want) {
				t.Errorf("%q is missing in\n%s", want, got)
			}
		}
		if strings.Contains(got, "Сурнин") {
			t.Error("a value of an unknown code went out")
		}
	})
}

func TestALetterIsTriedAgain(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		down := errors.New("the server is down")
		s := notify.New(d, mailboxes{}, func(context.Context, string, string, string) error { return down }, "")
		w := jobs.New(d, slog.New(slog.NewTextHandler(io.Discard, nil)))
		notify.Jobs(w, s)
		tell(t, d, s, 1, "assignment.reminder", "/documents/17", nil)
		if err := w.Drain(t.Context()); !errors.Is(err, down) {
			t.Error(err)
		}
		if left, err := db.One[int](t.Context(), d, "SELECT COUNT(*) FROM jobs WHERE kind = 'notify.letter'"); err != nil || left != 1 {
			t.Error("the letter is lost:", left, err)
		}
	})
}

// read is the text of a letter.
func read(t *testing.T, raw string) string {
	t.Helper()
	m, err := mail.ReadMessage(strings.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || subject != "Вече: уведомление" {
		t.Error(subject, err)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
