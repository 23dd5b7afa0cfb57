package notify

import (
	"context"
	"errors"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// Server is a mail server that takes our letters.
type Server struct {
	Host     string
	Port     int
	User     string
	Password string
	From     string
	TLS      gomail.TLSPolicy
}

// Send hands one letter over.
func (s Server) Send(ctx context.Context, to, subject, text string) error {
	m := gomail.NewMsg()
	if err := errors.Join(m.FromFormat("Вече", s.From), m.To(to)); err != nil {
		return err
	}
	m.Subject(subject)
	m.SetBodyString(gomail.TypeTextPlain, text)
	options := []gomail.Option{gomail.WithPort(s.Port), gomail.WithTLSPolicy(s.TLS), gomail.WithTimeout(time.Minute)}
	if s.User != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(s.User), gomail.WithPassword(s.Password))
	}
	client, err := gomail.NewClient(s.Host, options...)
	if err != nil {
		return err
	}
	return client.DialAndSendWithContext(ctx, m)
}
