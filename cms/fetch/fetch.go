// Package fetch gets lists, answers, certificates and time stamps over HTTP from the
// addresses of a list. It stands apart from package pki so that a check without a network
// carries no HTTP client.
package fetch

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"veche/cms/pki"
)

// AllowList is a pki.Fetcher for a list of addresses over plain HTTP: what it brings is
// signed. The zero value refuses everything.
type AllowList struct {
	Client  *http.Client  // nil: one of its own; redirects are not followed in any case
	Allow   []string      // prefixes such as "http://crl.example.ru/", compared with the whole address
	MaxSize int64         // of an answer; zero is 32 MiB
	Timeout time.Duration // of one exchange; zero is 15 s
}

const (
	defaultMaxSize = 32 << 20
	defaultTimeout = 15 * time.Second
)

// Fetch gets an allowed address.
func (f *AllowList) Fetch(ctx context.Context, what pki.Resource, address string, body []byte) ([]byte, error) {
	if !f.allows(address) {
		return nil, fmt.Errorf("fetch: %s: address is not on the list of those allowed: %.200q", what, address)
	}
	timeout := f.Timeout
	if timeout == 0 {
		timeout = defaultTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	request, err := f.request(ctx, what, address, body)
	if err != nil {
		return nil, err
	}
	answer, err := f.client().Do(request)
	if err != nil {
		return nil, fmt.Errorf("fetch: %s: %w", what, err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("fetch: %s: %s answered %s", what, address, answer.Status)
	}
	return f.read(answer.Body)
}

func (f *AllowList) read(body io.Reader) ([]byte, error) {
	limit := f.MaxSize
	if limit == 0 {
		limit = defaultMaxSize
	}
	content, err := io.ReadAll(io.LimitReader(body, limit+1))
	if err != nil {
		return nil, fmt.Errorf("fetch: read the answer: %w", err)
	}
	if int64(len(content)) > limit {
		return nil, fmt.Errorf("fetch: the answer is longer than %d octets", limit)
	}
	return content, nil
}

// allows compares the address with the list after parsing both, so that neither user
// names nor a way up the path nor a host that merely begins alike pass.
func (f *AllowList) allows(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.User != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || strings.Contains(u.Path, "..") {
		return false
	}
	for _, prefix := range f.Allow {
		p, err := url.Parse(prefix)
		if err == nil && u.Scheme == p.Scheme && strings.EqualFold(u.Host, p.Host) && strings.HasPrefix(u.Path, p.Path) {
			return true
		}
	}
	return false
}

func (f *AllowList) client() *http.Client {
	client := http.Client{}
	if f.Client != nil {
		client = *f.Client
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse // the place it leads to may not be on the list
	}
	return &client
}

func (f *AllowList) request(ctx context.Context, what pki.Resource, address string, body []byte) (*http.Request, error) {
	if body == nil {
		return http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	kind := map[pki.Resource]string{pki.ResourceOCSP: "application/ocsp-request", pki.ResourceTimeStamp: "application/timestamp-query"}
	request.Header.Set("Content-Type", kind[what])
	return request, nil
}
