package fetch_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"veche/cms/fetch"
	"veche/cms/pki"
)

func TestOnlyAllowedAddressesAreFetched(t *testing.T) {
	asked := 0
	var server *httptest.Server
	server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		switch r.URL.Path {
		case "/crl/redirect":
			http.Redirect(w, r, server.URL+"/secret", http.StatusFound)
		case "/crl/long":
			w.Write(make([]byte, 2000))
		case "/crl/absent":
			http.NotFound(w, r)
		default:
			w.Write([]byte("there"))
		}
	}))
	defer server.Close()
	host := strings.TrimPrefix(server.URL, "http://")
	f := &fetch.AllowList{Allow: []string{server.URL + "/crl/"}, MaxSize: 1000}
	for _, c := range []struct {
		address        string
		fetched, asked bool
	}{
		{server.URL + "/crl/a.crl", true, true},
		{server.URL + "/secret", false, false},
		{server.URL + "/crl/../secret", false, false},
		{server.URL + "/crl/%2e%2e/secret", false, false},
		{"http://user@" + host + "/crl/a.crl", false, false},
		{"http://" + host + ".evil.example/crl/a.crl", false, false},
		{"https://" + host + "/crl/a.crl", false, false},
		{"file:///etc/passwd", false, false},
		{"ldap://" + host + "/crl/", false, false},
		{"//" + host + "/crl/a.crl", false, false},
		{"", false, false},
		{server.URL + "/crl/redirect", false, true},
		{server.URL + "/crl/long", false, true},
		{server.URL + "/crl/absent", false, true},
	} {
		before := asked
		content, err := f.Fetch(t.Context(), pki.ResourceCRL, c.address, nil)
		if (err == nil) != c.fetched || c.fetched && string(content) != "there" {
			t.Errorf("%s: %q, %v", c.address, content, err)
		}
		if (asked != before) != c.asked {
			t.Errorf("%s: the server was asked %d times", c.address, asked-before)
		}
	}
	if _, err := new(fetch.AllowList).Fetch(t.Context(), pki.ResourceCRL, server.URL, nil); err == nil {
		t.Error("the zero fetcher fetches")
	}
}
