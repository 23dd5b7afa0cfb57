// Package mail sends the letters of dispatch by SMTP, each with its files as attachments, and tells dispatch what
// became of them. A letter that the server refused for good, or that did not go out within a day, is a failed delivery:
// the clerk sees why and sends it again or by another way.
package mail

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	gomail "github.com/wneessen/go-mail"

	"veche/internal/dispatch"
	"veche/internal/platform/files"
	"veche/internal/platform/jobs"
)

// Server is where letters are handed to.
type Server struct {
	Host     string
	Port     int
	User     string
	Password string
	From     string // address of the sender that the server accepts
	TLS      gomail.TLSPolicy
}

// Exchange hands letters over.
type Exchange struct {
	server   Server
	dispatch *dispatch.Service
	files    *files.Store
	log      *slog.Logger
}

// New makes the exchange; without a host every letter fails with a plain word, nothing waits in silence.
func New(server Server, d *dispatch.Service, f *files.Store, log *slog.Logger) *Exchange {
	return &Exchange{server: server, dispatch: d, files: f, log: log}
}

// Jobs listens to the letters of dispatch.
func Jobs(w *jobs.Worker, x *Exchange) {
	jobs.Handle(w, "mail", x.send)
}

// errNoServer says that mail is not set up; its text is the code of the sentence that the clerk reads.
var errNoServer = errors.New("mail.no_server")

// send is repeated by the queue until the server takes the letter; a repeat after success finds nothing to send.
func (x *Exchange) send(ctx context.Context, a dispatch.Mail) error {
	letter, err := x.dispatch.LetterByMail(ctx, a.DeliveryID)
	if err != nil || letter == nil {
		return err
	}
	err = x.hand(ctx, *letter)
	switch {
	case err == nil:
		return x.dispatch.MailSent(ctx, letter.DeliveryID)
	case errors.Is(err, errNoServer), refusedForGood(err), time.Since(letter.Since) > patience:
		x.log.Warn("a letter could not be sent by mail", "delivery", letter.DeliveryID, "error", err)
		return x.dispatch.MailFailed(ctx, letter.DeliveryID, reason(err))
	}
	return err
}

// patience is how long a letter is tried before the clerk is told.
const patience = 24 * time.Hour

func (x *Exchange) hand(ctx context.Context, letter dispatch.Letter) error {
	if x.server.Host == "" {
		return errNoServer
	}
	message, err := x.compose(letter)
	if err != nil {
		return err
	}
	options := []gomail.Option{gomail.WithPort(x.server.Port), gomail.WithTLSPolicy(x.server.TLS), gomail.WithTimeout(time.Minute)}
	if x.server.User != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(x.server.User), gomail.WithPassword(x.server.Password))
	}
	client, err := gomail.NewClient(x.server.Host, options...)
	if err != nil {
		return err
	}
	return client.DialAndSendWithContext(ctx, message)
}

// compose writes the message. The delivery's number is its Message-ID: a server that sees it twice can drop it.
func (x *Exchange) compose(letter dispatch.Letter) (*gomail.Msg, error) {
	m := gomail.NewMsg()
	if err := errors.Join(m.FromFormat(letter.From, x.server.From), m.To(letter.To)); err != nil {
		return nil, &unusable{err}
	}
	if letter.ReplyTo != "" {
		if err := m.ReplyTo(letter.ReplyTo); err != nil {
			return nil, &unusable{err}
		}
	}
	m.Subject(letter.Subject)
	m.SetMessageIDWithValue(fmt.Sprintf("delivery-%d@veche", letter.DeliveryID))
	m.SetBodyString(gomail.TypeTextPlain, letter.Text)
	for _, f := range letter.Files {
		m.AttachFile(x.files.Path(f.SHA256), gomail.WithFileName(f.Name))
	}
	return m, nil
}

// unusable is an address with which no repeat helps.
type unusable struct{ error }

// refusedForGood tells a permanent refusal (SMTP 5xx, a bad address) from trouble that passes.
func refusedForGood(err error) bool {
	var bad *unusable
	var sent *gomail.SendError
	return errors.As(err, &bad) || errors.As(err, &sent) && !sent.IsTemp()
}

// reason is kept with the delivery: a code, and behind it what the server said.
func reason(err error) string {
	if errors.Is(err, errNoServer) {
		return errNoServer.Error()
	}
	text := []rune(err.Error())
	return "mail.refused: " + string(text[:min(len(text), 300)])
}
