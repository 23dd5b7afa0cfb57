package remotesign

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Server is where the remote signing service is.
type Server struct {
	URL   string // without it nobody signs remotely
	Token string
	Form  Form // what the service returns; empty is cms
	HTTP  *http.Client
}

// Client speaks the protocol.
type Client struct{ server Server }

const (
	callTime  = 20 * time.Second
	bodyLimit = 8 << 20 // more than any signature, in base64
)

// NewClient makes a client of a service.
func NewClient(s Server) *Client {
	if s.HTTP == nil {
		s.HTTP = &http.Client{Timeout: callTime, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	}
	if s.Form == "" {
		s.Form = FormCMS
	}
	return &Client{s}
}

// Refusal is a problem that the service told: a repeat of the same request does not help.
type Refusal struct {
	Status int
	Problem
}

func (r *Refusal) Error() string { return fmt.Sprintf("the signing service: %d %s", r.Status, r.Code) }

func refusedWith(err error, code string) bool {
	var r *Refusal
	return errors.As(err, &r) && r.Code == code
}

// Start asks for a signature; with the same key it may be called again and again.
func (c *Client) Start(ctx context.Context, key string, a Ask) (s Status, err error) {
	err = c.call(ctx, http.MethodPost, "/requests", key, a, &s)
	return s, err
}

// Status tells how a request stands.
func (c *Client) Status(ctx context.Context, id string) (s Status, err error) {
	err = c.call(ctx, http.MethodGet, "/requests/"+url.PathEscape(id), "", nil, &s)
	return s, err
}

// Result fetches the signature of a signed request.
func (c *Client) Result(ctx context.Context, id string) (r Result, err error) {
	err = c.call(ctx, http.MethodGet, "/requests/"+url.PathEscape(id)+"/result", "", nil, &r)
	return r, err
}

// Cancel takes a request back.
func (c *Client) Cancel(ctx context.Context, id string) (s Status, err error) {
	err = c.call(ctx, http.MethodPost, "/requests/"+url.PathEscape(id)+"/cancel", "", struct{}{}, &s)
	return s, err
}

// Certificates are those of a signer.
func (c *Client) Certificates(ctx context.Context, who Signer) (list Certificates, err error) {
	err = c.call(ctx, http.MethodPost, "/certificates", "", who, &list)
	return list, err
}

func (c *Client) call(ctx context.Context, method, path, key string, in, out any) error {
	var body io.Reader
	if in != nil {
		raw, err := json.Marshal(in)
		if err != nil {
			return err
		}
		body = bytes.NewReader(raw)
	}
	r, err := http.NewRequestWithContext(ctx, method, strings.TrimRight(c.server.URL, "/")+"/"+Version+path, body)
	if err != nil {
		return err
	}
	r.Header.Set("Accept", "application/json")
	if in != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if c.server.Token != "" {
		r.Header.Set("Authorization", "Bearer "+c.server.Token)
	}
	if key != "" {
		r.Header.Set("Idempotency-Key", key)
	}
	answer, err := c.server.HTTP.Do(r)
	if err != nil {
		return fmt.Errorf("ask the signing service: %w", err)
	}
	defer answer.Body.Close()
	return read(answer, out)
}

// read takes an answer of the service. Server faults and overload are worth a repeat; other refusals are not.
func read(answer *http.Response, out any) error {
	raw, err := io.ReadAll(io.LimitReader(answer.Body, bodyLimit+1))
	if err != nil {
		return fmt.Errorf("read the answer of the signing service: %w", err)
	}
	if len(raw) > bodyLimit {
		return &Refusal{Status: answer.StatusCode, Problem: Problem{Code: "too_large"}}
	}
	if answer.StatusCode >= 300 {
		refusal := &Refusal{Status: answer.StatusCode}
		known := json.Unmarshal(raw, &refusal.Problem) == nil && refusal.Code != ""
		if !known || answer.StatusCode >= 500 || answer.StatusCode == http.StatusTooManyRequests {
			return fmt.Errorf("the signing service answers %d", answer.StatusCode)
		}
		return refusal
	}
	if err := json.Unmarshal(raw, out); err != nil {
		return fmt.Errorf("read the answer of the signing service: %w", err)
	}
	return nil
}
